"""The parts of a plan that are the student's own words, such as interests, as they stand now."""

from dataclasses import dataclass

from plans.access import may_write_section
from plans.parts import type_of


@dataclass(frozen=True)
class OwnSection:
    """One live part of the plan. `own` is whether the student wrote it down without anybody's help."""

    code: str
    label: str
    hint: str
    words: str
    lang: str
    by: str
    own: bool
    may_write: bool


def own_sections(plan, standing):
    """The live parts that this reader may read, in the order of the plan's type."""
    entries = [
        entry
        for entry in type_of(plan).sections
        if entry.own_words and entry.layer == "live" and entry.audience in standing.readers
    ]
    rows = plan.sections.filter(code__in=[entry.code for entry in entries]).select_related("written_by")
    written = {row.code: row for row in rows}
    return [own_section(entry, written.get(entry.code), plan, standing) for entry in entries]


def own_section(entry, row, plan, standing):
    return OwnSection(
        code=entry.code,
        label=str(entry),
        hint=str(entry.hint or ""),
        words=row.words if row else "",
        lang=row.language if row else "",
        by=(row.said_by or str(row.written_by)) if row and row.words else "",
        own=bool(row) and row.written_by_id == plan.student.user_id,
        may_write=plan.is_open and may_write_section(entry, standing),
    )
