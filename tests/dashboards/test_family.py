"""A family's home: one child, plain words, nothing of the other home, and every act without script."""

import datetime
import re

import pytest
from django.urls import reverse

from checkins.actions import answer, check_in, comment
from checkins.models import CheckIn
from dashboards.family.asking import week_number
from dashboards.plain_goals import as_offer
from goals.actions import close_goal, write_goal
from goals.cards import Line
from history.actions import record_visit
from history.models import Visit
from plans.actions import close_plan, share_changes
from students import actions as students
from tests.dashboards.making import call_read, child, shared
from tests.dashboards.reading_pages import marks_on, text_of
from tests.dashboards.test_questions import SCHOOL_WORDS
from tests.world import days, moment


def home(world, student=None):
    return reverse("dashboards:family_child", args=[(student or world.student).public_id])


def open_home(world, client_of, name="family"):
    return client_of(getattr(world, name)).get(home(world))


# --- Who comes here ---------------------------------------------------------------------------


def test_one_child_is_opened_at_once(world, client_of):
    answered = client_of(world.family).get(reverse("dashboards:family"))
    assert (answered.status_code, answered.url) == (302, home(world))


def test_several_children_are_a_list_of_names_with_what_is_new(world, client_of):
    sister = child(world, "Ana", "Thompson")
    students.add_guardian(
        student=sister, name="Dana Thompson", email="family@example.org", relationship="mother",
        starts_on=days(world, -80), by=world.specialist,
    )  # fmt: skip
    shared(world, sister, statement="Read maps")
    page = client_of(world.family).get(reverse("dashboards:family"))
    assert text_of(page, "main").startswith(
        "My children Each has a page of their own. A Ana M Maya 4 new since you looked:"
    )
    assert marks_on(page, world) == set()
    hers = client_of(world.family).get(home(world, sister))
    assert "Read maps" in text_of(hers, "main")
    assert "Maya" not in text_of(hers, "main")
    assert "All my children" in text_of(hers, "main")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("other_parent", 200), ("specialist", 403), ("teacher", 403), ("counselor", 403), ("leader", 403),
        ("student_user", 403), ("other_family", 404), ("other_specialist", 404), ("idle_teacher", 404),
        ("far_student_user", 404),
    ],
)  # fmt: skip
def test_the_page_is_for_the_family_of_that_child(world, client_of, name, expected):
    assert open_home(world, client_of, name).status_code == expected


@pytest.mark.parametrize("name", ["specialist", "student_user", "far_student_user"])
def test_somebody_without_children_has_no_such_page(world, client_of, name):
    assert client_of(getattr(world, name)).get(reverse("dashboards:family")).status_code == 404


def test_rights_that_ended_end_the_page(world, client_of):
    students.end_guardianship(
        guardianship=world.family_tie, on=days(world, -1), reason="Moved away", by=world.specialist
    )
    assert open_home(world, client_of).status_code == 404


def test_a_teacher_who_is_the_mother_reads_here_as_a_mother(world, client_of):
    students.add_guardian(
        student=world.student, name="Daniel Reyes", email="teacher@example.org", relationship="stepparent",
        household_name="Dana's home", starts_on=days(world, -80), by=world.specialist,
    )  # fmt: skip
    page = open_home(world, client_of, "teacher")
    assert page.status_code == 200
    assert marks_on(page, world) == {"circle"}


# --- What stands here -------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["family", "other_parent"])
def test_no_word_for_somebody_else_stands_here(world, client_of, name):
    own = {"home_dana"} if name == "family" else {"home_paul"}
    assert marks_on(open_home(world, client_of, name), world) == {"circle"} | own


def test_both_parents_read_the_same_goals_and_only_their_own_home(world, client_of):
    hers, his = (text_of(open_home(world, client_of, name), "goals") for name in ("family", "other_parent"))
    help_at_home = "How you can help You could: Ask Maya to explain one model"
    assert help_at_home in hers
    assert help_at_home not in his
    common = "Find straight lines hiding in real life"
    assert common in hers
    assert common in his
    assert "“" not in hers, "quotation marks are drawn, not written"
    assert "I want harder problems" in hers
    assert "Creek height is a line" not in his.replace(common, "")


def test_where_a_goal_is_comes_from_words_this_parent_may_read(world, client_of):
    hers = text_of(open_home(world, client_of), f"goal-{world.goal.public_id}")
    assert "Getting there Maya" in hers
    check_in(goal=world.goal, by=world.family, voice="family", level=1, reader="home")
    assert "Not yet Dana Thompson" in text_of(open_home(world, client_of), f"goal-{world.goal.public_id}")
    his = text_of(open_home(world, client_of, "other_parent"), f"goal-{world.goal.public_id}")
    assert "Getting there Maya" in his


def test_what_is_not_shared_yet_is_not_here(world, client_of):
    write_goal(
        plan=world.plan, by=world.specialist, strategies=[],
        values={"kind": "passion", "short_label": "Secret", "statement": "A surprise film"},
    )  # fmt: skip
    assert "A surprise film" not in open_home(world, client_of).content.decode()


def test_a_goal_kept_close_says_who_reads_of_it_at_school(world, client_of):
    assert "About Habits, only the specialist and the counselor read it" in text_of(
        open_home(world, client_of), "from-home"
    )


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("You could ask about the map", "You could ask about the map"),
        ("Ask about the map", "You could: Ask about the map"),
        ("Podría preguntar por el mapa", "Podría preguntar por el mapa"),
    ],
)
def test_help_at_home_is_always_an_offer(words, shown):
    assert as_offer(Line(words, how_often="on Fridays"))[0] == shown


def test_the_first_screen_has_no_word_of_school(world, client_of):
    word = re.compile(rf"\b({SCHOOL_WORDS['en']})\b", re.IGNORECASE)
    client = client_of(world.family)
    for number in range(12):
        page = client.get(home(world), {"question": number})
        first = re.search(r'<section class="talk".*?</section>', page.content.decode(), re.DOTALL)[0]
        told = re.sub(r'<p class="heard">.*?</p>|<[^>]*>', " ", first, flags=re.DOTALL)
        assert word.findall(told) == []
        assert "Another question" in told


def test_the_question_is_from_the_goal_in_which_the_child_spoke_last(world, client_of):
    page = open_home(world, client_of)
    assert page.context["talk"].said.text == "Creek height is a line"
    check_in(goal=world.close_goal, by=world.student_user, voice="student", level=3, words="I let it go")
    page = open_home(world, client_of)
    assert page.context["talk"].said.text == "I let it go"
    assert "wrote: I let it go" in text_of(page, "main")


def test_another_question_is_a_link_that_moves_on(world, client_of):
    client = client_of(world.family)
    first = client.get(home(world))
    assert f'href="?question={first.context["talk"].following}"' in first.content.decode()
    second = client.get(home(world), {"question": 1})
    assert first.context["talk"].question != second.context["talk"].question
    for odd in ("-1", "x", "99999", "²"):
        assert client.get(home(world), {"question": odd}).context["talk"].number == 0


def test_weeks_are_counted_from_monday():
    assert week_number(datetime.date(2026, 11, 16)) == week_number(datetime.date(2026, 11, 22))
    assert week_number(datetime.date(2026, 11, 23)) == week_number(datetime.date(2026, 11, 22)) + 1


# --- Before and after the year ----------------------------------------------------------------


def test_a_plan_that_is_being_written_shows_nothing_of_itself(world, client_of):
    page = client_of(world.other_family).get(home(world, world.other_student))
    assert "El plan se está escribiendo" in text_of(page, "main")
    assert marks_on(page, world) == set()
    assert "Read widely" not in page.content.decode()
    assert not Visit.objects.filter(actor=world.other_family.key).exists()


def test_a_child_without_a_plan_is_told_so(world, client_of):
    brother = child(world, "Ben", "Thompson")
    students.add_guardian(
        student=brother, name="Paul Thompson", email="other_parent@example.org", relationship="father",
        starts_on=days(world, -80), by=world.specialist,
    )  # fmt: skip
    page = client_of(world.other_parent).get(home(world, brother))
    assert "There is no plan here yet" in text_of(page, "main")
    assert text_of(page).count("Questions?") == 1
    assert "Questions? Ask Ms. Ortiz at Cottonwood Middle School." in text_of(page)


def test_a_closed_year_says_how_it_ended_and_asks_for_nothing(world, client_of):
    for goal in (world.goal, world.close_goal):
        close_goal(goal=goal, outcome="met", learned="Start earlier", onward="carry", by=world.specialist)
    close_plan(plan=world.plan, by=world.specialist)
    page = open_home(world, client_of)
    told = text_of(page, "main")
    assert "has ended. This is how it went." in told
    assert "Start earlier" in told
    for act in ("We talked about it", "I have read Maya’s plan", "How is it going at home?"):
        assert act not in told


# --- Looks ------------------------------------------------------------------------------------


def test_a_look_is_remembered_and_a_script_is_no_look(world, client_of):
    client = client_of(world.family)
    client.get(home(world))
    client.get(home(world), headers={"Sec-Fetch-Dest": "empty"})
    assert Visit.objects.filter(actor=world.family.key, what="opened").count() == 1
    assert "The school can see when you open this page." in text_of(client.get(home(world)), "main")


# --- Questions and answers --------------------------------------------------------------------


def look(world, user, at):
    record_visit(what=Visit.What.OPENED, target=world.plan, subject=world.student, by=user, at=at)


def test_a_question_is_seen_when_a_look_of_the_keeper_says_so(world, client_of):
    seen = "Ms. Ortiz has seen this"
    assert seen not in text_of(open_home(world, client_of), "wrote")
    look(world, world.specialist, moment(world, -4))
    look(world, world.teacher, moment(world, -1))
    assert seen not in text_of(open_home(world, client_of), "wrote")
    look(world, world.specialist, moment(world, -1))
    told = text_of(open_home(world, client_of), "wrote")
    assert told.count(seen) == 1
    assert "will answer" not in told


def test_an_answer_stands_under_its_question(world, client_of):
    answer(question=world.question, words="In place of it.", by=world.specialist)
    told = text_of(open_home(world, client_of), "wrote")
    assert "In place of it." in told
    assert "When is the conference?" in told


def test_one_home_sees_no_question_of_the_other(world, client_of):
    assert "When is the conference?" not in open_home(world, client_of, "other_parent").content.decode()


def test_what_a_parent_sent_stands_there_with_its_readers_until_taken_back(world, client_of):
    client = client_of(world.family)
    note = {"reader": "home", "goal": str(world.goal.public_id), "words": "She stopped at 9.", "level": "3"}
    client.post(reverse("checkins:from_home", args=[world.plan.public_id]), note)
    told = text_of(client.get(home(world)), "wrote")
    assert "She stopped at 9." in told
    assert "Read by: You and the school team. Not Maya, and no other home." in told
    kept = CheckIn.objects.get(words="She stopped at 9.")
    client.post(reverse("checkins:withdraw", args=[kept.public_id]))
    assert "She stopped at 9." not in client.get(home(world)).content.decode()


def test_asking_for_ones_own_language_begins_the_question_in_both(world, client_of):
    world.family.language = "es"
    world.family.save(update_fields=["language"])
    client = client_of(world.family)
    page = client.get(home(world)).content.decode()
    assert '<html lang="es"' in page
    ask = re.search(r'href="(/check-ins/comment/[^"]*ask=translation[^"]*)"', page)[1].replace("&amp;", "&")
    form = client.get(ask).context["form"]
    assert form["words"].value().endswith("I would like to read this in Spanish.")
    assert form["is_question"].value() is True
    assert form["goal"].value() == str(world.goal.public_id)
    world.family.language = "en"
    world.family.save(update_fields=["language"])
    assert "ask=translation" not in client.get(home(world)).content.decode()


# --- Cost -------------------------------------------------------------------------------------

QUERIES = 26


def test_the_page_costs_the_same_with_one_goal_and_with_three(world, client_of, assert_query_count):
    client = client_of(world.family)
    client.get(home(world))
    call_read(world, world.family)
    with assert_query_count(QUERIES):
        client.get(home(world))
    for label in ("Film", "Pond"):
        values = {"kind": "passion", "short_label": label, "statement": f"Make a {label}"}
        made = write_goal(plan=world.plan, by=world.specialist, values=values, strategies=[])
        check_in(goal=made, by=world.teacher, voice="staff", level=2, words="Good", reader="student")
    comment(plan=world.plan, words="One more", reader="adults", by=world.family, voice="family", is_question=True)
    share_changes(plan=world.plan, by=world.specialist, reason="More")
    sent = {"number": 2, "voice": "family", "meaning": "read", "next": home(world)}
    client.post(reverse("plans:acknowledge", args=[world.plan.public_id]), sent)
    client.get(home(world))
    call_read(world, world.family)
    with assert_query_count(QUERIES):
        assert len(client.get(home(world)).context["goals"]) == 4
