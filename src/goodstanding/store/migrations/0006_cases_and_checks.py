"""Keep cases, their events and letters, and what was asked about an entity."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("goodstanding", "0005_indexes_nobody_asks"),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseEffect",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("case_id", models.BigIntegerField(db_index=True)),
                ("event", models.IntegerField()),
                ("effect", models.CharField(max_length=24)),
                ("entry", models.BigIntegerField(db_index=True, null=True)),
                ("day", models.DateField()),
                ("detail", models.TextField(default="{}")),
            ],
            options={
                "db_table": "case_effect",
            },
        ),
        migrations.CreateModel(
            name="CaseForm",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("form", models.TextField()),
                ("salt", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "case_form",
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("letter", models.BigIntegerField(db_index=True)),
                ("event", models.IntegerField()),
                ("mode", models.CharField(max_length=16)),
                ("recipient", models.CharField(max_length=200)),
                ("agent", models.CharField(default="", max_length=200)),
                ("day", models.DateField()),
                ("proof", models.CharField(max_length=200)),
                ("delivered", models.BooleanField()),
            ],
            options={
                "db_table": "service",
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("case_id", models.BigIntegerField()),
                ("number", models.IntegerField()),
                ("step", models.CharField(max_length=80)),
                ("actor", models.CharField(max_length=120)),
                ("deputy_for", models.CharField(default="", max_length=120)),
                ("office", models.CharField(default="", max_length=64)),
                ("day", models.DateField()),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "case_event",
                "constraints": [
                    models.UniqueConstraint(fields=("case_id", "number"), name="case_event_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("department", models.CharField(max_length=64)),
                ("year", models.IntegerField()),
                ("number", models.IntegerField()),
                ("procedure", models.CharField(max_length=64)),
                ("version", models.CharField(max_length=20)),
                ("policy", models.CharField(max_length=64)),
                ("about_kind", models.CharField(max_length=24)),
                ("about_id", models.CharField(max_length=120)),
                ("subject", models.CharField(db_index=True, max_length=120)),
                ("contested", models.TextField(default="[]")),
                ("clock_day", models.DateField(null=True)),
                ("opened", models.DateField()),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "case_file",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("department", "year", "number"), name="case_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseStanding",
            fields=[
                ("case_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("state", models.CharField(max_length=64)),
                ("ended", models.BooleanField()),
                ("events", models.IntegerField()),
                ("mark", models.CharField(default="", max_length=64)),
                ("disputes", models.BooleanField(default=False)),
                ("record", models.BigIntegerField(null=True)),
                ("subject", models.CharField(max_length=120)),
                ("handler", models.CharField(default="", max_length=120)),
            ],
            options={
                "db_table": "case_standing",
                "indexes": [
                    models.Index(fields=["subject"], name="case_standing_subject"),
                    models.Index(
                        condition=models.Q(("ended", False)),
                        fields=["case_id"],
                        name="case_standing_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckLog",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("actor", models.CharField(max_length=120)),
                ("department", models.CharField(default="", max_length=64)),
                ("purpose", models.CharField(max_length=200)),
                ("entity", models.CharField(max_length=120)),
                ("act", models.CharField(max_length=64)),
                ("answer", models.CharField(max_length=16)),
                ("basis", models.CharField(default="", max_length=400)),
                ("ends", models.DateField(null=True)),
                ("rests_on", models.TextField(default="")),
                ("policy", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "check_log",
                "indexes": [models.Index(fields=["entity", "day"], name="check_log_entity")],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("case_id", models.BigIntegerField(db_index=True)),
                ("template", models.CharField(max_length=64)),
                ("department", models.CharField(max_length=64)),
                ("year", models.IntegerField()),
                ("number", models.IntegerField()),
                ("event", models.IntegerField()),
                ("day", models.DateField()),
                ("zh", models.TextField()),
                ("en", models.TextField()),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "db_table": "letter",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("department", "year", "number"), name="letter_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReceiverReceipt",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("department", models.CharField(max_length=64)),
                ("record", models.BigIntegerField()),
                ("case_id", models.BigIntegerField()),
                ("told", models.DateField()),
                ("due", models.DateField()),
                ("acknowledged", models.DateField(null=True)),
                ("actor", models.CharField(default="", max_length=120)),
            ],
            options={
                "db_table": "receiver_receipt",
                "indexes": [
                    models.Index(
                        condition=models.Q(("acknowledged", None)),
                        fields=["due"],
                        name="receiver_receipt_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("department", "record", "case_id"), name="receiver_receipt_once"
                    )
                ],
            },
        ),
    ]
