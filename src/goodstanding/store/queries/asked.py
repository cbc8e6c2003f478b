"""What a reader may ask: days that the register answers for, questions that can be looked up."""

from datetime import date

from goodstanding.core.basis.days import FIRST_DAY, add_months
from goodstanding.core.basis.faults import Fault
from goodstanding.store.queries.faults_queries import (
    DAY_OUT_OF_RANGE,
    NOT_A_DAY,
    TOO_LONG,
    TOO_SHORT,
)

AHEAD_MONTHS = 60
"""So far ahead the rules can be asked what they will say."""
SHORTEST = 2
LONGEST = 100
FIRST_ASKED = FIRST_DAY


def last_asked(today: date) -> date:
    """Return the last day that the register answers for."""
    return add_months(today, AHEAD_MONTHS)


def read_day(typed: str, *, today: date) -> tuple[date, Fault | None]:
    """Return the day asked for (today where nothing was typed, or what was typed is wrong)."""
    if not typed:
        return today, None
    shown = typed[:40]
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return today, NOT_A_DAY.at("on", typed=shown)
    last = last_asked(today)
    if not FIRST_ASKED <= day <= last:
        return today, DAY_OUT_OF_RANGE.at("on", typed=shown, first=FIRST_ASKED, last=last)
    return day, None


def question_fault(asked: str) -> Fault | None:
    """Return why a question cannot be looked up, or None."""
    if len(asked) < SHORTEST:
        return TOO_SHORT.at("q", least=SHORTEST)
    if len(asked) > LONGEST:
        return TOO_LONG.at("q", most=LONGEST)
    return None
