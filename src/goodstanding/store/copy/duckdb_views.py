"""The copy as DuckDB sees it: exactly the records in force, as known, of one span at a time.

`open_copy` once, then `show_span` for each span. Rows lie in the file of the entity that they
were filed under; judgements are laid over them: the few rows that belong to another entity as
known are gathered once, left out where they lie, and added where they belong.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from goodstanding.store.copy.encode import BYTE, quoted
from goodstanding.store.copy.manifest import Manifest, Part, RecordFile
from goodstanding.store.copy.slices import Span, entity_parts, record_files, superseded_parts

Database = duckdb.DuckDBPyConnection
SQL_TYPES = {
    "choices": "BIGINT",
    "integer": "BIGINT",
    "money": "BIGINT",
    "day": "DATE",
    "text": "VARCHAR",
}


@dataclass(frozen=True, slots=True)
class OpenCopy:
    """A copy opened in a database, as known at entry `known`."""

    folder: Path
    manifest: Manifest
    known: int
    gathered: dict[str, tuple[str, ...]]
    """Record type to the fields of its table `moved_<type>`."""


def open_copy(
    database: Database, folder: Path, manifest: Manifest, known: int | None = None
) -> OpenCopy:
    """Load the overlays of judgements, as known at entry `known` (None: all that the copy holds).

    `copy_folds`: keys whose records belong to another entity (own, owner). `copy_moved`: what is
    filed elsewhere than it belongs (own, filed, owner, folded). `copy_late`: records that a
    judgement gave to a key (record_type, seq, filed, owner; NULL: nobody's as known).
    """
    at = manifest.last_seq if known is None else min(known, manifest.last_seq)
    _load_folds(database, folder, manifest, at)
    _load_late(database, folder, manifest, at)
    return OpenCopy(folder, manifest, at, {})


def _load_folds(database: Database, folder: Path, manifest: Manifest, known: int) -> None:
    everything = _rows(folder, manifest.folds, "own", "owner", "since")
    database.execute(f"CREATE OR REPLACE TEMP TABLE copy_all_folds AS SELECT * FROM {everything}")
    database.execute(
        "CREATE OR REPLACE TEMP TABLE copy_folds AS SELECT own, owner FROM ("
        f"SELECT own, arg_max(owner, since) AS owner FROM copy_all_folds WHERE since <= {known}"
        " GROUP BY own) WHERE owner <> own"
    )
    levels = sorted(
        {
            one.folded
            for buckets in manifest.records.values()
            for files in buckets.values()
            for one in files
        }
        or {0}
    )
    database.execute(
        "CREATE OR REPLACE TEMP TABLE copy_moved"
        " (own BIGINT, filed BIGINT, owner BIGINT, folded BIGINT)"
    )
    for level in levels:
        database.execute(
            "INSERT INTO copy_moved SELECT * FROM ("
            "SELECT k.own, coalesce(f.owner, k.own) AS filed, coalesce(n.owner, k.own) AS owner,"
            f" {level}::BIGINT AS folded FROM (SELECT DISTINCT own FROM copy_all_folds) k"
            " LEFT JOIN (SELECT own, arg_max(owner, since) AS owner FROM copy_all_folds"
            f" WHERE since <= {level} GROUP BY own) f ON f.own = k.own"
            " LEFT JOIN copy_folds n ON n.own = k.own) WHERE filed <> owner"
        )


def _load_late(database: Database, folder: Path, manifest: Manifest, known: int) -> None:
    database.execute(
        "CREATE OR REPLACE TEMP TABLE copy_late"
        " (record_type VARCHAR, seq BIGINT, filed BIGINT, owner BIGINT)"
    )
    for record_type, parts in manifest.late.items():
        everything = _rows(folder, parts, "entity", "seq", "own", "since")
        database.execute(
            f"INSERT INTO copy_late SELECT {quoted(record_type)}, l.seq, l.filed,"
            " coalesce(f.owner, l.own) FROM (SELECT seq, any_value(entity) AS filed,"
            f" arg_max_null(own, since) FILTER (WHERE since <= {known}) AS own"
            f" FROM {everything} GROUP BY seq) l LEFT JOIN copy_folds f ON f.own = l.own"
        )


def show_span(
    database: Database,
    copy: OpenCopy,
    span: Span,
    fields: Mapping[str, Sequence[str]],
    *,
    among: str | None = None,
) -> None:
    """Create the views `records_<type>` (entity, seq, day, f_...) and `entities_all` of a span.

    Each view replaces that of the span before. Where nothing is superseded, moved or unknown in
    the span, a view is a plain scan of its files. `among`: a table of the entities that are asked
    about; of others a view may also show what is superseded.
    """
    for record_type, names in fields.items():
        _gather(database, copy, record_type, names)
        database.execute(
            f'CREATE OR REPLACE TEMP VIEW "records_{record_type}" AS'
            f" {_span_select(database, copy, record_type, names, span, among=among)}"
        )
    entities = _rows(
        copy.folder, entity_parts(copy.manifest, span), "entity", "scheme", "entity_class", "since"
    )
    where = "" if copy.known >= copy.manifest.last_seq else f" WHERE e.since <= {copy.known}"
    folded = ""
    if _holds_any(database, f"copy_folds WHERE own BETWEEN {span.first} AND {span.last}"):
        folded = " ANTI JOIN copy_folds x ON x.own = e.entity"
    database.execute(
        "CREATE OR REPLACE TEMP VIEW entities_all AS SELECT e.entity, e.scheme, e.entity_class"
        f" FROM {entities} e{folded}{where}"
    )


def _span_select(
    database: Database,
    copy: OpenCopy,
    record_type: str,
    names: Sequence[str],
    span: Span,
    *,
    among: str | None,
) -> str:
    """Return the rows of a type that a span holds, as known."""
    manifest = copy.manifest
    files = record_files(manifest, record_type, span)
    parts = []
    if files:
        moved_here = any(one.moved for one in files)
        gone = _gone(database, copy, record_type, span, among=among, moved=moved_here)
        left = f" ANTI JOIN {gone} g ON g.seq = r.seq" if gone else ""
        inside = f"BETWEEN {span.first} AND {span.last}"
        for level in sorted({one.folded for one in files}):
            here = [one for one in files if one.folded == level]
            source = _records(copy, record_type, here, names)
            joins = left
            if _holds_any(database, f"copy_moved WHERE folded = {level} AND filed {inside}"):
                joins += (
                    f" ANTI JOIN (SELECT own, filed FROM copy_moved WHERE folded = {level}) m"
                    " ON m.filed = r.entity AND m.own = coalesce(r.own, r.entity)"
                )
            late = f"copy_late WHERE record_type = {quoted(record_type)} AND filed {inside}"
            if _holds_any(database, late):
                joins += f" ANTI JOIN (SELECT seq FROM {late}) l ON l.seq = r.seq"
            unknown = any(one.seq_last > copy.known for one in here)
            where = f" WHERE r.seq <= {copy.known}" if unknown else ""
            parts.append(f"SELECT {_columns(names, 'r')} FROM {source} r{joins}{where}")
    moved = f'"moved_{record_type}" r WHERE r.entity BETWEEN {span.first} AND {span.last}'
    if _holds_any(database, moved):
        parts.append(f"SELECT {_columns(names, 'r')} FROM {moved}")
    if not parts:
        nothing = "".join(
            f', NULL::{sql_type(manifest, record_type, name)} AS "f_{name}"' for name in names
        )
        return f"SELECT 0::BIGINT AS entity, 0::BIGINT AS seq, NULL::DATE AS day{nothing} LIMIT 0"
    return " UNION ALL ".join(parts)


def _gone(
    database: Database,
    copy: OpenCopy,
    record_type: str,
    span: Span,
    *,
    among: str | None,
    moved: bool,
) -> str | None:
    """Keep the numbers of the span's superseded records in a table; None where there are none.

    A superseded row stands under the key that its record was filed by, so where a file holds
    moved rows those of all folded keys count too.
    """
    table = f'"gone_{record_type}"'
    parts = superseded_parts(copy.manifest, record_type, span)
    if moved:
        parts = copy.manifest.superseded.get(record_type, ())
    if not parts:
        return None
    whose = f"entity BETWEEN {span.first} AND {span.last}"
    if among:
        whose += f" AND entity IN (SELECT entity FROM {among})"
    if moved:
        whose = f"({whose} OR entity IN (SELECT own FROM copy_all_folds))"
    database.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} AS SELECT seq FROM"
        f" {_rows(copy.folder, parts, 'entity', 'seq', 'by')}"
        f' WHERE "by" <= {copy.known} AND {whose}'
    )
    return table if _holds_any(database, table) else None


def _gather(database: Database, copy: OpenCopy, record_type: str, names: Sequence[str]) -> None:
    """Keep the rows of a type that belong elsewhere than they are filed, once for these fields."""
    if copy.gathered.get(record_type) == tuple(names):
        return
    copy.gathered[record_type] = tuple(names)
    table, manifest = f'"moved_{record_type}"', copy.manifest
    kinds = "".join(f', "f_{name}" {sql_type(manifest, record_type, name)}' for name in names)
    database.execute(
        f"CREATE OR REPLACE TEMP TABLE {table} (entity BIGINT, seq BIGINT, day DATE{kinds})"
    )
    everywhere = manifest.records.get(record_type, {})
    late_of = f"copy_late WHERE record_type = {quoted(record_type)}"
    for level, filed in _levels(database, manifest):
        files = [
            one for bucket in filed for one in everywhere.get(bucket, ()) if one.folded == level
        ]
        if files:
            _insert_moved(
                database,
                copy,
                record_type,
                names,
                files,
                f"{_joined(level)}{_not_late(record_type)}",
            )
    late = database.execute(
        f"SELECT DISTINCT filed >> {manifest.bits} FROM {late_of} AND owner IS NOT NULL"
    ).fetchall()
    files = [one for (bucket,) in sorted(late) for one in everywhere.get(bucket, ())]
    if files:
        given = f"JOIN (SELECT seq, owner FROM {late_of} AND owner IS NOT NULL) m ON m.seq = r.seq"
        _insert_moved(database, copy, record_type, names, files, given)


def _levels(database: Database, manifest: Manifest) -> list[tuple[int, tuple[int, ...]]]:
    """Return each state of folding in, with the buckets where its files hold rows to move."""
    rows = database.execute(
        f"SELECT DISTINCT folded, filed >> {manifest.bits} FROM copy_moved"
    ).fetchall()
    return [
        (level, tuple(sorted(bucket for one, bucket in rows if one == level)))
        for level in sorted({one for one, _ in rows})
    ]


def _joined(level: int) -> str:
    """Return the join that finds the rows to move in files of a level."""
    return (
        f"JOIN (SELECT own, filed, owner FROM copy_moved WHERE folded = {level}) m"
        " ON m.filed = r.entity AND m.own = coalesce(r.own, r.entity)"
    )


def _not_late(record_type: str) -> str:
    late = f"SELECT seq FROM copy_late WHERE record_type = {quoted(record_type)}"
    return f" ANTI JOIN ({late}) l ON l.seq = r.seq"


def _insert_moved(
    database: Database,
    copy: OpenCopy,
    record_type: str,
    names: Sequence[str],
    files: Sequence[RecordFile],
    chosen: str,
) -> None:
    parts = copy.manifest.superseded.get(record_type, ())
    left = ""
    if parts:
        gone = _rows(copy.folder, parts, "seq", "by")
        left = f' ANTI JOIN (SELECT seq FROM {gone} WHERE "by" <= {copy.known}) g ON g.seq = r.seq'
    fields = "".join(f', r."f_{name}"' for name in names)
    database.execute(
        f'INSERT INTO "moved_{record_type}" SELECT m.owner, r.seq, r.day{fields}'
        f" FROM {_records(copy, record_type, files, names)} r {chosen}{left}"
        f" WHERE r.seq <= {copy.known}"
    )


# --- for compaction -------------------------------------------------------------------------


def coming_rows(database: Database, copy: OpenCopy, record_type: str, names: Sequence[str]) -> None:
    """Keep in `coming_<type>` the rows that judgements put under another entity, with `own`.

    Records that a judgement gave to a key stay where they are: the copy knows them one by one.
    """
    kinds = "".join(f', "f_{name}" {sql_type(copy.manifest, record_type, name)}' for name in names)
    database.execute(
        f'CREATE OR REPLACE TEMP TABLE "coming_{record_type}"'
        f" (entity BIGINT, own BIGINT, seq BIGINT, day DATE{kinds})"
    )
    fields = "".join(f', r."f_{name}"' for name in names)
    everywhere = copy.manifest.records.get(record_type, {})
    for level, filed in _levels(database, copy.manifest):
        files = [
            one for bucket in filed for one in everywhere.get(bucket, ()) if one.folded == level
        ]
        if files:
            database.execute(
                f'INSERT INTO "coming_{record_type}" SELECT m.owner,'
                f" nullif(m.own, m.owner), r.seq, r.day{fields}"
                f" FROM {_records(copy, record_type, files, names)} r"
                f" {_joined(level)}{_not_late(record_type)}"
            )


def staying_rows(
    copy: OpenCopy,
    record_type: str,
    level: int,
    files: Sequence[RecordFile],
    names: Sequence[str],
) -> str:
    """Return the rows of files of one level that stay in their bucket."""
    fields = "".join(f', r."f_{name}"' for name in names)
    late = f"copy_late WHERE record_type = {quoted(record_type)}"
    return (
        f"SELECT r.entity, r.own, r.seq, r.day{fields}"
        f" FROM {_records(copy, record_type, files, names)} r"
        f" LEFT JOIN (SELECT own, filed FROM copy_moved WHERE folded = {level}) m"
        " ON m.filed = r.entity AND m.own = coalesce(r.own, r.entity)"
        f" WHERE m.own IS NULL OR EXISTS (SELECT 1 FROM {late} AND copy_late.seq = r.seq)"
    )


# --- words of SQL ---------------------------------------------------------------------------


def sql_type(manifest: Manifest, record_type: str, name: str) -> str:
    """Return DuckDB's type of a field's column."""
    kind = manifest.policy_schema.get(record_type, {}).get(name, "text")
    if kind != "choice":
        return SQL_TYPES[kind]
    words = manifest.codebooks.get(record_type, {}).get(name, ())
    return "UTINYINT" if len(words) <= BYTE else "USMALLINT"


def _records(
    copy: OpenCopy, record_type: str, files: Sequence[RecordFile], names: Sequence[str]
) -> str:
    """Return a relation over files of one type, with NULL for fields that none of them knows.

    Files of one width share one scan without looking at every footer first.
    """
    order = list(copy.manifest.policy_schema.get(record_type, {}))
    widths = {one.fields for one in files}
    columns = ["entity", "own", "seq", "day"]
    mixed = len(widths) > 1
    for name in names:
        kind = sql_type(copy.manifest, record_type, name)
        known = name in order and order.index(name) < max(widths)
        wide = kind == "USMALLINT"
        mixed = mixed or wide
        columns.append(
            (f'CAST("f_{name}" AS {kind}) AS "f_{name}"' if wide else f'"f_{name}"')
            if known
            else f'NULL::{kind} AS "f_{name}"'
        )
    listed = ", ".join(quoted(str(copy.folder / one.file)) for one in files)
    union = ", union_by_name = true" if mixed else ""
    return f"(SELECT {', '.join(columns)} FROM read_parquet([{listed}]{union}))"


def _rows(folder: Path, parts: Iterable[Part], *columns: str) -> str:
    """Return a relation over small files; an empty one where there is none."""
    listed = ", ".join(quoted(str(folder / one.file)) for one in parts)
    chosen = ", ".join(f'"{one}"' for one in columns)
    if listed:
        return f"(SELECT {chosen} FROM read_parquet([{listed}]))"
    texts = ("scheme", "entity_class")
    nothing = ", ".join(
        f'NULL::{"VARCHAR" if one in texts else "BIGINT"} AS "{one}"' for one in columns
    )
    return f"(SELECT {nothing} LIMIT 0)"


def _columns(names: Sequence[str], source: str) -> str:
    fields = "".join(f', {source}."f_{name}"' for name in names)
    return f"{source}.entity, {source}.seq, {source}.day{fields}"


def _holds_any(database: Database, relation: str) -> bool:
    return bool(database.execute(f"SELECT 1 FROM {relation} LIMIT 1").fetchall())
