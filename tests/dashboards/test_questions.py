"""The weekly question: whole in each language, without a word of school, chosen by the rule."""

import datetime
import re

import pytest
from django.conf import settings
from django.utils.translation import override

from dashboards import questions as room
from dashboards.family.asking import offer, talk_about
from dashboards.questions import BadQuestion, questions, read
from goals.cards import Said
from plans.plan_types import plan_type

DAY = datetime.date(2026, 11, 18)
SCHOOL_WORDS = {
    "en": r"alp|plan|goals?|school|teacher|class|grade|gifted|talented|identif\w*|assess\w*|standards?|baseline|target|"
    r"measur\w*|programming|intervention|strateg\w*|evidence|affective|achievement|revision|criteri\w*|progress|"
    r"objective|compliance|learning",
    "es": r"alp|plan|metas?|escuela|escolar|maestr\w*|clases?|grado|dotad\w*|talent\w*|identific\w*|evalua\w*|"
    r"estándar\w*|objetivo|medid\w*|programa\w*|intervenci\w*|estrategia\w*|evidencia\w*|afectiv\w*|logro|revisión|"
    r"criterio\w*|progreso|aprendizaje",
}
FORMAL = re.compile(r"\b(usted|ustedes|su|sus|le)\b", re.IGNORECASE)
LANGUAGES = ("en", "es")


def every_text(language):
    for one in questions():
        yield one.code, one.words.in_language(language)
        yield one.code, one.why.in_language(language)
        for way in one.ways:
            yield way.code, way.words.in_language(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_there_in_each_language(language):
    for one in questions():
        for words in (one.words, one.why, one.reviewed, *(way.words for way in one.ways)):
            assert language in dict(words.by_language), one.code


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_school_stands_in_a_question(language):
    word = re.compile(rf"\b({SCHOOL_WORDS[language]})\b", re.IGNORECASE)
    assert [(code, word.findall(text)) for code, text in every_text(language) if word.search(text)] == []


def test_a_word_of_school_would_be_seen():
    assert re.search(rf"\b({SCHOOL_WORDS['en']})\b", "What is your affective goal?", re.IGNORECASE)


def test_the_question_is_familiar_and_the_rest_is_formal():
    for one in questions():
        asked, why = one.words.in_language("es"), one.why.in_language("es")
        assert "¿" in asked, one.code
        assert not FORMAL.search(asked), one.code
        assert not re.search(r"\b(tú|tu|tus|te|ti)\b", why), one.code


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language):
    for code, text in every_text(language):
        for sentence in re.split(r"[.?:]", text):
            assert len(sentence.split()) <= 20, (code, sentence)


def test_codes_are_unique_and_icons_are_there():
    codes = [one.code for one in questions()]
    assert len(codes) == len(set(codes))
    for one in questions():
        for way in one.ways:
            assert (settings.BASE_DIR / "static/vendor/icons" / f"{way.icon}.svg").exists(), way.icon


def test_every_kind_and_domain_of_the_plan_type_has_a_question():
    one = plan_type("colorado-alp")
    pairs = [(kind.code, "") for kind in one.goal_kinds if kind.code != "affective"]
    pairs += [("affective", domain.code) for domain in one.domains]
    for kind, domain in pairs:
        assert [found for found in questions() if found.fits(kind, domain)], (kind, domain)
    known = {kind.code for kind in one.goal_kinds}, {domain.code for domain in one.domains}
    for found in questions():
        assert set(found.kinds) <= known[0]
        assert set(found.domains) <= known[1]


def test_the_first_question_fits_the_goal_in_which_the_child_spoke_last():
    fits = offer([("affective", "social"), ("achievement", "")], on=DAY)
    assert fits[0].fits("affective", "social")
    assert len(fits) == len(set(fits))
    assert {one.code for one in fits} == {
        one.code
        for one in questions()
        if one.fits("affective", "social") or one.fits("achievement", "") or not one.kinds
    }


def test_the_week_turns_the_questions_of_that_goal():
    weeks = [offer([("achievement", "")], on=DAY + datetime.timedelta(weeks=n))[0].code for n in range(4)]
    assert len(set(weeks)) == 4
    same = {offer([("achievement", "")], on=datetime.date(2026, 11, 16 + n))[0].code for n in range(7)}
    assert len(same) == 1


def test_another_question_goes_through_all_of_them_and_round():
    goals, said = [("passion", "")], Said("It has a sound now", "Maya", "student", DAY)
    count = len(offer(goals, on=DAY))
    seen = [talk_about("Maya", goals, said, on=DAY, number=number) for number in range(count + 1)]
    assert len({talk.question for talk in seen[:count]}) == count
    assert seen[count].question == seen[0].question
    assert seen[0].said == said
    assert seen[count - 1].said is None, "words on one goal do not stand above a question for anybody"


def test_a_child_without_a_goal_has_a_question_too():
    talk = talk_about("Leo", [], None, on=DAY)
    assert talk.question
    assert len(talk.ways) == 3


def test_the_name_stands_where_it_belongs():
    with override("es"):
        for number in range(len(offer([("affective", "personal")], on=DAY))):
            talk = talk_about("Lucía", [("affective", "personal")], None, on=DAY, number=number)
            assert "{" not in talk.why + talk.question + "".join(words for _icon, words in talk.ways)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[question]]\ncode = "x"', "'ways'"),
        ('reviewed.en = ""\n[[question]]\ncode = "x"\nkinds = []\nways = ["side"]', "x has 1 ways to ask, not 3"),
        ("[[question", "Expected ']]'"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_reason(tmp_path, text, problem):
    path = tmp_path / "bad.toml"
    path.write_text(text)
    ways = {way.code: way for way in read(room.HOME / room.WAYS, "way", room.a_way)}
    with pytest.raises(BadQuestion, match=r"bad\.toml") as refused:
        read(path, "question", lambda row, data: room.a_question(row, data, ways))
    assert problem in str(refused.value)
