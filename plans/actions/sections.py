"""Writing the plan's text."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.permissions import Voice
from history.actions import differences, record
from history.clock import now
from plans.actions.plan import lock
from plans.actions.touching import touch
from plans.models import Section
from plans.parts import type_of
from plans.rules import reasons_not_to_write
from students.access import audience
from students.models import Reader


class Stale(ValidationError):
    """Somebody else saved in between. `current` is what stands now; nothing was lost."""

    def __init__(self, current):
        super().__init__(
            _("%(name)s changed this while you were writing. Nothing is lost: both wordings are below.")
            % {"name": current.writer}
        )
        self.current = current


@transaction.atomic
def write_section(*, plan, code, words, version, by, voice, said_by="", language="en", at=None):
    """Write one section. `version` is the one the writer saw (0 for a section never written).

    `said_by` names a person whose words an adult wrote down. A student who sends what an adult wrote for
    them says the same: the adult stays the one who wrote it. Raises `Stale` when another save came in
    between, and ValidationError when the plan is closed or knows no such section.
    """
    at = at or now()
    plan = lock(plan)
    kind = type_of(plan).section(code)
    if reasons := reasons_not_to_write(plan) or ([] if kind else [_("This plan has no such section.")]):
        raise ValidationError(reasons)
    section = Section.objects.filter(plan=plan, code=code).select_related("written_by").first()
    words = words.strip()
    if section and section.version != version:
        if section.words == words:
            return section
        raise Stale(section)
    if makes_own(section, words, voice):
        return make_own(section, plan, kind, by=by, voice=voice, at=at)
    before = {"words": section.words if section and not section.is_set_aside else ""}
    if words in (before["words"], section.words if section else "") and not empties(section, words, voice):
        return section
    section = section or Section(plan=plan, code=code, version=0)
    has_account = by.key.startswith("user:")
    section.words, section.language, section.written_at = words, language, at
    section.written_by, section.said_by = (by, said_by.strip()) if has_account else (None, str(by))
    section.version, section.is_set_aside = section.version + 1, False
    section.save()
    changes = differences(before, {"words": words})
    remember(section, plan, kind, by=by, voice=voice, at=at, changes=changes)
    touch(plan, promise=kind.layer == "promise")
    return section


def makes_own(section, words, voice):
    """Whether a student says the very words that an adult wrote in the student's place."""
    stands = section and not section.is_set_aside and words and section.words == words
    return bool(stands and voice == Voice.STUDENT and not section.is_said_by_student)


def make_own(section, plan, kind, *, by, voice, at):
    section.said_by, section.version = str(plan.student), section.version + 1
    section.save(update_fields=["said_by", "version"])
    remember(section, plan, kind, by=by, voice=voice, at=at, changes=[], verb="plans.section_made_own")
    touch(plan, promise=kind.layer == "promise")
    return section


def empties(section, words, voice):
    """Whether a student takes away own words that are set aside. Somebody else, for whom nothing stands there,
    cannot take them away unseen."""
    return bool(section and section.is_set_aside and not words and voice == Voice.STUDENT)


def remember(section, plan, kind, *, by, voice, at, changes, verb="plans.section_written"):
    """Record it for who may read it now: a promise waits for the sharing, the live layer does not."""
    reader = Reader.STAFF if kind.layer == "promise" else Reader.STUDENT
    record(
        verb=verb, target=section, subject=plan.student, by=by, voice=voice, at=at, changes=changes,
        audience=audience(reader, close=kind.audience == Reader.CIRCLE),
        data={"plan": plan.pk, "section": kind.code, "said_by": section.said_by},
    )  # fmt: skip
