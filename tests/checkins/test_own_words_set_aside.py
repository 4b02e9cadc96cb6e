"""A private follow-up on what a student says beside check-ins: why a goal was chosen, the next step, a section."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.permissions import Role
from checkins.actions import ask_follow_up, finish_follow_up
from checkins.models import FollowUp
from dashboards.news import news_of
from dashboards.proof import words_for
from dashboards.timeline import events_for
from documents.actions import html_of
from documents.copies import copy_for
from drafts.actions import keep
from drafts.models import Draft
from goals.actions import say_why, set_next_step
from goals.models import WhyAside
from history.models import Event
from notices.models import Message
from plans.actions import share_changes, write_section
from plans.actions.translating import translate
from plans.models import SectionAside
from plans.to_translate import tasks_of
from plans.translations import Text
from students.access import Standing
from students.models import Guardian
from tests.harness.client import CheckedClient

PLACES = ("why", "next-step", "interests")
SHUT_OUT = ("family", "other_parent", "teacher", "leader")
KEPT = ("specialist", "counselor", "coordinator", "student_user")
WORD = "marmot-that-worries"


@pytest.fixture
def said(world):
    """What Maya says in each of her places, shared and so frozen, too."""
    own = {"by": world.student_user, "voice": "student"}
    say_why(goal=world.goal, words=WORD, **own)
    set_next_step(goal=world.goal, words=WORD, **own)
    section = world.plan.sections.get(code="interests")
    write_section(plan=world.plan, code="interests", words=WORD, version=section.version, **own)
    share_changes(plan=world.plan, by=world.specialist, reason="What Maya said")
    for thing in (world.plan, world.goal):
        thing.refresh_from_db()
    return world


def door(world, place):
    """Where a follow-up on the words of a place is asked for."""
    thing = world.plan if place == "interests" else world.goal
    return reverse("checkins:own_words_follow_up", args=[thing.public_id, place])


def ask(world, place, **more):
    """Ask for a follow-up on what stands in a place."""
    world.goal.refresh_from_db()
    words = {
        "why": lambda: WhyAside.of(world.goal),
        "next-step": world.goal.next_steps.first,
        "interests": lambda: SectionAside.of(world.plan.sections.get(code="interests")),
    }[place]()
    return ask_follow_up(words=words, by=world.teacher, voice="staff", **more)


@pytest.fixture
def asked(said):
    """A follow-up on the words of every place."""
    return {place: ask(said, place) for place in PLACES}


def addresses(world):
    """Every page on which the student's own words stand, now, then or in history."""
    plan, goal = world.plan.public_id, world.goal.public_id
    return [
        *(reverse(f"dashboards:{name}", args=[plan]) for name in ("plan", "timeline", "preview")),
        reverse("dashboards:family_child", args=[world.student.public_id]), reverse("dashboards:me"),
        reverse("dashboards:history", args=[plan, "goal", goal, "why"]),
        reverse("dashboards:history", args=[plan, "section", "interests", "words"]),
        *(reverse("dashboards:proof", args=[plan, who.public_id]) for who in (world.family, world.student_user)),
        reverse("plans:revision", args=[plan, world.plan.revision.number]), reverse("plans:revisions", args=[plan]),
        reverse("plans:section", args=[plan, "interests"]), reverse("plans:share", args=[plan]),
        *(reverse(f"goals:{name}", args=[goal]) for name in ("why", "next_step", "edit")),
        reverse("dashboards:caseload"), reverse("dashboards:classes"),
    ]  # fmt: skip


def pages_with(world, client, words=WORD):
    """The addresses at which somebody meets the words."""
    met = []
    for address in addresses(world):
        answer = client.get(address)
        if answer.status_code == 200 and words in answer.content.decode():
            met.append(address)
    return met


@pytest.mark.parametrize("who", [*SHUT_OUT, *KEPT])
def test_everybody_meets_them_before(said, client_of, who):
    assert pages_with(said, client_of(getattr(said, who)))


@pytest.mark.parametrize("who", SHUT_OUT)
def test_nobody_of_the_shared_pages_meets_them_afterwards(said, asked, client_of, who):
    assert pages_with(said, client_of(getattr(said, who))) == []


@pytest.mark.parametrize("who", KEPT)
def test_the_child_and_who_looks_after_it_still_read_them(said, asked, client_of, who):
    page = reverse("dashboards:me" if who == "student_user" else "dashboards:plan", args=[])\
        if who == "student_user" else reverse("dashboards:plan", args=[said.plan.public_id])  # fmt: skip
    assert client_of(getattr(said, who)).get(page).content.decode().count(WORD) >= len(PLACES)


@pytest.mark.parametrize("place", PLACES)
def test_any_adult_asks_by_the_page_and_the_words_are_gone_at_once(said, client_of, place):
    before = Message.objects.count()
    for who in ("teacher", "family"):
        assert WORD in client_of(getattr(said, who)).get(door(said, place)).content.decode()
    answer = client_of(said.family).post(door(said, place), {"why": "It sounds sad"})
    assert answer.status_code == 303
    one = FollowUp.objects.get()
    assert (one.about.words, one.why, one.asked_by, one.student) == (WORD, "It sounds sad", said.family, said.student)
    letters = Message.objects.order_by("pk")[before:]
    assert {(letter.user, letter.letter) for letter in letters} == {
        (said.counselor, "follow_up_asked"), (said.specialist, "follow_up_asked"),
    }  # fmt: skip
    assert not any("Maya" in str(letter.data) or "sad" in str(letter.data) for letter in letters)
    assert client_of(said.teacher).get(door(said, place)).status_code == 404
    assert WORD in client_of(said.counselor).get(door(said, place)).content.decode()


@pytest.mark.parametrize("place", PLACES)
def test_the_plan_page_leads_adults_there_and_not_the_child(said, client_of, place):
    page = reverse("dashboards:plan", args=[said.plan.public_id])
    for who, leads in (("teacher", True), ("family", True), ("student_user", False)):
        assert (door(said, place) in client_of(getattr(said, who)).get(page).content.decode()) == leads


@pytest.mark.parametrize("place", PLACES)
def test_the_student_may_not_ask_and_learns_of_nothing(said, client_of, nothing_written, place):
    maya = client_of(said.student_user)
    with nothing_written():
        assert maya.post(door(said, place), {}).status_code == 403
    before = verbs(said, "student_user")
    ask(said, place)
    assert verbs(said, "student_user") == before


@pytest.mark.parametrize("place", ["strengths", "nothing"])
def test_only_the_students_own_sections_have_such_a_door(said, client_of, place):
    address = reverse("checkins:own_words_follow_up", args=[said.plan.public_id, place])
    assert client_of(said.teacher).get(address).status_code == 404


def test_a_step_that_an_adult_suggests_is_not_the_childs(said, client_of):
    set_next_step(goal=said.goal, words="Try this one", by=said.specialist, voice="staff")
    assert client_of(said.teacher).get(door(said, "next-step")).status_code == 404


def test_words_that_somebody_wrote_down_say_so(said, client_of):
    say_why(goal=said.goal, words="She told me", by=said.family, voice="family", said_by="Maya Thompson")
    page = client_of(said.teacher).get(door(said, "why")).content.decode()
    assert "written down by Dana Thompson" in page


def test_nothing_was_said_then_there_is_nothing_to_ask_about(world, client_of):
    address = reverse("checkins:own_words_follow_up", args=[world.close_goal.public_id, "why"])
    assert client_of(world.specialist).get(address).status_code == 404


@pytest.mark.parametrize("place", PLACES)
def test_words_that_changed_meanwhile_are_looked_at_again(said, nothing_written, place):
    client = CheckedClient()
    client.force_login(said.teacher, backend="allauth.account.auth_backends.AuthenticationBackend")
    with nothing_written():
        answer = client.post(door(said, place), {"seen": "2026-01-01T10:00:00+00:00"})
    assert (answer.status_code, WORD in answer.content.decode()) == (422, True)
    page = client.get(door(said, place))
    assert client.post(door(said, place), {"seen": page.context["form"]["seen"].value()}).status_code == 303


def test_the_act_itself_refuses_what_no_longer_stands_there(said, nothing_written):
    words = WhyAside.of(said.goal)
    say_why(goal=said.goal, words="Something else", by=said.student_user, voice="student")
    with nothing_written(), pytest.raises(Exception, match="have changed"):
        ask_follow_up(words=words, by=said.teacher, voice="staff")


@pytest.mark.parametrize("place", PLACES)
def test_asked_twice_it_is_one(said, place):
    assert ask(said, place) == ask(said, place)
    assert (FollowUp.objects.count(), Event.objects.filter(verb="checkins.follow_up_asked").count()) == (1, 1)


def test_a_follow_up_is_about_exactly_one_thing(said, asked):
    one, other = asked["why"], asked["interests"]
    for change in ({"reason": None}, {"section": other.section}):
        with pytest.raises(IntegrityError), transaction.atomic():
            FollowUp.objects.filter(pk=one.pk).update(**change)


def verbs(world, who):
    """What happened, as one person may know it."""
    events = events_for(world.student, Standing.of(getattr(world, who), world.student))
    return [event.verb for event in events]


def test_what_happened_is_told_to_who_may_read_the_words(said, asked):
    told = {"goals.why_said", "goals.next_step_set", "plans.section_written"}
    for who in SHUT_OUT:
        heard = events_for(said.student, Standing.of(getattr(said, who), said.student))
        assert not heard.filter(verb__in=told - {"plans.section_written"}, at__gte=said.plan.shared_at).exists()
        assert not any(WORD in str(event.changes) for event in heard)
    for who in KEPT:
        assert told <= set(verbs(said, who))
    assert "checkins.follow_up_asked" in verbs(said, "counselor")
    assert "checkins.follow_up_asked" not in verbs(said, "teacher") + verbs(said, "student_user")


def test_what_is_new_on_lists_no_longer_counts_them(said):
    def new(who, role):
        found = news_of([said.plan], getattr(said, who), role)
        return found[said.student.pk].count if found else 0

    people = (("teacher", Role.TEACHER), ("leader", Role.SCHOOL_LEADER), ("family", Role.FAMILY))
    before = [new(*one) for one in people]
    ask(said, "why")
    first = [new(*one) for one in people]
    assert first == [count - 1 for count in before]
    for place in PLACES:
        ask(said, place)
    assert all(now < then for now, then in zip((new(*one) for one in people), first, strict=True))


@pytest.mark.parametrize("who", ["specialist", "leader", "family"])
def test_no_copy_on_paper_holds_them(said, who):
    said.plan.refresh_from_db()
    copy = copy_for(Standing.of(getattr(said, who), said.student))
    assert html_of(said.plan.revision, copy, "en").count(WORD) == len(PLACES)
    for place in PLACES:
        ask(said, place)
    assert WORD not in html_of(said.plan.revision, copy, "en")


def test_a_sharing_freezes_nothing_that_is_set_aside(said, asked):
    said.plan.refresh_from_db()
    words = {"plan": said.plan, "code": "ahead", "by": said.specialist, "voice": "staff"}
    write_section(words="Two years ahead", version=said.plan.sections.get(code="ahead").version, **words)
    assert WORD not in share_changes(plan=said.plan, by=said.specialist, reason="Looking ahead").text


@pytest.mark.parametrize(("who", "reads"), [("family", False), ("teacher", False), ("student_user", True)])
def test_the_list_of_who_reads_what_says_the_same(said, asked, who, reads):
    said.plan.refresh_from_db()
    words = words_for(said.plan, Standing.of(getattr(said, who), said.student))
    assert [word.words for word in words].count(WORD) == (len(PLACES) if reads else 0)


def test_new_words_stand_at_once_and_the_old_ones_stay_aside(said, asked, client_of):
    maya, new = client_of(said.student_user), "Because of the maps"
    for name, more in (("why", {}), ("next_step", {})):
        address = reverse(f"goals:{name}", args=[said.goal.public_id])
        assert maya.post(address, {"words": new, **more}).status_code == 303
    version = said.plan.sections.get(code="interests").version
    address = reverse("plans:section", args=[said.plan.public_id, "interests"])
    assert maya.post(address, {"words": new, "version": version}).status_code in (302, 303)
    page = reverse("dashboards:plan", args=[said.plan.public_id])
    for who in SHUT_OUT:
        client = client_of(getattr(said, who))
        assert client.get(page).content.decode().count(new) >= len(PLACES)
        assert pages_with(said, client) == []
    events = Event.objects.filter(changes__icontains=new)
    assert {event.changes[0]["before"] for event in events} == {""}
    assert {one.about.words for one in FollowUp.objects.all()} == {WORD}


def test_the_same_words_once_more_change_nothing(said, asked, nothing_written):
    own = {"by": said.student_user, "voice": "student"}
    section = said.plan.sections.get(code="interests")
    with nothing_written():
        say_why(goal=said.goal, words=WORD, **own)
        write_section(plan=said.plan, code="interests", words=WORD, version=section.version, **own)


def test_a_blank_form_of_somebody_else_takes_nothing_away(said, asked):
    section = said.plan.sections.get(code="interests")
    blank = {"plan": said.plan, "code": "interests", "words": "", "version": section.version}
    assert write_section(by=said.teacher, voice="staff", **blank).words == WORD
    assert write_section(by=said.student_user, voice="student", **blank).words == ""


def test_what_was_worded_before_goes_with_it(world, client_of):
    for words in (WORD, f"{WORD}."):
        say_why(goal=world.goal, words=words, by=world.student_user, voice="student")
        set_next_step(goal=world.goal, words=words, by=world.student_user, voice="student")
    share_changes(plan=world.plan, by=world.specialist, reason="As it was first worded")
    for place in ("why", "next-step"):
        ask(world, place)
    world.plan.refresh_from_db()
    assert pages_with(world, client_of(world.family)) == []
    assert set(world.goal.next_steps.values_list("words", "is_set_aside")[:2]) == {(WORD, True), (f"{WORD}.", True)}


def test_an_old_wording_set_aside_is_put_back_by_nobody_who_may_not_read_it(said, asked, client_of, nothing_written):
    section, teacher = said.plan.sections.get(code="interests"), client_of(said.teacher)
    event = Event.objects.of(section).first()
    address = reverse("plans:put_back", args=[said.plan.public_id])
    sent = {"thing": "section:interests", "event": event.pk, "version": section.version, "field": "words"}
    with nothing_written():
        assert teacher.post(address, sent).status_code == 404
    event = Event.objects.of(said.goal).filter(verb="goals.why_said").first()
    address = reverse("goals:put_back", args=[said.plan.public_id])
    sent = {"thing": f"goal:{said.goal.public_id}", "field": "why", "event": event.pk, "version": 1}
    with nothing_written():
        assert teacher.post(address, sent).status_code == 404


@pytest.mark.parametrize("place", PLACES)
def test_it_waits_until_somebody_says_what_was_done(said, client_of, place):
    one = ask(said, place, why="Sad")
    tomas, listed = client_of(said.counselor), reverse("checkins:follow_ups")
    address = reverse("checkins:follow_up", args=[one.public_id])
    assert WORD in tomas.get(address).content.decode()
    assert client_of(said.teacher).get(address).status_code == 404
    assert tomas.post(address, {"done": "We talked."}).status_code == 303
    assert list(tomas.get(listed).context["waiting"]) == []
    assert pages_with(said, client_of(said.family)) != []  # the other places still hold the words
    assert client_of(said.teacher).get(door(said, place)).status_code == 404


@pytest.mark.parametrize("place", PLACES)
def test_they_stand_again_when_the_counselor_says_so_and_may_be_set_aside_anew(said, client_of, place):
    one = ask(said, place)
    assert client_of(said.family).get(door(said, place)).status_code == 404
    finish_follow_up(follow_up=one, done="A joke.", by=said.counselor, put_back=True)
    assert WORD in client_of(said.family).get(door(said, place)).content.decode()
    assert ask(said, place) != one
    assert client_of(said.family).get(door(said, place)).status_code == 404


def test_put_back_under_newer_words_they_are_history_again(said, client_of):
    one = ask(said, "why")
    say_why(goal=said.goal, words="Because of the maps", by=said.student_user, voice="student")
    finish_follow_up(follow_up=one, done="A joke.", by=said.counselor, put_back=True)
    said.goal.refresh_from_db()
    assert (said.goal.why, said.goal.why_is_set_aside) == ("Because of the maps", False)
    history = reverse("dashboards:history", args=[said.plan.public_id, "goal", said.goal.public_id, "why"])
    assert WORD in client_of(said.family).get(history).content.decode()


def test_that_the_student_took_part_stays_true(said, asked):
    said.plan.refresh_from_db()
    before = said.plan.parts_met
    for one in asked.values():
        finish_follow_up(follow_up=one, done="We talked.", by=said.counselor)
    said.plan.refresh_from_db()
    assert said.plan.parts_met == before


def test_a_closed_plan_is_no_reason_to_wait(said, client_of):
    said.plan.state = "closed"
    said.plan.closed_at, said.plan.closed_by = said.plan.shared_at, said.specialist
    said.plan.save()
    for place in PLACES:
        assert client_of(said.teacher).post(door(said, place), {}).status_code == 303


@pytest.mark.parametrize(("who", "left"), [("family", False), ("teacher", False), ("counselor", True)])
def test_what_others_were_typing_over_them_is_let_go(said, who, left):
    page = reverse("goals:why", args=[said.goal.public_id])
    typing = {"door": page, "page": page, "subject": str(said.student.public_id)}
    for words in (f"{WORD}, she says", "Something else"):
        fields = [{"name": "words", "label": "Why", "value": words}]
        keep(by=getattr(said, who), sheet=uuid.uuid4(), fields=fields, **typing)
    ask(said, "why")
    assert any(WORD in str(draft.fields) for draft in Draft.objects.all()) == left
    assert Draft.objects.of(getattr(said, who)).count() == 1 + left


def test_no_translation_of_them_stands_beside_new_words(said, client_of):
    Guardian.objects.filter(user=said.family).update(language="es")
    text = Text(f"goal:{said.goal.public_id}", "why", WORD, "en", "Math", "Why", voice="student")
    page = reverse("dashboards:plan", args=[said.plan.public_id])
    translate(plan=said.plan, language="es", texts=[(text, "Preocupante")], translated_by="Rosa", by=said.specialist)
    assert "Preocupante" in client_of(said.family).get(page).content.decode()
    ask(said, "why")
    said.plan.refresh_from_db()
    texts = {(one.text.field, one.text.words) for task in tasks_of([said.plan]) for one in task.wanted}
    assert ("why", WORD) not in texts
    say_why(goal=said.goal, words="Because of the maps", by=said.student_user, voice="student")
    shown = client_of(said.family).get(page).content.decode()
    assert ("Because of the maps" in shown, "Preocupante" in shown) == (True, False)
