"""Broken copies are named, a full disk leaves the old copy good, erased text is in no file."""

import resource
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.db import connection
from tests.conftest import Database
from tests.entries import DAY, POLICY, A, B, C, enter, entry, judged
from tests.store.copy.story import BITS, COPIED, shown, told

from goodstanding.actions.grades.copy import copy_folder, copy_status
from goodstanding.actions.intake import erase as acts
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Field, Policy
from goodstanding.store.copy.compact import compact
from goodstanding.store.copy.duckdb_views import open_copy, show_span
from goodstanding.store.copy.files import write_records
from goodstanding.store.copy.lock import writing
from goodstanding.store.copy.manifest import NAME, read_manifest, write_manifest
from goodstanding.store.copy.slices import Span, pinned
from goodstanding.store.copy.sync import sync
from goodstanding.store.copy.verify import verify

ERASED_TEXT = "恒远秘密检测记录"


@pytest.fixture
def folder(database: Database) -> Path:
    """A copy of a small ledger: two types, a fold, a record given by judgement."""
    del database
    enter(
        entry("fact", "k1", A, fields={"name": ERASED_TEXT, "sum": "7"}, name="甲"),
        entry("fact", "k2", B, fields={"name": "乙", "sort": "fine"}, name="乙"),
        entry("fact", "k3", C, fields={"name": "丙"}, name="丙", record_type="registration"),
        entry("fact", "k4", "", fields={"sum": "9"}, name="只有名称"),
    )
    enter(judged("same", A, B))
    enter(judged("same", "", C, record_seq="4"))
    enter(entry("correction", "k2", B, fields={"name": "乙", "sort": "warning"}, name="乙"))
    sync(copy_folder(), policy=COPIED, bits=BITS)
    return copy_folder()


@pytest.fixture
def views() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty DuckDB."""
    with duckdb.connect() as connection:
        yield connection


def faults(folder: Path) -> list[str]:
    return [fault.code for fault in verify(folder, seed="s")]


def a_file(folder: Path, sort: str = "records/penalty") -> Path:
    return min((folder / sort).glob("*.parquet"))


def erased(seq: int) -> None:
    acts.erase(seq, actor="officer", reason="by law", on=DAY, policy=POLICY, seed="s")


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_a_whole_copy_has_no_faults(folder: Path) -> None:
    """Promise: verify is silent on a whole copy, before and after compaction."""
    assert verify(folder, seed="s") == ()
    compact(folder)
    assert verify(folder, seed="s") == ()
    sync(folder, policy=COPIED)
    assert verify(folder, seed="s") == ()


HARMS: list[tuple[Callable[[Path], object], str]] = [
    (lambda folder: flip(a_file(folder)), "COPY-E005"),
    (lambda folder: flip(a_file(folder, "entities")), "COPY-E005"),
    (lambda folder: a_file(folder, "folds").write_bytes(b"PAR1"), "COPY-E005"),
    (lambda folder: a_file(folder, "superseded/penalty").unlink(), "COPY-E004"),
    (lambda folder: (folder / "records/penalty/more.parquet").write_bytes(b""), "COPY-E006"),
    (lambda folder: (folder / "a file of others").write_bytes(b""), "COPY-E006"),
    (lambda folder: (folder / NAME).write_bytes(b"{"), "COPY-E003"),
    (lambda folder: (folder / NAME).unlink(), "COPY-E001"),
]


@pytest.mark.parametrize(("harm", "code"), HARMS)
def test_what_is_broken_is_named_and_made_anew(
    folder: Path,
    views: duckdb.DuckDBPyConnection,
    harm: Callable[[Path], object],
    code: str,
) -> None:
    """Promise: each way to break the copy has its code, and a rebuild mends it."""
    harm(folder)
    assert faults(folder) == [code]
    sync(folder, policy=COPIED, bits=BITS, rebuild=True)
    assert faults(folder) == []
    assert shown(views, folder) == {entity: held for entity, held in told().items() if held}


@pytest.mark.parametrize("whole", [False, True])
def test_a_broken_file_is_named_while_compacting(folder: Path, *, whole: bool) -> None:
    """Promise: an engine that cannot read a file of the copy says which, and what to do."""
    path = a_file(folder)
    path.write_bytes(b"no Parquet" * 100 if whole else path.read_bytes()[:-9])
    with pytest.raises(Refused, match=r"COPY-E005 .* copy sync --rebuild"):
        compact(folder)


def test_an_erased_record_that_waited_is_no_matter_of_the_copy(folder: Path) -> None:
    """Promise: what was never in the copy does not wait to be forgotten by it."""
    (waiting,) = enter(entry("fact", "k9", "", fields={"sum": "1"}, name="只有名称"))
    sync(folder, policy=COPIED)
    with writing(folder):
        erased(waiting)
    assert copy_status().waiting_erasures == ()
    assert faults(folder) == []


def test_a_copy_of_another_ledger_is_refused(folder: Path) -> None:
    """Promise: where the ledger's last copied entry is another one, sync and verify say so."""
    manifest = read_manifest(folder)
    other = replace(manifest, source=replace(manifest.source, last="0" * 64))
    write_manifest(folder, other)
    enter(entry("fact", "k9", A))
    with pytest.raises(Refused, match="COPY-E010"):
        sync(folder, policy=COPIED)
    assert faults(folder) == ["COPY-E010"]


def test_sums_that_differ_from_the_ledger_are_told(folder: Path) -> None:
    """Promise: a record too many or too few, or another one, shows in its bucket's sums."""
    manifest = read_manifest(folder)
    (bucket, (count, seqs, marks)), *_ = manifest.accumulators["penalty"].items()
    wrong = {**manifest.accumulators["penalty"], bucket: (count, seqs, marks + 1)}
    sums = {**manifest.accumulators, "penalty": wrong}
    write_manifest(folder, replace(manifest, accumulators=sums))
    assert faults(folder) == ["COPY-E007"]


def test_a_value_that_the_ledger_does_not_say_is_found_by_the_sample(folder: Path) -> None:
    """Promise: a file whose manifest agrees with it still has to agree with the ledger."""
    manifest = read_manifest(folder)
    buckets = manifest.records["penalty"]
    (bucket, (file, *_)), *_ = buckets.items()
    rows = pq.read_table(folder / file.file)
    other = rows.set_column(
        rows.schema.get_field_index("f_sum"), "f_sum", pa.array([70] * rows.num_rows, pa.int64())
    )
    (folder / file.file).unlink()
    lie = write_records(folder, f"records/penalty/{bucket:05d}", other, fields=file.fields)
    records = {**manifest.records, "penalty": {**buckets, bucket: (lie,)}}
    write_manifest(folder, replace(manifest, records=records))
    assert set(faults(folder)) == {"COPY-E008"}


def test_an_entity_of_another_class_is_told(folder: Path) -> None:
    """Promise: classes are the database's; a registry row that changes one is followed."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE entity SET entity_class = '92' WHERE number = 1")
    assert faults(folder) == ["COPY-E007", "COPY-E007"]
    enter(entry("fact", "k7", B, record_type="registration", fields={"org_type": "individual"}))
    enter(entry("fact", "k8", A))
    manifest = sync(folder, policy=COPIED)
    rows = pq.read_table(
        [folder / one.file for one in manifest.files().values() if "ent" in one.file]
    )
    classes = dict(zip(rows["entity"].to_pylist(), rows["entity_class"].to_pylist(), strict=True))
    assert classes[2] == "92"


# --- erasure --------------------------------------------------------------------------------


def holds(folder: Path, text: str) -> bool:
    """Return whether a text stands in any file of the copy, packed or not."""
    return any(
        text in str(pq.read_table(path).to_pydict())
        for path in folder.rglob("*.parquet")
        if path.is_file()
    ) or any(text.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("compacted", [False, True])
def test_what_the_act_erases_leaves_the_copy_at_once(
    folder: Path, views: duckdb.DuckDBPyConnection, *, compacted: bool
) -> None:
    """Promise: no file holds the text after the act, not even one that waits to be swept."""
    if compacted:
        compact(folder)
    assert holds(folder, ERASED_TEXT)
    before = shown(views, folder)
    erased(1)
    assert not holds(folder, ERASED_TEXT)
    assert copy_status().waiting_erasures == ()
    assert faults(folder) == []
    left = {entity: [one for one in held if one[0] != 1] for entity, held in before.items()}
    assert shown(views, folder) == {entity: held for entity, held in left.items() if held}
    assert read_manifest(folder).erased_as_known(6) == 1
    sync(folder, policy=COPIED)
    assert faults(folder) == []
    assert shown(views, folder) == {entity: held for entity, held in told().items() if held}


def test_an_erasure_that_was_not_followed_is_seen_until_the_next_sync(folder: Path) -> None:
    """Promise: where another process writes, the act still erases; status and verify tell."""
    with writing(folder):
        erased(1)
    assert copy_status().waiting_erasures == (1,)
    assert faults(folder) == ["COPY-E017"]
    assert holds(folder, ERASED_TEXT)
    sync(folder, policy=COPIED)
    assert not holds(folder, ERASED_TEXT)
    assert copy_status().waiting_erasures == ()
    assert faults(folder) == []


def test_a_given_record_is_erased_too(folder: Path, views: duckdb.DuckDBPyConnection) -> None:
    """Promise: a record that a judgement gave to a key leaves the copy like any other."""
    erased(4)
    assert faults(folder) == []
    assert all(one[0] != 4 for held in shown(views, folder).values() for one in held)


def test_without_a_copy_the_act_makes_none(database: Database) -> None:
    """Promise: erasing needs no copy."""
    del database
    enter(entry("fact", "k1", A))
    erased(1)
    assert not copy_folder().exists()


# --- writers and readers --------------------------------------------------------------------


def test_what_is_just_being_written_is_no_stray(folder: Path) -> None:
    """Promise: verify beside a writer takes no unfinished file for somebody's."""
    (folder / "records/penalty/00000.new").write_bytes(b"unfinished")
    with writing(folder):
        assert faults(folder) == []
    assert faults(folder) == ["COPY-E006"]


def test_a_second_writer_is_refused(folder: Path) -> None:
    """Promise: two syncs at once: the second is told to wait, nothing is broken."""
    with writing(folder), pytest.raises(Refused, match="COPY-E009"):
        sync(folder, policy=COPIED)
    with writing(folder), pytest.raises(Refused, match="COPY-E009"):
        compact(folder)


def test_files_stay_while_somebody_reads_them(
    folder: Path, views: duckdb.DuckDBPyConnection
) -> None:
    """Promise: compaction and sync take no file from who pinned a manifest; later they do."""
    with pinned(folder) as manifest:
        compact(folder)
        enter(entry("fact", "k9", A))
        sync(folder, policy=COPIED)
        assert all((folder / name).exists() for name in manifest.files())
        copy = open_copy(views, folder, manifest)
        show_span(views, copy, Span(0, 99), {"penalty": ("sum",)})
        assert len(views.execute('SELECT * FROM "records_penalty"').fetchall()) == 3
    sync(folder, policy=COPIED)
    assert faults(folder) == []
    kept = set(read_manifest(folder).files())
    assert {one for one in manifest.files() if (folder / one).exists()} <= kept


def test_a_full_disk_leaves_the_manifest_before_good(
    folder: Path, views: duckdb.DuckDBPyConnection
) -> None:
    """Promise: what cannot be written is told, readers see the old copy, the next sync sweeps."""
    before, known = shown(views, folder), read_manifest(folder)
    enter(*(entry("fact", f"f{n}", A, fields={"name": f"{n * 7919 % 977}"}) for n in range(300)))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1500, hard))
    try:
        with pytest.raises(Refused, match="COPY-E015"):
            sync(folder, policy=COPIED)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert read_manifest(folder) == known
    assert shown(views, folder) == before
    assert "COPY-E006" in faults(folder)
    sync(folder, policy=COPIED)
    assert faults(folder) == []


# --- packs that change ----------------------------------------------------------------------


def changed(record_type: str, fields: dict[str, Field]) -> Policy:
    """Return the policy with other fields of one type."""
    types = dict(COPIED.record_types)
    types[record_type] = replace(types[record_type], fields=fields)
    return replace(COPIED, record_types=types)


def test_a_kind_that_changed_is_refused_until_a_rebuild(folder: Path) -> None:
    """Promise: a field of another kind is never read as the old one."""
    fields = dict(COPIED.record_types["penalty"].fields)
    fields["sum"] = replace(fields["sum"], kind="text")
    policy = changed("penalty", fields)
    with pytest.raises(Refused, match="COPY-E011"):
        sync(folder, policy=policy)
    sync(folder, policy=policy, rebuild=True)
    assert faults(folder) == []


def test_a_type_that_went_or_came_back_is_refused_until_a_rebuild(folder: Path) -> None:
    """Promise: records of a type are never half in the copy."""
    types = {name: one for name, one in COPIED.record_types.items() if name != "penalty"}
    with pytest.raises(Refused, match="COPY-E012"):
        sync(folder, policy=replace(COPIED, record_types=types))
    sync(folder, policy=replace(COPIED, record_types=types), rebuild=True)
    assert read_manifest(folder).left_out == ("penalty",)
    with pytest.raises(Refused, match="COPY-E012"):
        sync(folder, policy=COPIED)
    sync(folder, policy=COPIED, rebuild=True)
    assert faults(folder) == []


def test_new_fields_and_words_join(folder: Path, views: duckdb.DuckDBPyConnection) -> None:
    """Promise: a new field is missing in old records; words keep their codes."""
    fields = dict(COPIED.record_types["penalty"].fields)
    fields["more"] = Field("more", "text", Text("更多", "more"))
    enter(entry("fact", "k9", A, fields={"more": "m", "sort": "new word"}))
    manifest = sync(folder, policy=changed("penalty", fields))
    assert manifest.codebooks["penalty"]["sort"][:3] == ("warning", "fine", "new word")
    show_span(views, open_copy(views, folder, manifest), Span(0, 99), {"penalty": ("more", "sum")})
    rows = views.execute('SELECT seq, f_more, f_sum FROM "records_penalty" ORDER BY seq').fetchall()
    assert rows == [(1, None, 7), (4, None, 9), (7, None, None), (8, "m", None)]
    compact(folder)
    manifest = read_manifest(folder)
    show_span(views, open_copy(views, folder, manifest), Span(0, 99), {"penalty": ("more", "sum")})
    again = views.execute('SELECT seq, f_more, f_sum FROM "records_penalty" ORDER BY seq')
    assert again.fetchall() == rows
    assert faults(folder) == []
