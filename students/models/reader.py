"""Who reads a word. It is chosen before typing and stands above every box."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reader(models.TextChoices):
    """The reader of a note, a check-in, a comment or an event."""

    STUDENT = "student", _("The student, the family and the team")
    ADULTS = "adults", _("The family and the team")
    STAFF = "staff", _("School staff only")
    HOME = "home", _("You and the school, not the other home")
    CIRCLE = "circle", _("The student, the family, the specialist and the counselor")
