"""Keep what officers note beside cases: deputies, absences, interests, drafts, receipts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("goodstanding", "0011_who_was_answered_on_what"),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficeNote",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=16)),
                ("account", models.CharField(db_index=True, default="", max_length=120)),
                ("subject", models.CharField(db_index=True, default="", max_length=120)),
                ("case_id", models.BigIntegerField(db_index=True, null=True)),
                ("first_day", models.DateField(null=True)),
                ("last_day", models.DateField(null=True)),
                ("ends", models.BigIntegerField(null=True)),
                ("actor", models.CharField(max_length=120)),
                ("office", models.CharField(default="", max_length=64)),
                ("day", models.DateField()),
                ("said", models.TextField(default="{}")),
            ],
            options={
                "db_table": "office_note",
                "indexes": [models.Index(fields=["kind", "id"], name="office_note_kind")],
            },
        ),
    ]
