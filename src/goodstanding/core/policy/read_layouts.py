"""Reads how a department's files are laid out."""

from types import MappingProxyType
from typing import Literal, cast, get_args

from goodstanding.core.policy import faults_policy as kinds
from goodstanding.core.policy.cursor import Cursor
from goodstanding.core.policy.layout_shape import (
    Column,
    Delivery,
    FileFormat,
    Layout,
    SubjectColumns,
    Unit,
)
from goodstanding.core.policy.read_models import PERCENT
from goodstanding.core.policy.read_values import basis, entry_id

Encoding = Literal["utf-8", "gb18030"]
FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)
ENCODINGS: tuple[Encoding, ...] = get_args(Encoding)
DELIVERIES: tuple[Delivery, ...] = get_args(Delivery)
UNITS: tuple[Unit, ...] = get_args(Unit)
WITHDRAW_PERCENT = 10


def layout(cursor: Cursor) -> tuple[str, Layout]:
    """Return one file layout of one department."""
    needed = (
        "id",
        "department",
        "title",
        "basis",
        "record_type",
        "format",
        "encoding",
        "delivery",
        "natural_key",
        "subject",
        "columns",
    )
    keys = cursor.table(needed, ("empty", "withdraw_percent_max"))
    columns = _columns(keys["columns"])
    subject = _subject(keys["subject"])
    empty = keys["empty"].items() if "empty" in keys else ()
    percent = keys.get("withdraw_percent_max")
    found = Layout(
        id=keys["id"].id(),
        department=keys["department"].text(),
        title=keys["title"].term(),
        basis=basis(keys["basis"]),
        record_type=keys["record_type"].text(),
        format=cast("FileFormat", keys["format"].word(FORMATS)),
        encoding=cast("Encoding", keys["encoding"].word(ENCODINGS)),
        delivery=cast("Delivery", keys["delivery"].word(DELIVERIES)),
        natural_key=tuple(item.text() for item in keys["natural_key"].items(least=1)),
        subject=subject,
        columns=MappingProxyType(columns),
        empty=tuple(item.text(empty=True) for item in empty),
        withdraw_percent_max=percent.integer(0, PERCENT) if percent else WITHDRAW_PERCENT,
    )
    return found.id, found


def _columns(cursor: Cursor) -> dict[str, Column]:
    """Return the source columns by name."""
    found: dict[str, Column] = {}
    for item in cursor.items(least=1):
        name = entry_id(item, "name")
        place = item.named(name) if name else item
        if name in found:
            place.fault(kinds.ID_TWICE, id=name)
        keys = place.table(("name",), ("to", "personal", "map", "split", "unit"))
        pairs = keys["map"].free_table() if "map" in keys else {}
        column = Column(
            name=keys["name"].text(),
            to=keys["to"].text() if "to" in keys else None,
            personal="personal" in keys and keys["personal"].flag(),
            map=MappingProxyType({key: to.text() for key, to in pairs.items()}),
            split=keys["split"].text(limit=4) if "split" in keys else None,
            unit=cast("Unit", keys["unit"].word(UNITS)) if "unit" in keys else "one",
        )
        found[column.name] = column
    return found


def _subject(cursor: Cursor) -> SubjectColumns:
    """Return which columns name the organisation."""
    keys = cursor.table(("scheme", "code"), ("name", "old_number", "counterpart", "natural_values"))
    natural = keys["natural_values"].items() if "natural_values" in keys else ()
    return SubjectColumns(
        scheme=keys["scheme"].text(),
        code=keys["code"].text(),
        name=keys["name"].text() if "name" in keys else None,
        old_number=keys["old_number"].text() if "old_number" in keys else None,
        counterpart=keys["counterpart"].text() if "counterpart" in keys else None,
        natural_values=tuple(item.text() for item in natural),
    )
