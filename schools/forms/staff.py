"""Adding a person, saying what they work as, correcting it, and ending it."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions import correct_account, fold_email, open_account
from accounts.models import User
from accounts.permissions import Permission, Role
from history.clock import today
from schools.access import districts_granting, reasons_not_to_change_account
from schools.actions import correct_posting, end_posting, post
from schools.forms.acting import ActionForm, Day
from schools.models import Posting


class Place(forms.ChoiceField):
    """A school, or a whole district for its coordinator. The answer is ("school" or "district", the place)."""

    def offer(self, districts):
        self.places = {}
        for district in districts.prefetch_related("schools"):
            self.places[f"district:{district.public_id}"] = ("district", district)
            self.places |= {f"school:{one.public_id}": ("school", one) for one in district.schools.all()}
        self.choices = [("", _("Choose one")), *((key, self._label(*there)) for key, there in self.places.items())]

    @staticmethod
    def _label(kind, place):
        return _("All of %(district)s (coordinator)") % {"district": place} if kind == "district" else str(place)

    def clean(self, value):
        return self.places[super().clean(value)]


class WorkForm(ActionForm):
    """What somebody works as, where, and from when."""

    role = forms.ChoiceField(label=gettext_lazy("Role"))
    place = Place(label=gettext_lazy("Where"))
    job = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("As it stands on the door, for example Math teacher."),
        widget=forms.TextInput(attrs={"class": "w-mid"}),
    )
    starts_on = Day(label=gettext_lazy("From"), initial=today)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["role"].choices = [("", _("Choose one")), *Posting.Roles.choices]
        self.fields["place"].offer(districts_granting(Permission.MANAGE_STAFF, to=self.by).order_by("name"))

    def clean(self):
        given = super().clean()
        if {"role", "place"} <= set(given):
            kind, _place = given["place"]
            if (kind == "district") != (given["role"] == Role.COORDINATOR):
                self.add_error("place", _("A coordinator serves a district; everyone else serves a school."))
        return given

    def work(self):
        """The answers as the actions want them."""
        kind, place = self.cleaned_data["place"]
        given = self.cleaned_data
        return {kind: place, "role": given["role"], "title": given["job"], "starts_on": given["starts_on"]}


class PersonForm(WorkForm):
    """Somebody new: who they are, what they work as, and a letter that says how to sign in."""

    title = gettext_lazy("Add a person")
    saves = gettext_lazy("Add and invite")
    field_order = ("email", "name", "called", "language", "role", "place", "job", "starts_on")
    notes = (
        gettext_lazy("They get an email that says how to sign in: with a code, no password needed."),
        gettext_lazy("Is the email here already? Then the person keeps the name and gets this work on top."),
    )

    email = forms.EmailField(label=gettext_lazy("Work email"))
    name = forms.CharField(label=gettext_lazy("Full name"), max_length=200)
    called = forms.CharField(
        label=gettext_lazy("What students call them"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("For example Ms. Ortiz."),
        widget=forms.TextInput(attrs={"class": "w-mid"}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of their emails"), choices=settings.LANGUAGES)

    @property
    def said(self):
        return _("%(name)s is added, and an invitation is on its way.") % {"name": self.person.name}

    def clean_email(self):
        email = fold_email(self.cleaned_data["email"])
        closed = User.objects.filter(email=email, is_active=False).first()
        if closed and (reasons := reasons_not_to_change_account(closed, by=self.by)):
            raise ValidationError(reasons)
        return email

    def act(self):
        given = {field: self.cleaned_data[field] for field in ("email", "name", "called", "language")}
        self.person = open_account(**given, by=self.by, invite=True)
        post(user=self.person, by=self.by, **self.work())


class PostingForm(WorkForm):
    """One more thing somebody works as, or a correction of one."""

    said = gettext_lazy("Saved. What they see follows at once.")

    def __init__(self, *args, person, posting=None, **options):
        self.person, self.posting = person, posting
        if posting:
            place = ("school", posting.school) if posting.school else ("district", posting.district)
            options["initial"] = {
                "role": posting.role,
                "place": f"{place[0]}:{place[1].public_id}",
                "job": posting.title,
                "starts_on": posting.starts_on,
            }
        super().__init__(*args, **options)

    @property
    def title(self):
        return _("Correct this work") if self.posting else _("Add work")

    def act(self):
        if not self.posting:
            post(user=self.person, by=self.by, **self.work())
        else:
            correct_posting(posting=self.posting, by=self.by, **{"school": None, "district": None} | self.work())


class EndPostingForm(ActionForm):
    """The last day of somebody's work, or now."""

    saves = gettext_lazy("End it")
    said = gettext_lazy("Ended.")
    when = forms.ChoiceField(
        label=gettext_lazy("When"),
        choices=[
            ("now", gettext_lazy("Now. They are signed out and see nothing any more")),
            ("day", gettext_lazy("On a last day. They see everything through that day")),
        ],
        widget=forms.RadioSelect,
    )
    on = Day(label=gettext_lazy("Last day"), required=False)
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300, required=False)

    def __init__(self, *args, posting, **options):
        self.posting = posting
        super().__init__(*args, **options)

    @property
    def title(self):
        return _("End: %(role)s, %(place)s") % {
            "role": self.posting.get_role_display(),
            "place": self.posting.school or self.posting.district,
        }

    @property
    def notes(self):
        return [_("Nothing %(name)s wrote is lost.") % {"name": self.posting.user.name}]

    def clean(self):
        given = super().clean()
        if given.get("when") == "day" and not given.get("on"):
            self.add_error("on", _("Pick the last day."))
        return given

    def act(self):
        on = self.cleaned_data["on"] if self.cleaned_data["when"] == "day" else None
        end_posting(posting=self.posting, on=on, reason=self.cleaned_data["reason"], by=self.by)


class AccountForm(ActionForm):
    """A person's name and address."""

    title = gettext_lazy("Correct name and email")
    notes = (
        gettext_lazy("A new email gets the codes to sign in from now on; the old one opens nothing any more."),
        gettext_lazy("The old address gets a note that it was changed."),
    )

    name = forms.CharField(label=gettext_lazy("Full name"), max_length=200)
    called = forms.CharField(label=gettext_lazy("What students call them"), max_length=100, required=False)
    email = forms.EmailField(label=gettext_lazy("Work email"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of their emails"), choices=settings.LANGUAGES)

    def __init__(self, *args, person, **options):
        self.person = person
        names = ("name", "called", "email", "language")
        super().__init__(*args, initial={name: getattr(person, name) for name in names}, **options)

    def act(self):
        if reasons := reasons_not_to_change_account(self.person, by=self.by):
            raise ValidationError(reasons)
        correct_account(user=self.person, by=self.by, **self.cleaned_data)
