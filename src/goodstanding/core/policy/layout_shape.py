"""How a department's file is read: the shape of a layout and its columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from goodstanding.core.basis.text import Text

FileFormat = Literal["csv", "xlsx", "jsonl", "parquet"]
Delivery = Literal["changes", "snapshot"]
Unit = Literal["yuan", "wan_yuan", "fen", "one"]


@dataclass(frozen=True, slots=True)
class Column:
    """What becomes of one source column: to a field, dropped as personal, or ignored."""

    name: str
    to: str | None = None
    personal: bool = False
    map: Mapping[str, str] = field(default_factory=dict)
    split: str | None = None
    unit: Unit = "one"


@dataclass(frozen=True, slots=True)
class SubjectColumns:
    """Which columns name the organisation that a row is about."""

    scheme: str
    code: str
    name: str | None = None
    old_number: str | None = None
    counterpart: str | None = None
    natural_values: tuple[str, ...] = ()
    """Values of the `counterpart` column that mean a natural person: such rows are refused."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One file layout of one department."""

    id: str
    department: str
    title: Text
    basis: str
    record_type: str
    format: FileFormat
    encoding: Literal["utf-8", "gb18030"]
    delivery: Delivery
    natural_key: tuple[str, ...]
    subject: SubjectColumns
    columns: Mapping[str, Column]
    empty: tuple[str, ...] = ()
    withdraw_percent_max: int = 10
