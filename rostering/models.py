"""How people get in: a list on its way from somebody's own file to students with plans."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rostering.columns import Column
from rostering.problems import Problem
from rostering.settling import Chosen
from schools.models import School
from students.models import Student

WAS_APPLIED = ("applied", "taking_back", "taken_back")


class ImportRun(models.Model):
    """One sheet of somebody's file on its way in: read, given meaning, looked at, and applied or discarded.

    The file itself is not kept, only its hash and the squares of the sheet. A list that was the wrong one is taken
    back: what it brought in is withdrawn, and the run says who took it back, when and why.
    """

    class State(models.TextChoices):
        READ = "read", _("Read, columns not confirmed")
        STAGING = "staging", _("Being looked through")
        PREVIEWED = "previewed", _("Ready to look at")
        APPLYING = "applying", _("Being brought in")
        APPLIED = "applied", _("Brought in")
        DISCARDED = "discarded", _("Discarded")
        TAKING_BACK = "taking_back", _("Being taken back")
        TAKEN_BACK = "taken_back", pgettext_lazy("a list", "Taken back")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    upload = models.UUIDField(_("sheets of one file share this"), default=uuid.uuid4, db_index=True)
    file_name = models.CharField(_("file"), max_length=255)
    sha256 = models.CharField(max_length=64)
    guessed_encoding = models.CharField(max_length=40, blank=True)
    sheet = models.CharField(_("sheet"), max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    hidden = models.BooleanField(default=False)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="import_runs")
    header_row = models.PositiveIntegerField(default=0)
    columns = models.JSONField(default=list)
    teachers = models.JSONField(_("who the named teachers are, as chosen"), default=dict)
    named = models.JSONField(_("teachers the list names, with how many students"), default=dict)
    task = models.CharField(_("the background work asked for last"), max_length=64, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.READ)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="import_runs")
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_because = models.CharField(_("why it was taken back"), max_length=300, blank=True)
    refusal = models.JSONField(_("why the last try was refused"), default=dict)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["upload", "position"], name="one_run_per_sheet_of_an_upload"),
            models.CheckConstraint(
                condition=Q(state__in=WAS_APPLIED, applied_at__isnull=False)
                | ~Q(state__in=WAS_APPLIED) & Q(applied_at=None),
                name="an_applied_run_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="taken_back", taken_back_at__isnull=False, taken_back_by__isnull=False)
                | ~Q(state="taken_back") & Q(taken_back_at=None),
                name="a_run_taken_back_says_when_and_by_whom",
            ),
        ]

    def __str__(self):
        return f"{self.file_name}, {self.sheet}"

    @property
    def is_open(self):
        """Whether columns and choices may still be changed."""
        return self.state in (self.State.READ, self.State.PREVIEWED)

    @property
    def is_waiting(self):
        """Whether a worker has been asked for something that is not done yet."""
        return self.state in (self.State.STAGING, self.State.APPLYING, self.State.TAKING_BACK)

    @cached_property
    def meanings(self):
        """The columns with the meaning a person confirmed."""
        return tuple(Column(**column) for column in self.columns)


class StagedRow(models.Model):
    """One row of a sheet: its squares as they were, what they say, and what we propose to do."""

    class Proposal(models.TextChoices):
        NONE = "", _("Not looked at")
        CREATE = "create", _("New")
        UPDATE = "update", _("Changed")
        UNCHANGED = "unchanged", _("Nothing to change")
        MERGED = "merged", _("Together with another row")
        ASIDE = "aside", _("Left out")

    class Taken(models.TextChoices):
        NONE = "", _("Not taken back")
        LEFT = "left", _("Leaves")
        BACK = "back", _("As it was before")
        PARTLY = "partly", _("Partly as before")
        STAYS = "stays", _("Stays")

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    kind = models.CharField(max_length=10)
    cells = models.JSONField(default=list)
    record = models.JSONField(default=dict)
    proposal = models.CharField(max_length=10, choices=Proposal.choices, default=Proposal.NONE, blank=True)
    changes = models.JSONField(default=list)
    kept = models.JSONField(_("changes declined by key"), default=list)
    made = models.JSONField(_("what bringing the row in changed: see students.traces"), default=list)
    taken = models.CharField(
        _("what became of the student when the list was taken back"),
        max_length=10, choices=Taken.choices, default=Taken.NONE, blank=True,
    )  # fmt: skip
    with_row = models.PositiveIntegerField(null=True, blank=True)
    student = models.ForeignKey(Student, on_delete=models.PROTECT, null=True, blank=True, related_name="staged_rows")

    class Meta:
        verbose_name = _("row of a list")
        verbose_name_plural = _("rows of a list")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="one_staged_row_per_number"),
        ]
        indexes = [models.Index(fields=["run", "proposal"], name="staged_row_proposal")]

    def __str__(self):
        return f"{self.run_id}:{self.number}"


class Issue(models.Model):
    """One problem of a row that a person should see, and what they chose about it."""

    row = models.ForeignKey(StagedRow, on_delete=models.CASCADE, related_name="issues")
    column = models.SmallIntegerField(default=-1)
    kind = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    choice = models.CharField(max_length=60, blank=True)
    typed = models.CharField(max_length=100, blank=True)
    decided = models.BooleanField(default=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["decided", "row"], name="issue_decided")]
        constraints = [models.UniqueConstraint(fields=["row", "column", "kind"], name="one_issue_of_a_kind_per_square")]

    def __str__(self):
        return f"{self.row_id}:{self.kind}"

    @property
    def problem(self):
        return Problem(self.kind, self.facts)

    @property
    def chosen(self):
        return Chosen(self.choice, self.typed)


class ColumnMapping(models.Model):
    """What one person said a column of that name means. Asked once, remembered for the next list."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="column_mappings")
    header = models.CharField(_("her word, folded"), max_length=200)
    target = models.CharField(max_length=40)
    test = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "header"], name="one_meaning_per_column_name_and_person")
        ]

    def __str__(self):
        return f"{self.header}: {self.target}"


class TeacherName(models.Model):
    """Whom one person's lists mean by a teacher's name at one school. Without a user: nobody, leave it a name."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="teacher_names")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="teacher_names")
    folded = models.CharField(max_length=100)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "school", "folded"], name="one_meaning_per_teacher_name_school_and_person"
            )
        ]

    def __str__(self):
        return f"{self.folded}: {self.user_id or '-'}"


class AreaShortForm(models.Model):
    """What one person's short form for an area means. An empty area: it means none, keep it as a note."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="area_short_forms")
    folded = models.CharField(max_length=100)
    written = models.CharField(_("as it is written"), max_length=100)
    area = models.CharField(_("area"), max_length=40, blank=True)

    class Meta:
        ordering = ["folded"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "folded"], name="one_meaning_per_short_form_and_person")
        ]

    def __str__(self):
        return f"{self.written}: {self.area}"
