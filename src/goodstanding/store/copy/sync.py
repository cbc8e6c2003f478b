"""Follow the ledger: add to the copy what the ledger holds beyond it, in bounded memory.

Entries are read in portions and written in flushes; each flush publishes a manifest, so that a
run that was killed goes on where it was. Published is always a whole beginning of the ledger.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.store.copy import erase, ledger_rows
from goodstanding.store.copy.encode import Codebooks, first_words, joined_schema, quoted
from goodstanding.store.copy.faults_copy import NO_COPY, NOT_THIS_LEDGERS, OTHER_LEDGER
from goodstanding.store.copy.files import (
    by_bucket,
    overlay,
    read_rows,
    remove,
    room_for,
    strays,
    sweep,
    write_part,
)
from goodstanding.store.copy.folds import Changes, Fold, Gift
from goodstanding.store.copy.lock import writing
from goodstanding.store.copy.manifest import (
    BITS,
    Erased,
    Manifest,
    Source,
    read_manifest,
    write_manifest,
)
from goodstanding.store.copy.staging import Staging
from goodstanding.store.ledger.append import last_entry

PORTION = 20_000
"""Entries read at once: with their contents they are most of what a run holds."""
FLUSH = 1_000_000
"""Rows kept before they are written: more make larger files and take more memory."""
LIMITS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": "512MB",
    "threads": 2,
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
Progress = Callable[[int, int], None]
"""Told how many entries are done, and how many there are."""


def sync(
    folder: Path,
    *,
    policy: Policy,
    progress: Progress | None = None,
    rebuild: bool = False,
    bits: int = BITS,
    portion: int = PORTION,
    flush: int = FLUSH,
) -> Manifest:
    """Bring the copy level with the ledger; return its manifest.

    `rebuild`: make it anew, whatever is there. `bits`: the size of buckets of a new copy.
    An erasure that came meanwhile is followed before this returns.
    """
    with room_for(folder):
        while True:
            with writing(folder):
                manifest = _sync(
                    folder, policy, progress, rebuild=rebuild, bits=bits, sizes=(portion, flush)
                )
            if not erase.waiting_erasures(folder, manifest):
                return manifest
            rebuild = False


def _sync(
    folder: Path,
    policy: Policy,
    progress: Progress | None,
    *,
    rebuild: bool,
    bits: int,
    sizes: tuple[int, int],
) -> Manifest:
    portion, flush = sizes
    held, manifest = _begin(folder, policy, rebuild=rebuild, bits=bits)
    last, _ = last_entry()
    if manifest == held and manifest.last_seq >= last:
        return manifest
    with closing(duckdb.connect(":memory:", config=LIMITS)) as database:
        staging = Staging(database, manifest, manifest.policy_schema, Codebooks(manifest.words()))
        run = _Run(folder, staging, policy)
        for start in range(manifest.last_seq + 1, last + 1, portion):
            until = min(start + portion - 1, last)
            run.take(start, until)
            if progress:
                progress(until, last)
            if staging.rows >= flush and until < last:
                run.publish(until)
        manifest = run.publish(last)
    if rebuild:
        remove(folder, strays(folder, manifest.files()))
    return manifest


def _begin(
    folder: Path, policy: Policy, *, rebuild: bool, bits: int
) -> tuple[Manifest | None, Manifest]:
    """Return the manifest that is there, and the one to go on from, or refuse.

    That one knows the packs' fields and words; leftovers are swept.
    """
    held: Manifest | None = None
    if not rebuild:
        try:
            held = read_manifest(folder)
        except Refused as refused:
            if refused.faults[0].code != NO_COPY.code:
                raise
    if held and held.source.kind != "ledger":
        raise Refused(NOT_THIS_LEDGERS.at(str(folder)))
    first = ledger_rows.digest_at(1)
    if held and held.last_seq:
        same = held.source.fingerprint == first
        if not same or ledger_rows.digest_at(held.last_seq) != held.source.last:
            raise Refused(OTHER_LEDGER.at(str(folder)))
    manifest = held or Manifest(Source("ledger", first), bits=bits)
    schema = joined_schema(manifest.policy_schema, manifest.left_out, policy)
    words = first_words(Codebooks(manifest.words()), policy)
    return held, replace(
        manifest,
        source=replace(manifest.source, fingerprint=first),
        policy_schema=schema,
        codebooks=words.by_type(),
        retired=() if rebuild else sweep(folder, held),
    )


class _Run:
    """One run of a sync: takes portions into the staging, publishes what is staged."""

    def __init__(self, folder: Path, staging: Staging, policy: Policy) -> None:
        self.folder = folder
        self.staging = staging
        self.registers = {one.id for one in policy.record_types.values() if one.registers}
        self.left_out = set(staging.manifest.left_out)
        self.last_entity = staging.manifest.last_entity
        self.erased = {one.seq: one for one in staging.manifest.erased}
        self.filed = erase.filed_records(folder, staging.manifest)
        self.gone: list[ledger_rows.Gone] = []
        self.touched: set[int] = set()
        """Entities whose class may be another since the last manifest."""

    def take(self, first: int, last: int) -> None:
        """Stage the entries of a range."""
        rows = ledger_rows.portion(first, last)
        new, before = ledger_rows.judgements(first, last)
        changes = Changes(before)
        steps = [change for made in new for change in changes.take(made)]
        folds = [one for one in steps if isinstance(one, Fold)]
        gifts = [one for one in steps if isinstance(one, Gift)]
        named = {key for one in new for key in (one.from_key, one.to_key) if key}
        named |= {key for one in folds for key in (one.key, one.owner, one.before)}
        numbers = ledger_rows.numbers_of(named | {one.key for one in gifts if one.key})
        firsts: dict[int, int] = {}
        for made in reversed(new):
            for key in (made.from_key, made.to_key):
                if key:
                    firsts[numbers[key]] = made.seq
        staging = self.staging
        staging.read(rows)
        staging.add_days()
        self.left_out |= {*staging.unknown_types()}
        self._take_erased(staging.empty())
        staging.add_records()
        self._take_entities(firsts)
        names = ", ".join(quoted(name) for name in sorted(self.registers)) or "NULL"
        self.touched |= {
            own
            for (own,) in staging.ask(
                f"DISTINCT own FROM ledger WHERE own <= {staging.manifest.last_entity}"
                f" AND (record_type IN ({names}) OR kind = 'erasure')"
            )
        }
        self.touched |= {numbers[key] for one in folds for key in (one.key, one.owner, one.before)}
        self.touched |= {numbers[one.key] for one in gifts if one.key}
        self._take_superseded(first, last)
        for fold in folds:
            staging.add_small(
                "folds", own=numbers[fold.key], owner=numbers[fold.owner], since=fold.since
            )
        self._take_gifts(gifts, numbers, last)
        self._take_erasures(first, last)

    def _take_erased(self, empty: Sequence[int]) -> None:
        """Note records that were erased before they could be read."""
        for one in ledger_rows.erasures_of(empty):
            self.erased[one.seq] = Erased(one.seq, one.by, one.until)

    def _take_entities(self, firsts: dict[int, int]) -> None:
        for own, seq in self.staging.ask(
            f"own, min(seq) FROM ledger WHERE own > {self.last_entity} GROUP BY own"
        ):
            firsts[own] = min(seq, firsts.get(own, seq))
        new = {number: seq for number, seq in firsts.items() if number > self.last_entity}
        if not new:
            return
        last = max(new)
        for number, scheme, kind in ledger_rows.entities_between(self.last_entity, last):
            self.staging.add_small(
                "entities", entity=number, scheme=scheme, entity_class=kind, since=new[number]
            )
        self.last_entity = last

    def _take_superseded(self, first: int, last: int) -> None:
        for one in ledger_rows.superseded(first, last):
            entity = self.filed.get(one.seq) if one.own is None else one.own
            if entity is not None and one.record_type in self.staging.schema:
                self.staging.add_small(
                    "superseded", one.record_type, entity=entity, seq=one.seq, by=one.by
                )

    def _take_gifts(self, gifts: Sequence[Gift], numbers: dict[str, int], last: int) -> None:
        """Keep whose each waiting record is since when; file it under the first key it is given."""
        found = {row[0]: row for row in ledger_rows.records_at({one.seq for one in gifts})}
        new: ledger_rows.Rows = []
        for one in gifts:
            row = found.get(one.seq)
            if row is None or row[3] is not None or row[2] not in self.staging.schema:
                continue
            if one.seq not in self.filed:
                self.filed[one.seq] = numbers[one.key]
                new.append((*row[:3], self.filed[one.seq], *row[4:]))
            self.staging.add_small(
                "late",
                row[2],
                entity=self.filed[one.seq],
                seq=one.seq,
                own=numbers[one.key] if one.key else None,
                since=one.since,
            )
        if not new:
            return
        self.staging.read(new)
        self._take_erased(self.staging.empty())
        self.staging.add_records()
        for old in ledger_rows.superseded_among({row[0] for row in new}, known=last):
            self.staging.add_small(
                "superseded", old.record_type, entity=self.filed[old.seq], seq=old.seq, by=old.by
            )

    def _take_erasures(self, first: int, last: int) -> None:
        for one in ledger_rows.erased_by(first, last):
            own = self.filed.get(one.seq) if one.own is None else one.own
            if one.seq in self.erased or own is None or one.record_type not in self.staging.schema:
                continue
            self.gone.append(replace(one, own=own))

    def publish(self, last: int) -> Manifest:
        """Write what is staged and let the manifest name it; follow erasures first of all."""
        held = self.staging.manifest.last_entity
        classes = ledger_rows.classes_around(one for one in self.touched if one <= held)
        manifest = self.staging.written(self.folder)
        manifest = replace(
            manifest,
            source=replace(manifest.source, last=ledger_rows.digest_at(last)),
            last_seq=last,
            last_entity=self.last_entity,
            left_out=tuple(sorted(self.left_out)),
            erased=tuple(self.erased[seq] for seq in sorted(self.erased)),
        )
        manifest = _with_classes(
            self.folder, manifest, {one: kind for one, kind in classes.items() if one <= held}
        )
        manifest, removed = erase.without(self.folder, manifest, self.gone)
        write_manifest(self.folder, manifest)
        remove(self.folder, removed)
        self.gone, self.touched = [], set()
        self.erased = {one.seq: one for one in manifest.erased}
        self.staging.go_on(manifest)
        return manifest


def _with_classes(folder: Path, manifest: Manifest, classes: dict[int, str]) -> Manifest:
    """Return the manifest with entities of these classes; buckets that differ are written anew."""
    entities, retired = dict(manifest.entities), list(manifest.retired)
    for bucket in sorted({manifest.bucket(one) for one in classes}):
        files = entities[bucket]
        rows = pa.concat_tables([read_rows(folder, one.file) for one in files])
        held = rows.to_pydict()
        changed = [
            classes.get(number, kind)
            for number, kind in zip(held["entity"], held["entity_class"], strict=True)
        ]
        if changed == held["entity_class"]:
            continue
        table = overlay("entities", {**held, "entity_class": changed})
        for _, part_rows in by_bucket(table, manifest.bits):
            entities[bucket] = (write_part(folder, f"entities/{bucket:05d}", part_rows),)
        retired += [one.file for one in files]
    return replace(manifest, entities=entities, retired=tuple(retired))
