"""Districts and their schools."""

import zoneinfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schools.actions import correct_district, correct_school, open_school
from schools.forms.acting import ActionForm

NEAR = ("America/Denver", "America/Phoenix", "America/Chicago", "America/New_York", "America/Los_Angeles")


def time_zones():
    """Time zones to choose from, the likely ones first."""
    others = sorted(zone for zone in zoneinfo.available_timezones() if "/" in zone and zone not in NEAR)
    return [(_("Often used"), [(z, z) for z in NEAR]), (_("All others"), [(z, z) for z in others])]


class DistrictForm(ActionForm):
    """What holds for the whole district."""

    title = gettext_lazy("District settings")

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=time_zones,
        help_text=gettext_lazy("Every date on a page and on paper is the day it was here."),
        widget=forms.Select(attrs={"class": "w-mid"}),
    )
    answer_days = forms.IntegerField(
        label=gettext_lazy("Days a family has to answer before a plan may start"),
        min_value=1,
        max_value=90,
        widget=forms.NumberInput(attrs={"class": "w-short"}),
    )

    def __init__(self, *args, district, **options):
        self.district = district
        names = ("name", "time_zone", "answer_days")
        super().__init__(*args, initial={name: getattr(district, name) for name in names}, **options)

    def act(self):
        correct_district(district=self.district, by=self.by, **self.cleaned_data)


class SchoolForm(ActionForm):
    """A school: its name and its phone."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    phone = forms.CharField(
        label=gettext_lazy("Phone"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Families call it when something does not work."),
        widget=forms.TextInput(attrs={"class": "w-mid", "type": "tel"}),
    )

    def __init__(self, *args, district, school=None, **options):
        self.district, self.school = district, school
        if school:
            options["initial"] = {"name": school.name, "phone": school.phone}
        super().__init__(*args, **options)

    @property
    def title(self):
        return _("Correct the school") if self.school else _("Add a school")

    def act(self):
        if self.school:
            correct_school(school=self.school, by=self.by, **self.cleaned_data)
        else:
            open_school(district=self.district, by=self.by, **self.cleaned_data)
