"""Any story of acts, synced and compacted at any moment: the views show what the archive shows."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.store.copy.story import ACTS, Act, Archives, Story, owners, shown, told

from goodstanding.store.copy.slices import known_seq
from goodstanding.store.ledger.append import last_entry

pytestmark = pytest.mark.usefixtures("database")
SIZES = st.sampled_from([(50_000, 1_000_000), (1, 1), (3, 1), (2, 1_000_000)])

FOLDED_IN: list[Act] = [
    ("state", 0, 0, 0),
    ("state", 1, 1, 0),
    ("state", 0, 0, 1),
    ("judge", 0, 1, 1),
    ("compact", 0, 0, 0),
    ("withdraw", 1, 0, 1),
]
"""A corrected record of a key that compaction folds into an entity of another bucket."""


@contextmanager
def forgotten() -> Iterator[tuple[Path, duckdb.DuckDBPyConnection]]:
    """Run one example and take it back: the next starts in an empty ledger and folder."""
    with (
        tempfile.TemporaryDirectory() as folder,
        transaction.atomic(),
        duckdb.connect() as database,
    ):
        database.execute("SET threads = 1")
        yield Path(folder), database
        transaction.set_rollback(True)


def owning() -> list[int]:
    """Return the entities that own a key now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT entity FROM key_owner ORDER BY entity")
        return [entity for (entity,) in cursor.fetchall()]


def some(archives: Archives) -> Archives:
    """Return the archives that hold a record."""
    return {entity: held for entity, held in archives.items() if held}


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@example(FOLDED_IN, (50_000, 1_000_000))
@given(ACTS, SIZES)
def test_the_views_show_what_the_archive_shows(acts: list[Act], sizes: tuple[int, int]) -> None:
    """Promise: now, as of every earlier entry and every earlier day, also after erasures.

    Whatever the moments of syncing and compacting, and however the portions were cut.
    """
    with forgotten() as (folder, database):
        story = Story(folder, *sizes)
        days: list[date] = []
        for act in acts:
            story.take(act)
            days.append(story.day)
        manifest = story.sync()
        last, _ = last_entry()
        assert manifest.last_seq == last
        assert shown(database, folder) == some(told())
        assert owners(database, folder) == owning()
        for seq in range(1, last + 1, 1 + last // 6):
            assert shown(database, folder, seq) == some(told(known_seq=seq)), seq
        for day in set(days):
            assert shown(database, folder, known_seq(manifest, day)) == some(told(known_on=day)), (
                day
            )
