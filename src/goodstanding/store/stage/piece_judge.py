"""Judge a piece of a file by columns: the same staged rows as row by row, to the byte.

The law is `row_judge`, a row at a time. Here all that the columns of a piece prove to be plain is
read, written as canonical bytes and sealed at once; a row of which anything is not plain is judged
by the law. What is wrong with a row is therefore said in one place only.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import compress, repeat
from typing import NamedTuple

from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.policy.shape import RecordType
from goodstanding.core.records.judge import KEY_MAX, SUBJECT
from goodstanding.core.records.seal import Sealed, facts_sealer
from goodstanding.store.files.source import Piece
from goodstanding.store.stage.column_cells import CLOSER, as_json, column_reader
from goodstanding.store.stage.column_subjects import Subjects, subjects_reader
from goodstanding.store.stage.row_judge import Ticket, row_judge
from goodstanding.store.stage.rows import Staged

PieceJudge = Callable[[Piece], list[Staged]]
FEW = 24
"""Fewer rows are judged one by one: looking at columns costs something by itself."""
_as_staged: Callable[[Iterable[object]], Staged] = partial(tuple.__new__, Staged)


class Read(NamedTuple):
    """What the columns of a piece say, each list in the order of its rows."""

    numbers: Sequence[int]
    subjects: Subjects
    fields: dict[str, list[str]]
    keys: list[str]


def piece_judge(ticket: Ticket, layout: Layout, kind: RecordType, key: bytes) -> PieceJudge:
    """Return what judges the rows of a file of `layout`, a piece at a time, under `ticket`."""
    law = row_judge(ticket, layout, kind, key)
    look = piece_looker(ticket, layout, kind)
    seal = facts_sealer(
        bytes.fromhex(ticket.seed), key, layout.department, kind.id, ticket.learnt_day
    )

    def judge(piece: Piece) -> list[Staged]:
        read, closer = look(piece)
        if read is None:
            return [law(*piece.row(place)) for place in closer]
        if not closer:
            return list(_facts(read, kind, seal))
        plain = [place not in closer for place in range(len(read.keys))]
        facts = _facts(_only(plain, read), kind, seal)
        return [
            next(facts) if is_plain else law(*piece.row(place))
            for place, is_plain in enumerate(plain)
        ]

    return judge


def piece_looker(
    ticket: Ticket, layout: Layout, kind: RecordType
) -> Callable[[Piece], tuple[Read | None, Collection[int]]]:
    """Return what reads a piece by columns, and tells at which rows the law must look.

    No refused row is among the others. Where nothing is read, the law must look at all rows.
    """
    read_piece = _piece_reader(ticket, layout, kind)
    needed = _needed(kind)
    led = [column.to for column in layout.columns.values() if column.to]
    by_row = len(set(led)) < len(led) or not needed.issubset(led)
    codes = frozenset(filter(None, (layout.subject.code, layout.subject.old_number)))

    def look(piece: Piece) -> tuple[Read | None, Collection[int]]:
        rows = len(next(iter(piece.columns.values())))
        if by_row or rows < FEW:
            return None, range(rows)
        read = read_piece(piece, rows)
        closer = _closer(read, needed, kind.clock, ticket.learnt_day)
        closer.update(
            place for place, row in enumerate(piece.rows) if not codes.isdisjoint(row.numeric)
        )
        return read, closer

    return look


def _needed(kind: RecordType) -> frozenset[str]:
    return frozenset(field.id for field in kind.fields.values() if field.required) | {kind.clock}


def _piece_reader(ticket: Ticket, layout: Layout, kind: RecordType) -> Callable[[Piece, int], Read]:
    empty = frozenset({"", *layout.empty})
    readers = {
        column.to: (name, column_reader(column, kind.fields[column.to], empty))
        for name, column in layout.columns.items()
        if column.to
    }
    subjects_of = subjects_reader(layout.subject, empty=empty, fictional=ticket.fictional)

    def read(piece: Piece, rows: int) -> Read:
        nothing = [""] * rows
        subjects = subjects_of(piece.columns, rows)
        fields = {
            field: reader(piece.columns[name]) if name in piece.columns else nothing
            for field, (name, reader) in sorted(readers.items())
        }
        parts = [
            subjects.as_sent if part == SUBJECT else fields.get(part, nothing)
            for part in layout.natural_key
        ]
        numbers = range(piece.first, piece.first + rows)
        return Read(numbers, subjects, fields, _natural_keys(parts, rows))

    return read


def _natural_keys(parts: list[list[str]], rows: int) -> list[str]:
    """Return the natural keys; `CLOSER` where a part is empty, or holds what must be escaped."""
    keys = ["|".join(row) for row in zip(*parts, strict=True)] if len(parts) > 1 else list(*parts)
    odd = {place for part in parts if "" in part for place, text in enumerate(part) if not text}
    joined = "".join(keys)
    if "\\" in joined or joined.count("|") != rows * (len(parts) - 1):
        odd |= {
            place
            for part in parts
            for place, text in enumerate(part)
            if "|" in text or "\\" in text
        }
    for place in odd:
        keys[place] = CLOSER
    return keys


def _closer(read: Read, needed: frozenset[str], clock: str, today: str) -> set[int]:
    """Return the places of rows at which the law must look."""
    closer = set(read.subjects.nobody)
    for field, texts in read.fields.items():
        if CLOSER in texts:
            closer.update(place for place, text in enumerate(texts) if text == CLOSER)
        if field in needed and "" in texts:
            closer.update(place for place, text in enumerate(texts) if not text)
    days = read.fields[clock]
    if max(days) > today:
        closer.update(place for place, day in enumerate(days) if day > today)
    if CLOSER in read.keys or max(map(len, read.keys)) > KEY_MAX:
        closer.update(
            place for place, key in enumerate(read.keys) if key == CLOSER or len(key) > KEY_MAX
        )
    return closer


def _only(plain: list[bool], read: Read) -> Read:
    """Return what was read of the rows that are plain."""

    def kept(texts: list[str]) -> list[str]:
        return list(compress(texts, plain))

    keys, as_sent, codes, names, flags, old_keys, nobody = read.subjects
    return Read(
        list(compress(read.numbers, plain)),
        Subjects(
            kept(keys), kept(as_sent), kept(codes), kept(names), kept(flags), kept(old_keys), nobody
        ),
        {field: kept(texts) for field, texts in read.fields.items()},
        kept(read.keys),
    )


def _facts(read: Read, kind: RecordType, seal: Callable[..., Sealed]) -> Iterator[Staged]:
    """Give the plain rows as the stage keeps them."""
    subjects, days = read.subjects, read.fields[kind.clock]
    bodies = _bodies(read, kind.clock)
    salts, prints, digests = seal(
        zip(read.numbers, as_json(subjects.keys), days, as_json(read.keys), bodies, strict=True)
    )
    outcomes = ["flagged" if flags else "accepted" for flags in subjects.flags]
    return map(
        _as_staged,
        zip(
            read.numbers, outcomes, repeat("fact"), repeat(kind.id), read.keys, subjects.keys,
            days, repeat(None), bodies, salts, prints, digests, repeat(""),
            subjects.old_keys if kind.registers else repeat(""),
            strict=False,
        ),
    )  # fmt: skip


def _bodies(read: Read, clock: str) -> list[str]:
    """Return the canonical bodies: `Envelope.body()` of each row.

    Fields stand in the order of their ids, an empty one not at all. The clock's field is always
    there, so the commas of those before it follow them, and those of the others precede them.
    """
    subjects = read.subjects
    form, told = ['{"code":"%s","fields":{'], [as_json(subjects.codes)]
    behind = False
    for field, texts in read.fields.items():
        behind, was_behind = behind or field == clock, behind
        if not any(texts):
            continue
        pair = f'"{field}":"%s"'
        if field != clock:
            pair = f",{pair}" if was_behind else f"{pair},"
        written = as_json(texts)
        if "" in texts:
            written = [pair % text if text else "" for text in written]
            pair = "%s"
        form.append(pair)
        told.append(written)
    form.append('},"flags":"%s","name":"%s"}')
    told += [subjects.flags, as_json(subjects.names)]
    return list(map("".join(form).__mod__, zip(*told, strict=True)))
