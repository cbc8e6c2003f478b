"""The second index that Django gives each text column of PostgreSQL, and how it goes.

It serves LIKE where a database sorts by a language. Ours sorts by bytes.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SECOND = """
SELECT DISTINCT i.indexrelid::regclass::text
FROM pg_index i
JOIN pg_class t ON t.oid = i.indrelid
JOIN pg_opclass o ON o.oid = ANY(i.indclass::oid[])
WHERE t.relnamespace = current_schema()::regnamespace AND t.relname = ANY(%s)
  AND o.opcname IN ('varchar_pattern_ops', 'text_pattern_ops')
ORDER BY 1
"""


def drop_second(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop every index of the house's own tables that is only for LIKE."""
    if schema_editor.connection.vendor != "postgresql":
        return
    tables = [
        one._meta.db_table  # noqa: SLF001 (Django's public name for it)
        for one in apps.get_app_config("goodstanding").get_models()
    ]
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(SECOND, [tables])
        found = [name for (name,) in cursor.fetchall()]
    for name in found:
        schema_editor.execute(f"DROP INDEX {name}")
