"""Who runs which place. The same two questions filter every list and lock every door of this room."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission, roles_granting
from history.clock import today
from schools.models import District, Posting, School


def _postings(permission, to, on):
    if not to.is_authenticated or not to.is_active or not to.key.startswith("user:"):
        return Posting.objects.none()
    return Posting.objects.on(on or today()).filter(user=to, role__in=roles_granting(permission))


def districts_granting(permission, *, to, on=None):
    """The districts in which `to` holds `permission` through a posting for the whole district."""
    return District.objects.filter(postings__in=_postings(permission, to, on)).distinct()


def schools_granting(permission, *, to, on=None):
    """The schools at which `to` holds `permission`, through a posting there or for the district."""
    postings = _postings(permission, to, on).values("pk")
    return School.objects.filter(Q(postings__in=postings) | Q(district__postings__in=postings)).distinct()


def district_or_404(public_id, permission, *, to):
    """One district in which `to` holds `permission`; anything else does not exist for the asker."""
    district = districts_granting(permission, to=to).filter(public_id=public_id).first()
    if district is None:
        raise Http404
    return district


def not_your_work():
    """Why somebody may not open a page that is about no child: for the page that says so."""
    return _("This page is for other people’s work at the schools. Nothing was changed.")


def require_somewhere(permission, *, to):
    """Raise 403 unless `to` holds `permission` in some district. Returns those districts."""
    districts = districts_granting(permission, to=to).order_by("name")
    if not districts:
        raise PermissionDenied(not_your_work())
    return districts


def postings_managed_by(principal):
    """Every posting, past ones too, at the places where `principal` manages staff."""
    districts = districts_granting(Permission.MANAGE_STAFF, to=principal)
    return Posting.objects.filter(Q(district__in=districts) | Q(school__district__in=districts))


def staff_managed_by(principal):
    """The people who work, or worked, where `principal` manages staff."""
    return User.objects.filter(pk__in=postings_managed_by(principal).values("user"))


def reasons_not_to_change_account(user, *, by):
    """Why `by` must not change how a person signs in: the account opens more than `by` may see.

    Who decides where a code is sent can sign in as that person. So everything the account opens,
    as staff or as family, must lie in districts where `by` manages staff.
    """
    districts = districts_granting(Permission.MANAGE_STAFF, to=by)
    elsewhere = user.postings.on(today()).exclude(Q(district__in=districts) | Q(school__district__in=districts))
    guardian = getattr(user, "guardian", None)
    family = guardian and guardian.guardianships.on(today()).exclude(student__district__in=districts).exists()
    if elsewhere.exists() or family:
        return [_("%(name)s also belongs to another district. Ask that district to change it.") % {"name": user.name}]
    return []
