"""What would this person see? The words about one child that somebody may read, for whoever keeps the record.

It lists words and never lends an account: nothing is opened in the other person's name. Whoever
looks here sees only what they may read themselves, and of the rest how many there are.
"""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.permissions import Permission
from checkins.models import CheckIn, Comment
from dashboards.own_sections import own_sections
from goals.models import Goal
from goals.queries import goal_cards
from plans.access import plan_or_404
from plans.readable import readable
from plans.snapshot import snapshot
from plans.wording import in_words
from students.access import Standing
from students.circle import reasons_to_see
from students.models import Note

P = Permission


@dataclass(frozen=True)
class Word:
    """A piece of text about a child: where it stands, what it says, and who wrote it."""

    place: str
    label: str
    words: str
    name: str = ""


@require_GET
def proof(request, public_id, person_id):
    """The words of a plan that one person around the child may read."""
    plan, mine = plan_or_404(public_id, P.VIEW_RECORD, to=request.principal)
    reasons = [one for one in reasons_to_see(plan.student) if one.user.public_id == person_id]
    if not reasons:
        raise Http404
    person = reasons[0].user
    theirs, own = words_for(plan, Standing.of(person, plan.student)), set(words_for(plan, mine))
    shown = [word for word in theirs if word in own]
    return render(request, "dashboards/proof.html", {
        "plan": plan, "student": plan.student, "person": person, "reasons": reasons, "voice": reasons[0].voice,
        "groups": by_place(shown), "withheld": len(theirs) - len(shown), "standing": mine,
    })  # fmt: skip


def by_place(words):
    """(place, words) in the order in which they stand on the pages."""
    places = dict.fromkeys(word.place for word in words)
    return [(place, [word for word in words if word.place == place]) for place in places]


def words_for(plan, standing):
    """Every text of a plan that a standing may read, by the same projections that its pages use."""
    found = [*promised(plan, standing), *said(plan, standing), *noted(plan.student, standing)]
    return [word for word in found if word.words.strip()]


def promised(plan, standing):
    """The plan itself: as it stands for those who work on it, as it was last shared for the others."""
    works = standing.may(P.READ_STAFF)
    if not works and not plan.revision:
        return
    content = readable(snapshot(plan) if works else plan.revision.content, standing)
    own = {one.code: one for one in own_sections(plan, standing)}
    for section in content["sections"]:
        if section["code"] not in own:
            yield Word(_("Profile"), in_words(section["label"]), section["words"], section["said_by"])
    for one in own.values():
        yield Word(_("Profile"), one.label, one.said.text if one.said else "", one.said.name if one.said else "")
    cards = {str(card.public_id): card for card in goal_cards(plan, standing)}
    for goal in content["goals"]:
        yield from goal_words(goal, cards.get(str(goal["id"])))
    for option in content["programming"]:
        yield Word(_("What the school provides"), in_words(option["label"]), option["words"], option["who"])
    for row in content["evidence"]:
        yield Word(_("Body of evidence"), row["instrument"], " · ".join(filter(None, [row["score"], row["tells"]])))


def goal_words(goal, card):
    """What stands in one goal, with the student's own words as they stand now."""
    place = _("Goal: %(goal)s") % {"goal": goal["short_label"]}
    for name in ("statement", "family_words", "baseline", "measure", "target"):
        yield Word(place, Goal._meta.get_field(name).verbose_name, goal[name])
    for line in goal["strategies"]:
        yield Word(place, _("At home") if line["place"] == "home" else _("At school"), line["words"], line["who"])
    if card and card.why:
        yield Word(place, _("Why"), card.why.text, card.why.name)
    if card and card.step:
        yield Word(place, _("Next step"), card.step.said.text, card.step.said.name)


def said(plan, standing):
    """What was said since: check-ins and the conversation."""
    for row in CheckIn.objects.filter(goal__plan=plan).readable(standing).select_related("goal").order_by("pk"):
        yield Word(_("Check-ins"), row.goal.label_for(standing), row.words, row.author_name)
    for row in Comment.objects.filter(plan=plan).readable(standing).order_by("pk"):
        yield Word(_("Conversation"), _("Question") if row.is_question else _("Remark"), row.words, row.author_name)


def noted(student, standing):
    """The notes of the record."""
    if standing.may(P.VIEW_RECORD):
        rows = Note.objects.filter(student=student, reader__in=standing.readers, withdrawn_at=None)
        for row in rows.select_related("written_by"):
            yield Word(_("Notes"), _("Note"), row.words, str(row.written_by))
