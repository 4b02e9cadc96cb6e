"""As the family will see it: the plan page of family or student, made from what a sharing would freeze now."""

from dataclasses import dataclass

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.models import User
from accounts.permissions import Permission, Role, Voice
from dashboards.family.page import languages, school_of
from dashboards.own_sections import own_sections
from goals.cards import scale_of
from goals.queries import goal_cards
from history.clock import now, today
from plans.access import plan_or_404
from plans.actions import unshared_changes
from plans.frozen import frozen_page
from plans.models import Plan, Revision
from plans.parts import type_of
from plans.readable import readable
from plans.snapshot import canonical
from students.access import Standing
from students.models import Guardian, Guardianship


@dataclass(frozen=True)
class Reader:
    """One person of the family, or the student, through whose eyes the page is shown. Who has no account reads
    it on paper: `on_paper` is that adult."""

    code: str
    name: str
    standing: Standing
    on_paper: Guardian | None = None


@require_GET
def preview(request, public_id):
    """The page as one of them will read it; which one, the address says."""
    plan, _standing = plan_or_404(public_id, Permission.SHARE_PLAN, to=request.principal)
    readers = readers_of(plan.student)
    reader = next((one for one in readers if one.code == request.GET.get("as")), readers[0])
    content, changes = unshared_changes(plan)
    as_shared(plan, content, by=request.principal)
    frozen = frozen_page(readable(plan.revision.content, reader.standing))
    shown = {
        "plan": plan,
        "student": plan.student,
        "standing": reader.standing,
        "reader": reader,
        "readers": readers,
        "changes": len(changes),
        "frozen": frozen,
        "sections": [section for section in frozen.sections if section["layer"] == "promise"],
        "own": own_sections(plan, reader.standing),
        "cards": goal_cards(plan, reader.standing),
        "scale": scale_of(type_of(plan)),
        "school": school_of(plan.student),
        "voice": reader.standing.voice(),
        "next": request.path,
    }
    return render(request, "dashboards/preview.html", shown | languages(plan, reader.standing))


def readers_of(student):
    """Whoever of the family may read the plan today, here or on paper, then the student."""
    ties = Guardianship.objects.rightful(today()).filter(student=student).select_related("guardian__user")
    family = [reader_of(tie, student) for tie in ties.order_by("pk")]
    oneself = student.user or User(name=str(student))
    return [*family, Reader(Voice.STUDENT.value, str(student), Standing(oneself, student, frozenset({Role.STUDENT})))]


def reader_of(tie, student):
    """One adult of the family; without an account, or with a closed one, as somebody who reads on paper."""
    adult, user = tie.guardian, tie.guardian.user
    name = _("%(name)s, %(is)s") % {"name": adult.name, "is": tie.get_relationship_display()}
    if user and user.is_active and user.email:
        return Reader(str(tie.pk), name, Standing(user, student, frozenset({Role.FAMILY})))
    standing = Standing(User(name=adult.name), student, frozenset({Role.FAMILY}), adult=adult)
    return Reader(str(tie.pk), name, standing, on_paper=adult)


def as_shared(plan, content, *, by):
    """Let the plan in hand stand on what a sharing would freeze now. Nothing is written, and nothing can be
    done from the page: such a plan is closed."""
    plan.revision = Revision(plan=plan, number=0, text=canonical(content), shared_at=now(), shared_by=by)
    plan.state = Plan.State.CLOSED
