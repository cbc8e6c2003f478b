"""Small cards and records that tests are written with."""

from collections.abc import Mapping
from datetime import date

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import (
    Field,
    Grade,
    Indicator,
    Model,
    Policy,
    Publicity,
    RecordType,
    Rule,
    Source,
)
from goodstanding.core.policy.values_shape import Dated, T, Value
from goodstanding.core.records.envelope import Record

START = date(2000, 1, 1)
WORDS = Text("词", "word")
DEMO = "demo"
LAW = "law"


def always(value: T) -> Dated[T]:
    """Return a value that has always been in force."""
    return Dated((Value(START, value, DEMO),))


def dated(*values: tuple[date, T]) -> Dated[T]:
    """Return values in force from certain days on."""
    return Dated(tuple(Value(day, value, DEMO) for day, value in values))


def record_type(name: str, **fields: str) -> RecordType:
    """Return a record type that is shown for ever; `fields` maps ids to kinds."""
    found = {key: Field(key, kind, WORDS) for key, kind in fields.items()}  # type: ignore[arg-type]
    return RecordType(
        id=name,
        directory="d",
        title=WORDS,
        basis=LAW,
        openness="public",
        effect="adverse",
        clock="day",
        fields=found,
        publicity=Publicity(always=True),
    )


def policy_of(*record_types: RecordType, models: tuple[Model, ...] = ()) -> Policy:
    """Return a policy of these record types, with one demonstration source and one law."""
    sources = {
        DEMO: Source(DEMO, "demonstration", WORDS, WORDS, "", START),
        LAW: Source(LAW, "law", WORDS, WORDS, "1", START, date(2030, 12, 31), {"3": WORDS}),
    }
    return Policy(
        packs={},
        digest="0" * 64,
        sources=sources,
        departments={},
        directory={},
        record_types={one.id: one for one in record_types},
        severities={},
        models={one.id: one for one in models},
        layouts={},
        calendar={},
    )


def rule(name: str, form: str = "each", of: str = "fine", **values: object) -> Rule:
    """Return a rule."""
    return Rule(id=name, title=WORDS, form=form, of=of, basis=LAW, **values)  # type: ignore[arg-type]


def model(*rules: Rule, floor: int | None = None, cap: int | None = None, **more: object) -> Model:
    """Return a card that starts at 100, with one indicator and grades A (80), B (60) and C."""
    values: dict[str, object] = {
        "id": "card",
        "method": "card_v1",
        "title": WORDS,
        "basis": LAW,
        "schemes": ("cn-uscc",),
        "classes_off": ("92",),
        "start": always(100),
        "indicators": (
            Indicator(
                "conduct",
                WORDS,
                rules,
                floor=None if floor is None else always(floor),
                cap=None if cap is None else always(cap),
            ),
        ),
        "grades": (
            Grade("A", WORDS, always(80)),
            Grade("B", WORDS, always(60)),
            Grade("C", WORDS, None),
        ),
        "no_grade": WORDS,
    }
    return Model(**{**values, **more})  # type: ignore[arg-type]


def record(name: str, day: date, of: str = "fine", **values: object) -> Record:
    """Return a record that stands."""
    fields: Mapping[str, str] = values.pop("fields", {})  # type: ignore[assignment]
    return Record(name, of, "court", day, fields, **values)  # type: ignore[arg-type]
