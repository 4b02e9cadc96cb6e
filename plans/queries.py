"""What pages about a plan ask."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from accounts.models import User
from accounts.permissions import Permission, Role, Voice
from history.clock import today
from plans.letters import families_of
from plans.models import Acknowledgement, Participation, TakenBack
from plans.models.plan import kept_in_sight
from students.models import Guardianship

OPEN_MEANINGS = ("read", "took_part", "agree")  # the others are between the person and the school


@dataclass(frozen=True)
class Said:
    """What one person said of one revision, as far as the reader may know it."""

    pk: int
    person: str
    name: str
    voice: str
    role: str
    meaning: str
    means: str
    words: str
    lang: str
    how: str
    at: datetime
    number: int
    revision_id: int
    taken_back_at: datetime | None = None

    @property
    def holds(self):
        """Whether the person has not taken it back."""
        return self.taken_back_at is None

    @property
    def is_open(self):
        """Whether it is told to others, too; the rest is between the person and the school."""
        return self.meaning in OPEN_MEANINGS


def beside(plan, standing):
    """The other plans of the student for the same year that this reader may open, the one that stands first:
    where two records were merged, one plan gave way to the other. `plan` comes from `plan_or_404`."""
    if not plan.has_beside:
        return []
    rows = plan.student.plans.filter(kept_in_sight(), year=plan.year_id).exclude(pk=plan.pk).select_related("year")
    if not standing.may(Permission.READ_STAFF):
        rows = rows.filter(revision__isnull=False)
    return sorted(rows, key=lambda one: (one.withdrawn_at is not None, one.pk))


def documents_of(plan, standing):
    """The documents attached to a plan that this reader may read, in the order they came."""
    return plan.documents.readable(standing.readers).select_related("file", "added_by")


def documents_shown(plan, standing):
    """The same documents for a page, and beside them, for those who write the plan, what was taken back."""
    rows = list(plan.documents.filter(reader__in=standing.readers).select_related("file", "added_by"))
    past = [row for row in rows if not row.file.stands] if standing.may(Permission.WRITE_PLAN) else []
    return {"documents": [row for row in rows if row.file.stands], "taken_back": past}


def role_towards(standing, voice):
    """In which quality somebody speaks, as a word for the record: `mother`, `teacher`, `student`."""
    if voice == Voice.FAMILY:
        return standing.ties.values_list("relationship", flat=True).first() or Role.FAMILY.value
    if voice == Voice.STUDENT:
        return Role.STUDENT.value
    return next((role.value for role in Role if role in standing.roles), "")


def role_label(role):
    """The word for a quality somebody spoke in."""
    labels = dict(Role.choices) | dict(Guardianship.Relationship.choices)
    return str(labels.get(role, role))


def said_of(plan, standing):
    """Everything people said of the plan's revisions, oldest first. That somebody does not agree or
    wants to talk, and everybody's own words, are read by themselves and by staff; what one home
    said is not on the pages of the other."""
    rows = Acknowledgement.objects.filter(revision__plan=plan).select_related("revision").defer("revision__text")
    taken_back = TakenBack.objects.filter(acknowledgement=OuterRef("pk"))
    rows = rows.annotate(
        taken_back_at=Subquery(taken_back.filter(undone_at=None).values("withdrawn_at")[:1]),
        again_at=Subquery(taken_back.exclude(undone_at=None).order_by("-undone_at").values("undone_at")[:1]),
    )
    reads_all = standing.may(Permission.READ_HOME)
    own, is_family = standing.principal.key, Voice.FAMILY in standing.voices
    return [
        Said(
            pk=row.pk, person=row.person, name=row.name, voice=row.voice, role=role_label(row.role),
            meaning=row.meaning, means=row.get_meaning_display(), how=row.how, lang=row.language,
            words=row.words if reads_all or row.person == own else "", at=row.again_at or row.said_at,
            number=row.revision.number, revision_id=row.revision_id, taken_back_at=row.taken_back_at,
        )
        for row in rows
        if reads_all
        or row.person == own
        or (row.meaning in OPEN_MEANINGS and not (is_family and row.voice == Voice.FAMILY))
    ]  # fmt: skip


def still_holding(revisions, revision):
    """The ids of a revision and of those it only mends the spelling of: what was said of any of
    them still holds. `revisions` are all of the plan's."""
    by_id = {one.pk: one for one in revisions}
    found = []
    while revision is not None:
        found.append(revision.pk)
        revision = by_id.get(revision.corrects_id)
    return set(found)


def letter_readers(student):
    """Who of the family gets a letter when changes are shared, and who has to be told another way."""
    told = families_of(student, on=today())
    ties = Guardianship.objects.rightful(today()).filter(student=student)
    reached = {guardian.pk for guardian in told}
    untold = [tie.guardian for tie in ties.select_related("guardian") if tie.guardian_id not in reached]
    return told, untold


def talked_on(plan, *, by, day):
    """The moment that this parent put on record as having talked with the child on a day, or None."""
    moments = plan.participations.filter(voice=Voice.FAMILY, how=Participation.How.CONVERSATION, withdrawn_at=None)
    return moments.filter(recorded_by=by, on=day).first()


def names_of(actors):
    """What the people behind actor keys of history are called now, `{key: name}`."""
    keys = {actor.partition(":")[2] for actor in actors if actor.startswith("user:")}
    return {user.key: str(user) for user in User.objects.filter(pk__in=keys)}
