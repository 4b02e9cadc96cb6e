"""The texts of goals that people may need in another language: as families read them, from what was shared."""

from django.utils.translation import gettext as _

from accounts.permissions import Voice
from goals.models import Goal
from plans.translations import WRITTEN_IN, Text
from students.access import audience
from students.models import Reader


def texts_of_goals(plans):
    """The open goals of these plans in family words, the help at home, and why the student chose them."""
    open_goals = Goal.objects.open().filter(plan__in=plans, is_shared=True)
    goals = {(goal.plan_id, str(goal.public_id)): goal for goal in open_goals}
    return {
        plan.pk: [
            text
            for facts in plan.revision.content["goals"]
            if (goal := goals.get((plan.pk, facts["id"])))
            for text in [*promised(facts, close=goal.is_close), said(goal)]
        ]
        for plan in plans
    }


def promised(facts, *, close=False):
    """What was promised of one goal, as it was last shared; `close` when it is kept close by now. What was
    written for one home stays there."""
    thing, about = f"goal:{facts['id']}", facts["short_label"]
    everybody = audience(Reader.STUDENT, close=close or facts["audience"] == Goal.Audience.CIRCLE)
    name = "family_words" if facts["family_words"] else "statement"
    yield Text(thing, name, facts[name], WRITTEN_IN, about, _("In family words"), audience=everybody)
    for line in facts["strategies"]:
        if line["place"] == "home":
            thing, readers = f"line:{line['id']}", "" if line["household"] else everybody
            yield Text(thing, "words", line["words"], WRITTEN_IN, about, _("How you can help"), audience=readers)


def said(goal):
    """Why the student chose it: live. What is set aside waits for nobody."""
    words = "" if goal.why_is_set_aside else goal.why
    return why(goal.public_id, words, goal.language, goal.shared_label, by=goal.why_said_by, on=goal.why_at)


def frozen_why(facts):
    """The same as it was when the plan was last shared."""
    return why(facts["id"], facts["live"]["why"], facts["language"], facts["short_label"])


def why(goal, words, language, about, **said):
    """The student's reason, in the language it was said in. What the student said before is in no language
    for the readers of what is said now."""
    return Text(f"goal:{goal}", "why", words, language, about, _("Why"), voice=Voice.STUDENT, **said)
