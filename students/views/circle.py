"""The circle of adults: the family, the people at school, who can see the child, and the child's own card."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from accounts.permissions import Permission
from history.clock import now, today
from students.access import student_or_404
from students.actions import end_card, give_card
from students.circle import people_shown_to
from students.forms import family, people
from students.queries import newest_plan, open_cards
from students.rules import reasons_not_to_give_card
from students.views.pages import bound, edits_record, form_page, record_url, see_other, way_to


@edits_record
def guardian_add(request, student):
    form = family.AddGuardianForm(bound(request), student=student, by=request.principal)
    return form_page(request, form, section="family")


@edits_record
def guardian_correct(request, student, pk):
    one = get_object_or_404(student.guardianships.select_related("guardian"), pk=pk)
    form = family.CorrectContactForm(bound(request), thing=one, student=student, by=request.principal)
    return form_page(request, form, section="family")


@edits_record
def guardianship_correct(request, student, pk):
    one = get_object_or_404(student.guardianships.select_related("guardian", "household"), pk=pk)
    form = family.CorrectRightsForm(bound(request), thing=one, student=student, by=request.principal)
    return form_page(request, form, section="family")


@edits_record
def guardianship_end(request, student, pk):
    one = get_object_or_404(student.guardianships.lasting(today()).select_related("guardian"), pk=pk)
    form = family.EndGuardianshipForm(bound(request), thing=one, student=student, by=request.principal)
    return form_page(request, form, section="family")


@edits_record
def responsibility_take(request, student):
    chosen = {"kind": "teacher", "user": request.GET["user"]} if request.GET.get("user", "").isdecimal() else {}
    form = people.TakeForm(bound(request), student=student, by=request.principal, initial=chosen)
    return form_page(request, form, section="people")


@edits_record
def responsibility_match(request, student, pk):
    one = get_object_or_404(student.responsibilities, pk=pk, user=None)
    form = people.MatchForm(bound(request), thing=one, student=student, by=request.principal)
    return form_page(request, form, section="people")


@edits_record
def responsibility_end(request, student, pk):
    one = get_object_or_404(student.responsibilities.lasting(today()).select_related("user"), pk=pk)
    form = people.EndResponsibilityForm(bound(request), thing=one, student=student, by=request.principal)
    return form_page(request, form, section="people")


@edits_record
def hand_over(request, student):
    form = people.HandOverForm(bound(request), student=student, by=request.principal)
    return form_page(request, form, section="people")


@require_GET
def who(request, public_id):
    """Everybody who can see this child today, and why."""
    student, standing = student_or_404(public_id, Permission.VIEW_ACCESS, to=request.principal)
    shown = {"student": student, "standing": standing, "people": people_shown_to(standing)}
    if standing.may(Permission.VIEW_RECORD):
        shown |= {"above": way_to(student), "plan": newest_plan(student)}
    return render(request, "students/who.html", shown)


@require_GET
def card(request, public_id):
    """Whether the child has a sign-in card, until when, and a way to give a new one."""
    student, _standing = student_or_404(public_id, Permission.ISSUE_CARD, to=request.principal)
    shown = {"student": student, "card": open_cards(student, at=now()).select_related("issued_by").first()}
    shown["above"] = way_to(student)
    shown["reasons_not_to"] = reasons_not_to_give_card(student)
    return render(request, "students/card.html", shown)


@require_POST
@sensitive_variables("secret")
def card_give(request, public_id):
    """Gives a new card and shows it, this once: the secret is in this answer and nowhere else.

    So this POST answers with the page itself, and nothing has to keep the secret for a second request.
    """
    student, _standing = student_or_404(public_id, Permission.ISSUE_CARD, to=request.principal)
    try:
        given, secret = give_card(student=student, by=request.principal)
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return see_other(reverse("students:card", args=[student.public_id]))
    address = settings.SITE_URL + reverse("accounts:card")
    shown = {"student": student, "card": given, "secret": secret, "address": address}
    shown["above"] = way_to(student)
    return render(request, "students/card_given.html", shown)


@require_POST
def card_end(request, public_id):
    """Ends the child's card; whoever holds it is signed out."""
    student, _standing = student_or_404(public_id, Permission.ISSUE_CARD, to=request.principal)
    end_card(student=student, by=request.principal)
    messages.success(request, _("The card opens nothing any more."))
    return see_other(record_url(student, "sign-in"))
