"""Which files a step over some buckets reads, and up to which entry a past day knew."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from goodstanding.core.basis.faults import Refused
from goodstanding.store.copy.faults_copy import DAYS_OUT_OF_ORDER
from goodstanding.store.copy.lock import reading
from goodstanding.store.copy.manifest import Manifest, Part, RecordFile, read_manifest

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Span:
    """Entity numbers from `first` to `last`, both included: whole buckets."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Slice:
    """The files that hold a type's records of a span, and those that say what is superseded.

    Rows that judgements put elsewhere are not told apart here: see `duckdb_views`.
    """

    record_type: str
    span: Span
    files: tuple[Path, ...]
    superseded_files: tuple[Path, ...]


def spans(manifest: Manifest, buckets_per_step: int) -> tuple[Span, ...]:
    """Return spans that together hold every entity of the copy, in order."""
    if not manifest.last_entity:
        return ()
    width = buckets_per_step << manifest.bits
    return tuple(
        Span(first, first + width - 1) for first in range(0, manifest.last_entity + 1, width)
    )


def slice_of(manifest: Manifest, folder: Path, record_type: str, span: Span) -> Slice:
    """Return a type's files of a span."""
    return Slice(
        record_type,
        span,
        tuple(folder / one.file for one in record_files(manifest, record_type, span)),
        tuple(folder / one.file for one in superseded_parts(manifest, record_type, span)),
    )


def record_files(manifest: Manifest, record_type: str, span: Span) -> tuple[RecordFile, ...]:
    """Return the manifest's files of a type that hold entities of a span."""
    return tuple(
        one
        for _, files in _buckets(manifest.records.get(record_type, {}), manifest, span)
        for one in files
    )


def entity_parts(manifest: Manifest, span: Span) -> tuple[Part, ...]:
    """Return the manifest's files of entities of a span."""
    return tuple(one for _, files in _buckets(manifest.entities, manifest, span) for one in files)


def superseded_parts(manifest: Manifest, record_type: str, span: Span) -> tuple[Part, ...]:
    """Return the files that may name a superseded record of a span."""
    return tuple(
        one
        for one in manifest.superseded.get(record_type, ())
        if one.first <= span.last and one.last >= span.first
    )


def _buckets(
    held: Mapping[int, tuple[T, ...]], manifest: Manifest, span: Span
) -> Iterator[tuple[int, tuple[T, ...]]]:
    first, last = manifest.bucket(span.first), manifest.bucket(span.last)
    if last - first < len(held):
        chosen = [one for one in range(first, last + 1) if one in held]
    else:
        chosen = sorted(one for one in held if first <= one <= last)
    for bucket in chosen:
        yield bucket, held[bucket]


def known_seq(manifest: Manifest, day: date) -> int:
    """Return the last entry that was known on `day`; 0 where nothing was.

    Refused where entries of that day are no beginning of the ledger: a demonstration may enter
    under an earlier day what it learns later, and the copy knows by entry number.
    """
    known, later = 0, False
    for learnt, last in manifest.days:
        if learnt > day:
            later = True
        elif later:
            raise Refused(DAYS_OUT_OF_ORDER.at("copy", day=day))
        else:
            known = last
    return known


@contextmanager
def pinned(folder: Path) -> Iterator[Manifest]:
    """Give the present manifest; while it is held, no file that it names is swept.

    Only an erasure takes a file away from a reader: what must be gone is gone.
    """
    with reading(folder):
        yield read_manifest(folder)
