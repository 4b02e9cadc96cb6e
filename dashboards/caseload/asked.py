"""What the address of a caseload page asks for: scope, view, words, filters and order.

Everything stands in the address, so that a list can be kept as a bookmark. What the address asks
and the list does not have is left out.
"""

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from dashboards.caseload.rows import by_teacher
from dashboards.caseload.saved_views import view_of
from plans.models import Plan
from students.areas import areas
from students.names import fold

NO_PLAN = "none"
STAGES = list(Plan.State.values)


@dataclass(frozen=True)
class Filter:
    """One filter: its name in the address, its label, the choices a list has, and the question."""

    name: str
    label: str
    choices: list
    holds: object


def filters_for(rows):
    """The filters of a list, each with the choices that occur in it."""
    grades = {row.grade: row for row in rows if row.grade}
    found = {area.area for row in rows for area in row.areas}
    stages = {row.stage for row in rows}
    named = {one.code: str(one) for one in areas()}
    stage_choices = [(state, str(Plan.State(state).label)) for state in STAGES if state in stages]
    if "" in stages:
        stage_choices.append((NO_PLAN, _("No plan")))
    return [
        Filter("grade", _("Grade"), [(code, row.grade_label) for code, row in in_grades(grades)], has_grade),
        Filter("area", _("Area"), [(code, name) for code, name in named.items() if code in found], has_area),
        Filter("stage", _("Stage"), stage_choices, has_stage),
        Filter("teacher", _("Teacher"), [(str(pk), name) for pk, name in by_teacher(rows)], has_teacher),
    ]


def in_grades(grades):
    return sorted(grades.items(), key=lambda pair: pair[1].grade_order)


def has_grade(row, value):
    return row.grade == value


def has_area(row, value):
    return any(area.area == value for area in row.areas)


def has_stage(row, value):
    return row.stage == ("" if value == NO_PLAN else value)


def has_teacher(row, value):
    return any(str(user) == value for _name, user in row.teachers)


SORTS = {
    "student": lambda row: row.student.sort_name,
    "grade": lambda row: row.grade_order,
    "stage": lambda row: STAGES.index(row.stage) if row.stage else None,
    "check_in": lambda row: row.last_goal.level_on if row.last_goal else None,
    "due": lambda row: row.due.on if row.due else None,
}


@dataclass(frozen=True)
class Asked:
    """One reading of the address, over the filters a list has."""

    scope: str
    view: object
    words: str
    sort: str
    is_backwards: bool
    chosen: dict = field(default_factory=dict)

    @classmethod
    def of(cls, request, scope, filters):
        asked = request.GET
        sort = asked.get("sort", "").removeprefix("-")
        known = sort in SORTS
        valid = {one.name: {value for value, _label in one.choices} for one in filters}
        return cls(
            scope=scope.code,
            view=view_of(asked.get("view", "")),
            words=asked.get("q", "").strip()[:100],
            sort=sort if known else "due",
            is_backwards=known and asked["sort"].startswith("-"),
            chosen={name: asked[name] for name in valid if asked.get(name) in valid[name]},
        )

    def parameters(self, **changes):
        """What the address says, with some of it changed; what is usual is left out."""
        sort = f"-{self.sort}" if self.is_backwards else self.sort
        said = {"scope": self.scope, "view": self.view.code, "q": self.words, "sort": sort} | self.chosen | changes
        usual = {"view": "all", "sort": "due"}
        return {name: value for name, value in said.items() if value and usual.get(name) != value}

    def address(self, **changes):
        """The address of this page with some of it changed."""
        query = QueryDict(mutable=True)
        query.update(self.parameters(**changes))
        return f"?{query.urlencode()}" if query else "?"

    def of_view(self, code, **changes):
        """The address of a saved view, with no filter."""
        return self.address(view=code, q="", **dict.fromkeys(self.chosen, ""), **changes)

    def of_scope(self, scope):
        """The address of another scope, with the same view."""
        return self.of_view(self.view.code, scope=scope.code)

    def select(self, rows, filters):
        """The rows asked for, in the order asked for; what has no such value stands last."""
        rows = [row for row in rows if self.view.holds(row) and matches(row, self.words)]
        for one in filters:
            if one.name in self.chosen:
                rows = [row for row in rows if one.holds(row, self.chosen[one.name])]
        key = SORTS[self.sort]
        known = [row for row in rows if key(row) is not None]
        unknown = [row for row in rows if key(row) is None]
        return sorted(known, key=key, reverse=self.is_backwards) + unknown


def matches(row, words):
    """Whether every word is in a name or begins an ID."""
    ids = [(one or "").lower() for one in (row.student.local_id, row.student.state_id)]
    return all(
        word in row.student.search_name or any(one.startswith(word) for one in ids) for word in fold(words).split()
    )
