"""Where somebody had read up to before they last said that they have read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("history", "0003_last_looks")]

    operations = [
        migrations.AddField("lastlook", "event_before", models.BigIntegerField(blank=True, null=True)),
        migrations.AddField("lastlook", "before_at", models.DateTimeField(blank=True, null=True)),
    ]
