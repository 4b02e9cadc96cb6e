from django.db import migrations, models
from django.db.models.functions import MD5

from history.triggers import still_append_only


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0009_what_people_said_has_a_language"),
    ]

    operations = still_append_only(
        "plans_acknowledgement",
        migrations.RemoveConstraint(model_name="acknowledgement", name="one_acknowledgement_of_a_meaning_per_person"),
        migrations.AddConstraint(
            model_name="acknowledgement",
            constraint=models.UniqueConstraint(
                "revision", "person", "meaning", MD5("words"), name="nobody_says_the_same_twice"
            ),
        ),
    )
