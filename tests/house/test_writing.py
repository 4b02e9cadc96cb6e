"""Every moment has its person: a field `…_at` stands beside its `…_by`, or somebody said why not."""

from django.db import models

from tests.house.test_models import our_models

# Moments whose person is known in another way.
SAID_OTHERWISE = {
    "accounts.Pass.expires_at": "a limit, not an act",
    "accounts.User.created_at": "history tells who opened the account",
    "checkins.CheckIn.said_at": "author",
    "checkins.Comment.said_at": "author",
    "drafts.Draft.kept_at": "person",
    "drafts.Draft.ended_at": "person",
    "documents.Paper.made_at": "the machine draws it; Visit tells who printed it",
    "goals.Goal.why_at": "why_said_by and why_written_by",
    "history.Event.at": "actor",
    "history.LastLook.at": "person",
    "history.LastLook.before_at": "person",
    "history.Visit.at": "actor",
    "notices.Message.dropped_at": "the worker",
    "notices.Message.queued_at": "the act that queued it is in history",
    "notices.Message.sent_at": "the worker",
    "plans.Plan.open_question_at": "kept for lists; the comment has its author",
    "rostering.ImportRun.applied_at": "a run belongs to one person: by",
    "rostering.ImportRun.discarded_at": "a run belongs to one person: by",
}


def test_every_moment_has_its_person():
    alone = set()
    for label, model in our_models().items():
        names = {field.name for field in model._meta.concrete_fields}
        moments = {name for name in names if name == "at" or name.endswith("_at")}
        alone |= {f"{label}.{name}" for name in moments if f"{name.removesuffix('at')}by" not in names}
    assert sorted(alone) == sorted(SAID_OTHERWISE)


# Moments with a name of another shape.
NAMED_OTHERWISE = {
    "accounts.User.last_login": "Django's own",
    "notices.Message.send_after": "not an act: the moment from which a letter may go",
}


def test_moments_are_named_for_what_they_are():
    """`…_at` is a moment, and every moment is `…_at`."""
    wrong = {
        f"{label}.{field.name}"
        for label, model in our_models().items()
        for field in model._meta.concrete_fields
        if isinstance(field, models.DateTimeField) != (field.name == "at" or field.name.endswith("_at"))
    }
    assert sorted(wrong) == sorted(NAMED_OTHERWISE)
