"""The pages of one field's history, of a plan and of a child's record."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.permissions import Permission
from dashboards.field_history.record_things import fact_thing, record_things
from dashboards.field_history.things import lines_beside, thing_of
from dashboards.field_history.wordings import frozen, in_plain, told, told_of_record
from plans.access import plan_or_404
from plans.addresses import plan_address
from plans.parts import type_of
from plans.translations import NONE, WRITTEN_IN, translations_for
from students.access import student_or_404

P = Permission
PAGE = 20


@require_GET
def history(request, public_id, kind, code, name):
    """Every wording of one field of a section, a goal, a line of who does what, or a programming option."""
    plan, standing = plan_or_404(public_id, P.VIEW_PLAN, to=request.principal)
    found = thing_of(plan, standing, kind, code, name)
    if found is None:
        raise Http404
    if found.is_live or standing.may(P.READ_STAFF):
        wordings = told(found, name, standing)
    else:
        wordings = frozen(plan, standing, found, name)
    if not wordings and not standing.may(P.READ_STAFF) and not found.is_live:
        raise Http404
    translations = translations_for(plan, standing).of_old_pages()
    shown = {"plan": plan, "student": plan.student, "standing": standing, "translations": translations}
    shown |= {"above": plan_address(plan), "back": _("Back to the plan")}
    shown |= {"lines": lines_beside(plan, standing, code, translations) if kind == "goal" else []}
    doors = doors_of(found, "dashboards:history", public_id, kind, code)
    return page_of(request, found, name, wordings, shown | {"doors": doors}, kind=type_of(plan))


@require_GET
def fact_history(request, public_id, name):
    """Every wording of one fact about a child, for those who read the record."""
    student, standing = student_or_404(public_id, P.VIEW_RECORD, to=request.principal)
    found = fact_thing(student, standing)
    if name not in found.fields:
        raise Http404
    doors = doors_of(found, "dashboards:fact_history", public_id)
    return record_page(request, standing, found, name, doors)


@require_GET
def record_history(request, public_id, kind, code, name):
    """Every wording of one field of something on a child's record, for those who read the record."""
    student, standing = student_or_404(public_id, P.VIEW_RECORD, to=request.principal)
    things = record_things(student, request.principal, kind, code)
    found = things.get(kind)
    if found is None or name not in found.fields:
        raise Http404
    doors = [
        door
        for one, thing in things.items()
        for door in doors_of(thing, "dashboards:record_history", public_id, one, code)
    ]
    return record_page(request, standing, found, name, doors)


def doors_of(found, address, *arguments):
    """The fields of a thing: each with its label and where its history is."""
    return [(field, label, reverse(address, args=[*arguments, field])) for field, label in found.fields.items()]


def record_page(request, standing, found, name, doors):
    student = standing.student
    shown = {"plan": None, "student": student, "above": reverse("students:detail", args=[student.public_id])}
    shown |= {"back": _("Back to the record"), "lines": [], "doors": doors, "translations": NONE}
    return page_of(request, found, name, told_of_record(found, name, standing), shown, kind=None)


def page_of(request, found, name, wordings, shown, *, kind):
    """A page of the list, the newest wording first."""
    asked = request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 and int(asked) else 1
    start = (number - 1) * PAGE
    shown |= {
        "found": found,
        "name": name,
        "label": found.fields[name],
        "wordings": [in_plain(wording, found, name, kind) for wording in wordings[start : start + PAGE]],
        "count": len(wordings),
        "older": number + 1 if len(wordings) > start + PAGE else None,
        "newer": number - 1,
        "here": request.get_full_path(),
        "written_in": WRITTEN_IN,
    }
    return render(request, "dashboards/history.html", shown)
