"""What this room and the rooms below add to a plan's snapshot."""

from django.utils.translation import override

from history.clock import today
from plans.parts import findings, standing, type_of
from plans.snapshot import labels
from schools.models import ReportingWindow
from students.areas import area
from students.models import Evidence, Guardianship, Identification, Responsibility

LANGUAGES = ("en", "es")


def in_each_language(words):
    """A lazy sentence in every language offered."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = str(words)
    return said


def type_facts(plan):
    one = type_of(plan)
    return {
        "code": one.code,
        "edition": one.edition,
        "label": labels(one),
        "rules": dict(one.rules.by_language),
        "levels": {
            level.code: {"label": labels(level), "means": dict(level.means.by_language)} for level in one.levels
        },
    }


def student_facts(plan):
    student = plan.student
    attended = student.enrollments.filter(withdrawn_at=None).select_related("school")
    enrollment = attended.order_by("-starts_on", "-pk").first()
    return {
        "name": str(student),
        "first_name": student.first_name,
        "legal_name": student.legal_name,
        "state_id": student.state_id or "",
        "local_id": student.local_id or "",
        "grade": enrollment.grade if enrollment else "",
        "school": enrollment.school.name if enrollment else "",
        "district": student.district.name,
        "home_language": student.home_language,
        "twice_exceptional": student.twice_exceptional,
    }


def year_facts(plan):
    windows = ReportingWindow.objects.filter(year=plan.year)
    return {
        "name": plan.year.name,
        "starts_on": plan.year.starts_on,
        "ends_on": plan.year.ends_on,
        "windows": [{"name": one.name, "starts_on": one.starts_on, "ends_on": one.ends_on} for one in windows],
    }


def people(plan):
    """Who stands around the student: staff by what they look after, family by relationship."""
    staff = Responsibility.objects.on(today()).filter(student=plan.student).select_related("user")
    family = Guardianship.objects.rightful(today()).filter(student=plan.student)
    return {
        "staff": [
            {
                "kind": one.kind,
                "label": in_each_language(Responsibility.Kind(one.kind).label),
                "subject": one.subject,
                "name": one.user.name if one.user else one.named,
                "called": str(one.user) if one.user else one.named,
            }
            for one in staff.order_by("kind", "pk")
        ],
        "family": [
            {
                "name": one.guardian.name,
                "label": in_each_language(Guardianship.Relationship(one.relationship).label),
                "household": str(one.household_id or ""),
            }
            for one in family.select_related("guardian").order_by("pk")
        ],
    }


def areas_of(plan):
    rows = Identification.objects.filter(student=plan.student, status=Identification.Status.IDENTIFIED)
    return [
        {
            "code": one.area,
            "label": labels(area(one.area)),
            "decided_on": one.decided_on,
            "decided_text": one.decided_text,
        }
        for one in rows
    ]


def evidence_of(plan):
    rows = Evidence.objects.filter(student=plan.student, withdrawn_at=None)
    return [
        {
            "id": one.public_id,
            "area": one.area,
            "area_label": labels(area(one.area)) if one.area else {},
            "kind": one.kind,
            "kind_label": in_each_language(Evidence.Kind(one.kind).label),
            "instrument": one.instrument,
            "taken_on": one.taken_on,
            "taken_text": one.taken_text,
            "score": one.score,
            "percentile": one.percentile,
            "bound": one.percentile_bound,
            "qualifying": one.qualifying,
            "tells": one.tells,
        }
        for one in rows
    ]


def sections_of(plan):
    written = {section.code: section for section in plan.sections.all() if not section.is_set_aside}
    return [
        {
            "code": one.code,
            "label": labels(one),
            "layer": one.layer,
            "audience": one.audience,
            "words": section.words if (section := written.get(one.code)) else "",
            "language": section.language if section else "en",
            "said_by": (section.said_by or str(section.written_by)) if section and section.words else "",
            "written_at": section.written_at if section and section.words else None,
        }
        for one in type_of(plan).sections
    ]


def programming_of(plan):
    one = type_of(plan)
    rows = []
    for row in standing(plan.programming.all()):
        option = one.option(row.option)
        rows.append(
            {
                "id": row.public_id,
                "code": row.option,
                "label": labels(option) or {"en": row.option},
                "words": row.words,
                "who": row.who,
                "starts_on": row.starts_on,
                "ends_on": row.ends_on,
                "status": row.status,
                "status_label": in_each_language(row.Status(row.status).label),
                "line": " · ".join(
                    filter(None, [option.label.in_language("en") if option else row.option, row.words, row.who])
                ),
            }
        )
    return rows


def parts_of(plan):
    return [
        {
            "code": part.code,
            "label": labels(part),
            "cite": part.cite,
            "sure": part.sure,
            "met": finding.met,
            "missing": in_each_language(finding.missing) if finding.missing else {},
        }
        for part, finding in findings(plan)
    ]
