"""Two policies set side by side: every entity once, whoever moves is in the file, in order."""

from collections import Counter
from pathlib import Path
from random import Random  # noqa: TID251 (seeded)

import duckdb
import pyarrow.parquet as pq
import pytest
from tests.store.population.small_world import FIRST, more, small_copy, small_policy

from goodstanding.core.policy.shape import Policy
from goodstanding.store.population.compare import NOT_GRADED, compare
from goodstanding.store.population.engine import limits_of
from goodstanding.store.population.incremental import refresh
from goodstanding.store.population.run import appraise_copy
from goodstanding.store.population.standings import Standings, rows_sql

OURS, THEIRS = small_policy(), small_policy(points=-55)
CARD = OURS.models["card"]
LIMITS = limits_of("1GB", 2)


def said(standings: Standings, policy: Policy) -> dict[int, tuple[int, str]]:
    """Return score and grade of everybody, as they are stored."""
    grades = [grade.id for grade in policy.models["card"].grades]
    with duckdb.connect() as database:
        rows = database.execute(f"SELECT entity, score, grade FROM ({rows_sql(standings)})")
        return {entity: (score, grades[place]) for entity, score, place in rows.fetchall()}


@pytest.mark.parametrize("more_on_theirs", [False, True])
@pytest.mark.parametrize("refreshed", [False, True])
def test_everybody_is_counted_and_whoever_moves_is_listed(
    tmp_path: Path, *, refreshed: bool, more_on_theirs: bool
) -> None:
    """Also where a side was refreshed, and where only one side grades some entities."""
    copy = small_copy(tmp_path / "copy", OURS)
    home = {"copy": copy.folder}
    ours = appraise_copy(CARD, OURS, folder=tmp_path / "ours", on=FIRST, **home).standings
    if refreshed:
        more(copy, Random(2), 2)  # noqa: S311 (test data)
        copy.flush()
        ours = refresh(CARD, OURS, folder=tmp_path / "ours", on=FIRST, **home).standings
        assert ours.deltas
    model = THEIRS.models["card"]
    theirs = appraise_copy(
        model,
        THEIRS,
        folder=tmp_path / "theirs",
        on=FIRST,
        class_is_on=more_on_theirs,
        **home,
    ).standings
    found = compare(
        (CARD, ours),
        (model, theirs),
        copy=copy.folder,
        target=tmp_path / "moved.parquet",
        limits=LIMITS,
    )
    left, right = said(ours, OURS), said(theirs, THEIRS)
    nobody = (None, NOT_GRADED)
    pairs = {
        one: (left.get(one, nobody), right.get(one, nobody)) for one in sorted({*left, *right})
    }
    table: Counter[tuple[str, str]] = Counter()
    for counts in found.counts.values():
        table.update(counts)
    assert table == Counter((our[1], their[1]) for our, their in pairs.values())
    rows = pq.read_table(found.moved).to_pylist()
    assert [
        (
            one["entity"],
            (one["our_score"], one["our_grade"]),
            (one["their_score"], one["their_grade"]),
        )
        for one in rows
    ] == [(one, our, their) for one, (our, their) in pairs.items() if our != their]
    assert found.moving == len(rows) > 0
