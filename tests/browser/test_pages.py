"""Every page of every role, looked at: nothing against WCAG 2.2 AA, nothing to scroll sideways, no complaint."""

import pytest
from playwright.sync_api import expect

from tests.access.doors import INSIDE, MAY
from tests.access.table import MATRIX
from tests.browser.journeys import choose, save
from tests.browser.nora import NORA
from tests.browser.nora import address_of as teacher_at

MAIL = {"coordinator": "root@example.org", "student_user": "maya@example.org"}
ROLES = [who for who in INSIDE if who != "card"]
# No pages of ours: the browser shows them in its own window.
PAPER = {"documents:pdf", "checkins:work", "plans:document", "students:evidence_file"}

TWICE_AS_LARGE = 195  # the width that is left of a phone's 390 pixels at 200 %

# Forms and lists that look alike to whoever of the staff may open them: the specialist looks for all.
COLLEAGUES = ("teacher", "counselor", "leader", "coordinator")
ALIKE = ("students:", "rostering:", "goals:", "plans:")

IN_THE_DARK = {
    "specialist": ("dashboards:caseload", "dashboards:plan", "goals:edit", "students:detail", "rostering:columns"),
    "teacher": ("dashboards:classes",),
    "family": ("dashboards:family_child",),
    "student_user": ("dashboards:me",),
    "coordinator": ("dashboards:schools", "schools:staff"),
}

# What to send that cannot be right: a form, one field of it and its value.
INVALID = {
    "goals:add": ("short_label", ""),
    "students:add": ("legal_first", ""),
    "students:guardian_add": ("email", "no address"),
    "plans:share": ("reason", ""),
    "plans:participation_add": ("who", ""),
    "checkins:comment": ("words", ""),
}


def opened_by(who):
    """The doors that this role may look through, by URL name."""
    place = INSIDE.index(who)
    return [name for name, (looking, _acting) in MATRIX.items() if looking[place] == MAY and name not in PAPER]


def pages_of(who):
    """The pages that look different to this role, one for each URL name."""
    seen = opened_by("specialist") if who in COLLEAGUES else []
    return [name for name in opened_by(who) if not (name in seen and name.startswith(ALIKE))]


@pytest.fixture
def enter(visitor, sign_in):
    """`enter("teacher", color_scheme="dark")`: one of the cast, signed in, with a browser of their own."""

    def somebody(who, **options):
        page = visitor(**options)
        sign_in(page, MAIL.get(who, f"{who}@example.org"))
        return page

    return somebody


@pytest.fixture
def faults_of(axe, no_overflow):
    """`faults_of(page)`: what is not sound on the page that stands there, at each width; a list to be empty."""

    def look(page, widths=(TWICE_AS_LARGE, 390, 1280)):
        faults = []
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            for check in (no_overflow,) if width == TWICE_AS_LARGE else (no_overflow, axe):
                try:
                    check(page)
                except AssertionError as fault:
                    faults.append(f"{width} px: {fault}")
        return faults

    return look


@pytest.fixture
def faults_behind(address_of, faults_of):
    """`faults_behind(page, names)`: the same for the pages of many doors, so that one run tells everything."""

    def look(page, names, **options):
        faults = []
        for name in names:
            assert page.goto(address_of(name)).status == 200, name
            faults += [f"{name} {fault}" for fault in faults_of(page, **options)]
        return faults

    return look


def portions(size=20):
    """The pages of each role, so many at a time, for the tests to be shared out evenly."""
    for who in ROLES:
        names = pages_of(who)
        for first in range(0, len(names), size):
            yield pytest.param(who, names[first : first + size], id=f"{who}-{first // size + 1}")


@pytest.mark.long
@pytest.mark.parametrize(("who", "names"), [*portions()])
def test_pages_of_a_role_are_sound_on_a_phone_and_at_a_desk(enter, faults_behind, who, names):
    assert faults_behind(enter(who), names) == []


@pytest.mark.parametrize("who", IN_THE_DARK)
def test_main_pages_are_sound_in_the_dark(enter, faults_behind, who):
    assert faults_behind(enter(who, color_scheme="dark"), IN_THE_DARK[who]) == []


def test_forms_that_came_back_with_problems_are_sound(enter, faults_of, address_of):
    page, faults = enter("specialist"), []
    for name, (field, value) in INVALID.items():
        page.goto(address_of(name))
        page.locator(f"main [name={field}]").first.fill(value)
        with page.watch.expecting("422"):
            save(page)
            page.locator("[data-error-summary]").wait_for()
        faults += faults_of(page)
    assert faults == []


def test_lists_with_nothing_on_them_are_sound(visitor, sign_in, faults_of):
    for address, words in ((NORA, "No students yet."), (teacher_at("Joan Reyes"), "Nobody here has a shared plan.")):
        page = visitor()
        sign_in(page, address)
        page.get_by_text(words).wait_for()
        assert faults_of(page) == []


def test_pages_of_nobody_are_sound(page, faults_of):
    faults = []
    for address in ("/", "/account/sign-in/", "/papers/verify/", "/gallery/"):
        page.goto(address)
        faults += faults_of(page)
    with page.watch.expecting("404"):
        page.goto("/no-such-page/")
        faults += faults_of(page)
    assert faults == []


def test_sign_in_check_in_and_comment_work_without_script(enter, site, address_of):
    page = enter("teacher", java_script_enabled=False)
    page.goto(address_of("dashboards:classes"))
    check_ins, comments = said(site)
    choose(page, "level", 4)
    page.locator("form.ci").first.get_by_role("button", name="Save").click()
    expect(page.locator("form.ci input[value='4']").first).to_be_checked()
    page.goto(address_of("checkins:comment"))
    page.locator("[name=words]").fill("She explained it to the whole class.")
    save(page)
    page.goto(address_of("dashboards:plan"))
    expect(page.locator("#conversation").get_by_text("She explained it to the whole class.")).to_have_count(1)
    assert said(site) == (check_ins + 1, comments + 1)


def said(site):
    """How many check-ins and how many comments there are."""
    return site.rows("SELECT (SELECT count(*) FROM checkins_checkin), (SELECT count(*) FROM checkins_comment)")[0]


@pytest.mark.deep
@pytest.mark.parametrize("look", ["en light", "en dark", "es light", "es dark"])
@pytest.mark.parametrize("who", ROLES)
def test_every_page_in_every_language_width_and_scheme(enter, faults_behind, address_of, who, look):
    language, scheme = look.split()
    page = enter(who, color_scheme=scheme)
    page.goto(address_of("accounts:me"))
    page.locator(f"main button[name=language][value={language}]").click()
    page.locator(f"html[lang={language}]").wait_for()
    assert faults_behind(page, opened_by(who), widths=(390, 768, 1280, 1366)) == []
