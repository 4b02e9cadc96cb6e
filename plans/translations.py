"""Translations by people: which texts of a plan somebody needs in another language, and what stands of them.

A text is anything a family reads of a plan in somebody's words, or the school reads of a family's. Each
room says what its texts are (`registry.register_texts`); what a page shows of a translation is decided
by the wording that stands on that page, so nobody reads the translation of words they may not read.
"""

import datetime
from dataclasses import dataclass, field
from itertools import chain

from django.conf import settings
from django.db.models import Q
from django.utils.translation import get_language

from accounts.permissions import Voice
from history import wordings
from history.clock import today
from plans.models import Plan, Translation
from plans.registry import TEXTS
from students.languages import CODES, is_code, language_name
from students.models import Guardian, Guardianship

READ = ("guardian__language", "guardian__user__language")  # as the record says, and as they set it themselves
WRITTEN_IN = settings.LANGUAGE_CODE.split("-")[0]  # the language the school writes and reads


@dataclass(frozen=True)
class Text:
    """One text of a plan that somebody may need in another language.

    `thing` and `field` are its name, `about` and `label` say what it is, `voice` whose words they are.
    `audience` may read this wording, and what was translated of it, when the text says something else;
    blank is nobody but those who translate.
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

    @property
    def name(self):
        return self.thing, self.field


@dataclass(frozen=True)
class Wanted:
    """One text in one language: what stands of it, and whether that is of an earlier wording."""

    text: Text
    language: str
    made: Translation | None

    @property
    def is_old(self):
        return self.made is not None and self.made.original != self.text.words

    @property
    def waits(self):
        return self.made is None or self.is_old

    @property
    def changed(self):
        """What became of the original since it was translated, by word."""
        return wordings.pieces(self.made.original, self.text.words) if self.is_old else []


@dataclass(frozen=True)
class Task:
    """What is to translate of one plan into one language."""

    plan: Plan
    language: str
    wanted: list

    @property
    def language_name(self):
        return language_name(self.language)

    @property
    def waits(self):
        """How many texts have no translation, or an old one."""
        return sum(one.waits for one in self.wanted)

    @property
    def missing(self):
        return sum(one.made is None for one in self.wanted)

    @property
    def old(self):
        return sum(one.is_old for one in self.wanted)


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
    """The languages somebody reads, the best first, and the translations that stand in them."""

    languages: list
    made: dict = field(default_factory=dict)
    readers: frozenset = frozenset()

    def of_text(self, text):
        """The same for a `Text`."""
        return self.of(*text.name, text.words, text.language)

    def of(self, thing, part, words, language):
        """The `Shown` for words that stand on a page, or None where the original is for this reader. What was
        made of an earlier wording is there only for whoever may read that wording."""
        for wanted in self.languages:
            if wanted == short(language):
                return None
            row = self.made.get((wanted, thing, part))
            old = row and row.original != str(words)
            if row and (not old or row.audience in self.readers):
                return Shown(row.words, wanted, row.translated_by, row.written_at, old)
        return None


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
    """What stands translated of a plan for whoever reads these languages, the best first, in one query."""
    rows = plan.translations.filter(language__in=languages, withdrawn_at=None)
    return Translations(languages, {(row.language, row.thing, row.field): row for row in rows}, readers)


def tasks_of(plans):
    """The `Task`s of these plans, by language, in a fixed number of queries. Only plans that were shared
    have any, and only texts whose language their readers do not read."""
    plans = [plan for plan in plans if plan.revision_id]
    read, texts = languages_read(plans), texts_of(plans)
    made = {(row.plan_id, row.language, row.thing, row.field): row for row in standing_in(plans)}
    found = []
    for plan in plans:
        for language in sorted({WRITTEN_IN, *read.get(plan.student_id, ())}):
            wanted = [
                Wanted(text, language, made.get((plan.pk, language, *text.name)))
                for text in texts.get(plan.pk, ())
                if is_for(text, language)
            ]
            if wanted:
                found.append(Task(plan, language, wanted))
    return found


def is_for(text, language):
    """Whether somebody needs a text in a language: families what the school and their child say, the
    school what a family or a student says."""
    if short(text.language) == language:
        return False
    return text.voice != Voice.STAFF if language == WRITTEN_IN else text.voice != Voice.FAMILY


def standing_in(plans):
    return Translation.objects.filter(plan__in=plans, withdrawn_at=None)


def languages_read(plans):
    """The languages that the families of these plans read beside the school's: {student id: set}."""
    ties = Guardianship.objects.rightful(today()).filter(student__in=[plan.student_id for plan in plans])
    found = {}
    for student, *languages in ties.values_list("student", *READ):
        others = {short(language) for language in languages if language and is_code(language)} - {WRITTEN_IN}
        found.setdefault(student, set()).update(others)
    return found


def read_in_other_languages(plans):
    """Those of these plans whose family reads another language than the school writes."""
    others = [code for code in CODES if short(code) != WRITTEN_IN]
    known, chosen = (Q(**{f"{name}__in": others}) for name in READ)
    other = Guardianship.objects.rightful(today()).filter(known | chosen)
    return plans.filter(student__in=other.values("student"))


def texts_of(plans):
    """Every text of these plans, {plan id: list}, in the order in which pages show them."""
    found = {}
    for give in TEXTS.values():
        for pk, texts in give(plans).items():
            found.setdefault(pk, []).extend(text for text in texts if text.words.strip())
    return found
