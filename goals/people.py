"""The adults at school who can carry out a strategy, as a list to choose from."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from history.clock import today
from schools.queries import staff_of
from students.models import ClassTeacher, Responsibility


@dataclass(frozen=True)
class People:
    """Choices as a select shows them: those around the student first, then the school.

    A value is `user:<id>` for somebody with an account and `name:<name>` for a name nobody matched.
    """

    groups: tuple
    users: dict

    @property
    def choices(self):
        return [("", _("Nobody yet")), *self.groups]

    def read(self, value, typed):
        """(user, name) of a line: a typed name stands where no account was chosen."""
        kind, _colon, rest = (value or "").partition(":")
        if kind == "user" and rest.isdigit():
            return self.users.get(int(rest)), ""
        return None, typed.strip() or rest


def people_for(student, goal=None):
    """Who can be named for this student: those around them, the school's staff, and whoever the goal
    names today although they are no longer there."""
    held = Responsibility.objects.on(today()).filter(student=student).select_related("user").order_by("kind", "pk")
    sections = student.memberships.on(today()).values("section")
    taught = ClassTeacher.objects.on(today()).filter(section__in=sections).select_related("user").order_by("pk")
    near, users = {}, {}
    for row in (*held, *taught):
        if row.user:
            users[row.user.pk] = row.user
            near.setdefault(f"user:{row.user.pk}", row.user.name)
        else:
            near.setdefault(f"name:{row.named}", row.named)
    enrollment = student.enrollments.on(today()).select_related("school").first()
    groups = [(_("Around %(name)s") % {"name": student.first_name}, list(near.items()))] if near else []
    if enrollment:
        staff = {f"user:{user.pk}": user for user in staff_of(enrollment.school)}
        users |= {user.pk: user for user in staff.values()}
        others = [(value, user.name) for value, user in staff.items() if value not in near]
        groups += [(enrollment.school.name, others)] if others else []
    if goal:
        named = goal.strategies.filter(withdrawn_at=None, user__isnull=False).exclude(user__in=users)
        before = {line.user.pk: line.user for line in named.select_related("user")}
        users |= before
        groups += [(_("Named before"), [(f"user:{pk}", user.name) for pk, user in before.items()])] if before else []
    return People(tuple(groups), users)
