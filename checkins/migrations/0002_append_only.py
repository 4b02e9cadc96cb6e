from django.db import migrations

from history.triggers import append_only


class Migration(migrations.Migration):
    """Progress that a family received is never changed or deleted."""

    dependencies = [("checkins", "0001_initial")]
    operations = [append_only("checkins_progressrecord")]
