"""What is done to places, calendars and postings. Every act is remembered by `history`."""

import datetime

from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from accounts.actions import STAFF_ONLY, end_sessions
from accounts.permissions import Role, Voice
from history import clock
from history.actions import differences, record
from schools.models import AdministrativeUnit, CalendarDay, District, Posting, ReportingWindow, School, SchoolYear
from schools.rules import reasons_not_to_open_year, reasons_not_to_set_windows, shown

ONE_DAY = datetime.timedelta(days=1)


def _record(verb, target, *, by, at, changes=(), data=None, reason=""):
    return record(
        verb=f"schools.{verb}",
        target=target,
        by=by,
        voice=Voice.STAFF if by is not None else "",
        at=at or clock.now(),
        audience=STAFF_ONLY,
        changes=changes,
        data=data,
        reason=reason,
    )


def _open(noun, *, verb, by, at):
    """Check, save and record a new thing, with everything it began with."""
    noun.full_clean()
    noun.save()
    hidden = {"id", "public_id"}
    began = {field.name: getattr(noun, field.name) for field in noun._meta.fields if field.name not in hidden}
    _record(verb, noun, by=by, at=at, changes=differences({}, began))
    return noun


def _correct(noun, wanted, *, verb, by, at, reason=""):
    """Check, save and record what differs; nothing when nothing does."""
    noun = type(noun).objects.select_for_update().get(pk=noun.pk)
    changes = differences({field: getattr(noun, field) for field in wanted}, wanted)
    if changes:
        for field, value in wanted.items():
            setattr(noun, field, value)
        noun.full_clean()
        noun.save(update_fields=list(wanted))
        _record(verb, noun, by=by, at=at, changes=changes, reason=reason)
    return noun


# --- Places ---------------------------------------------------------------------------------


@transaction.atomic
def open_unit(*, name, by, state="CO", at=None):
    """An administrative unit, answerable to the state for gifted education."""
    return _open(AdministrativeUnit(name=name, state=state), verb="unit_opened", by=by, at=at)


@transaction.atomic
def open_district(*, unit, name, by, time_zone="America/Denver", plan_type="colorado-alp", answer_days=14, at=None):
    """A district of a unit, with its clock and settings."""
    district = District(unit=unit, name=name, time_zone=time_zone, plan_type=plan_type, answer_days=answer_days)
    return _open(district, verb="district_opened", by=by, at=at)


@transaction.atomic
def correct_district(*, district, name, time_zone, answer_days, by, at=None):
    """Change a district's name, time zone or days to answer."""
    wanted = {"name": name, "time_zone": time_zone, "answer_days": answer_days}
    before = District.objects.values_list("time_zone", flat=True).get(pk=district.pk)
    district = _correct(district, wanted, verb="district_corrected", by=by, at=at)
    if before != time_zone:
        _forget_zones()
    return district


def _forget_zones():
    """Whoever is signed in has their clock asked for again (see `schools.middleware`)."""
    for session in Session.objects.all():
        kept = session.get_decoded()
        if kept.pop("zone", None) is not None:
            session.session_data = Session.objects.encode(kept)
            session.save(update_fields=["session_data"])


@transaction.atomic
def open_school(*, district, name, by, phone="", at=None):
    """A school of a district."""
    return _open(School(district=district, name=name, phone=phone), verb="school_opened", by=by, at=at)


@transaction.atomic
def correct_school(*, school, name, phone, by, at=None):
    """Change a school's name or phone."""
    return _correct(school, {"name": name, "phone": phone}, verb="school_corrected", by=by, at=at)


# --- Calendar -------------------------------------------------------------------------------


@transaction.atomic
def open_year(*, district, name, starts_on, ends_on, by, windows=(), at=None):
    """A school year with its reporting windows: (name, first day, last day) each."""
    District.objects.select_for_update().get(pk=district.pk)
    reasons = reasons_not_to_open_year(district=district, name=name, starts_on=starts_on, ends_on=ends_on)
    if reasons:
        raise ValidationError(reasons)
    year = SchoolYear(district=district, name=name, starts_on=starts_on, ends_on=ends_on)
    _open(year, verb="year_opened", by=by, at=at)
    if windows:
        set_windows(year=year, windows=windows, by=by, at=at)
    return year


@transaction.atomic
def correct_year(*, year, name, starts_on, ends_on, windows, by, was=None, at=None):
    """Correct a year's name, days and windows together; for `was` see `set_windows`."""
    wanted = {"name": name, "starts_on": starts_on, "ends_on": ends_on}
    reasons = reasons_not_to_open_year(district=year.district, instead_of=year, **wanted)
    if reasons:
        raise ValidationError(reasons)
    year = _correct(year, wanted, verb="year_corrected", by=by, at=at)
    set_windows(year=year, windows=windows, was=was, by=by, at=at)
    return year


@transaction.atomic
def set_windows(*, year, windows, by, was=None, at=None):
    """Make the reporting windows of a year be these: (name, first day, last day) each.

    `was` says which window each name stands for, as {name: key}, so that one can be renamed and keeps its
    progress records; without it a window is known by its name. Raises ValidationError when they do not fit,
    or when one that holds progress records would go.
    """
    reasons = reasons_not_to_set_windows(starts_on=year.starts_on, ends_on=year.ends_on, windows=windows)
    if reasons:
        raise ValidationError(reasons)
    there = {window.pk: window for window in year.windows.order_by("starts_on")}
    before = _tell(there.values())
    keys = was or {window.name: window.pk for window in there.values()}
    for name, first, last in windows:
        window = there.pop(keys.get(name), None) or ReportingWindow(year=year)
        window.name, window.starts_on, window.ends_on = name, first, last
        window.full_clean()
        window.save()
    for window in there.values():
        _drop_window(window)
    changes = differences({"windows": before}, {"windows": _tell(year.windows.order_by("starts_on"))})
    if changes:
        _record("windows_set", year, by=by, at=at, changes=changes)
    return year


def _tell(windows):
    return [f"{window.name}: {window.starts_on} – {window.ends_on}" for window in windows]


def _drop_window(window):
    try:
        window.delete()
    except ProtectedError as error:
        raise ValidationError(
            _("“%(name)s” already holds progress that families received, so it stays. Change its dates instead.")
            % {"name": window.name}
        ) from error


@transaction.atomic
def add_day_off(*, district, day, name, by, at=None):
    """A day without school. Every count of school days that crosses it changes with it."""
    return _open(CalendarDay(district=district, day=day, name=name), verb="day_off_added", by=by, at=at)


@transaction.atomic
def add_days_off(*, district, days, by, at=None):
    """Several days without school, (day, why) each; those already there stay as they are. Returns the new ones."""
    there = set(district.days_off.values_list("day", flat=True))
    return [add_day_off(district=district, day=day, name=name, by=by, at=at) for day, name in days if day not in there]


@transaction.atomic
def remove_day_off(*, day_off, by, at=None):
    """There was school after all. The calendar holds facts about days, so the row goes; history keeps it."""
    told = {"day": day_off.day, "name": day_off.name}
    empty = dict.fromkeys(told)
    _record("day_off_removed", day_off, by=by, at=at, changes=differences(told, empty))
    day_off.delete()


# --- Postings -------------------------------------------------------------------------------


@transaction.atomic
def post(*, user, role, starts_on, by, school=None, district=None, title="", at=None):
    """Say that somebody works at a school, or as a coordinator for a district, from a day on.

    The same posting twice is one: an open one is returned as it is.
    """
    if role == Role.COORDINATOR and school is not None:
        raise ValidationError(_("A coordinator serves a district; everyone else serves a school."))
    there = Posting.objects.filter(user=user, role=role, school=school, district=district, ends_on=None).first()
    if there:
        return there
    posting = Posting(user=user, role=role, school=school, district=district, title=title, starts_on=starts_on)
    return _open(posting, verb="posted", by=by, at=at)


@transaction.atomic
def correct_posting(*, posting, role, title, starts_on, by, school=None, district=None, at=None):
    """Correct what a posting says. The last coordinator of a district stays one."""
    _lock_district_of(posting)
    if role != Role.COORDINATOR or district != posting.district:
        _refuse_to_end_last_coordinator(posting, clock.day_of(at or clock.now()))
    wanted = {"role": role, "title": title, "starts_on": starts_on, "school": school, "district": district}
    return _correct(posting, wanted, verb="posting_corrected", by=by, at=at)


@transaction.atomic
def end_posting(*, posting, by, on=None, reason="", at=None):
    """End a posting with `on` as its last day; without it, access ends at once.

    The last day still counts, so "at once" makes yesterday the last day. Who is left without any
    posting is signed out everywhere. The last coordinator of a district cannot be ended.
    """
    at = at or clock.now()
    today = clock.day_of(at)
    _lock_district_of(posting)
    posting = Posting.objects.select_for_update().get(pk=posting.pk)
    last = on or today - ONE_DAY
    if on is not None and on < posting.starts_on:
        raise ValidationError({"on": _("Pick a day on or after %(day)s.") % {"day": shown(posting.starts_on)}})
    _refuse_to_end_last_coordinator(posting, last)
    wanted = {"starts_on": min(posting.starts_on, last), "ends_on": last}
    posting = _correct(posting, wanted, verb="posting_ended", by=by, at=at, reason=reason)
    if not Posting.objects.on(today).filter(user=posting.user_id).exists():
        end_sessions(user=posting.user)
    return posting


def _lock_district_of(posting):
    """One coordinator's end after another: of two at once the second one sees the first."""
    District.objects.select_for_update().filter(pk=posting.district_id).first()


def _refuse_to_end_last_coordinator(posting, last):
    if posting.role != Role.COORDINATOR:
        return
    others = Posting.objects.filter(role=Role.COORDINATOR, district=posting.district, user__is_active=True)
    if not others.exclude(pk=posting.pk).on(last + ONE_DAY).exists():
        raise ValidationError(
            _("%(district)s would have no coordinator. Add another one first.") % {"district": posting.district}
        )
