"""The data of the card's benchmarks: 5 million entities, 50 million records, 2 % put out of force.

Written twice, untimed: as the columnar copy that we read, and as what an expert would lay out for
hand-written SQL: one table sorted by entity, with small whole numbers and one code for the type.
`KNOWN` lies in the midst of the corrections, so that as-of and supersession are both at work.
"""

import argparse
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import duckdb

from goodstanding.core.policy.shape import Model, Policy
from goodstanding.core.policy.values_shape import Dated, Value
from goodstanding.demo.country.chance import MACROS, again, below, byte, of_entity, of_nth
from goodstanding.demo.country.parts import File
from goodstanding.demo.country.write import ENGINE, copied
from goodstanding.store.copy.manifest import (
    EntityFile,
    Manifest,
    RecordFile,
    Source,
    read_manifest,
    write_manifest,
)
from goodstanding.store.shelf import load_policy

PACKS = Path(__file__).parent / "packs"
MODEL = "bench_card"
ON = date(2026, 10, 31)
SEED = 11
ENTITIES = 5_000_000
RECORDS_PER_ENTITY = 10
BITS = 18
TYPES = ("penalty", "inspection", "registration", "pledge", "honour")
"""A type's place is its code in the expert's table."""
COUNTS = {"penalty": 11, "inspection": 5, "registration": 0, "pledge": 3, "honour": 3}
"""An entity has 0 to one less of them, all equally often; one registration."""
SHARES: Mapping[str, tuple[int, ...]] = {
    "penalty": (150, 90, 16),
    "inspection": (170, 40, 40, 6),
    "registration": (),
    "pledge": (60, 186, 10),
    "honour": (10, 60, 186),
}
"""How often each word of the type's choice is drawn, of 256."""
DAYS: Mapping[str, int] = dict.fromkeys(TYPES, 1826) | {"registration": 7300}
CORRECTED_OF_256 = 5
"""Of every 256 records, so many were corrected: 2 %."""
FIRST_LOAD_BITS, CORRECTION_BITS = 22, 18
"""Entry numbers of one type and bucket, in the first load and among the corrections."""


@dataclass(frozen=True, slots=True)
class World:
    """Where everything is that both sides read."""

    folder: Path
    entities: int
    policy: Policy
    manifest: Manifest
    known: int

    @property
    def model(self) -> Model:
        """Return the card."""
        return self.policy.models[MODEL]

    @property
    def copy(self) -> Path:
        """Return the folder of our copy."""
        return self.folder / "copy"

    @property
    def flat(self) -> Path:
        """Return the expert's table: entity, seq, type, day, code, fine, sorted by entity."""
        return self.folder / "flat.parquet"

    @property
    def displaced(self) -> Path:
        """Return the expert's table of records that were put out of force: seq, by."""
        return self.folder / "displaced.parquet"

    def out(self, name: str) -> Path:
        """Return a place for a side's results."""
        path = self.folder / "out" / name
        path.parent.mkdir(exist_ok=True)
        return path

    def other(self) -> Policy:
        """Return the policy with the second version of the card: penalties weigh more."""
        law, *others = self.model.indicators
        general, *rules = law.rules
        points = Dated((Value(date(2010, 1, 1), -45, "bench_demonstration"),))
        changed = replace(law, rules=(replace(general, points=points), *rules))
        return self.with_model(replace(self.model, indicators=(changed, *others)))

    def part(self, rules: Collection[str]) -> Policy:
        """Return the policy with nothing but some rules of the card: no bounds, vetoes or needs."""
        indicators = tuple(
            replace(one, rules=kept, floor=None, cap=None)
            for one in self.model.indicators
            if (kept := tuple(rule for rule in one.rules if rule.id in rules))
        )
        model = replace(self.model, indicators=indicators, vetoes=(), needs=())
        return self.with_model(model)

    def with_model(self, model: Model) -> Policy:
        """Return the policy with another card in the place of its own."""
        digest = sha256(f"{self.policy.digest} {model}".encode()).hexdigest()
        return replace(self.policy, models={MODEL: model}, digest=digest)


def world(folder: Path, entities: int) -> World:
    """Return the data for so many entities, written where they are not there yet."""
    policy = load_policy(PACKS)
    place = folder / f"world-{entities}"
    if not (place / "displaced.parquet").exists():
        write_copy(place / "copy", entities, policy)
        write_flat(place)
    buckets = (entities >> BITS) + 1
    known = first_correction(buckets) + corrections(buckets) * 6 // 10
    return World(place, entities, policy, read_manifest(place / "copy"), known)


def world_of_arguments(about: str | None) -> World:
    """Return the data that a script's command line asks for."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("var/bench"))
    parser.add_argument("entities", nargs="?", type=int, default=ENTITIES)
    given = parser.parse_args()
    return world(given.folder, given.entities)


# --- our copy ---------------------------------------------------------------------------------


def first_correction(buckets: int) -> int:
    """Return the entry number after the first load."""
    return (buckets * len(TYPES)) << FIRST_LOAD_BITS


def corrections(buckets: int) -> int:
    """Return how many entry numbers the corrections share: a power of two."""
    return 1 << ((buckets * len(TYPES)) << CORRECTION_BITS).bit_length()


def write_copy(folder: Path, entities: int, policy: Policy) -> None:
    """Write the copy, bucket by bucket on two threads."""
    folder.mkdir(parents=True, exist_ok=True)
    buckets = (entities >> BITS) + 1
    with ThreadPoolExecutor(max_workers=2) as pool:
        each = pool.map(lambda n: write_bucket(folder, entities, n, policy), range(buckets))
        files = [file for some in each for file in some]
    records: dict[str, dict[int, tuple[RecordFile, ...]]] = {name: {} for name in TYPES}
    displaced: dict[str, tuple[EntityFile, ...]] = dict.fromkeys(TYPES, ())
    people: dict[int, tuple[EntityFile, ...]] = {}
    for file in files:
        room, *rest = file.name.split("/")
        bucket = int(rest[-1].partition("-")[0])
        if room == "entities":
            people[bucket] = (file.of_others(),)
        elif room == "superseded":
            displaced[rest[0]] += (file.of_others(),)
        else:
            columns = len(policy.record_types[rest[0]].fields)
            records[rest[0]][bucket] = (
                *records[rest[0]].get(bucket, ()),
                file.of_records(columns),
            )
    last = max(file.seq_last for file in files)
    fields = {name: policy.record_types[name].fields.values() for name in TYPES}
    manifest = Manifest(
        source=Source("generated", str(SEED)),
        bits=BITS,
        last_seq=last,
        last_entity=entities,
        days=((ON, last),),
        policy_schema={name: {one.id: one.kind for one in some} for name, some in fields.items()},
        codebooks={
            name: {one.id: tuple(one.choices) for one in some if one.choices}
            for name, some in fields.items()
        },
        entities=people,
        records=records,
        superseded=displaced,
    )
    write_manifest(folder, manifest)


def write_bucket(folder: Path, entities: int, bucket: int, policy: Policy) -> list[File]:
    """Write a bucket: the first load, the corrections in files of their own, who is there."""
    first, end = max(1, bucket << BITS), min(entities + 1, (bucket + 1) << BITS)
    buckets = (entities >> BITS) + 1
    files: list[File] = []
    with closing(duckdb.connect(":memory:", config=ENGINE)) as database:
        for macro in MACROS:
            database.execute(macro)
        for place, name in enumerate(TYPES):
            drawn = of_entity(SEED, name)
            count = f"({below('e', COUNTS[name])})::BIGINT" if COUNTS[name] else "1::BIGINT"
            at = bucket * len(TYPES) + place
            database.execute(
                "CREATE OR REPLACE TEMP TABLE loaded AS SELECT entity, e, nth,"
                f" {at << FIRST_LOAD_BITS} + row_number() OVER () AS seq,"
                f" {of_nth('e', 'nth', SEED, 'record')} AS a FROM"
                f" (SELECT entity, e, unnest(range({count})) AS nth FROM"
                f" (SELECT entity, {drawn} AS e FROM"
                f" (SELECT range::BIGINT AS entity FROM range({first}, {end}))))"
            )
            mask, start = corrections(buckets) - 1, first_correction(buckets)
            later = f"(({at << CORRECTION_BITS} + row_number() OVER ()) * 2654435761) & {mask}"
            database.execute(
                f"CREATE OR REPLACE TEMP TABLE corrected AS SELECT entity, seq, a,"
                f' {start} + ({later}) AS "by" FROM loaded'
                f" WHERE ({byte(again('a', SEED, 'corrected'), 0)}) < {CORRECTED_OF_256}"
            )
            path = f"records/{name}/{bucket:05d}"
            record_type = policy.record_types[name]
            columns = shape(name, tuple(record_type.fields))
            source = f"SELECT entity, seq, a, {again('a', SEED, 'word')} AS b FROM loaded"
            rows = f"SELECT {columns} FROM ({source})"
            files += copied(database, rows, folder, f"{path}-load.parquet")
            source = f'SELECT entity, "by" AS seq, a, {again("a", SEED, "mended")} AS b'
            rows = f"SELECT {columns} FROM ({source} FROM corrected) ORDER BY entity, seq"
            files += copied(database, rows, folder, f"{path}-more.parquet")
            rows = 'SELECT entity, seq, "by" FROM corrected ORDER BY entity, seq'
            files += copied(database, rows, folder, f"superseded/{name}/{bucket:05d}-s.parquet")
            if name == "registration":
                rows = (
                    "SELECT entity, 'cn-uscc' AS scheme, '91' AS entity_class, seq AS since"
                    " FROM loaded"
                )
                files += copied(database, rows, folder, f"entities/{bucket:05d}-load.parquet")
    return files


def shape(name: str, fields: tuple[str, ...]) -> str:
    """Return the columns of a type: the day, the same as the clock day, a word, an amount."""
    day = f"DATE '{ON}' - ({below('a', DAYS[name])})::INTEGER"
    columns = ["entity", "NULL::BIGINT AS own", "seq", f"{day} AS day"]
    for field in fields:
        if field.endswith("_day"):
            columns.append(f"{day} AS f_{field}")
        elif field == "fine":
            columns.append(f"((b >> 16) * 50)::BIGINT AS f_{field}")
        else:
            columns.append(f"{word(SHARES[name])} AS f_{field}")
    return ", ".join(columns)


def word(shares: tuple[int, ...]) -> str:
    """Return the code of a word."""
    reached = [sum(shares[: nth + 1]) for nth in range(len(shares) - 1)]
    whens = " ".join(f"WHEN {byte('b', 0)} < {most} THEN {n}" for n, most in enumerate(reached))
    return f"(CASE {whens} ELSE {len(reached)} END)::UTINYINT"


# --- what an expert would lay out -------------------------------------------------------------


def write_flat(folder: Path) -> None:
    """Write the same records as one table with small numbers, sorted by entity."""
    words = {"penalty": "f_weight", "inspection": "f_result", "pledge": "f_performance"}
    words |= {"honour": "f_level", "registration": "0"}
    each = [
        f"SELECT entity::INTEGER AS entity, seq, {place}::UTINYINT AS type, day,"
        f" {words[name]}::UTINYINT AS code,"
        f" {'f_fine::INTEGER' if name == 'penalty' else 'NULL::INTEGER'} AS fine"
        f" FROM read_parquet('{folder}/copy/records/{name}/*.parquet')"
        for place, name in enumerate(TYPES)
    ]
    as_file = "(FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd, ROW_GROUP_SIZE 122880)"
    with closing(duckdb.connect(":memory:", config={"memory_limit": "6GB"})) as database:
        database.execute(f"SET temp_directory = '{folder}/spill'")
        database.execute(
            f"COPY (FROM ({' UNION ALL '.join(each)}) ORDER BY entity, seq)"
            f" TO '{folder}/flat.parquet' {as_file}"
        )
        database.execute(
            f"COPY (SELECT seq, \"by\" FROM read_parquet('{folder}/copy/superseded/*/*.parquet')"
            f" ORDER BY seq) TO '{folder}/displaced.parquet' {as_file}"
        )
