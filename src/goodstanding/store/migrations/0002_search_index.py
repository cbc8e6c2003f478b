"""Make the index of names: FTS5 over pairs of characters on SQLite, an array under GIN else."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    "CREATE VIRTUAL TABLE search_gram USING fts5"
    "(grams, content='', columnsize=0, detail=none, tokenize='ascii')",
)
POSTGRESQL = (
    "ALTER TABLE search_name ADD COLUMN grams text[] NOT NULL DEFAULT '{}'",
    "CREATE INDEX search_name_grams ON search_name USING gin (grams)",
)


def make_grams(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the part of the index that each database has in its own way."""
    del apps
    vendor = schema_editor.connection.vendor
    for statement in POSTGRESQL if vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop_grams(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the full-text table; the column goes with its table."""
    del apps
    if schema_editor.connection.vendor != "postgresql":
        schema_editor.execute("DROP TABLE search_gram")


class Migration(migrations.Migration):
    dependencies = [("goodstanding", "0001_first_tables")]

    operations = [
        migrations.CreateModel(
            name="SearchName",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("folded", models.CharField(max_length=300, unique=True)),
            ],
            options={"db_table": "search_name"},
        ),
        migrations.RunPython(make_grams, drop_grams),
    ]
