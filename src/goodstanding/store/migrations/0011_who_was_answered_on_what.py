"""What an answer rested on as rows that can be found; who may ask over HTTP, and their requests."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def as_rows(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Write the entry numbers that the log joined in a text as rows of their own."""
    del apps
    number = 0
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, rests_on FROM check_log WHERE rests_on <> '' ORDER BY id")
        for check, joined in cursor.fetchall():
            for record in filter(None, joined.split("|")):
                number += 1
                cursor.execute(
                    "INSERT INTO check_reason (id, check_id, measure, case_id, record)"
                    " VALUES (%s, %s, '', NULL, %s)",
                    [number, check, int(record)],
                )


class Migration(migrations.Migration):
    dependencies = [
        ("goodstanding", "0006_cases_and_checks"),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckReason",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("check_id", models.BigIntegerField(db_index=True)),
                ("measure", models.CharField(max_length=200)),
                ("case_id", models.BigIntegerField(db_index=True, null=True)),
                ("record", models.BigIntegerField(db_index=True, null=True)),
            ],
            options={
                "db_table": "check_reason",
            },
        ),
        migrations.RunPython(as_rows, migrations.RunPython.noop),
        migrations.RemoveField(
            model_name="checklog",
            name="rests_on",
        ),
        migrations.CreateModel(
            name="CheckRequest",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("client", models.CharField(max_length=64)),
                ("key", models.CharField(max_length=64)),
                ("asked", models.CharField(max_length=64)),
                ("day", models.DateField()),
                ("answer", models.TextField()),
            ],
            options={
                "db_table": "check_request",
                "constraints": [
                    models.UniqueConstraint(fields=("client", "key"), name="check_request_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CheckClient",
            fields=[
                ("client", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("office", models.CharField(max_length=64)),
                ("purposes", models.TextField()),
                ("secret", models.CharField(max_length=64)),
                ("per_minute", models.IntegerField()),
                ("issued", models.DateField()),
                ("issued_by", models.CharField(max_length=120)),
                ("last_day", models.DateField()),
                ("revoked", models.DateField(null=True)),
                ("revoked_by", models.CharField(default="", max_length=120)),
                ("why", models.CharField(default="", max_length=200)),
            ],
            options={
                "db_table": "check_client",
            },
        ),
    ]
