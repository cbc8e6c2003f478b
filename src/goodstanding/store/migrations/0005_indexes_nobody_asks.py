"""Drop two indexes that no query asks and every record would pay for.

Records of a subject are found by the entities that own it; names of an entity by the key that
holds each name once.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("goodstanding", "0004_standing_runs")]

    operations = [
        migrations.RemoveIndex(model_name="currentrecord", name="current_subject"),
        migrations.AlterField(
            model_name="entityname", name="entity", field=models.BigIntegerField()
        ),
    ]
