"""Freezing progress: what a family receives in a reporting window (ECEA 12.02(2)(f)(iv))."""

import json

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.permissions import Voice
from checkins.models import ProgressRecord
from checkins.progress import window_progress
from history.actions import record
from history.clock import day_of, now
from plans.actions import touch
from plans.actions.plan import lock
from plans.snapshot import canonical, seal, stringify
from students.models import Reader

FORMAT = "alp-progress/1"
SAID = ("revision", "window", "goals", "sentence")  # two records in which these are equal say the same


@transaction.atomic
def freeze_progress(*, plan, window, by, sentence="", at=None):
    """Freeze where each goal is, as each person last said it in a window, and return the record.

    Each word keeps its reader, so that every copy leaves out what is not for it; a home note leaves
    its date and level, a staff note nothing.

    Where nothing is new since the last record, that one is returned: pressed twice is frozen once.
    Raises ValidationError when nothing was shared yet or nothing was said in the window.
    """
    at = at or now()
    plan = lock(plan)
    if plan.revision is None:
        raise ValidationError(_("Share the plan first: progress is reported on what was agreed."))
    goals = window_progress(plan, window, until=day_of(at))
    if not any(goal["said"] for goal in goals):
        raise ValidationError(_("Nobody has checked in during %(window)s yet.") % {"window": window})
    content = stringify(content_of(plan, window, goals, sentence.strip(), by=by, at=at))
    last = plan.progress_records.last()
    if last and all(json.loads(last.text)[part] == content[part] for part in SAID):
        return last
    text = canonical(content)
    row = ProgressRecord.objects.create(
        plan=plan, revision=plan.revision, window=window, number=plan.progress_records.count() + 1, text=text,
        sha256=seal(text), sentence=sentence.strip(), frozen_at=at, frozen_by=by,
    )  # fmt: skip
    record(
        verb="checkins.progress_frozen", target=f"checkins.progressrecord:{row.pk}", subject=plan.student, by=by,
        voice=Voice.STAFF, at=at, audience=Reader.STUDENT,
        data={"plan": plan.pk, "window": window.name, "number": row.number, "sha256": row.sha256},
    )  # fmt: skip
    touch(plan, promise=False)
    return row


def content_of(plan, window, goals, sentence, *, by, at):
    """The record as data, before it is sealed."""
    return {
        "format": FORMAT,
        "revision": plan.revision.sha256,
        "window": {"name": window.name, "starts_on": window.starts_on, "ends_on": window.ends_on},
        "goals": goals,
        "sentence": sentence,
        "frozen_at": at,
        "frozen_by": by.name,
    }
