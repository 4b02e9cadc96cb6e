"""The texts of goals that people may need in another language: as families read them, from what was shared."""

from django.utils.translation import gettext as _

from accounts.permissions import Voice
from goals.models import Goal, NextStep
from plans.translations import WRITTEN_IN, Text
from students.access import audience
from students.models import Reader


def texts_of_goals(plans):
    """The goals of these plans as they were last shared, and what the student says of them. Of an open goal the
    family first reads its own words, how to help, why, and what is next; of a closed one what was learned."""
    rows = Goal.objects.current().filter(plan__in=plans, is_shared=True).prefetch_related("next_steps")
    goals = {(goal.plan_id, str(goal.public_id)): goal for goal in rows}
    return {
        plan.pk: [
            text
            for facts in plan.revision.content["goals"]
            if (goal := goals.get((plan.pk, facts["id"])))
            for text in (*promised(facts, goal), *said(goal))
        ]
        for plan in plans
    }


def promised(facts, goal):
    """What was promised of one goal, as it was last shared. What was written for one home stays there."""
    everybody = audience(Reader.STUDENT, close=goal.is_close or facts["audience"] == Goal.Audience.CIRCLE)
    about, is_open = facts["short_label"], goal.state == Goal.State.OPEN
    labels = field_labels()
    plain = "family_words" if facts["family_words"] else "statement"
    for name, label in (labels | {plain: _("In family words")}).items():
        yield Text(
            f"goal:{facts['id']}", name, facts[name], WRITTEN_IN, about, label, audience=everybody,
            is_first=is_open and name == plain,
        )  # fmt: skip
    for line in facts["strategies"]:
        is_home, stands = line["place"] == "home", {"thing": f"line:{line['id']}", "language": WRITTEN_IN}
        stands |= {"about": about, "audience": "" if line["household"] else everybody}
        label = _("How you can help") if is_home else _("At school")
        yield Text(**stands, field="words", words=line["words"], label=label, is_first=is_home and is_open)
        yield Text(**stands, field="how_often", words=line["how_often"], label=_("How often"), is_first=False)


def field_labels():
    """The fields of a goal that have words for everybody, in the order of its page. A standard is a code and
    the state's own wording, a partner is a name: both stay as they are."""
    return {
        "family_words": _("In family words"),
        "statement": _("The goal as it was agreed"),
        "measure": _("How we will know"),
        "target": _("Target"),
        "baseline": _("Where it began"),
        "short_label": _("Short label"),
    }


def said(goal):
    """Why the student chose it, the step that is next, and what was learned in the end: live. What is set aside
    waits for nobody. What the student said before is in no language for the readers of what is said now."""
    thing, about, is_open = f"goal:{goal.public_id}", goal.shared_label, goal.state == Goal.State.OPEN
    own = {"thing": thing, "about": about, "voice": Voice.STUDENT}
    if not goal.why_is_set_aside:
        yield Text(
            **own, field="why", words=goal.why, language=goal.language, label=_("Why"), by=goal.why_said_by,
            on=goal.why_at, is_first=is_open,
        )  # fmt: skip
    step = next(iter(goal.next_steps.all()), None)
    if step and not step.is_set_aside:
        yield Text(
            **own | {"voice": step.voice}, field="next_step", words=step.words, language=step.language,
            label=_("Next step"), by=step.said_by, on=step.written_at, is_first=is_open and step.done_at is None,
        )  # fmt: skip
    everybody = audience(Reader.STUDENT, close=goal.is_close)
    yield Text(thing, "learned", goal.learned, WRITTEN_IN, about, _("What we learned"), audience=everybody)


def goals_written(languages):
    shared = Goal.objects.current().filter(is_shared=True).order_by()
    whys = shared.filter(language__in=languages, why_is_set_aside=False).exclude(why="")
    steps = NextStep.objects.filter(goal__in=shared, language__in=languages, is_set_aside=False).order_by()
    return whys.values("plan").union(steps.exclude(voice=Voice.STAFF).values("goal__plan"), all=True)
