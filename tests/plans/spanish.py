"""Maya's plan in Spanish: finding its texts, translating them, and reading the pages they stand on."""

from django.urls import reverse

from goals.actions import write_goal
from goals.models import Goal
from plans.actions import share_changes
from plans.actions.translating import translate
from plans.models import Plan
from plans.parts import standing
from plans.to_translate import tasks_of
from tests.access.doors import LINE
from tests.dashboards.reading_pages import text_of

ROSA = "Rosa Díaz"


def task_of(world, language="es"):
    plan = Plan.objects.select_related("student", "year", "revision").get(pk=world.plan.pk)
    return next((task for task in tasks_of([plan]) if task.language == language), None)


def of(task, label):
    return next(one for one in task.wanted if str(one.text.label) == label)


def address(world, language="es"):
    return reverse("plans:translate", args=[world.plan.public_id, language])


def keep(world, label="In family words", words="Hacer mapas a escala"):
    text = of(task_of(world), label).text
    translate(plan=world.plan, language="es", texts=[(text, words)], translated_by=ROSA, by=world.specialist)
    return text


def sent(page, **typed):
    """The answers of a page's form as a browser sends them, with some boxes typed in."""
    form = page.context["form"]
    data = {"translated_by": form["translated_by"].value(), "next": ""}
    for row in form.rows():
        data |= {row.box: row.field.value() or "", row.box_of: row.mark}
    return data | typed


def box(page, label):
    return next(row for row in page.context["form"].rows() if str(row.wanted.text.label) == label)


def reword(world, words, *, goal=None, **more):
    """Change a goal's family words and share the change."""
    goal = Goal.objects.get(pk=(goal or world.goal).pk)
    lines = [{name: getattr(line, name) for name in ("public_id", *LINE)} for line in standing(goal.strategies.all())]
    values = {name: getattr(goal, name) for name in Goal.PROMISE} | {"family_words": words} | more
    by = {"plan": world.plan, "by": world.specialist}
    write_goal(goal=goal, version=goal.version, values=values, strategies=lines, **by)
    share_changes(reason="Clearer words", **by)


def in_spanish(user):
    user.language = "es"
    user.save(update_fields=["language"])
    return user


def page_of(client_of, who, world):
    return text_of(client_of(who).get(reverse("dashboards:plan", args=[world.plan.public_id])), "main")
