"""What an engine of the population's appraisal is given, and what it returns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from goodstanding.core.policy.shape import Model

Portion = Sequence[Sequence[object]]
"""Some rows; an engine holds no more than one portion outside its own memory."""


class Reader(Protocol):
    """Gives the entities and current records that a model is about."""

    def entities(self, model: Model, *, class_is_on: bool) -> Iterator[Portion]:
        """Yield rows of one entity number, for every entity that the model grades."""

    def records(self, record_type: str, fields: Sequence[str]) -> Iterator[Portion]:
        """Yield rows of entity number, sequence number, clock day (ISO) and the fields' texts."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The appraisal of one entity as an engine gives it: without lines."""

    entity: int
    score: int
    grade: str
    indicators: tuple[int, ...]
    next_change: date | None
