"""Reads sources, departments, the directory, record types, severities and the calendar."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast, get_args

from goodstanding.core.basis.text import Text
from goodstanding.core.policy import faults_policy as kinds
from goodstanding.core.policy.calendar_shape import CalendarDay
from goodstanding.core.policy.cursor import Cursor
from goodstanding.core.policy.read_values import (
    basis,
    by_id,
    condition,
    dated,
    integer,
    maybe,
)
from goodstanding.core.policy.retraction_shape import Retraction
from goodstanding.core.policy.shape import (
    BasisKind,
    Department,
    DirectoryClass,
    Effect,
    Field,
    FieldKind,
    Openness,
    Publicity,
    RecordType,
    Severity,
    SeverityCase,
    Source,
)

MONTHS_MAX = 600
NUMBER_MAX = 10**15
BASIS_KINDS: tuple[BasisKind, ...] = get_args(BasisKind)
OPENNESS: tuple[Openness, ...] = get_args(Openness)
FIELD_KINDS: tuple[FieldKind, ...] = get_args(FieldKind)
EFFECTS: tuple[Effect, ...] = get_args(Effect)
PUBLICITY = ("by_severity", "months", "until_field", "always")


def source(cursor: Cursor) -> tuple[str, Source]:
    """Return a legal text, a standard, or a demonstration's origin."""
    keys = cursor.table(("id", "kind", "title", "issuer", "number", "from"), ("until", "articles"))
    found = Source(
        id=keys["id"].id(),
        kind=cast("BasisKind", keys["kind"].word(BASIS_KINDS)),
        title=keys["title"].term(),
        issuer=keys["issuer"].term(),
        number=keys["number"].text(),
        start=keys["from"].day(),
        until=keys["until"].day() if "until" in keys else None,
        articles=terms(keys["articles"]) if "articles" in keys else {},
    )
    return found.id, found


def terms(cursor: Cursor) -> Mapping[str, Text]:
    """Return words in both languages by id."""
    return MappingProxyType({key: place.term() for key, place in cursor.free_table().items()})


def department(cursor: Cursor) -> tuple[str, Department]:
    """Return a reporting body."""
    keys = cursor.table(("id", "title"))
    found = Department(keys["id"].id(), keys["title"].term())
    return found.id, found


def directory_class(cursor: Cursor) -> tuple[str, DirectoryClass]:
    """Return a class of the directory."""
    keys = cursor.table(("id", "title", "basis"))
    found = DirectoryClass(keys["id"].id(), keys["title"].term(), basis(keys["basis"]))
    return found.id, found


def severity(cursor: Cursor) -> tuple[str, Severity]:
    """Return a severity class and its publicity clock."""
    needed = ("id", "title", "published", "months_min", "months_max")
    keys = cursor.table(needed)
    months = integer(0, MONTHS_MAX)
    found = Severity(
        id=keys["id"].id(),
        title=keys["title"].term(),
        published=dated(keys["published"], Cursor.flag),
        months_min=dated(keys["months_min"], months),
        months_max=dated(keys["months_max"], months),
    )
    return found.id, found


def record_type(cursor: Cursor) -> tuple[str, RecordType]:
    """Return an entry of the directory of record types."""
    needed = (
        "id",
        "directory",
        "title",
        "basis",
        "openness",
        "effect",
        "clock",
        "fields",
        "publicity",
    )
    may = ("severity", "self_declared", "registers", "prompts_only", "hidden_when", "retraction")
    keys = cursor.table(needed, may)
    fields: dict[str, Field] = {}
    by_id(keys["fields"], _field, fields)
    cases = keys["severity"].items(least=1) if "severity" in keys else ()
    severities = tuple(_severity_case(item) for item in cases)
    publicity = _publicity(keys["publicity"])
    found = RecordType(
        id=keys["id"].id(),
        directory=keys["directory"].text(),
        title=keys["title"].term(),
        basis=basis(keys["basis"]),
        openness=cast("Openness", keys["openness"].word(OPENNESS)),
        effect=cast("Effect", keys["effect"].word(EFFECTS)),
        clock=keys["clock"].text(),
        fields=MappingProxyType(fields),
        publicity=publicity,
        severity=severities,
        self_declared="self_declared" in keys and keys["self_declared"].flag(),
        registers="registers" in keys and keys["registers"].flag(),
        prompts_only="prompts_only" in keys and keys["prompts_only"].flag(),
        hidden_when=condition(keys["hidden_when"]) if "hidden_when" in keys else None,
        retraction=_retraction(keys["retraction"]) if "retraction" in keys else None,
    )
    return found.id, found


def _retraction(cursor: Cursor) -> Retraction:
    """Return when a file takes back what it stated, and what makes that good."""
    keys = cursor.table(("redress", "basis"), ("says", "changed", "gone"))
    return Retraction(
        redress=keys["redress"].id(),
        basis=basis(keys["basis"]),
        says=condition(keys["says"]) if "says" in keys else None,
        changed=tuple(one.id() for one in keys["changed"].items(least=1))
        if "changed" in keys
        else (),
        gone=condition(keys["gone"]) if "gone" in keys else None,
    )


def _field(cursor: Cursor) -> tuple[str, Field]:
    """Return a field of a record type."""
    keys = cursor.table(("id", "kind", "title"), ("required", "choices", "openness", "most"))
    kind = cast("FieldKind", keys["kind"].word(FIELD_KINDS))
    chosen = kind in ("choice", "choices")
    if chosen and "choices" not in keys:
        cursor.fault(kinds.MISSING_KEY, key="choices")
    if not chosen and "choices" in keys:
        keys["choices"].fault(kinds.UNKNOWN_KEY, key="choices", known="id, kind, title")
    if "most" in keys and kind in ("text", "day", "choice", "choices"):
        keys["most"].fault(kinds.UNKNOWN_KEY, key="most", known="id, kind, title")
    found = Field(
        id=keys["id"].id(),
        kind=kind,
        title=keys["title"].term(),
        required="required" in keys and keys["required"].flag(),
        choices=terms(keys["choices"]) if "choices" in keys else {},
        openness=cast("Openness", keys["openness"].word(OPENNESS))
        if "openness" in keys
        else "public",
        most=keys["most"].integer(1, NUMBER_MAX) if "most" in keys else None,
    )
    return found.id, found


def _severity_case(cursor: Cursor) -> SeverityCase:
    """Return one case; without `when` it takes every other record."""
    keys = cursor.table(("severity",), ("when", "basis"))
    return SeverityCase(
        severity=keys["severity"].text(),
        when=condition(keys["when"]) if "when" in keys else None,
        basis=basis(keys["basis"]) if "basis" in keys else None,
    )


def _publicity(cursor: Cursor) -> Publicity:
    """Return how long a record is shown: exactly one way."""
    keys = cursor.table((), PUBLICITY)
    flags = {key: keys[key].flag() for key in ("by_severity", "always") if key in keys}
    if len(keys) != 1 or not all(flags.values()):
        cursor.fault(kinds.PUBLICITY_UNCLEAR)
    return Publicity(
        by_severity=flags.get("by_severity", False),
        months=maybe(keys, "months", integer(0, MONTHS_MAX)),
        until_field=keys["until_field"].text() if "until_field" in keys else None,
        always=flags.get("always", False),
    )


def calendar_day(cursor: Cursor) -> CalendarDay:
    """Return a day off that is no weekend, or a weekend day that is worked."""
    needed = ("day", "works", "title", "basis")
    keys = cursor.table(needed, ("provisional",))
    return CalendarDay(
        day=keys["day"].day(),
        works=keys["works"].flag(),
        title=keys["title"].term(),
        provisional="provisional" in keys and keys["provisional"].flag(),
        basis=basis(keys["basis"]),
    )
