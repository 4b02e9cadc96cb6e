"""The navigation: the homes that a person's hats open, then the rooms they work in. Nothing else."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permissions import Permission, Role


@dataclass(frozen=True)
class Door:
    """One entry of the navigation."""

    label: str
    url: str
    count: int = 0
    current: bool = False


def homes_of(hats):
    """The homes a person has, the one they work in most first. `/` leads to the first."""
    homes = []
    if hats.has_caseload:
        counsels_only = not hats.keeps and Role.SPECIALIST not in hats.roles
        label = _("Plans") if counsels_only else _("Caseload")
        homes.append(Door(label, reverse("dashboards:caseload"), count=hats.keeps))
    if hats.has_classes:
        homes.append(Door(_("My classes"), reverse("dashboards:classes")))
    if hats.has_overview:
        homes.append(Door(_("Overview"), reverse("dashboards:schools")))
    if len(hats.children) == 1:
        child = hats.children[0]
        homes.append(Door(child.name, reverse("dashboards:family_child", args=[child.public_id])))
    elif hats.children:
        homes.append(Door(_("My family"), reverse("dashboards:family")))
    if hats.is_student:
        homes.append(Door(_("My goals"), reverse("dashboards:me")))
    return homes


def rooms_of(hats):
    """The rooms a person works in, beside the homes."""
    rooms = []
    if hats.is_staff:
        rooms.append(Door(_("Students"), reverse("students:find")))
    if hats.may_somewhere(Permission.IMPORT_STUDENTS):
        rooms.append(Door(_("Import"), reverse("rostering:start")))
    if hats.may_somewhere(Permission.MANAGE_STAFF):
        rooms.append(Door(_("Staff"), reverse("schools:staff")))
    if hats.may_somewhere(Permission.MANAGE_CALENDAR):
        rooms.append(Door(_("Schools"), reverse("schools:places")))
    return rooms


def nav_of(hats, path):
    """Everything a person finds in the navigation, with the page they are on marked."""
    doors = [*homes_of(hats), *rooms_of(hats)]
    here = max((door for door in doors if path.startswith(door.url)), key=lambda door: len(door.url), default=None)
    return [Door(door.label, door.url, door.count, door is here) for door in doors]
