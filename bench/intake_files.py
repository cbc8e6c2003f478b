"""Seeded files for the bars of intake: a fictional city's, in all formats that departments send.

The city's own generator writes CSV in UTF-8 and GB18030, JSON Lines and workbooks, with its dirt
and its fictional codes (division 99). Here the hotline's files, and workbooks beyond what a
department would send as one, become Parquet under layouts that differ in their format alone.
"""

import json
import random
from collections.abc import Iterator
from dataclasses import asdict, replace
from hashlib import file_digest
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.policy.shape import Policy
from goodstanding.demo.city.manifest import CityFile
from goodstanding.demo.city.write import Plan, write_city
from goodstanding.store.files.read import open_source

SEED = 20260301
WORKBOOK_ROWS_MAX = 40_000
ALWAYS_PARQUET = "hotline_complaint"
SUFFIX = "_parquet"
PIECE = 50_000
LIST = "bench.json"


def with_parquet(policy: Policy) -> Policy:
    """Return the rules with a Parquet layout beside each of these."""
    beside = {
        f"{layout.id}{SUFFIX}": replace(
            layout, id=f"{layout.id}{SUFFIX}", format="parquet", encoding="utf-8"
        )
        for layout in policy.layouts.values()
        if layout.format == "xlsx" or layout.id == ALWAYS_PARQUET
    }
    return replace(policy, layouts={**policy.layouts, **beside})


def write_files(folder: Path, rows: int, *, months: int, policy: Policy) -> list[dict[str, str]]:
    """Write about `rows` rows of a city's months; return each file's path, layout and day."""
    known = folder / LIST
    if known.exists():
        told: list[dict[str, str]] = json.loads(known.read_text())
        return told
    plan = Plan(entities=max(200, rows // 9), records=rows, months=months, seed=SEED)
    chance = random.Random(SEED)
    files = [_told(folder, file, policy) for file in write_city(folder, plan, chance)]
    known.write_text(json.dumps(files))
    return files


def _told(folder: Path, file: CityFile, policy: Policy) -> dict[str, str]:
    layout = policy.layouts[file.layout]
    told = {key: str(value) for key, value in asdict(file).items()}
    large = layout.format == "xlsx" and file.rows > WORKBOOK_ROWS_MAX
    if not large and layout.id != ALWAYS_PARQUET:
        return told
    path = (folder / file.path).with_suffix(".parquet")
    _convert(folder / file.path, path, layout)
    (folder / file.path).unlink()
    with path.open("rb") as written:
        digest = file_digest(written, "sha256").hexdigest()
    return {
        **told,
        "path": str(path.relative_to(folder)),
        "layout": layout.id + SUFFIX,
        "sha256": digest,
    }


def _convert(source: Path, target: Path, layout: Layout) -> None:
    opened = open_source(source, layout)
    names = [name for name in opened.columns if name in layout.columns]
    schema = pa.schema([(name, pa.string()) for name in names])
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for piece in _pieces(opened.rows):
            columns = [pa.array([cells.get(name, "") for cells in piece]) for name in names]
            writer.write_batch(pa.record_batch(columns, schema=schema))


def _pieces(rows: Iterator[object]) -> Iterator[list[dict[str, str]]]:
    piece: list[dict[str, str]] = []
    for row in rows:
        piece.append(row.cells)  # type: ignore[attr-defined]
        if len(piece) == PIECE:
            yield piece
            piece = []
    if piece:
        yield piece
