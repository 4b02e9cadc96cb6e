"""The gallery shows every component, and each component says what it should to eye and ear."""

from datetime import date

import pytest
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from alp_portal import charts, gallery, marks
from alp_portal.forms_shown import problems_of
from alp_portal.templatetags import ui

COMPONENTS = settings.BASE_DIR / "templates" / "components"
GALLERY = settings.BASE_DIR / "templates" / "gallery"
NOT_IN_THE_GALLERY = {
    "_fallen.html",  # pages that could not be shown have tests of their own
    "_sorry.html",
    "message.html",  # needs a message; its look is shown by hand
    "talk_line.html",  # its words are a setting; its look is shown by hand
}


def draw(source, **context):
    return Template("{% load ui %}" + source).render(Context(context)).strip()


# --- The page ---------------------------------------------------------------------------------
def test_gallery_draws_every_component(client):
    response = client.get("/gallery/")
    drawn = {template.name.removeprefix("components/") for template in response.templates if template.name}
    every = {path.name for path in COMPONENTS.glob("*.html")}
    assert response.status_code == 200
    assert every - drawn == NOT_IN_THE_GALLERY


def test_gallery_uses_every_tag():
    sources = (
        "".join(path.read_text() for path in GALLERY.glob("*.html"))
        + (settings.BASE_DIR / "templates" / "gallery.html").read_text()
    )
    unused = {tag for tag in ui.register.tags if f"{{% {tag} " not in sources and f"{{% {tag} %}}" not in sources}
    assert unused == {
        *("chart_print", "stones_print", "voice_print"),  # for paper
        *("message", "error_summary"),  # for messages; drawn by crispy
    }


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_page_of_a_failure_needs_nothing(name, language):
    with translation.override(language):
        page = render_to_string(name)
    assert f'<html lang="{language}">' in page
    assert page.count("<h1>") == 1


def test_unknown_address_gets_our_own_page(client):
    response = client.get("/there-is-no-such-page/")
    assert response.status_code == 404
    assert "404.html" in [template.name for template in response.templates]


# --- Signs ------------------------------------------------------------------------------------
def test_stones_with_a_word_are_an_image_with_a_name():
    drawn = draw('{% stones 3 "Getting there" %}')
    assert 'role="img" aria-label="Getting there, 3 of 4"' in drawn
    assert drawn.count('class="on"') == 3
    assert drawn.count('class="g"') == 1


def test_stones_without_a_word_are_decorative():
    drawn = draw("{% stones 2 %}")
    assert 'aria-hidden="true"' in drawn
    assert "aria-label" not in drawn


def test_no_check_in_yet_is_four_outlines_and_its_own_word():
    drawn = draw('{% stones level "No check-in yet" %}', level=None)
    assert 'aria-label="No check-in yet"' in drawn
    assert drawn.count('class="g"') == 4


def test_a_word_with_markup_in_it_stays_a_word():
    drawn = draw("{% level 1 word %}{% words word %}{% stones 1 word %}", word='<b onclick="x">')
    assert "<b" not in drawn
    assert drawn.count("&lt;b") == 3


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Maya Thompson", "MT"),
        ("Mr. Daniel Reyes", "DR"),
        ("Mr. Reyes", "R"),
        ("Lucía María de la Cruz", "LC"),
        ("Łukasz", "Ł"),
        ("Ángel Ñáñez", "ÁÑ"),
        ("", ""),
    ],
)
def test_initials(name, initials):
    assert f">{initials}</span>" in draw('{% avatar name "student" %}', name=name)


def test_quotation_marks_only_for_own_words():
    assert 'class="words own"' in draw('{% words "x" %}')
    assert 'class="words"' in draw('{% words "x" own=False %}')
    assert ' lang="es"' in draw('{% words "x" lang="es" %}')


def test_meter_counts_its_missing_parts():
    drawn = draw("{% meter 9 11 %}")
    assert drawn.count("<i>") == 9
    assert drawn.count('<i class="no">') == 2
    assert 'aria-label="9 of 11"' in drawn


@pytest.mark.parametrize(("selected", "chosen"), [(3, ["level-3"]), ("3", ["level-3"]), (None, []), (0, [])])
def test_segmented_check_in_marks_what_is_chosen(selected, chosen):
    drawn = draw('{% seg "level" scale selected %}', scale=gallery.SCALE, selected=selected)
    assert [f"level-{n}" for n in range(1, 5) if f'id="level-{n}" value="{n}" checked' in drawn] == chosen
    assert drawn.count('type="radio"') == 4


def test_block_tags_keep_what_is_inside_them():
    drawn = draw('{% banner title kind="warn" %}<b class="inside">x</b>{% endbanner %}', title="A < B")
    assert '<b class="inside">x</b>' in drawn
    assert "A &lt; B" in drawn


# --- Forms ------------------------------------------------------------------------------------
def test_field_is_label_hint_error_control():
    drawn = draw("{% load crispy_forms_filters %}{{ form|crispy }}", form=gallery.sample_forms()["invalid_form"])
    order = ["<label", 'id="id_invalid-check_on_helptext"', 'id="id_invalid-check_on_error"', "<input"]
    field = drawn[drawn.index('id="div_id_invalid-check_on"') :]
    assert sorted(order, key=field.index) == order
    assert 'aria-describedby="id_invalid-check_on_helptext id_invalid-check_on_error"' in field
    assert 'aria-invalid="true"' in field


def test_only_optional_fields_are_marked():
    drawn = draw("{% load crispy_forms_filters %}{{ form|crispy }}", form=gallery.SampleForm())
    assert drawn.count("(optional)") == 3  # a lone checkbox needs no mark


def test_help_text_is_text():
    class Form(forms.Form):
        name = forms.CharField(help_text="<b>bold</b>")

    assert "&lt;b&gt;bold" in draw("{% load crispy_forms_filters %}{{ form|crispy }}", form=Form())


def test_problems_lead_to_their_fields():
    problems = problems_of(gallery.sample_forms()["invalid_form"])
    assert problems == [
        {"href": "id_invalid-goal", "text": "What is the goal? This field is required."},
        {
            "href": "id_invalid-check_on",
            "text": "Check date: Write the date with numbers, such as 12/18/2026.",
        },
        {"href": "id_invalid-seen_by_0", "text": "Who sees this goal: This field is required."},
    ]


def test_problems_of_a_formset_and_of_the_whole_form():
    class Form(forms.Form):
        name = forms.CharField(label="Name")

        def clean(self):
            raise forms.ValidationError("The two do not fit.")

    formset = forms.formset_factory(Form, extra=0)({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1"})
    assert [problem["text"] for problem in problems_of(formset)] == [
        "The two do not fit.",
        "Name: This field is required.",
    ]


def test_error_summary_is_drawn_once_for_a_form():
    form = gallery.sample_forms()["invalid_form"]
    drawn = draw("{% load crispy_forms_filters %}{% error_summary form %}{{ form|crispy }}", form=form)
    assert drawn.count('role="alert"') == 1
    assert "3 things need fixing" in drawn


def test_error_summary_of_a_good_form_is_nothing():
    assert draw("{% error_summary form %}", form=gallery.SampleForm()) == ""


@pytest.mark.parametrize(
    ("level", "kind"), [(messages.SUCCESS, 'class="toast-s success"'), (messages.ERROR, 'class="banner err"')]
)
def test_error_messages_stay_and_others_leave(level, kind):
    assert kind in draw("{% message m %}", m=Message(level, "Saved"))


def test_undo_in_a_message_is_a_post():
    request = RequestFactory().get("/")
    template = Template("{% load ui %}{% message m %}")
    message = Message(messages.SUCCESS, "Withdrawn", extra_tags="undo:/check-ins/7/withdraw/")
    drawn = template.render(Context({"m": message, "csrf_token": "token", "request": request}))
    assert '<form method="post" action="/check-ins/7/withdraw/">' in drawn
    assert "csrfmiddlewaretoken" in drawn


# --- The chart --------------------------------------------------------------------------------
def facts(**changes):
    return charts.Facts.of(gallery.sample_chart() | changes)


def test_chart_says_itself_in_one_sentence():
    assert facts().summary == "Math goal: 9 check-ins from Sep 14 to Nov 17, from Starting to Getting there."
    assert facts(points=[]).summary == "Math goal: no check-ins yet."
    one = {"on": date(2026, 10, 1), "level": 1, "voice": "family"}
    assert facts(points=[one]).summary == "Math goal: one check-in, on Oct 1: Not yet."


def test_voices_never_share_a_height():
    drawing = charts.Drawing(facts(), charts.WIDE)
    heights = {(level, voice): drawing.y(level, voice) for level in range(1, 5) for voice in charts.VOICES}
    assert len(set(heights.values())) == 12
    assert all(charts.TOP < y < charts.BOTTOM for y in heights.values())
    assert heights[4, "family"] < heights[3, "student"]


@pytest.mark.parametrize("width", [charts.WIDE, charts.NARROW])
def test_every_mark_is_inside_the_drawing(width):
    early = {"on": date(2026, 7, 1), "level": 4, "voice": "student"}
    drawing = charts.Drawing(facts(points=[*gallery.sample_chart()["points"], early]), width)
    assert all(drawing.left <= float(point["x"]) <= drawing.right for point in drawing.points)


def test_coordinates_have_a_point_in_every_language():
    with translation.override("es"):
        drawn = draw("{% chart chart %}", chart=gallery.sample_chart())
    path = drawn[drawn.index('class="ln') :].split('d="')[1].split('"')[0]
    assert all(len(pair.split(",")) == 2 for pair in path.removeprefix("M").split(" L"))


def label_span(flag):
    width = len(flag["label"]) * charts.LETTER
    x = float(flag["text_x"])
    start = {"start": x, "middle": x - width / 2, "end": x - width}[flag["anchor"]]
    return start, start + width


@pytest.mark.parametrize("today", [date(2026, 12, 10), date(2026, 12, 18), date(2026, 12, 19), date(2026, 11, 19)])
@pytest.mark.parametrize("width", [charts.WIDE, charts.NARROW])
def test_labels_of_today_and_the_check_date_do_not_run_into_each_other(today, width):
    check, now = (label_span(flag) for flag in charts.Drawing(facts(today=today), width).flags)
    assert now[1] <= check[0] or now[0] >= check[1]


def test_chart_on_the_screen_has_both_widths_and_a_table():
    drawn = draw("{% chart chart %}", chart=gallery.sample_chart())
    assert [drawn.count(f'class="chart {kind}"') for kind in ("wide", "narrow")] == [1, 1]
    assert drawn.count("<tr ") == 10  # a head and nine check-ins
    assert drawn.count("<title>") == 18


def test_chart_on_paper_is_one_drawing_with_its_own_colours():
    drawn = draw("{% chart_print chart %}", chart=gallery.sample_chart())
    assert drawn.count("<svg") == 1
    assert "var(" not in drawn
    assert all(colour in drawn for colour in marks.VOICE_INK.values())


@pytest.mark.parametrize("level", [0, 1, 4, None])
def test_stones_on_paper_carry_their_own_colours(level):
    drawn = draw("{% stones_print level %}", level=level)
    assert drawn.count(f'fill="{marks.LEVEL_INK.get(level)}"') == (level or 0)
    assert drawn.count('fill="none"') == 4 - (level or 0)


def test_voice_on_paper_carries_its_own_colour():
    assert 'width="9" height="9"' in draw('{% voice_print "family" 9 %}')
    assert marks.VOICE_INK["family"] in draw('{% voice_print "family" %}')


def test_a_level_without_a_check_in_is_not_on_the_chart():
    points = [{"on": date(2026, 10, 1), "level": None, "voice": "family"}]
    assert facts(points=points).points == []
