from django.db import migrations, models

from history.triggers import still_append_only


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0008_plans_of_merged_records"),
    ]

    operations = still_append_only(
        "plans_acknowledgement",
        migrations.AddField(
            model_name="acknowledgement",
            name="language",
            field=models.CharField(default="en", max_length=10),
        ),
    )
