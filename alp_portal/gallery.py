"""What the gallery shows: one invented student, so that each component can be seen in each state."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

from django import forms
from django.utils.translation import gettext_lazy as _

from goals.cards import Line
from history.wordings import pieces
from plans.translations import gathered
from students.forms.conflict import Conflict, TwoWordings


def step(level, word, hint, means):
    return {"level": level, "word": word, "hint": hint, "means": means}


SCALE = [
    step(
        1,
        _("Not yet"),
        _("I’m stuck, or it hasn’t started"),
        _("Stuck, or not begun. Needs a different kind of help."),
    ),
    step(2, _("Starting"), _("I do it with help"), _("Shows up with help.")),
    step(3, _("Getting there"), _("I do it a lot, mostly on my own"), _("Shows up often, mostly on their own.")),
    step(4, _("Got it"), _("I can show it"), _("We can see what we said success looks like.")),
]
MAPS, BUSES = "Find straight lines in real life", "You could ask about the bus times."
TRANSLATED = {
    "language": "es", "audience": "student", "translated_by": "Rosa Díaz", "withdrawn_at": None,
    "written_at": datetime(2026, 11, 20, 16, tzinfo=UTC),
}  # fmt: skip
TRANSLATIONS = gathered(
    [
        SimpleNamespace(
            thing="goal:maps", field="family_words", original=MAPS, words="Encontrar líneas rectas en la vida real",
            **TRANSLATED,
        ),
        SimpleNamespace(thing="goal:maps", field="short_label", original="Maps", words="Mapas", **TRANSLATED),
        SimpleNamespace(
            thing="goal:maps", field="measure", original="Three maps to scale", words="Tres mapas a escala",
            **TRANSLATED,
        ),
        SimpleNamespace(
            thing="line:bus", field="how_often", original="Every Friday", words="Cada viernes", **TRANSLATED
        ),
        SimpleNamespace(
            thing="line:bus", field="words", original="You could ask about the times.",
            words="Puede preguntar por los horarios.", **TRANSLATED,
        ),
    ],
    ["es"],
    readers=frozenset({"student"}),
)  # fmt: skip
STAGES = [
    ("draft", _("Draft")),
    ("with_family", _("With family")),
    ("active", _("Active")),
    ("closed", _("Closed")),
]
GROUND = ("ink", "ink-2", "ink-3", "edge", "line", "paper", "surface", "sunken")
HUES = ("spruce", "columbine", "plum", "clay", "berry")
TOKENS = [
    *GROUND,
    *(f"{hue}{shade}" for hue in HUES for shade in ("", "-tint")),
    *("marigold", "marigold-bar", "l1", "l2", "l3", "l4", "ghost", "focus"),
]
WORDS = {
    "reason": "I want the kind of problem where you don’t know the answer is a line until you find it.",
    "reason_es": "Mi abuela estuvo en la inundación. Quiero mostrarlo.",
    "next_step": "Pick my second situation: late buses on Route 12. Bring three weeks of times.",
    "question": "Is the problem set in place of class practice, or on top of it?",
}


class SampleForm(forms.Form):
    """A field of every kind."""

    goal = forms.CharField(
        label=_("What is the goal?"),
        help_text=_("Start with a verb. Write it so the student would say it out loud."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    check_on = forms.DateField(
        label=_("Check date"),
        help_text=_("For example, 12/18/2026"),
        widget=forms.TextInput(attrs={"class": "w-date", "inputmode": "numeric"}),
        error_messages={"invalid": _("Write the date with numbers, such as 12/18/2026.")},
    )
    subject = forms.ChoiceField(
        label=_("Subject"), choices=[("math", _("Mathematics")), ("art", _("Visual arts"))], required=False
    )
    seen_by = forms.ChoiceField(
        label=_("Who sees this goal"),
        help_text=_("Chosen before anyone types."),
        choices=[("all", _("Family, student and the team")), ("staff", _("Staff only, while this is a draft"))],
        widget=forms.RadioSelect,
    )
    helpers = forms.MultipleChoiceField(
        label=_("Who helps"),
        choices=[("teacher", _("Teacher")), ("family", _("Family")), ("mentor", _("Mentor"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    work = forms.FileField(label=_("A piece of work"), required=False)
    tell = forms.BooleanField(label=_("Tell the family"), required=False)


def sample_forms():
    """The same form blank, filled and with problems."""
    filled = {"goal": "Use linear equations", "check_on": "12/18/2026", "seen_by": "all", "helpers": ["family"]}
    return {
        "blank_form": SampleForm(prefix="blank"),
        "filled_form": SampleForm(initial=filled, prefix="filled"),
        "invalid_form": SampleForm({"invalid-goal": "", "invalid-check_on": "soon"}, prefix="invalid"),
    }


def check_in(on, level, voice, label, words=""):
    return {"on": on, "level": level, "voice": voice, "label": label, "words": words}


def sample_chart():
    """Nine check-ins of three voices over an autumn."""
    return {
        "title": "Math goal",
        "start": date(2026, 8, 31),
        "end": date(2026, 12, 20),
        "today": date(2026, 11, 19),
        "check_on": date(2026, 12, 18),
        "scale": SCALE,
        "names": {"student": "Maya"},
        "points": [
            check_in(date(2026, 9, 14), 2, "staff", "Mr. Reyes"),
            check_in(date(2026, 9, 20), 2, "student", "Maya", "I got two of five."),
            check_in(date(2026, 10, 5), 2, "staff", "Mr. Reyes"),
            check_in(date(2026, 10, 9), 3, "student", "Maya"),
            check_in(date(2026, 10, 18), 2, "family", "Dana Thompson"),
            check_in(date(2026, 11, 2), 3, "staff", "Mr. Reyes"),
            check_in(date(2026, 11, 8), 3, "student", "Maya"),
            check_in(date(2026, 11, 16), 3, "family", "Dana Thompson", "She explained bus delays to her brother."),
            check_in(date(2026, 11, 17), 3, "staff", "Mr. Reyes", "Her slope talk was the clearest in the room."),
        ],
    }


def row(name, stage, goals, *, voice, who, due="", picked=False):
    words = dict(STAGES)
    return {
        "name": name,
        "grade": 7,
        "areas": "Math · Creative thinking",
        "stage": stage,
        "word": words[stage],
        "goals": goals,
        "voice": voice,
        "who": who,
        "on": "Nov 17",
        "due": due,
        "picked": picked,
    }


def sample_rows():
    """Three rows of a caseload: one chosen, one near its day, one without a check-in."""
    return [
        row(
            "Maya Thompson",
            "active",
            [(3, "Math"), (2, "Risk")],
            voice="staff",
            who="Mr. Reyes",
            due="Now",
            picked=True,
        ),
        row("Jonah Whitefeather", "with_family", [(3, "Physics")], voice="student", who="Jonah", due="Tue Nov 24"),
        row("Lucía Nguyễn-Řehoř", "draft", [(1, "Essay"), (0, "Podcast")], voice="family", who="Ms. Nguyễn"),
    ]


def sample_conflict():
    """Two people worded one line of who does what, and a target that was saved again since."""
    theirs = "Grade 8 problem set, in place of class practice, Tuesdays and Thursdays"
    both = TwoWordings(_("At school, line 2"), theirs, "Grade 8 problem set, Tuesdays", "school:2", "Mr. Reyes")
    target = TwoWordings(_("target"), "Five models", "Three models", "target", "Mr. Reyes", missed=True)
    return Conflict(("Mr. Reyes",), datetime(2026, 11, 19, 10, 42, tzinfo=UTC), rows=[both, target])


def sample():
    """Everything the gallery's templates draw."""
    chart = sample_chart()
    return {
        **sample_forms(),
        **WORDS,
        "conflict": sample_conflict(),
        "changed": pieces("Grade 8 problem set, Tuesdays", "Grade 8 problem set, Tuesdays and Thursdays"),
        "befores": {("next_step",): "Pick my second situation. Bring three weeks of times."},
        "scale": SCALE,
        "chart": chart,
        "empty_chart": chart | {"points": []},
        "stages": STAGES,
        "maps_goal": MAPS,
        "bus_times": BUSES,
        "maps_label": "Maps",
        "maps_measure": "Three maps to scale",
        "bus_line": Line(BUSES, how_often="Every Friday", id="bus"),
        "translations": TRANSLATIONS,
        "tokens": TOKENS,
        "sizes": ["3xl", "2xl", "xl", "lg", "md", "sm", "xs"],
        "students": sample_rows(),
        "shares": [(100, False), (94, False), (86, False), (74, True), (66, True)],
    }
