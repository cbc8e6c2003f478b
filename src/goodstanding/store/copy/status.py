"""How far the copy is, and whether anything waits: cheap enough to ask any time."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goodstanding.store.copy.erase import waiting_erasures
from goodstanding.store.copy.manifest import read_manifest
from goodstanding.store.ledger.append import last_entry


@dataclass(frozen=True, slots=True)
class Status:
    """What the copy holds, beside what the ledger holds."""

    last_seq: int
    ledger_seq: int
    day: date | None
    entities: int
    records: int
    files: int
    bytes: int
    waiting_erasures: tuple[int, ...]
    """Records whose erasure the copy has not followed."""
    retired: int


def status(folder: Path) -> Status:
    """Return how far the copy in `folder` is, or refuse where there is none."""
    manifest = read_manifest(folder)
    files = manifest.files().values()
    of_ledger = manifest.source.kind == "ledger"
    return Status(
        last_seq=manifest.last_seq,
        ledger_seq=last_entry()[0] if of_ledger else manifest.last_seq,
        day=manifest.days[-1][0] if manifest.days else None,
        entities=manifest.last_entity,
        records=sum(
            one.rows
            for buckets in manifest.records.values()
            for held in buckets.values()
            for one in held
        ),
        files=len(files),
        bytes=sum(one.bytes for one in files),
        waiting_erasures=tuple(one.seq for one in waiting_erasures(folder, manifest))
        if of_ledger
        else (),
        retired=len(manifest.retired),
    )
