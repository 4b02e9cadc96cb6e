"""Sharing on its page: what changes, who hears of it, and the stations of a plan."""

import re

import pytest
from django.urls import reverse

from history.models import Event
from notices.models import Message
from plans.actions import share_changes, write_section
from plans.models import Plan
from tests.dashboards.reading_pages import text_of
from tests.world import days


def url(name, plan):
    return reverse(f"plans:{name}", args=[plan.public_id])


def test_share_page_shows_what_changes_and_who_gets_a_letter(world, client_of):
    page = client_of(world.specialist).get(url("share", world.plan))
    assert [one.thing.name for one in page.context["waiting"]] == ["Strengths"]
    assert {guardian.name for guardian in page.context["told"]} == {"Dana Thompson", "Paul Thompson"}
    assert f"{world.marks.unshared}</ins>" in page.content.decode()


def test_what_came_to_the_changes_since_the_page_was_opened_is_not_shared_unseen(world, client_of):
    client = client_of(world.specialist)
    page = client.get(url("share", world.plan))
    told = {"reason": "We agreed on it", "seen": re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]}
    strengths = world.plan.sections.get(code="ahead")
    write_section(
        plan=world.plan, code="ahead", words="Unread until now", version=strengths.version, by=world.specialist,
        voice="staff",
    )  # fmt: skip
    again = client.post(url("share", world.plan), told)
    assert again.status_code == 422
    assert "Look at the changes again" in again.content.decode()
    assert world.plan.revisions.count() == 1
    assert client.post(url("share", world.plan), told | {"seen": again.context["form"].mark}).status_code == 303
    assert world.plan.revisions.count() == 2


def test_guardian_without_address_is_to_be_told_another_way(world, client_of):
    world.family.email = None
    world.family.save(update_fields=["email"])
    page = client_of(world.specialist).get(url("share", world.plan))
    assert [guardian.name for guardian in page.context["untold"]] == ["Dana Thompson"]
    assert [guardian.name for guardian in page.context["told"]] == ["Paul Thompson"]


def test_share_without_reason_is_refused(world, client_of, nothing_written):
    client = client_of(world.specialist)
    with nothing_written():
        answer = client.post(url("share", world.plan), {"reason": "  "})
    assert answer.status_code == 422
    assert "Say in a sentence why you are changing the plan." in answer.content.decode()


def test_first_sharing_names_what_is_missing_and_what_comes_next(world, client_of):
    page = client_of(world.other_specialist).get(url("share", world.other_plan))
    text = page.content.decode()
    assert "Share the plan with the family" in text
    assert "Share changes" not in text
    assert "Why does the plan change?" not in text
    missing = {part.code for part in page.context["missing"]}
    world.other_plan.refresh_from_db()
    assert missing == set(world.other_plan.parts_missing) != set()
    here = f"?next={url('share', world.other_plan)}"
    assert all(f'href="{part.url}{here}"' in text for part in page.context["missing"] if part.url)
    assert page.context["until"] == days(world, world.district.answer_days)
    assert "Interests, next steps, check-ins and the conversation always show as they stand today." in text


def test_first_sharing_needs_no_reason_and_has_one(world, client_of):
    answer = client_of(world.other_specialist).post(url("share", world.other_plan), {"reason": ""})
    assert answer.status_code == 303
    world.other_plan.refresh_from_db()
    assert world.other_plan.state == Plan.State.WITH_FAMILY
    assert world.other_plan.revision.reason == f"The plan for {world.year}, shared for the first time."


def test_later_sharing_names_changes_alone(world, client_of):
    page = client_of(world.specialist).get(url("share", world.plan))
    assert "missing" not in page.context
    text = page.content.decode()
    assert "Share changes" in text
    assert "always show as they stand today" in text


def test_share_makes_the_next_revision_and_queues_letters(world, client_of):
    before = Message.objects.filter(letter="plan_shared").count()
    answer = client_of(world.specialist).post(url("share", world.plan), {"reason": "Strengths grew"})
    assert (answer.status_code, answer.url) == (303, reverse("dashboards:plan", args=[world.plan.public_id]))
    world.plan.refresh_from_db()
    assert (world.plan.revision.number, world.plan.revision.reason) == (2, "Strengths grew")
    assert world.plan.unshared_count == 0
    assert Message.objects.filter(letter="plan_shared").count() == before + 2


def test_share_again_has_nothing_to_share(world, client_of):
    share_changes(plan=world.plan, by=world.specialist, reason="So far")
    page = client_of(world.specialist).get(url("share", world.plan))
    assert page.context["reasons"] == ["Nothing has changed since the last sharing."]
    assert "<textarea" not in page.content.decode()
    assert client_of(world.specialist).post(url("share", world.plan), {"reason": "Again"}).status_code == 422


def test_new_words_are_no_correction_of_spelling(world, client_of):
    answer = client_of(world.specialist).post(url("share", world.plan), {"reason": "Typo", "correction": "on"})
    assert answer.status_code == 422
    assert "This changes more than spelling." in answer.content.decode()
    world.plan.refresh_from_db()
    assert world.plan.revision.number == 1


def test_correction_of_spelling_sends_no_letter(world, client_of):
    share_changes(plan=world.plan, by=world.specialist, reason="So far")
    section = world.plan.sections.get(code="needs")
    write_section(
        plan=world.plan, code="needs", words="Harder problems, fewer of tham.", version=section.version,
        by=world.specialist, voice="staff",
    )  # fmt: skip
    letters = Message.objects.filter(letter="plan_shared").count()
    client_of(world.specialist).post(url("share", world.plan), {"reason": "A slip", "correction": "on"})
    world.plan.refresh_from_db()
    assert (world.plan.revision.number, world.plan.revision.corrects.number) == (3, 2)
    assert Message.objects.filter(letter="plan_shared").count() == letters


def test_first_sharing_asks_for_a_goal(world, client_of):
    world.other_plan.goals.update(withdrawn_at=world.plan.started_at, withdrawn_by=world.specialist)
    page = client_of(world.other_specialist).get(url("share", world.other_plan))
    assert page.context["reasons"] == ["Write at least one goal first."]


@pytest.mark.parametrize("name", ["share", "activate", "close", "withdraw"])
@pytest.mark.parametrize(
    ("who", "expected"),
    [
        *[(name, 403) for name in ("teacher", "counselor", "coordinator", "family", "student_user")],
        *[(name, 404) for name in ("other_specialist", "other_family")],
    ],
)
def test_stations_are_moved_by_the_specialist_alone(world, client_of, *, nothing_written, name, who, expected):
    client = client_of(getattr(world, who))
    with nothing_written():
        assert client.get(url(name, world.plan)).status_code == expected
        assert client.post(url(name, world.plan), {"reason": "x"}).status_code == expected


def test_plan_that_cannot_close_says_why(world, client_of):
    client = client_of(world.specialist)
    page = client.get(url("close", world.plan))
    assert len(page.context["reasons"]) == 1
    assert "2 goals still need their outcome" in page.content.decode()
    assert client.post(url("close", world.plan), {}).status_code == 422
    world.plan.refresh_from_db()
    assert world.plan.state == Plan.State.ACTIVE


def test_plan_with_outcomes_closes(world, client_of):
    world.plan.goals.update(state="closed", outcome="met", learned="Much", onward="carry")
    assert client_of(world.specialist).post(url("close", world.plan), {}).status_code == 303
    world.plan.refresh_from_db()
    assert (world.plan.state, world.plan.closed_by) == (Plan.State.CLOSED, world.specialist)


def test_shared_plan_is_put_in_force_once_the_family_answered(world, client_of):
    client, plan = client_of(world.other_specialist), world.other_plan
    assert client.post(url("activate", plan), {}).status_code == 422
    share_changes(plan=plan, by=world.other_specialist, reason="First")
    page = client.get(url("activate", plan))
    assert "The family has until" in page.content.decode()
    client.post(
        url("participation_add", plan),
        {"voice": "family", "who": "Rosa Herrera", "how": "call", "on": world.today.isoformat(), "words": ""},
    )
    assert client.post(url("activate", plan), {}).status_code == 303
    plan.refresh_from_db()
    assert plan.state == Plan.State.ACTIVE


def test_draft_is_withdrawn_with_a_reason_and_a_shared_plan_never(world, client_of):
    client, draft = client_of(world.other_specialist), world.other_plan
    assert client.post(url("withdraw", draft), {"reason": ""}).status_code == 422
    answer = client.post(url("withdraw", draft), {"reason": "Wrong child"})
    assert (answer.status_code, answer.url) == (303, reverse("dashboards:home"))
    assert client.get(reverse("dashboards:plan", args=[draft.public_id])).status_code == 404
    page = client_of(world.specialist).get(url("withdraw", world.plan))
    assert page.context["reasons"] == ["This plan has been shared. Change it or close it instead."]
    assert client_of(world.specialist).post(url("withdraw", world.plan), {"reason": "x"}).status_code == 422


def test_due_day_is_set_freely_and_moved_with_a_reason(world, client_of, nothing_written):
    client, plan = client_of(world.other_specialist), world.other_plan
    first, moved = days(world, 20), days(world, 30)
    Plan.objects.filter(pk=plan.pk).update(due_on=None)
    assert client.post(url("due", plan), {"due_on": first.isoformat()}).status_code == 303
    with nothing_written():
        assert client.post(url("due", plan), {"due_on": moved.isoformat(), "reason": " "}).status_code == 422
        refused = client.post(url("due", plan), {"due_on": "2099-01-01", "reason": "Later"})
    assert "Pick a day of the plan’s school year" in refused.content.decode()
    client.post(url("due", plan), {"due_on": moved.isoformat(), "reason": "A surgery"})
    plan.refresh_from_db()
    assert plan.due_on == moved
    event = Event.objects.filter(verb="plans.due").latest("pk")
    assert (event.reason, event.audience) == ("A surgery", "staff")
    assert event.changes == [{"field": "due_on", "before": first.isoformat(), "after": moved.isoformat()}]
    page = client.get(reverse("dashboards:plan", args=[plan.public_id])).content.decode()
    assert "A surgery" in page
    assert url("due", plan) in page


def test_the_reason_is_not_lost_when_somebody_else_shared_first(world, client_of):
    share_changes(plan=world.plan, by=world.specialist, reason="So far")
    answer = client_of(world.specialist).post(url("share", world.plan), {"reason": "Maya asked for a small group"})
    assert answer.status_code == 422
    told = text_of(answer, "main")
    assert "There is nothing to share now" in told
    assert "Maya asked for a small group" in told
    assert "Look at the changes again" not in told


def test_a_station_that_is_not_reached_yet_shows_words_only_where_some_were_typed(world, client_of):
    client, said = client_of(world.specialist), "What you wrote is still here"
    assert said not in text_of(client.post(url("close", world.plan), {}), "main")
    assert said in text_of(client.post(url("withdraw", world.plan), {"reason": "Begun by mistake"}), "main")
