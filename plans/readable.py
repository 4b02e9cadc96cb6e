"""What one reader may read of a plan's content, frozen or as it stands.

One projection for the page of a revision, the comparison of two, and paper: it takes the content
of a revision (`plans.snapshot`) and leaves out what this reader may not read. Never compare first
and hide afterwards: a change would tell what stood in the hidden line.
"""

from accounts.permissions import Permission, Voice
from plans.set_aside import asides_of
from plans.set_aside import without as left_without
from students.merging import with_homes_before
from students.models import Evidence, Household, Reader

PERSONAL = ("legal_name", "state_id", "local_id", "home_language", "twice_exceptional")


def readable(content, standing):
    """A copy of `content` with only what `standing` may read."""
    return projection(standing)(content)


def projection(standing):
    """`readable` for one reader and many contents: what it has to look up is looked up once."""
    close, homes = close_by_now(standing), homes_of(standing)
    gone = withdrawn_evidence(standing.student) if reads_record(standing) else ()
    asides = [] if standing.sees_set_aside else asides_of(standing.student)
    return lambda content: left_for(standing, left_without(without_evidence(content, gone), asides), close, homes)


def left_for(standing, content, close, homes):
    """A content without what this reader may not read. `close` are the goals kept from them today,
    `homes` the households whose help they see."""
    readers = standing.readers
    goals = [goal for goal in content["goals"] if goal["audience"] in readers and goal["id"] not in close]
    hides_goals = len(goals) < len(content["goals"])
    return content | {
        "student": content["student"] if reads_record(standing) else without(content["student"], PERSONAL),
        "evidence": content["evidence"] if reads_record(standing) else [],
        "sections": [section for section in content["sections"] if section["audience"] in readers],
        "goals": [goal | {"strategies": at(goal, homes)} for goal in goals],
        "parts": [part | {"missing": {}} if hides_goals else part for part in content["parts"]],
    }


def withdrawn_evidence(student):
    """The ids of the records of the body of evidence that were withdrawn: a score that was another child's
    stands on no page any more, whatever was frozen."""
    rows = Evidence.objects.filter(student=student, withdrawn_at__isnull=False)
    return {str(pk) for pk in rows.values_list("public_id", flat=True)}


def without_evidence(content, gone):
    """A content without these records of the body of evidence."""
    return content | {"evidence": [row for row in content["evidence"] if row["id"] not in gone]}


def close_by_now(standing):
    """The ids of goals that are kept close today from this reader, whatever they were when they were frozen."""
    if Reader.CIRCLE in standing.readers:
        return frozenset()
    plans = standing.student.plans.filter(goals__audience=Reader.CIRCLE)
    return frozenset(str(pk) for pk in plans.values_list("goals__public_id", flat=True))


def reads_record(standing):
    """Whether this reader sees scores: whoever may hold the printed plan, which has them."""
    return standing.may(Permission.PRINT_PLAN)


def homes_of(standing):
    """The households whose help at home this reader sees: a guardian's own; None means every one."""
    if standing.may(Permission.READ_STAFF) or Voice.FAMILY not in standing.voices:
        return None
    homes = Household.objects.filter(pk__in=standing.ties.values("household"))
    return {str(pk) for pk in with_homes_before(homes, standing.student).values_list("pk", flat=True)}


def at(goal, homes):
    """A goal's lines of who does what, without the help of other homes."""
    if homes is None:
        return goal["strategies"]
    return [line for line in goal["strategies"] if line["household"] in homes or not line["household"]]


def without(facts, names):
    return {name: value for name, value in facts.items() if name not in names}
