"""The parts of a plan that are the student's own words, such as interests, as they stand now."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from goals.cards import Said, day
from history.clock import day_of
from plans.access import may_write_section
from plans.parts import type_of


@dataclass(frozen=True)
class OwnSection:
    """One live part of the plan: what stands there and whose words they are, None before anybody wrote."""

    code: str
    label: str
    hint: str
    said: Said | None
    may_write: bool
    worry: str = ""  # where an adult asks for a private follow-up

    @property
    def caption(self):
        """Whose words they are: "Maya, Sep 6", "Leo, written down by Mr. Haddad, …", "Mr. Haddad wrote this, …"."""
        if self.said.scribe == self.said.name:
            return _("%(name)s wrote this, %(day)s") % {"name": self.said.name, "day": day(self.said.on)}
        return self.said.caption


def own_sections(plan, standing):
    """The live parts that this reader may read, in the order of the plan's type."""
    entries = [entry for entry in type_of(plan).sections if entry.is_own and entry.audience in standing.readers]
    rows = plan.sections.filter(code__in=[entry.code for entry in entries]).select_related("written_by")
    written = {row.code: row for row in rows if row.words_for(standing)}
    return [own_section(entry, written.get(entry.code), plan, standing) for entry in entries]


def own_section(entry, row, plan, standing):
    return OwnSection(
        code=entry.code,
        label=str(entry),
        hint=str(entry.hint or ""),
        said=row and said_in(row),
        may_write=plan.is_open and may_write_section(entry, standing),
        worry=worry_of(plan, entry, row and row.words, standing),
    )


def worry_of(plan, entry, words, standing):
    """Where this reader asks for a private follow-up on a section in the student's own words, or nothing."""
    if not (words and entry.is_own and standing.is_adult):
        return ""
    return reverse("checkins:own_words_follow_up", args=[plan.public_id, entry.code])


def said_in(row):
    """The words of a part: the student's own, what somebody wrote down for them, or an adult's."""
    scribe = "" if row.is_students_own else row.writer
    return Said(row.words, row.said_by or row.writer, "", day_of(row.written_at), row.language, scribe)
