"""What stands on the paper of a plan, in one language: the revision, then the record as of now.

Everything of the promise comes from the frozen revision; nothing here reads the moving plan. What was set
aside of the student's own words since then stands on no copy.
"""

import datetime

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from documents.printed import Block
from documents.record import record_of
from goals.cards import sentence
from goals.texts import field_labels
from history.clock import day_of
from plans.readable import withdrawn_evidence, without_evidence
from plans.set_aside import asides_of, without
from plans.translations import translations_into
from students.languages import language_name

WORTH_DRAWING = 3  # levels on a goal: a drawing of two says no more than the table under it


def say(labels, language):
    """A frozen label in the language of the paper, or in English."""
    return labels.get(language) or labels.get("en", "") if labels else ""


def day(text):
    """A frozen date or moment as paper says it: `Nov 17, 2026`."""
    if not text:
        return ""
    moment = parse_datetime(text) if "T" in text else None
    return date_format(day_of(moment) if moment else parse_date(text), "DATE_FORMAT")


def printable(revision):
    """What was frozen, without what was set aside or withdrawn since."""
    student = revision.plan.student
    return without_evidence(without(revision.content, asides_of(student)), withdrawn_evidence(student))


def sheet_of(revision, copy, language):
    """Everything the template of the plan's paper needs."""
    content = printable(revision)
    goals = [
        goal
        for goal in content["goals"]
        if (copy.close or goal["audience"] != "circle") and goal["id"] not in copy.hidden
    ]
    translations = translations_into(revision.plan, [language])
    record = record_of(revision, copy, language, goals, translations)
    return {
        "language": language,
        "copy": copy,
        "is_family": copy.kind == "family",
        "revision": revision,
        "shared_on": day(content["shared_at"]),
        "title": say(content["type"]["label"], language),
        "rules": say(content["type"]["rules"], language),
        "student": content["student"] | {"grade": grade(content["student"]["grade"])},
        "year": content["year"]["name"],
        "facts": facts(content, record, copy, language),
        "sections": sections(content, copy, language, translations),
        "evidence": [evidence(row, language) for row in content["evidence"]],
        "goals": [
            goal_block(goal, record, copy, language, Block(translations)) | {"number": number}
            for number, goal in enumerate(goals, 1)
        ],
        "kept_close": len(content["goals"]) - len(goals),
        "programming": [option(row, language, translations) for row in content["programming"]],
        "record": record,
    }


def grade(code):
    return {"PK": _("preschool"), "K": _("kindergarten")}.get(code) or (
        _("grade %(grade)s") % {"grade": code} if code else ""
    )


def facts(content, record, copy, language):
    """The masthead's facts: pairs of a label and lines."""
    student, people = content["student"], content["people"]
    keepers = [one["name"] for one in people["staff"] if one["kind"] == "plan_manager"]
    family = [
        f"{one['name']}, {say(one['label'], language).lower()}"
        for one in people["family"]
        if copy.names_guardian(one["name"])
    ]
    unknown = _("date not known")
    areas = [
        f"{say(row['label'], language)}, {day(row['decided_on']) or row['decided_text'] or unknown}"
        for row in content["areas"]
    ]
    pairs = [
        (_("Identified in"), areas),
        (
            _("State student ID"),
            [_("ends in %(digits)s") % {"digits": student["state_id"][-4:]}] if student["state_id"] else [],
        ),
        (_("State of the plan"), record["state"]),
        (_("GT specialist"), keepers),
        (_("Family"), family),
        (_("Language at home"), [language_name(student["home_language"])] if student["home_language"] else []),
        (_("Next progress report"), [day(next_window_end(content))] if next_window_end(content) else []),
    ]
    return [(label, lines or ["–"]) for label, lines in pairs]


def next_window_end(content):
    """The end of the reporting window that was open, or came next, when the revision was shared."""
    shared = day_of(parse_datetime(content["shared_at"])).isoformat()
    return next((window["ends_on"] for window in content["year"]["windows"] if window["ends_on"] >= shared), "")


def sections(content, copy, language, translations):
    shown = [one for one in content["sections"] if one["words"] and (copy.close or one["audience"] != "circle")]
    return [section_block(one, language, Block(translations)) for one in shown]


def section_block(one, language, block):
    return {
        "label": say(one["label"], language),
        "words": block.read(f"section:{one['code']}", "words", one["words"], one["language"]),
        "by": ", ".join(filter(None, [one["said_by"], day(one["written_at"])])),
        "translators": block.translators,
    }


def evidence(row, language):
    area = say(row["area_label"], language)
    return {
        "instrument": row["instrument"],
        "kind": say(row["kind_label"], language),
        "area": area,
        "on": month(row["taken_on"]) or row["taken_text"],
        "score": row["score"],
        "tells": row["tells"],
    }


def month(text):
    return date_format(parse_date(text), _("M Y")) if text else ""


def option(row, language, translations):
    starts, block = day(row["starts_on"]), Block(translations)
    return {
        "label": say(row["label"], language),
        "words": block.read(f"programming:{row['id']}", "words", row["words"]),
        "who": row["who"],
        "when": _("from %(day)s") % {"day": starts} if starts else "",
        "status": say(row["status_label"], language),
        "translators": block.translators,
    }


def goal_block(goal, record, copy, language, block):
    """One goal: the promise as frozen, its reason, and the progress that was reported on it."""
    live = goal["live"]
    kind = [say(goal["kind_label"], language), say(goal["area_label"], language) or say(goal["domain_label"], language)]
    said = record["progress_by_goal"].get(goal["id"], [])
    return promise_block(goal, copy, block) | {
        "kind": ", ".join(filter(None, kind)),
        "why": own(goal, "why", goal["language"], block, _("Why")),
        "why_by": why_line(live),
        "own_words": live["why_said_by"] == live["why_written_by"],
        "standard": goal["standard"],
        "check_on": day(goal["check_on"]),
        "next_step": own(goal, "next_step", live.get("next_step_language"), block, _("Next step")),
        "next_step_by": next_step_line(live),
        "partner": goal["partner"],
        "said": said,
        "newest": next((one for one in reversed(said) if one["level"]), None),
        "chart": chart(goal, said, record) if sum(bool(one["level"]) for one in said) >= WORTH_DRAWING else None,
        "outcome": goal["outcome"],
        "learned": block.read(f"goal:{goal['id']}", "learned", goal["learned"], label=_("What we learned")),
        "translators": block.translators,
    }


SHAPES = {"measure": sentence, "target": lambda words: words.strip().rstrip(".")}


def promise_block(goal, copy, block):
    """What was agreed of a goal, and who does what for it on this copy."""
    at_school = [line for line in goal["strategies"] if line["place"] == "school"]
    return {
        name: block.read(f"goal:{goal['id']}", name, goal[name], label=label, shape=SHAPES.get(name, str))
        for name, label in field_labels().items()
        if name != "short_label"
    } | {
        "at_school": [line_read(line, block, _("At school")) for line in at_school],
        "at_home": [line_read(line, block, _("At home")) for line in at_home(goal, copy)],
    }


def line_read(line, block, label):
    """One line of who does what: the words, and beside them who and how often."""
    name = f"line:{line['id']}"
    beside = [line["who"], block.read(name, "how_often", line["how_often"], label=label).words]
    words = block.read(name, "words", line["words"], label=label)
    return {"words": words, "beside": " · ".join(filter(None, beside))}


def own(goal, name, language, block, label):
    """What the student says of a goal, as it was when the plan was shared."""
    return block.read(f"goal:{goal['id']}", name, goal["live"][name], language or goal["language"], label=label)


def at_home(goal, copy):
    """The lines of help at home that are on this copy."""
    return [line for line in goal["strategies"] if line["place"] == "home" and copy.shows_home(line["household"])]


def next_step_line(live):
    due = _("by %(day)s") % {"day": day(live["next_step_due_on"])} if live["next_step_due_on"] else ""
    return ", ".join(filter(None, [live["next_step_by"], due]))


def why_line(live):
    if not live["why"]:
        return ""
    if live["why_said_by"] != live["why_written_by"]:
        said = _("said by %(name)s, written by %(writer)s") % {
            "name": live["why_said_by"],
            "writer": live["why_written_by"],
        }
    else:
        said = live["why_said_by"]
    return ", ".join(filter(None, [said, day(live["why_at"])]))


def chart(goal, said, record):
    """The reported levels as a drawing (see `alp_portal.charts` for its shape)."""
    days = [one["day"] for one in said]
    check_on = parse_date(goal["check_on"]) if goal["check_on"] else None
    return {
        "title": goal["short_label"],
        "start": min(days) - datetime.timedelta(days=7),
        "end": max([*days, *([check_on] if check_on else [])]) + datetime.timedelta(days=7),
        "today": None,
        "check_on": check_on,
        "scale": record["scale"],
        "points": [
            {"on": one["day"], "level": int(one["level"]), "voice": one["voice"], "label": one["name"]}
            for one in said
            if one["level"]
        ],
    }
