"""Where and when: the administrative unit, its districts and schools, the year, and who works where."""

import uuid
import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Role


def validate_time_zone(value):
    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("Choose a time zone such as America/Denver."))


class AdministrativeUnit(models.Model):
    """What the state holds answerable for gifted education: a district, a BOCES over several
    districts, or the Charter School Institute (C.R.S. 22-20-204)."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    state = models.CharField(_("state"), max_length=2, default="CO")

    def __str__(self):
        return self.name


class District(models.Model):
    """A school district. It has the clock, the calendar and the settings of its schools."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(AdministrativeUnit, on_delete=models.PROTECT, related_name="districts")
    name = models.CharField(_("name"), max_length=200, unique=True)
    time_zone = models.CharField(
        _("time zone"), max_length=60, default="America/Denver", validators=[validate_time_zone]
    )
    plan_type = models.CharField(_("plan type"), max_length=60, default="colorado-alp")
    answer_days = models.PositiveSmallIntegerField(_("days a family has to answer before a plan may start"), default=14)

    def __str__(self):
        return self.name

    def today(self):
        """This day where the district is."""
        return timezone.localdate(timezone=zoneinfo.ZoneInfo(self.time_zone))


class School(models.Model):
    """A school of a district."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="schools")
    name = models.CharField(_("name"), max_length=200)
    phone = models.CharField(_("phone"), max_length=40, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "name"],
                name="one_school_of_a_name_in_a_district",
                violation_error_message=_("This district already has a school of that name."),
            )
        ]

    def __str__(self):
        return self.name


class DatedQuerySet(models.QuerySet):
    def on(self, day):
        """The rows in force on `day`; the first and the last day count."""
        return self.lasting(day).filter(starts_on__lte=day)

    def lasting(self, day):
        """The rows that are not over before `day`: in force then, or still to come."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day))


class SchoolYear(models.Model):
    """One school year of a district. Years of a district never overlap (held by a trigger)."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="years")
    name = models.CharField(_("name"), max_length=20)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="a_year_ends_after_it_starts",
                violation_error_message=_("The last day must come after the first day."),
            ),
            models.UniqueConstraint(fields=["district", "name"], name="one_year_of_a_name_in_a_district"),
        ]

    def __str__(self):
        return self.name


class ReportingWindow(models.Model):
    """A report-card or conference window: progress is recorded in each (ECEA 12.02(2)(f)(iv))."""

    year = models.ForeignKey(SchoolYear, on_delete=models.CASCADE, related_name="windows")
    name = models.CharField(_("name"), max_length=100)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="a_window_ends_after_it_starts",
                violation_error_message=_("The last day must not come before the first day."),
            )
        ]

    def __str__(self):
        return self.name


class CalendarDay(models.Model):
    """A weekday without school. A snow day entered late re-counts every clock that crosses it."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="days_off")
    day = models.DateField(_("day"))
    name = models.CharField(_("why"), max_length=100)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "day"],
                name="a_day_off_is_entered_once",
                violation_error_message=_("This day is already in the calendar."),
            )
        ]

    def __str__(self):
        return f"{self.day} {self.name}"


class Posting(models.Model):
    """The dated fact that somebody works at a school, or for a district, in a role."""

    class Roles(models.TextChoices):
        SPECIALIST = Role.SPECIALIST.value, Role.SPECIALIST.label
        TEACHER = Role.TEACHER.value, Role.TEACHER.label
        COUNSELOR = Role.COUNSELOR.value, Role.COUNSELOR.label
        SCHOOL_LEADER = Role.SCHOOL_LEADER.value, Role.SCHOOL_LEADER.label
        COORDINATOR = Role.COORDINATOR.value, Role.COORDINATOR.label

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="postings")
    role = models.CharField(_("role"), max_length=20, choices=Roles.choices)
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, blank=True, related_name="postings")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, blank=True, related_name="postings")
    title = models.CharField(_("title"), max_length=100, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "role"], name="posting_user_role")]
        constraints = [
            models.CheckConstraint(
                condition=Q(school=None, district__isnull=False, role=Role.COORDINATOR)
                | Q(school__isnull=False, district=None) & ~Q(role=Role.COORDINATOR),
                name="coordinators_serve_a_district_and_others_a_school",
                violation_error_message=_("A coordinator serves a district; everyone else serves a school."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_posting_ends_after_it_starts",
                violation_error_message=_("The last day must not come before the first day."),
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.get_role_display()}, {self.school or self.district}"
