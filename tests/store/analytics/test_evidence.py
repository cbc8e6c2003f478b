"""What is kept behind the grades tells every line of the law, to the bit."""

from contextlib import closing
from datetime import date
from random import Random  # noqa: TID251 (seeded)
from typing import NamedTuple

import duckdb
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.store.analytics.drawn_cards import Card, cards
from tests.store.analytics.drawn_records import MemoryReader, Row, as_of, draw_rows

from goodstanding.core.appraisal.each import course_of, value_in_force
from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.appraisal.result import Line
from goodstanding.core.policy.shape import Rule
from goodstanding.store.analytics.compile import Compiled, compile_model
from goodstanding.store.analytics.compile_parts import Part
from goodstanding.store.analytics.duckdb_run import load_entities, load_records, prepare

CARDS = 25
ENTITIES = 80


class Told(NamedTuple):
    """A line without its words: kind, rule, points, number, records, changes, ends."""

    kind: str
    where: str
    points: int
    number: str
    records: tuple[str, ...]
    changes: object = None
    ends: object = None


def by_law(line: Line, forms: dict[str, str]) -> Told:
    """Return a line of the law as far as stored integers tell it."""
    if line.kind == "record":
        return Told("record", line.where, line.points, "", line.records, line.changes, line.ends)
    number = "" if forms.get(line.where) in ("latest", "days_since") else line.number
    number = number if line.kind in ("measure", "need") else ""
    return Told(line.kind, line.where, line.points, number, tuple(sorted(line.records, key=int)))


def by_store(card: Card, compiled: Compiled, found: "Stored", entity: int) -> list[Told]:
    """Return the lines that stored columns tell of an entity, bounds left out."""
    row = found.grades[entity]
    rules = {
        f"r{place}_{nth}": rule
        for place, indicator in enumerate(card.model.indicators)
        for nth, rule in enumerate(indicator.rules)
    }
    lines: list[Told] = []
    for part in compiled.parts.all():
        seqs = found.records(entity, part)
        if part.name in rules and part.is_each:
            rule = rules[part.name]
            lines += [
                Told("record", rule.id, p, "", (seq,), *course_days(card, rule, found, seq, gone))
                for seq, p, gone in seqs
            ]
        elif part.name in rules:
            rule = rules[part.name]
            by_one = rule.form in ("latest", "days_since")
            deciding = row.get(part.seq_name)
            told = ((str(deciding),) if deciding is not None else ()) if by_one else None
            records = told if told is not None else tuple(seq for seq, *_ in seqs)
            number = "" if by_one else str(row[f"k_{part.name}"] or 0)
            if records or row[part.name]:
                lines.append(Told("measure", rule.id, row[part.name], number, records))
        elif seqs if part.is_veto else row[part.name]:
            is_veto = part.is_veto
            named = card.model.vetoes if is_veto else card.model.needs
            number = "" if is_veto else str(row[f"k_{part.name}"] or 0)
            records = tuple(seq for seq, *_ in seqs)
            where = named[int(part.name[1:])].id
            lines.append(Told("veto" if is_veto else "need", where, 0, number, records))
    return lines


def course_days(
    card: Card, rule: Rule, found: "Stored", seq: str, gone: date | None
) -> tuple[date | None, date | None]:
    """Return when a record's points change and when they end, by the law, from what is stored."""
    row = found.drawn[int(seq)]
    value = value_in_force(rule, row.fields, on=card.on)
    course = course_of(rule, value or 0, day=row.day, gone=gone, on=card.on)
    return course.changes(on=card.on), course.ends(on=card.on)


class Stored:
    """The rows of both kinds of statement, in memory."""

    def __init__(self, card: Card, compiled: Compiled, rows: tuple[Row, ...]) -> None:
        """Run the statements over drawn records."""
        self.drawn = {row.seq: row for row in rows}
        reader = MemoryReader(rows, ENTITIES)
        with closing(duckdb.connect()) as database:
            prepare(database)
            load_entities(database, reader.entities(card.model, class_is_on=False))
            for name, fields in compiled.fields.items():
                of = card.policy.record_types[name]
                load_records(database, of, fields, reader.records(name, fields))
            self.grades = {row["entity"]: row for row in _rows(database, compiled.sql)}
            self._evidence = {
                name: _rows(database, statement.sql("duckdb"))
                for name, statement in compiled.evidence.items()
            }

    def records(self, entity: int, part: Part) -> list[tuple[str, int, date | None]]:
        """Return record, points, and until when, of what matches a part."""
        return [
            (str(row["seq"]), row[part.name], row.get(f"g_{part.name}"))
            for row in self._evidence.get(part.chosen.record_type.id, [])
            if row["entity"] == entity and row.get(part.name) is not None
        ]


def _rows(database: duckdb.DuckDBPyConnection, statement: str) -> list[dict[str, object]]:
    result = database.execute(statement)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def test_stored_evidence_tells_the_lines_of_the_law() -> None:
    """Points, numbers, records, next change and end of every line agree, for drawn cards."""
    compared = 0

    @seed(31)
    @settings(
        max_examples=CARDS,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(cards(), st.integers(0, 2**32))
    def campaign(card: Card, chance: int) -> None:
        nonlocal compared
        rows = draw_rows(Random(chance), card.on, entities=ENTITIES)  # noqa: S311 (test data)
        compiled = compile_model(card.model, card.policy, on=card.on, parts=True)
        stored = Stored(card, compiled, rows)
        forms = {rule.id: rule.form for part in card.model.indicators for rule in part.rules}
        for entity in range(1, ENTITIES + 1):
            own = [as_of(row, card.policy, on=card.on) for row in rows if row.entity == entity]
            law = evaluate(card.model, own, policy=card.policy, on=card.on)
            lines = [
                by_law(line, forms)
                for line in law.lines
                if line.kind in ("record", "measure", "veto", "need")
            ]
            told = by_store(card, compiled, stored, entity)
            assert sorted(map(repr, told)) == sorted(map(repr, lines))
            compared += len(lines)

    campaign()
    assert compared > CARDS * ENTITIES
