"""Who you are: a person with an account, or a pass for one child and a few verbs."""

import hashlib
import secrets
import uuid

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.permissions import GRANTS, Permission, Role


class UserManager(BaseUserManager):
    def create_user(self, *, email, name, password=None, **fields):
        """Make a person's account. Without a password they sign in by a one-time code.

        This is the raw tool under `accounts.actions.open_account`, which also records it.
        """
        user = self.model(email=self.normalize_email(email).lower() if email else None, name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """A person who signs in. What they may do is never written here: it follows from what they
    are towards each student (see `students.access`). There are no superusers."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("email"), unique=True, null=True, blank=True)
    name = models.CharField(_("full name"), max_length=200)
    called = models.CharField(_("how students call them"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    is_active = models.BooleanField(default=True)
    sessions_ended = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="a_person_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(email__isnull=True) | ~models.Q(email=""), name="no_email_is_null_not_blank"
            ),
            models.CheckConstraint(
                condition=models.Q(email=None) | models.Q(email=Lower("email")),
                name="an_email_is_kept_in_small_letters",
            ),
        ]

    def __str__(self):
        return self.called or self.name

    @property
    def key(self):
        """The short name that history keeps of this principal."""
        return f"user:{self.pk}"

    @property
    def first_name(self):
        return self.name.split(" ", 1)[0]

    def get_session_auth_hash(self):
        """What a session must match to stay open. Raising `sessions_ended` closes them all."""
        return self._session_hash()

    def get_session_auth_fallback_hash(self):
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._session_hash(secret=secret)

    def _session_hash(self, secret=None):
        value = f"{self.password}:{self.sessions_ended}"
        return salted_hmac("accounts.models.User.session", value, secret=secret, algorithm="sha256").hexdigest()


class PassQuerySet(models.QuerySet):
    def current(self, *, at):
        return self.filter(revoked_at=None, expires_at__gt=at)


class Pass(models.Model):
    """A key for one child and a few verbs, until a moment: a young student's sign-in card.

    Only the hash of the secret is stored. The child is named by public id, so that this room
    need not know what a student is.
    """

    class Kind(models.TextChoices):
        CARD = "card", _("Student's sign-in card")

    GRANTS = {Kind.CARD: GRANTS[Role.STUDENT] - {Permission.ACKNOWLEDGE}}
    ROLES = {Kind.CARD: Role.STUDENT}

    kind = models.CharField(max_length=10, choices=Kind.choices)
    secret_hash = models.CharField(max_length=64, unique=True)
    student_public_id = models.UUIDField(db_index=True)
    name = models.CharField(max_length=200)
    issued_at = models.DateTimeField()
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    is_authenticated = True
    is_active = True

    objects = PassQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "passes"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revoked_at=None, revoked_by=None)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="a_revoked_pass_says_by_whom",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def key(self):
        """The short name that history keeps of this principal."""
        return f"pass:{self.pk}"

    @property
    def granted(self):
        """The permissions this pass carries for its one child."""
        return self.GRANTS[self.kind]

    @property
    def role(self):
        return self.ROLES[self.kind]

    @staticmethod
    def new_secret():
        """Four short groups a child can copy from a card: 59 bits, which nobody guesses."""
        alphabet = "23456789abcdefghjkmnpqrstuvwxyz"
        return "-".join("".join(secrets.choice(alphabet) for _i in range(3)) for _j in range(4))

    @staticmethod
    def hash_of(secret):
        """The stored form of a secret, blind to case, spaces and dashes."""
        folded = "".join(c for c in secret.lower() if c.isalnum())
        return hashlib.sha256(f"pass:{folded}".encode()).hexdigest()
