from django.db import migrations

from history.triggers import append_only


class Migration(migrations.Migration):
    """What people agreed to, and what they said of it, is never changed or deleted."""

    dependencies = [("plans", "0001_initial")]
    operations = [append_only("plans_revision"), append_only("plans_acknowledgement")]
