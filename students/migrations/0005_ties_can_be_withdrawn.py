import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

TIES = ("classmembership", "classteacher", "guardianship", "responsibility")
IN_ORDER = Q(ends_on=None) | Q(ends_on__gte=F("starts_on")) | Q(withdrawn_at__isnull=False)
ORDERED = {
    "guardianship": models.CheckConstraint(condition=IN_ORDER, name="a_guardianship_ends_after_it_starts"),
    "responsibility": models.CheckConstraint(
        condition=IN_ORDER,
        name="a_responsibility_ends_after_it_starts",
        violation_error_message="The last day must not come before the first day.",
    ),
}


def columns(model):
    person = models.ForeignKey(
        blank=True,
        editable=False,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )
    moment = models.DateTimeField(blank=True, editable=False, null=True)
    return [migrations.AddField(model, "withdrawn_at", moment), migrations.AddField(model, "withdrawn_by", person)]


class Migration(migrations.Migration):
    dependencies = [
        ("students", "0004_records_merge"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *[migrations.RemoveConstraint(model, constraint.name) for model, constraint in ORDERED.items()],
        *[column for model in TIES for column in columns(model)],
        *[migrations.AddConstraint(model, constraint) for model, constraint in ORDERED.items()],
    ]
