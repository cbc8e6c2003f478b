"""A card as if no dated value of it ever changed again."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import TypeVar

from tests.core.appraisal.cards import LAW, START
from tests.store.analytics.drawn_cards import Card

from goodstanding.core.policy.values_shape import Dated, Value

T = TypeVar("T")


def frozen(card: Card) -> Card:
    """Return a card whose values are for ever what they are on its day."""
    return replace(card, model=_frozen(card.model, card.on), policy=_frozen(card.policy, card.on))


def _frozen(value: T, on: date) -> T:
    """Return a value with every dated value inside it fixed."""
    if isinstance(value, Dated):
        return Dated((Value(START, value.on(on), LAW),))  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(_frozen(one, on) for one in value)  # type: ignore[return-value]
    if isinstance(value, Mapping):
        return {key: _frozen(one, on) for key, one in value.items()}  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.init]
        return replace(value, **{name: _frozen(getattr(value, name), on) for name in names})
    return value
