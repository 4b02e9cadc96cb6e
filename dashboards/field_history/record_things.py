"""What of a child's record has fields with a history: evidence, areas, schools, the family and how to reach it."""

from django.utils.translation import gettext as _

from accounts.permissions import Permission
from dashboards.field_history.things import ID, Thing, labels_of
from students.actions.family import CONTACT
from students.actions.student import FACTS
from students.models import Enrollment, Evidence, Guardian, Guardianship, Identification, ProgramStatus, Student

EVIDENCE = (
    "score", "instrument", "kind", "area", "taken_on", "taken_text", "percentile", "percentile_bound", "qualifying",
    "tells",
)  # fmt: skip
AREA = ("status", "area", "decided_on", "decided_text", "note")
SCHOOL = ("grade", "school", "year", "starts_on", "ends_on")
STATUS = ("status", "starts_on", "reason")
TIE = ("relationship", "education_rights", "no_contact", "household", "starts_on", "ends_on")


def labels(model, names):
    """The fields of a model by label, with a name for those that have none of their own."""
    own = {"percentile_bound": _("The percentile is"), "household": _("Home"), "school": _("School"), "year": _("Year")}
    return labels_of(model, names) | {name: label for name, label in own.items() if name in names}


def fact_thing(student, standing):
    """The facts about the child, which an editor of the record may put back."""
    return Thing(
        _("About the student"), student, labels_of(Student, FACTS), version=student.version,
        acts="students:fact_again" if standing.may(Permission.EDIT_RECORD) else "",
    )  # fmt: skip


def identified(rows, code):
    """The row of an id among these, or None. What was withdrawn stands on no page any more."""
    return rows.filter(public_id=code, withdrawn_at=None).first() if ID.fullmatch(code) else None


def numbered(rows, code):
    """The same by number."""
    return rows.filter(pk=code, withdrawn_at=None).first() if code.isdecimal() and len(code) < 19 else None


def evidence_thing(student, code, principal):
    row = identified(student.evidence, code)
    return row and Thing(row.instrument, row, labels(Evidence, EVIDENCE), code=code)


def area_thing(student, code, principal):
    row = identified(student.identifications, code)
    return row and Thing(str(row.area_name), row, labels_of(Identification, AREA), code=code)


def school_thing(student, code, principal):
    row = numbered(student.enrollments.select_related("school"), code)
    return row and Thing(str(row.school), row, labels(Enrollment, SCHOOL), code=code)


def status_thing(student, code, principal):
    row = numbered(student.statuses, code)
    return row and Thing(_("In the program"), row, labels_of(ProgramStatus, STATUS), code=code)


def family_thing(student, code, principal):
    row = numbered(student.guardianships.select_related("guardian"), code)
    return row and Thing(row.guardian.name, row, labels(Guardianship, TIE), code=code)


def contact_thing(student, code, principal):
    """How to reach an adult of the family; not of one who is also in a family that this person does not see."""
    row = numbered(student.guardianships.select_related("guardian"), code)
    seen = Student.objects.granting(Permission.VIEW_RECORD, to=principal)
    if row is None or row.guardian.guardianships.exclude(student__in=seen.values("pk")).exists():
        return None
    return Thing(row.guardian.name, row.guardian, labels_of(Guardian, CONTACT), code=code)


RECORD = {
    "evidence": evidence_thing, "area": area_thing, "school": school_thing, "status": status_thing,
    "family": family_thing, "contact": contact_thing,
}  # fmt: skip


TOGETHER = dict.fromkeys(("family", "contact"), ("family", "contact"))  # read side by side


def record_things(student, principal, kind, code):
    """The things of a record that an address names, by kind: one, or an adult's rights and how to reach that
    adult; fewer where there are none."""
    found = {one: RECORD[one](student, code, principal) for one in TOGETHER.get(kind, (kind,)) if one in RECORD}
    return {one: thing for one, thing in found.items() if thing}
