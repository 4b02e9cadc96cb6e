"""A whole row as a record, with the choices a person makes about its problems."""

from datetime import date

from rostering.columns import guess_columns
from rostering.record import NO_COLUMN, Context, read_row
from rostering.settling import Chosen

TODAY = date(2026, 11, 19)


def read(row: dict, choices=None):
    columns = guess_columns(tuple(row))
    return read_row(tuple(row.values()), Context(columns, TODAY), choices)


def found(reader):
    return [(column, problem.kind) for column, problem in reader.found]


def test_row_of_a_caseload_becomes_a_record():
    reader = read(
        {
            "Student (Last, First)": "Murphy, Amy", "Gr": 8, "SASID": "1641950625", "GT Area(s)": "GIA/Dan",
            "Date ID'd": date(2021, 4, 24), "2e?": "504", "ELL": "exited", "CogAT V": ">99", "CMAS Math 26": "Met",
            "Parent/Guardian 1": "Shirley Murphy", "Email 1": "none", "Cell": "970-555-8022",
            "Home lang": "Spanish", "Math tchr": "Okonkwo", "ALP signed last yr?": "no - moved in",
            "Notes": "parents split, two homes",
        }
    )  # fmt: skip
    assert reader.found == []
    assert reader.record == {
        "name": {"given": "Amy", "family": "Murphy", "chosen": ""},
        "grade": "8",
        "state_id": "1641950625",
        "areas": [
            {"area": "general_intellectual", "on": "2021-04-24", "text": ""},
            {"area": "dance", "on": "2021-04-24", "text": ""},
        ],
        "exceptionality": ["504"],
        "english_learner": "exited",
        "home_language": "es",
        "evidence": [
            {"instrument": "CogAT Verbal", "kind": "ability", "area": "", "taken_text": "", "score": ">99",
             "percentile": 99, "percentile_bound": "above"},
            {"instrument": "CMAS Mathematics", "kind": "achievement", "area": "mathematics", "taken_text": "2026",
             "score": "Met", "percentile": None, "percentile_bound": "exactly"},
        ],
        "guardians": [{"name": "Shirley Murphy", "email": "", "phone": "970-555-8022"}],
        "teachers": [{"subject": "Math", "named": "Okonkwo"}],
        "notes": ["ALP signed last yr?: no - moved in", "parents split, two homes"],
    }  # fmt: skip


def test_future_date_is_a_note_until_a_date_is_typed():
    row = {"Name": "Stewart, Mary", "Date ID'd": date(2036, 11, 28), "GT Area": "WL"}
    undecided = read(row)
    assert found(undecided) == [(1, "date_future")]
    assert undecided.record["areas"] == [{"area": "world_languages", "on": "", "text": ""}]
    assert undecided.record["notes"] == ["Date ID'd: 2036-11-28"]
    typed = read(row, {(1, "date_future"): Chosen("type_date", "2024-11-28")})
    assert typed.record["areas"] == [{"area": "world_languages", "on": "2024-11-28", "text": ""}]


def test_month_without_a_day_stays_with_the_area_in_its_own_words():
    reader = read({"Name": "Jones, Alexander", "GT Area": "WL", "Date ID'd": "Mar 2023"})
    assert reader.record["areas"] == [{"area": "world_languages", "on": "", "text": "Mar 2023"}]


def test_date_without_an_area_is_a_note():
    assert read({"Name": "Jones, Alexander", "Date ID'd": "Mar 2023"}).record["notes"] == ["Date ID'd: Mar 2023"]


def test_second_address_goes_to_a_note_unless_chosen():
    row = {"Name": "Mistry, Shivansh", "Parent": "Urishilla Mistry", "Email": "u@example.org; grandma@example.org"}
    first = read(row)
    assert first.record["guardians"] == [{"name": "Urishilla Mistry", "email": "u@example.org"}]
    assert first.record["notes"] == ["Email: grandma@example.org"]
    second = read(row, {(2, "email_many"): Chosen("second")})
    assert second.record["guardians"][0]["email"] == "grandma@example.org"
    assert second.record["notes"] == ["Email: u@example.org"]


def test_words_instead_of_an_address_stay_with_the_adult():
    reader = read({"Name": "Magaña, Homero", "Parent": "Joshua Magaña", "Email": "no email - call"})
    assert reader.record["guardians"] == [{"name": "Joshua Magaña", "email": "", "contact_note": "no email - call"}]


def test_bare_yes_claims_no_plan_until_somebody_says_which():
    row = {"Name": "Partida, Esparta", "2e?": "Y"}
    assert "exceptionality" not in read(row).record
    assert read(row).record["notes"] == ["2e?: Y"]
    said = read(row, {(1, "exceptionality_unclear"): Chosen("iep")}).record
    assert (said["exceptionality"], said["notes"]) == (["iep"], [])


def test_name_in_two_columns_is_joined_and_half_a_name_is_missing():
    assert read({"Last Name": "Lad", "First Name": "Finn"}).record["name"] == {
        "given": "Finn",
        "family": "Lad",
        "chosen": "",
    }
    assert found(read({"Last Name": "Lad", "First Name": None})) == [(NO_COLUMN, "name_missing")]


def test_single_name_is_completed_by_what_is_typed():
    row = {"Name": "Cher", "Gr": 7}
    assert found(read(row)) == [(0, "name_one_word")]
    whole = read(row, {(0, "name_one_word"): Chosen("given", "Sarkisian")})
    assert whole.record["name"] == {"given": "Cher", "family": "Sarkisian", "chosen": ""}


def test_name_of_three_words_is_split_as_chosen():
    row = {"Name": "María Luisa Shields"}
    chosen = read(row, {(0, "name_split"): Chosen("given_2")})
    assert chosen.record["name"] == {"given": "María Luisa", "family": "Shields", "chosen": ""}


def test_address_of_nobody_is_a_note():
    reader = read({"Name": "Lad, Finn", "Parent": None, "Email": "c@example.org"})
    assert reader.record["guardians"] == []
    assert reader.record["notes"] == ["c@example.org"]
    assert found(reader) == [(NO_COLUMN, "contact_without_name")]


def test_row_can_be_left_out():
    assert read({"Name": "Cher"}, {(0, "name_one_word"): Chosen("set_aside")}).record["set_aside"] is True
