"""Taking a section of the student's own words off the shared pages, and putting it back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from plans.actions.plan import lock
from plans.models import Section


@transaction.atomic
def set_section_aside(words):
    """Take what a section says off the shared pages. `words` are `SectionAside.of` it as it was seen; returns
    the row that keeps them. Whoever asks for it remembers why, and touches the plan.

    Raises ValidationError when something else stands there by now.
    """
    lock(words.plan)
    section = Section.objects.select_for_update(of=("self",)).select_related("plan__student").get(pk=words.section_id)
    refuse_changed(words.said_at, section.written_at)
    section.is_set_aside = True
    section.save(update_fields=["is_set_aside"])
    return kept(words, section=section)


@transaction.atomic
def put_section_back(aside):
    """Let what was set aside be read again. It stands on the pages where nothing newer was written."""
    section = Section.objects.select_for_update(of=("self",)).get(pk=aside.section_id)
    let_go(aside)
    if section.written_at == aside.said_at:
        section.is_set_aside = False
        section.save(update_fields=["is_set_aside"])


def refuse_changed(seen_at, now_at):
    if seen_at != now_at:
        raise ValidationError(_("These words have changed since you opened this page. Look at them again."))


def kept(words, **owner):
    """The row that keeps these words: one for each wording, however often it is set aside."""
    names = ("words", "language", "said_by", "written_by")
    said = {name: getattr(words, name) for name in names}
    aside, is_new = type(words).objects.get_or_create(**owner, said_at=words.said_at, defaults=said)
    if not is_new and not aside.is_set_aside:
        aside.is_set_aside = True
        aside.save(update_fields=["is_set_aside"])
    return aside


def let_go(aside):
    aside.is_set_aside = False
    aside.save(update_fields=["is_set_aside"])
