"""Translating what family and school write to each other: by a person, of a stated wording, with a name."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.permissions import Voice
from history.actions import record
from history.clock import now
from plans.actions.plan import lock
from plans.models import Translation
from plans.rules import reasons_not_to_write
from students.models import Reader


@transaction.atomic
def translate(*, plan, language, texts, translated_by, by, seen=None, at=None):
    """Keep translations of texts of a plan into a language. `texts` are pairs of a `translations.Text` and
    the words in that language; no words take back what stood there. The one before stays in history.
    `seen` is what stood when they were written, `{name of the text: key of its translation, or None}`.

    Raises ValidationError when nobody is named as the translator, the plan is closed, or something else
    stands by now than was seen. Returns how many were changed.
    """
    at, translated_by = at or now(), translated_by.strip()
    plan = lock(plan)
    if not translated_by:
        raise ValidationError({"translated_by": _("Say who translated it. Readers see the name.")})
    if reasons := reasons_not_to_write(plan):
        raise ValidationError(reasons)
    if seen and not stands_as(plan, language, seen):
        raise ValidationError(_("Somebody else translated one of these texts meanwhile. Save again to see it."))
    signed = {"translated_by": translated_by, "written_by": by, "written_at": at}
    changed = [put(plan, language, text, words.strip(), signed) for text, words in texts]
    if count := sum(changed):
        record(
            verb="plans.translated", target=plan, subject=plan.student, by=by, voice=Voice.STAFF, at=at,
            audience=Reader.ADULTS, data={"language": language, "count": count},
        )  # fmt: skip
    return count


def take_back_translations(*, plan, thing, field, by, at):
    """Let no translation of one text stand any more: its words were set aside. Whoever does that remembers it."""
    standing = plan.translations.filter(thing=thing, field=field, withdrawn_at=None)
    standing.update(withdrawn_at=at, withdrawn_by=by)


def stands_as(plan, language, seen):
    """Whether the translations of these texts are the ones that were seen."""
    rows = plan.translations.filter(language=language, withdrawn_at=None)
    standing = {(row.thing, row.field): row.pk for row in rows}
    return all(standing.get(name) == made for name, made in seen.items())


def put(plan, language, text, words, signed):
    """Let these words stand for one text, in the place of what stood. Whether anything changed. Words that
    are still right for a changed original keep the name of who made them."""
    name = {"thing": text.thing, "field": text.field, "language": language}
    stands = plan.translations.filter(withdrawn_at=None, **name).first()
    said = {"words": words, "original": text.words, "audience": text.audience}
    same = stands is not None and stands.words == words
    said["translated_by"] = stands.translated_by if same else signed["translated_by"]
    if not (words or stands) or (stands and all(getattr(stands, key) == value for key, value in said.items())):
        return False
    if stands:
        stands.withdrawn_at, stands.withdrawn_by = signed["written_at"], signed["written_by"]
        stands.save(update_fields=["withdrawn_at", "withdrawn_by"])
    if words:
        Translation.objects.create(plan=plan, **name, **signed | said)
    return True
