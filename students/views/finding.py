"""Finding a student, and adding one."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.permissions import Permission
from schools.access import not_your_work, schools_granting
from students.areas import choices as area_choices
from students.forms.facts import AddStudentForm
from students.models import Enrollment, ProgramStatus
from students.models.student import name_of_grade
from students.queries import for_list, found, schools_of, status_counts, students_seen_by, works_here
from students.views.pages import bound, form_page
from students.views.shown import line_of

PAGE = 100
ASKED = ("q", "school", "grade", "area", "status")


@require_GET
def find(request):
    """The students an adult of the schools sees, narrowed by name, school, grade, area and status."""
    if not works_here(request.principal):
        raise PermissionDenied(not_your_work())
    asked = {name: request.GET.get(name, "").strip() for name in ASKED}
    seen = students_seen_by(request.principal)
    schools = list(schools_of(seen))
    school = next((one for one in schools if str(one.public_id) == asked["school"]), None)
    narrowed = found(seen, words=asked["q"], school=school, grade=asked["grade"], area=asked["area"])
    counts = status_counts(narrowed)
    students = for_list(found(narrowed, status=asked["status"]))
    page = Paginator(students, PAGE).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "lines": [line_of(student) for student in page],
        "earlier": link(asked, page=page.number - 1) if page.has_previous() else "",
        "later": link(asked, page=page.number + 1) if page.has_next() else "",
        "asked": asked,
        "narrowed": any(asked.values()),
        "tabs": tabs(asked, counts),
        "chips": chips(asked, schools),
        "may_add": schools_granting(Permission.ADD_STUDENT, to=request.principal).exists(),
        "may_translate": schools_granting(Permission.TRANSLATE, to=request.principal).exists(),
        "may_keep_classes": schools_granting(Permission.EDIT_RECORD, to=request.principal).exists(),
    }
    return render(request, "students/find.html", shown)


@require_http_methods(["GET", "POST"])
def add(request):
    """Adds a student at a school where this person may."""
    if not schools_granting(Permission.ADD_STUDENT, to=request.principal).exists():
        raise PermissionDenied(not_your_work())
    return form_page(request, AddStudentForm(bound(request), by=request.principal))


def link(asked, **other):
    """The address of the list with some of what is asked put otherwise."""
    wanted = {name: value for name, value in {**asked, **other}.items() if value}
    return f"?{urlencode(wanted)}"


def tabs(asked, counts):
    """The saved views: everyone, and everyone who stands at one place in the program."""
    names = {"": _("All students"), **dict(ProgramStatus.Status.choices)}
    counts = {"": sum(counts.values()), **counts}
    return [
        {"label": label, "count": counts[status], "url": link(asked, status=status), "on": asked["status"] == status}
        for status, label in names.items()
        if counts[status] or status in ("", asked["status"])
    ]


def chips(asked, schools):
    """The filters as chips with choices; a filter with a single choice is left out."""
    offered = [
        ("school", _("School"), [(str(school.public_id), school.name) for school in schools]),
        ("grade", _("Grade"), [(code, name_of_grade(code)) for code, _name in Enrollment.GRADES]),
        ("area", _("Area"), area_choices()),
    ]
    return [
        {
            "label": label,
            "chosen": dict(options).get(asked[name], ""),
            "clear": link(asked, **{name: ""}),
            "options": [(text, link(asked, **{name: value}), asked[name] == value) for value, text in options],
        }
        for name, label, options in offered
        if len(options) > 1
    ]
