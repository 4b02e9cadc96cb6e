"""The whole plan as family and student read it: what was last shared, with what moves every week beside it.

The promise comes from the last revision, never from the moving plan. A family reads the body of
evidence (instrument, day, result), without what staff make of it; on a student's page no score stands.
"""

from django.shortcuts import render

from accounts.permissions import Permission, Voice
from checkins.progress import progress_records
from checkins.queries import conversation
from dashboards.family.page import keeper_of, languages, school_of
from dashboards.family.reading import reading_of
from dashboards.own_sections import own_sections
from dashboards.since import since_of
from goals.cards import scale_of
from goals.queries import goal_cards
from plans.frozen import frozen_page
from plans.parts import type_of
from plans.queries import beside, documents_shown
from plans.readable import readable

P = Permission


def shared_plan_page(request, plan, standing):
    """The page of a shared plan for one parent or for the student."""
    shown = family_page(plan, standing) | documents_shown(plan, standing)
    return render(request, "dashboards/family_plan.html", shown | {"next": request.path})


def family_page(plan, standing):
    """Everything on it that one reader may read."""
    frozen = frozen_page(readable(plan.revision.content, standing))
    read = languages(plan, standing)
    since = None if plan.gave_way_to_id else since_of(plan, standing, translations=read["translations"])
    reading = reading_of(plan, standing, read["translations"], since=since)
    return read | {
        "plan": plan,
        "student": plan.student,
        "standing": standing,
        "voice": standing.voice(),
        "is_student": standing.voice() == Voice.STUDENT,
        "since": since,
        "befores": since and since.befores,
        "frozen": frozen,
        "sections": [section for section in frozen.sections if section["layer"] == "promise"],
        "own": own_sections(plan, standing),
        "cards": goal_cards(plan, standing),
        "scale": scale_of(type_of(plan)),
        "records": progress_records(plan, standing),
        "reading": reading if standing.may(P.ACKNOWLEDGE) else None,
        "others": reading.others,
        "conversation": conversation(plan, standing),
        "may_print": standing.may(P.PRINT_PLAN),
        "keeper": keeper_of(plan.student),
        "school": school_of(plan.student),
        "is_open": plan.is_open,
        "beside": beside(plan, standing),
    }
