"""What there is to translate: which texts of a plan somebody needs in another language, and what stands of them.

A text is anything a family or a student reads of a plan in somebody's words, or the school reads of theirs.
Each room says what its texts are (`registry.register_texts`).

A plan has many texts, and few of them are met alone: why it was shared, what a goal says to the family, how
to help, what was said last. Those come first, and a plan waits for a translation as long as one of them has
none, or while anything that was translated says something else by now. The rest is there to follow.
"""

from dataclasses import dataclass

from django.db.models import Q

from accounts.permissions import Voice
from history import wordings
from history.clock import today
from plans.models import Plan, Translation
from plans.registry import PLACES, TEXTS, WRITTEN
from plans.translations import WRITTEN_IN, Text, short
from students.languages import CODES, is_code, language_name
from students.models import Guardianship

READ = ("guardian__language", "guardian__user__language")  # as the record says, and as they set it themselves
OTHERS = sorted(code for code in CODES if short(code) != WRITTEN_IN)


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
    def is_missing(self):
        return self.made is None

    @property
    def is_first(self):
        """Whether somebody waits for it. The school waits for everything that a family or a student wrote."""
        return self.text.is_first or self.language == WRITTEN_IN

    @property
    def changed(self):
        """What became of the original since it was translated, by word."""
        return wordings.pieces(self.made.original, self.text.words) if self.is_old else []


@dataclass(frozen=True)
class Task:
    """What is to translate of one plan into one language: what its readers meet first, then the rest."""

    plan: Plan
    language: str
    wanted: list

    @property
    def language_name(self):
        return language_name(self.language)

    @property
    def for_family(self):
        """Whether families read it, and not the school."""
        return self.language != WRITTEN_IN

    @property
    def waits(self):
        """How many texts somebody waits for: those that come first without a translation, and old ones."""
        return self.missing + self.old

    @property
    def missing(self):
        return sum(one.is_missing and one.is_first for one in self.wanted)

    @property
    def old(self):
        return sum(one.is_old for one in self.wanted)

    @property
    def later(self):
        """How many of the rest have no translation; nobody is told that they wait."""
        return sum(one.is_missing and not one.is_first for one in self.wanted)


def tasks_of(plans):
    """The `Task`s of these plans, by language, in a fixed number of queries. Only plans that were shared
    have any, and only texts whose language their readers do not read."""
    plans = [plan for plan in plans if plan.revision_id]
    read, texts = languages_read(plans), texts_of(plans)
    standing = Translation.objects.filter(plan__in=plans, withdrawn_at=None)
    made = {(row.plan_id, row.language, row.thing, row.field): row for row in standing}
    found = []
    for plan in plans:
        for language in sorted({WRITTEN_IN, *read.get(plan.student_id, ())}):
            wanted = [
                Wanted(text, language, made.get((plan.pk, language, *text.name)))
                for text in texts.get(plan.pk, ())
                if is_for(text, language)
            ]
            if wanted:
                found.append(Task(plan, language, in_order(wanted)))
    return found


def is_for(text, language):
    """Whether somebody needs a text in a language: families what the school and their child say, the
    school what a family or a student says."""
    if short(text.language) == language:
        return False
    if language == WRITTEN_IN:
        return text.voice != Voice.STAFF
    return text.voice != Voice.FAMILY and not text.for_school


def languages_read(plans):
    """The languages that the families of these plans read beside the school's: {student id: set}."""
    ties = Guardianship.objects.rightful(today()).filter(student__in=[plan.student_id for plan in plans])
    found = {}
    for student, *languages in ties.values_list("student", *READ):
        others = {short(language) for language in languages if language and is_code(language)} - {WRITTEN_IN}
        found.setdefault(student, set()).update(others)
    return found


def languages_of(plan):
    """The languages one plan is translated into, in two queries: those its family reads, and the school's where
    somebody wrote another."""
    written = [WRITTEN_IN] if Plan.objects.filter(pk=plan.pk, pk__in=written_elsewhere()).exists() else []
    return [*written, *sorted(languages_read([plan]).get(plan.student_id, ()))]


def in_other_languages(plans):
    """Those of these plans whose family reads another language than the school writes, or in which a family
    or a student writes another."""
    known, chosen = (Q(**{f"{name}__in": OTHERS}) for name in READ)
    read = Guardianship.objects.rightful(today()).filter(known | chosen)
    return plans.filter(Q(student__in=read.values("student")) | Q(pk__in=written_elsewhere()))


def written_elsewhere():
    """The ids of plans in which somebody wrote in another language than the school's."""
    first, *others = (find(OTHERS) for find in WRITTEN.values())
    return first.union(*others, all=True)


def texts_of(plans):
    """Every text of these plans, {plan id: list}, in the order in which pages show them."""
    found = {}
    for name in sorted(TEXTS, key=PLACES.get):
        for pk, texts in TEXTS[name](plans).items():
            found.setdefault(pk, []).extend(text for text in texts if text.words.strip())
    return found


def in_order(wanted):
    """What comes first before the rest, and in each of them together what is about the same."""
    place = {about: number for number, about in enumerate(dict.fromkeys(one.text.about for one in wanted))}
    return sorted(wanted, key=lambda one: (not one.is_first, place[one.text.about]))
