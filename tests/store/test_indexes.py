"""Promises about the indexes that every row pays for."""

import pytest
from django.apps import apps
from django.db import connection

FOR_LIKE = """
SELECT i.indexrelid::regclass::text FROM pg_index i
JOIN pg_class t ON t.oid = i.indrelid JOIN pg_opclass o ON o.oid = ANY(i.indclass::oid[])
WHERE t.relname = ANY(%s) AND o.opcname LIKE '%%_pattern_ops'
"""


@pytest.mark.usefixtures("database")
def test_no_text_is_indexed_twice() -> None:
    """No column has a second index for LIKE: in the order of bytes the first serves it too."""
    tables = [one._meta.db_table for one in apps.get_app_config("goodstanding").get_models()]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FOR_LIKE, [tables])
            assert cursor.fetchall() == []
            cursor.execute("SET enable_seqscan = off")
            cursor.execute("EXPLAIN SELECT 1 FROM entity WHERE key LIKE 'cn-uscc:91%%'")
            assert "entity_key" in " ".join(row[0] for row in cursor.fetchall())
        else:
            cursor.execute("SELECT tbl_name, sql FROM sqlite_master WHERE type = 'index'")
            made = [row for row in cursor.fetchall() if row[1]]
            said = [(table, sql.partition(" ON ")[2].replace('"', "")) for table, sql in made]
            assert len(set(said)) == len(said), said
