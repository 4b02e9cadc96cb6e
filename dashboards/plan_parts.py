"""The written parts of a plan on its page: sections, evidence, what the school provides."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from dashboards.own_sections import worry_of
from history.clock import today
from history.days import day_said
from plans.access import may_write_section
from plans.contributors import programming_of as lines_of_programming
from plans.parts import type_of


@dataclass(frozen=True)
class SectionShown:
    """One section as it stands: whose words, when, and whether family and student see them yet."""

    code: str
    label: str
    hint: str
    words: str
    lang: str
    by: str
    on: datetime.datetime | None
    own: bool
    close: bool
    waits: bool
    may_write: bool
    worry: str  # where a private follow-up is asked for


def sections_of(plan, standing, shared):
    """The sections this reader may read, in the order of the type. `shared` is what was last shared."""
    written = {section.code: section for section in plan.sections.all()}
    before = {section["code"]: section["words"] for section in shared["sections"]} if shared else {}
    return [
        section_shown(entry, written.get(entry.code), before.get(entry.code, ""), plan, standing)
        for entry in type_of(plan).sections
        if entry.audience in standing.readers
    ]


def section_shown(entry, section, before, plan, standing):
    words = section.words_for(standing) if section else ""
    return SectionShown(
        code=entry.code,
        label=str(entry),
        hint=str(entry.hint or ""),
        words=words,
        lang=section.language if section else "",
        by=(section.said_by or str(section.written_by)) if section else "",
        on=section.written_at if section else None,
        own=bool(section and section.is_students_own),
        close=entry.audience == "circle",
        waits=plan.is_shared and entry.layer == "promise" and words != before,
        may_write=plan.is_open and may_write_section(entry, standing),
        worry=worry_of(plan, entry, words, standing),
    )


def evidence_of(student):
    """The body of evidence, newest first."""
    return list(student.evidence.filter(withdrawn_at=None))


@dataclass(frozen=True)
class OptionShown:
    """One thing the school provides, and whether the family has read of it yet."""

    public_id: UUID
    label: str
    words: str
    who: str
    status: str
    status_words: str
    starts_on: datetime.date | None
    ends_on: datetime.date | None
    waits: bool

    @property
    def when(self):
        """From when until when, in words."""
        first, last = (day and day_said(day) for day in (self.starts_on, self.ends_on))
        if first and last:
            return f"{first} – {last}"
        if last:
            return _("until %(day)s") % {"day": last}
        if first:
            return (_("from %(day)s") if self.starts_on > today() else _("since %(day)s")) % {"day": first}
        return ""


def programming_of(plan, shared):
    """What the school provides, in the order it was added."""
    one = type_of(plan)
    before = {row["id"]: row["line"] for row in shared["programming"]} if shared else {}
    lines = {str(row["id"]): row["line"] for row in lines_of_programming(plan)} if shared else {}
    return [
        OptionShown(
            public_id=row.public_id,
            label=str(one.option(row.option) or row.option),
            words=row.words,
            who=row.who,
            status=row.status,
            status_words=row.get_status_display(),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            waits=plan.is_shared and before.get(str(row.public_id)) != lines[str(row.public_id)],
        )
        for row in plan.programming.filter(withdrawn_at=None)
    ]
