"""The conversation of a plan: a remark or a question, an answer, and taking one's words back."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, gettext_noop, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.permissions import Permission
from checkins import actions
from checkins.forms import AnswerForm, CommentForm
from checkins.models import Comment
from checkins.queries import remark_of
from checkins.readers import told_readers
from goals.forms import refuse
from plans.access import plan_or_404
from plans.addresses import back_to_plan, next_address, plan_address
from plans.to_translate import languages_read
from plans.translations import WRITTEN_IN, short, translations_for
from students.languages import language_name


@require_http_methods(["GET", "POST"])
def comment(request, public_id):
    """Write in the conversation of a plan; `?goal=`, `?question=1` and `?ask=` begin it."""
    plan, standing = plan_or_404(public_id, Permission.COMMENT, to=request.principal)
    voice = standing.voice(request.POST.get("voice") or request.GET.get("voice") or "")
    ask = request.GET.get("ask", "")
    asked = {
        "goal": request.GET.get("goal", ""), "is_question": bool(request.GET.get("question")), "words": first_words(ask)
    }  # fmt: skip
    form = CommentForm(request.POST or None, initial=asked, plan=plan, standing=standing, voice=voice)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.comment(
                plan=plan, by=request.principal, voice=voice, language=get_language(), **form.cleaned_data
            )
        except ValidationError as refused:
            refuse(form, refused)
        else:
            done = _("Your question is sent.") if row.is_question else _("Your words are sent.")
            messages.success(request, told_readers(done, row, to=standing))
            return back_to_plan(request, plan, "conversation")
    page = {
        "form": form, "plan": plan, "voice": voice, "voices": standing.voices, "has_errors": bool(form.errors),
        "next": next_address(request), "back": next_address(request) or plan_address(plan, "conversation"),
        "title": title_of(ask, asked),
    }  # fmt: skip
    return render(request, "checkins/comment.html", page)


def title_of(ask, asked):
    """What the page is called: by what was asked for, and whether it is a question, about a goal or at all."""
    if ask == "change":
        return _("Ask to change a goal")
    if asked["is_question"] and asked["goal"] and not ask:
        return _("What would help?")
    return _("Ask a question") if asked["is_question"] else _("Write in the conversation")


def first_words(ask):
    """The words a link begins a question with: asking for something in one's own language, said in that
    language and in the one the school writes in."""
    if ask != "translation":
        return ""
    own = get_language()
    wish = gettext_noop("I would like to read this in %(language)s.")
    said = [_(wish) % {"language": get_language_info(own)["name_local"]}]
    with override(settings.LANGUAGE_CODE):
        said.append(_(wish) % {"language": get_language_info(own)["name_translated"]})
    return "\n".join(dict.fromkeys(said))


def comment_or_404(public_id, permission, *, to):
    """One remark the asker may read, and their standing."""
    row = Comment.objects.select_related("goal").filter(public_id=public_id, withdrawn_at=None).first()
    if row is None:
        raise Http404
    plan, standing = plan_or_404(row.plan.public_id, permission, to=to)
    if not Comment.objects.readable(standing).filter(pk=row.pk).exists():
        raise Http404
    row.plan = plan
    return row, standing


@require_http_methods(["GET", "POST"])
def answer(request, public_id):
    """Answer a question, to the reader it was asked to. Words that come too late stay in the box."""
    question, standing = comment_or_404(public_id, Permission.ANSWER, to=request.principal)
    plan = question.plan
    if not question.is_question:
        raise Http404
    if request.method == "GET" and not question.is_open:
        messages.info(request, _("This question has been answered."))
        return back_to_plan(request, plan, "conversation")
    form, needed = AnswerForm(request.POST or None), languages_needed(plan)
    if request.method == "POST" and form.is_valid() and answered(request, form, question):
        messages.success(request, told_readers(_("Your answer is sent."), question, to=standing))
        then = request.POST.get("then", "")
        if then in needed and standing.may(Permission.TRANSLATE):
            return redirect(f"{reverse('plans:translate', args=[plan.public_id, then])}?{to_here(request, plan)}")
        return back_to_plan(request, plan, "conversation")
    page = {
        "form": form, "plan": plan, "remark": remark_of(question, plan, standing), "has_errors": bool(form.errors),
        "translations": translations_for(plan, standing), "may_translate": standing.may(Permission.TRANSLATE),
        "translate_into": WRITTEN_IN if needs_translation(question, standing) else "",
        "needed": [(language, language_name(language)) for language in needed],
        "next": next_address(request), "back": next_address(request) or plan_address(plan, "conversation"),
    }  # fmt: skip
    return render(request, "checkins/answer.html", page, status=422 if form.errors else 200)


def answered(request, form, question):
    """Whether the answer was sent; where it was refused, the form says why."""
    words = form.cleaned_data["words"]
    try:
        actions.answer(question=question, words=words, by=request.principal, language=get_language())
    except ValidationError as refused:
        refuse(form, refused)
        question.refresh_from_db(fields=["answered_at", "withdrawn_at"])
        return False
    return True


def languages_needed(plan):
    """The languages the family reads beside the one in which an answer is written now."""
    return sorted(languages_read([plan]).get(plan.student_id, set()) - {short(get_language())})


def needs_translation(question, standing):
    """Whether a question is in another language than the school reads, and whoever answers may translate it."""
    return short(question.language) != WRITTEN_IN and standing.may(Permission.TRANSLATE)


def to_here(request, plan):
    """The way back to the conversation, for the address of another page."""
    return urlencode({"next": next_address(request) or plan_address(plan, "conversation")})


@require_POST
def comment_withdraw(request, public_id):
    """Take one's own words back."""
    row, _standing = comment_or_404(public_id, Permission.COMMENT, to=request.principal)
    if row.author != request.principal.key:
        raise PermissionDenied
    answered = row.replies.filter(withdrawn_at=None).exists()
    actions.withdraw_comment(comment=row, by=request.principal, voice=row.voice)
    undo = reverse("checkins:undo_comment", args=[row.public_id])
    said = _("Your words are taken back. They have left the pages and stay in the history.")
    if answered:
        said = _("Your question and its answer are taken back. They have left the pages and stay in the history.")
    messages.success(request, said, extra_tags=f"undo:{undo}")
    return back_to_plan(request, row.plan, "conversation")
