"""What a record proposes to change, compared with what is known of a child."""

from rostering.proposals import NOTHING_KNOWN, changes_of, status_of

RECORD = {
    "name": {"given": "José", "family": "Rivera", "chosen": ""},
    "grade": "7",
    "state_id": "1258026796",
    "exceptionality": ["iep"],
    "home_language": "es",
    "areas": [{"area": "music", "on": "2023-01-11", "text": ""}],
    "evidence": [
        {"instrument": "CogAT Verbal", "kind": "ability", "area": "", "taken_text": "2026", "score": "98th",
         "percentile": 98, "percentile_bound": "exactly"},
    ],
    "guardians": [{"name": "Susan Rivera", "email": "susan@example.org", "phone": "970-555-0547"}],
    "teachers": [{"subject": "Math", "named": "Lindqvist"}],
    "notes": ["loves robotics"],
}  # fmt: skip
KNOWN = {
    "facts": {
        "legal_first": "José", "legal_last": "Rivera", "chosen_first": "", "state_id": "1258026796", "local_id": None,
        "home_language": "es", "english_learner": "no", "has_iep": True, "has_504": True, "born_on": None,
    },
    "grade": "7", "school": 1, "school_name": "Cottonwood", "status": "identified",
    "areas": {"music": {"id": 5, "on": "2023-01-11", "text": ""}, "dance": {"id": 6, "on": "", "text": ""}},
    "evidence": {"cogat verbal|2026": {"id": 7, "score": "98th"}},
    "guardians": [
        {"id": 8, "name": "Susan Rivera", "email": "susan@example.org", "phone": "970-555-0547", "contact_note": ""},
        {"id": 9, "name": "Tom Rivera", "email": "", "phone": "", "contact_note": ""},
    ],
    "teachers": [{"id": 10, "subject": "Mathematics", "named": "", "user": 3, "user_name": "Ingrid Lindqvist"}],
    "notes": frozenset({"loves robotics"}),
}  # fmt: skip


def proposed(record=None, known=KNOWN, **options):
    return [
        (change["key"], change.get("before", ""), change.get("after", ""))
        for change in changes_of(RECORD | (record or {}), known, **options)
    ]


def test_what_is_known_already_proposes_nothing():
    assert proposed() == []


def test_new_child_proposes_everything():
    assert [change["key"] for change in changes_of(RECORD, NOTHING_KNOWN)] == [
        "fact:legal_first", "fact:legal_last", "fact:state_id", "fact:home_language", "fact:has_iep",
        "grade", "status", "area:music", "evidence:cogat verbal|2026", "guardian:susan rivera",
        "teacher:mathematics", "note:loves robotics",
    ]  # fmt: skip


def test_each_square_that_differs_is_one_change():
    assert proposed({"grade": "8"}) == [("grade", "7", "8")]
    assert proposed({"home_language": "en"}) == [("fact:home_language", "es", "en")]
    assert proposed({"areas": [{"area": "music", "on": "2024-02-02", "text": ""}]}) == [
        ("area:music:date", "2023-01-11", "2024-02-02")
    ]
    assert proposed({"evidence": [RECORD["evidence"][0] | {"score": ">99"}]}) == [
        ("evidence:cogat verbal|2026", "98th", ">99")
    ]
    assert proposed({"guardians": [RECORD["guardians"][0] | {"phone": "970-555-1111"}]}) == [
        ("guardian:8:phone", "970-555-0547", "970-555-1111")
    ]
    assert proposed({"teachers": [{"subject": "Math", "named": "Okonkwo"}]}) == [
        ("teacher:mathematics", "Ingrid Lindqvist", "Okonkwo")
    ]


def test_empty_square_erases_nothing():
    lists = {name: [] for name in ("areas", "evidence", "guardians", "teachers", "notes")}
    assert proposed(lists | {"grade": "", "home_language": None}) == []


def test_name_without_its_accent_is_the_same_name_but_a_found_accent_is_news():
    assert proposed({"name": {"given": "Jose", "family": "Rivera", "chosen": ""}}) == []
    unaccented = KNOWN | {"facts": KNOWN["facts"] | {"legal_first": "Jose"}}
    assert proposed(known=unaccented) == [("fact:legal_first", "Jose", "José")]


def test_chosen_name_in_the_list_does_not_change_the_legal_one():
    known = KNOWN | {"facts": KNOWN["facts"] | {"legal_first": "Josefina", "chosen_first": "José"}}
    assert proposed(known=known) == []


def test_one_plan_named_does_not_deny_the_other_and_a_plain_no_denies_both():
    assert proposed({"exceptionality": ["504"]}) == []
    assert proposed({"exceptionality": []}) == [("fact:has_iep", True, False), ("fact:has_504", True, False)]


def test_adult_known_by_address_under_another_name_is_corrected_not_doubled():
    renamed = [{"name": "Susana Rivera-Lopez", "email": "susan@example.org"}]
    assert proposed({"guardians": renamed}) == [("guardian:8:name", "Susan Rivera", "Susana Rivera-Lopez")]


def test_teacher_named_before_is_matched_when_found_now():
    named_only = [{"id": 10, "subject": "Math", "named": "Lindqvist", "user": None, "user_name": ""}]
    found = proposed(known=KNOWN | {"teachers": named_only}, match=lambda _named: 3)
    assert found == [("teacher:mathematics:person", "", "")]


def test_list_brings_a_child_further_into_the_program_never_out():
    watched = {"areas": [], "talent_pool": "parent asked"}
    assert status_of(RECORD | watched) == "talent_pool"
    assert proposed(watched) == []
    assert proposed(watched, KNOWN | {"status": "referred"}) == [("status", "referred", "talent_pool")]
    assert proposed(known=KNOWN | {"status": "talent_pool"}) == [("status", "talent_pool", "identified")]


def test_child_at_another_school_is_moved_not_regraded():
    moved = {"school_id": 2, "school_name": "Juniper", "grade": "8"}
    assert proposed(moved) == [("school", "Cottonwood", "Juniper")]
