"""Who somebody is. Rooms above are looked up by name, never imported."""

from django.utils.translation import gettext as _

from accounts.models import Pass, User
from history.clock import now, today


def relations_in_short(user):
    """What somebody is to whom today, as short sentences: work first, then family, then oneself."""
    day = today()
    told = [
        {"what": posting.title or posting.get_role_display(), "where": str(posting.school or posting.district)}
        for posting in user.postings.on(day).select_related("school", "district").order_by("pk")
    ]
    guardian = getattr(user, "guardian", None)
    if guardian is not None:
        told += [
            {"what": row.get_relationship_display(), "where": str(row.student)}
            for row in guardian.guardianships.unbarred(day).select_related("student").order_by("pk")
        ]
    student = getattr(user, "student", None)
    if student is not None:
        told.append({"what": _("Student"), "where": str(student.district)})
    return told


def principal_of(key):
    """The principal that history knows by a key, or None for one whose account or pass has ended."""
    kind, _colon, pk = key.partition(":")
    if kind == "pass":
        return Pass.objects.current(at=now()).filter(pk=pk).first()
    return User.objects.filter(pk=pk, is_active=True).first()
