"""Applying: each proposed change done through the verbs of `students`, by the person who brought the list.

Nothing here writes a table. Whatever `students.actions` refuses stops the whole import, with the row it stopped at.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from rostering.proposals import facts_of, status_of
from schools.models import School, SchoolYear
from students import actions
from students.models import Evidence, Guardian, Identification, Responsibility, Student
from students.queries import withdrawn_record

Change = dict[str, Any]
TEACHER = Responsibility.Kind.TEACHER
SCORE = ("kind", "instrument", "area", "taken_text", "score", "percentile", "percentile_bound")


@dataclass(frozen=True)
class Doer:
    """Who applies a run, when, where new students are enrolled, and who keeps their plans."""

    by: User
    at: datetime
    today: date
    school: School
    year: SchoolYear
    keeper: User | None
    any_withdrawn: bool = False  # whether the district has records that came by mistake

    def add(self, record: dict[str, Any], changes: list[Change]) -> Student:
        """A new student with everything the list says. The child's record that was taken back is used again."""
        facts = typed_facts(facts_of(record))
        earlier = withdrawn_record(school=self.school, facts=facts) if self.any_withdrawn else None
        student = actions.add_student(
            district=self.school.district,
            school=self.school,
            year=self.year,
            grade=record["grade"],
            status=status_of(record),
            keeper=self.keeper,
            record=earlier,
            by=self.by,
            at=self.at,
            **facts,
        )
        self.do(student, [change for change in changes if change["what"] not in ("fact", "grade", "status", "school")])
        self.say_why(student, changes)
        return student

    def say_why(self, student: Student, changes: list[Change]) -> None:
        """The reason of a new student's status, where the list gives one."""
        for change in changes:
            if change["what"] == "status" and change["reason"]:
                self.status(student, change)

    def do(self, student: Student, changes: list[Change]) -> None:
        """Each change in its turn; the facts of the child in one correction."""
        facts = {change["field"]: change["after"] for change in changes if change["what"] == "fact"}
        if facts:
            actions.correct_student(
                student=student, version=student.version, by=self.by, at=self.at, **typed_facts(facts)
            )
        for change in changes:
            if change["what"] in DONE_BY:
                DONE_BY[change["what"]](self, student, change)

    def grade(self, student: Student, change: Change) -> None:
        """A corrected grade this year, or the next year's enrolment."""
        present = student.enrollments.filter(ends_on=None).first()
        if present and present.year_id == self.year.pk:
            actions.correct_enrollment(enrollment=present, grade=change["after"], by=self.by, at=self.at)
        else:
            self.move(student, change["after"])

    def move_here(self, student: Student, change: Change) -> None:
        self.move(student, change["grade"])

    def move(self, student: Student, grade: str) -> None:
        where = {"school": self.school, "year": self.year, "grade": grade}
        actions.move_school(student=student, on=self.today, by=self.by, at=self.at, **where)

    def status(self, student: Student, change: Change) -> None:
        told = {"status": change["after"], "reason": change["reason"]}
        actions.set_status(student=student, on=self.today, by=self.by, at=self.at, **told)

    def area(self, student: Student, change: Change) -> None:
        actions.identify(student=student, area=change["area"], by=self.by, at=self.at, **decided(change))

    def area_date(self, student: Student, change: Change) -> None:
        identification = Identification.objects.get(pk=change["id"], student=student)
        actions.correct_identification(identification=identification, by=self.by, at=self.at, **decided(change))

    def evidence(self, student: Student, change: Change) -> None:
        told = {field: change[field] for field in SCORE}
        actions.record_evidence(student=student, by=self.by, at=self.at, **told)

    def evidence_score(self, student: Student, change: Change) -> None:
        evidence = Evidence.objects.get(pk=change["id"], student=student)
        told = {field: change[field] for field in ("score", "percentile", "percentile_bound")}
        actions.correct_evidence(evidence=evidence, by=self.by, at=self.at, **told)

    def guardian(self, student: Student, change: Change) -> None:
        told = {field: change.get(field) or "" for field in ("name", "email", "phone", "contact_note")}
        if change["language"]:
            told["language"] = change["language"]
        actions.add_guardian(student=student, by=self.by, at=self.at, **told)

    def contact(self, student: Student, change: Change) -> None:
        guardian = Guardian.objects.get(pk=change["id"], guardianships__student=student, guardianships__ends_on=None)
        corrected = {change["field"]: change["after"]}
        actions.correct_guardian(guardian=guardian, student=student, by=self.by, at=self.at, **corrected)

    def teacher(self, student: Student, change: Change) -> None:
        user = User.objects.get(pk=change["user"]) if change["user"] else None
        named = {"user": user, "named": change["named"], "subject": change["subject"]}
        actions.take_responsibility(student=student, kind=TEACHER, by=self.by, at=self.at, **named)

    def teacher_change(self, student: Student, change: Change) -> None:
        """Another teacher from today; the one before had the child until yesterday."""
        present = Responsibility.objects.get(pk=change["id"], student=student)
        last = max(present.starts_on, self.today - timedelta(days=1))
        actions.end_responsibility(responsibility=present, on=last, by=self.by, at=self.at)
        self.teacher(student, change)

    def teacher_match(self, student: Student, change: Change) -> None:
        present = Responsibility.objects.get(pk=change["id"], student=student)
        user = User.objects.get(pk=change["user"])
        actions.match_responsibility(responsibility=present, user=user, by=self.by, at=self.at)

    def note(self, student: Student, change: Change) -> None:
        actions.write_note(student=student, words=change["words"], by=self.by, at=self.at)


DONE_BY: dict[str, Callable[[Doer, Student, Change], None]] = {
    "grade": Doer.grade,
    "school": Doer.move_here,
    "status": Doer.status,
    "area": Doer.area,
    "area_date": Doer.area_date,
    "evidence": Doer.evidence,
    "evidence_score": Doer.evidence_score,
    "guardian": Doer.guardian,
    "contact": Doer.contact,
    "teacher": Doer.teacher,
    "teacher_change": Doer.teacher_change,
    "teacher_match": Doer.teacher_match,
    "note": Doer.note,
}


def typed_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as the student's columns take them: a birthday is a date again."""
    if facts.get("born_on"):
        facts = facts | {"born_on": date.fromisoformat(facts["born_on"])}
    return facts


def decided(change: Change) -> dict[str, Any]:
    """The day of a decision, or the words that stand for it."""
    return {"decided_on": date.fromisoformat(change["on"]) if change["on"] else None, "decided_text": change["text"]}
