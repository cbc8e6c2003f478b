"""Kinds of records: what a record gives depends on its day, and on few things about its fields.

A choice is one of the words that a card names, or another; a number lies between two of the
numbers that it is compared with. So there are some kinds of records where there are millions of
records: the statement is asked of each kind once, a few hundred days at a time, and every record
looks up what its kind gives. A field whose value itself counts (a sum of amounts, an end of
publicity) has no kinds; records of its type are asked one by one.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from math import prod
from threading import Lock
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from goodstanding.core.basis.days import FIRST_DAY, LAST_DAY
from goodstanding.core.policy.conditions import SEVERITY
from goodstanding.core.policy.shape import Model, RecordType
from goodstanding.core.policy.values_shape import Condition, Not, Test
from goodstanding.store.analytics.compile_days import MACROS
from goodstanding.store.analytics.compile_gathered import Given
from goodstanding.store.analytics.compile_records import raw_name
from goodstanding.store.analytics.typed import Codes

Numbers = npt.NDArray[np.integer[Any]]
There = npt.NDArray[np.bool_]
Values = Mapping[str, tuple[Numbers, There | None]]
"""Of each column, what every record gives, and which give anything (None: all)."""
LIMITS: dict[str, str | bool | int | float | list[str]] = {"threads": 1, "memory_limit": "256MB"}

EPOCH = date(1970, 1, 1)
FIRST, LAST = (FIRST_DAY - EPOCH).days, (LAST_DAY - EPOCH).days
BITS = 9
"""Kinds are asked for so many days at once: a power of two."""
BLOCK = 1 << BITS
BLOCKS = ((LAST - FIRST) >> BITS) + 1
MOST = 1024
"""Kinds of a day at most: more, and records are asked one by one."""
LEAST, GREATEST = -(1 << 63), (1 << 63) - 1
CODES = 1 << 16
"""Choices are codes below this."""
CHOICES = 63
"""Several choices are bits below this."""


@dataclass(frozen=True, slots=True)
class Places:
    """A field's kinds: 0 where it is missing, then one for each of `examples`.

    A choice: another word, then each word that is named, by their codes. A number or day: from one
    of `cuts` up to the next; the first are all below. Several choices: which of `groups` they
    touch, the words of a group being named by the same tests.
    """

    name: str
    is_day: bool
    examples: tuple[int, ...]
    cuts: tuple[int, ...] | None
    """None for choices."""
    groups: tuple[int, ...] | None = None
    """Bits of words, for several choices."""

    @property
    def is_choice(self) -> bool:
        """Return whether the field is one word of a list."""
        return self.cuts is None and self.groups is None

    def __len__(self) -> int:
        """Return how many kinds there are."""
        return len(self.examples) + 1

    def of(self, values: Numbers, there: There | None) -> Numbers:
        """Return the kind of each value."""
        if self.groups is not None:
            found = np.ones(len(values), np.int64)
            for nth, group in enumerate(self.groups):
                found += ((values & group) != 0).astype(np.int64) << nth
        elif self.cuts is None:
            table = np.ones(CODES, np.int64)
            table[list(self.examples[1:])] = np.arange(2, len(self))
            found = table[values]
        else:
            found = np.ones(len(values), np.int64)
            for cut in self.cuts:
                found += values >= cut
        if there is not None:
            found[~there] = 0
        return found


def places_of(
    model: Model, record_type: RecordType, fields: Sequence[str], codes: Codes
) -> tuple[Places, ...] | None:
    """Return the kinds of the fields that a model reads of a type; None where one has none."""
    if record_type.publicity.until_field:
        return None
    rules = [rule for one in model.indicators for rule in one.rules if rule.of == record_type.id]
    if any(rule.form == "sum" for rule in rules):
        return None
    compared: dict[str, list[str | int]] = {name: [] for name in fields}
    together: dict[str, list[int]] = {name: [] for name in fields}
    for test in tests_about(model, record_type):
        if test.field != SEVERITY:
            compared[test.field] += test.arguments
            if codes.kind(test.field) == "choices":
                together[test.field].append(bits(codes.places(test.field, test.arguments)))
    for rule in rules:
        if rule.field and codes.kind(rule.field) == "choices":
            return None
        if rule.field:
            tables = rule.points_by_value.values if rule.points_by_value else ()
            compared[rule.field] += [word for one in tables for word in one.value or ()]
            steps = rule.steps.values if rule.steps else ()
            compared[rule.field] += [step.at_least for one in steps for step in one.value or ()]
    found = [
        _several(name, together[name])
        if codes.kind(name) == "choices"
        else _places(name, codes, with_what)
        for name, with_what in compared.items()
    ]
    known = [one for one in found if one is not None]
    return tuple(known) if len(known) == len(found) and prod(map(len, known)) <= MOST else None


def bits(places: Sequence[int]) -> int:
    """Return the bits of some words."""
    return sum(1 << place for place in set(places))


def tests_about(model: Model, record_type: RecordType) -> Iterator[Test]:
    """Yield every test of a record of a type."""
    conditions: list[Condition | None] = [record_type.hidden_when]
    conditions += [one.when for one in record_type.severity]
    for indicator in model.indicators:
        conditions += [rule.when for rule in indicator.rules if rule.of == record_type.id]
    conditions += [one.when for one in model.vetoes if one.of == record_type.id]
    conditions += [one.when for one in model.needs if one.of == record_type.id]
    while conditions:
        condition = conditions.pop()
        if isinstance(condition, Test):
            yield condition
        elif isinstance(condition, Not):
            conditions.append(condition.part)
        elif condition is not None:
            conditions += condition.parts


def _places(name: str, codes: Codes, compared: Sequence[str | int]) -> Places | None:
    """Return the kinds of one field by all that it is compared with; None where it has none."""
    kind = codes.kind(name)
    if kind == "choice":
        named = sorted(set(codes.places(name, [str(word) for word in compared])))
        other = next(code for code in range(CODES) if code not in named)
        return Places(name, False, (other, *named), None)
    if kind not in ("integer", "money", "day"):
        return None
    held = [
        (date.fromisoformat(str(word)) - EPOCH).days if kind == "day" else int(word)
        for word in compared
    ]
    cuts = sorted({cut for one in held for cut in (one, one + 1) if LEAST < cut <= GREATEST})
    below = cuts[0] - 1 if cuts else 0
    return Places(name, kind == "day", (below, *cuts), tuple(cuts))


def _several(name: str, together: Sequence[int]) -> Places | None:
    """Return the kinds of a field of several choices by the words that tests name together.

    None where they are more than can be known.
    """
    groups: dict[tuple[int, ...], int] = {}
    for bit in (1 << nth for nth in range(CHOICES)):
        named = tuple(nth for nth, one in enumerate(together) if one & bit)
        if named:
            groups[named] = groups.get(named, 0) | bit
    if 1 << len(groups) > MOST:
        return None
    apart = tuple(groups.values())
    examples = tuple(
        sum(group for nth, group in enumerate(apart) if touched >> nth & 1)
        for touched in range(1 << len(apart))
    )
    return Places(name, False, examples, None, apart)


class Kinds:
    """What each kind of record of a type gives, asked where it was not asked before.

    Engines of a run share it: what is known is replaced as a whole, and one asks at a time.
    """

    def __init__(self, given: Given, places: Sequence[Places]) -> None:
        """Take what a type's records give, and the kinds of its fields."""
        self._given = given
        self._places = places
        self._lock = Lock()
        self._starts = np.full(prod(map(len, places)) * BLOCKS, -1, np.int64)
        self._gives = np.zeros(0, np.bool_)
        self._values: dict[str, tuple[Numbers, There]] = {
            one.name: (np.zeros(0, np.int64), self._gives) for one in given.columns
        }
        self.among = self._among()
        self._is_told, self._told = self._gives, pa.table({})
        self.told_as: pa.Schema | None = None
        if given.told is not None:
            nobody = np.zeros(0, np.int64)
            self._told = without_keys(self._said(given.told, self._examples(nobody, nobody)))
            self.told_as = self._told.schema

    def _among(self) -> dict[str, list[int]]:
        """Return the codes that a choice must be one of where no other record gives anything."""
        kinds = np.arange(prod(map(len, self._places)))
        said = self._said(self._given.holding, self._examples(kinds * BLOCKS, kinds))
        holding, _ = numbers(said.column("entity"))
        found = {}
        for place in reversed(self._places):
            holding, nth = np.divmod(holding, len(place))
            if place.is_choice and len(nth) and nth.min() > 1:
                found[place.name] = [place.examples[one - 1] for one in sorted(set(nth.tolist()))]
        return found

    def given(
        self, days: Numbers, fields: Sequence[tuple[Numbers, There | None]], seqs: Numbers | None
    ) -> tuple[Numbers, There, Values]:
        """Return where each record's kind is known, which give anything, and what those give."""
        kind = np.zeros(len(days), np.int64)
        for place, (values, there) in zip(self._places, fields, strict=True):
            kind = kind * len(place) + place.of(values, there)
        since = days - FIRST
        if len(since) and (since.min() < 0 or since.max() > LAST - FIRST):
            raise ValueError("a record of a day that is in no calendar")
        kind = kind * BLOCKS + (since >> BITS)
        if len(kind) and self._starts[kind].min() < 0:
            self._ask(np.unique(kind))
        known = self._starts[kind] + (since & (BLOCK - 1))
        gives = self._gives[known]
        rows = known[gives]
        found = {name: (said[rows], there[rows]) for name, (said, there) in self._values.items()}
        for one in self._given.columns:
            if seqs is not None and one.way in ("first", "latest"):
                order, there = found[one.name]
                found[one.name] = order + seqs[gives], there
        return known, gives, found

    def told(self, known: Numbers, among: There) -> tuple[There, pa.Table]:
        """Return which of some records are evidence, and what is told of those."""
        which = among & self._is_told[known]
        return which, self._told.take(pa.array(known[which]))

    def _ask(self, kinds: Numbers) -> None:
        """Let the statement say what those of some kinds give that are not known."""
        with self._lock:
            new = kinds[self._starts[kinds] < 0]
            if not len(new):
                return
            known = len(self._gives)
            rows = np.arange(known, known + len(new) * BLOCK)
            examples = self._examples(np.repeat(new, BLOCK), rows)
            said = self._said(self._given.statement, examples)
            at, _ = numbers(said.column("entity"))
            gives = longer(self._gives, len(rows))
            gives[at] = True
            values = {}
            for name, (old, there) in self._values.items():
                values[name] = longer(old, len(rows)), longer(there, len(rows))
                one, is_there = numbers(said.column(name))
                values[name][0][at] = one
                values[name][1][at] = True if is_there is None else is_there
            if self._given.told is not None:
                self._tell(self._said(self._given.told, examples), known, len(rows))
            self._values, self._gives = values, gives
            self._starts[new] = rows[::BLOCK]

    def _tell(self, said: pa.RecordBatch, known: int, more: int) -> None:
        """Keep what is told of examples that are new: a row for each, empty where nothing is."""
        at, _ = numbers(said.column("entity"))
        from_row = np.full(more, -1, np.int64)
        from_row[at - known] = np.arange(len(at))
        rows = without_keys(said).take(pa.array(from_row, mask=from_row < 0))
        is_told = longer(self._is_told, more)
        is_told[at] = True
        self._told = pa.concat_tables([self._told, rows]).combine_chunks()
        self._is_told = is_told

    def _said(self, statement: str, examples: pa.Table) -> pa.RecordBatch:
        """Return what a statement says of some examples: a row for each that gives anything."""
        with closing(duckdb.connect(":memory:", config=LIMITS)) as database:
            for macro in MACROS:
                database.execute(macro)
            database.register(raw_name(self._given.record_type), examples)
            said = database.sql(statement).to_arrow_table().combine_chunks()
        return pa.RecordBatch.from_arrays(
            [one.chunk(0) if one.num_chunks else pa.array([], one.type) for one in said.columns],
            said.column_names,
        )

    def _examples(self, kinds: Numbers, rows: Numbers) -> pa.Table:
        """Return a record of each kind, of each day of its block; `entity` is its row here."""
        kind, block = np.divmod(kinds, BLOCKS)
        day = FIRST + (block << BITS) + (rows & (BLOCK - 1))
        columns = {
            "entity": pa.array(rows),
            "seq": pa.array(np.zeros(len(rows), np.int64)),
            "day": pa.array(np.minimum(day, LAST).astype(np.int32)).view(pa.date32()),
        }
        for place in reversed(self._places):
            kind, nth = np.divmod(kind, len(place))
            field = pa.array([None, *place.examples], pa.int64()).take(pa.array(nth))
            if place.is_day:
                field = field.cast(pa.int32()).view(pa.date32())
            columns[f"f_{place.name}"] = field
        return pa.table(columns)


def without_keys(said: pa.RecordBatch) -> pa.Table:
    """Return what is told of records, without whose and which they are."""
    return pa.Table.from_batches([said]).drop_columns(["entity", "seq"])


def longer(held: npt.NDArray[Any], by: int) -> npt.NDArray[Any]:
    """Return an array with so many more places, all of them 0."""
    return np.concatenate([held, np.zeros(by, held.dtype)])


def numbers(column: pa.Array) -> tuple[Numbers, There | None]:
    """Return a column of whole numbers or days as numbers, and which are there (None: all)."""
    there = column.is_valid().to_numpy(zero_copy_only=False) if column.null_count else None
    kind = "u" if pa.types.is_unsigned_integer(column.type) else "i"
    values = np.frombuffer(column.buffers()[1], f"{kind}{column.type.bit_width // 8}")
    return values[column.offset : column.offset + len(column)], there
