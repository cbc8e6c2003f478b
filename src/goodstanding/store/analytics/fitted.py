"""A plain logistic regression, fitted: the reference beside which a hand-written card is shown.

It decides nothing. Nothing fitted grades anybody: cards are written by people and cited.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
ROUNDS = 50
ENOUGH = 1e-10


def with_constant(columns: Floats) -> Floats:
    """Return the columns with a first column of ones."""
    return np.column_stack([np.ones(len(columns)), columns])


def fit_logistic(columns: Floats, hits: Floats, *, ridge: float) -> Floats:
    """Return the weights of the constant and of each column, by Newton's method.

    `ridge` draws all weights but the constant's towards 0, on columns of spread 1.
    """
    spread = columns.std(axis=0)
    spread[spread == 0] = 1
    table = with_constant(columns / spread)
    penalty = np.full(table.shape[1], ridge)
    penalty[0] = 0
    found = np.zeros(table.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-(table @ found)))
        slope = table.T @ (hits - chance) - penalty * found
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        found = found + step
        if float(np.abs(step).max()) < ENOUGH:
            break
    found[1:] /= spread
    return found


def risk(columns: Floats, fitted: Floats) -> Floats:
    """Return the log-odds that the fitted weights give each row."""
    product: Floats = with_constant(columns) @ fitted
    return product
