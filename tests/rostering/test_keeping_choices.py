"""What is ticked and typed in a preview stays, whichever button is pressed next; and the counts are true."""

import pytest

from tests.rostering.files import HEADERS, workbook
from tests.rostering.test_pages import confirm, page, uploaded

FUTURE = ("Rivera, Ana", 7, "1258026796", None, "M", "11/28/2036", None, None, None)
ONE_WORD = ("Cher", 7, "1258026797", None, "M", None, None, None, None)
DATE = "2-5-date_future"


@pytest.fixture
def run(desk, world):
    many = [(f"Zuni, A{n:02}", 7, None, None, "M", None, None, None, None) for n in range(60)]
    run, _where = uploaded(desk, world, workbook([("A", [HEADERS, FUTURE, ONE_WORD, *many])]))
    confirm(desk, run)
    return run


def press(desk, run, then, **said):
    return desk.post(page(run, "decide"), {"show": "decide", "page": "1", "then": then} | said)


@pytest.mark.parametrize("then", ["show:all", "show:teachers", "page:2", "row:40", "apply", ""])
def test_every_button_keeps_what_was_ticked_and_typed(desk, run, then):
    press(desk, run, then, **{f"choice-{DATE}": "type_date", f"typed-{DATE}-type_date": "2024-11-28"})
    issue = run.rows.get(number=2).issues.get()
    assert (issue.choice, issue.typed, issue.decided) == ("type_date", "2024-11-28", True)


def test_buttons_lead_where_they_say(desk, run):
    leads = {then: press(desk, run, then)["Location"] for then in ("show:create", "page:2", "row:60", "")}
    assert leads == {
        "show:create": page(run, "preview") + "?show=create&page=1",
        "page:2": page(run, "preview") + "?show=decide&page=2",
        "row:60": page(run, "preview") + "?show=all&page=2#row-60",
        "": page(run, "preview") + "?show=decide&page=1",
    }
    assert 'id="row-60"' in desk.get(leads["row:60"]).content.decode()


def test_counts_are_true_after_another_view_was_chosen(desk, run):
    looked = desk.get(page(run, "preview"))
    assert (looked.context["coming"], looked.context["counts"]["decide"]) == (61, 2)
    named = {"choice-3-0-name_one_word": "family", "typed-3-0-name_one_word-family": "Sara"}
    press(desk, run, "show:all", **{f"choice-{DATE}": "no_date"}, **named)
    looked = desk.get(page(run, "preview"))
    assert (looked.context["coming"], looked.context["counts"]["decide"]) == (62, 0)
    assert "Bring in 62 students" in looked.content.decode()


def test_typed_beside_a_choice_that_was_not_ticked_counts_as_choosing_it(desk, run):
    press(desk, run, "show:all", **{f"typed-{DATE}-type_date": "2024-11-28", "typed-3-0-name_one_word-family": "Sara"})
    assert run.rows.get(number=2).record["areas"][0]["on"] == "2024-11-28"
    assert run.rows.get(number=3).record["name"] == {"given": "Sara", "family": "Cher", "chosen": ""}


def test_day_that_has_not_come_stays_in_the_box_with_the_sentence(desk, run):
    press(desk, run, "show:decide", **{f"choice-{DATE}": "type_date", f"typed-{DATE}-type_date": "2036-01-01"})
    shown = desk.get(page(run, "preview") + "?show=decide").content.decode()
    assert 'value="2036-01-01"' in shown
    assert " novalidate" in shown  # or the browser would hold her on this view until she corrects it
    assert "This day has not come yet. Type a day in the past." in shown
    assert run.rows.get(number=2).issues.get().decided is False


def test_rows_with_a_problem_have_a_view_of_their_own(desk, run):
    press(desk, run, "show:all", **{f"choice-{DATE}": "no_date", "choice-3-0-name_one_word": "set_aside"})
    looked = desk.get(page(run, "preview") + "?show=problems")
    assert [row.number for row in looked.context["rows"]] == [2, 3]


def test_list_that_moved_on_in_another_window_leads_to_where_it_is(desk, run, monkeypatch):
    run.rows.all().delete()
    type(run).objects.filter(pk=run.pk).update(state="discarded")
    assert press(desk, run, "show:all").status_code == 303
