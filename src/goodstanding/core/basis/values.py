"""Values that are made many times: frozen to the type checker, and cheap to make.

A frozen dataclass guards each field as it is set, which takes four times as long as making it.
Where one is made with every event of every case, mypy's word that nobody changes it is enough:
`make check` asks mypy about everything.
"""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(cls: type[T]) -> type[T]:
    """Return a dataclass with slots of which mypy lets nobody set a field."""
    return dataclass(slots=True)(cls)
