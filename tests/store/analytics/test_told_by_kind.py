"""Evidence that is looked up by kind is what the statement over records says, row for row."""
# ruff: noqa: ANN401, ARG001, ARG005 (a change stands in for functions of any signature)

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from tests.store.analytics.drawn_records import MemoryReader
from tests.store.analytics.test_gathered import with_kinds
from tests.store.analytics.test_planted import ENTITIES, Case, drawn_cases

from goodstanding.store.analytics.compile import compile_model, compile_parts
from goodstanding.store.analytics.compile_gathered import compile_gathering
from goodstanding.store.analytics.duckdb_run import load_entities, load_records, prepare
from goodstanding.store.analytics.gather import gatherer
from goodstanding.store.analytics.kinds import Kinds
from goodstanding.store.analytics.typed import words_of

CARDS, MANY = 10, 400
UNGRADED = 7
"""An entity that nobody asks about: what is known of it is no evidence."""


class Told:
    """What is told while records are gathered, as the statement's rows."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.rows: dict[str, Counter[tuple[object, ...]]] = {}

    def tell(self, record_type: str, entities: Any, seqs: Any, said: pa.Table) -> None:
        """Keep some rows."""
        columns = [entities.tolist(), seqs.tolist(), *(one.to_pylist() for one in said.columns)]
        self.rows.setdefault(record_type, Counter()).update(zip(*columns, strict=True))


def is_told(case: Case, seen: Counter[str]) -> bool:
    """Return whether the evidence of every type with kinds is that of the statement."""
    card, rows, _ = case
    words = words_of(card.policy)
    compiled = compile_model(card.model, card.policy, on=card.on, parts=True)
    parts = compile_parts(card.model, card.policy, words, on=card.on)
    reader = MemoryReader(rows, ENTITIES)
    with closing(duckdb.connect()) as database:
        prepare(database)
        load_entities(database, reader.entities(card.model, class_is_on=False))
        database.execute(f"DELETE FROM entities WHERE entity = {UNGRADED}")
        for name, fields in compiled.fields.items():
            of = card.policy.record_types[name]
            load_records(database, of, fields, reader.records(name, fields))
        gathering = compile_gathering(
            card.model, card.policy, parts, words, on=card.on, explain=True
        )
        found = gatherer(card.model, card.policy, words, gathering, compiled.fields)
        told = Told()
        found.gather(database, 0, ENTITIES, told.tell)
        known = found.told_as()
        for name, schema in known.items():
            statement = compiled.evidence[name].sql("duckdb")
            said = database.execute(f"FROM ({statement}) SEMI JOIN entities USING (entity)")
            names = [column[0] for column in said.description or ()]
            assert names[2:] == schema.names
            if Counter(said.fetchall()) != told.rows.get(name, Counter()):
                return False
            seen["types"] += 1
            seen["rows"] += sum(told.rows.get(name, Counter()).values())
        seen["asked"] += len(compiled.evidence.keys() - known.keys())
    return True


def _one_less(original: Callable[..., Any]) -> Callable[..., Any]:
    return lambda self, known, among: original(self, np.maximum(known - 1, 0), among)


def _of_everybody(original: Callable[..., Any]) -> Callable[..., Any]:
    return lambda self, known, among: original(self, known, np.ones(len(known), np.bool_))


def _where_it_gives(original: Callable[..., Any]) -> Callable[..., Any]:
    def told(self: Kinds, known: Any, among: Any) -> Any:
        which = among & self._gives[known]
        return which, self._told.take(pa.array(known[which]))

    return told


PLANTED: dict[str, Callable[[Any], Any]] = {
    "what is told of the day before": _one_less,
    "evidence of entities that nobody asks about": _of_everybody,
    "records that only will count are evidence": _where_it_gives,
}


def test_told_is_what_the_statement_says_and_defects_are_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every row of evidence, with every value; with a planted defect some row differs."""
    cases, seen = drawn_cases(CARDS, with_kinds), Counter[str]()
    assert all(is_told(case, seen) for case in cases)
    assert seen["types"] >= CARDS
    assert seen["rows"] >= CARDS * 10
    for name, changed in PLANTED.items():
        with monkeypatch.context() as patch:
            patch.setattr(Kinds, "told", changed(Kinds.told))
            assert not all(is_told(case, Counter()) for case in cases), name


@pytest.mark.long
def test_many_told_are_what_the_statement_says() -> None:
    """The same of many cards, of kinds and of any."""
    seen = Counter[str]()
    assert all(is_told(case, seen) for case in drawn_cases(MANY, with_kinds))
    assert all(is_told(case, seen) for case in drawn_cases(MANY))
    assert min(seen.values()) > MANY
