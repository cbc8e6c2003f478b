"""What one part of a model gives: its lines, and the next day on which they may be others."""

from dataclasses import dataclass
from datetime import date

from goodstanding.core.appraisal.bounds import total
from goodstanding.core.appraisal.result import Line


@dataclass(frozen=True, slots=True)
class Outcome:
    """The lines of one part of a model, and the next day on which they may be others."""

    lines: tuple[Line, ...]
    next_change: date | None

    @property
    def points(self) -> int:
        """Return the sum of the lines."""
        return total(self.lines)


NOTHING = Outcome((), None)
