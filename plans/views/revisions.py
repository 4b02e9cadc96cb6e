"""What was shared, as it was frozen, and any two of it compared."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from accounts.permissions import Permission
from plans.access import plan_or_404
from plans.frozen import frozen_page
from plans.queries import said_of
from plans.readable import projection
from plans.snapshot import changes_between
from plans.translations import WRITTEN_IN, translations_for
from plans.wording import changed_things


@require_GET
def revisions(request, public_id):
    """Every sharing of a plan: when, by whom, why, and who said what of it. `?first=` and `?second=`
    name two to compare, the older one first whichever way they are named."""
    plan, standing = plan_or_404(public_id, Permission.VIEW_PLAN, to=request.principal)
    rows = list(plan.revisions.select_related("shared_by", "corrects").defer("text", "corrects__text"))
    said = {}
    for one in said_of(plan, standing):
        said.setdefault(one.number, []).append(one)
    shown = {
        "plan": plan,
        "student": plan.student,
        "standing": standing,
        "revisions": [(row, said.get(row.number, [])) for row in rows],
    } | translated(plan, standing)
    found = asked_for(plan, standing, rows, request.GET, shown["translations"])
    return render(request, "plans/revisions.html", shown | found)


def translated(plan, standing):
    """What this reader has of translations, each beside its own wording alone."""
    return {"written_in": WRITTEN_IN, "translations": translations_for(plan, standing).of_old_pages()}


def asked_for(plan, standing, rows, asked, translations):
    """The two revisions asked for, compared, or the last two; without a question nothing is compared yet."""
    numbers = [str(row.number) for row in rows]
    pair = [asked.get(name, "") for name in ("first", "second")]
    if not all(number in numbers for number in pair):
        return {"pair": [row.number for row in reversed(rows[:2])], "is_compared": False, "things": []}
    chosen = sorted(map(int, pair))
    return {"pair": chosen, "is_compared": True, "things": compared(plan, standing, *chosen, translations)}


def compared(plan, standing, first, second, translations):
    """What is different in one revision from an earlier one, by their numbers, as far as this reader may read
    both."""
    left = projection(standing)
    contents = {row.number: left(row.content) for row in plan.revisions.filter(number__in=(first, second))}
    before, after = contents[first], contents[second]
    return changed_things(changes_between(before, after), before, after, translations)


@require_GET
def revision(request, public_id, number):
    """One revision as it was frozen, and what it changed, as far as this reader may read it."""
    plan, standing = plan_or_404(public_id, Permission.VIEW_PLAN, to=request.principal)
    one = get_object_or_404(plan.revisions.select_related("shared_by", "corrects"), number=number)
    previous = plan.revisions.filter(number=number - 1).first()
    left = projection(standing)
    now, before = left(one.content), left(previous.content) if previous else None
    read = translated(plan, standing)
    changes = changes_between(before, now) if previous else []
    shown = read | {
        "plan": plan,
        "student": plan.student,
        "standing": standing,
        "revision": one,
        "frozen": frozen_page(now),
        "things": changed_things(changes, before, now, read["translations"]),
        "said": [said for said in said_of(plan, standing) if said.revision_id == one.pk],
        "is_last": plan.revision_id == one.pk,
    }
    return render(request, "plans/revision.html", shown)
