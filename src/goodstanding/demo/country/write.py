"""Writes the country part by part: killed, it goes on where it was.

Each thread has an engine of its own with one thread inside, so that the order of rows, and with it
every byte, does not hang on how many there are.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import orjson

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.demo.country.chance import MACROS
from goodstanding.demo.country.faults_country import FOLDER_HOLDS_ELSE, NO_ROOM
from goodstanding.demo.country.lives import LIVES, REGISTERS
from goodstanding.demo.country.parts import File, Part, manifest_of
from goodstanding.demo.country.plan import BITS, Plan, rates
from goodstanding.demo.country.rows import counts, entities, people, records, superseded
from goodstanding.store.copy.manifest import write_manifest

PLAN = "generated.json"
PARTS = "parts"
MEMORY = "768MB"
"""Of each thread's engine."""
ENGINE: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "memory_limit": MEMORY,
    "preserve_insertion_order": "true",
}
BYTES_A_RECORD = 8
"""What a record takes on the disk, rounded up."""
COPY = (
    "COPY ({}) TO '{}' (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd,"
    " ROW_GROUP_SIZE 122880, RETURN_STATS)"
)
Progress = Callable[[int, int], None]
"""Called with the records written and the records expected."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a country holds."""

    folder: Path
    entities: int
    records: int
    live: int
    bytes: int


def write_country(
    folder: Path,
    *,
    seed: int,
    entities: int,
    records_per_entity: int,
    policy: Policy,
    on: date,
    bits: int = BITS,
    threads: int = 2,
    progress: Progress | None = None,
) -> Written:
    """Write a country as a copy, or what is missing of one that was begun with the same figures."""
    plan = Plan(seed, entities, records_per_entity, on, policy.digest, bits).checked(policy)
    begin(folder, plan)
    missing = [place for place in range(len(plan.parts)) if not part_path(folder, place).exists()]
    check_room(folder, plan, len(missing))
    expected = plan.entities * plan.records_per_entity
    done = sum(part.rows for part in read_parts(folder, plan))
    if progress:
        progress(done, expected)
    with ThreadPoolExecutor(max_workers=threads) as pool:
        begun = [pool.submit(write_part, folder, plan, policy, place) for place in missing]
        try:
            for future in as_completed(begun):
                done += future.result().rows
                if progress:
                    progress(done, expected)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    parts = list(read_parts(folder, plan))
    write_manifest(folder, manifest_of(plan, policy, parts))
    return Written(
        folder=folder,
        entities=entities,
        records=sum(part.rows for part in parts),
        live=sum(part.rows - part.displaced for part in parts),
        bytes=sum(part.size for part in parts),
    )


def begin(folder: Path, plan: Plan) -> None:
    """Take an empty folder, or one that was begun with the same plan."""
    kept = folder / PLAN
    wanted = orjson.dumps(plan.as_json(), option=orjson.OPT_INDENT_2)
    if kept.is_file():
        if kept.read_bytes() != wanted:
            raise Refused(FOLDER_HOLDS_ELSE.at(str(folder)))
        return
    if folder.is_dir() and any(folder.iterdir()):
        raise Refused(FOLDER_HOLDS_ELSE.at(str(folder)))
    (folder / PARTS).mkdir(parents=True)
    settle(kept, wanted)


def check_room(folder: Path, plan: Plan, parts: int) -> None:
    """Refuse before the first byte what the disk cannot hold."""
    needed = plan.entities * plan.records_per_entity * BYTES_A_RECORD * parts // len(plan.parts)
    free = shutil.disk_usage(folder).free
    if needed > free:
        raise Refused(NO_ROOM.at(str(folder), needed=needed >> 20, free=free >> 20))


def part_path(folder: Path, place: int) -> Path:
    """Return where the facts of a written part are."""
    return folder / PARTS / f"{place:05d}.json"


def read_parts(folder: Path, plan: Plan) -> Iterator[Part]:
    """Yield the parts that are written."""
    for place in range(len(plan.parts)):
        path = part_path(folder, place)
        if path.exists():
            yield Part.read(path.read_bytes())


def write_part(folder: Path, plan: Plan, policy: Policy, place: int) -> Part:
    """Write some buckets; their facts come last, so that a killed part is written again."""
    buckets = plan.parts[place]
    files: list[File] = []
    with closing(duckdb.connect(":memory:", config=ENGINE)) as database:
        for macro in MACROS:
            database.execute(macro)
        for name in LIVES:
            columns = 'entity BIGINT, seq BIGINT, "by" BIGINT'
            database.execute(f"CREATE TABLE displaced_{name} ({columns})")
        for bucket in buckets:
            files += write_bucket(database, folder, plan, policy, bucket)
        for name in LIVES:
            rows = f"SELECT * FROM displaced_{name}"
            files += copied(database, rows, folder, f"superseded/{name}/{buckets[0]:05d}-g.parquet")
    part = Part(tuple(files))
    settle(part_path(folder, place), part.as_bytes())
    return part


def write_bucket(
    database: duckdb.DuckDBPyConnection, folder: Path, plan: Plan, policy: Policy, bucket: int
) -> list[File]:
    """Write the entities and records of a bucket; remember what later versions displaced."""
    files: list[File] = []
    database.execute(f"CREATE OR REPLACE TEMP TABLE people AS {people(plan, bucket)}")
    for name, rate in rates(plan.records_per_entity).items():
        database.execute(f"CREATE OR REPLACE TEMP TABLE counted AS {counts(plan, name, rate)}")
        rows = records(plan, policy.record_types[name], bucket)
        files += copied(database, rows, folder, f"records/{name}/{bucket:05d}-g.parquet")
        database.execute(f"INSERT INTO displaced_{name} {superseded(plan, name, bucket)}")
        if name == REGISTERS:
            path = f"entities/{bucket:05d}-g.parquet"
            files += copied(database, entities(plan, bucket), folder, path)
    return files


def copied(database: duckdb.DuckDBPyConnection, rows: str, folder: Path, name: str) -> list[File]:
    """Write rows to a file, under its name only when it is whole; none where there are none."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    quoted = str(draft).replace("'", "''")
    _, count, size, _, columns, *_ = database.execute(COPY.format(rows, quoted)).fetchall()[0]
    if not count:
        draft.unlink()
        return []
    sync(draft)
    draft.replace(path)
    seq = columns.get('"seq"') or columns['"since"']
    return [File(name, count, size, *bounds(columns['"entity"']), *bounds(seq))]


def bounds(column: dict[str, str]) -> tuple[int, int]:
    """Return the least and the greatest value of a column that was written."""
    return int(column["min"]), int(column["max"])


def settle(path: Path, content: bytes) -> None:
    """Write a small file so that it is there whole or not at all."""
    draft = path.with_suffix(".draft")
    draft.write_bytes(content)
    sync(draft)
    draft.replace(path)


def sync(path: Path) -> None:
    """Bring a file's bytes to the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
