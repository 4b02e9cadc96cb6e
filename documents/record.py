"""The record that stands beside a revision on paper: progress reports, who took part, who read it."""

import json

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from checkins.progress import as_read_now, said_now
from documents.printed import Block
from history.clock import day_of
from plans.models import Plan
from plans.parts import findings
from plans.queries import role_label
from plans.translations import NONE

# Where on the paper each check's answer stands.
ANCHORS = {
    "profile": "section", "sections": "section", "goals_measurable": "goal-1",
    "programming": "programming", "progress": "progress", "took_part": "participation",
    "written_with_teacher": "goal-1",
}  # fmt: skip


def record_of(revision, copy, language, goals, translations=NONE):
    """The record of a plan as it stands, for one copy and language; `goals` are those on the paper, in order."""
    plan = revision.plan
    content = revision.content
    parts = [part_line(part, finding, goals, copy) for part, finding in findings(plan)]
    met = sum(part["met"] for part in parts)
    now = said_now(plan)
    rows = plan.progress_records.order_by("number")
    reports = [as_read_now(json.loads(row.text), now) | {"number": row.number} for row in rows]
    return {
        "state": state_words(plan, met, len(parts)),
        "halves": [parts[: (len(parts) + 1) // 2], parts[(len(parts) + 1) // 2 :]],
        "met": met,
        "total": len(parts),
        "scale": [
            {"word": level["label"].get(language) or level["label"]["en"], "means": level["means"].get(language)}
            for _value, level in sorted(content["type"]["levels"].items())
        ],
        "reports": [report_line(report, Block(translations)) for report in reports],
        "progress_by_goal": progress_by_goal(reports, copy, language, translations),
        "participations": [
            moment_line(one, Block(translations))
            for one in plan.participations.filter(withdrawn_at=None)
            if copy.shows_moment(one)
        ],
        "acknowledgements": acknowledgements(plan, copy),
        "documents": [document_line(one) for one in plan.documents.readable(copy.readers).select_related("file")],
        "revisions": [revision_line(one, Block(translations)) for one in plan.revisions.select_related("shared_by")],
    }


def written(day):
    return date_format(day, "DATE_FORMAT")


def state_words(plan, met, total):
    """Where the plan stands, in one line or two. Missing parts are always said; only a draft says draft."""
    words = {
        Plan.State.DRAFT: _("Draft"),
        Plan.State.WITH_FAMILY: _("With the family since %(day)s"),
        Plan.State.ACTIVE: _("In force since %(day)s"),
        Plan.State.CLOSED: _("Closed on %(day)s"),
    }[plan.state]
    moment = {
        Plan.State.WITH_FAMILY: plan.shared_at, Plan.State.ACTIVE: plan.activated_at, Plan.State.CLOSED: plan.closed_at,
    }.get(plan.state)  # fmt: skip
    lines = [words % {"day": written(day_of(moment))} if moment else words]
    if met < total:
        lines.append(_("%(met)s of %(total)s required parts") % {"met": met, "total": total})
    return lines


def anchor_of(part, goals):
    """Where a part's answer stands on the paper: a kind of goal stands where the first of its kind does."""
    if part.check != "goal_of_kind":
        return ANCHORS.get(part.check, "")
    kinds = part.args["counts_for"]
    return next((f"goal-{number}" for number, goal in enumerate(goals, 1) if kinds in goal["counts_for"]), "")


def part_line(part, finding, goals, copy):
    """One required part. What is missing names goals of the moving plan, so only the whole school copy tells it."""
    answer = finding.answer.said_to(copy.readers) if finding.answer else ""
    return {
        "label": str(part.label),
        "cite": part.cite,
        "reported": part.sure != "read",
        "met": finding.met,
        "missing": "" if finding.met or not copy.tells_what_is_missing else str(finding.missing),
        "answer": answer,
        "anchor": "" if answer else anchor_of(part, goals),
    }


def document_line(document):
    """One attached document: the paper names it and does not hold it."""
    file = document.file
    return {"title": document.title, "on": written(day_of(file.kept_at)), "pages": file.pages, "hash": file.short_hash}


def moment_line(one, block):
    words = block.read(one.thing, "words", one.words)
    return {"who": one.who, "how": one.get_how_display(), "on": written(one.on), "words": words} | by_whom(block)


def revision_line(one, block):
    reason = block.read(f"revision:{one.number}", "reason", one.reason)
    said = {"number": one.number, "on": written(day_of(one.shared_at)), "reason": reason, "by": one.shared_by.name}
    return said | {"corrects": one.corrects_id is not None} | by_whom(block)


def report_line(report, block):
    return {
        "window": report["window"]["name"],
        "on": written(parse_date(report["frozen_at"][:10])),
        "by": report["frozen_by"],
        "sentence": block.read(f"record:{report['number']}", "sentence", report["sentence"]),
    } | by_whom(block)


def by_whom(block):
    """Who translated the words of a row."""
    return {"translators": block.translators}


def progress_by_goal(reports, copy, language, translations):
    """What was reported on each goal, oldest first. A home note leaves its date and level to the school."""
    told = {}
    for report in reports:
        for goal in report["goals"]:
            for one in goal["said"]:
                if one["reader"] == "staff" or (one["reader"] == "home" and not copy.home_notes):
                    continue
                line = said_line(one, language, Block(translations))
                told.setdefault(goal["id"], []).append(line)
    return {goal: sorted(lines, key=lambda line: line["day"]) for goal, lines in told.items()}


def said_line(one, language, block):
    """What one person said of a goal, as it was reported."""
    day, level = parse_date(one["on"]), int(one["level"] or 0)
    return {
        "day": day,
        "on": written(day),
        "voice": one["voice"],
        "name": one["name"],
        "level": level,
        "word": one["level_label"].get(language) or one["level_label"].get("en", ""),
        "number": one["number"] or "",
        "words": block.read(f"check_in:{one['thing']}", "words", one["words"], one["language"]),
    } | by_whom(block)


def meaning_of(said):
    """What somebody said, and when they took it back."""
    back = next((one for one in said.taken_back.all() if one.undone_at is None), None)
    if back is None:
        return said.get_meaning_display()
    taken = {"meaning": said.get_meaning_display(), "day": written(day_of(back.withdrawn_at))}
    return _("%(meaning)s (taken back on %(day)s)") % taken


def acknowledgements(plan, copy):
    """Who said what of which revision, as far as this copy shows that person."""
    rows = plan.revisions.prefetch_related("acknowledgements__taken_back").order_by("number")
    return [
        {"name": one.name, "role": role_label(one.role) or one.get_voice_display(), "meaning": meaning_of(one),
         "on": written(day_of(one.said_at)), "how": _("In the app") if one.how == "app" else one.how,
         "revision": revision.number}
        for revision in rows
        for one in revision.acknowledgements.all()
        if copy.shows_said(one)
    ]  # fmt: skip
