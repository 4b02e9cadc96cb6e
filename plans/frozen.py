"""A frozen plan as its page shows it: labels in the reader's language, days as days."""

import datetime
from types import SimpleNamespace

from history.clock import day_of
from plans.wording import in_words


def frozen_page(content):
    """The content of a revision (already `readable` for whoever asks), made ready to be shown."""
    return SimpleNamespace(
        plan_type=in_words(content["type"]["label"]),
        rules=in_words(content["type"]["rules"]),
        student=content["student"],
        year=content["year"]["name"],
        areas=[in_words(area["label"]) for area in content["areas"]],
        sections=[section_shown(section) for section in content["sections"] if section["words"]],
        evidence=[evidence_shown(row) for row in content["evidence"]],
        goals=[goal_shown(goal) for goal in content["goals"]],
        programming=[programming_shown(row) for row in content["programming"]],
        staff=[person_shown(one) for one in content["people"]["staff"]],
        family=[person_shown(one) for one in content["people"]["family"]],
        parts=[part_shown(part) for part in content["parts"]],
    )


def day(text):
    """A frozen day, or the district's day of a frozen moment, as a date; nothing as None."""
    if not text:
        return None
    return day_of(datetime.datetime.fromisoformat(text)) if "T" in text else datetime.date.fromisoformat(text)


def section_shown(section):
    return section | {"label": in_words(section["label"]), "on": day(section["written_at"])}


def evidence_shown(row):
    return row | {
        "area": in_words(row["area_label"]),
        "kind": in_words(row["kind_label"]),
        "on": day(row["taken_on"]),
    }


def goal_shown(goal):
    about = in_words(goal["area_label"]) or in_words(goal["domain_label"])
    lines = goal["strategies"]
    return goal | {
        "heading": " · ".join(filter(None, [in_words(goal["kind_label"]), about])),
        "check_on": day(goal["check_on"]),
        "school": [line_shown(line) for line in lines if line["place"] == "school"],
        "home": [line_shown(line) for line in lines if line["place"] == "home"],
    }


def line_shown(line):
    """One line of who does what. Which home it is for, the page does not say."""
    return SimpleNamespace(**line | {"home": "", "beside": line["who"] or line["how_often"]})


def programming_shown(row):
    return row | {
        "label": in_words(row["label"]),
        "status": in_words(row["status_label"]),
        "starts_on": day(row["starts_on"]),
        "ends_on": day(row["ends_on"]),
    }


def person_shown(one):
    return one | {"label": in_words(one["label"])}


def part_shown(part):
    return part | {"label": in_words(part["label"]), "missing": in_words(part["missing"])}
