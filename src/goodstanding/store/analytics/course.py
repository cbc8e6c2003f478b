"""How the points of one record run through time: the part of a rule that explanations need."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlglot import exp

from goodstanding.core.policy.shape import Decay


@dataclass(frozen=True, slots=True)
class Course:
    """What a record of form `each` is worth, by percentage, and when the percentage changes.

    `at`: the points at a percentage, divided as the law divides; NULL for values that the rule's
    table does not hold. `can_be_nothing`: whether some value is worth 0 at a percentage.
    """

    at: Callable[[int], exp.Expr]
    can_be_nothing: Callable[[int], bool]
    decay: tuple[Decay, ...]
    grace: int
