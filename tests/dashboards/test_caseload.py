"""The caseload: who stands in it, for whom, in which order, and what each line says."""

import pytest
from django.urls import reverse

from checkins.actions import check_in, comment
from dashboards.caseload import page as caseload_page
from dashboards.wording import days_until
from history.actions import record_visit
from plans.actions import record_participation
from schools.actions import end_posting, open_year
from students import actions as students
from students.models import Enrollment
from tests.dashboards.making import active, answered, child, draft, goal, shared
from tests.world import days, moment

ADDRESS = "/caseload/"


def lines(client, query=""):
    return client.get(ADDRESS + query).context["lines"]


def names(client, query=""):
    return [str(line.row.student) for line in lines(client, query)]


def line(client, student, query=""):
    return next(one for one in lines(client, query) if one.row.student.pk == student.pk)


# --- Who stands in it --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "query", "expected"),
    [
        ("specialist", "", {"Maya Thompson"}),
        ("specialist", "?scope=school", {"Maya Thompson", "Uma Kovar"}),
        ("other_specialist", "", {"Leo Lindqvist"}),
        ("other_specialist", "?scope=school", {"Leo Lindqvist"}),
        ("counselor", "", {"Maya Thompson"}),
        ("other_counselor", "", {"Leo Lindqvist"}),
    ],
)
def test_list_of_each_role_is_exactly_its_students(world, client_of, who, query, expected):
    child(world, "Uma", "Kovar", keeper=None)
    assert set(names(client_of(getattr(world, who)), query)) == expected


@pytest.mark.parametrize("who", ["teacher", "idle_teacher", "leader", "coordinator", "family", "student_user"])
def test_who_has_no_caseload_has_no_such_page(world, client_of, who):
    assert client_of(getattr(world, who)).get(ADDRESS).status_code == 404


def test_nobody_signed_in_is_asked_to_sign_in(world, client):
    answer = client.get(ADDRESS)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/sign-in/?next=/caseload/")


def test_specialist_who_is_a_mother_finds_her_child_at_home_only(world, client_of):
    students.add_guardian(
        student=world.other_student, name="Elena Ortiz", email=world.specialist.email, starts_on=days(world, -9),
        by=world.other_specialist,
    )  # fmt: skip
    client = client_of(world.specialist)
    assert names(client) == names(client, "?scope=school") == ["Maya Thompson"]


def test_counselor_who_is_a_mother_finds_her_child_at_home_only(world, client_of):
    students.add_guardian(
        student=world.other_student, name="Tomas Bell", email=world.counselor.email, starts_on=days(world, -9),
        by=world.other_specialist,
    )  # fmt: skip
    assert names(client_of(world.counselor)) == ["Maya Thompson"]


def test_teacher_who_keeps_one_plan_sees_that_one(world, client_of):
    child(world, "Ada", "Alder", keeper="teacher")
    client = client_of(world.teacher)
    assert names(client) == names(client, "?scope=school") == ["Ada Alder"]


def test_plan_handed_over_leaves_the_caseload_and_stays_in_the_school(world, client_of):
    students.hand_over_plan(student=world.student, user=world.counselor, on=world.today, by=world.specialist)
    client = client_of(world.specialist)
    assert names(client) == []
    assert names(client, "?scope=school") == ["Maya Thompson"]
    assert names(client_of(world.counselor)) == ["Maya Thompson"]


def test_end_of_work_closes_the_page(world, client_of):
    client = client_of(world.counselor)
    end_posting(posting=world.counselor.postings.get(), on=days(world, -1), by=world.coordinator)
    assert client.get(ADDRESS).status_code == 302


def test_counselor_sees_only_students_with_plans(world, client_of):
    child(world, "Ada", "Alder")
    drafted = child(world, "Uma", "Kovar")
    draft(world, drafted)
    assert set(names(client_of(world.counselor))) == {"Maya Thompson", "Uma Kovar"}


# --- Queries -------------------------------------------------------------------------------------
QUERIES = 19


@pytest.mark.parametrize("more", [0, 2])
def test_as_many_queries_for_one_student_as_for_three(world, client_of, assert_query_count, more):
    for number in range(more):
        plan = active(world, child(world, "Ada", f"Alder{'ab'[number]}"))
        comment(plan=plan, words="When?", reader="adults", by=world.family, voice="family", is_question=True)
    client = client_of(world.specialist)
    client.get(ADDRESS)
    with assert_query_count(QUERIES):
        assert len(lines(client)) == 1 + more


def test_looking_writes_nothing(world, client_of, nothing_written):
    client = client_of(world.specialist)
    with nothing_written():
        assert client.get(ADDRESS + "?scope=school&view=due&sort=-due&q=maya").status_code == 200


# --- What a line says -------------------------------------------------------------------------------
def test_line_of_maya_says_what_is_true(world, client_of):
    maya = lines(client_of(world.specialist))[0]
    assert (maya.row.grade_label, maya.stage) == ("7", "Active")
    assert maya.areas == "Mathematics · Creative or productive thinking"
    assert maya.goals == [(3, "Getting there", "Math"), (2, "Starting", "Habits")]
    assert (maya.heard_from, maya.voice) == ("Mr. Bell", "staff")
    assert (maya.family.note, maya.family.is_urgent) == ("Waiting on you", True)
    assert maya.due.note == "Check Math"
    assert maya.url == reverse("dashboards:plan", args=[world.plan.public_id])


def test_name_without_a_plan_leads_to_the_record(world, client_of):
    ada = child(world, "Ada", "Alder")
    assert line(client_of(world.specialist), ada).url == reverse("students:detail", args=[ada.public_id])


def test_name_without_a_plan_this_year_leads_to_the_plan_of_last_year(world, client_of):
    last = open_year(
        district=world.district, name="Last year", starts_on=days(world, -400), ends_on=days(world, -100), by=world.root
    )
    ada = child(world, "Ada", "Alder")
    world.plan.__class__.objects.filter(pk=draft(world, ada).pk).update(year=last)
    plan = ada.plans.get()
    shown = line(client_of(world.specialist), ada)
    assert shown.url == reverse("dashboards:plan", args=[plan.public_id])
    assert shown.row.lacks_plan


def test_family_that_has_not_looked_says_so(world, client_of):
    ada = child(world, "Ada", "Alder")
    shared(world, ada)
    assert line(client_of(world.specialist), ada).family.text == "Not opened yet"


def test_look_of_a_guardian_counts_and_a_look_of_staff_does_not(world, client_of):
    ada = child(world, "Ada", "Alder")
    plan = shared(world, ada)
    client = client_of(world.specialist)
    for by in (world.specialist, world.family):
        record_visit(what="opened", target=plan, subject=ada, by=by, at=moment(world, -1))
    assert line(client, ada).family.text == "Not opened yet"
    students.add_guardian(
        student=ada, name="Dana Thompson", email=world.family.email, starts_on=days(world, -9), by=world.specialist
    )
    assert line(client, ada).family.text.startswith("Looked ")
    assert line(client, ada).family.note == "No answer yet"


@pytest.mark.parametrize(
    ("meaning", "says"), [("read", "Read it "), ("talk", "Wants to talk, "), ("disagree", "Disagrees with a part, ")]
)
def test_answer_of_the_family_stands_in_the_line(world, client_of, meaning, says):
    ada = child(world, "Ada", "Alder")
    answered(world, shared(world, ada), meaning=meaning)
    assert line(client_of(world.specialist), ada).family.text.startswith(says)


def test_moment_with_the_family_stands_in_the_line_and_a_try_does_not(world, client_of):
    ada = child(world, "Ada", "Alder")
    plan = shared(world, ada)
    client = client_of(world.specialist)
    told = {"plan": plan, "voice": "family", "who": "Her father", "on": days(world, -2), "by": world.specialist}
    record_participation(how="tried", **told)
    assert line(client, ada).family.text == "Not opened yet"
    record_participation(how="meeting", **told)
    assert line(client, ada).family.note == "Meeting"


@pytest.mark.parametrize(("on", "is_urgent"), [(-3, True), (7, True), (8, False)])
def test_day_within_a_week_is_marked(world, client_of, on, is_urgent):
    ada = child(world, "Ada", "Alder")
    draft(world, ada, due_on=days(world, on))
    due = line(client_of(world.specialist), ada).due
    far = f" · {days_until(days(world, on), on=world.today)}" if is_urgent else ""
    assert (due.is_urgent, due.note) == (is_urgent, f"Plan due{far}")


def test_fourth_goal_is_counted_and_not_shown(world, client_of):
    ada = child(world, "Ada", "Alder")
    plan = draft(world, ada)
    for label in ("One", "Two", "Three", "Four"):
        goal(world, plan, short_label=label)
    shown = line(client_of(world.specialist), ada)
    assert [label for _level, _word, label in shown.goals] == ["One", "Two", "Three"]
    assert shown.more_goals == 1


# --- Finding, filtering, sorting ------------------------------------------------------------------
@pytest.fixture
def three(world):
    """Maya, Ada Alder of grade 6 with a draft due in 3 days, Uma Kovář of grade 8 without a plan."""
    ada = child(world, "Ada", "Alder", grade="6", local_id="70071")
    draft(world, ada, due_on=days(world, 3))
    students.identify(student=ada, area="reading", decided_on=days(world, -5), by=world.specialist)
    uma = child(world, "Uma", "Kovář", grade="8", has_504=True)
    return world.student, ada, uma


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=kovar", ["Uma Kovář"]),
        ("?q=700", ["Ada Alder"]),
        ("?q=1000004471", ["Maya Thompson"]),
        ("?q=ada+maya", []),
        ("?grade=6", ["Ada Alder"]),
        ("?area=reading", ["Ada Alder"]),
        ("?area=mathematics", ["Maya Thompson"]),
        ("?stage=none", ["Uma Kovář"]),
        ("?stage=draft", ["Ada Alder"]),
        ("?stage=active&grade=7", ["Maya Thompson"]),
        ("?grade=99", ["Ada Alder", "Maya Thompson", "Uma Kovář"]),
        ("?sort=student", ["Ada Alder", "Uma Kovář", "Maya Thompson"]),
        ("?sort=-student", ["Maya Thompson", "Uma Kovář", "Ada Alder"]),
        ("?sort=grade", ["Ada Alder", "Maya Thompson", "Uma Kovář"]),
        ("?sort=stage", ["Ada Alder", "Maya Thompson", "Uma Kovář"]),
        ("?sort=due", ["Ada Alder", "Maya Thompson", "Uma Kovář"]),
        ("?sort=-due", ["Maya Thompson", "Ada Alder", "Uma Kovář"]),
        ("?sort=check_in", ["Maya Thompson", "Ada Alder", "Uma Kovář"]),
        ("?sort=nonsense", ["Ada Alder", "Maya Thompson", "Uma Kovář"]),
    ],
)
def test_finding_filtering_and_sorting(world, client_of, three, query, expected):
    assert names(client_of(world.specialist), query) == expected


def test_teacher_filter_knows_class_and_charge(world, client_of, three):
    _maya, ada, uma = three
    students.join_class(student=ada, section=world.section, starts_on=days(world, -9), by=world.specialist)
    client = client_of(world.specialist)
    assert names(client, f"?teacher={world.teacher.pk}") == ["Ada Alder", "Maya Thompson"]
    students.take_responsibility(
        student=uma, kind="teacher", user=world.teacher, starts_on=days(world, -9), by=world.specialist
    )
    assert names(client, f"?teacher={world.teacher.pk}") == ["Ada Alder", "Maya Thompson", "Uma Kovář"]


def test_filter_offers_only_what_occurs(world, client_of, three):
    offered = client_of(world.specialist).get(ADDRESS).context["chips"]
    chips = {chip.label: [label for label, _url in chip.options] for chip in offered}
    assert chips["Grade"] == ["6", "7", "8"]
    assert chips["Stage"] == ["Draft", "Active", "No plan"]
    assert chips["Teacher"] == ["Daniel Reyes"]


def test_chosen_filter_can_be_taken_away_and_keeps_the_rest(world, client_of, three):
    page = client_of(world.specialist).get(ADDRESS + "?grade=6&sort=-due&view=due")
    chip = next(chip for chip in page.context["chips"] if chip.label == "Grade")
    assert (chip.chosen, chip.clear) == ("6", "?scope=mine&view=due&sort=-due")


def test_filter_nobody_fits_says_so_and_leads_back(world, client_of, three):
    page = client_of(world.specialist).get(ADDRESS + "?q=zzz")
    assert "Nobody here fits." in page.content.decode()
    assert page.context["everybody"] == "?scope=mine"


# --- Saved views -------------------------------------------------------------------------------------
def counts(client, query=""):
    return {view.code: count for view, _address, count in client.get(ADDRESS + query).context["tabs"]}


def test_views_count_what_they_open(world, client_of, three):
    _maya, _ada, uma = three
    pool = child(world, "Zoe", "Young", status="talent_pool")
    shared(world, child(world, "Ben", "Evans"), due_on=days(world, 60))
    client = client_of(world.specialist)
    expected = {
        "all": {"Maya Thompson", "Ada Alder", "Uma Kovář", "Zoe Young", "Ben Evans"},
        "due": {"Maya Thompson", "Ada Alder", "Ben Evans"},
        "no_plan": {"Uma Kovář"},
        "quiet": {"Ben Evans"},
        "family": {"Ben Evans"},
        "twice": {str(uma)},
        "new": {"Ada Alder"},
        "pool": {str(pool)},
    }
    assert counts(client) == {code: len(found) for code, found in expected.items()}
    assert {code: set(names(client, f"?view={code}")) for code in expected} == expected


def test_talent_pool_that_nobody_keeps_is_counted_and_opens_the_schools(world, client_of):
    child(world, "Zoe", "Young", status="talent_pool", keeper=None)
    child(world, "Lia", "Far", status="talent_pool", keeper=None, school=world.other_school)
    client = client_of(world.specialist)
    tabs = {view.code: (address, count) for view, address, count in client.get(ADDRESS).context["tabs"]}
    address, count = tabs["pool"]
    assert count == 1
    assert set(names(client, address)) == {"Zoe Young"}


def test_counselor_is_not_offered_views_without_plans(world, client_of):
    assert list(counts(client_of(world.counselor))) == ["all", "due", "quiet", "family", "twice", "new"]


def test_view_without_a_tab_shows_while_one_looks_at_it(world, client_of):
    client = client_of(world.specialist)
    assert "unshared" not in counts(client)
    assert counts(client, "?view=unshared")["unshared"] == 1


def test_moved_in_this_year_is_new(world, client_of):
    child(world, "Ivo", "Zapata", status="moved_in")
    assert names(client_of(world.specialist), "?view=new") == ["Ivo Zapata"]


def test_words_without_a_level_break_the_silence(world, client_of):
    ben = child(world, "Ben", "Evans")
    plan = shared(world, ben)
    client = client_of(world.specialist)
    assert names(client, "?view=quiet") == ["Ben Evans"]
    check_in(goal=plan.goals.get(), by=world.family, voice="family", words="We tried it", at=moment(world, -4))
    assert names(client, "?view=quiet") == []


# --- The page ----------------------------------------------------------------------------------------
def test_long_list_is_paged(world, client_of, three, monkeypatch):
    monkeypatch.setattr(caseload_page, "PAGE", 2)
    client = client_of(world.specialist)
    first = client.get(ADDRESS)
    assert [str(one.row.student) for one in first.context["lines"]] == ["Ada Alder", "Maya Thompson"]
    assert (first.context["earlier"], first.context["later"]) == ("", "?scope=mine&page=2")
    assert names(client, first.context["later"]) == ["Uma Kovář"]


def test_empty_caseload_offers_the_import(world, client_of):
    Enrollment.objects.filter(school=world.school).update(school=world.other_school)
    world.student.responsibilities.filter(kind="plan_manager").update(ends_on=days(world, -1))
    page = client_of(world.specialist).get(ADDRESS).content.decode()
    assert "No students yet." in page
    assert reverse("rostering:start") in page
    assert "You have 0 students." in page


def test_scopes_are_offered_only_where_there_are_two(world, client_of):
    offered = client_of(world.specialist).get(ADDRESS).context["scopes"]
    assert [one.code for one, _url, _on in offered] == ["mine", "school"]
    assert client_of(world.counselor).get(ADDRESS).context["scopes"] == []


def test_greeting_knows_the_hour_and_the_sentence_is_true(world, client_of, freeze):
    freeze(moment(world, 0, hour=16))
    page = client_of(world.specialist).get(ADDRESS).context
    assert page["greeting"] == "Good morning, Elena."
    assert page["sentence"].endswith("You have 1 student. Two things need you.")


def test_page_only_reads(world, client_of):
    assert client_of(world.specialist).post(ADDRESS).status_code == 405
