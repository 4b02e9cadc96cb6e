"""Questions about a plan. A list of reasons says why not; an empty list means go."""

import difflib
from datetime import timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.permissions import Voice
from files.models import File
from history.clock import day_of
from plans.models import Acknowledgement, Participation, Plan
from students.names import fold

Meaning = Acknowledgement.Meaning
ASKS = (Meaning.DISAGREE, Meaning.TALK)
SAME_WORD = 0.7
NOT = ("n't", "n’t")


def reasons_not_to_write(plan):
    """Why the promise may not be written now."""
    if plan.is_open:
        return []
    if plan.gave_way_to_id:
        told = {"student": plan.student, "year": plan.year}
        return [_("%(student)s has one plan for %(year)s, and this is the other. It can be read, not written.") % told]
    return [_("This plan is closed. Start the new year's plan instead.")]


def last_page(file):
    """The number of the last page of a file, kept or only chosen yet; None where nobody can know it."""
    return file.pages or (None if file.kind == File.Kind.WORD else 1)


def reasons_not_to_point(file, page):
    """Why an answer may not point to this page of a file."""
    last = last_page(file)
    if page is None or last is None or 1 <= page <= last:
        return []
    return [ngettext("This document has %(count)d page.", "This document has %(count)d pages.", last) % {"count": last}]


def reasons_not_to_replace(document, file):
    """Why a file may not take the place of a document's: an answer points to a page that it does not have."""
    pages = document.part_answers.filter(page__isnull=False).values_list("page", flat=True)
    lacks = sorted(page for page in pages if reasons_not_to_point(file, page))
    if not lacks:
        return []
    told = {"page": lacks[0]}
    return [_("A required part is answered on page %(page)s, which this file does not have.") % told]


def reasons_not_to_share(plan, changes):
    """Why these changes may not be shared now."""
    reasons = reasons_not_to_write(plan)
    if not plan.goals.current().exists():
        reasons.append(_("Write at least one goal first."))
    if not changes:
        reasons.append(_("Nothing has changed since the last sharing."))
    return reasons


def only_spelling(before, after):
    """Whether two wordings differ in spelling alone: the same words in the same order, each written nearly alike."""
    old, new = before.split(), after.split()
    if "".join(old) == "".join(new):
        return bool(old)
    return bool(old) and len(old) == len(new) and all(map(nearly_alike, old, new))


def nearly_alike(one, other):
    """Whether two words may be one word and a slip of the pen in it: no digit, no "not", few letters."""
    if one == other:
        return True
    if any(char.isdigit() for char in one + other) or one.endswith(NOT) != other.endswith(NOT):
        return False
    if sorted(one.lower()) == sorted(other.lower()):
        return True
    alike = difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() >= SAME_WORD
    return alike and abs(len(one) - len(other)) <= 2


def reasons_not_to_correct(plan, changes):
    """Why these changes are more than the correction of a slip of the pen.

    A correction leaves every acknowledgement standing, so it may change letters, never what was
    agreed: no date or target, nothing added, nothing taken away, and nearly the same words.
    """
    if plan.revision is None:
        return [_("There is nothing shared yet to correct. Share the plan instead.")]
    if all(only_spelling(change["before"], change["after"]) for change in changes):
        return []
    return [_("This changes more than spelling. Share it as a change, and say why.")]


def reasons_not_to_be_due(plan, day, reason):
    """Why a plan may not be due on a day: the day is in no part of its year, or moves without a reason."""
    reasons = reasons_not_to_write(plan)
    first, last = plan.year.starts_on, plan.year.ends_on
    if not first <= day <= last:
        days = {"first": date_format(first), "last": date_format(last)}
        reasons.append(_("Pick a day of the plan’s school year, from %(first)s to %(last)s.") % days)
    if plan.due_on not in (None, day) and not reason.strip():
        reasons.append(_("Say why the day moves."))
    return reasons


def reasons_not_to_activate(plan, *, on):
    """Why a plan may not become active on day `on`: the family answered, or had its time and was
    reached out to in a way that is written down."""
    if plan.state == Plan.State.DRAFT:
        return [_("Share the plan with the family first.")]
    if plan.gave_way_to_id:
        return reasons_not_to_write(plan)
    if plan.state != Plan.State.WITH_FAMILY:
        return [_("This plan is active already.")] if plan.state == Plan.State.ACTIVE else reasons_not_to_write(plan)
    if family_answered(plan):
        return []
    if on <= plan.answer_by:
        return [_("The family has until %(day)s to answer.") % {"day": date_format(plan.answer_by)}]
    if not tried(plan):
        return [_("Nobody has answered. Write down how you tried to reach the family.")]
    return []


def answer_until(plan, *, on):
    """The last day a family has to answer a plan that is shared with it for the first time on day `on`."""
    return on + timedelta(days=plan.student.district.answer_days)


def family_answered(plan):
    """Whether the family said something of a shared revision, or a moment with them is on record since."""
    if Acknowledgement.objects.holding().filter(revision__plan=plan, voice=Voice.FAMILY).exists():
        return True
    return (
        plan.participations.filter(voice=Voice.FAMILY, withdrawn_at=None, on__gte=day_of(plan.shared_at))
        .exclude(how=Participation.How.TRIED)
        .exists()
    )


def waits_for_talk(said, moments):
    """What of `said` still asks somebody of the school to talk with that person: the newest disagreement or
    wish of each, until a talk with them is on record, or they agree after all.

    `said` are acknowledgements that hold, the oldest first; `moments` what is on record of taking part.
    """
    newest = {}
    for one in said:
        if one.meaning in ASKS:
            newest[one.person] = one
        elif one.meaning == Meaning.AGREE and one.person in newest and newest[one.person].meaning == Meaning.DISAGREE:
            del newest[one.person]
    return [one for one in newest.values() if not any(talked_about(moment, one) for moment in moments)]


def talked_about(moment, said):
    """Whether a recorded moment is a talk of the school with whoever said this, since it was said."""
    since = moment.recorded_at >= said.said_at and moment.on >= day_of(said.said_at)
    by_school = moment.how != Participation.How.TRIED and moment.recorded_by.key != said.person
    return since and by_school and moment.voice == said.voice and names(moment.who, said.name)


def names(who, name):
    """Whether words that say who took part name this person: "Dana", "Dana Thompson", "Dana and Paul"."""
    first = fold(name).split()
    return bool(set(first[:-1] or first) & set(fold(who).split()))


def tried(plan):
    """Whether a try to reach the family is on record."""
    return plan.participations.filter(voice=Voice.FAMILY, withdrawn_at=None, how=Participation.How.TRIED).exists()


def reasons_not_to_move(plan):
    """Why a plan may not be given to another child: it was shared, or somebody's own words stand in it."""
    names = {"student": plan.student}
    if plan.is_shared:
        return [_("This plan has been shared. It stays with %(student)s; close it, and begin the right one.") % names]
    reasons = reasons_not_to_write(plan)
    goals = plan.goals.filter(withdrawn_at=None)
    said = goals.exclude(why="").exists() or goals.filter(next_steps__voice=Voice.STUDENT).exists()
    heard = goals.filter(check_ins__withdrawn_at=None, check_ins__voice__in=(Voice.STUDENT, Voice.FAMILY))
    talked = plan.comments.filter(withdrawn_at=None).exclude(voice=Voice.STAFF)
    part = plan.participations.filter(withdrawn_at=None)
    if said or heard.exists() or talked.exists() or part.exists():
        reasons.append(_("What %(student)s or the family said stands in it. That is theirs and does not move.") % names)
    if goals.filter(carried_from__isnull=False).exists():
        reasons.append(_("It carries on goals of an earlier plan of %(student)s.") % names)
    if plan.gave_way.exists():
        reasons.append(_("Another plan of %(student)s for this year stands beside it.") % names)
    if plan.documents.filter(file__withdrawn_at=None).exists():
        reasons.append(_("A document about %(student)s hangs on it. Take the document back first.") % names)
    return reasons


def reasons_not_to_move_to(plan, student):
    """Why a plan may not be given to this child."""
    names = {"student": student, "year": plan.year}
    if student.pk == plan.student_id:
        return [_("This is %(student)s’s plan already.") % names]
    if student.district_id != plan.year.district_id:
        return [_("%(student)s goes to school in another district, which has its own years.") % names]
    if Plan.objects.for_year(plan.year).filter(student=student).exists():
        return [_("%(student)s already has a plan for %(year)s. Open that one.") % names]
    return []


def reasons_not_to_close(plan):
    """Why a plan may not be closed: every goal needs an honest outcome first."""
    if plan.state == Plan.State.DRAFT:
        return [_("A draft is not closed. Withdraw it if it was begun by mistake.")]
    reasons = reasons_not_to_write(plan)
    open_goals = plan.goals.open().count()
    if open_goals:
        reasons.append(
            ngettext(
                "%(count)d goal still needs its outcome: how it ended, what we learned, what now.",
                "%(count)d goals still need their outcome: how it ended, what we learned, what now.",
                open_goals,
            )
            % {"count": open_goals}
        )
    return reasons
