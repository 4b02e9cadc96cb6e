"""The demo's classes: Mr. Reyes's Math 7 Honors, and the one that Ms. Ortiz teaches beside her own work."""

from students import actions as students


def add_classes(cast):
    cast.math_7 = open_class(cast, cast.daniel, "Math 7 Honors", "Period 3")
    cast.math_6 = open_class(cast, cast.elena, "Math 6", "Period 1")


def open_class(cast, teacher, name, period):
    """Open a class at the middle school for the year, in a teacher's hands. Returns it."""
    by, at = cast.elena, cast.calendar.at(cast.start)
    section = students.open_section(school=cast.middle, year=cast.year, name=name, period=period, by=by, at=at)
    students.add_teacher(section=section, user=teacher, starts_on=cast.start, by=by, at=at)
    return section


def sits_in(cast, student, section):
    """Put a child into a class from the first day of school."""
    students.join_class(
        student=student, section=section, starts_on=cast.start, by=cast.elena, at=cast.calendar.at(cast.start)
    )
