"""Her words for columns, guessed from left to right."""

from rostering.columns import guess_columns, target, targets
from rostering.columns.words import phrases

SPECIALIST = {
    "Student (Last, First)": "student_name", "Gr": "grade", "SASID": "state_id", "LASID": "local_id",
    "GT Area(s)": "areas", "Date ID'd": "identified_on", "2e?": "exceptionality", "ELL": "english_learner",
    "CogAT V": "evidence", "CMAS ELA 26": "evidence", "Parent/Guardian 1": "guardian_1_name",
    "Email 1": "guardian_1_email", "Cell": "guardian_1_phone", "Parent/Guardian 2": "guardian_2_name",
    "Email 2": "guardian_2_email", "Home lang": "home_language", "Math tchr": "teacher_mathematics",
    "ELA tchr": "teacher_language", "ALP signed last yr?": "signed_last_year", "Notes": "note",
}  # fmt: skip


def guessed(*headers):
    return [column.target for column in guess_columns(headers)]


def test_columns_of_a_real_caseload_are_all_guessed():
    assert guessed(*SPECIALIST) == list(SPECIALIST.values())


def test_tests_are_known_by_instrument_part_and_year():
    assert [
        column.test for column in guess_columns(("CogAT V", "CMAS ELA 26", "i-Ready Reading Fall 24", "MAP Math 25-26"))
    ] == [
        {"instrument": "CogAT", "kind": "ability", "part": "Verbal", "year": ""},
        {"instrument": "CMAS", "kind": "achievement", "part": "English language arts", "year": "2026"},
        {"instrument": "i-Ready", "kind": "achievement", "part": "Reading Fall", "year": "2024"},
        {"instrument": "NWEA MAP", "kind": "achievement", "part": "Mathematics", "year": "2026"},
    ]


def test_talent_pool_sheet_is_guessed():
    assert guessed("Name", "Gr", "Why") == ["student_name", "grade", "talent_pool"]


def test_columns_without_a_number_belong_to_the_adult_they_stand_beside():
    assert guessed("Parent", "Email", "Phone", "Parent", "Email", "Phone") == [
        "guardian_1_name", "guardian_1_email", "guardian_1_phone",
        "guardian_2_name", "guardian_2_email", "guardian_2_phone",
    ]  # fmt: skip


def test_mother_and_father_keep_their_columns_in_any_order():
    assert guessed("Mother", "Father", "Mother Email", "Father Cell") == [
        "guardian_1_name", "guardian_2_name", "guardian_1_email", "guardian_2_phone",
    ]  # fmt: skip


def test_unknown_column_and_second_of_a_kind_become_notes_never_nothing():
    assert guessed("Name", "Student", "Locker color", "") == ["student_name", "note", "note", "note"]


def test_every_word_of_the_vocabulary_means_a_target_that_exists():
    known = {one.code for one in targets()}
    assert {code.format(n=1) for code in phrases().values()} <= known
    assert target("guardian_3_email").guardian_number == 3
