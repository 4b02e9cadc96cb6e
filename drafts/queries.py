"""Asking for drafts."""

import datetime

from django.db.models import Q
from django.urls import resolve

from drafts.fields import sheet_of
from drafts.models import Draft
from drafts.registry import allowed, may_know_who_writes, person_of

JUST_NOW = datetime.timedelta(hours=1)
FRESH = datetime.timedelta(minutes=3)  # somebody who was seen at a form so recently is there now


def waiting_of(person, *, page=""):
    """What somebody typed and did not send, of one page or of all, as far as they still see the child."""
    drafts = Draft.objects.of(person)
    here = Q(page=page) | Q(page__startswith=f"{page}?") | Q(door=page) if page else Q()
    return allowed(person, drafts.filter(here))


def others_at(door, subject, person, *, at):
    """The names of those who have the same form about the same child open now, for who may know it."""
    if not may_know_who_writes(person, resolve(door).view_name, subject):
        return []
    there = Draft.objects.filter(door=door, subject=subject, ended_at=None, kept_at__gt=at - FRESH)
    there = there.exclude(person=person.key)
    found = set(there.values_list("person", "person_name"))
    return sorted(name for key, name in found if may_write_too(person_of(key), door, subject))


def is_open_elsewhere(door, subject, person, *, sheet, at):
    """Whether somebody has the same form open in another window of their own, or had it a moment ago."""
    if not may_know_who_writes(person, resolve(door).view_name, subject):
        return False
    there = Draft.objects.filter(door=door, subject=subject, ended_at=None, kept_at__gt=at - FRESH)
    return there.filter(person=person.key).exclude(sheet=sheet).exists()


def may_write_too(other, door, subject):
    """Whether somebody who says to have a form open may have it open at all."""
    return other is not None and may_know_who_writes(other, resolve(door).view_name, subject)


def kept_at(request):
    """The draft of whoever sends a form, of that form, or None."""
    sheet = sheet_of(request)
    return Draft.objects.of(request.principal).filter(sheet=sheet).first() if sheet else None


def is_kept(request):
    """Whether the form of a request is kept as a draft of whoever sends it."""
    return kept_at(request) is not None


def carried_by(person):
    """What somebody sent that could not be taken, as far as they still see the child."""
    return allowed(person, Draft.objects.of(person).exclude(carried=""))


def page_to_go_on(person, *, at):
    """The page on which somebody was writing when their sign-in ended a moment ago, or nothing: about
    a child they still see."""
    lost = [
        one for one in carried_by(person) if one.carried == Draft.Carried.SIGNED_OUT and one.kept_at > at - JUST_NOW
    ]
    return lost[0].page if lost else ""
