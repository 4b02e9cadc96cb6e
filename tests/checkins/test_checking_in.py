"""Checking in: one tap or with words, once a day, in one's own voice, to stated readers."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from checkins import actions
from checkins.models import CheckIn
from checkins.queries import taps
from goals.actions import close_goal
from goals.models import Goal
from history.clock import today
from history.models import Event
from plans.actions import close_plan
from students.actions import take_responsibility


def at(goal):
    return reverse("checkins:check_in", args=[goal.public_id])


def own(world, user):
    return CheckIn.objects.filter(goal=world.goal, author=user.key, withdrawn_at=None, happened_on=today())


def full(**said):
    return {"full": "1", "reader": "student", "words": "", "happened_on": today().isoformat()} | said


def test_tap_checks_in_and_a_second_tap_that_day_amends_it(world, client_of):
    teacher = client_of(world.teacher)
    assert teacher.post(at(world.goal), {"level": "2"}).status_code == 303
    teacher.post(at(world.goal), {"level": "4"})
    assert [row.level for row in own(world, world.teacher)] == [4]
    verbs = [event.verb for event in Event.objects.about(world.student)[:2]]
    assert verbs == ["checkins.amended", "checkins.checked_in"]


def test_words_that_later_ones_replace_stay_in_history_for_author_and_staff(world):
    said = {"goal": world.goal, "by": world.family, "voice": "family", "reader": "home"}
    for words in ("At dinner", "At breakfast"):
        row = actions.check_in(words=words, **said)
    kept = Event.objects.get(verb="checkins.reworded", target=f"checkins.checkin:{row.pk}")
    assert (row.words, kept.changes) == ("At breakfast", [{"field": "words", "before": "At dinner", "after": ""}])
    assert kept.audience == "circle:staff"


def test_same_tap_twice_is_one(world, client_of, nothing_written):
    teacher = client_of(world.teacher)
    teacher.post(at(world.goal), {"level": "2"})
    with nothing_written():
        assert teacher.post(at(world.goal), {"level": "2"}).status_code == 303
    assert own(world, world.teacher).count() == 1


def test_tap_leaves_the_words_of_the_day_and_their_reader_as_they_were(world, client_of):
    teacher = client_of(world.teacher)
    teacher.post(at(world.goal), full(level="2", words="Needed a start", reader="staff"))
    teacher.post(at(world.goal), {"level": "3"})
    [row] = own(world, world.teacher)
    assert (row.level, row.words, row.reader) == (3, "Needed a start", "staff")


def test_words_go_to_the_reader_that_was_chosen(world, client_of):
    plan = reverse("dashboards:plan", args=[world.plan.public_id])
    client_of(world.family).post(at(world.goal), full(level="", words="Up late on Sunday", reader="home"))
    seen = {
        who: "Up late on Sunday" in client_of(getattr(world, who)).get(plan).content.decode()
        for who in ("family", "teacher", "other_parent", "student_user")
    }
    assert seen == {"family": True, "teacher": True, "other_parent": False, "student_user": False}


@pytest.mark.parametrize(
    ("who", "readers"),
    [
        ("student_user", []),
        ("family", ["home", "adults", "student"]),
        ("teacher", ["student", "adults", "staff"]),
    ],
)
def test_readers_offered_are_those_of_the_voice(world, client_of, who, readers):
    form = client_of(getattr(world, who)).get(at(world.goal)).context["form"]
    shown = [] if form.only_reader else [value for value, _sentence in form.fields["reader"].choices]
    assert shown == readers


@pytest.mark.parametrize(("who", "reader"), [("student_user", "staff"), ("family", "staff"), ("teacher", "home")])
def test_reader_of_another_voice_is_refused(world, client_of, nothing_written, who, reader):
    one = client_of(getattr(world, who))
    with nothing_written():
        assert one.post(at(world.goal), full(level="2", words="x", reader=reader)).status_code == 200


def test_family_may_write_and_choose_no_level(world, client_of):
    client_of(world.family).post(at(world.goal), full(words="She explained the bus times", reader="student"))
    [row] = own(world, world.family)
    assert (row.level, row.voice) == (None, "family")


def note(goal):
    return reverse("checkins:note", args=[goal.public_id])


def test_note_is_a_sentence_with_its_reader_and_no_level(world, client_of):
    teacher = client_of(world.teacher)
    answer = teacher.post(note(world.goal), {"words": "She asked first.", "reader": "staff", "next": "/classes/#g1"})
    assert (answer.status_code, answer.url) == (303, "/classes/#g1")
    [row] = [one for one in own(world, world.teacher) if one.happened_on == today()]
    assert (row.words, row.reader, row.level) == ("She asked first.", "staff", None)
    page = teacher.get(note(world.goal)).context["form"]
    assert (page["words"].value(), page["reader"].value()) == ("She asked first.", "staff")


@pytest.mark.parametrize("door", ["note", "check_in"])
def test_words_of_the_day_keep_their_reader_until_somebody_says_why(world, client_of, nothing_written, door):
    teacher = client_of(world.teacher)
    teacher.post(note(world.goal), {"words": "She asked first.", "reader": "staff"})
    [row] = [one for one in own(world, world.teacher) if one.happened_on == today()]
    address = note(world.goal) if door == "note" else at(world.goal)
    asked = teacher.get(address)
    assert asked.context["form"].only_reader
    assert reverse("checkins:words", args=[row.public_id]) in asked.content.decode()
    wider = {"words": "She asked first.", "reader": "student"}
    with nothing_written():
        answer = teacher.post(address, wider if door == "note" else full(level="3", **wider))
    assert "asks you why" in answer.content.decode()
    same = wider | {"words": "She asked twice.", "reader": "staff"}
    assert teacher.post(address, same if door == "note" else full(level="3", **same)).status_code == 303
    row.refresh_from_db()
    assert (row.words, row.reader) == ("She asked twice.", "staff")


def test_the_act_itself_refuses_another_reader_for_words_of_the_day(world):
    said = {"goal": world.goal, "by": world.teacher, "voice": "staff", "words": "She asked first."}
    actions.check_in(**said, reader="staff")
    with pytest.raises(ValidationError, match="asks you why"):
        actions.check_in(**said, reader="student")


def test_note_beside_a_tap_leaves_the_level(world, client_of):
    teacher = client_of(world.teacher)
    teacher.post(at(world.goal), {"level": "4"})
    teacher.post(note(world.goal), {"words": "Twice.", "reader": "student"})
    [row] = [one for one in own(world, world.teacher) if one.happened_on == today()]
    assert (row.words, row.level) == ("Twice.", 4)


def test_note_without_words_says_what_to_do(world, client_of, nothing_written):
    teacher = client_of(world.teacher)
    with nothing_written():
        answer = teacher.post(note(world.goal), {"words": " ", "reader": "staff"})
    assert "Write a sentence first." in answer.content.decode()


def test_student_chooses_a_word(world, client_of, nothing_written):
    one = client_of(world.student_user)
    with nothing_written():
        response = one.post(at(world.goal), full(words="Only a sentence"))
    assert "Choose a word first." in response.content.decode()
    assert "Only a sentence" in response.content.decode()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"level": "5"}, "level"),
        ({"level": "2", "number": "many"}, "number"),
        ({"level": "2", "happened_on": "tomorrow"}, "happened_on"),
        ({"level": "2", "happened_on": "12/31/2099"}, "happened_on"),
    ],
)
def test_check_in_that_does_not_fit_is_refused_by_field(world, client_of, nothing_written, said, field):
    teacher = client_of(world.teacher)
    with nothing_written():
        response = teacher.post(at(world.goal), full(**said))
    assert list(response.context["form"].errors) == [field]


def test_tap_without_a_word_shows_the_form_with_what_to_do(world, client_of, nothing_written):
    teacher = client_of(world.teacher)
    with nothing_written():
        response = teacher.post(at(world.goal), {})
    assert "Choose a word, or write a sentence." in response.content.decode()


def test_number_and_an_earlier_day_are_kept(world, client_of):
    day = today() - datetime.timedelta(days=3)
    client_of(world.teacher).post(at(world.goal), full(level="3", number="3.5", happened_on=day.strftime("%m/%d/%Y")))
    row = CheckIn.objects.get(goal=world.goal, author=world.teacher.key, happened_on=day)
    assert str(row.number) == "3.50"


def test_adult_writes_down_what_the_student_says(world, client_of):
    client_of(world.teacher).post(at(world.goal), full(level="1", words="I am stuck", voice="student"))
    [row] = own(world, world.teacher)
    assert (row.voice, row.speaker, row.scribe, row.reader) == ("student", "Maya Thompson", "Mr. Reyes", "student")
    page = client_of(world.family).get(reverse("dashboards:plan", args=[world.plan.public_id])).content.decode()
    assert "Maya, written down by Mr. Reyes" in page


def test_own_check_in_and_what_was_written_down_for_the_student_are_two(world, client_of):
    teacher = client_of(world.teacher)
    teacher.post(at(world.goal), {"level": "3"})
    teacher.post(at(world.goal), full(level="1", words="I am stuck", voice="student"))
    assert sorted(own(world, world.teacher).values_list("voice", "level")) == [("staff", 3), ("student", 1)]
    assert taps([world.goal], by=world.teacher, voice="staff")[world.goal.pk].level == 3


def test_somebody_who_is_two_things_to_a_child_picks_the_voice(world, client_of):
    mother = world.idle_teacher
    world.goal = world.other_goal
    take_responsibility(
        student=world.other_student, kind="teacher", user=mother, subject="Art",
        starts_on=world.today, by=world.other_specialist,
    )  # fmt: skip
    one = client_of(mother)
    assert "Speak as Staff instead" in one.get(at(world.goal)).content.decode()
    one.post(at(world.goal), {"level": "2"})
    one.post(at(world.goal), {"level": "3", "voice": "staff"})
    one.post(at(world.goal), {"level": "4", "voice": "coordinator"})
    assert sorted(own(world, mother).values_list("voice", "level")) == [("family", 4), ("staff", 3)]


def test_day_of_a_check_in_is_the_districts_day_on_a_server_in_utc(world, client_of, freeze):
    day = today() + datetime.timedelta(days=2)
    freeze(f"{day} 23:30")  # already the next day in UTC
    teacher = client_of(world.teacher)
    teacher.post(at(world.goal), {"level": "2"})
    freeze(f"{day + datetime.timedelta(days=1)} 00:10")
    teacher.post(at(world.goal), {"level": "3"})
    rows = CheckIn.objects.filter(goal=world.goal, author=world.teacher.key, happened_on__gte=day)
    assert list(rows.values_list("happened_on", "level")) == [(day, 2), (day + datetime.timedelta(days=1), 3)]


def test_check_in_is_taken_back_by_who_made_it(world, client_of):
    teacher = client_of(world.teacher)
    page = teacher.post(at(world.goal), {"level": "1"}, follow=True).content.decode()
    [row] = own(world, world.teacher)
    undo = reverse("checkins:withdraw", args=[row.public_id])
    assert f'action="{undo}"' in page
    assert teacher.post(undo).status_code == 303
    assert not own(world, world.teacher).exists()
    world.goal.refresh_from_db()
    assert world.goal.level == 3


@pytest.mark.parametrize(
    ("who", "code"), [("specialist", 403), ("family", 403), ("other_parent", 403), ("other_teacher", 404)]
)
def test_check_in_of_somebody_else_is_not_taken_back(world, client_of, nothing_written, who, code):
    row = CheckIn.objects.get(goal=world.goal, words=world.marks.student)
    one = client_of(getattr(world, who))
    with nothing_written():
        assert one.post(reverse("checkins:withdraw", args=[row.public_id])).status_code == code


def test_check_in_one_may_not_read_is_not_there_to_take_back(world, client_of, nothing_written):
    row = CheckIn.objects.get(goal=world.goal, words=world.marks.home_dana)
    paul = client_of(world.other_parent)
    with nothing_written():
        assert paul.post(reverse("checkins:withdraw", args=[row.public_id])).status_code == 404


@pytest.mark.parametrize(
    ("who", "codes"),
    [
        ("leader", (403, 404)),
        ("coordinator", (403, 403)),
        ("teacher", (303, 404)),
        ("other_teacher", (404, 404)),
        ("other_family", (404, 404)),
        ("far_student_user", (404, 404)),
    ],
)
def test_who_may_check_in_on_a_goal_and_on_one_kept_close(world, client_of, nothing_written, who, codes):
    one = client_of(getattr(world, who))
    for goal, code in zip((world.goal, world.close_goal), codes, strict=True):
        if code == 303:
            assert one.post(at(goal), {"level": "2"}).status_code == code
            continue
        with nothing_written():
            assert one.get(at(goal)).status_code == code
            assert one.post(at(goal), {"level": "2"}).status_code == code


def test_closed_plan_takes_no_check_in(world, client_of, nothing_written):
    for goal in (world.goal, world.close_goal):
        close_goal(goal=goal, outcome="met", learned="Yes", onward="retire", by=world.specialist)
    close_plan(plan=world.plan, by=world.specialist)
    teacher = client_of(world.teacher)
    with nothing_written():
        response = teacher.post(at(world.goal), {"level": "2"})
    assert "This plan is closed." in response.content.decode()


@pytest.mark.parametrize(
    ("before", "now", "offered"), [(None, 1, True), (3, 2, True), (2, 2, False), (2, 3, False), (None, 2, False)]
)
def test_help_is_offered_after_not_yet_or_a_drop(world, client_of, before, now, offered):
    teacher = client_of(world.teacher)
    CheckIn.objects.filter(author=world.teacher.key).update(withdrawn_at=world.plan.started_at)
    if before:
        day = (today() - datetime.timedelta(days=2)).isoformat()
        teacher.post(at(world.goal), full(level=str(before), happened_on=day))
    teacher.post(at(world.goal), {"level": str(now)})
    tap = taps([world.goal], by=world.teacher, voice="staff")[world.goal.pk]
    assert tap.offers_help is offered


def test_form_says_who_reads_and_where_a_student_can_talk_now(world, client_of, settings):
    settings.TALK_LINE = "Mr. Bell, room 12"
    student = client_of(world.student_user).get(at(world.goal)).content.decode()
    assert student.index("You, your family and your school team") < student.index("<textarea")
    assert "Mr. Bell, room 12" in student
    assert "Mr. Bell, room 12" not in client_of(world.teacher).get(at(world.goal)).content.decode()
    close = client_of(world.student_user).get(at(world.close_goal)).content.decode()
    assert "You, your family, the specialist and the counselor" in close


def test_taps_take_one_query_for_any_number_of_goals(world, assert_query_count):
    one, three = (list(Goal.objects.filter(pk__in=goals).select_related("plan")) for goals in (
        [world.goal.pk], [world.goal.pk, world.close_goal.pk, world.other_goal.pk]
    ))  # fmt: skip
    with assert_query_count(1):
        assert len(taps(one, by=world.teacher, voice="staff")) == 1
    with assert_query_count(1):
        assert len(taps(three, by=world.teacher, voice="staff")) == 3
