"""What the base template needs so that forms keep what is typed."""

from django import template

from drafts.carrying import carried_to
from drafts.tokens import page_token

register = template.Library()


@register.simple_tag(takes_context=True)
def draft_token(context, student=None):
    """The signed facts of this page, or of one form on it that is about `student`."""
    student = student or student_of(context)
    return page_token(context["request"], getattr(student, "public_id", ""))


def student_of(context):
    """The child a page is about: named outright, or whose plan, goal or form it is."""
    for name in ("student", "standing", "plan", "goal", "form"):
        thing = context.get(name)
        thing = getattr(thing, "plan", thing)
        if student := thing if name == "student" else getattr(thing, "student", None):
            return student
    return None


@register.simple_tag(takes_context=True)
def posted_draft(context):
    """The sheet of a form that was sent and refused, so that the page goes on with the same draft."""
    return context["request"].POST.get("draft", "")


@register.simple_tag(takes_context=True)
def carried(context):
    """What was typed on this page and could not be taken, or nothing."""
    return carried_to(context["request"])
