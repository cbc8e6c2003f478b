"""The sums that the manifest keeps of each bucket, computed again from the ledger in one pass."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db import connection

from goodstanding.store.copy.files import MODULUS
from goodstanding.store.copy.ledger_rows import RECORDS, ask
from goodstanding.store.copy.manifest import Accumulator, Manifest

ROWS = 20_000
Sums = Mapping[str, Mapping[int, Accumulator]]
Progress = Callable[[int, int], None]
"""Told how many entries are done, and how many there are."""


@dataclass
class LedgerSums:
    """Sums by record type and bucket."""

    sums: dict[str, dict[int, Accumulator]] = field(default_factory=dict)

    def add(self, record_type: str, bucket: int, seq: int, mark: int) -> None:
        """Add one record."""
        held = self.sums.setdefault(record_type, {})
        count, seqs, marks = held.get(bucket, (0, 0, 0))
        held[bucket] = (count + 1, (seqs + seq) % MODULUS, (marks + mark) % MODULUS)


def ledger_sums(
    manifest: Manifest, filed: Mapping[int, int], *, progress: Progress | None = None
) -> LedgerSums:
    """Return the sums of the ledger's records up to the manifest's last entry.

    `filed`: the entity under which records lie that a judgement gave to a key.
    """
    found = LedgerSums()
    first = 1
    while first <= manifest.last_seq:
        last = min(first + ROWS - 1, manifest.last_seq)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT e.seq, e.record_type, n.number, substr(e.digest, 1, 16)"
                " FROM ledger_entry e JOIN ledger_content t ON t.seq = e.seq"
                " LEFT JOIN entity n ON n.key = e.subject"
                f" WHERE e.seq BETWEEN %s AND %s AND e.kind IN {RECORDS} ORDER BY e.seq",
                [first, last],
            )
            for seq, record_type, number, mark in cursor.fetchall():
                own = filed.get(seq) if number is None else number
                if own is not None and record_type in manifest.policy_schema:
                    found.add(record_type, manifest.bucket(own), seq, int(mark, 16))
        first = last + 1
        if progress:
            progress(last, manifest.last_seq)
    return found


def ledger_classes(last_entity: int) -> dict[str, tuple[int, int]]:
    """Return how many entities have each class, and the sum of their numbers."""
    rows = ask(
        "SELECT entity_class, count(*), sum(number) FROM entity WHERE number <= %s"
        " GROUP BY entity_class",
        [last_entity],
    )
    return {kind: (count, int(numbers)) for kind, count, numbers in rows}
