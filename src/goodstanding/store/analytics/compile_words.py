"""The few words of SQL that a card needs, as sqlglot nodes that are never copied.

sqlglot's own builders copy what they are given, which is quadratic for a large statement; here
each node is built once and has one parent. A word that is used twice is made twice.
"""

from collections.abc import Iterable, Sequence

from sqlglot import exp


def number(value: int) -> exp.Expr:
    """Return an integer constant."""
    return exp.Literal.number(value)


def text(value: str) -> exp.Expr:
    """Return a text constant."""
    return exp.Literal.string(value)


def column(name: str) -> exp.Expr:
    """Return a column."""
    return exp.Column(this=exp.to_identifier(name, quoted=True))


def call(name: str, *arguments: exp.Expr) -> exp.Expr:
    """Return a call of a function of the engine, as it is spelled."""
    return exp.Anonymous(this=name, expressions=list(arguments))


def cast(value: exp.Expr, kind: str) -> exp.Expr:
    """Return a value as another type."""
    return exp.cast(value, kind, copy=False)


def null(kind: str) -> exp.Expr:
    """Return NULL of a type."""
    return cast(exp.Null(), kind)


def all_of(parts: Iterable[exp.Expr]) -> exp.Expr:
    """Return whether all parts are true; true for none."""
    found = list(parts)
    return exp.and_(*found, copy=False) if found else exp.true()


def any_of(parts: Iterable[exp.Expr]) -> exp.Expr:
    """Return whether any part is true; false for none."""
    found = list(parts)
    return exp.Paren(this=exp.or_(*found, copy=False)) if found else exp.false()


def opposite(part: exp.Expr) -> exp.Expr:
    """Return whether a part is false."""
    return exp.Not(this=exp.Paren(this=part))


def is_null(value: exp.Expr) -> exp.Expr:
    """Return whether a value is missing."""
    return exp.Is(this=value, expression=exp.Null())


def case(whens: Sequence[tuple[exp.Expr, exp.Expr]], otherwise: exp.Expr | None = None) -> exp.Expr:
    """Return the value of the first condition that holds, else another (NULL without one)."""
    if not whens:
        return otherwise if otherwise is not None else exp.Null()
    ifs = [exp.If(this=condition, true=value) for condition, value in whens]
    return exp.Case(ifs=ifs, default=otherwise)


def or_else(value: exp.Expr, other: exp.Expr) -> exp.Expr:
    """Return a value, or another where it is NULL."""
    return exp.Coalesce(this=value, expressions=[other])


def alias(value: exp.Expr, name: str) -> exp.Expr:
    """Return a named column of a relation."""
    return exp.Alias(this=value, alias=exp.to_identifier(name, quoted=True))


def select(columns: Sequence[exp.Expr], source: exp.Select | str, name: str = "") -> exp.Select:
    """Return columns of a relation that exists under a name, or of a subquery called `name`."""
    found = exp.Select(expressions=list(columns))
    table: exp.Expr = (
        exp.Table(this=exp.to_identifier(source, quoted=True))
        if isinstance(source, str)
        else exp.Subquery(this=source, alias=exp.TableAlias(this=exp.to_identifier(name)))
    )
    return found.from_(table, copy=False)


def with_star(columns: Sequence[exp.Expr], source: exp.Select | str, name: str = "") -> exp.Select:
    """Return a relation with further columns."""
    return select([exp.Star(), *columns], source, name)
