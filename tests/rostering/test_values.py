"""The value readers, square by square, with what real lists say."""

from datetime import date

import pytest

from rostering.values import (
    PersonName,
    Score,
    read_adult_name,
    read_areas,
    read_date,
    read_email,
    read_exceptionality,
    read_grade,
    read_language,
    read_learner,
    read_local_id,
    read_phone,
    read_score,
    read_state_id,
    read_student_name,
)
from rostering.values.dates import Moment

TODAY = date(2026, 11, 19)


def kinds(reading):
    return [problem.kind for problem in reading.problems]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Johnson, Latasha", PersonName("Latasha", "Johnson")),
        ("Escalante, Alta  Gracia", PersonName("Alta Gracia", "Escalante")),
        ("Frida Nin\u0303o", PersonName("Frida", "Niño")),
        ("Řehoř, Đặng", PersonName("Đặng", "Řehoř")),
        ('Johnson, Latasha "Tasha"', PersonName("Latasha", "Johnson", "Tasha")),
        ("Johnson, Latasha (Tasha)", PersonName("Latasha", "Johnson", "Tasha")),
        ("Smith, Jr., John", PersonName("John", "Smith Jr.")),
        ("Ana de la Cruz", PersonName("Ana", "de la Cruz")),
        ("O'Neil, Siân", PersonName("Siân", "O'Neil")),
    ],
)
def test_student_name_is_read_in_either_order(text, name):
    reading = read_student_name(text)
    assert (reading.value, reading.problems, reading.kept) == (name, (), "")


def test_name_of_three_words_asks_how_to_split_it():
    reading = read_student_name("María Luisa Shields")
    assert reading.value == PersonName("María", "Luisa Shields")
    assert kinds(reading) == ["name_split"]


@pytest.mark.parametrize(("text", "kind"), [("Cher", "name_one_word"), ("???", "name_missing"), (12, "name_missing")])
def test_name_that_is_not_whole_is_a_problem(text, kind):
    assert kinds(read_student_name(text)) == [kind]


@pytest.mark.parametrize(
    ("text", "name"),
    [("Shields, María Luisa", "María Luisa Shields"), ("Lindqvist", "Lindqvist"), ("Dana  Reyes", "Dana Reyes")],
)
def test_adult_name_is_one_line(text, name):
    assert read_adult_name(text).value == name


@pytest.mark.parametrize(
    ("cell", "grade"),
    [("8th", "8"), (8, "8"), ("08", "8"), ("KG", "K"), ("K", "K"), ("PK", "PK"), ("Pre-K", "PK"),
     ("Grade 10", "10"), ("12", "12"), ("Gr 3", "3")],
)  # fmt: skip
def test_grade_is_read(cell, grade):
    assert read_grade(cell).value == grade


@pytest.mark.parametrize("cell", ["13", "6-7", "seventh-ish", 0.5])
def test_unreadable_grade_is_kept_and_shown(cell):
    reading = read_grade(cell)
    assert (reading.value, kinds(reading), reading.kept) == (None, ["grade_unreadable"], str(cell))


def test_state_id_of_another_length_is_shown_but_used():
    assert read_state_id("1899518591").problems == ()
    assert (read_state_id("18995").value, kinds(read_state_id("18995"))) == ("18995", ["state_id_unusual"])


def test_id_shortened_by_a_spreadsheet_is_not_used():
    reading = read_state_id("1.89952E+09")
    assert (reading.value, kinds(reading), reading.kept) == (None, ["id_damaged"], "1.89952E+09")


@pytest.mark.parametrize(("cell", "number"), [(61612, "61612"), ("061612", "061612"), (" 61612 ", "61612")])
def test_local_id_is_text_with_its_zeros(cell, number):
    assert read_local_id(cell).value == number


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("WL/Creat", ("world_languages", "creative_thinking")),
        ("World Language", ("world_languages",)),
        ("General Intellectual Ability, Writing", ("general_intellectual", "writing")),
        ("Mus/Sci/R", ("music", "science", "reading")),
        ("Creative/Productive Thinking", ("creative_thinking",)),
        ("Creative/Productive Thinking, Social Studies", ("creative_thinking", "social_studies")),
        ("M", ("mathematics",)),
        ("W/WL/Creat", ("writing", "world_languages", "creative_thinking")),
        ("Lead/Sci/PA", ("leadership", "science", "performing_arts")),
        ("Dan/Psy", ("dance", "psychomotor")),
        ("VA/R", ("visual_arts", "reading")),
        ("math; MATH\nMathematics", ("mathematics",)),
        ("Idiomas del mundo", ("world_languages",)),
        ("reading & writing", ("reading", "writing")),
    ],
)  # fmt: skip
def test_areas_are_read_in_full_or_short(text, codes):
    reading = read_areas(text)
    assert (reading.value, reading.problems, reading.kept) == (codes, (), "")


def test_unknown_area_is_kept_beside_the_known_ones():
    reading = read_areas("Sci, Robotics/WL")
    assert reading.value == ("science", "world_languages")
    assert (kinds(reading), reading.problems[0].facts, reading.kept) == (
        ["area_unknown"],
        {"text": "Robotics"},
        "Robotics",
    )


def test_her_own_short_forms_win_and_an_empty_one_means_a_note():
    assert read_areas("TX", {"tx": "science"}).value == ("science",)
    assert read_areas("L", {"l": "reading"}).value == ("reading",)
    quiet = read_areas("Robotics", {"robotics": ""})
    assert (quiet.value, quiet.problems, quiet.kept) == ((), (), "Robotics")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (date(2022, 1, 13), date(2022, 1, 13)),
        ("4/17/2024", date(2024, 4, 17)),
        ("02/12/23", date(2023, 2, 12)),
        ("2024-04-17", date(2024, 4, 17)),
        ("Apr 17, 2024", date(2024, 4, 17)),
        ("17 de abril de 2024", date(2024, 4, 17)),
    ],
)
def test_date_is_read_in_each_spelling(cell, day):
    reading = read_date(cell, TODAY)
    assert (reading.value.on, reading.problems) == (day, ())


@pytest.mark.parametrize("text", ["Mar 2023", "March 2023", "3/2023", "Fall 2024", "2021"])
def test_month_without_a_day_stays_in_its_own_words(text):
    reading = read_date(text, TODAY)
    assert (reading.value, kinds(reading)) == (Moment(None, text), ["date_without_day"])


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        (date(2036, 11, 28), "date_future"),
        ("11/20/2026", "date_future"),
        ("Dec 2026", "date_future"),
        ("1/1/1901", "date_too_old"),
        ("2/30/2024", "date_unreadable"),
        ("last spring", "date_unreadable"),
        (45000, "date_unreadable"),
    ],
)
def test_impossible_date_is_kept_and_asks(cell, kind):
    reading = read_date(cell, TODAY)
    assert (reading.value, kinds(reading)) == (None, [kind])
    assert reading.kept


def test_today_itself_is_not_the_future():
    assert read_date(TODAY, TODAY).value.on == TODAY


@pytest.mark.parametrize(
    ("cell", "score"),
    [
        ("98th", Score("98th", 98)),
        (98, Score("98", 98)),
        (">99", Score(">99", 99, "above")),
        ("<50", Score("<50", 50, "below")),
        ("95%", Score("95%", 95)),
        ("Exceeded (795)", Score("Exceeded (795)", level="Exceeded", scale=795)),
        ("Met", Score("Met", level="Met")),
        (132, Score("132", scale=132)),
    ],
)
def test_score_is_read_as_printed_with_its_percentile(cell, score):
    reading = read_score(cell)
    assert (reading.value, reading.problems) == (score, ())


def test_score_we_do_not_know_is_still_a_score_as_printed():
    reading = read_score("see folder")
    assert (reading.value, kinds(reading)) == (Score("see folder"), ["score_unreadable"])


def test_percentage_of_a_spreadsheet_is_read_and_said():
    reading = read_score(0.98)
    assert (reading.value.percentile, kinds(reading)) == (98, ["score_fraction"])


@pytest.mark.parametrize(
    ("text", "plans"),
    [
        ("yes - IEP", {"iep"}),
        ("504", {"504"}),
        (504, {"504"}),
        ("IEP", {"iep"}),
        ("IEP/504", {"iep", "504"}),
        ("N", set()),
    ],
)
def test_exceptionality_names_the_plan(text, plans):
    reading = read_exceptionality(text)
    assert (reading.value, reading.problems, reading.kept) == (frozenset(plans), (), "")


@pytest.mark.parametrize(("text", "kind"), [("Y", "exceptionality_unclear"), ("maybe", "exceptionality_unreadable")])
def test_exceptionality_that_names_no_plan_asks(text, kind):
    reading = read_exceptionality(text)
    assert (reading.value, kinds(reading), reading.kept) == (None, [kind], text)


def test_exited_iep_is_not_read_as_an_iep():
    assert (read_exceptionality("IEP exited").value, read_exceptionality("IEP exited").kept) == (None, "IEP exited")


@pytest.mark.parametrize(("text", "status"), [("Y", "current"), ("exited", "exited"), ("N", "no"), ("NEP", "current")])
def test_english_learner_status_is_read(text, status):
    assert read_learner(text).value == status


def test_unknown_learner_status_is_kept():
    assert (kinds(read_learner("ask ESL")), read_learner("ask ESL").kept) == (["learner_unreadable"], "ask ESL")


@pytest.mark.parametrize(
    ("text", "addresses", "kept", "found"),
    [
        ("ikshita.johnson@example.org", ("ikshita.johnson@example.org",), "", []),
        ("a@example.org; b@example.org", ("a@example.org", "b@example.org"), "", ["email_many"]),
        ("none", (), "", []),
        ("no email - call", (), "no email - call", ["email_note"]),
        ("<A@Example.org>", ("A@Example.org",), "", []),
        ("ana@@example", (), "ana@@example", ["email_unreadable"]),
        ("a@example.org (work)", ("a@example.org",), "a@example.org (work)", ["email_note"]),
    ],
)
def test_email_square_gives_addresses_and_keeps_other_words(text, addresses, kept, found):
    reading = read_email(text)
    assert (reading.value, reading.kept, kinds(reading)) == (addresses, kept, found)


@pytest.mark.parametrize(
    ("text", "number", "kept"),
    [
        ("970-555-5534", "970-555-5534", ""),
        ("(970) 555.5534", "970-555-5534", ""),
        ("+1 970 555 5534 ext 12", "970-555-5534 x12", ""),
        (9705555534, "970-555-5534", ""),
        ("970-555-5534 (grandma)", "970-555-5534", "970-555-5534 (grandma)"),
        ("555-5534", None, "555-5534"),
    ],
)
def test_phone_is_written_one_way_and_words_are_kept(text, number, kept):
    reading = read_phone(text)
    assert (reading.value, reading.kept) == (number, kept)


@pytest.mark.parametrize(
    ("text", "code"),
    [("English", "en"), ("Vietnamese", "vi"), ("español", "es"), ("Somali", "so"), ("Mandarin", "zh-hans")],
)
def test_language_is_read_by_name(text, code):
    assert read_language(text).value == code


def test_language_without_a_code_stays_in_her_words():
    assert (read_language("Hmong").value, read_language("Spanish/Mam").value) == ("Hmong", "Spanish/Mam")


def test_sentence_is_no_language_and_is_kept():
    text = "Spanish with mother, English with grandmother"
    assert (kinds(read_language(text)), read_language(text).kept) == (["language_unknown"], text)
