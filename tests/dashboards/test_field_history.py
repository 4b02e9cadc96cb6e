"""The history of one field: each reader reads what they may, a wording is used again, long ones page."""

import pytest
from django.urls import reverse

from goals.actions import say_why, write_goal
from goals.actions.putting_back import lines_of
from goals.models import Goal
from history.days import day_said
from history.models import Event
from plans.actions import share_changes, write_section
from students.actions import correct_student

READERS = ["specialist", "counselor", "leader", "teacher", "family", "other_parent", "student_user"]
STAFF = {"specialist", "counselor", "leader", "teacher"}


def url(world, kind, code, name="words", **more):
    return reverse("dashboards:history", args=[world.plan.public_id, kind, code, name])


def page(world, client_of, who, *name):
    return client_of(getattr(world, who)).get(url(world, *name))


def readers_of(world, client_of, mark, *name):
    return {who for who in READERS if mark in page(world, client_of, who, *name).content.decode()}


def change_goal(world, goal, **values):
    goal.refresh_from_db()
    now = {name: getattr(goal, name) for name in Goal.PROMISE}
    lines = list(lines_of(goal).values())
    write_goal(
        plan=world.plan, goal=goal, values=now | values, strategies=lines, version=goal.version, by=world.specialist
    )
    goal.refresh_from_db()


def write(world, code, words):
    version = world.plan.sections.get(code=code).version
    write_section(plan=world.plan, code=code, words=words, version=version, by=world.specialist, voice="staff")


def wordings(answer):
    return [one.words for one in answer.context["wordings"]]


def test_what_is_not_shared_is_in_the_history_of_staff_alone(world, client_of):
    assert readers_of(world, client_of, world.marks.unshared, "section", "strengths") == STAFF
    share_changes(plan=world.plan, by=world.specialist, reason="Now shared")
    assert readers_of(world, client_of, world.marks.unshared, "section", "strengths") == set(READERS)
    told = page(world, client_of, "family", "section", "strengths")
    assert [(one.who, one.reason, one.number) for one in told.context["wordings"]] == [
        ("Ms. Ortiz", "Now shared", 2),
        ("Ms. Ortiz", "First sharing of the year", 1),
    ]


@pytest.mark.parametrize("who", ["teacher", "leader"])
def test_what_is_kept_close_has_no_history_for_others(world, client_of, who):
    goal = world.close_goal.public_id
    line = world.close_goal.strategies.get().public_id
    for name in [("goal", goal, "statement"), ("line", line, "words"), ("section", "growing", "words")]:
        assert page(world, client_of, who, *name).status_code == 404
        assert page(world, client_of, "counselor", *name).status_code == 200


def test_words_from_before_a_goal_was_opened_stay_in_the_circle(world, client_of):
    change_goal(world, world.close_goal, audience="student", statement="Hand in drafts")
    change_goal(world, world.close_goal, statement="Hand in two drafts")
    name = ("goal", world.close_goal.public_id, "statement")
    assert wordings(page(world, client_of, "teacher", *name)) == ["Hand in two drafts"]
    assert readers_of(world, client_of, world.marks.circle, *name) & STAFF == {"specialist", "counselor"}


def test_help_of_another_home_has_no_history_for_a_parent(world, client_of):
    line = world.goal.strategies.get(place="home").public_id
    assert page(world, client_of, "family", "line", line).status_code == 200
    assert page(world, client_of, "other_parent", "line", line).status_code == 404
    listed = page(world, client_of, "other_parent", "goal", world.goal.public_id, "statement")
    assert "explain one model" not in listed.content.decode()


def test_family_calls_a_goal_as_it_was_last_shared(world, client_of):
    change_goal(world, world.goal, short_label="Renamed")
    name = ("goal", world.goal.public_id, "short_label")
    assert readers_of(world, client_of, "Renamed", *name) == STAFF


def test_wordings_stand_with_who_when_and_the_difference_by_word(world, client_of):
    change_goal(world, world.goal, target="5 of 5 on the rubric")
    change_goal(world, world.goal, target="5 of 5 on our rubric")
    told = page(world, client_of, "teacher", "goal", world.goal.public_id, "target")
    newest, middle, oldest = told.context["wordings"]
    assert newest.pieces == [("same", "5 of 5 on "), ("out", "the"), ("in", "our"), ("same", " rubric")]
    assert (newest.stands, middle.stands, oldest.before) == (True, False, None)
    assert {one.who for one in told.context["wordings"]} == {"Ms. Ortiz"}
    assert "Use this wording again" not in told.content.decode()


def test_codes_are_told_in_words(world, client_of):
    for name, words in (("area", "Mathematics"), ("kind", "Academic goal"), ("audience", "The student, the family")):
        told = page(world, client_of, "specialist", "goal", world.goal.public_id, name)
        assert told.context["wordings"][0].words.startswith(words[:8])


def use_again(world, client_of, who, answer, place=-1):
    """Press "Use this wording again" beside a wording of a page."""
    found, one = answer.context["found"], answer.context["wordings"][place]
    sent = {"thing": found.thing, "field": answer.context["name"], "line": found.line, "event": one.event}
    door = reverse(found.acts, args=[world.plan.public_id])
    return client_of(getattr(world, who)).post(door, sent | {"version": found.version})


def test_old_wording_is_used_again_as_a_new_change(world, client_of):
    first = world.goal.target
    change_goal(world, world.goal, target="All five")
    name = ("goal", world.goal.public_id, "target")
    use_again(world, client_of, "specialist", page(world, client_of, "specialist", *name))
    world.goal.refresh_from_db()
    assert world.goal.target == first
    assert wordings(page(world, client_of, "specialist", *name)) == [first, "All five", first]


def test_line_section_and_programming_are_used_again(world, client_of):
    line = world.goal.strategies.get(place="school")
    lines = lines_of(world.goal)
    lines[str(line.public_id)]["words"] = "Another set"
    now = {name: getattr(world.goal, name) for name in Goal.PROMISE}
    write_goal(
        plan=world.plan, goal=world.goal, values=now, strategies=list(lines.values()), version=world.goal.version,
        by=world.specialist,
    )  # fmt: skip
    use_again(world, client_of, "specialist", page(world, client_of, "specialist", "line", line.public_id))
    before = line.words
    line.refresh_from_db()
    assert (line.words, line.user) == (before, world.teacher)
    use_again(world, client_of, "specialist", page(world, client_of, "specialist", "section", "strengths"))
    assert world.marks.unshared not in world.plan.sections.get(code="strengths").words
    row = world.plan.programming.get()
    started = wordings(page(world, client_of, "specialist", "programming", row.public_id, "starts_on"))
    assert started[0].endswith(day_said(row.starts_on))


def test_student_uses_an_own_reason_again(world, client_of):
    say_why(goal=world.goal, words="Because it is hard", by=world.student_user, voice="student")
    name = ("goal", world.goal.public_id, "why")
    answer = page(world, client_of, "student_user", *name)
    assert wordings(answer) == ["Because it is hard", "I want harder problems"]
    use_again(world, client_of, "student_user", answer)
    world.goal.refresh_from_db()
    assert world.goal.why == "I want harder problems"


def test_stale_or_foreign_wording_is_refused(world, client_of, nothing_written):
    other = Event.objects.of(world.other_goal).first().pk
    client, door = client_of(world.specialist), reverse("goals:put_back", args=[world.plan.public_id])
    sent = {"thing": f"goal:{world.goal.public_id}", "field": "statement", "version": world.goal.version}
    with nothing_written():
        for event in (other, "x", "9" * 40):
            assert client.post(door, sent | {"event": event}).status_code == 404
        own = Event.objects.of(world.goal).last().pk
        assert client.post(door, sent | {"event": own, "version": "99"}).status_code == 303


@pytest.mark.parametrize("name", [("x", "y", "z"), ("goal", "x", "target"), ("section", "x", "words"),
                                  ("section", "strengths", "x"), ("goal", "0" * 32, "target")])  # fmt: skip
def test_field_that_is_none_is_not_there(world, client_of, name):
    assert page(world, client_of, "specialist", *name).status_code == 404


def test_fact_about_a_child_is_put_back_by_who_corrects_it(world, client_of):
    student = correct_student(
        student=world.student, version=world.student.version, chosen_first="May", by=world.specialist
    )
    address = reverse("dashboards:fact_history", args=[student.public_id, "chosen_first"])
    answer = client_of(world.specialist).get(address)
    assert wordings(answer)[0] == "May"
    event = Event.objects.of(student).filter(verb="students.student_added").get()
    client, door = client_of(world.specialist), reverse("students:fact_again", args=[student.public_id])
    client.post(door, {"field": "legal_first", "event": event.pk, "version": student.version})
    assert client.post(door, {"field": "x", "event": event.pk, "version": "1"}).status_code == 404


def again(world, client_of, kind, code, field, **more):
    """The page on which a first wording was used again, and the answer to using what stands by then."""
    client, door = client_of(world.specialist), reverse(f"{more.pop('room')}:put_back", args=[world.plan.public_id])
    answer = client.get(url(world, kind, code, field))
    version = answer.context["found"].version
    event = answer.context["wordings"][0].event
    sent = {"thing": answer.context["found"].thing, "field": field, "event": event, "version": version}
    return answer, client.post(door, sent | {"next": "/me/"}, follow=False), client


STANDS = "This wording stands here already. Nothing was changed."


def test_a_wording_that_stands_is_not_offered_again_and_refused_with_a_sentence(world, client_of, nothing_written):
    for words in ("First", "Second", "First"):
        write(world, "needs", words)
        change_goal(world, world.goal, measure=words)
    for room, kind, code, field in (
        ("plans", "section", "needs", "words"), ("goals", "goal", world.goal.public_id, "measure"),
    ):  # fmt: skip
        answer, refused, client = again(world, client_of, kind, code, field, room=room)
        offered = [one.words for one in answer.context["wordings"] if one.may_return]
        assert "First" not in offered
        assert "Second" in offered
        assert answer.content.decode().count("Use this wording again") == len(offered)
        assert STANDS in client.get(refused.url, follow=True).content.decode()


def test_a_fact_that_stands_is_refused_with_a_sentence(world, client_of):
    event = Event.objects.of(world.student).filter(verb="students.student_added").get()
    client, door = client_of(world.specialist), reverse("students:fact_again", args=[world.student.public_id])
    sent = {"field": "legal_last", "event": event.pk, "version": world.student.version}
    assert STANDS in client.post(door, sent, follow=True).content.decode()
    world.student.refresh_from_db()
    assert world.student.version == int(sent["version"])


def test_history_says_whose_words_were_written_down(world, client_of):
    version = world.plan.sections.filter(code="interests").values_list("version", flat=True).first() or 0
    write_section(
        plan=world.plan, code="interests", words="Maps", version=version, by=world.specialist, voice="staff",
        said_by="Maya",
    )  # fmt: skip
    assert "wrote down what Maya said" in page(world, client_of, "family", "section", "interests").content.decode()


def test_long_history_pages_in_a_fixed_number_of_queries(world, client_of, assert_query_count):
    write(world, "needs", "Words")
    client, address = client_of(world.specialist), url(world, "section", "needs")
    client.get(address)
    with assert_query_count(QUERIES):
        client.get(address)
    first = Event.objects.filter(verb="plans.section_written", data__section="needs").last()
    for number in range(500):
        changes = [{"field": "words", "before": "", "after": f"Words {number}"}]
        Event.objects.create(
            at=first.at, actor=first.actor, actor_name=first.actor_name, voice="staff", verb=first.verb,
            target=first.target, subject=first.subject, changes=changes, data=first.data, audience="staff",
        )  # fmt: skip
    with assert_query_count(QUERIES):
        answer = client.get(address)
    assert (len(answer.context["wordings"]), answer.context["count"], answer.context["older"]) == (20, 502, 2)
    assert len(client.get(f"{address}?page=26").context["wordings"]) == 2


@pytest.mark.parametrize(("asked", "newer"), [("0", 0), ("-1", 0), ("x", 0), ("9" * 6, 999_998), ("9" * 5000, 0)])
def test_a_page_that_is_no_page_number_is_the_first(world, client_of, asked, newer):
    address = url(world, "section", "needs")
    assert client_of(world.specialist).get(address, {"page": asked}).context["newer"] == newer


QUERIES = 9
