"""Stories of acts for the copy: like those of the ledger, with fields, registry rows and erasures.

What the copy shows is read back in the archive's own words, so that the two can be compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
from django.db import connection
from hypothesis import strategies as st
from tests.entries import DAY, POLICY, A, B, C, enter, entry, judged

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Field, Policy
from goodstanding.store.copy.compact import compact
from goodstanding.store.copy.duckdb_views import open_copy, show_span
from goodstanding.store.copy.manifest import Manifest, read_manifest
from goodstanding.store.copy.slices import spans
from goodstanding.store.copy.sync import sync
from goodstanding.store.ledger.scrub import remove_content
from goodstanding.store.queries.archive import archive

KEYS = (A, B, C)
BITS = 1
WORD = Text("词", "word")
EXTRA = {
    "sort": Field("sort", "choice", WORD, choices={"warning": WORD, "fine": WORD}),
    "ways": Field("ways", "choices", WORD, choices={"post": WORD, "door": WORD}),
    "sum": Field("sum", "money", WORD),
    "until": Field("until", "day", WORD),
}
COPIED: Policy = replace(
    POLICY,
    record_types={
        "registration": POLICY.record_types["registration"],
        "penalty": replace(
            POLICY.record_types["penalty"],
            fields={**POLICY.record_types["penalty"].fields, **EXTRA},
        ),
    },
)
"""The tests' two record types, with fields of every kind."""
FIELDS = {name: tuple(one.fields) for name, one in COPIED.record_types.items()}
Act = tuple[str, int, int, int]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ("state",) * 4
            + ("register", "withdraw", "judge", "judge", "give", "undo", "erase")
            + ("sync", "sync", "compact")
        ),
        st.integers(0, 3),
        st.integers(0, 3),
        st.integers(0, 2),
    ),
    max_size=14,
)
"""What, two choices that mean what the act makes of them, and how many days later."""
Archives = dict[int, list[tuple[int, str, date, dict[str, str]]]]
"""Entity to its records: number, type, clock day, fields."""


@dataclass
class Story:
    """What was done so far: enough to choose acts that mean something."""

    folder: Path
    portion: int = 50_000
    flush: int = 1_000_000
    day: date = DAY
    in_force: dict[tuple[str, str], int] = field(default_factory=dict)
    subjects: dict[int, str] = field(default_factory=dict)
    judged: list[int] = field(default_factory=list)

    def sync(self) -> Manifest:
        """Bring the copy level with the ledger."""
        return sync(self.folder, policy=COPIED, bits=BITS, portion=self.portion, flush=self.flush)

    def take(self, act: Act) -> None:
        """Do one act; one that means nothing now does nothing."""
        what, one, two, days = act
        self.day += timedelta(days=days)
        match what:
            case "state" | "register":
                self._state("penalty" if what == "state" else "registration", one, two)
            case "withdraw":
                self._withdraw(one)
            case "judge":
                self.judged += enter(judged("same", KEYS[one % 3], KEYS[two % 3], on=self.day))
            case "give":
                self._give(one, two)
            case "undo" if self.judged:
                taken_back = str(self.judged[one % len(self.judged)])
                enter(judged("undo", on=self.day, seq=taken_back))
            case "erase":
                self._erase(one, two)
            case "sync":
                self.sync()
            case "compact":
                self.sync()
                compact(self.folder)

    def _state(self, record_type: str, one: int, two: int) -> None:
        key, subject = f"k{one}", (*KEYS, "")[two]
        kind = "correction" if (record_type, key) in self.in_force else "fact"
        (seq,) = enter(
            entry(
                kind,
                key,
                subject,
                fields=said(one, two),
                name=f"n{two}{one}",
                on=self.day,
                event=self.day - timedelta(days=one) if two % 2 else None,
                record_type=record_type,
            )
        )
        self.in_force[record_type, key] = seq
        self.subjects[seq] = subject

    def _withdraw(self, one: int) -> None:
        for record_type, key in [*self.in_force][one : one + 1]:
            seq = self.in_force.pop((record_type, key))
            subject = self.subjects[seq]
            enter(entry("withdrawal", key, subject, on=self.day, record_type=record_type))

    def _give(self, one: int, two: int) -> None:
        waiting = [seq for seq in sorted(self.in_force.values()) if not self.subjects[seq]]
        if waiting:
            record = str(waiting[one % len(waiting)])
            made = judged("same", "", KEYS[two % 3], on=self.day, record_seq=record)
            self.judged += enter(made)

    def _erase(self, one: int, two: int) -> None:
        """Erase as the act does, without what only a finished transaction allows."""
        held = sorted(self.subjects)
        if not held:
            return
        seq = held[(4 * one + two) % len(held)]
        erasure = replace(entry("erasure", f"erasure:{seq}", on=self.day), record_type="")
        enter(erasure, replaces=[seq])
        remove_content(seq)
        del self.subjects[seq]
        self.in_force = {key: last for key, last in self.in_force.items() if last != seq}


def said(one: int, two: int) -> dict[str, str]:
    """Return fields, some empty and some missing."""
    return {
        "name": ("", "甲", "it's")[one % 3],
        "sort": ("warning", "fine", "a word of no pack")[two % 3],
        "ways": ("door", "door|post", "")[one % 3],
        "until": f"2024-0{two + 1}-11",
    } | ({"sum": str(1000 * two - one)} if one else {})


def told(known_on: date | None = None, known_seq: int | None = None) -> Archives:
    """Return every archive as the query tells it, without records that were erased."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM entity")
        numbers = [number for (number,) in cursor.fetchall()]
    return {
        number: [
            (
                view.seq,
                view.record_type,
                view.clock_day,
                shown_fields(view.record_type, view.fields),
            )
            for view in held
            if not view.erased
        ]
        for number in numbers
        if (held := archive(number, known_on=known_on, known_seq=known_seq))
    }


def shown_fields(record_type: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the fields that the record type has and the record says."""
    return {name: fields[name] for name in FIELDS[record_type] if fields.get(name)}


def shown(database: duckdb.DuckDBPyConnection, folder: Path, known: int | None = None) -> Archives:
    """Return every archive as the copy's views show it, span by span."""
    manifest = read_manifest(folder)
    archives: Archives = {}
    copy = open_copy(database, folder, manifest, known)
    for span in spans(manifest, 1):
        show_span(database, copy, span, FIELDS)
        for record_type, names in FIELDS.items():
            rows = database.execute(f'SELECT * FROM "records_{record_type}"').fetchall()
            for entity, seq, day, *values in rows:
                assert span.first <= entity <= span.last
                fields = read_back(manifest, record_type, dict(zip(names, values, strict=True)))
                archives.setdefault(entity, []).append((seq, record_type, day, fields))
    return {entity: sorted(held, key=lambda one: one[0]) for entity, held in archives.items()}


def owners(database: duckdb.DuckDBPyConnection, folder: Path) -> list[int]:
    """Return the entities that the copy shows."""
    manifest = read_manifest(folder)
    found: list[int] = []
    copy = open_copy(database, folder, manifest)
    for span in spans(manifest, 1):
        show_span(database, copy, span, FIELDS)
        rows = database.execute("SELECT entity FROM entities_all").fetchall()
        found += [entity for (entity,) in rows]
    return sorted(found)


def read_back(manifest: Manifest, record_type: str, values: Mapping[str, object]) -> dict[str, str]:
    """Return typed values as the texts that they were."""
    texts: dict[str, str] = {}
    for name, value in values.items():
        if value is None:
            continue
        kind = manifest.policy_schema[record_type][name]
        words = manifest.codebooks.get(record_type, {}).get(name, ())
        if kind == "choice":
            texts[name] = words[int(str(value))]
        elif kind == "choices":
            held = [word for place, word in enumerate(words) if int(str(value)) >> place & 1]
            texts[name] = "|".join(sorted(held))
        else:
            texts[name] = str(value)
    return texts
