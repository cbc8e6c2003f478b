"""A statement for DuckDB as Spark reads it: the same tree, with Spark's own calendar and signs.

sqlglot prints operators, types, joins and aggregates. What differs in meaning is said here, call
by call; a call that is not known here is refused, so that a new word of the compiler cannot slip
through with another meaning.
"""

from collections.abc import Callable, Mapping, Sequence

from sqlglot import exp, parse_one

from goodstanding.core.basis.days import LAST_DAY
from goodstanding.store.analytics.compile_days import day
from goodstanding.store.analytics.compile_words import call, case, cast

Meaning = Callable[[Sequence[exp.Expr]], exp.Expr]
KINDS: Mapping[exp.DType, exp.DType] = {
    exp.DType.UTINYINT: exp.DType.SMALLINT,
    exp.DType.USMALLINT: exp.DType.INT,
}
"""Spark has no unsigned numbers: the next wider kind holds them all."""


def read(statement: str) -> exp.Query:
    """Return a statement for DuckDB, or what a view shows, as a tree."""
    tree = parse_one(statement, dialect="duckdb")
    found = tree.expression if isinstance(tree, exp.Create) else tree
    if not isinstance(found, exp.Query):
        raise TypeError("only what gives rows can be read")
    return found


def for_spark(tree: exp.Query) -> str:
    """Return a statement as Spark reads it; the tree is used up, its rows come in no order."""
    tree.set("order", None)
    inner_first = reversed(list(tree.find_all(exp.Anonymous, exp.Sign, exp.DataType)))
    for found in inner_first:
        if isinstance(found, exp.Anonymous):
            found.replace(meaning_of(found))
        elif isinstance(found, exp.Sign):
            found.replace(whole_sign(found))
        elif found.this in KINDS:
            found.set("this", KINDS[found.this])
    return tree.sql("spark", copy=False)


def meaning_of(found: exp.Anonymous) -> exp.Expr:
    """Return what a call of the compiler is called in Spark."""
    name = found.name.lower()
    if name not in MEANINGS:
        raise ValueError(f"a statement calls {name}, which has no meaning in Spark yet")
    return MEANINGS[name](found.expressions)


def months_later(arguments: Sequence[exp.Expr]) -> exp.Expr:
    """Return the same day of a later month, or its last day, never beyond the calendar's end.

    `add_months` of Spark is proven equal to ours on every day of the calendar.
    """
    moved = call("ADD_MONTHS", *arguments)
    is_beyond = exp.GT(this=moved.copy(), expression=day(LAST_DAY))
    return case([(is_beyond, day(LAST_DAY))], moved)


def turn_of(arguments: Sequence[exp.Expr]) -> exp.Expr:
    """Return a later month and the day in it as one whole number, whatever the month's length."""
    moment, months = arguments
    parts = [call(name, moment.copy()) for name in ("YEAR", "MONTH", "DAY")]
    year = exp.Mul(this=parts[0], expression=exp.Literal.number(12))
    index = exp.Add(this=exp.Add(this=year, expression=parts[1]), expression=exp.Paren(this=months))
    before = exp.Paren(this=exp.Sub(this=index, expression=exp.Literal.number(1)))
    scaled = exp.Mul(this=before, expression=exp.Literal.number(32))
    return exp.Paren(this=exp.Add(this=scaled, expression=parts[2]))


def day_of_turn(arguments: Sequence[exp.Expr]) -> exp.Expr:
    """Return the day that such a number is: counted in months from the calendar's year 0001."""
    turn = arguments[0]
    index = exp.IntDiv(this=turn, expression=exp.Literal.number(32))
    months = exp.Sub(this=cast(index, "int"), expression=exp.Literal.number(12))
    first = months_later([cast(exp.Literal.string("0001-01-01"), "date"), months])
    in_month = exp.Mod(this=turn.copy(), expression=exp.Literal.number(32))
    last = call("DAY", call("LAST_DAY", first.copy()))
    within = exp.Paren(this=call("LEAST", in_month, last))
    return call(
        "DATE_ADD", first, cast(exp.Sub(this=within, expression=exp.Literal.number(1)), "int")
    )


def whole_sign(found: exp.Sign) -> exp.Expr:
    """Return -1, 0 or 1 as a whole number: Spark's own is a float."""
    return cast(call("SIGN", found.this), "bigint")


def renamed(name: str) -> Meaning:
    """Return a call of a function that means the same under Spark's name."""
    return lambda arguments: call(name, *arguments)


MEANINGS: Mapping[str, Meaning] = {
    "day_of_turn": day_of_turn,
    "days_between": renamed("DATEDIFF"),
    "days_later": renamed("DATE_ADD"),
    "months_later": months_later,
    "turn_of": turn_of,
}
"""`LEAST` and `GREATEST`, known to sqlglot, leave NULLs out in both engines."""
