"""The date field of the entity page: what was typed, the day shown instead, and why."""

from dataclasses import dataclass
from datetime import date

from goodstanding.core.basis.text import Language
from goodstanding.store.queries.asked import FIRST_ASKED, last_asked, read_day


@dataclass(frozen=True, slots=True)
class AskedDay:
    """The day to show, what stands in the field, and the fault in words ("" where none)."""

    day: date
    typed: str
    fault: str
    chosen: bool
    first: date
    last: date


def asked_day(typed: str, *, today: date, language: Language) -> AskedDay:
    """Return the day of the address's `on`; without one, or with a wrong one, today."""
    text = typed.strip()
    day, fault = read_day(text, today=today)
    words = f"{fault.what.in_(language)} {fault.next.in_(language)}" if fault else ""
    return AskedDay(
        day=day,
        typed=text[:40] if text else today.isoformat(),
        fault=words,
        chosen=bool(text) and fault is None,
        first=FIRST_ASKED,
        last=last_asked(today),
    )
