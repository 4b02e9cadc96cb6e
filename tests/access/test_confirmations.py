"""After each act of a student or a family stands a word of what was done, and where somebody wrote, of who can
read it now."""

import uuid

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from checkins.actions import check_in, comment, withdraw_comment, withdraw_work
from drafts.actions import keep
from goals.actions import say_why, set_next_step
from history.models import Event
from plans.actions import acknowledge, write_section
from plans.actions.talking import say_we_talked
from plans.models import Acknowledgement
from tests.access.doors import EVERYONE, MAY, address_of
from tests.access.table import MATRIX

READS = "Who can read it now: "
STUDENT = f"{READS}You, your family and your school team."


def own_remark(world, who):
    voice = "student" if who == "student_user" else "family"
    return comment(
        plan=world.plan, words="One more thing", reader="student", by=getattr(world, who), voice=voice
    ).public_id  # fmt: skip


def own_check_in(world, who):
    voice = "student" if who == "student_user" else "family"
    return check_in(goal=world.goal, by=getattr(world, who), voice=voice, level=3).public_id


def remark_taken_back(world, who):
    voice, by = "student" if who == "student_user" else "family", getattr(world, who)
    said = comment(plan=world.plan, words="One more thing", reader="student", by=by, voice=voice)
    return withdraw_comment(comment=said, by=by, voice=voice).public_id


def work_taken_back(world, who):
    withdraw_work(check_in=world.shown, by=getattr(world, who), voice="student", reason="Wrong photo")
    return world.shown.public_id


def next_step(world):
    set_next_step(goal=world.goal, words="Pick one", by=world.student_user, voice="student")


def interests(world, words="Maps"):
    row = world.plan.sections.filter(code="interests").first()
    return write_section(
        plan=world.plan, code="interests", words=words, version=row.version if row else 0, by=world.student_user,
        voice="student",
    )  # fmt: skip


def earlier_interests(world):
    """What sends the first of two wordings of the interests again."""
    event = Event.objects.of(interests(world)).first()
    row = interests(world, "Bridges")
    return {"thing": "section:interests", "field": "words", "event": event.pk, "version": row.version}


def earlier_why(world):
    for words in ("Once", "Now"):
        say_why(goal=world.goal, words=words, by=world.student_user, voice="student")
    event = Event.objects.of(world.goal).filter(verb="goals.why_said")[1]
    return {"thing": f"goal:{world.goal.public_id}", "field": "why", "event": event.pk, "version": world.goal.version}


def draft_of(world, who):
    sheet = uuid.uuid4()
    keep(by=getattr(world, who), sheet=sheet, door="/", page="/", fields=[{"name": "a", "label": "a", "value": "a"}])
    return {"draft": str(sheet)}


def last_event(world):
    readable = Event.objects.about(world.student).filter(audience="student")
    return {"event": readable.first().pk}


WORDS = "It goes well at home"


def reads_it(world):
    return {"number": world.plan.revision.number, "meaning": "read"}


def said_earlier(who):
    """What takes one's own acknowledgement back, said just before."""

    def one(world):
        voice = "student" if who == "student_user" else "family"
        said = acknowledge(revision=world.plan.revision, meaning="agree", by=getattr(world, who), voice=voice)
        return {"said": said.pk}

    return one


# (who, door): what is sent, what happened before, and the words that stand there afterwards.
ACTS = {
    ("family", "checkins:comment"): (lambda w: {"reader": "adults", "words": WORDS}, "Your words are sent. " + READS),
    ("student_user", "checkins:comment"): (
        lambda w: {"reader": "student", "words": WORDS}, f"Your words are sent. {STUDENT}",
    ),
    ("family", "checkins:from_home"): (lambda w: {"reader": "home", "words": WORDS}, "Your words are sent. " + READS),
    ("family", "checkins:check_in"): (lambda w: {"level": "3"}, READS),
    ("student_user", "checkins:check_in"): (lambda w: {"level": "3"}, STUDENT),
    ("student_user", "goals:why"): (lambda w: {"words": WORDS}, STUDENT),
    ("student_user", "goals:next_step"): (lambda w: {"by": "student", "words": "Pick one"}, STUDENT),
    ("student_user", "goals:next_step_done"): (lambda w: next_step(w) or {"done": "1"}, f"Done. {STUDENT}"),
    ("family", "plans:acknowledge"): (reads_it, "It is on record, and the school sees it now."),
    ("student_user", "plans:acknowledge"): (reads_it, "It is on record, and the school sees it now."),
    ("family", "goals:next_step"): (
        lambda w: {"by": "student", "words": "Pick one"}, f"{READS}Maya, the family and the school team.",
    ),
    ("family", "checkins:follow_up_ask"): (lambda w: {"why": ""}, "The counselor is told now."),
    ("family", "checkins:own_words_follow_up"): (lambda w: {"why": ""}, "The counselor is told now."),
    ("student_user", "checkins:work_withdraw"): (lambda w: {"reason": "Wrong photo"}, "The work is taken back."),
    ("family", "plans:take_back"): (said_earlier("family"), "Taken back."),
    ("student_user", "plans:take_back"): (said_earlier("student_user"), "Taken back."),
    ("family", "plans:talked"): (lambda w: {}, "The school sees that you talked."),
    ("family", "plans:talked_undo"): (lambda w: say_we_talked(plan=w.plan, by=w.family) and {}, "Taken back."),
    ("family", "plans:mark_read"): (last_event, "Marked as read."),
    ("student_user", "plans:mark_read"): (last_event, "Marked as read."),
    ("family", "plans:mark_unread"): (lambda w: {}, "Only you see that."),
    ("student_user", "plans:mark_unread"): (lambda w: {}, "Only you see that."),
}  # fmt: skip

# The same where the thing must be one's own: the address is made from it.
OWN = {
    ("family", "checkins:withdraw_comment"): (own_remark, {}, "taken back"),
    ("student_user", "checkins:withdraw_comment"): (own_remark, {}, "taken back"),
    ("family", "checkins:withdraw"): (own_check_in, {}, "taken back"),
    ("student_user", "checkins:withdraw"): (own_check_in, {}, "taken back"),
    ("family", "checkins:undo_comment"): (remark_taken_back, {}, "Undone."),
    ("student_user", "checkins:undo_comment"): (remark_taken_back, {}, "Undone."),
    ("student_user", "checkins:undo_work"): (work_taken_back, {}, "Undone."),
    ("family", "checkins:words"): (own_remark, {"reader": "adults", "reason": "For us"}, READS),
}
ELSEWHERE = {"drafts:keep", "plans:say_again"}  # says so on the page as somebody types; has a test of its own


def told(answer):
    assert answer.status_code == 303, answer.content.decode()[:3000]
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


@pytest.mark.parametrize(("who", "name"), ACTS)
def test_an_act_ends_with_what_was_done_and_who_reads_it(world, door, who, name):
    sends, words = ACTS[who, name]
    assert words in told(door(who).post(address_of(name, world), sends(world)))


@pytest.mark.parametrize(("who", "name"), OWN)
def test_an_act_on_ones_own_words_ends_with_what_was_done(world, door, who, name):
    makes, sends, words = OWN[who, name]
    assert words in told(door(who).post(reverse(name, args=[makes(world, who)]), sends))


def test_a_section_in_ones_own_words_ends_with_who_reads_it(world, door):
    address = reverse("plans:section", args=[world.plan.public_id, "interests"])
    version = interests(world).version
    answer = door("student_user").post(address, {"words": "Bridges", "version": version})
    assert told(answer) == f"Saved. {STUDENT}"


@pytest.mark.parametrize(("name", "sends"), [("plans:put_back", earlier_interests), ("goals:put_back", earlier_why)])
def test_an_earlier_wording_put_back_is_told(world, door, name, sends):
    answer = door("student_user").post(reverse(name, args=[world.plan.public_id]), sends(world))
    assert "Put back. Nothing is lost" in told(answer)


@pytest.mark.parametrize("who", ["family", "student_user"])
def test_a_draft_thrown_away_is_told(world, door, who):
    assert told(door(who).post(reverse("drafts:throw_away"), draft_of(world, who))) == "Thrown away."


@pytest.mark.parametrize("who", ["family", "student_user"])
def test_what_was_taken_back_of_a_revision_and_is_said_again_is_told(world, door, who):
    sends = said_earlier(who)(world)
    door(who).post(reverse("plans:take_back", args=[world.plan.public_id]), sends)
    one = Acknowledgement.objects.get(person=getattr(world, who).key, meaning="agree")
    assert "Undone." in told(door(who).post(reverse("plans:say_again", args=[world.plan.public_id, one.pk])))


def test_no_act_of_a_student_or_a_family_is_left_out():
    spoken = {(who, name) for who in ("family", "student_user") for name, (_look, act) in MATRIX.items()
              if dict(zip(EVERYONE, act, strict=True))[who] == MAY and name not in ELSEWHERE}  # fmt: skip
    assert spoken - {*ACTS, *OWN} == set()
