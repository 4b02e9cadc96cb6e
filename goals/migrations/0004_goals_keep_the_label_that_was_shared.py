"""What family and student call a goal is the label of the newest revision that holds it."""

import json

from django.db import migrations, models


def keep_shared_labels(apps, schema_editor):
    """Take the label from each plan's revisions, the oldest first, so that the newest stands."""
    goals = apps.get_model("goals", "Goal").objects
    for revision in apps.get_model("plans", "Revision").objects.order_by("plan", "number").iterator():
        for goal in json.loads(revision.text).get("goals", []):
            goals.filter(public_id=goal["id"]).update(is_shared=True, shared_label=goal["short_label"])


class Migration(migrations.Migration):
    dependencies = [
        ("goals", "0003_whose_words_a_next_step_is"),
        ("plans", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="goal",
            name="shared_label",
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.RunPython(keep_shared_labels, migrations.RunPython.noop),
    ]
