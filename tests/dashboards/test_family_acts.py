"""What a parent does on the page of a child: we talked, I have read it, and a note from home."""

import pytest
from django.urls import reverse

from checkins.models import CheckIn, Comment
from goals.actions import write_goal
from history.models import Event
from plans.actions import share_changes, write_section
from plans.models import Acknowledgement, Participation
from tests.dashboards.making import call_read
from tests.dashboards.reading_pages import text_of


def home(world):
    return reverse("dashboards:family_child", args=[world.student.public_id])


def act(world, name):
    return reverse(name, args=[world.plan.public_id])


def open_home(world, client_of, name="family"):
    return client_of(getattr(world, name)).get(home(world))


# --- We talked about it -----------------------------------------------------------------------


def test_a_talk_is_one_moment_a_day_for_this_home_and_the_school(world, client_of):
    client, before = client_of(world.family), Participation.objects.count()
    for _press in range(2):
        done = client.post(act(world, "plans:talked"), {"next": home(world)})
        assert (done.status_code, done.url) == (303, home(world))
    moments = Participation.objects.filter(recorded_by=world.family)
    assert Participation.objects.count() == before + 1
    assert (moments.get().voice, moments.get().how, moments.get().on) == ("family", "conversation", world.today)
    event = Event.objects.get(verb="plans.talked")
    assert (event.audience, event.voice, event.actor) == ("home", "family", world.family.key)
    page = text_of(client.get(home(world)), "main")
    assert "You talked about it today." in page
    assert "We talked about it" not in page
    assert "We talked about it" in text_of(open_home(world, client_of, "other_parent"), "main")


def test_a_talk_pressed_by_mistake_is_taken_back(world, client_of):
    client = client_of(world.family)
    told = client.post(act(world, "plans:talked"), {"next": home(world)}, follow=True).content.decode()
    assert f'action="{act(world, "plans:talked_undo")}?next=' in told
    for _press in range(2):
        assert client.post(act(world, "plans:talked_undo"), {"next": home(world)}).url == home(world)
    assert Participation.objects.get(recorded_by=world.family).withdrawn_by == world.family
    assert "We talked about it" in text_of(client.get(home(world)), "main")
    client.post(act(world, "plans:talked"))
    assert Participation.objects.filter(recorded_by=world.family, withdrawn_at=None).count() == 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [("specialist", 403), ("teacher", 403), ("leader", 403), ("student_user", 403), ("other_family", 404)],
)
def test_only_the_family_says_that_it_talked(world, client_of, nothing_written, name, expected):
    client = client_of(getattr(world, name))
    with nothing_written():
        for door in ("plans:talked", "plans:talked_undo"):
            assert client.post(act(world, door)).status_code == expected


# --- I have read it ---------------------------------------------------------------------------


def test_reading_is_said_by_one_button(world, client_of):
    client = client_of(world.other_parent)
    page = client.get(home(world))
    assert "Have you read the plan?" in text_of(page, "reading")
    sent = {"number": 1, "voice": "family", "meaning": "read", "next": home(world)}
    assert client.post(act(world, "plans:acknowledge"), sent).url == home(world)
    said = Acknowledgement.objects.get(person=world.other_parent.key)
    assert (said.meaning, said.role, said.voice) == ("read", "father", "family")
    assert "You have read the plan I have read it" in text_of(client.get(home(world)), "reading")


def test_what_changed_since_the_last_reading_is_said_in_plain_words(world, client_of):
    section = world.plan.sections.get(code="needs")
    write_section(
        plan=world.plan, code="needs", words="Time to explain.", version=section.version, by=world.specialist,
        voice="staff",
    )  # fmt: skip
    line = {"place": "home", "words": "Paul’s own idea", "household": world.other_parent_tie.household}
    values = {"kind": "passion", "short_label": "Film", "statement": "A film", "family_words": "Make a film"}
    write_goal(plan=world.plan, by=world.specialist, values=values, strategies=[line])
    share_changes(plan=world.plan, by=world.specialist, reason="Maya asked for it.")
    page = open_home(world, client_of)
    assert "The plan has changed What changed, and why, stands above." in text_of(page, "reading")
    assert text_of(page, "main").count("Maya asked for it.") == 1, "the same is not told twice"
    call_read(world, world.family)
    told = text_of(open_home(world, client_of), "reading")
    assert "The plan has changed" in told
    assert "Maya asked for it." in told
    assert "Instructional needs : changed" in told
    assert "Film : new" in told
    assert "Paul’s own idea" not in open_home(world, client_of).content.decode()
    his = text_of(open_home(world, client_of, "other_parent"), "reading")
    assert "Have you read the plan?" in his, "nothing is new to somebody who has read nothing"


def test_a_correction_asks_nobody_to_read_again(world, client_of):
    section = world.plan.sections.get(code="strengths")
    write_section(
        plan=world.plan, code="strengths", words="Sees patterns fast and can explain them to other.",
        version=section.version, by=world.specialist, voice="staff",
    )  # fmt: skip
    share_changes(plan=world.plan, by=world.specialist, reason="A slip of the pen", correction=True)
    assert "You have read the plan" in text_of(open_home(world, client_of), "reading")


def test_that_a_parent_disagrees_is_between_that_parent_and_the_school(world, client_of):
    client = client_of(world.other_parent)
    sent = {"number": 1, "voice": "family", "meaning": "disagree", "words": "Too much film", "next": home(world)}
    client.post(act(world, "plans:acknowledge"), sent)
    assert "Too much film" in text_of(client.get(home(world)), "reading")
    for name in ("family", "student_user"):
        mine = client_of(getattr(world, name))
        for address in (act(world, "dashboards:plan"), act(world, "dashboards:timeline")):
            assert "Too much film" not in mine.get(address).content.decode()
        told = text_of(mine.get(act(world, "dashboards:timeline")), "main")
        assert "do not agree" not in told
        assert "Paul" not in told or name == "student_user"
    assert "Too much film" not in open_home(world, client_of).content.decode()


# --- A note from home -------------------------------------------------------------------------


def note(world, **sent):
    return {"reader": "home", "goal": "", "words": "She stopped at 9.", "next": home(world)} | sent


def test_a_note_about_all_of_it_stands_in_the_conversation(world, client_of):
    done = client_of(world.family).post(act(world, "checkins:from_home"), note(world, reader="student"))
    assert (done.status_code, done.url) == (303, home(world))
    said = Comment.objects.latest("pk")
    assert (said.reader, said.goal, said.voice, said.is_question) == ("student", None, "family", False)


def test_a_note_about_a_goal_is_a_check_in_with_stones_if_wanted(world, client_of):
    client, goal = client_of(world.family), str(world.goal.public_id)
    client.post(act(world, "checkins:from_home"), note(world, goal=goal))
    first = CheckIn.objects.latest("pk")
    assert (first.level, first.words, first.reader, first.voice) == (None, "She stopped at 9.", "home", "family")
    client.post(act(world, "checkins:from_home"), note(world, goal=goal, level="4", words=""))
    first.refresh_from_db()
    assert (first.level, first.words, first.reader) == (4, "She stopped at 9.", "home")


def test_a_second_note_that_day_neither_replaces_nor_readdresses_the_first(world, client_of):
    client, goal = client_of(world.family), str(world.goal.public_id)
    client.post(act(world, "checkins:from_home"), note(world, goal=goal))
    second = {"goal": goal, "reader": "student", "words": "And she was proud.", "level": "3"}
    client.post(act(world, "checkins:from_home"), note(world, **second))
    first = CheckIn.objects.get(author=world.family.key, happened_on=world.today)
    assert (first.words, first.reader, first.level) == ("She stopped at 9.", "home", 3)
    said = Comment.objects.latest("pk")
    assert (said.words, said.reader, said.goal) == ("And she was proud.", "student", world.goal)


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"words": " "}, "Write a sentence first."),
        ({"level": "3"}, "Choose the goal that the stones are about."),
        ({"reader": "staff"}, "Select a valid choice"),
        ({"reader": ""}, "Choose who reads your words."),
        ({"goal": "nobody"}, "Select a valid choice"),
    ],
)
def test_a_note_that_cannot_be_kept_comes_back_with_its_words(world, client_of, nothing_written, sent, problem):
    client = client_of(world.family)
    with nothing_written():
        page = client.post(act(world, "checkins:from_home"), note(world, **sent))
    assert page.status_code == 422
    assert problem in page.content.decode()
    assert note(world, **sent)["words"].strip() in text_of(page, "id_words")


@pytest.mark.parametrize(
    ("name", "expected"), [("specialist", 403), ("teacher", 403), ("student_user", 403), ("other_family", 404)]
)
def test_only_a_family_writes_from_home(world, client_of, nothing_written, name, expected):
    client = client_of(getattr(world, name))
    with nothing_written():
        assert client.get(act(world, "checkins:from_home")).status_code == expected
        assert client.post(act(world, "checkins:from_home"), note(world)).status_code == expected
