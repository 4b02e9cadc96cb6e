"""Pure questions about one child and the circle around the child. Empty lists mean go."""

from django.utils.translation import gettext as _

from accounts.permissions import Permission
from history.clock import today
from students.models import ClassMembership, ClassTeacher, Guardianship, Responsibility, Student


def reasons_not_to_save(student, *, version):
    """Why somebody's correction of the record may not be written over what is there now."""
    if student.version != version:
        return [_("Somebody else corrected this record since you opened it. Look at both before you save.")]
    return []


def belongs_to_others(guardian, by):
    """Whether an adult is, or will be, in the family of a child whose record `by` does not keep.

    A guardianship counts until its last day has passed: an end that is set already opens nothing.
    """
    children = Student.objects.filter(pk__in=guardian.guardianships.lasting(today()).values("student"))
    kept = Student.objects.granting(Permission.EDIT_RECORD, to=by)
    return children.exclude(pk__in=kept.values("pk")).exists()


def reasons_not_to_correct_contact(guardian, by):
    """Why `by` may not change an adult's name or how to reach them: it is also how they sign in."""
    if guardian.pk and belongs_to_others(guardian, by):
        return [_("This person also has a child whose record you do not keep. Ask your coordinator to change this.")]
    return []


def reasons_not_to_add(guardian, student, *, on):
    """Why an adult may not join a child's family from the day `on`: they are in it, then or later."""
    there = guardian.guardianships.filter(student=student).lasting(on).exclude(ends_on=None).last()
    if there:
        return [
            _("This adult is in the student's family until %(day)s. Pick a day after it.")
            % {"day": there.ends_on.isoformat()}
        ]
    return []


def reasons_not_to_begin(thing, *, on):
    """Why a new dated fact may not follow `thing`, the one in force, from the day `on`."""
    if on <= thing.starts_on:
        return [
            _("The present one began on %(day)s. Pick a later day, or correct it instead.")
            % {"day": thing.starts_on.isoformat()}
        ]
    return []


def reasons_not_to_end(thing, *, on):
    """Why a dated fact may not end with the day `on`."""
    if thing.ends_on is not None and thing.ends_on <= on:
        return [_("This already ends on %(day)s.") % {"day": thing.ends_on.isoformat()}]
    if on < thing.starts_on:
        return [_("It began on %(day)s. Pick that day or a later one.") % {"day": thing.starts_on.isoformat()}]
    return []


def reasons_not_to_attend(enrollment):
    """Why an enrolment may not stand beside the others of the same child: one school at a time."""
    others = enrollment.student.enrollments.filter(withdrawn_at=None).exclude(pk=enrollment.pk)
    for other in others.select_related("school"):
        begins_after = other.ends_on is not None and enrollment.starts_on > other.ends_on
        ends_before = enrollment.ends_on is not None and enrollment.ends_on < other.starts_on
        if not begins_after and not ends_before:
            return [
                _("These days overlap with %(school)s. A student attends one school at a time.")
                % {"school": other.school}
            ]
    return []


def reasons_not_to_take(kind, *, user, named):
    """Why somebody may not be given a responsibility."""
    if user is None and not named:
        return [_("Choose a person, or write the name you know.")]
    if kind == Responsibility.Kind.PLAN_MANAGER and user is None:
        return [_("Choose a person with an account: somebody must be able to write the plan.")]
    return []


def reasons_not_to_identify(area, known):
    """Why an area may not be written; `known` holds the codes the state lists."""
    return [] if area in known else [_("Choose one of the areas the state lists.")]


def reasons_not_to_withdraw(thing):
    """Why a note or a piece of evidence may not be withdrawn."""
    return [_("This was already withdrawn.")] if thing.withdrawn_at else []


# What makes two ties the same: who is tied to whom, as what.
SAME_TIE = {
    ClassMembership: ("section", "student"),
    ClassTeacher: ("section", "user"),
    Guardianship: ("student", "guardian"),
    Responsibility: ("student", "kind", "subject", "user", "named"),
}


def reasons_not_to_stand_again(tie, *, on):
    """Why a tie may not be put back on the day `on`: the same stands there again, or begins later, perhaps with
    other rights."""
    same = type(tie).objects.filter(**{name: getattr(tie, name) for name in SAME_TIE[type(tie)]})
    if same.lasting(on).exclude(pk=tie.pk).exists():
        words = _("%(tie)s: this already stands there again. Correct what stands there instead.")
        return [words % {"tie": tie}]
    return []


def reasons_not_to_give_card(student):
    """Why a child needs no card: an account with an address signs in by code."""
    if student.address:
        return [_("This student signs in with an email address and needs no card.")]
    return []
