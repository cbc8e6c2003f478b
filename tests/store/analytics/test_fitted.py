"""The fitted yardstick finds what is there, and does not depend on units."""

import numpy as np

from goodstanding.store.analytics.fitted import fit_logistic, risk


def cells(times: dict[tuple[float, float], int]) -> tuple[np.ndarray, np.ndarray]:
    """Return a table of one column and hits, from counts of (column, hit)."""
    table = [pair for pair, number in times.items() for _ in range(number)]
    return np.array([[value] for value, _ in table]), np.array([hit for _, hit in table])


def test_two_by_two_gives_the_log_odds() -> None:
    """Odds of 1:3 without and 3:1 with: constant ln(1/3), weight ln 9."""
    columns, hits = cells({(0, 1): 100, (0, 0): 300, (1, 1): 300, (1, 0): 100})
    found = fit_logistic(columns, hits, ridge=0)
    assert np.allclose(found, [np.log(1 / 3), np.log(9)])


def test_units_do_not_change_the_risk() -> None:
    """Days or years: the ridge works on columns of spread 1, so the risk is the same."""
    columns, hits = cells({(0, 1): 10, (0, 0): 30, (1, 1): 30, (1, 0): 10})
    years = fit_logistic(columns, hits, ridge=5)
    days = fit_logistic(columns * 365, hits, ridge=5)
    assert np.allclose(risk(columns, years), risk(columns * 365, days))


def test_a_column_that_never_changes_does_no_harm() -> None:
    """A feature that all share gets no weight instead of breaking the fit."""
    columns, hits = cells({(0, 1): 10, (0, 0): 30, (1, 1): 30, (1, 0): 10})
    found = fit_logistic(np.column_stack([columns, np.zeros(len(columns))]), hits, ridge=1)
    assert found[2] == 0
