"""Share changes: the one act that turns edits into a revision."""

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.permissions import Voice
from history.actions import record
from history.clock import day_of, now
from plans.actions.plan import lock
from plans.letters import tell_families
from plans.models import Plan, Revision
from plans.parts import type_of
from plans.rules import answer_until, reasons_not_to_correct, reasons_not_to_share
from plans.snapshot import canonical, changes_between, is_material, mark_of, seal, snapshot, stringify
from students.models import Reader


def unshared_changes(plan):
    """The plan as it stands, as a snapshot, and what changed in the promise since the last sharing."""
    content = stringify(snapshot(plan))
    shared = plan.revision.content if plan.revision_id else None
    return content, changes_between(shared, content)


@transaction.atomic
def share_changes(*, plan, by, reason="", correction=False, material=False, seen="", at=None):
    """Freeze the promise as the next revision, and return it.

    In order: lock the plan, ask the rules, freeze, move a draft to *with family*, tell the
    families, remember. `reason` may be left out the first time. `correction` says that only a slip of
    the pen is mended: what people acknowledged then holds. `material` calls a change material that
    the rule would not; never less. `seen` is the mark (`plans.snapshot.mark_of`) of the changes that were
    read: nothing is shared that came to them since.

    Raises ValidationError with the reasons when it may not be shared.
    """
    at = at or now()
    plan = lock(plan)
    content, changes = unshared_changes(plan)
    refuse(plan, changes, correction, reason, seen)
    revision = freeze(
        plan, content, changes, by=by, reason=reason.strip() or first_reason(plan), at=at,
        corrects=plan.revision if correction else None,
        material=not correction and (material or plan.revision is None or is_material(changes, type_of(plan))),
    )  # fmt: skip
    put_in_force(plan, revision, by=by, at=at)
    plan.goals.current().update(is_shared=True, shared_label=F("short_label"))
    if not correction:
        tell_families(plan, revision, at=at)
    record(
        verb="plans.corrected" if correction else "plans.shared", target=plan, subject=plan.student, by=by,
        voice=Voice.STAFF, at=at, audience=Reader.STUDENT, reason=revision.reason,
        data={"number": revision.number, "sha256": revision.sha256, "material": revision.material,
              "count": len(changes)},
    )  # fmt: skip
    return revision


def refuse(plan, changes, correction, reason, seen):
    """Raise ValidationError with every reason why these changes may not be shared."""
    reasons = reasons_not_to_share(plan, changes)
    if seen and seen != mark_of(changes):
        reasons.append(_("The plan changed since you opened this page. Look at the changes again, then share."))
    if correction:
        reasons += reasons_not_to_correct(plan, changes)
    if plan.revision and not reason.strip():
        reasons.append(_("Say in a sentence why you are changing the plan. The family reads it."))
    if reasons:
        raise ValidationError(reasons)


def first_reason(plan):
    """What stands as the reason of a first sharing when nobody wrote one."""
    return _("The plan for %(year)s, shared for the first time.") % {"year": plan.year}


def put_in_force(plan, revision, *, by, at):
    """Let the plan stand on its new revision; a draft goes to the family, which has its days to answer."""
    plan.revision, plan.unshared_count = revision, 0
    if plan.state == Plan.State.DRAFT:
        plan.state, plan.shared_at, plan.shared_by = Plan.State.WITH_FAMILY, at, by
        plan.answer_by = answer_until(plan, on=day_of(at))
    plan.save(update_fields=["revision", "unshared_count", "state", "shared_at", "shared_by", "answer_by"])


def freeze(plan, content, changes, *, by, reason, at, corrects, material):
    """Write the revision row: canonical text, salt and seal."""
    number = plan.revision.number + 1 if plan.revision else 1
    content |= {
        "salt": secrets.token_hex(16),
        "number": str(number),
        "plan": str(plan.public_id),
        "shared_at": at.isoformat(),
        "shared_by": by.name,
        "reason": reason,
        "corrects": str(corrects.number) if corrects else None,
    }
    text = canonical(content)
    return Revision.objects.create(
        plan=plan, number=number, text=text, sha256=seal(text), shared_at=at, shared_by=by, reason=reason,
        changes=changes, material=material, corrects=corrects,
    )  # fmt: skip
