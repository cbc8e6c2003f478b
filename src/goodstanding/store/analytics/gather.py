"""What records give, gathered for each entity: an array by entity number in place of a hash table.

Records of a step lie within a narrow span of entity numbers, so grouping them is adding to places
of an array, and joining what several types give is looking at the same place of each.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from goodstanding.core.policy.shape import Model, Policy
from goodstanding.store.analytics.compile_gathered import GATHERED, Column, Gathering, Given
from goodstanding.store.analytics.kinds import (
    Kinds,
    Numbers,
    There,
    Values,
    numbers,
    places_of,
)
from goodstanding.store.analytics.typed import Codes, Words

ROWS = 122_880
"""Records that are read at once."""
LEAST, MOST = -(1 << 63), (1 << 63) - 1
WIDE = 1 << 62
"""Sums that may come near what an array holds are added up as Python does, without end."""
NOTHING = {"sum": 0, "of": 0, "least": MOST, "first": MOST, "latest": LEAST}
"""What stands where no record gave anything."""
Tell = Callable[[str, Numbers, Numbers, pa.Table], None]
"""Called with a record type, whose records are evidence, their numbers, and what is told of them.
"""


class Gathered:
    """One column: what records gave to each entity so far."""

    def __init__(self, column: Column, width: int) -> None:
        """Begin with nothing for so many entities."""
        self.column = column
        self.values: Numbers = np.full(width, NOTHING[column.way], np.int64)
        self._is_there: There = np.zeros(width, np.bool_)
        self._reach = 0

    def add(self, at: Numbers, given: Numbers) -> None:
        """Take what records give to the entities at some places."""
        if not len(at):
            return
        if self.column.way == "sum":
            self._reach += len(given) * max(abs(int(given.min())), abs(int(given.max())))
            if self._reach > WIDE and self.values.dtype != object:
                self.values = self.values.astype(object)
            np.add.at(self.values, at, given)
            self._is_there[at] = True
        elif self.column.way == "latest":
            np.maximum.at(self.values, at, given)
        elif self.column.way == "of":
            self.values[at] = given
            self._is_there[at] = True
        else:
            np.minimum.at(self.values, at, given)

    def taken(self, places: Numbers | slice) -> pa.Array:
        """Return the column for the entities at some places."""
        values = self.values[places].astype(np.int64, copy=False)
        if self.column.way in ("sum", "of"):
            missing = ~self._is_there[places]
        else:
            missing = values == NOTHING[self.column.way]
        if self.column.is_day:
            return pa.array(values.astype(np.int32), mask=missing).view(pa.date32())
        return pa.array(values, mask=missing)


@dataclass(frozen=True, slots=True)
class Gatherer:
    """Gathers what records give, span after span; engines of a run may share it.

    `fields`: what is read of each type · `kinds`: the types of which kinds are known.
    """

    gathering: Gathering
    fields: Mapping[str, Sequence[str]]
    kinds: Mapping[str, Kinds]

    def told_as(self) -> dict[str, pa.Schema]:
        """Return the types that are told while they are gathered, and as which columns."""
        return {name: one.told_as for name, one in self.kinds.items() if one.told_as is not None}

    def gather(
        self,
        database: duckdb.DuckDBPyConnection,
        first: int,
        last: int,
        tell: Tell | None = None,
    ) -> None:
        """Fill the table `GATHERED` with a row for each of the view `entities`, in order.

        `tell` is called with the evidence of types of which kinds are known.
        """
        asked = database.sql("SELECT entity FROM entities").to_arrow_table()
        places = asked.column("entity").to_numpy() - first
        if (np.diff(places) < 0).any():
            places = np.sort(places)
        width = last - first + 1
        every = {
            one.name: Gathered(one, width)
            for given in self.gathering.given
            for one in given.columns
        }
        graded = np.zeros(width, np.bool_)
        graded[places] = True
        for given in self.gathering.given:
            found = {one.name: every[one.name] for one in given.columns}
            for at, values in self._read(database, given, first, graded, tell):
                add(found, at, values)
        where = slice(places[0], places[-1] + 1) if is_a_row(places) else places
        columns = {name: one.taken(where) for name, one in every.items()}
        database.register(GATHERED, pa.table({"entity": pa.array(places + first), **columns}))

    def _read(
        self,
        database: duckdb.DuckDBPyConnection,
        given: Given,
        first: int,
        graded: There,
        tell: Tell | None,
    ) -> Iterator[tuple[Numbers, Values]]:
        """Yield at which places records are, and what they give, as many as are read at once."""
        fields, kinds = self.fields[given.record_type], self.kinds.get(given.record_type)
        asked = given.statement if kinds is None else given.read(fields, kinds.among)
        for batch in database.sql(asked).to_arrow_reader(ROWS):
            entities, _ = numbers(batch.column("entity"))
            at = entities - first
            if kinds is None:
                yield at, {one.name: numbers(batch.column(one.name)) for one in given.columns}
                continue
            days, _ = numbers(batch.column("day"))
            needed = given.has_orders or given.told
            seqs = numbers(batch.column("seq"))[0] if needed else None
            said = [numbers(batch.column(f"f_{name}")) for name in fields]
            known, which, values = kinds.given(days, said, seqs)
            yield at[which], values
            if tell and seqs is not None and kinds.told_as is not None:
                told, rows = kinds.told(known, graded[at])
                tell(given.record_type, entities[told], seqs[told], rows)


def add(found: Mapping[str, Gathered], places: Numbers, values: Values) -> None:
    """Take what some records give to the entities at their places."""
    for name, gathered in found.items():
        given, there = values[name]
        if gathered.column.by:
            orders, there = values[gathered.column.by]
            decides = orders == found[gathered.column.by].values[places]
            there = decides if there is None else decides & there
        if there is None:
            gathered.add(places, given)
        else:
            gathered.add(places[there], given[there])


def is_a_row(places: Numbers) -> bool:
    """Return whether places that rise leave none out."""
    return len(places) > 0 and int(places[-1] - places[0]) + 1 == len(places)


def gatherer(
    model: Model,
    policy: Policy,
    words: Words,
    gathering: Gathering,
    fields: Mapping[str, Sequence[str]],
    *,
    rare: Collection[str] = (),
) -> Gatherer:
    """Return what gathers for a model.

    `rare`: types that few have records of; to know their kinds would cost more than it spares.
    """
    kinds = {}
    for given in gathering.given:
        if given.record_type in rare:
            continue
        record_type = policy.record_types[given.record_type]
        codes = Codes(record_type, policy, words)
        places = places_of(model, record_type, fields[given.record_type], codes)
        if places is not None:
            kinds[given.record_type] = Kinds(given, places)
    return Gatherer(gathering, fields, kinds)
