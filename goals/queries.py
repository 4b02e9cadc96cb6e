"""What pages about goals need, each fetched whole in a fixed number of queries."""

from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission, Voice
from goals.cards import Acts, Ancestor, GoalCard, Level, Said, Step, Work, day, promise_of, scale_of
from goals.contributors import goal_facts
from goals.models import Goal
from goals.rules import may_be_scribed
from history.clock import day_of, today
from plans.parts import type_of
from plans.snapshot import stringify
from plans.translations import translations_for
from students.merging import with_homes_before
from students.models import Household, Reader

P = Permission
PROMISED = (*Goal.PROMISE, "strategies")


def goal_cards(plan, standing):
    """The goals of one plan as this `Standing` may read them: a list of `GoalCard`, in page order.

    A fixed number of queries, however many goals there are. `plan` comes from `plans.access.plan_or_404`.
    """
    return Look(plan, standing).cards()


def card_for(goal, standing):
    """The card of one goal, from `goals.access.goal_or_404`; 404 when the last revision does not hold it."""
    card = next((card for card in goal_cards(goal.plan, standing) if card.pk == goal.pk), None)
    if card is None:
        raise Http404
    return card


def plainly(card, plan, standing):
    """What a goal says to family and student, in the language of this reader when somebody translated it."""
    return translations_for(plan, standing).say(f"goal:{card.public_id}", card.plain_field, card.plain)


@dataclass
class Look:
    """One reader's look at the goals of one plan.

    Staff read the working plan. Family and student read the goals as the last revision froze them,
    in its order; whatever is not in it, or not for this reader, is not there.
    """

    plan: object
    standing: object

    @cached_property
    def is_working(self):
        return self.standing.may(P.READ_STAFF)

    @cached_property
    def shared(self):
        """The goals of the last revision as data, `{public id: facts}`."""
        return {goal["id"]: goal for goal in self.plan.revision.content["goals"]} if self.plan.revision else {}

    @cached_property
    def goals(self):
        """The rows of the goals this reader sees, with what hangs on them."""
        rows = Goal.objects.filter(plan=self.plan, audience__in=self.standing.readers).prefetch_related("next_steps")
        if self.is_working:
            return list(rows.current().prefetch_related("strategies__user"))
        order = list(self.shared)
        return sorted(rows.filter(public_id__in=order), key=lambda goal: order.index(str(goal.public_id)))

    @cached_property
    def said(self):
        """The check-ins this reader may read, by goal, the oldest first. The room above is looked up by name."""
        rows = apps.get_model("checkins", "CheckIn").objects.readable(self.standing).filter(goal__in=self.goals)
        said = {}
        for row in rows.select_related("work").order_by("happened_on", "said_at", "pk"):
            said.setdefault(row.goal_id, []).append(row)
        return said

    @cached_property
    def family_tree(self):
        """Every goal of this student that the reader may see, by id, to follow what was carried on."""
        rows = Goal.objects.readable(self.standing.readers).filter(plan__student=self.plan.student_id)
        rows = rows if self.is_working else rows.filter(is_shared=True)
        return {goal.pk: goal for goal in rows.select_related("plan__year")}

    @cached_property
    def homes(self):
        return homes_seen(self.plan.student, self.standing)

    def facts(self, goal):
        """The promise of a goal in the wording for this reader."""
        if self.is_working:
            return stringify(goal_facts(goal, type_of(self.plan)))
        return self.shared[str(goal.public_id)]

    def has_changed(self, goal, facts):
        """Whether the working wording differs from what the family last read."""
        shared = self.shared.get(str(goal.public_id))
        return self.is_working and shared is not None and any(shared[name] != facts[name] for name in PROMISED)

    def cards(self):
        return [self.card(goal) for goal in self.goals]

    def card(self, goal):
        facts, said = self.facts(goal), self.said.get(goal.pk, [])
        scale = scale_of(type_of(self.plan))
        return GoalCard(
            pk=goal.pk,
            public_id=goal.public_id,
            plan_id=self.plan.public_id,
            student=self.plan.student.first_name,
            scale=scale,
            level=level_of(said, scale, self.plan),
            why=why_of(goal, self.plan, self.standing),
            step=step_of(goal, self.plan, self.standing),
            latest=latest_of(said, self.plan, self.standing),
            chart=chart_of(facts, self.plan, scale, said),
            ancestry=lineage(goal, self.family_tree, self.standing),
            outcome=goal.get_outcome_display(),
            learned=goal.learned,
            onward=goal.get_onward_display(),
            is_open=goal.state == Goal.State.OPEN and goal.withdrawn_at is None,
            unshared=self.is_working and not goal.is_shared,
            changed=self.has_changed(goal, facts),
            acts=acts_of(goal, self.plan, self.standing),
            work=work_of(said, self.plan, self.standing),
            **promise_of(facts, self.homes),
        )


def homes_seen(student, standing):
    """The homes of a child whose lines this reader sees, `{id as text: name}`: for a guardian their own."""
    rows = Household.objects.filter(student=student)
    if not (standing.may(P.READ_HOME) or Voice.STUDENT in standing.voices):
        rows = rows.filter(pk__in=standing.ties.values("household"))
    return {str(home.pk): home.name for home in with_homes_before(rows, student).order_by("name", "pk")}


def level_of(said, scale, plan):
    """The newest level among the check-ins this reader may read."""
    newest = next((row for row in reversed(said) if row.level), None)
    if newest is None:
        return None
    word = next(step["word"] for step in scale if step["level"] == newest.level)
    return Level(newest.level, word, called(newest, plan), newest.voice, newest.happened_on)


def latest_of(said, plan, standing):
    """The newest words of each voice, the student's first. With the words of others a student can do nothing."""
    newest = {row.voice: row for row in said if row.words}
    return [
        Said(
            row.words,
            called(row, plan),
            voice,
            row.happened_on,
            row.language,
            row.scribe,
            reader_words(row),
            row.public_id if standing.is_adult else None,
            thing=row.public_id,
        )
        for voice in Voice.values
        if (row := newest.get(voice))
    ]


def work_of(said, plan, standing):
    """The work people showed, the newest first."""
    return [
        Work(
            file=row.work,
            url=reverse("checkins:work", args=[row.public_id, row.work.public_id]),
            voice=row.voice,
            caption=_("%(name)s, %(day)s") % {"name": called(row, plan), "day": day(row.happened_on)},
            reader=reader_words(row),
            withdraw=reverse("checkins:work_withdraw", args=[row.public_id])
            if plan.is_open and (row.author == standing.principal.key or standing.may(P.WRITE_PLAN))
            else "",
        )
        for row in reversed(said)
        if row.shows_work
    ]


def called(row, plan):
    """Whose word a check-in is, as people call them: the student by the first name."""
    return plan.student.first_name if row.voice == Voice.STUDENT else row.speaker


def reader_words(row):
    """Who reads these words, said where it is not everybody around the child."""
    if row.reader == Reader.STUDENT:
        return ""
    if row.reader == Reader.HOME:
        return _("%(name)s and the school, no other home") % {"name": row.author_name}
    return Reader(row.reader).label


def why_of(goal, plan, standing):
    """The student's own reason, or None."""
    if not goal.why_for(standing):
        return None
    scribe = goal.why_written_by if goal.why_written_by != goal.why_said_by else ""
    name, on = plan.student.first_name, day_of(goal.why_at)
    stands = {"kind": "goal", "thing": goal.public_id, "part": "why", "worry": worry_of(goal, "why", standing)}
    return Said(goal.why, name, Voice.STUDENT, on, goal.language, scribe, **stands)


def step_of(goal, plan, standing):
    """The next step that stands, or None."""
    step = next(iter(goal.next_steps.all()), None)
    if step is None or not step.is_for(standing):
        return None
    name = plan.student.first_name if step.voice == Voice.STUDENT else step.said_by
    worry = worry_of(goal, "next-step", standing) if step.voice == Voice.STUDENT else ""
    stands = {"kind": "goal", "thing": goal.public_id, "part": "next_step", "worry": worry}
    said = Said(step.words, name, step.voice, day_of(step.written_at), step.language, step.scribe, **stands)
    return Step(step.pk, said, step.due_on, step.done_at is not None)


def worry_of(goal, place, standing):
    """Where this reader asks for a private follow-up on what the student says at a place, or nothing."""
    may = standing.is_adult and goal.withdrawn_at is None
    return reverse("checkins:own_words_follow_up", args=[goal.public_id, place]) if may else ""


def chart_of(facts, plan, scale, said):
    """The facts of the goal's drawing (see docs/components.md)."""
    promise = promise_of(facts, {})
    return {
        "title": promise["label"],
        "goal": facts["id"],
        "start": min(plan.year.starts_on, today()),
        "end": max(promise["check_on"] or today(), today()),
        "today": today(),
        "check_on": promise["check_on"],
        "scale": scale,
        "names": {Voice.STUDENT.value: plan.student.first_name},
        "points": [
            {"on": row.happened_on, "level": row.level, "voice": row.voice, "label": called(row, plan),
             "words": row.words, "lang": row.language, "thing": row.public_id}
            for row in said
            if row.level
        ],
    }  # fmt: skip


def lineage(goal, family_tree, standing):
    """The goals of earlier years that this one carries on, the nearest first."""
    found, seen = [], {goal.pk}
    earlier = family_tree.get(goal.carried_from_id)
    while earlier and earlier.pk not in seen:
        seen.add(earlier.pk)
        found.append(Ancestor(earlier.label_for(standing), str(earlier.plan.year), earlier.get_outcome_display()))
        earlier = family_tree.get(earlier.carried_from_id)
    return found


def acts_of(goal, plan, standing):
    """What this reader may do with a goal, as the doors of the acts will decide it."""
    if not plan.is_open or goal.withdrawn_at:
        return Acts(ask=standing.may(P.COMMENT) and plan.is_open and goal.withdrawn_at is None)
    is_open, may = goal.state == Goal.State.OPEN, standing.may
    return Acts(
        edit=may(P.WRITE_PLAN) and is_open,
        say_why=is_open and (may(P.WRITE_OWN_WORDS) or (may(P.SCRIBE) and may_be_scribed(goal))),
        next_step=is_open and (may(P.SET_NEXT_STEP) or may(P.SCRIBE)),
        tick=is_open and may(P.SET_NEXT_STEP),
        check_in=is_open and may(P.CHECK_IN),
        ask=may(P.COMMENT),
        close=may(P.WRITE_PLAN) and is_open,
        reopen=may(P.WRITE_PLAN) and not is_open,
    )
