"""The part of the card that optbinning can say: steps of two counts, on a table of counts.

It cannot count records, cut sums, fade points or veto: somebody else made the table of counts
before the clock starts. Its bins are ours; the fitted points are replaced by the card's.
"""

import warnings
from collections.abc import Mapping
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from optbinning import BinningProcess, Scorecard
from sklearn.linear_model import LogisticRegression

from bench.hand_sql import in_force, sums
from bench.world import World

POINTS: Mapping[str, tuple[int, ...]] = {"kept": (0, 20, 40), "clean": (0, 15, 30)}
SPLITS = [0.5, 1.5]


def counts(world: World) -> pd.DataFrame:
    """Return the two counts of every entity, in the order of entities."""
    figures = ", ".join(
        f"sum(CASE WHEN type = {of} THEN {what} ELSE 0 END)::INTEGER AS {name}"
        for name, (of, what) in sums().items()
        if name in POINTS
    )
    with duckdb.connect(":memory:", config={"threads": 2, "memory_limit": "4GB"}) as database:
        return database.execute(
            f"SELECT entity, {figures} FROM ({in_force(world)}) GROUP BY entity ORDER BY entity"
        ).df()


def card() -> Scorecard:
    """Return a scorecard with the card's bins and points."""
    chance = np.random.default_rng(1)
    made = pd.DataFrame({name: chance.integers(0, 4, 4_000) for name in POINTS})
    target = (chance.random(4_000) < 0.2 + 0.1 * made["kept"] + 0.1 * made["clean"]).astype(int)
    fixed = {name: {"user_splits": SPLITS, "user_splits_fixed": [True, True]} for name in POINTS}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        process = BinningProcess(list(POINTS), binning_fit_params=fixed)
        found = Scorecard(binning_process=process, estimator=LogisticRegression())
        found.fit(made, target)
    table = found._df_scorecard  # noqa: SLF001 - the only way to set points that a law gives
    for name, points in POINTS.items():
        empty = [0.0, 0.0]  # special and missing values, which counts never are
        table.loc[table["Variable"] == name, "Points"] = [*map(float, points), *empty]
    found.intercept_ = 0
    return found


def score(found: Scorecard, given: pd.DataFrame) -> NDArray[np.float64]:
    """Return the points of everybody."""
    result: NDArray[np.float64] = found.score(given[list(POINTS)])
    return result


def write(given: pd.DataFrame, points: NDArray[np.float64], target: Path) -> None:
    """Write the points of everybody to a file."""
    columns = {"entity": given["entity"].to_numpy(), "score": points.astype(np.int32)}
    table = pa.table(columns | {"grade": np.zeros(len(given), dtype=np.int32)})
    pq.write_table(table, target, compression="zstd")
