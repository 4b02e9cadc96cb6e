"""Translations by people, as pages and papers show them: beside the very words they were made of.

What a page shows of a translation is decided by the wording that stands on that page, so nobody reads the
translation of words they may not read. What there is to translate, `plans.to_translate` knows.
"""

import datetime
from dataclasses import dataclass, field
from itertools import chain

from django.conf import settings
from django.utils.translation import get_language

from accounts.permissions import Voice
from students.languages import is_code
from students.models import Guardian

WRITTEN_IN = settings.LANGUAGE_CODE.split("-")[0]  # the language the school writes and reads


@dataclass(frozen=True)
class Text:
    """One text of a plan that somebody may need in another language.

    `thing` and `field` are its name, `about` and `label` say what it is, `voice` whose words they are.
    `audience` may read this wording, and what was translated of it, when the text says something else;
    blank is nobody but those who translate. `is_first` is whether its readers meet it early and alone;
    the others can follow. `for_school` is what nobody of the family reads.
    """

    thing: str
    field: str
    words: str
    language: str
    about: str
    label: str
    voice: str = Voice.STAFF
    by: str = ""
    on: datetime.date | None = None
    audience: str = ""
    is_first: bool = True
    for_school: bool = False

    @property
    def name(self):
        return self.thing, self.field


@dataclass(frozen=True)
class Shown:
    """A translation as a page shows it beside the words it was made of."""

    words: str
    language: str
    by: str
    on: datetime.datetime
    is_old: bool

    @property
    def holds(self):
        return not self.is_old


@dataclass(frozen=True)
class Translations:
    """The languages somebody reads, the best first, and the translations that stand in them.

    `made` is what was translated last of each text, `{(language, thing, field): row}`; `of_wording` is what
    was made of one wording, by the same and the wording.
    """

    languages: list
    made: dict = field(default_factory=dict)
    readers: frozenset = frozenset()
    of_wording: dict = field(default_factory=dict)

    def of_text(self, text):
        """The same for a `Text`."""
        return self.of(*text.name, text.words, text.language)

    def of(self, thing, part, words, language=WRITTEN_IN):
        """The `Shown` for words that stand on a page, or None where the original is for this reader. What was
        made of an earlier wording is there only for whoever may read that wording."""
        for wanted in self.languages:
            if wanted == short(language):
                return None
            name = wanted, thing, part
            if row := self.of_wording.get((*name, str(words))):
                return shown(row, is_old=False)
            if (row := self.made.get(name)) and row.audience in self.readers:
                return shown(row, is_old=True)
        return None

    def say(self, thing, part, words, language=WRITTEN_IN):
        """A few words within a sentence or a list, in the language of the reader when they are translated."""
        found = self.of(thing, part, words, language) if words else None
        return found.words if found and found.holds else words

    def label_of(self, goal, label):
        """What a goal is called, by its id and its short label."""
        return self.say(f"goal:{goal}", "short_label", label)

    def of_old_pages(self):
        """The same for pages of what once stood: there a translation stands only beside its own wording."""
        return Translations(self.languages, of_wording=self.of_wording)


NONE = Translations([])


def shown(row, *, is_old):
    return Shown(row.words, row.language, row.translated_by, row.written_at, is_old)


def short(language):
    """ "es" of "es-mx", and what is no language without its second part ("zh-hans") whole; nothing said means
    the language the school writes."""
    first = (language or WRITTEN_IN).split("-")[0]
    return first if is_code(first) else language


def translations_for(plan, standing):
    """What this reader of a plan has of translations, in at most two queries: in the languages a guardian is
    known to read, and in the language of the page. The one the school writes needs no translation, and
    comes last: it is what a record says when nobody asked."""
    languages = [short(get_language())]
    if Voice.FAMILY in standing.voices and standing.principal.key.startswith("user:"):
        who = {"pk": standing.adult.pk} if standing.adult else {"user": standing.principal.pk}
        known = Guardian.objects.filter(**who).values_list("language", "user__language")
        languages = [*map(short, chain.from_iterable(known)), *languages]
    languages = sorted(dict.fromkeys(languages), key=lambda language: language == WRITTEN_IN)
    return translations_into(plan, languages, readers=standing.readers)


def translations_into(plan, languages, *, readers=frozenset()):
    """What was translated of a plan for whoever reads these languages, the best first, in one query."""
    rows = plan.translations.holding().filter(language__in=languages).order_by("pk")
    return gathered(rows, languages, readers=readers)


def gathered(rows, languages, *, readers=frozenset()):
    """The `Translations` in these rows, the oldest first."""
    made, of_wording = {}, {}
    for row in rows:
        name = row.language, row.thing, row.field
        of_wording[*name, row.original] = row
        if row.withdrawn_at is None:
            made[name] = row
    return Translations(languages, made, readers, of_wording)
