"""Keep what each appraisal of everybody gave, also where its grades are not loaded."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("goodstanding", "0003_search_by_length_and_sound")]

    operations = [
        migrations.CreateModel(
            name="StandingRun",
            fields=[
                ("model", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("run", models.CharField(max_length=80)),
                ("policy", models.CharField(max_length=64)),
                ("day", models.DateField()),
                ("known_seq", models.BigIntegerField()),
                ("grades", models.TextField()),
                ("loaded", models.BooleanField()),
            ],
            options={"db_table": "standing_run"},
        ),
    ]
