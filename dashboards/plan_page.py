"""The plan page: one child's plan for a year, whole.

Staff see the working plan, with a mark on what is not shared yet, and edit it in place. Family and
student have a page of their own (`dashboards.family_plan`), made from what was last shared.
"""

from dataclasses import replace
from types import SimpleNamespace

from django.db.models import prefetch_related_objects
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.permissions import Permission, Voice
from checkins.progress import progress_records
from checkins.queries import conversation
from dashboards.family_plan import shared_plan_page
from dashboards.hats import hats_of
from dashboards.looks import remember_look
from dashboards.plan_parts import evidence_of, programming_of, sections_of
from dashboards.plan_people import acknowledgements_of, moments_of, team_of
from dashboards.plan_rail import dates_of
from dashboards.since import since_of
from dashboards.timeline import events_for, lines_of
from goals.queries import goal_cards
from history.clock import today
from plans.access import plan_or_404
from plans.forms.taking_part import AcknowledgeForm
from plans.parts import type_of
from plans.queries import beside, documents_shown
from plans.readable import reads_record
from plans.required import required_parts
from plans.to_translate import languages_of
from plans.translations import WRITTEN_IN, translations_for
from students.areas import area
from students.languages import language_name
from students.models import Identification

P = Permission
RECENT = 6


@require_GET
def plan(request, public_id):
    """The page of a plan for whoever may open it."""
    plan, standing = plan_or_404(public_id, P.VIEW_PLAN, to=request.principal)
    remember_look(request, plan)
    if not standing.may(P.READ_STAFF):
        return shared_plan_page(request, plan, standing)
    shown = staff_page(plan, standing) | {"list": list_of(request), "next": request.path}
    return render(request, "dashboards/plan.html", shown)


def staff_page(plan, standing):
    """Everything the staff page shows, in a number of queries that does not grow with the plan."""
    prefetch_related_objects([plan], "sections__written_by")  # several checks and the profile read them
    cards = goal_cards(plan, standing)
    who = {
        "plan": plan,
        "student": plan.student,
        "standing": standing,
        "type": type_of(plan),
        "beside": beside(plan, standing),
    }
    translations = translations_for(plan, standing)
    since = since_of(plan, standing, translations=translations)
    live = {
        "cards": cards,
        "since": since,
        "befores": since and since.befores,
        "records": progress_records(plan, standing),
        "written_in": WRITTEN_IN,
        "translations": translations,
    }
    written, people = promise_shown(plan, standing), people_shown(plan, standing)
    return who | live | written | documents_shown(plan, standing) | people | rail_shown(plan, standing, cards)


def promise_shown(plan, standing):
    """The head of the page and what is written in the plan, beside its goals."""
    shared = plan.revision and plan.revision.content
    return {
        "school": plan.student.enrollments.on(today()).select_related("school").first(),
        "areas": areas_of(plan.student),
        "sections": sections_of(plan, standing, shared),
        "evidence": evidence_of(plan.student) if reads_record(standing) else None,
        "programming": programming_of(plan, shared),
    }


def people_shown(plan, standing):
    """The team, what each did and said, and the conversation."""
    may, team = acts_of(plan, standing), team_of(plan, standing)
    return {
        "may": may,
        "team": team,
        "moments": moments_of(plan),
        "said": acknowledgements_of(plan, standing, team),
        "acknowledge": acknowledge_form(plan, standing) if may.acknowledge else None,
        "conversation": conversation_of(plan, standing),
    }


def rail_shown(plan, standing, cards):
    """The required parts, the days ahead, and what happened last."""
    parts = required_parts(plan, standing, cards)
    recent = events_for(plan.student, standing)[:RECENT]
    return {
        "parts": parts,
        "met": sum(part.met for part in parts),
        "dates": dates_of(plan, cards),
        "activity": lines_of(recent, plan.student, type_of(plan)),
    }


def acts_of(plan, standing):
    """What this person may do on the page now."""
    is_open = plan.is_open
    return SimpleNamespace(
        write=is_open and standing.may(P.WRITE_PLAN),
        scribe=is_open and standing.may(P.SCRIBE),
        set_due=is_open and standing.may(P.WRITE_PLAN) and plan.state in (plan.State.DRAFT, plan.State.WITH_FAMILY),
        share=is_open and standing.may(P.SHARE_PLAN),
        activate=is_open and standing.may(P.SHARE_PLAN) and plan.state == plan.State.WITH_FAMILY,
        close=is_open and standing.may(P.SHARE_PLAN) and plan.state in (plan.State.WITH_FAMILY, plan.State.ACTIVE),
        withdraw=is_open and standing.may(P.SHARE_PLAN) and plan.state == plan.State.DRAFT,
        record_part=is_open and standing.may(P.RECORD_PART),
        acknowledge=is_open and plan.is_shared and standing.may(P.ACKNOWLEDGE),
        translate=translations_of(plan) if is_open and plan.is_shared and standing.may(P.TRANSLATE) else [],
        freeze=is_open and plan.is_shared and standing.may(P.WRITE_PLAN),
        print=standing.may(P.PRINT_PLAN) and plan.is_shared,
        see_record=standing.may(P.VIEW_RECORD),
        edit_record=standing.may(P.EDIT_RECORD),
        see_who=standing.may(P.VIEW_ACCESS),
    )


def translations_of(plan):
    """The languages this plan is translated into: (code, name)."""
    return [(code, language_name(code)) for code in languages_of(plan)]


def acknowledge_form(plan, standing):
    """The form by which staff say something of the last revision themselves."""
    starting = {"number": plan.revision.number, "voice": standing.voice(Voice.STAFF)}
    return AcknowledgeForm(plan=plan, standing=standing, initial=starting)


def conversation_of(plan, standing):
    """The conversation with its open questions first."""
    talk = conversation(plan, standing)
    return replace(talk, remarks=sorted(talk.remarks, key=lambda remark: not remark.waits))


def areas_of(student):
    """The areas of identification by name."""
    rows = student.identifications.filter(status=Identification.Status.IDENTIFIED)
    return [str(area(one.area)) for one in rows]


def list_of(request):
    """The list this person comes from: its name and address."""
    hats = hats_of(request)
    if hats.has_caseload:
        return {"label": _("Caseload"), "url": reverse("dashboards:caseload")}
    if hats.has_classes:
        return {"label": _("My students"), "url": reverse("dashboards:classes")}
    return {"label": _("Students"), "url": reverse("students:find")}
