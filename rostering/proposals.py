"""A proposal: what bringing in one record would change about one child, piece by piece. Pure.

A change is a plain dictionary (kept as JSON) with a `key` that names it: the same record twice proposes nothing the
second time, and a square left empty never erases what we have.
"""

from collections.abc import Callable, Mapping
from typing import Any

from rostering.columns.words import VOCABULARY
from rostering.readers.cells import fold as fold_words
from students.names import fold, tidy

Record = Mapping[str, Any]
Known = Mapping[str, Any]
Change = dict[str, Any]
Match = Callable[[str], int | None]  # a teacher's name as written → the id of a member of staff

IDENTIFIED, TALENT_POOL, MOVED_IN = "identified", "talent_pool", "moved_in"
CLIMBS_TO = {
    IDENTIFIED: {"", "referred", TALENT_POOL, MOVED_IN, "left"},
    TALENT_POOL: {"", "referred", "left"},
    MOVED_IN: {""},
    "referred": {""},
}
TITLES = frozenset(("mr", "mrs", "ms", "miss", "mx", "dr", "sr", "sra", "srta", "prof", "coach"))
NOTHING_KNOWN: Known = {
    "facts": {}, "grade": "", "school": None, "school_name": "", "status": "",
    "areas": {}, "evidence": {}, "guardians": [], "teachers": [], "notes": frozenset(),
}  # fmt: skip


def changes_of(record: Record, known: Known, *, match: Match = lambda _named: None) -> list[Change]:
    """Every change this record proposes to what is known; an empty list means there is nothing to do."""
    return [
        *fact_changes(record, known),
        *grade_changes(record, known),
        *status_changes(record, known),
        *area_changes(record, known),
        *evidence_changes(record, known),
        *guardian_changes(record, known),
        *teacher_changes(record, known, match),
        *note_changes(record, known),
    ]


def facts_of(record: Record) -> dict[str, Any]:
    """What a record says about the child, under the names of the student's own facts."""
    name = record.get("name") or {}
    facts = {
        "legal_first": name.get("given"),
        "legal_last": name.get("family"),
        "chosen_first": name.get("chosen"),
        **{code: record.get(code) for code in ("state_id", "local_id", "born_on", "home_language", "english_learner")},
    }
    if (plans := record.get("exceptionality")) is not None:
        facts |= {"has_iep": "iep" in plans or None, "has_504": "504" in plans or None}
        facts |= {"has_iep": False, "has_504": False} if not plans else {}
    said = {field: value for field, value in facts.items() if value not in (None, "")}
    return said | ({"local_id": ""} if record.get("local_id") == "" else {})  # somebody chose to take it away


def fact_changes(record: Record, known: Known):
    before = known["facts"]
    for field, value in facts_of(record).items():
        if same_fact(field, value, before):
            continue
        yield {"what": "fact", "key": f"fact:{field}", "field": field, "before": before.get(field), "after": value}


def same_fact(field: str, value: Any, before: Mapping[str, Any]) -> bool:
    """Whether we know this already. A name without its accents is the same name, and so is the chosen one."""
    ours = before.get(field)
    if ours == value or (value is False and not ours) or (value == "no" and not ours):
        return True
    if field == "legal_first" and fold(value) == fold(before.get("chosen_first") or "") != "":
        return True
    return field.endswith(("first", "last")) and value.isascii() and fold(ours or "") == fold(value) and ours != ""


def grade_changes(record: Record, known: Known):
    grade, school = record.get("grade"), record.get("school_id")
    moves = bool(school and known["school"] and school != known["school"])
    if moves:
        named = {"before": known["school_name"], "after": record["school_name"]}
        yield {"what": "school", "key": "school", "school": school, "grade": grade or known["grade"], **named}
    if grade and grade != known["grade"] and not moves:
        yield {"what": "grade", "key": "grade", "before": known["grade"], "after": grade}


def status_changes(record: Record, known: Known):
    """A list can bring a child further into the program, never out of it."""
    status = status_of(record)
    if known["status"] in CLIMBS_TO[status]:
        reason = record.get("talent_pool", "") if status == TALENT_POOL else ""
        yield {"what": "status", "key": "status", "before": known["status"], "after": status, "reason": reason}


def status_of(record: Record) -> str:
    """Where the list says a child stands: identified with an area, watched with a reason, else as somebody chose."""
    if record["areas"]:
        return IDENTIFIED
    return TALENT_POOL if record.get("talent_pool") else record.get("status", MOVED_IN)


def area_changes(record: Record, known: Known):
    for area in record["areas"]:
        ours = known["areas"].get(area["area"])
        said = {"area": area["area"], "on": area["on"], "text": area["text"]}
        if ours is None:
            yield {"what": "area", "key": f"area:{area['area']}", **said}
        elif (area["on"] or area["text"]) and (ours["on"], ours["text"]) != (area["on"], area["text"]):
            before, after = ours["on"] or ours["text"], area["on"] or area["text"]
            key = f"area:{area['area']}:date"
            yield {"what": "area_date", "key": key, **said, "id": ours["id"], "before": before, "after": after}


def evidence_changes(record: Record, known: Known):
    for test in record["evidence"]:
        place = evidence_place(test["instrument"], test["taken_text"])
        ours = known["evidence"].get(place)
        if ours is None:
            yield {"what": "evidence", "key": f"evidence:{place}", **test}
        elif ours["score"] != test["score"]:
            changed = {"id": ours["id"], "before": ours["score"], "after": test["score"]}
            yield {"what": "evidence_score", "key": f"evidence:{place}", **test, **changed}


def evidence_place(instrument: str, taken: str) -> str:
    """What makes two scores the same piece of evidence: the measure and when it was taken."""
    return f"{fold_words(instrument)}|{fold_words(taken)}"


def guardian_changes(record: Record, known: Known):
    free = list(known["guardians"])
    for adult in record["guardians"]:
        ours = same_adult(adult, free)
        if ours is None:
            language = record.get("home_language") or ""
            yield {"what": "guardian", "key": f"guardian:{fold(adult['name'])}", "language": language, **adult}
            continue
        free.remove(ours)
        for field in ("name", "email", "phone", "contact_note"):
            value = adult.get(field) or ""
            if value and value != ours[field] and not (field == "name" and fold(value) == fold(ours["name"])):
                key = f"guardian:{ours['id']}:{field}"
                named = {"id": ours["id"], "name": ours["name"], "field": field}
                yield {"what": "contact", "key": key, **named, "before": ours[field], "after": value}


def same_adult(adult: Mapping[str, Any], known: list[dict]) -> dict | None:
    """The adult we have of this name, else of this address."""
    for ours in known:
        if fold(ours["name"]) == fold(adult["name"]):
            return ours
    email = adult.get("email")
    return next((ours for ours in known if email and ours["email"] == email), None)


def teacher_changes(record: Record, known: Known, match: Match):
    for teacher in record["teachers"]:
        subject, named, user = subject_code(teacher["subject"]), teacher["named"], match(teacher["named"])
        ours = next((one for one in known["teachers"] if subject_code(one["subject"]) == subject), None)
        said = {"subject": teacher["subject"], "named": named, "user": user}
        if ours is None:
            yield {"what": "teacher", "key": f"teacher:{subject}", **said}
        elif not same_teacher(ours, named, user):
            before = ours["user_name"] or ours["named"]
            key = f"teacher:{subject}"
            yield {"what": "teacher_change", "key": key, "id": ours["id"], **said, "before": before, "after": named}
        elif user and ours["user"] is None:
            key = f"teacher:{subject}:person"
            yield {"what": "teacher_match", "key": key, "id": ours["id"], **said}


def same_teacher(ours: Mapping[str, Any], named: str, user: int | None) -> bool:
    """Whether the person we have is the one named: by account, by the name as written, or by surname."""
    if ours["user"] is not None and user is not None:
        return ours["user"] == user
    return untitled(named) in {untitled(ours["named"]), *names_for(ours["user_name"])}


def names_for(name: str) -> set[str]:
    """What a list may call somebody: the full name, every surname, and both surnames together. Folded."""
    words = untitled(name).split()
    return {" ".join(words), *words[1:], " ".join(words[1:])} - {""}


def untitled(name: str) -> str:
    """A folded name without "Mr." and the like."""
    words = fold(name).split()
    return " ".join(words[1:] if words and words[0] in TITLES else words)


def subject_code(subject: str) -> str:
    """ "math" and "Mathematics" are one subject; a word nobody knows is itself."""
    folded = fold_words(subject)
    for code, words in VOCABULARY["teachers"].items():
        if code != "words" and folded and (folded == code or folded in words):
            return code
    return folded


def note_changes(record: Record, known: Known):
    new = dict.fromkeys(tidy(words) for words in record["notes"])
    for words in new:
        if words not in known["notes"]:
            yield {"what": "note", "key": f"note:{words}", "words": words}
