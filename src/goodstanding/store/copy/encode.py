"""From a record's fields, as texts, to the typed columns of the copy: by DuckDB, in portions.

A choice is its word's place in the codebook, several choices are bits of one integer; a missing
or empty field is NULL. What cannot be read as its kind is refused, never guessed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy, RecordType
from goodstanding.store.copy.faults_copy import (
    KIND_CHANGED,
    TOO_MANY_WORDS,
    TYPE_CHANGED,
    UNREADABLE,
)

CHOICE_WORDS = 2**16
CHOICES_WORDS = 63
BYTE = 2**8
HEAD = (
    pa.field("entity", pa.int64(), nullable=False),
    pa.field("own", pa.int64()),
    pa.field("seq", pa.int64(), nullable=False),
    pa.field("day", pa.date32(), nullable=False),
)
INTEGER = "[+-]?[0-9]+"
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
Fields = Mapping[str, str]
"""Field to kind, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Codebooks:
    """The words of choice fields, by record type and field; only ever added to."""

    words: Mapping[tuple[str, str], tuple[str, ...]]

    def of(self, record_type: str, field: str) -> tuple[str, ...]:
        """Return the words of a field in the order of their codes."""
        return self.words.get((record_type, field), ())

    def with_words(self, record_type: str, field: str, words: Iterable[str]) -> "Codebooks":
        """Return codebooks that hold these words too; known ones keep their codes."""
        old = self.of(record_type, field)
        new = tuple(dict.fromkeys((*old, *words)))
        return self if new == old else Codebooks({**self.words, (record_type, field): new})

    def by_type(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Return the words as the manifest holds them."""
        found: dict[str, dict[str, tuple[str, ...]]] = {}
        for (record_type, name), words in self.words.items():
            found.setdefault(record_type, {})[name] = words
        return found


def fields_of(record_type: RecordType) -> dict[str, str]:
    """Return the kinds of a record type's fields, in the pack's order."""
    return {one.id: one.kind for one in record_type.fields.values()}


def joined_schema(
    held: Mapping[str, Fields], left_out: Iterable[str], policy: Policy
) -> dict[str, dict[str, str]]:
    """Return the copy's schema with what the packs add to it.

    Refused where they change a field's kind, remove a record type, or bring back one whose
    records were left out. A field that they dropped stays: old records still have it.
    """
    faults = [TYPE_CHANGED.at("copy", record_type=one) for one in held.keys() - policy.record_types]
    faults += [
        TYPE_CHANGED.at("copy", record_type=one) for one in left_out if one in policy.record_types
    ]
    joined: dict[str, dict[str, str]] = {}
    for name in dict.fromkeys((*held, *policy.record_types)):
        old = held.get(name, {})
        new = fields_of(policy.record_types[name]) if name in policy.record_types else {}
        faults += [
            KIND_CHANGED.at("copy", field=f"{name}.{one}", old=old[one], new=kind)
            for one, kind in new.items()
            if old.get(one, kind) != kind
        ]
        joined[name] = {**old, **{one: kind for one, kind in new.items() if one not in old}}
    if faults:
        raise Refused(*faults)
    return joined


def first_words(codebooks: Codebooks, policy: Policy) -> Codebooks:
    """Return codebooks that know every word of the packs, in their order."""
    for record_type in policy.record_types.values():
        for one in record_type.fields.values():
            if one.kind in ("choice", "choices"):
                codebooks = codebooks.with_words(record_type.id, one.id, one.choices)
    return codebooks


def arrow_type(kind: str, words: tuple[str, ...] = ()) -> pa.DataType:
    """Return the column type of a field."""
    if kind == "choice":
        return pa.uint8() if len(words) <= BYTE else pa.uint16()
    if kind in ("choices", "integer", "money"):
        return pa.int64()
    return pa.date32() if kind == "day" else pa.string()


def schema_of(record_type: RecordType, codebooks: Codebooks | None = None) -> pa.Schema:
    """Return the columns of a type's files."""
    return columns_of(record_type.id, fields_of(record_type), codebooks or Codebooks({}))


def columns_of(record_type: str, fields: Fields, codebooks: Codebooks) -> pa.Schema:
    """Return the columns of a type's files, for fields as the manifest names them."""
    typed = [
        pa.field(f"f_{name}", arrow_type(kind, codebooks.of(record_type, name)))
        for name, kind in fields.items()
    ]
    return pa.schema([*HEAD, *typed])


def encode(
    database: duckdb.DuckDBPyConnection,
    portion: str,
    record_type: str,
    fields: Fields,
    codebooks: Codebooks,
) -> tuple[pa.Table, Codebooks]:
    """Return the records of one type that a portion holds, typed and sorted by entity and number.

    `portion` is a relation of `database` with entity, seq, day (ISO text) and body; the answer
    has the columns of `columns_of` under the codebooks that it returns beside it.
    """
    names = list(fields)
    paths = ", ".join(f"'$.fields.\"{name}\"'" for name in names)
    texts = "".join(
        f""", NULLIF(said[{place}], '') AS "f_{name}\"""" for place, name in enumerate(names, 1)
    )
    said = f"json_extract_string(body, [{paths}])" if names else "NULL"
    database.execute(
        f"CREATE OR REPLACE TEMP TABLE texts AS SELECT entity, seq, CAST(day AS DATE) AS day{texts}"
        f" FROM (SELECT entity, seq, day, {said} AS said FROM {portion} WHERE record_type = ?)",
        [record_type],
    )
    codebooks = _checked(database, record_type, fields, codebooks)
    columns = [
        f'{_typed(record_type, name, kind, codebooks)} AS "f_{name}"'
        for name, kind in fields.items()
    ]
    result: pa.Table = database.sql(
        f"SELECT {', '.join(['entity', 'NULL::BIGINT AS own', 'seq', 'day', *columns])}"
        " FROM texts ORDER BY entity, seq"
    ).to_arrow_table()
    database.execute("DROP TABLE texts")
    return result.cast(columns_of(record_type, fields, codebooks)), codebooks


def _with_new_words(
    database: duckdb.DuckDBPyConnection,
    record_type: str,
    name: str,
    kind: str,
    codebooks: Codebooks,
) -> Codebooks:
    """Return codebooks with the words that the portion is the first to say, in its order."""
    column = f'"f_{name}"'
    words = f"string_split({column}, '|')" if kind == "choices" else f"[{column}]"
    found = database.execute(
        f"SELECT word FROM (SELECT unnest({words}) AS word, min(first) AS first FROM"
        f" (SELECT {column}, min(seq) AS first FROM texts WHERE {column} IS NOT NULL"
        f" GROUP BY {column}) GROUP BY word) WHERE word <> '' ORDER BY first, word"
    ).fetchall()
    codebooks = codebooks.with_words(record_type, name, [word for (word,) in found])
    most = CHOICE_WORDS if kind == "choice" else CHOICES_WORDS
    held = len(codebooks.of(record_type, name))
    if held > most:
        where = f"{record_type}.{name}"
        raise Refused(TOO_MANY_WORDS.at("copy", field=where, words=held, most=most))
    return codebooks


def _checked(
    database: duckdb.DuckDBPyConnection, record_type: str, fields: Fields, codebooks: Codebooks
) -> Codebooks:
    """Refuse a number or day that is none; return codebooks that know every word said.

    One look at all fields: a cast alone would round, or give NULL.
    """
    doubts = {
        name: _doubt(name, kind, codebooks.of(record_type, name))
        for name, kind in fields.items()
        if kind != "text"
    }
    if not doubts:
        return codebooks
    firsts = ", ".join(f"min(seq) FILTER (WHERE {doubt})" for doubt in doubts.values())
    (found,) = database.execute(f"SELECT {firsts} FROM texts").fetchall()
    for name, seq in zip(doubts, found, strict=True):
        if seq is None:
            continue
        if fields[name] not in ("choice", "choices"):
            raise Refused(UNREADABLE.at("copy", seq=seq, field=name, kind=fields[name]))
        codebooks = _with_new_words(database, record_type, name, fields[name], codebooks)
    return codebooks


def _doubt(name: str, kind: str, words: tuple[str, ...]) -> str:
    """Return SQL that is true for a text that is no value of its kind, or has a new word."""
    column = f'"f_{name}"'
    known = ", ".join(quoted(word) for word in words)
    if kind == "choice":
        return f"{column} NOT IN ({known})" if known else f"{column} IS NOT NULL"
    if kind == "choices":
        return f"NOT list_has_all([{known or 'NULL'}, ''], string_split({column}, '|'))"
    sort, form = ("DATE", DAY) if kind == "day" else ("BIGINT", INTEGER)
    cast = f"TRY_CAST({column} AS {sort})"
    return (
        f"{column} IS NOT NULL AND ({cast} IS NULL OR (CAST({cast} AS VARCHAR) <> {column}"
        f" AND NOT regexp_full_match({column}, '{form}')))"
    )


def _typed(record_type: str, name: str, kind: str, codebooks: Codebooks) -> str:
    column = f'"f_{name}"'
    if kind in ("integer", "money"):
        return f"CAST({column} AS BIGINT)"
    if kind == "day":
        return f"CAST({column} AS DATE)"
    if kind == "text":
        return column
    words = ", ".join(quoted(word) for word in codebooks.of(record_type, name))
    if not words:
        return "NULL::BIGINT"
    if kind == "choice":
        return f"enum_code(CAST({column} AS ENUM({words})))"
    parts = f"list_filter(string_split({column}, '|'), lambda word: word <> '')"
    bits = (
        f"list_transform({parts}, lambda word: 1::BIGINT << (list_position([{words}], word) - 1))"
    )
    return (
        f"CASE WHEN {column} IS NULL THEN NULL"
        f" ELSE coalesce(list_aggregate({bits}, 'bit_or'), 0) END"
    )


def quoted(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
