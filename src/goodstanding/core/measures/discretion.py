"""What who decides may choose from: the terms that a measure's grounds allow for a conduct."""

import re
from dataclasses import dataclass
from datetime import date

from goodstanding.core.policy.lists_shape import Measure
from goodstanding.core.policy.rights_shape import ClockId
from goodstanding.core.policy.shape import Policy

LIKE_CASES: ClockId = "like_cases"
YEAR = 12
SEPARATORS = re.compile(r"[\s|,，、;；]+")


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of a measure for a conduct, with the fewest and the most months that it allows.

    `most` is None where it lasts until something is done.
    """

    anchor: str
    least: int
    most: int | None


def named_measures(said: str) -> list[str]:
    """Return the measures that a form names, each perhaps with its ground."""
    return [one for one in SEPARATORS.split(said) if one]


def grounds_for(measure: Measure, conduct: str, *, on: date) -> tuple[Ground, ...]:
    """Return on which grounds a measure may follow a kind of conduct on a day."""
    return tuple(
        Ground(
            one.id,
            (one.months_min.on(on) if one.months_min else None) or 1,
            one.months_max.on(on) if one.months_max else None,
        )
        for one in measure.anchors.values()
        if conduct in one.conducts
    )


def kind_of(policy: Policy, conduct: str) -> str:
    """Return the kind of a conduct as a form names it, "" where the packs know none such."""
    kind = conduct.partition(":")[0].strip()
    return kind if kind in policy.conducts else ""


def like_cases_since(policy: Policy, *, on: date) -> date:
    """Return the first day of the month from which like cases are shown: the packs say how far."""
    within = policy.within(LIKE_CASES, on=on)
    back = within.count if within and within.unit == "months" else YEAR
    year, month = divmod(on.year * YEAR + on.month - 1 - back, YEAR)
    return date(year, month + 1, 1)
