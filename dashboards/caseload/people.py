"""The people who wait for somebody: they asked, do not agree, want to talk, or are to be followed up in private."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from history.clock import day_of
from plans.models import Acknowledgement

Meaning = Acknowledgement.Meaning


@dataclass(frozen=True)
class Need:
    """One line: when and how far away that is, what, why, and one button. With `start` the button starts
    that student's plan."""

    icon: str
    when: str
    what: str
    far: str = ""
    why: str = ""
    words: str = ""
    lang: str = ""
    is_urgent: bool = False
    url: str = ""
    label: str = ""
    start: str = ""


def people_who_wait(rows):
    """Questions, and families and students who do not agree or want to talk, the longest waiting first."""
    asked = [(one.said_at, question_waits(row, one)) for row in rows for one in row.questions]
    asked += [(one.said_at, talk_waits(row, one)) for row in rows for one in row.waiting_talks]
    return [need for _at, need in sorted(asked, key=lambda pair: pair[0])]


def follow_up_waits(row, one):
    """Somebody asked for a private follow-up. The line says no more than that."""
    return Need(
        icon="shield",
        when=waited((row.today - day_of(one.asked_at)).days),
        what=_("A private follow-up for %(student)s") % {"student": row.student},
        is_urgent=True,
        url=reverse("checkins:follow_up", args=[one.public_id]),
        label=_("Open it"),
    )


def question_waits(row, asked):
    days = (row.today - day_of(asked.said_at)).days
    names = {"name": asked.author_name, "student": row.student, "goal": asked.goal}
    what = _("%(name)s asked about %(student)s")
    if asked.goal:
        what = _("%(name)s asked about %(student)s’s goal %(goal)s")
    return Need(
        icon="chat-left-text",
        when=waited(days),
        what=what % names,
        words=asked.words,
        lang=asked.language,
        is_urgent=True,
        url=reverse("checkins:answer", args=[asked.public_id]),
        label=_("Reply"),
    )


def talk_waits(row, said):
    """Somebody does not agree with a part of the plan, or wants to talk. It is between them and the school."""
    what = _("%(name)s wants to talk about %(student)s’s plan")
    if said.meaning == Meaning.DISAGREE:
        what = _("%(name)s does not agree with a part of %(student)s’s plan")
    days = (row.today - day_of(said.said_at)).days
    talk = {"voice": said.voice, "who": said.name, "next": reverse("dashboards:caseload")}
    return Need(
        icon="telephone",
        when=waited(days) if days else _("Said today"),
        what=what % {"name": said.name, "student": row.student},
        words=said.words,
        why=_("Talk with them, and write it down. What they said is for them and the school."),
        is_urgent=True,
        url=f"{reverse('plans:participation_add', args=[row.plan.public_id])}?{urlencode(talk)}",
        label=_("Write down a talk"),
    )


def waited(days):
    if days == 0:
        return _("Asked today")
    return ngettext("Waiting %(count)d day", "Waiting %(count)d days", days) % {"count": days}
