"""Writing the plan on its pages: who may, what is kept, and what two writers do to each other."""

import pytest
from django.urls import reverse

from history.models import Event
from plans.actions import close_plan, write_section
from plans.models import Plan, ProgrammingOption

OUTSIDERS = ["other_specialist", "other_teacher", "other_coordinator", "other_family", "far_student_user"]


def section_url(world, code="strengths"):
    return reverse("plans:section", args=[world.plan.public_id, code])


def saved(world, code="strengths"):
    return world.plan.sections.get(code=code)


@pytest.mark.parametrize("name", OUTSIDERS)
def test_section_of_a_child_one_does_not_see_is_not_there(world, client_of, name):
    client = client_of(getattr(world, name))
    assert client.get(section_url(world)).status_code == 404
    assert client.post(section_url(world), {"words": "x", "version": 2}).status_code == 404


@pytest.mark.parametrize("name", ["teacher", "counselor", "leader", "coordinator", "family", "student_user"])
def test_promise_is_written_by_the_specialist_alone(world, client_of, nothing_written, name):
    client = client_of(getattr(world, name))
    with nothing_written():
        assert client.get(section_url(world)).status_code == 403
        assert client.post(section_url(world), {"words": "x", "version": 2}).status_code == 403


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *[(name, 200) for name in ("specialist", "teacher", "counselor", "family", "student_user")],
        *[(name, 403) for name in ("leader", "coordinator")],
    ],
)
def test_interests_are_also_written_by_the_student_and_for_the_student(world, client_of, name, expected):
    assert client_of(getattr(world, name)).get(section_url(world, "interests")).status_code == expected


@pytest.mark.parametrize(
    ("name", "expected"), [("teacher", 404), ("leader", 404), ("counselor", 403), ("specialist", 200)]
)
def test_close_section_is_not_there_outside_the_circle(world, client_of, name, expected):
    assert client_of(getattr(world, name)).get(section_url(world, "growing")).status_code == expected


def test_unknown_section_is_not_there(world, client_of):
    assert client_of(world.specialist).get(section_url(world, "weather")).status_code == 404


def test_saved_section_leads_back_to_its_place(world, client_of):
    version = saved(world).version
    answer = client_of(world.specialist).post(section_url(world), {"words": "Sees far.", "version": version})
    assert answer.status_code == 303
    assert answer.url == reverse("dashboards:plan", args=[world.plan.public_id]) + "#section-strengths"
    assert (saved(world).words, saved(world).version) == ("Sees far.", version + 1)


def test_section_goes_where_the_form_asks_but_never_elsewhere(world, client_of):
    client = client_of(world.specialist)
    for wanted, expected in (("/caseload/", "/caseload/"), ("https://example.org/", None), ("//example.org", None)):
        version = saved(world).version
        answer = client.post(section_url(world), {"words": f"About {wanted}", "version": version, "next": wanted})
        assert answer.url == (
            expected or reverse("dashboards:plan", args=[world.plan.public_id]) + "#section-strengths"
        )


def test_stale_section_shows_both_wordings_and_loses_nothing(world, client_of):
    client, version = client_of(world.specialist), saved(world).version
    write_section(
        plan=world.plan, code="strengths", words="Theirs", version=version, by=world.coordinator, voice="staff"
    )
    answer = client.post(section_url(world), {"words": "Mine", "version": version})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert saved(world).words == "Theirs"
    assert "Theirs" in page
    assert "Mine" in page
    assert "Carmen Vale changed this while you were writing" in page
    kept = client.post(section_url(world), {"words": "Mine", "version": answer.context["form"]["version"].value()})
    assert kept.status_code == 303
    assert saved(world).words == "Mine"


def test_scribe_is_named_and_the_student_is_not_asked_whose_words_they_are(world, client_of):
    version = saved(world, "interests").version
    client_of(world.teacher).post(
        section_url(world, "interests"), {"words": "Bees", "version": version, "whose": "student"}
    )
    assert (saved(world, "interests").said_by, saved(world, "interests").written_by) == ("Maya Thompson", world.teacher)
    page = client_of(world.student_user).get(section_url(world, "interests")).content.decode()
    assert "Whose words are these?" not in page
    assert "Read by: You, your family and your school team" in page


def test_closed_plan_is_not_written(world, client_of):
    for goal in (world.goal, world.close_goal):
        goal.plan.goals.filter(pk=goal.pk).update(state="closed", outcome="met", learned="x", onward="carry")
    close_plan(plan=world.plan, by=world.specialist)
    assert client_of(world.specialist).get(section_url(world)).status_code == 403


# --- starting ---------------------------------------------------------------------------------
def start(client, student, **more):
    return client.post(reverse("plans:start"), {"student": str(student.public_id), **more})


def test_plan_is_started_for_the_present_year(world, client_of):
    Plan.objects.filter(pk=world.other_plan.pk).update(
        withdrawn_at=world.plan.started_at, withdrawn_by=world.specialist
    )
    answer = start(client_of(world.other_specialist), world.other_student)
    plan = Plan.objects.get(student=world.other_student, withdrawn_at=None)
    assert (answer.status_code, answer.url) == (303, reverse("dashboards:plan", args=[plan.public_id]))
    assert (plan.year, plan.state) == (world.year, "draft")


def test_second_plan_of_a_year_leads_to_the_first(world, client_of):
    answer = start(client_of(world.specialist), world.student)
    assert answer.url == reverse("dashboards:plan", args=[world.plan.public_id])
    assert Plan.objects.filter(student=world.student).count() == 1


@pytest.mark.parametrize(("name", "expected"), [("teacher", 403), ("family", 403), ("other_specialist", 404)])
def test_plan_is_started_by_who_writes_plans(world, client_of, nothing_written, name, expected):
    client = client_of(getattr(world, name))
    with nothing_written():
        assert start(client, world.student).status_code == expected


@pytest.mark.parametrize("student", ["", "no-uuid", "00000000-0000-0000-0000-000000000000"])
def test_plan_of_nobody_is_not_started(world, client_of, student):
    assert client_of(world.specialist).post(reverse("plans:start"), {"student": student}).status_code == 404
    assert client_of(world.specialist).get(reverse("plans:start")).status_code == 405


# --- what the school provides -----------------------------------------------------------------
OPTION = {"option": "mentor", "words": "Film club", "who": "Ms. Lindqvist", "status": "planned"}


def test_option_is_added_changed_and_taken_out(world, client_of):
    client, plan = client_of(world.specialist), world.plan
    client.post(reverse("plans:programming_add", args=[plan.public_id]), OPTION)
    row = plan.programming.get(option="mentor")
    edit = reverse("plans:programming_edit", args=[row.public_id])
    assert client.get(edit).status_code == 200
    answer = client.post(edit, OPTION | {"status": "happening", "version": row.version})
    assert answer.url == reverse("dashboards:plan", args=[plan.public_id]) + "#programming"
    row.refresh_from_db()
    assert row.status == "happening"
    out = reverse("plans:programming_withdraw", args=[row.public_id])
    assert client.post(out, {"reason": ""}).status_code == 422
    assert client.post(out, {"reason": "The club ended"}).status_code == 303
    row.refresh_from_db()
    assert row.withdrawn_by == world.specialist
    assert Event.objects.filter(verb="plans.programming_withdrawn").get().reason == "The club ended"
    assert client.get(edit).status_code == 404


def test_stale_option_is_refused_and_can_be_saved_again(world, client_of):
    client, row = client_of(world.specialist), world.plan.programming.get()
    seen = row.version
    ProgrammingOption.objects.filter(pk=row.pk).update(version=seen + 1, words="Units 5 and 6")
    edit = reverse("plans:programming_edit", args=[row.public_id])
    answer = client.post(edit, OPTION | {"version": seen})
    assert answer.status_code == 422
    assert "Units 5 and 6" in answer.content.decode()
    row.refresh_from_db()
    assert row.words == "Units 5 and 6"
    assert client.post(edit, OPTION | {"version": answer.context["form"]["version"].value()}).status_code == 303


def test_option_needs_a_choice_and_days_in_order(world, client_of):
    add = reverse("plans:programming_add", args=[world.plan.public_id])
    wrong = OPTION | {"option": "", "starts_on": "2026-11-20", "ends_on": "2026-11-01"}
    assert client_of(world.specialist).post(add, wrong).status_code == 422
    answer = client_of(world.specialist).post(add, wrong | {"option": "mentor"})
    assert "The last day must not come before the first day." in answer.content.decode()
    assert world.plan.programming.count() == 1


@pytest.mark.parametrize(("name", "expected"), [("teacher", 403), ("family", 403), ("other_specialist", 404)])
def test_options_are_written_by_who_writes_the_plan(world, client_of, nothing_written, name, expected):
    client, row = client_of(getattr(world, name)), world.plan.programming.get()
    with nothing_written():
        assert (
            client.post(reverse("plans:programming_add", args=[world.plan.public_id]), OPTION).status_code == expected
        )
        assert client.post(reverse("plans:programming_edit", args=[row.public_id]), OPTION).status_code == expected
        out = reverse("plans:programming_withdraw", args=[row.public_id])
        assert client.post(out, {"reason": "x"}).status_code == expected
