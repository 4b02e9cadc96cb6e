"""What a person is, told in short. Rooms above are looked up by name, never imported."""

from django.utils.translation import gettext as _

from history.clock import today


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
            for row in guardian.guardianships.on(day).filter(no_contact=False).select_related("student").order_by("pk")
        ]
    student = getattr(user, "student", None)
    if student is not None:
        told.append({"what": _("Student"), "where": str(student.district)})
    return told
