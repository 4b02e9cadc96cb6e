"""One plan, end to end, from her own list: the journey this portal was made for.

A specialist with nobody on her list brings in her workbook, writes one student's plan and shares it. A
teacher, the mother and the student each do their part. She sees it, answers, amends, shares again and prints.
"""

import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.browser.journeys import choose, in_days, parts_met, plain, save, sign_in_by_code, tap
from tests.browser.nora import NORA, address_of

PATIENCE = 60_000  # milliseconds
WORKBOOK = Path(__file__).parent.parent / "rostering" / "specialist-caseload.xlsx"
pytestmark = [pytest.mark.needs("pdftotext")]

MOTHER, STUDENT, TEACHER = "sherry.espinal@example.org", "clara@example.org", address_of("Marcus Brooks")
SECTIONS = {
    "strengths": "Hears how a sentence sounds, and rewrites until it sings.",
    "interests": "Radio plays and the sea.",
    "needs": "Longer pieces, a real audience, fewer worksheets.",
    "growing": "Hands work in late because it is not perfect yet.",
    "ahead": "Honors English in grade 9, with her portfolio.",
}
WRITING = {
    "statement": "Write a radio play that a stranger would listen to until the end",
    "short_label": "Writing",
    "family_words": "Write a radio play that people want to hear",
    "standard": "RW20-GR.9-S.3-GLE.2",
    "baseline": "Writes strong scenes and does not finish them",
    "measure": "Three listeners retell the ending of her play",
    "target": "3 of 3 listeners",
}
DRAFTS = {
    "statement": "Show a first draft to somebody before it feels ready",
    "short_label": "First drafts",
    "measure": "Counts the drafts that somebody else has read",
    "target": "6 by the end of the window",
}
QUESTION = "May her play be about the flood of 1976?"
STEP = "Record the first scene with my phone"
AMENDED = "5 of 5 listeners, two of them strangers"
WHY_CHANGED = "She reached three listeners in a week, so we aim higher."


@pytest.mark.long
def test_one_plan_from_her_own_list(site, visitor, mailbox, sign_in, tmp_path):
    nora, story = visitor(width=1366), SimpleNamespace(site=site, mailbox=mailbox)
    sign_in(nora, NORA)
    bring_in_her_workbook(nora, site)
    start_the_plan(nora, story)
    write_the_plan(nora, story)
    share_it_the_first_time(nora, story)
    teacher_checks_in(visitor(), sign_in, story)
    mother_reads_asks_and_acknowledges(visitor(width=390, height=844, has_touch=True), story)
    student_checks_in_and_plans_a_step(visitor(width=390, height=844, has_touch=True), story)
    specialist_sees_and_answers(nora, story)
    specialist_amends_and_shares_again(nora, story)
    paper_says_what_the_screen_says(nora, story, tmp_path)


def bring_in_her_workbook(page, site):
    page.get_by_text("No students yet.").wait_for()
    page.get_by_role("link", name="Import a list").first.click()
    page.locator("input[type=file]").set_input_files(WORKBOOK)
    page.locator("#read-file").click()
    page.locator("#sheet-1").click()
    page.locator("#confirm-columns").click()
    expect(page.locator("#count-new")).to_have_text("86")
    page.locator("#bring-in").click()
    expect(page.locator("#count-decide")).to_have_text("2")  # undecided problems stop the whole list
    for choice in ("no_date", "merge"):
        page.locator(f".issue.waits input[value={choice}]").first.check()
    page.locator("#keep-choices").click()
    expect(page.locator("#count-decide")).to_have_text("0")
    page.locator("#bring-in").click()
    page.wait_for_url("**/result/")
    expect(page.locator("#work")).to_have_attribute("data-work", "queued")
    site.work()  # all of it, in one transaction
    page.locator("#to-caseload").wait_for(timeout=PATIENCE)  # the page looks again by itself
    expect(page.locator("#count-new")).to_have_text("86")
    page.locator("#to-caseload").click()


def start_the_plan(page, story):
    page.locator(".views [aria-current=page]", has_text="86").wait_for()
    page.locator("[data-find]").fill("Espinal")
    page.keyboard.press("Enter")
    page.locator("table.cl").get_by_role("button", name="Start a plan").click()
    page.wait_for_url("**/plans/*/")
    story.plan = page.url.removeprefix(story.site.url)
    expect(page.locator("h1")).to_have_text("Clara Espinal")


def write_the_plan(page, story):
    for code, words in SECTIONS.items():
        write_section(page, code, words)
    write_goal(page, "achievement", WRITING, area="writing", teacher="Marcus Brooks", does="Reads a scene on Fridays")
    write_goal(page, "affective", DRAFTS, domain="personal", teacher="Marcus Brooks", does="Collects drafts, unmarked")
    cards = page.locator("#goals article[id^=goal-]")
    expect(cards).to_have_count(2)
    story.goals = [card.get_attribute("id") for card in cards.all()]
    add_programming(page)
    record_part(page, "family", "Sherry Espinal", "call", "She writes every evening at home.")
    record_part(page, "student", "Clara Espinal", "meeting", "She wants an audience.")
    met, total = parts_met(page)
    missing = page.locator("#parts li.miss").all_inner_texts()
    assert (met, len(missing)) == (total - 1, 1), missing  # what is left is the work of others
    assert "Progress" in missing[0]


def write_section(page, code, words):
    """Edit one section where it stands."""
    page.locator(f"#section-{code} h3 .edit").click()
    page.locator(f"#section-{code} textarea").fill(words)
    if (own := page.locator(f"#section-{code} [name=whose][value=self]")).count():
        own.check()
    page.locator(f"#section-{code} form .btn-primary").click()
    page.locator(f"#section-{code}").get_by_text(words).wait_for()


def write_goal(page, kind, values, teacher, does, **one_of):
    page.locator("#goals .sec-h a.edit, #goals a[href*='/goals/add/']").first.click()
    choose(page, "kind", kind)
    for name, value in one_of.items():
        if name == "area":
            page.locator("[name=area]").select_option(value)
        else:
            choose(page, name, value)
    for name, value in (values | {"check_on": in_days(25)}).items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=school-0-words]").fill(does)
    page.locator("[name=school-0-person]").select_option(label=teacher)
    page.locator("[name=home-0-words]").fill("Listen to one scene at supper")
    save(page)
    page.locator("#goals").get_by_text(values["statement"]).first.wait_for()


def add_programming(page):
    page.locator("#programming a[href*=programming]").first.click()
    page.locator("[name=option]").select_option("independent_study")
    page.locator("[name=words]").fill("A radio play, instead of unit 3")
    page.locator("[name=who]").fill("Mr. Brooks")
    save(page)
    page.locator("#programming").get_by_text("A radio play, instead of unit 3").wait_for()


def record_part(page, voice, who, how, words):
    page.locator("#participation").get_by_role("link", name="Record one").click()
    choose(page, "voice", voice)
    page.locator("[name=who]").fill(who)
    page.locator("[name=how]").select_option(how)
    page.locator("[name=words]").fill(words)
    save(page)
    page.locator("#participation").get_by_text(words).wait_for()


def share_it_the_first_time(page, story):
    give_the_student_an_address(page, story)
    page.goto(story.plan)
    page.get_by_role("link", name="Share with the family").click()
    page.locator("[name=reason]").fill("Clara's first plan at Larkspur")
    save(page)
    page.get_by_text("Shared as revision 1.").wait_for()
    story.site.work()
    letter = story.mailbox.wait_for(MOTHER)
    assert "Clara" not in letter.as_string()  # a letter carries a link and no facts about the child
    assert story.plan.split("/")[2] in letter.as_string()


def give_the_student_an_address(page, story):
    page.locator(".acts summary").click()
    page.locator(".acts .menu").get_by_role("link", name="Record").click()
    page.get_by_role("link", name="Give an email").click()
    page.locator("[name=email]").fill(STUDENT)
    save(page)
    page.locator("#sign-in").get_by_text(STUDENT).wait_for()


def teacher_checks_in(page, sign_in, story):
    sign_in(page, TEACHER)
    row = page.locator(".row-s", has=page.get_by_role("heading", name="Clara Espinal"))
    row.get_by_text("Reads a scene on Fridays").wait_for()
    tap(row, 3)
    page.reload()
    expect(row.locator("form.ci", has_text=WRITING["statement"]).locator("input[value='3']")).to_be_checked()
    kept = "SELECT c.voice, c.level FROM checkins_checkin c JOIN goals_goal g ON g.id = c.goal_id WHERE statement = %s"
    assert story.site.rows(kept, WRITING["statement"]) == [("staff", 3)]


def mother_reads_asks_and_acknowledges(page, story):
    sign_in_by_code(page, story.mailbox, MOTHER)
    page.get_by_text(WRITING["family_words"]).first.wait_for()
    page.get_by_role("link", name="I have a question first").click()
    page.locator("[name=words]").fill(QUESTION)
    save(page)
    page.get_by_text(QUESTION).first.wait_for()
    page.get_by_role("button", name="I have read Clara’s plan").click()
    page.get_by_role("heading", name="You have read the plan").wait_for()
    page.goto(story.plan)
    expect(page.locator("#goals").get_by_text(WRITING["measure"]).first).to_be_visible()


def student_checks_in_and_plans_a_step(page, story):
    sign_in_by_code(page, story.mailbox, STUDENT)
    page.get_by_role("heading", name="Hi, Clara.").wait_for()
    for goal, level in zip(story.goals, (3, 2), strict=True):
        tap(page.locator(f"#{goal}"), level)
    page.locator(f"#{story.goals[0]}").get_by_role("link", name="Write one small thing to do next").click()
    page.locator("[name=words]").fill(STEP)
    save(page)
    page.locator(f"#{story.goals[0]}").get_by_text(STEP, exact=True).wait_for()


def specialist_sees_and_answers(page, story):
    page.goto("/")
    need = page.locator(".needs li", has_text="Clara")
    expect(need.get_by_text(QUESTION)).to_have_count(1)
    need.get_by_role("link").first.click()
    page.locator("textarea[name=words]").fill("Yes. The library keeps the tapes of the survivors.")
    save(page)
    page.goto(story.plan)
    met, total = parts_met(page)
    assert met == total
    first = page.locator(f"#{story.goals[0]}")
    expect(first.get_by_text(STEP).first).to_be_visible()
    expect(page.locator("#acknowledgements").get_by_text("Sherry Espinal").first).to_be_visible()
    heard = len(story.mailbox.letters(MOTHER))
    story.site.work()
    assert QUESTION not in story.mailbox.wait_for(MOTHER, heard + 1).as_string()


def specialist_amends_and_shares_again(page, story):
    page.locator(f"#{story.goals[0]} a[href^='/goals/'].edit").first.click()
    page.locator("[name=target]").fill(AMENDED)
    save(page)
    page.get_by_text("1 change not shared yet").wait_for()
    page.get_by_role("link", name="Share changes").click()
    page.locator("[name=reason]").fill(WHY_CHANGED)
    save(page)
    page.get_by_text("Shared as revision 2.").wait_for()


def paper_says_what_the_screen_says(page, story, folder):
    screen = plain(page.locator("main").inner_text())
    page.get_by_role("link", name="PDF").click()
    address = page.get_by_role("link", name="Print in English").get_attribute("href")
    answer = page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    paper = folder / "plan.pdf"
    paper.write_bytes(answer.body())
    words = ["pdftotext", paper, "-"]
    printed = plain(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
    for text in ("Clara Espinal", WRITING["statement"], WRITING["measure"], AMENDED, *SECTIONS.values()):
        assert text in screen, text
        assert text in printed, text
