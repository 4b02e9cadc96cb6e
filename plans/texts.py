"""The texts of the plan itself that people may need in another language."""

from django.utils.translation import gettext as _

from accounts.permissions import Voice
from plans.frozen import day
from plans.models import Acknowledgement, Participation, Section
from plans.parts import type_of
from plans.translations import WRITTEN_IN, Text
from plans.wording import in_words
from students.access import audience
from students.models import Reader


def texts_of_sharing(plans):
    """Why each of these plans was last shared: the sentence above everything that a family is asked to read."""
    return {
        plan.pk: [
            Text(
                f"revision:{plan.revision.number}", "reason", plan.revision.reason, WRITTEN_IN,
                _("Revision %(number)s") % {"number": plan.revision.number}, _("Why it was shared"),
                on=plan.revision.shared_at,
            )
        ]
        for plan in plans
    }  # fmt: skip


def texts_of_profile(plans):
    """The profile of each of these plans: its promise as it was last shared, the student's own words as they
    stand."""
    rows = Section.objects.filter(plan__in=plans, is_set_aside=False).select_related("written_by", "plan")
    written = {(row.plan_id, row.code): row for row in rows}
    return {
        plan.pk: [
            text
            for section in plan.revision.content["sections"]
            if (text := section_text(section, written.get((plan.pk, section["code"])), type_of(plan)))
        ]
        for plan in plans
    }


def section_text(section, row, plan_type):
    """One section. What the student said before is in no language for the readers of what is said now."""
    code, label = section["code"], in_words(section["label"])
    stands = {"thing": f"section:{code}", "field": "words", "about": _("Profile"), "label": label, "is_first": False}
    if section["layer"] == "promise":
        close = section["audience"] == Reader.CIRCLE
        return Text(
            **stands, words=section["words"], language=section["language"], by=section["said_by"],
            on=day(section["written_at"]), audience=audience(Reader.STUDENT, close=close),
        )  # fmt: skip
    if row is None:
        return None
    entry = plan_type.section(code)
    voice = Voice.STUDENT if entry and entry.is_own else Voice.STAFF
    by = row.said_by or row.writer
    return Text(**stands, words=row.words, language=row.language, voice=voice, by=by, on=row.written_at)


def profiles_written(languages):
    own = Section.objects.filter(language__in=languages, is_set_aside=False).exclude(words="")
    return own.order_by().values("plan")


def texts_of_programming(plans):
    """What the school provides, as it was last shared."""
    return {
        plan.pk: [
            Text(
                f"programming:{row['id']}", "words", row["words"], WRITTEN_IN, _("What the school provides"),
                in_words(row["label"]), audience=Reader.STUDENT, is_first=False,
            )
            for row in plan.revision.content["programming"]
        ]
        for plan in plans
    }  # fmt: skip


def texts_of_taking_part(plans):
    """What family and students said of what was shared, for the school, and what the school wrote down of a
    moment they took part in, which stands on their paper."""
    found = {}
    said = Acknowledgement.objects.holding().filter(revision__plan__in=plans, voice__in=(Voice.FAMILY, Voice.STUDENT))
    for row in said.exclude(words="").select_related("revision").defer("revision__text"):
        text = Text(
            row.thing, "words", row.words, row.language, _("What people said of the plan"), row.get_meaning_display(),
            voice=row.voice, by=row.name, on=row.said_at, for_school=True,
        )  # fmt: skip
        found.setdefault(row.revision.plan_id, []).append(text)
    for row in Participation.objects.filter(plan__in=plans, withdrawn_at=None).exclude(words=""):
        text = Text(
            row.thing, "words", row.words, WRITTEN_IN, _("Taking part"), row.get_how_display(), by=row.who, on=row.on,
            is_first=False,
        )  # fmt: skip
        found.setdefault(row.plan_id, []).append(text)
    return found


def said_written(languages):
    said = Acknowledgement.objects.holding().filter(language__in=languages).exclude(words="")
    return said.exclude(voice=Voice.STAFF).order_by().values("revision__plan")
