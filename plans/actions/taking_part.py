"""Taking part: acknowledgements, recorded moments, and answers to a required part."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permissions import Voice
from history.actions import record
from history.clock import day_of, now
from history.undoing import act_to_undo
from plans.actions.plan import lock
from plans.actions.touching import touch
from plans.models import Acknowledgement, PartAnswer, Participation, TakenBack
from plans.parts import type_of
from plans.queries import still_holding
from plans.rules import reasons_not_to_point
from students.actions.writing import save
from students.models import Reader

CHANGED_SINCE = gettext_lazy("The plan has changed since you opened it. Read the new version first.")
NOTHING_SAID = {"because": "", "document": None, "page": None}


class AnsweredSince(ValidationError):
    """A part was answered, or its answer taken back, since its writer opened it."""

    def __init__(self):
        super().__init__(_("The answer to this part has changed since you opened it. Look at what stands now."))


@transaction.atomic
def acknowledge(*, revision, meaning, by, voice, role="", words="", language="en", how="app", at=None):
    """Say one thing of one revision that still holds. Returns it.

    Saying the same again in the same words changes nothing; what was taken back holds again. Raises
    ValidationError when the plan has changed since.
    """
    at = at or now()
    plan = lock(revision.plan)
    if revision.pk not in still_holding(list(plan.revisions.defer("text")), plan.revision):
        raise ValidationError(CHANGED_SINCE)
    said, is_new = Acknowledgement.objects.get_or_create(
        revision=revision, person=by.key, meaning=meaning, words=words.strip(),
        defaults={
            "name": by.name, "voice": voice, "role": role, "language": language, "how": how, "said_at": at,
            "said_by": by if by.key.startswith("user:") else None,
        },
    )  # fmt: skip
    again = said.taken_back.filter(undone_at=None).update(undone_at=at, undone_by=by.key)
    if is_new or again:
        remember_said(said, plan, verb="plans.acknowledged", by=by, at=at)
        touch(plan, promise=False)
    return said


@transaction.atomic
def take_back_acknowledgement(*, acknowledgement, by, at=None):
    """Take back what one said of a revision. What was said stays in the record. Returns the row that says so.

    Raises ValidationError for what somebody else said.
    """
    at = at or now()
    plan = lock(acknowledgement.revision.plan)
    if acknowledgement.person != by.key:
        raise ValidationError(_("Only %(name)s can take this back.") % {"name": acknowledgement.name})
    row, is_new = TakenBack.objects.get_or_create(
        acknowledgement=acknowledgement, undone_at=None, defaults={"withdrawn_at": at, "withdrawn_by": by.key}
    )
    if is_new:
        remember_said(acknowledgement, plan, verb="plans.acknowledgement_taken_back", by=by, at=at)
        touch(plan, promise=False)
    return row


@transaction.atomic
def say_again(*, acknowledgement, by, at=None):
    """Undo, for a short while, that one took back what one said of a revision, if it still holds."""
    at = at or now()
    lock(acknowledgement.revision.plan)
    act_to_undo(acknowledgement, by=by, verbs={"plans.acknowledgement_taken_back"}, at=at)
    one = acknowledgement
    return acknowledge(revision=one.revision, meaning=one.meaning, words=one.words, voice=one.voice, by=by, at=at)


def remember_said(said, plan, *, verb, by, at):
    """Record it for everybody, where it is no matter between a home and the school."""
    open_to_all = said.meaning in ("read", "took_part", "agree") and said.voice != Voice.FAMILY
    record(
        verb=verb, target=said, subject=plan.student, by=by, voice=said.voice, at=at,
        audience=Reader.STUDENT if open_to_all else Reader.HOME,
        data={"plan": plan.pk, "number": said.revision.number, "meaning": said.meaning},
    )  # fmt: skip


@transaction.atomic
def record_participation(*, plan, voice, who, how, on, by, words="", at=None):
    """Write down a moment in which family or student took part, or a try to reach them."""
    at = at or now()
    plan = lock(plan)
    if on > day_of(at):
        raise ValidationError({"on": _("Pick a day up to today. What is planned is not yet participation.")})
    row = Participation(
        plan=plan, voice=voice, who=who.strip(), how=how, on=on, words=words.strip(), recorded_at=at, recorded_by=by
    )
    save(row)
    record(
        verb="plans.participation_recorded", target=row, subject=plan.student, by=by, voice=Voice.STAFF, at=at,
        audience=readers_of(row), data={"plan": plan.pk, "who": row.who, "how": how, "on": on.isoformat()},
    )  # fmt: skip
    touch(plan, promise=False)
    return row


def readers_of(moment):
    """Who reads of a moment in the history: with one home, never the other."""
    return Reader.HOME if moment.voice == Voice.FAMILY else Reader.ADULTS


@transaction.atomic
def withdraw_participation(*, participation, by, reason, at=None):
    """Take back a moment recorded by mistake. It stays in history. Taken back already, nothing happens."""
    at = at or now()
    plan = lock(participation.plan)
    moment = Participation.objects.get(pk=participation.pk)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this record was wrong.")})
    if moment.withdrawn_at:
        return moment
    moment.withdrawn_at, moment.withdrawn_by = at, by
    moment.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(
        verb="plans.participation_withdrawn", target=moment, subject=plan.student, by=by, voice=Voice.STAFF, at=at,
        audience=readers_of(moment), reason=reason.strip(), data={"plan": plan.pk},
    )  # fmt: skip
    touch(plan, promise=False)
    return moment


@transaction.atomic
def answer_part(*, plan, part, by, because="", document=None, page=None, seen="", at=None):
    """Answer a required part with *not needed, because …* or *in the attached document, page …*; neither takes
    the answer back. `seen` is the `version` of the answer that its writer saw, nothing where there was none.

    What stands already changes nothing. Raises `AnsweredSince` when something else stands by now than was seen.
    """
    at = at or now()
    plan = lock(plan)
    said = {"because": because.strip(), "document": document, "page": page}
    stands = PartAnswer.objects.filter(plan=plan, part=part).select_related("document").first()
    if said == (stands.said if stands else NOTHING_SAID):
        return plan
    if seen != (stands.version if stands else ""):
        raise AnsweredSince
    refuse_answer(plan, part, **said)
    if is_answer := bool(said["because"] or document):
        PartAnswer.objects.update_or_create(
            plan=plan, part=part, defaults=said | {"answered_at": at, "answered_by": by}
        )
    else:
        stands.delete()
    record(
        verb="plans.part_answered" if is_answer else "plans.part_answer_taken_back", target=plan,
        subject=plan.student, by=by, voice=Voice.STAFF, at=at, audience=Reader.ADULTS, reason=said["because"],
        data={"part": part} | ({"document": str(document.public_id), "page": page} if document else {}),
    )  # fmt: skip
    touch(plan, promise=False)
    return plan


def refuse_answer(plan, part, because, document, page):
    """Raise ValidationError for an answer that cannot be given."""
    if type_of(plan).part(part) is None:
        raise ValidationError(_("This plan asks for no such part."))
    if because and document:
        raise ValidationError({"because": _("Answer in one way: say why it is not needed, or name the document.")})
    if page is not None and document is None:
        raise ValidationError({"document": _("Choose the document that this page is in.")})
    if document and (document.plan_id != plan.pk or not document.file.stands):
        raise ValidationError({"document": _("This document is not attached to the plan any more.")})
    if document and (reasons := reasons_not_to_point(document.file, page)):
        raise ValidationError({"page": reasons})
