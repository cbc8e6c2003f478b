"""Twenty-two defects that a compiler of cards could have, each planted by one small change."""
# ruff: noqa: ANN401 (a change stands in for functions of any signature)

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlglot import exp

from goodstanding.store.analytics import (
    compile as whole,
)
from goodstanding.store.analytics import (
    compile_conditions as conditions,
)
from goodstanding.store.analytics import (
    compile_days as days,
)
from goodstanding.store.analytics import (
    compile_grades as grades,
)
from goodstanding.store.analytics import (
    compile_joins as joins,
)
from goodstanding.store.analytics import (
    compile_parts as parts,
)
from goodstanding.store.analytics import (
    compile_records as records,
)
from goodstanding.store.analytics import (
    compile_rules as rules,
)

Rewrite = Callable[[exp.Expr], exp.Expr]
MODULES = (whole, conditions, days, grades, joins, parts, records, rules)


@dataclass(frozen=True)
class Planted:
    """A defect: its name, and either a function in place of another, or a rewrite of its result."""

    name: str
    function: str
    changed: Callable[[Any], Callable[..., Any]]

    @contextmanager
    def in_place(self, patch: pytest.MonkeyPatch) -> Iterator[None]:
        """Plant the defect wherever the function is used."""
        with patch.context() as context:
            for module in MODULES:
                original = getattr(module, self.function, None)
                if original is not None:
                    context.setattr(module, self.function, self.changed(original))
            yield


def rewritten(rewrite: Rewrite) -> Callable[[Any], Callable[..., Any]]:
    """Return a change that rewrites the nodes of what a function returns."""

    def changed(original: Callable[..., exp.Expr]) -> Callable[..., exp.Expr]:
        return lambda *given, **named: original(*given, **named).transform(rewrite, copy=False)

    return changed


def swapped(old: type[exp.Expr], new: type[exp.Expr]) -> Callable[[Any], Callable[..., Any]]:
    """Return a change that puts one comparison in place of another."""

    def rewrite(node: exp.Expr) -> exp.Expr:
        return new(this=node.this, expression=node.expression) if type(node) is old else node

    return rewritten(rewrite)


def given(change: Callable[..., tuple[Any, dict[str, Any]]]) -> Callable[[Any], Callable[..., Any]]:
    """Return a change of what a function is given."""

    def changed(original: Callable[..., Any]) -> Callable[..., Any]:
        def inner(*values: Any, **named: Any) -> Any:
            arguments, names = change(*values, **named)
            return original(*arguments, **names)

        return inner

    return changed


def _no_grace(value: Any, decay: Any, grace: int, **named: Any) -> Any:
    del grace
    return (value, decay, 0), named


def _no_decay(value: Any, decay: Any, grace: int, **named: Any) -> Any:
    del decay
    return (value, (), grace), named


def _no_window(publicity: Any, months: int | None, **named: Any) -> Any:
    del months
    return (publicity, None), named


def _no_cap(name: str, floor: Any, cap: Any, **named: Any) -> Any:
    del cap
    return (name, floor, None), named


def _no_floor(name: str, floor: Any, cap: Any, **named: Any) -> Any:
    del floor
    return (name, None, cap), named


def _month_more(months: int, **named: Any) -> Any:
    return (months + 1,), named


def _first_step(value: Any, steps: Any) -> Any:
    return (value, steps[:1]), {}


def _constant(node: exp.Expr) -> Callable[[Any], Callable[..., Any]]:
    return lambda _original: lambda *_given, **_named: node.copy()


def _sum_to_count(node: exp.Expr) -> exp.Expr:
    return exp.Count(this=node.this) if isinstance(node, exp.Sum) else node


def _max_to_min(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.ArgMax):
        return exp.ArgMin(this=node.this, expression=node.expression)
    return node


def _next_bit(places: Any) -> Any:
    return ([place + 1 for place in places],), {}


def _greatest_to_least(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.Anonymous) and node.name.upper() == "GREATEST":
        return exp.Anonymous(this="LEAST", expressions=node.expressions)
    return node


def _any_to_all(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.NEQ):
        return exp.EQ(this=node.this, expression=node.this.this.expression.copy())
    return node


def _never(original: Any) -> Any:
    del original
    return lambda *_given, **_named: None


def _full_to_left(node: exp.Expr) -> exp.Expr:
    if isinstance(node, exp.Join) and node.side == "FULL":
        node.set("side", "LEFT")
    return node


def _a_day_more(original: Callable[..., date | None]) -> Callable[..., date | None]:
    def inner(*values: Any, **named: Any) -> date | None:
        found = original(*values, **named)
        return found and found + timedelta(days=1)

    return inner


PLANTED = (
    Planted("a window that ends a day late", "have_passed", swapped(exp.LTE, exp.LT)),
    Planted("a month too many", "have_passed", given(_month_more)),
    Planted("grace forgotten", "record_points", given(_no_grace)),
    Planted("grace a day short", "are_younger", swapped(exp.GT, exp.GTE)),
    Planted("decay forgotten", "record_points", given(_no_decay)),
    Planted("window forgotten", "standing", given(_no_window)),
    Planted("cap forgotten", "bounded", given(_no_cap)),
    Planted("floor forgotten", "bounded", given(_no_floor)),
    Planted("severity ignored", "severity_case", _constant(exp.Null())),
    Planted("counted instead of summed", "summed", rewritten(_sum_to_count)),
    Planted("the first instead of the latest", "of_deciding", rewritten(_max_to_min)),
    Planted("one word taken for another", "mask", given(_next_bit)),
    Planted("the last one filed, not the latest", "record_order", _constant(exp.column("seq"))),
    Planted("only the first step", "step_case", given(_first_step)),
    Planted("a step above, not from", "step_case", swapped(exp.GTE, exp.GT)),
    Planted("publicity a day short", "is_shown_until", swapped(exp.GTE, exp.GT)),
    Planted(
        "tomorrow's records counted",
        "standing",
        rewritten(lambda node: exp.true() if type(node) is exp.LTE else node),
    ),
    Planted("a veto that lifts the grade", "grade_case", rewritten(_greatest_to_least)),
    Planted("all choices instead of any", "has_any", rewritten(_any_to_all)),
    Planted("dated values not announced", "policy_change", _never),
    Planted("too old a day early", "too_old", _a_day_more),
    Planted("rare records lost", "brought_together", rewritten(_full_to_left)),
)
