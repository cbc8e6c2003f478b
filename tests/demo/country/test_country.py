"""What the generator of a country promises: same seed, same rows; whole or not at all; as said."""

import hashlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from tests.demo.country.conftest import BITS, ENTITIES, ON, small

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.conditions import holds
from goodstanding.core.policy.shape import Policy
from goodstanding.demo.country import write as writing
from goodstanding.demo.country.lives import LIVES
from goodstanding.demo.country.parts import Part
from goodstanding.demo.country.plan import Plan, rates
from goodstanding.demo.country.write import Written
from goodstanding.store.copy.manifest import Manifest, read_manifest

PINNED = "2dd7db47de0824969b3501f2142e422f18a31988977ace91092cf7426cae3ed9"


def bytes_of(folder: Path) -> dict[str, str]:
    """Return the digest of every file of the copy."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.parquet"))
    }


@pytest.fixture
def manifest(country: Written) -> Manifest:
    return read_manifest(country.folder)


@pytest.fixture
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(duckdb.connect(":memory:", config={"threads": 2})) as opened:
        yield opened


def rows_of(country: Written, pattern: str) -> str:
    """Return a relation over files of the country."""
    return f"read_parquet('{country.folder}/{pattern}')"


def one(database: duckdb.DuckDBPyConnection, statement: str) -> tuple[int, ...]:
    rows = database.execute(statement).fetchall()
    assert len(rows) == 1
    return tuple(rows[0])


def test_threads_change_no_byte(tmp_path: Path, policy: Policy, country: Written) -> None:
    """One thread writes what two threads write, byte for byte."""
    alone = small(tmp_path / "alone", policy, threads=1)
    assert bytes_of(alone.folder) == bytes_of(country.folder)
    assert replace(alone, folder=country.folder) == country


def test_another_seed_is_another_country(tmp_path: Path, policy: Policy, country: Written) -> None:
    """The seed decides the rows."""
    other = small(tmp_path / "other", policy, seed=8)
    ours, theirs = bytes_of(country.folder), bytes_of(other.folder)
    assert not set(ours.values()) & set(theirs.values())


def test_rows_are_those_of_every_version(
    country: Written, database: duckdb.DuckDBPyConnection
) -> None:
    """The rows of seed 7 are pinned: chance is ours, so no engine's version may change them."""
    values = []
    for name in LIVES:
        relation = rows_of(country, f"records/{name}/*.parquet")
        joined = "string_agg(t::VARCHAR, chr(10) ORDER BY entity, seq)"
        (digest,) = one(database, f"SELECT sha256({joined}) FROM {relation} t")
        values.append(str(digest))
    assert hashlib.sha256("".join(values).encode()).hexdigest() == PINNED


def test_a_broken_run_goes_on(
    tmp_path: Path, policy: Policy, country: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that broke off in the midst is finished by the next one, with the same bytes."""
    whole = writing.write_part
    done: list[int] = []

    def breaks(folder: Path, plan: Plan, policy: Policy, place: int) -> Part:
        if len(done) == 2:
            raise OSError(28, "No space left on device")
        done.append(place)
        return whole(folder, plan, policy, place)

    folder = tmp_path / "broken"
    with monkeypatch.context() as patched:
        patched.setattr(writing, "write_part", breaks)
        with pytest.raises(OSError, match="No space"):
            small(folder, policy, threads=1)
    assert not (folder / "manifest.json").exists()
    kept = bytes_of(folder)
    assert kept
    small(folder, policy)
    assert bytes_of(folder) == bytes_of(country.folder)
    assert kept.items() <= bytes_of(folder).items()


def test_a_folder_is_never_mixed(tmp_path: Path, policy: Policy) -> None:
    """Another seed, or a folder with anything else in it, is refused before a byte is written."""
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(Refused, match="COUNTRY-E003"):
        small(tmp_path, policy)
    folder = tmp_path / "country"
    writing.begin(folder, Plan(8, ENTITIES, 10, ON, policy.digest, BITS))
    with pytest.raises(Refused, match="COUNTRY-E003"):
        small(folder, policy)


def test_a_disk_too_small_is_told_before(
    tmp_path: Path, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What does not fit is refused with the room that it needs."""
    usage = type("Usage", (), {"free": 100_000})
    monkeypatch.setattr(writing.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(Refused, match="COUNTRY-E004"):
        small(tmp_path / "country", policy)


def test_figures_outside_the_limits_are_refused(tmp_path: Path, policy: Policy) -> None:
    """All wrong figures are told at once."""
    plan = Plan(7, 0, 1, ON, policy.digest, 40)
    with pytest.raises(Refused) as refused:
        plan.checked(policy)
    assert [fault.where for fault in refused.value.faults] == [
        "entities",
        "records_per_entity",
        "bits",
    ]
    assert not (tmp_path / "country").exists()


def test_shares_are_as_said(country: Written, database: duckdb.DuckDBPyConnection) -> None:
    """Two thirds are individual businesses, the mean is as asked, most have few, some hundreds."""
    entities = rows_of(country, "entities/*.parquet")
    total, individuals, numbers = one(
        database,
        f"SELECT count(*), count(*) FILTER (entity_class = '92'), count(DISTINCT entity)"
        f" FROM {entities}",
    )
    assert (total, numbers) == (ENTITIES, ENTITIES)
    assert 0.65 < individuals / total < 0.68
    assert 9.5 < country.live / total < 10.5
    assert 0.008 < (country.records - country.live) / country.live < 0.012
    records = rows_of(country, "records/*/*.parquet").replace(")", ", union_by_name = true)")
    typical, most = one(
        database,
        "SELECT median(n), max(n) FROM"
        f" (SELECT entity, count(*) AS n FROM {records} GROUP BY entity)",
    )
    assert 2 <= typical <= 6
    assert most > 150


def test_permits_and_registrations_prevail(manifest: Manifest) -> None:
    """Of the types permits are most, registrations next but inspections; penalties are rare."""
    counts = {
        name: sum(file.rows for files in buckets.values() for file in files)
        for name, buckets in manifest.records.items()
    }
    assert set(counts) == set(LIVES)
    assert sorted(counts, key=counts.__getitem__)[-2:] == ["registration", "administrative_permit"]
    assert counts["administrative_penalty"] < sum(counts.values()) / 50
    assert 0 < counts["serious_list"] < counts["abnormal_operation"]


def test_numbers_run_with_entities(country: Written, database: duckdb.DuckDBPyConnection) -> None:
    """In each file numbers rise with entities, and no number is given twice in the country."""
    records = rows_of(country, "records/*/*.parquet").replace(
        ")", ", union_by_name = true, filename = true, file_row_number = true)"
    )
    (wrong,) = one(
        database,
        f"SELECT count(*) FROM (SELECT entity, seq, lag(entity) OVER w AS e, lag(seq) OVER w AS s"
        f" FROM {records} WINDOW w AS (PARTITION BY filename ORDER BY file_row_number))"
        " WHERE e > entity OR s <> seq - 1",
    )
    total, distinct = one(database, f"SELECT count(*), count(DISTINCT seq) FROM {records}")
    assert wrong == 0
    assert total == distinct == country.records


def test_a_correction_displaces_an_older_version(
    country: Written, database: duckdb.DuckDBPyConnection
) -> None:
    """Each superseded row names two records of its entity, type and day, the older one first."""
    for name in LIVES:
        if not list((country.folder / "superseded" / name).glob("*.parquet")):
            continue
        displaced = rows_of(country, f"superseded/{name}/*.parquet")
        records = rows_of(country, f"records/{name}/*.parquet")
        total, right = one(
            database,
            f"SELECT (SELECT count(*) FROM {displaced}), count(*) FROM {displaced} s"
            f" JOIN {records} old ON old.seq = s.seq AND old.entity = s.entity"
            f' JOIN {records} new ON new.seq = s."by" AND new.entity = s.entity'
            ' WHERE s.seq < s."by" AND old.day = new.day',
        )
        assert total == right > 0, name


def test_days_are_in_the_past_and_in_order(
    country: Written, policy: Policy, database: duckdb.DuckDBPyConnection
) -> None:
    """No record is of a day to come or older than its entity; its clock field says its day."""
    entities = rows_of(country, "entities/*.parquet")
    first = rows_of(country, "records/registration/*.parquet")
    founded = f"SELECT r.entity, r.day FROM {entities} e JOIN {first} r ON r.seq = e.since"
    (all_known,) = one(database, f"SELECT count(*) FROM ({founded})")
    assert all_known == ENTITIES
    for name in LIVES:
        clock = policy.record_types[name].clock
        records = rows_of(country, f"records/{name}/*.parquet")
        (wrong,) = one(
            database,
            f"SELECT count(*) FROM {records} r JOIN ({founded}) f USING (entity)"
            f" WHERE r.day > DATE '{ON}' OR r.day < f.day OR r.day IS DISTINCT FROM r.f_{clock}",
        )
        assert wrong == 0, name


def test_texts_are_left_empty(
    country: Written, policy: Policy, database: duckdb.DuckDBPyConnection
) -> None:
    """No name, number or place is invented: every text field of every record is empty."""
    for name in LIVES:
        texts = [f for f, field in policy.record_types[name].fields.items() if field.kind == "text"]
        records = rows_of(country, f"records/{name}/*.parquet")
        for text in texts:
            (filled,) = one(database, f"SELECT count(f_{text}) FROM {records}")
            assert filled == 0, (name, text)


def test_codes_are_words_of_the_pack(
    country: Written, policy: Policy, manifest: Manifest, database: duckdb.DuckDBPyConnection
) -> None:
    """Every code lies in its codebook, which is the pack's own list, and more than one is used."""
    for name in LIVES:
        for field in policy.record_types[name].fields.values():
            if field.kind != "choice":
                continue
            words = manifest.codebooks[name][field.id]
            assert words == tuple(field.choices)
            records = rows_of(country, f"records/{name}/*.parquet")
            most, used = one(
                database, f"SELECT max(f_{field.id}), count(DISTINCT f_{field.id}) FROM {records}"
            )
            assert most < len(words)
            assert used > 1


def test_rates_give_the_mean_that_was_asked() -> None:
    """Twice the records beyond the first registration is twice each rate, but for rounding."""
    few, many = rates(6), rates(11)
    for name in LIVES:
        for place in (0, 1):
            assert abs(2 * few[name][place] - many[name][place]) <= 1


def test_severities_of_penalties_are_mixed(
    country: Written, policy: Policy, manifest: Manifest, database: duckdb.DuckDBPyConnection
) -> None:
    """Minor penalties are most; general and serious ones are there for the rules to count."""
    record_type = policy.record_types["administrative_penalty"]
    words = manifest.codebooks["administrative_penalty"]
    records = rows_of(country, "records/administrative_penalty/*.parquet")
    found = dict.fromkeys(("minor", "general", "serious"), 0)
    rows = database.execute(f"SELECT f_kinds, f_procedure, f_fine FROM {records}").fetchall()
    for kinds, procedure, fine in rows:
        fields = {
            "kinds": "|".join(w for n, w in enumerate(words["kinds"]) if kinds >> n & 1),
            "procedure": words["procedure"][procedure],
            "fine": str(fine),
        }
        case = next(
            case
            for case in record_type.severity
            if holds(case.when, fields, severity="", types=record_type.fields)
        )
        found[case.severity] += 1
    assert found["minor"] > found["general"] > found["serious"] > 0
