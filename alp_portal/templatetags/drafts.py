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


@register.tag
def with_carried(parser, token):
    """What a page says, and above it what was typed on it and could not be taken, or nothing."""
    page = parser.parse(["endwith_carried"])
    parser.delete_first_token()
    return WithCarried(page)


class WithCarried(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        page = self.nodelist.render(context)
        if not (found := carried_to(context["request"], page)):
            return page
        part = context.template.engine.get_template("drafts/_carried.html")
        with context.push(carried_forms=found):
            return part.render(context) + page
