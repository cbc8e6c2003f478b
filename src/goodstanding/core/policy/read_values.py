"""Reads what recurs in every file of a pack: dated values, bases, conditions, entries by id."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar, cast, get_args

from goodstanding.core.policy import faults_policy as kinds
from goodstanding.core.policy.cursor import Cursor
from goodstanding.core.policy.strict import Table
from goodstanding.core.policy.values_shape import All, Any_, Condition, Dated, Not, Op, Test, Value

T = TypeVar("T")
OPS: tuple[Op, ...] = get_args(Op)
ENDS = "none"
"""Written as a `value`, it ends a rule."""
DATED_KEYS = ("from", "value", "basis")


def dated(cursor: Cursor, read: Callable[[Cursor], T]) -> Dated[T]:
    """Return values by first day; days must rise."""
    values: list[Value[T]] = []
    last = date.min
    for item in cursor.items(least=1):
        keys = item.table(DATED_KEYS)
        start = keys["from"].day()
        if start <= last and keys["from"].node is not None:
            item.fault(kinds.DAYS_UNSORTED, day=start)
        last = start
        value = None if _ends(keys["value"]) else read(keys["value"])
        values.append(Value(start, cast("T", value), basis(keys["basis"])))
    return Dated(tuple(values))


def _ends(cursor: Cursor) -> bool:
    """Return whether the word that ends a rule stands here."""
    return getattr(cursor.node, "text", None) == ENDS


def maybe(keys: Mapping[str, Cursor], key: str, read: Callable[[Cursor], T]) -> Dated[T] | None:
    """Return the dated values under an optional key."""
    return dated(keys[key], read) if key in keys else None


def integer(low: int, high: int) -> Callable[[Cursor], int]:
    """Return a reader of whole numbers within bounds."""
    return lambda cursor: cursor.integer(low, high)


def basis(cursor: Cursor) -> str:
    """Return a reference `source` or `source#article`."""
    return cursor.text(limit=130)


def condition(cursor: Cursor) -> Condition:
    """Return a condition; exactly one operator a table."""
    if not isinstance(cursor.node, Table):
        cursor.entries()
        return All(())
    keys = [entry.key for entry in cursor.node.entries]
    if keys and keys[0] != "field" and len(keys) == 1 and keys[0] in ("all", "any", "not"):
        part = cursor.table(keys)[keys[0]]
        if keys[0] == "not":
            return Not(condition(part))
        parts = tuple(condition(item) for item in part.items(least=1))
        return All(parts) if keys[0] == "all" else Any_(parts)
    found = cursor.table((), ("all", "any", "not", "field", *OPS))
    operators = [key for key in found if key in OPS]
    if not operators or set(found) != {"field", operators[0]}:
        if len(found) == len(keys):
            cursor.fault(kinds.CONDITION_UNCLEAR)
        return All(())
    op = operators[0]
    return Test(found["field"].text(), op, _arguments(found[op], op))


def _arguments(cursor: Cursor, op: Op) -> tuple[str, ...]:
    """Return the arguments of one comparison as texts."""
    if op in ("present", "absent"):
        if not cursor.flag():
            cursor.fault(kinds.UNKNOWN_WORD, word="false", known="true")
        return ()
    if op in ("in", "has"):
        return tuple(item.argument() for item in cursor.items(least=1))
    if op == "between":
        ends = tuple(item.argument() for item in cursor.items(least=2))
        if ends[2:]:
            cursor.fault(kinds.CONDITION_UNCLEAR)
        return ends
    return (cursor.argument(),)


def by_id(cursor: Cursor, read: Callable[[Cursor], tuple[str, T]], into: dict[str, T]) -> None:
    """Read a list of entries that each have an id; leave out the faulty ones."""
    reading = cursor.reading
    faults_before, contained_before = len(reading.faults), reading.contained
    for item in cursor.items(least=1):
        name = entry_id(item)
        place = item.named(name) if name else item
        if name and (name in into or place.path in reading.broken):
            place.fault(kinds.ID_TWICE, id=name)
            continue
        entry = place.whole(read)
        if entry is not None and name:
            into[name] = entry[1]
        else:
            reading.broken.add(place.path)
    reading.contained = contained_before + len(reading.faults) - faults_before


def entry_id(cursor: Cursor, key: str = "id") -> str:
    """Return the id that an entry writes, well formed or not, for its path."""
    if isinstance(cursor.node, Table):
        for entry in cursor.node.entries:
            if entry.key == key:
                return getattr(entry.node, "text", "")
    return ""
