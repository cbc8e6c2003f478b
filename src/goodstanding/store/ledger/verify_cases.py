"""Cases looked at from end to end: the chain of events, numbers, letters and their services."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import orjson

from goodstanding.core.basis.canon import sha256
from goodstanding.core.basis.faults import Fault
from goodstanding.core.records.case_chain import event_digest, file_digest, letter_digest
from goodstanding.store.ledger.case_columns import CASE_EVENT, CASE_FILE, LETTER
from goodstanding.store.ledger.faults_ledger import (
    CHAIN_BROKEN,
    CONTENT_GONE,
    CONTENT_KEPT,
    CONTENT_STRAY,
    DIGEST_DIFFERS,
    EFFECT_STRAY,
    GAP,
    SERVICE_STRAY,
)
from goodstanding.store.ledger.guards import Watched

CHUNK = 2000


def case_faults(watched: Watched) -> Iterator[Fault]:
    """Give every fault of the case files, their events and letters."""
    yield from _file_faults(watched)
    yield from _event_faults(watched)
    yield from _evidence_faults(watched)
    yield from _letter_faults(watched)
    yield from _stray(watched)


def _file_faults(database: Watched) -> Iterator[Fault]:
    expected = 1
    for row in _all(database, f"SELECT {', '.join(CASE_FILE)} FROM case_file ORDER BY id"):
        where = f"case {row[0]}"
        if row[0] != expected:
            yield GAP.at(where, expected=expected)
        expected = row[0] + 1
        if file_digest(row[:-1]) != row[-1]:
            yield DIGEST_DIFFERS.at(where)
    for table in ("case_file", "letter"):
        for department, year, least, most, count in _all(
            database,
            f"SELECT department, year, min(number), max(number), count(*) FROM {table}"
            " GROUP BY department, year ORDER BY department, year",
        ):
            if (least, most) != (1, count):
                yield GAP.at(f"{table} {department} {year}", expected=count)


def _event_faults(database: Watched) -> Iterator[Fault]:
    """Each case's chain starts with its file; no event is gone, added or changed."""
    columns = ", ".join(f"e.{one}" for one in CASE_EVENT)
    rows = _all(
        database,
        f"SELECT {columns}, t.form, t.salt, c.digest FROM case_event e"
        " LEFT JOIN case_form t ON t.seq = e.seq LEFT JOIN case_file c ON c.id = e.case_id"
        " ORDER BY e.case_id, e.number",
    )
    for _, events in groupby(rows, key=lambda row: row[1]):
        previous, expected = "", 1
        for *told, digest, form, salt, file in events:
            where = f"case {told[1]}, event {told[2]}"
            if file is None or form is None:
                yield CHAIN_BROKEN.at(where)
                break
            if told[2] != expected:
                yield GAP.at(where, expected=expected)
            previous = previous or file
            if event_digest(previous, told, form, salt) != digest:
                yield CHAIN_BROKEN.at(where)
            previous, expected = digest, told[2] + 1
    for seqs, last in _all(database, "SELECT count(*), COALESCE(max(seq), 0) FROM case_event"):
        if seqs != last:
            yield GAP.at("case events", expected=last)
    for (case,) in _all(
        database,
        "SELECT c.id FROM case_file c LEFT JOIN case_event e ON e.case_id = c.id"
        " AND e.number = 1 WHERE e.seq IS NULL ORDER BY c.id",
    ):
        yield GAP.at(f"case {case}", expected=1)


def _evidence_faults(database: Watched) -> Iterator[Fault]:
    """What each attached file holds is there and as its event says, or erased by an event."""
    for case, number, form, seq, gone in list(
        _all(
            database,
            "SELECT e.case_id, e.number, f.form, t.seq, x.seq FROM case_event e"
            " JOIN case_form f ON f.seq = e.seq LEFT JOIN evidence_content t ON t.seq = e.seq"
            " LEFT JOIN case_event x ON x.case_id = e.case_id"
            " AND x.step = 'erased:' || e.number WHERE e.step = 'evidence'"
            " ORDER BY e.case_id, e.number",
        )
    ):
        where = f"case {case}, event {number}, file"
        if seq is None:
            if gone is None:
                yield CONTENT_GONE.at(where)
            continue
        if gone is not None:
            yield CONTENT_KEPT.at(where)
        for (content,) in _all(
            database, f"SELECT content FROM evidence_content WHERE seq = {int(seq)}"
        ):
            if sha256(bytes(content)) != orjson.loads(form).get("sha256"):
                yield DIGEST_DIFFERS.at(where)
    for (seq,) in _all(
        database,
        "SELECT t.seq FROM evidence_content t LEFT JOIN case_event e ON e.seq = t.seq"
        " AND e.step = 'evidence' WHERE e.seq IS NULL ORDER BY t.seq",
    ):
        yield CONTENT_STRAY.at(f"file of event {seq}")


def _letter_faults(database: Watched) -> Iterator[Fault]:
    """Letters as they were rendered; what officers note has no gap either."""
    for notes, last in _all(database, "SELECT count(*), COALESCE(max(id), 0) FROM office_note"):
        if notes != last:
            yield GAP.at("office notes", expected=last)
    for row in _all(database, f"SELECT {', '.join(LETTER)} FROM letter ORDER BY id"):
        if letter_digest(row[:-1]) != row[-1]:
            yield DIGEST_DIFFERS.at(f"letter {row[0]}")


def _stray(database: Watched) -> Iterator[Fault]:
    """Each service rests on an event that says so, and each effect on an event and an entry."""
    for (service,) in _all(
        database,
        "SELECT s.id FROM service s LEFT JOIN letter l ON l.id = s.letter"
        " LEFT JOIN case_event e ON e.case_id = l.case_id AND e.number = s.event"
        " AND e.step IN ('serve:' || l.template, 'attempt:' || l.template,"
        " 'told:' || l.template)"
        " WHERE e.seq IS NULL ORDER BY s.id",
    ):
        yield SERVICE_STRAY.at(f"service {service}")
    for (effect,) in _all(
        database,
        "SELECT f.id FROM case_effect f LEFT JOIN case_event e ON e.case_id = f.case_id"
        " AND e.number = f.event LEFT JOIN ledger_entry n ON n.seq = f.entry"
        " WHERE e.seq IS NULL OR (f.entry IS NOT NULL AND n.seq IS NULL) ORDER BY f.id",
    ):
        yield EFFECT_STRAY.at(f"effect {effect}")


def _all(database: Watched, statement: str) -> Iterator[tuple[Any, ...]]:
    with database.cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows
