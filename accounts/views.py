"""Signing in and out, one's own page, and what each role may do."""

from allauth.account.forms import ResetPasswordForm
from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBadRequest
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import access_doc
from accounts.actions import correct_account
from accounts.adapter import LANGUAGE_CHOSEN
from accounts.forms import CardForm
from accounts.middleware import CARD_HELD
from accounts.queries import relations_in_short
from drafts.carrying import carries_words, forget_writer, is_from_here, page_before
from drafts.queries import is_kept, page_to_go_on
from history.clock import now


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def card(request):
    """Sign in with the code on a student's card. Whoever was signed in here before is signed out."""
    if refused := ratelimit.consume_or_429(request, action="card"):
        return refused
    form = CardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        logout(request)
        request.session[CARD_HELD] = form.card.pk
        request.session.cycle_key()
        rotate_token(request)
        return redirect(page_to_go_on(form.card, at=now()) or settings.LOGIN_REDIRECT_URL)
    return render(request, "account/card.html", {"form": form, "has_errors": bool(form.errors)})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request):
    """End the session of a person or a card, or a sign-in half done, after a press of a button."""
    was_here = request.principal.is_authenticated
    if request.method == "GET":
        return render(request, "account/logout.html") if was_here else redirect(settings.LOGOUT_REDIRECT_URL)
    language_chosen = request.session.get(LANGUAGE_CHOSEN)
    logout(request)
    if was_here:
        messages.success(request, _("You are signed out."))
    elif language_chosen:
        request.session[LANGUAGE_CHOSEN] = language_chosen
    response = redirect(safe_next(request, default=reverse(settings.LOGOUT_REDIRECT_URL)))
    keep_language(response, translation.get_language())
    forget_writer(response)
    return response


@login_not_required
@require_GET
def added_by_school(request):
    """There is no sign-up: this page says how a person gets in."""
    return render(request, "account/signup.html")


@login_not_required
@require_POST
def language(request):
    """Choose the language of the pages, and of one's letters when signed in."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    if request.user.is_authenticated:
        correct_account(user=request.user, language=chosen, by=request.user)
    else:
        request.session[LANGUAGE_CHOSEN] = chosen
    response = redirect(safe_next(request))
    keep_language(response, chosen)
    return response


def safe_next(request, default="/"):
    """Where to go on to: an address of this site, or else the default."""
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else default


def keep_language(response, chosen):
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=365 * 24 * 60 * 60,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )


@require_GET
def me(request):
    """One's own page: name, email, language, what one is to whom, password, sign out."""
    user = request.user if request.user.is_authenticated else None
    return render(request, "accounts/me.html", {"relations": relations_in_short(user) if user else []})


@require_GET
def roles(request):
    """What each role may do, from the same data that decides it."""
    return render(request, "accounts/roles.html", {"roles": access_doc.roles(), "sections": access_doc.sections()})


@require_http_methods(["GET", "POST"])
def first_password(request):
    """A first password is chosen by a link in the mail, so that an open screen is not enough to set one."""
    user = request.user
    if not user.is_authenticated or not user.email:
        return redirect("accounts:me")
    if user.has_usable_password():
        return redirect("account_change_password")
    if request.method == "POST":
        if refused := ratelimit.consume_or_429(request, action="reset_password", key=user.email):
            return refused
        form = ResetPasswordForm({"email": user.email})
        form.full_clean()
        form.save(request)
        return redirect(reverse("account_reset_password_done"))
    return render(request, "account/password_set.html", {"email": user.email})


@login_not_required
def too_old(request, reason=""):
    """What a form meets whose page was opened before the last sign-in. Where its words are kept as a draft of
    whoever is here now, its page offers them back."""
    is_form = carries_words(request.resolver_match.func)
    if is_form and request.principal.is_authenticated and is_from_here(request) and is_kept(request):
        messages.warning(request, _("This page had been open too long, so nothing was changed. Your words are kept."))
        return redirect(page_before(request))
    return render(request, "403_csrf.html", status=403)
