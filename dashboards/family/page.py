"""Everything one parent's page about one child shows, fetched whole for that parent."""

from types import SimpleNamespace

from django.utils.translation import get_language, get_language_info, ngettext
from django.utils.translation import gettext as _

from accounts.permissions import Voice
from checkins.from_home import FromHomeForm
from dashboards.family.asking import talk_about
from dashboards.family.reading import reading_of
from dashboards.family.wrote import wrote_here
from dashboards.plain_goals import plain_goals, spoken_last
from dashboards.since import since_of
from dashboards.wording import counted
from goals.cards import scale_of
from goals.queries import goal_cards
from history.clock import today
from plans.models import Plan
from plans.parts import type_of
from plans.queries import talked_on
from plans.translations import WRITTEN_IN, short, translations_for
from students.models import Responsibility


def plan_in_sight(student):
    """The plan a family and a student read now: the newest that was shared, or None."""
    shared = Plan.objects.filter(student=student, withdrawn_at=None, revision__isnull=False)
    return shared.select_related("student__district", "year", "revision").order_by("-year__starts_on", "-pk").first()


def is_being_written(student):
    """Whether a plan was begun that has not been shared yet."""
    return Plan.objects.filter(student=student, withdrawn_at=None, revision=None).exists()


def child_page(plan, standing, *, number=0):
    """The page of one child for one parent. `number` is how often "Another question" was pressed."""
    student, keeper, read = plan.student, keeper_of(plan.student), languages(plan, standing)
    since = since_of(plan, standing, week=True, translations=read["translations"])
    goals = plain_goals(plan, goal_cards(plan, standing))
    return read | {
        "plan": plan,
        "student": student,
        "goals": goals,
        "goals_title": goals_title(student.first_name, sum(goal.card.is_open for goal in goals)),
        "talk": talk_of(student.first_name, goals, number),
        "talked": talked_on(plan, by=standing.principal, day=today()),
        "wrote": wrote_here(plan, standing, keeper),
        "reading": reading_of(plan, standing, read["translations"], since=since),
        "since": since,
        "befores": since and since.befores,
        "form": FromHomeForm(plan=plan, standing=standing) if plan.is_open else None,
        "scale": scale_of(type_of(plan)),
        "keeper": keeper,
        "school": school_of(student),
        "voice": Voice.FAMILY,
        "is_open": plan.is_open,
    }


def talk_of(name, goals, number):
    """The question of this week, from the goal in which the child spoke last."""
    first = spoken_last(goals)
    kinds = [(goal.kind, goal.domain) for goal in first]
    return talk_about(name, kinds, first[0].said if first else None, on=today(), number=number)


def languages(plan, standing):
    """The language the school writes plans in, how to ask for one's own where they differ, and what people
    translated for this reader."""
    read = short(get_language())
    return {
        "written_in": WRITTEN_IN,
        "read_in": get_language_info(read)["name_local"] if read != WRITTEN_IN else "",
        "translations": translations_for(plan, standing),
    }


def goals_title(name, count):
    """ "Maya’s three goals"."""
    words = ngettext("%(name)s’s goal", "%(name)s’s %(number)s goals", count)
    return words % {"name": name, "number": counted(count).lower()} if count else _("Goals")


def keeper_of(student):
    """Whoever keeps the plan: the name people use, and the key of the account; None when nobody does."""
    held = Responsibility.objects.on(today()).filter(student=student, kind=Responsibility.Kind.PLAN_MANAGER)
    row = held.select_related("user").order_by("pk").first()
    if row is None:
        return None
    return SimpleNamespace(name=str(row.user or row.named), key=row.user.key if row.user else "")


def school_of(student):
    """The school the child goes to now, or None."""
    row = student.enrollments.on(today()).select_related("school").order_by("-starts_on").first()
    return row and row.school
