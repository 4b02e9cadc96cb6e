"""Rows that are the same child, and rows that only look alike."""

from rostering.merging import look_alikes, merged

EMPTY = {"areas": [], "evidence": [], "guardians": [], "teachers": [], "notes": []}


def row(given, family, **facts):
    return EMPTY | {"name": {"given": given, "family": family, "chosen": ""}} | facts


def found(*rows):
    return [(numbers, problem.kind) for numbers, problem in look_alikes(enumerate(rows, start=1))]


def test_shared_state_id_is_the_same_student():
    rows = (
        row("Dustin", "Lopez", state_id="10"),
        row("Ana", "Rivera"),
        row("Dusty", "Lopez", state_id="10"),
    )
    assert found(*rows) == [([1, 3], "same_student_twice")]


def test_same_name_and_grade_without_ids_asks():
    assert found(row("Ana", "Rivera", grade="7"), row("ana", "Rivéra", grade="7")) == [([1, 2], "same_name_twice")]


def test_same_name_with_different_ids_is_two_children():
    assert found(row("Ana", "Rivera", local_id="1"), row("Ana", "Rivera", local_id="2")) == []
    assert found(row("Ana", "Rivera", grade="7"), row("Ana", "Rivera", grade="8")) == []


def test_row_left_out_is_nobodys_twin():
    assert found(row("Ana", "Rivera", local_id="1"), row("Ana", "Rivera", local_id="1", set_aside=True)) == []


def test_merged_rows_keep_everything_of_both():
    first = row("Dustin", "Lopez", grade="7", areas=[{"area": "social_studies", "on": "2023-02-15", "text": ""}],
                guardians=[{"name": "Alan Lopez", "email": "alan@example.org"}], notes=["chess"])  # fmt: skip
    math = [{"area": "mathematics", "on": "", "text": ""}]
    second = row("Dustin", "Lopez", grade="8", born_on="2013-05-01", areas=math,
                 guardians=[{"name": "Alan López", "phone": "970-555-0100"}], notes=["chess", "check"])  # fmt: skip
    whole = merged([first, second])
    assert [area["area"] for area in whole["areas"]] == ["social_studies", "mathematics"]
    assert whole["guardians"] == [{"name": "Alan Lopez", "email": "alan@example.org", "phone": "970-555-0100"}]
    assert (whole["grade"], whole["born_on"]) == ("7", "2013-05-01")
    assert whole["notes"] == ["chess", "grade: 8", "check"]
    assert first["notes"] == ["chess"]
