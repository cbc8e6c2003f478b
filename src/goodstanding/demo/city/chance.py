"""The only source of chance here: handed in by a door, drawn from by whole numbers."""

from collections.abc import MutableSequence, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Chance(Protocol):
    """What `random.Random(seed)` is; only `random` is used, whose stream Python keeps stable."""

    def random(self) -> float:
        """Return the next number, at least 0 and less than 1."""
        ...


def below(chance: Chance, limit: int) -> int:
    """Return a whole number at least 0 and less than `limit`."""
    return int(chance.random() * limit)


def one_of(chance: Chance, choices: Sequence[T]) -> T:
    """Return one of the choices, each as likely."""
    return choices[int(chance.random() * len(choices))]


def happens(chance: Chance, percent: int) -> bool:
    """Return whether something of that likelihood happens."""
    return chance.random() * 100 < percent


def shuffle(chance: Chance, cards: MutableSequence[T]) -> None:
    """Put the cards in a random order (Fisher and Yates)."""
    for last in range(len(cards) - 1, 0, -1):
        other = int(chance.random() * (last + 1))
        cards[last], cards[other] = cards[other], cards[last]
