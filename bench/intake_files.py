"""Seeded files for the bars of intake: a fictional city's, in all formats that departments send.

The city's own generator writes CSV in UTF-8 and GB18030, JSON Lines and workbooks, with its dirt
and its fictional codes (division 99). Here the hotline's files, and workbooks beyond what a
department would send as one, become Parquet under layouts that differ in their format alone.
"""

import json
import os
import random
import sys
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import file_digest
from pathlib import Path

import django
import pyarrow as pa
import pyarrow.parquet as pq

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstanding.site.settings")
django.setup()

from bench.intake_layouts import ALWAYS_PARQUET, LIST, SUFFIX  # noqa: E402
from goodstanding.core.policy.layout_shape import Layout  # noqa: E402
from goodstanding.core.policy.shape import Policy  # noqa: E402
from goodstanding.demo.city.manifest import CityFile  # noqa: E402
from goodstanding.demo.city.write import Plan, write_city  # noqa: E402
from goodstanding.store.files.read import open_source  # noqa: E402
from goodstanding.store.shelf import load_policy  # noqa: E402

SEED = 20260301
WORKBOOK_ROWS_MAX = 40_000
PIECE = 50_000


def write_files(folder: Path, rows: int, *, months: int, policy: Policy) -> None:
    """Write about `rows` rows of a city's months, and a list of the files."""
    plan = Plan(entities=max(200, rows // 9), records=rows, months=months, seed=SEED)
    chance = random.Random(SEED)
    files = [_told(folder, file, policy) for file in write_city(folder, plan, chance)]
    (folder / LIST).write_text(json.dumps(files))


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


def main(folder: str, rows: str, months: str) -> None:
    """Write the files, in a process that may be as large as it likes."""
    write_files(Path(folder), int(rows), months=int(months), policy=load_policy())


if __name__ == "__main__":
    main(*sys.argv[1:])
