from django.db import migrations

from history.triggers import append_only


class Migration(migrations.Migration):
    """What happened, and who looked, is never changed or deleted."""

    dependencies = [("history", "0001_initial")]
    operations = [append_only("history_event"), append_only("history_visit")]
