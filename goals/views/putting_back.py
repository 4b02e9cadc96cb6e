"""Putting earlier words of a goal back: those last shared, or any in its history."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.permissions import Permission
from goals.actions import StaleGoal, put_back, put_back_line, put_back_shared, say_why
from goals.actions.putting_back import lines_of
from goals.models import Goal
from goals.rules import may_be_scribed
from plans.access import plan_or_404
from plans.snapshot import kind_in
from plans.views.putting_back import put_back_or_say, refuse_what_stands, shared_or_404, version_in, wording_in

UNDONE = {*Goal.PROMISE, "at_school", "at_home"}


@require_POST
def goal_put_back(request, public_id):
    """Puts back what is named by `thing` and `field`, to the wording of an `event` or, without one, as the
    plan was last shared."""
    plan, standing = plan_or_404(public_id, Permission.VIEW_PLAN, to=request.principal)
    _kind, _colon, code = request.POST.get("thing", "").partition(":")
    goals = {str(goal.public_id): goal for goal in plan.goals.filter(audience__in=standing.readers)}
    if code not in goals or not (goals[code].is_shared or standing.may(Permission.READ_STAFF)):
        raise Http404
    return put_back_or_say(request, plan, lambda: again(request, plan, standing, goals[code]))


def again(request, plan, standing, goal):
    """The act that was asked for."""
    field, line = request.POST.get("field", ""), request.POST.get("line", "")
    found = wording_in(request, goal, standing, field)
    if found and field == "why":
        return why_again(goal, *found, standing)
    standing.require(Permission.WRITE_PLAN)
    who = {"goal": goal, "version": version_in(request), "by": request.principal}
    try:
        if found is None:
            shared = shared_or_404(plan, "goals", str(goal.public_id))
            if shared and not goal.withdrawn_at and kind_in(field) not in UNDONE:
                raise Http404
            return put_back_shared(shared=shared, field=field, **who)
        if not line and field in Goal.PROMISE:
            refuse_what_stands(getattr(goal, field), found[0])
        if line:
            return line_again(goal, line, {field: found[0]}, who)
        return put_back(words={field: found[0]}, **who)
    except StaleGoal:
        raise ValidationError(_("Somebody changed this meanwhile. Look at it again.")) from None


def line_again(goal, line, words, who):
    """One wording of a line again, beside what the line says today."""
    now = lines_of(goal).get(line)
    if now is None:
        raise Http404
    facts = {name: now[name] for name in ("place", "words", "how_often")}
    facts |= {"who": now["who"] or str(now["user"] or "")}
    for name in words.keys() & facts.keys():
        refuse_what_stands(facts[name], words[name])
    facts |= {"household": now["household"] and now["household"].pk}
    return put_back_line(line=line, facts=facts | words, **who)


def why_again(goal, words, event, standing):
    """The student's own reason again, by the student or by whoever may write it down."""
    may = standing.may(Permission.WRITE_OWN_WORDS) or (standing.may(Permission.SCRIBE) and may_be_scribed(goal))
    if not may:
        raise PermissionDenied
    refuse_what_stands("" if goal.why_is_set_aside else goal.why, words)
    by = standing.principal
    said_by = "" if standing.may(Permission.WRITE_OWN_WORDS) else goal.why_said_by
    return say_why(goal=goal, words=words, by=by, voice=standing.voice(), said_by=said_by, language=goal.language)
