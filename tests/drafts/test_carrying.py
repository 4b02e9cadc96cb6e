"""What is posted after the session ended waits for its writer on its page, and is sent with one press. No script."""

import datetime
import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actions import issue_pass
from checkins.actions import ask_follow_up
from checkins.models import Comment
from drafts.actions import forget, keep
from drafts.boxes import forms_in
from drafts.fields import is_words, read_fields
from drafts.models import Draft
from goals.actions import say_why
from goals.models import Goal, WhyAside
from history.clock import now
from plans.actions import share_changes
from plans.models import Acknowledgement, Plan
from students.models import ClassTeacher, Responsibility
from tests.dashboards.reading_pages import text_of
from tests.harness.client import CheckedClient
from tests.world import PASSWORD, days

WORDS = "She talks about the bridge model at dinner"


@pytest.fixture
def comment_page(world):
    return reverse("checkins:comment", args=[world.plan.public_id])


def sign_in(client, user):
    return client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD, "next": "/"})


def waiting(person):
    """What is carried for somebody, on whatever page."""
    return list(Draft.objects.of(person).exclude(carried=""))


def carried_in(page):
    """The forms that a page shows as carried along."""
    return page.context.get("carried_forms", [])


def as_sent(form):
    """What the one button under a carried form sends."""
    return dict(form.hidden) | {box.name: box.value for box in form.boxes}


@pytest.fixture
def signed_out_while_writing(client, comment_page):
    """`signed_out_while_writing(user)`: a browser in which somebody opened the page, and whose session ended."""

    def one(user, page=comment_page):
        sign_in(client, user)
        client.get(page)
        del client.cookies["sessionid"]
        return client

    return one


def test_words_posted_after_a_time_out_wait_on_their_page(world, signed_out_while_writing, comment_page):
    client, said = signed_out_while_writing(world.family), {"reader": "adults", "words": WORDS}
    answer = client.post(comment_page, said, HTTP_REFERER=f"http://testserver{comment_page}?question=1")
    assert answer.status_code == 303
    assert answer["Location"].startswith("/account/sign-in/")
    sign_in_page = client.get(answer["Location"], follow=True).content.decode()
    assert "what you wrote is kept" in sign_in_page
    assert WORDS not in sign_in_page
    sign_in(client, world.family)
    assert WORDS not in client.get("/", follow=True).content.decode()
    page = client.get(comment_page).content.decode()
    assert WORDS in page
    assert f'action="{comment_page}"' in page
    client.post(comment_page, as_sent(carried_in(client.get(comment_page))[0]))
    assert Comment.objects.filter(words=WORDS).count() == 1
    assert not waiting(world.family)


@pytest.mark.parametrize("who", ["student_user", "teacher", "other_parent", "other_family"])
def test_whoever_signs_in_next_does_not_read_them(world, signed_out_while_writing, comment_page, who):
    client = signed_out_while_writing(world.family)
    client.post(comment_page, {"reader": "adults", "words": WORDS})
    sign_in(client, getattr(world, who))
    page = client.get(comment_page)
    assert page.status_code in (200, 404)
    assert WORDS not in page.content.decode()


def test_the_writer_reads_them_only_on_a_page_that_still_opens(world, signed_out_while_writing, comment_page):
    elsewhere = reverse("checkins:comment", args=[world.other_plan.public_id])
    client = signed_out_while_writing(world.family)
    client.post(elsewhere, {"reader": "adults", "words": WORDS})
    sign_in(client, world.family)
    for page in (elsewhere, comment_page):
        assert WORDS not in client.get(page).content.decode()


@pytest.mark.parametrize("cookie", [None, "user:1", "user:1:forged"])
def test_without_the_signed_name_of_the_writer_nothing_is_kept(world, client, comment_page, cookie):
    if cookie:
        client.cookies["writer"] = cookie
    client.post(comment_page, {"reader": "adults", "words": WORDS})
    assert not Draft.objects.exclude(carried="").exists()


def test_a_child_with_a_card_keeps_the_words_too(world, client):
    until = now() + datetime.timedelta(days=1)
    _card, secret = issue_pass(child=world.student, expires_at=until, by=world.specialist)
    page = reverse("goals:why", args=[world.goal.public_id])
    client.post(reverse("accounts:card"), {"code": secret})
    client.get(page)
    del client.cookies["sessionid"]
    client.post(page, {"words": WORDS})
    client.post(reverse("accounts:card"), {"code": secret})
    assert WORDS in client.get(page).content.decode()


def test_a_draft_sent_while_signed_out_is_not_carried(world, signed_out_while_writing):
    client = signed_out_while_writing(world.family)
    client.post(reverse("drafts:keep"), {"fields": "[]", "token": "x"})
    assert not Draft.objects.exclude(carried="").exists()


def test_two_forms_wait_side_by_side_and_what_a_form_says_of_itself_is_hidden(
    world, signed_out_while_writing, comment_page
):
    why = reverse("goals:why", args=[world.goal.public_id])
    client = signed_out_while_writing(world.student_user)
    client.post(comment_page, {"reader": "adults", "words": WORDS})
    client.post(why, {"words": "Because of the bridge", "base": '{"words": "Of before"}', "is_admin": "on"})
    sign_in(client, world.student_user)
    (form,) = carried_in(client.get(why))
    assert [(box.name, box.value) for box in form.boxes] == [("words", "Because of the bridge")]
    assert ("base", '{"words": "Of before"}') in form.hidden
    assert "is_admin" not in dict(form.hidden), "what the form on the page does not ask is not sent"
    client.post(why, as_sent(form))
    assert "Because of the bridge" not in "".join(str(one.fields) for one in waiting(world.student_user))
    assert WORDS in client.get(comment_page).content.decode()


def test_each_box_has_the_name_it_was_typed_under_and_only_what_was_typed_is_shown(world, signed_out_while_writing):
    page = reverse("goals:edit", args=[world.goal.public_id])
    client = signed_out_while_writing(world.specialist, page)
    fields = {name: getattr(world.goal, name) or "" for name in ("statement", "short_label", "measure", "target")}
    lines = {"school-TOTAL_FORMS": "1", "school-0-words": "Twice", "home-TOTAL_FORMS": "0"}
    client.post(page, fields | lines | {"target": "Three", "version": "1"})
    sign_in(client, world.specialist)
    answer = client.get(page)
    (form,) = carried_in(answer)
    assert {box.name: box.label.split(" (")[0] for box in form.boxes} == {
        "target": "Target", "school-0-words": "At school, line 1",
    }  # fmt: skip
    assert ("short_label", world.goal.short_label) in form.hidden
    assert '<label class="form-label" for="carried-1-' in answer.content.decode()


def test_a_box_that_is_not_on_the_page_any_more_is_called_what_you_wrote(world, signed_out_while_writing, comment_page):
    client = signed_out_while_writing(world.family)
    client.post(comment_page, {"gone": WORDS})
    sign_in(client, world.family)
    page = client.get(comment_page)
    assert [(box.name, box.label) for box in carried_in(page)[0].boxes] == [("gone", "")]
    assert ">What you wrote</label>" in page.content.decode()


def test_where_it_was_typed_stands_above_it(world, signed_out_while_writing, comment_page):
    client = signed_out_while_writing(world.family)
    client.post(comment_page, {"reader": "adults", "words": WORDS})
    sign_in(client, world.family)
    (form,) = carried_in(client.get(comment_page))
    assert form.heading


def test_the_boxes_of_a_page_are_read_with_their_names_and_values():
    page = """<h2>About <b>Maya</b></h2><form action="/door/?x=1"><label for="a">What <span>exactly</span></label>
    <textarea id="a" name="words">\nOne &amp; two</textarea><input name="who" aria-label="Who" value="Dana">
    <input type="hidden" name="next" value="/"><input type="radio" name="reader" value="adults"></form>
    <h3>Elsewhere</h3><form><legend>Day</legend><input type="date" name="on"></form>"""
    first, second = forms_in(page, "/here/")
    assert (first.door, first.heading, second.door) == ("/door/", "About Maya", "/here/")
    assert [(box.name, box.label, box.value) for box in first.boxes] == [
        ("words", "What exactly", "One & two"), ("who", "Who", "Dana"),
    ]  # fmt: skip
    assert [box.name for box in second.boxes] == ["on"]


def test_what_may_be_chosen_is_read_with_its_name_wherever_it_stands():
    page = """<form id="f" action="/door/"><label><input type="radio" name="how" value="1">One <b>stone</b></label>
    <input type="radio" name="how" value="2" id="two"><label for="two">Two stones</label>
    <select name="goal"><option value="a" selected>Algebra</option><option value="b">Film</option></select>
    <label>Copy me <input type="checkbox" name="copy"></label>
    <button name="meaning" value="read">I have read it</button>
    <input type="hidden" name="number" value="7"><input type="hidden" name="version" value="3"></form>
    <label for="w">Note</label><textarea id="w" form="f" name="words">As it was</textarea>"""
    (form,) = forms_in(page, "/here/")
    sent = [("how", "2"), ("goal", "b"), ("copy", "on"), ("meaning", "read"), ("how", "9")]
    assert form.chosen(sent) == ["Two stones", "Film", "Copy me", "I have read it"]
    assert form.chosen([("how", "1"), ("goal", "a")]) == ["One stone"], "what stands anyway was not chosen"
    assert [(box.label, box.value) for box in form.boxes] == [("Note", "As it was")]
    assert form.names == ["how", "how", "goal", "copy", "meaning", "number", "version", "words"]


def test_what_was_chosen_with_the_words_stands_beside_them(world, signed_out_while_writing, comment_page):
    client = signed_out_while_writing(world.family)
    client.post(comment_page, {"reader": "student", "words": WORDS})
    sign_in(client, world.family)
    page = client.get(comment_page)
    (form,) = carried_in(page)
    assert len(form.chosen) == 1
    assert world.student.first_name in form.chosen[0]
    assert form.chosen[0] in text_of(page, "main")


def test_an_answer_to_the_plan_that_was_overtaken_meanwhile_reads_first_what_changed(world, signed_out_while_writing):
    home = reverse("dashboards:family_child", args=[world.student.public_id])
    door = reverse("plans:acknowledge", args=[world.plan.public_id])
    client = signed_out_while_writing(world.other_parent, home)
    said = {"number": "1", "voice": "family", "meaning": "disagree", "words": WORDS, "next": home}
    client.post(door, said, HTTP_REFERER=f"http://testserver{home}")
    Goal.objects.filter(pk=world.goal.pk).update(measure="Another measure")
    share_changes(plan=world.plan, by=world.specialist, reason="So far")
    sign_in(client, world.other_parent)
    (form,) = carried_in(client.get(home))
    assert form.chosen == ["I do not agree with a part"]
    answer = client.post(form.door, as_sent(form))
    assert answer.status_code == 422
    assert "Another measure" in text_of(answer, "main")
    assert WORDS in text_of(answer, "main")
    assert client.post(form.door, as_sent(form) | {"number": "2"})["Location"] == home
    assert Acknowledgement.objects.get(person=world.other_parent.key).revision.number == 2
    assert not waiting(world.other_parent)


def test_only_whoever_wrote_is_led_back_to_where_they_were(world, signed_out_while_writing):
    page = reverse("checkins:own_words_follow_up", args=[world.goal.public_id, "why"])
    client = signed_out_while_writing(world.family)
    assert "follow-up" not in client.post(page, {"why": WORDS})["Location"]
    led_to = []
    for user in (world.student_user, world.family):
        led_to.append(client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})["Location"])
        client.post(reverse("account_logout"))
    assert led_to == [reverse("dashboards:home"), page]


def test_nobody_is_led_back_to_a_child_they_see_no_more(world, signed_out_while_writing):
    page = reverse("goals:why", args=[world.goal.public_id])
    client = signed_out_while_writing(world.teacher)
    client.post(page, {"words": WORDS, "by": "student"})
    ClassTeacher.objects.filter(user=world.teacher).update(ends_on=days(world, -1))
    Responsibility.objects.filter(user=world.teacher).update(ends_on=days(world, -1))
    answer = client.post(reverse("account_login"), {"login": world.teacher.email, "password": PASSWORD})
    assert answer["Location"] == reverse("dashboards:home")


def test_what_waits_is_looked_for_again_for_whoever_signs_in_next(world, client, comment_page):
    fields = [{"name": "words", "label": "", "value": WORDS}]
    there = {"door": comment_page, "page": comment_page, "subject": world.student.public_id}
    keep(by=world.family, sheet=uuid.uuid4(), fields=fields, carried="refused", **there)
    session = client.session
    session["carried"] = False  # as a child's card left it
    session.save()
    sign_in(client, world.family)
    assert WORDS in client.get(comment_page).content.decode()


def test_who_signed_out_writes_no_more_here(world, client, comment_page):
    sign_in(client, world.family)
    client.get(comment_page)
    client.post(reverse("account_logout"))
    client.post(comment_page, {"reader": "adults", "words": WORDS})
    assert not waiting(world.family)


def test_carried_words_go_when_the_relation_ends(world, signed_out_while_writing):
    page, classes = reverse("goals:why", args=[world.goal.public_id]), reverse("dashboards:classes")
    client = signed_out_while_writing(world.teacher)
    client.post(page, {"words": WORDS, "by": "student"}, HTTP_REFERER=f"http://testserver{classes}")
    ClassTeacher.objects.filter(user=world.teacher).update(ends_on=days(world, -1))
    Responsibility.objects.filter(user=world.teacher).update(ends_on=days(world, -1))
    sign_in(client, world.teacher)
    for here in (classes, reverse("drafts:waiting")):
        assert WORDS not in client.get(here, follow=True).content.decode()
    forget()
    assert not waiting(world.teacher)


def test_words_set_aside_do_not_come_back_with_what_was_carried(world, signed_out_while_writing):
    page = reverse("goals:why", args=[world.goal.public_id])
    said = 'Mamá says: "why not?"\nI do not know'
    say_why(goal=world.goal, words=said, by=world.student_user, voice="student")
    client = signed_out_while_writing(world.teacher, page)
    client.post(page, {"words": "Something else", "by": "student", "base": json.dumps({"words": said})})
    assert waiting(world.teacher)
    world.goal.refresh_from_db()
    ask_follow_up(words=WhyAside.of(world.goal), by=world.specialist, voice="staff")
    assert not waiting(world.teacher)


def test_a_file_is_not_kept_and_its_name_says_so(world, signed_out_while_writing):
    door = reverse("students:evidence_add", args=[world.student.public_id])
    client = signed_out_while_writing(world.specialist, door)
    paper = SimpleUploadedFile("bridge.pdf", b"%PDF-1.4", content_type="application/pdf")
    client.post(door, {"instrument": "A bridge that held", "attachment": paper})
    sign_in(client, world.specialist)
    page = client.get(door)
    (form,) = carried_in(page)
    assert form.files == ["bridge.pdf"]
    assert "The file “bridge.pdf” was not kept." in text_of(page, "main")
    assert "attachment" not in as_sent(form)


# --- Refused on another page ------------------------------------------------------------------


@pytest.fixture
def closed_meanwhile(world, client_of):
    """The specialist's browser, and the address of a goal whose plan was closed while she wrote."""
    client, page = client_of(world.specialist), reverse("goals:edit", args=[world.goal.public_id])
    client.get(page)
    Plan.objects.filter(pk=world.plan.pk).update(state="closed", closed_at=now(), closed_by=world.specialist)
    return client, page


def test_words_that_are_refused_with_a_sentence_alone_wait_where_they_came_from(world, closed_meanwhile):
    client, door = closed_meanwhile
    plan = reverse("dashboards:plan", args=[world.plan.public_id])
    answer = client.post(door, {"statement": WORDS, "version": "1"}, HTTP_REFERER=f"http://testserver{plan}")
    assert answer.status_code == 303
    page = client.get(plan)
    (form,) = carried_in(page)
    assert form.was_refused
    assert form.door == "", "there is no such form on the page any more"
    assert [box.value for box in form.boxes] == [WORDS]
    assert "its form is not on this page any more" in text_of(page, "main")
    assert WORDS in client.get(reverse("drafts:waiting")).content.decode()
    client.post(reverse("drafts:throw_away"), {"draft": form.draft.sheet, "here": "1"})
    assert WORDS not in client.get(plan).content.decode()


def test_what_was_sent_is_newer_than_its_draft(world, closed_meanwhile):
    client, door = closed_meanwhile
    sheet = uuid.uuid4()
    fields = [{"name": "statement", "label": "Goal", "value": "She talks"}]
    keep(by=world.specialist, sheet=sheet, door=door, page=door, fields=fields, subject=world.student.public_id)
    client.post(door, {"statement": WORDS, "version": "1", "draft": str(sheet)})
    (one,) = waiting(world.specialist)
    assert (one.sheet, one.texts) == (sheet, [("Goal", WORDS)])


def test_a_page_that_is_too_old_ends_no_draft(world, comment_page):
    client, sheet = checking(world), uuid.uuid4()
    fields = [{"name": "words", "label": "Words", "value": WORDS}]
    keep(by=world.family, sheet=sheet, door=comment_page, page=comment_page, fields=fields)
    said = {"reader": "adults", "words": WORDS, "csrfmiddlewaretoken": "old", "draft": str(sheet)}
    client.post(comment_page, said, HTTP_SEC_FETCH_SITE="same-origin")
    assert Draft.objects.of(world.family).get(sheet=sheet).texts == [("Words", WORDS)]


def test_nothing_is_carried_from_the_doors_where_one_signs_in(world, client_of, monkeypatch):
    monkeypatch.setattr("django.conf.settings.ACCOUNT_RATE_LIMITS", {"card": "1/m/ip"})
    client = client_of(world.family)
    for _time in range(3):
        answer = client.post(reverse("accounts:card"), {"code": "Hzk two three"})
    assert answer.status_code == 429
    assert not waiting(world.family)


def test_a_button_that_is_refused_leaves_no_words(world, closed_meanwhile):
    client, _door = closed_meanwhile
    plan = reverse("dashboards:plan", args=[world.plan.public_id])
    door = reverse("goals:next_step_done", args=[world.goal.public_id])
    client.post(door, {"step": "999999", "done": "1"}, HTTP_REFERER=f"http://testserver{plan}")
    assert client.get(plan).context.get("carried_forms", []) == []


def test_another_site_has_no_words_refused(world, comment_page):
    client = checking(world)
    assert client.post(comment_page, {"words": WORDS}).status_code == 403
    assert not Draft.objects.exclude(carried="").exists()


def test_no_password_is_carried_or_kept(world, signed_out_while_writing):
    door = reverse("account_change_password")
    client = signed_out_while_writing(world.family, door)
    client.post(door, {"oldpassword": PASSWORD, "password1": "An other", "password2": "An other", "action": "Go on"})
    assert [field["name"] for field in waiting(world.family)[0].fields] == ["action"]
    rows = [{"name": name, "label": "", "value": "secret"} for name in ("oldpassword", "password1", "words")]
    assert [row["name"] for row in read_fields(json.dumps(rows))] == ["words"]


def test_what_was_carried_is_thrown_away_by_its_reader_alone(world, client_of, signed_out_while_writing, comment_page):
    client, throw_away = signed_out_while_writing(world.family), reverse("drafts:throw_away")
    client.post(comment_page, {"reader": "adults", "words": WORDS})
    sent = {"draft": waiting(world.family)[0].sheet, "here": "1"}
    assert client_of(world.other_parent).post(throw_away, sent).status_code == 404
    sign_in(client, world.family)
    assert WORDS in client.get(comment_page).content.decode()
    answer = client.post(throw_away, sent, follow=True)
    assert answer.request["PATH_INFO"] == comment_page
    assert "Thrown away." in answer.content.decode()
    assert WORDS not in answer.content.decode()
    assert not waiting(world.family)


@pytest.mark.parametrize("fields", [{"words": "long " * 90_000}, {f"name {n}": WORDS for n in range(700)}])
def test_too_much_is_not_carried(world, signed_out_while_writing, comment_page, fields):
    client = signed_out_while_writing(world.family)
    client.post(comment_page, fields)
    assert not waiting(world.family)


def test_a_heading_is_read_without_what_was_taken_out_and_names_have_their_spaces():
    page = """<h3>Find <del><span class="vh">[taken out:] </span>few</del> <ins><span class="vh">[new:] </span>many
    lines</ins></h3><form action="/door/"><fieldset><legend>Who reads it?</legend></fieldset>
    <label><input type="radio" name="level" value="4"><b>Got it</b><small>I can show it</small></label></form>"""
    (form,) = forms_in(page, "/here/")
    assert form.heading == "Find many lines"
    assert form.chosen([("level", "4")]) == ["Got it I can show it"]


def checking(world):
    client = CheckedClient(enforce_csrf_checks=True)
    client.force_login(world.family, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_page_that_is_too_old_leads_back_to_where_its_draft_is_offered(world, comment_page):
    client, sheet = checking(world), uuid.uuid4()
    keep(by=world.family, sheet=sheet, door=comment_page, page=comment_page, fields=[])
    said = {"reader": "adults", "words": WORDS, "csrfmiddlewaretoken": "old", "draft": str(sheet)}
    answer = client.post(comment_page, said, HTTP_SEC_FETCH_SITE="same-origin")
    assert (answer.status_code, answer["Location"]) == (303, comment_page)
    assert not Comment.objects.filter(words=WORDS).exists()


@pytest.mark.parametrize(
    "headers", [{}, {"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://evil.example"}]
)
def test_another_site_plants_no_words(world, comment_page, headers):
    client = checking(world)
    answer = client.post(comment_page, {"reader": "adults", "words": WORDS}, **headers)
    assert answer.status_code == 403
    assert WORDS not in client.get(comment_page).content.decode()


def test_nobody_is_led_to_another_site(world, comment_page):
    client, sheet = checking(world), uuid.uuid4()
    keep(by=world.family, sheet=sheet, door=comment_page, page=comment_page, fields=[])
    answer = client.post(
        comment_page,
        {"draft": str(sheet)},
        HTTP_SEC_FETCH_SITE="same-origin",
        HTTP_REFERER="http://testserver//evil.example/x",
    )
    assert answer["Location"] == comment_page


def test_only_what_somebody_typed_is_shown_as_words():
    for typed in ("Two words", "Donaudampfschifffahrtsgesellschaften", "Friday.", "Ana@example.org"):
        assert is_words(typed)
    for code in ("6c4a8eaa-3b7e-424a-a8c9-9378be2e67c9", "adults", "2026-11-18T02:00:00+00:00", "goal:6c4a8eaa", ""):
        assert not is_words(code)
