"""Make the index of names anew: shortest names first, beginnings and sounds beside pairs.

Names are folded otherwise than before (traditional characters), so `goodstanding init` folds them
again and fills the index: see `store/search/upkeep.py`.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    "DROP TABLE search_gram",
    "DELETE FROM search_name",
    "CREATE VIRTUAL TABLE search_gram USING fts5(grams, content='', columnsize=0, detail=none,"
    " tokenize=\"ascii tokenchars '!\"\"#$%%&''()*+,-./:;<=>?@[\\]^_`{|}~'\")",
    "INSERT INTO search_gram(search_gram, rank) VALUES ('hashsize', 16777216)",
)
POSTGRESQL = (
    "TRUNCATE search_name",
    "ALTER TABLE search_name DROP COLUMN grams",
    "ALTER TABLE search_name ADD COLUMN grams integer[] NOT NULL DEFAULT '{}'",
    "CREATE INDEX search_name_grams ON search_name USING gin (grams)",
    """
    CREATE FUNCTION search_names(
        wanted integer[], parts text[], first integer, last integer, low bigint, high bigint,
        most integer
    ) RETURNS SETOF text LANGUAGE plpgsql STABLE SET enable_seqscan = off AS $body$
    -- The plan is kept for all tokens, rare and common: it must go by them, never by the key.
    DECLARE
        own integer[];
        found integer := 0;
        more integer;
    BEGIN
        FOR tier IN first .. last LOOP
            own := ARRAY(SELECT one + tier FROM unnest(wanted) AS one);
            RETURN QUERY
                WITH held AS MATERIALIZED (
                    SELECT s.id, s.folded FROM search_name s WHERE s.grams @> own AND s.id + 0 BETWEEN low AND high
                )
                SELECT h.folded::text FROM held h
                WHERE NOT EXISTS (
                    SELECT 1 FROM unnest(parts) AS part WHERE strpos(h.folded, part) = 0
                )
                ORDER BY h.id LIMIT most - found;
            GET DIAGNOSTICS more = ROW_COUNT;
            found := found + more;
            EXIT WHEN found >= most;
        END LOOP;
    END
    $body$
    """,
)
BACK_SQLITE = (
    "DROP TABLE search_gram",
    "DELETE FROM search_name",
    "CREATE VIRTUAL TABLE search_gram USING fts5"
    "(grams, content='', columnsize=0, detail=none, tokenize='ascii')",
)
BACK_POSTGRESQL = (
    "DROP FUNCTION search_names(integer[], text[], integer, integer, bigint, bigint, integer)",
    "TRUNCATE search_name",
    "ALTER TABLE search_name DROP COLUMN grams",
    "ALTER TABLE search_name ADD COLUMN grams text[] NOT NULL DEFAULT '{}'",
    "CREATE INDEX search_name_grams ON search_name USING gin (grams)",
)


def make_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the part of the index that each database has in its own way."""
    del apps
    vendor = schema_editor.connection.vendor
    for statement in POSTGRESQL if vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def make_old_index(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Go back to pairs alone; the next row that comes in fills the index again."""
    del apps
    vendor = schema_editor.connection.vendor
    for statement in BACK_POSTGRESQL if vendor == "postgresql" else BACK_SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("goodstanding", "0002_search_index")]

    operations = [
        migrations.CreateModel(
            name="SearchState",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("edition", models.IntegerField()),
                ("mark", models.BigIntegerField()),
            ],
            options={"db_table": "search_state"},
        ),
        migrations.RunPython(make_index, make_old_index),
    ]
