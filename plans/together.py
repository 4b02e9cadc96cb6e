"""Two plans of one child for the same year, when two records become one: one stays as the plan of the
year; the other gives way to it, whole and readable, and can stand again."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import Voice
from history.actions import record
from plans.actions.touching import touch
from plans.models import Acknowledgement, Plan
from students.models import Reader
from students.registry import Side, Together, Twice

NO_BREAK = "\N{NO-BREAK SPACE}"
State = Plan.State
IN_FORCE = [State.DRAFT, State.CLOSED, State.WITH_FAMILY, State.ACTIVE]  # the further on, the rather it stays


class PlansTogether(Together):
    """How plans take part in a merge."""

    def twice(self, kept, other):
        here = {plan.year_id: plan for plan in standing_plans(kept)}
        both = [(here[plan.year_id], plan) for plan in standing_plans(other) if plan.year_id in here]
        return [
            Twice(
                key=f"plan_{one.pk}_{two.pk}",
                label=_("Two plans for %(year)s. Which one stays as the plan of the year?") % {"year": one.year},
                kept=side_of(one),
                other=side_of(two),
                proposed="other" if weight(two) > weight(one) else "kept",
                hint=_(
                    "The other one stays whole beside it: it can be read and printed by whoever reads this "
                    "student’s plans, its goals can be carried on, and nothing people said of it is lost. It is "
                    "not written any more, and does not count for the year."
                ),
            )
            for one, two in both
        ]

    def settle(self, one, *, stays, change, by, at):
        held = Plan.objects.select_for_update(of=("self",)).select_related("student", "year").order_by("pk")
        rows = held.in_bulk([plan.pk for plan in one.chosen(stays)])
        stayed, gone = (rows[plan.pk] for plan in one.chosen(stays))
        change(gone, withdrawn_at=at, withdrawn_by_id=by.pk, gave_way_to_id=stayed.pk)
        remember(gone, "plans.gave_way", by=by, at=at)

    def moved(self, student):
        for plan in Plan.objects.filter(student=student).order_by("pk"):
            touch(plan)

    def reasons_not_to_part(self, merge):
        return [*years_taken(merge), *goals_between(merge)]

    def parted(self, merge, *, by, at):
        for plan in Plan.objects.filter(pk__in=gave_way_in(merge)).select_related("student", "year").order_by("pk"):
            remember(plan, "plans.stands_again", by=by, at=at)


def standing_plans(student):
    """The plans of a record that nobody has withdrawn, the newest year first."""
    rows = Plan.objects.filter(student=student, withdrawn_at=None).select_related("student", "year", "revision")
    return rows.order_by("-year__starts_on", "pk")


def weight(plan):
    """What makes one plan of a year stay rather than another: how far it is, then how much was said on it."""
    return IN_FORCE.index(plan.state), sum(count for _one, count in said_on(plan))


def said_on(plan):
    """What people said on a plan, counted: each with its words. The rooms above are looked up by name."""
    check_ins = plan.goals.filter(check_ins__withdrawn_at=None, check_ins__isnull=False).values("check_ins").count()
    comments = plan.comments.filter(withdrawn_at=None).count()
    answers = Acknowledgement.objects.holding().filter(revision__plan=plan).count()
    return [
        (ngettext("%(count)d check-in", "%(count)d check-ins", check_ins), check_ins),
        (ngettext("%(count)d comment", "%(count)d comments", comments), comments),
        (ngettext("%(count)d answer to the plan", "%(count)d answers to the plan", answers), answers),
    ]


def side_of(plan):
    """A plan in a few lines: its state and revision, how much stands in it, and who wrote it."""
    goals = plan.goals.current().count()
    counted = [(ngettext("%(count)d goal", "%(count)d goals", goals), goals), *said_on(plan)]
    lines = [
        shared_in_words(plan),
        " · ".join((words % {"count": count}).replace(" ", NO_BREAK) for words, count in counted),
        _("Written by %(names)s") % {"names": ", ".join(writers_of(plan))},
    ]
    return Side(row=plan, name=f"{plan.student.legal_name}: {plan.get_state_display()}", lines=tuple(lines))


def shared_in_words(plan):
    if plan.revision is None:
        return _("Not shared yet. Family and student see it when you share it.")
    facts = {"number": plan.revision.number, "name": plan.revision.shared_by,
             "day": date_format(localtime(plan.revision.shared_at), _("M j, Y"))}  # fmt: skip
    return _("Revision %(number)s, shared on %(day)s by %(name)s") % facts


def writers_of(plan):
    """The names of those who began, wrote and shared a plan, each once."""
    sections = plan.sections.exclude(words="").select_related("written_by").order_by("pk")
    shared = plan.revisions.select_related("shared_by").defer("text").order_by("number")
    names = [plan.started_by, *(one.writer for one in sections), *(one.shared_by for one in shared)]
    return list(dict.fromkeys(map(str, names)))


def remember(plan, verb, *, by, at):
    """Remember it for whoever could read the plan. Why two records were made one, staff read there."""
    record(
        verb=verb, target=plan, subject=plan.student, by=by, voice=Voice.STAFF, at=at,
        audience=Reader.STUDENT if plan.is_shared else Reader.STAFF, data={"plan": plan.pk, "year": str(plan.year)},
    )  # fmt: skip


def gave_way_in(merge):
    """The ids of the plans that gave way in a merge."""
    return [
        pk for label, pk, _before, after in merge.changes if label == Plan._meta.label and "gave_way_to_id" in after
    ]


def moved_in(merge):
    """The ids of the plans that moved from one record to the other in a merge."""
    return [pk for label, pk, _before, after in merge.changes if label == Plan._meta.label and "student_id" in after]


def years_taken(merge):
    """A plan that gave way may not stand again beside one begun since."""
    again = Plan.objects.filter(pk__in=gave_way_in(merge)).exclude(pk__in=moved_in(merge)).select_related("year")
    begun = Plan.objects.filter(student=merge.kept_id, withdrawn_at=None).exclude(pk__in=moved_in(merge))
    return [
        _("Another plan for %(year)s was begun since. Only one can stand.") % {"year": plan.year}
        for plan in again
        if begun.filter(year=plan.year_id).exists()
    ]


def goals_between(merge):
    """A goal that was carried on since would begin in the plan of another record."""
    back, stays = moved_in(merge), Plan.objects.filter(student=merge.kept_id).exclude(pk__in=moved_in(merge))
    pairs = ((stays, Plan.objects.filter(pk__in=back)), (Plan.objects.filter(pk__in=back), stays))
    words = _(
        "The goal %(goal)s was carried on since, from the plan of one record into the other’s. Withdraw it first."
    )
    return [
        words % {"goal": goal}
        for into, out_of in pairs
        for plan in into
        for goal in plan.goals.current().filter(carried_from__plan__in=out_of)
    ]
