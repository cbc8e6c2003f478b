"""The macros that add months equal `add_months` on every day of the calendar."""

import duckdb
import pytest

from goodstanding.core.basis.days import FIRST_DAY, LAST_DAY, add_months
from goodstanding.store.analytics.compile_days import MACROS


@pytest.mark.parametrize("months", [0, 1, 2, 11, 12, 13, 36, 1200, 12_000])
def test_the_macro_adds_months_as_we_do(months: int) -> None:
    """Every day from 1949 to 2199: month ends, leap years, the end of the calendar."""
    with duckdb.connect(":memory:") as database:
        for macro in MACROS:
            database.execute(macro)
        rows = database.execute(
            "SELECT d, months_later(d, ?) FROM (SELECT CAST(range AS DATE) AS d"
            " FROM range(CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP), INTERVAL 1 DAY))",
            [months, FIRST_DAY, LAST_DAY],
        ).fetchall()
    assert len(rows) == (LAST_DAY - FIRST_DAY).days
    assert [row for row in rows if row[1] != add_months(row[0], months)] == []


@pytest.mark.parametrize("months", [0, 1, 2, 11, 12, 13, 36, 1200, 12_000])
def test_a_turn_as_a_whole_number_is_the_same_day(months: int) -> None:
    """Every day again: counted as month and day in one number, then made a day."""
    with duckdb.connect(":memory:") as database:
        for macro in MACROS:
            database.execute(macro)
        rows = database.execute(
            "SELECT d, day_of_turn(turn_of(d, ?)) FROM (SELECT CAST(range AS DATE) AS d"
            " FROM range(CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP), INTERVAL 1 DAY))",
            [months, FIRST_DAY, LAST_DAY],
        ).fetchall()
    assert [row for row in rows if row[1] != add_months(row[0], months)] == []
