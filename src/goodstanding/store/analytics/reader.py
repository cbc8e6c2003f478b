"""Current records from SQLite or PostgreSQL, in portions, through Django's own connection.

Fields are taken out of the body inside the database. A cursor of the server on PostgreSQL and a
stepping statement on SQLite keep no more than one portion in memory.
"""

from collections.abc import Iterator, Sequence

from django.db import connection

from goodstanding.core.policy.shape import Model
from goodstanding.store.analytics.port import Portion
from goodstanding.store.dialect import Listed, among_texts, body_field, listed

ROWS = 20_000
"""Rows of one portion."""


class DatabaseReader:
    """Reads the deployment's database; used inside one transaction, so that all is of one state."""

    def entities(self, model: Model, *, class_is_on: bool) -> Iterator[Portion]:
        """Yield rows of one entity number, for every entity that the model grades.

        An entity whose keys were all judged to be another's has no archive of its own.
        """
        off = () if class_is_on else model.classes_off
        yield from _portions(
            f"SELECT number FROM entity WHERE {among_texts('scheme')}"
            f" AND NOT ({among_texts('entity_class')})"
            " AND EXISTS (SELECT 1 FROM key_owner WHERE key_owner.entity = entity.number)",
            [listed(model.schemes), listed(off)],
        )

    def records(self, record_type: str, fields: Sequence[str]) -> Iterator[Portion]:
        """Yield rows of entity number, sequence number, clock day (ISO) and the fields' texts."""
        columns = "".join(f", {body_field('t.body', 'fields', name)}" for name in fields)
        yield from _portions(
            f"SELECT c.entity, c.seq, CAST(coalesce(c.event_day, c.learnt_day) AS text){columns}"
            " FROM current_record c JOIN ledger_content t ON t.seq = c.seq"
            " WHERE c.record_type = %s AND c.entity IS NOT NULL",
            [record_type],
        )


def _portions(statement: str, parameters: Sequence[Listed]) -> Iterator[Portion]:
    """Yield the rows of a statement in portions."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, parameters)
        while rows := cursor.fetchmany(ROWS):
            yield rows
