"""The records behind the grades: one row for every record that matches a part of a card.

Columns of a record type's evidence: entity, seq, then for each part about the type `<part>`: what
the record gives to it (its points under form `each`, its share of a count or sum, 1 for a veto or
need), NULL where it does not match. For form `each` also `g_<part>`, the first day on which the
record matches no longer; what it is worth until then the law says on reading. A rule that one
record decides (`latest`, `days_since`) names it beside the grade, so it has no column here.
"""

from collections.abc import Sequence
from datetime import date

from sqlglot import exp

from goodstanding.core.policy.shape import Policy
from goodstanding.store.analytics.compile_days import clock, earliest
from goodstanding.store.analytics.compile_parts import (
    ENTITY,
    SEQ,
    Part,
    judged_records,
)
from goodstanding.store.analytics.compile_records import Publicity
from goodstanding.store.analytics.compile_turns import Turn
from goodstanding.store.analytics.compile_words import (
    alias,
    case,
    column,
    number,
    or_else,
    select,
)
from goodstanding.store.analytics.typed import Codes


def shows_records(part: Part) -> bool:
    """Return whether all matching records explain a part, and not just the one that decides."""
    return part.way == "sum" or part.name.startswith("n")


def evidence_of_type(
    parts: Sequence[Part], policy: Policy, codes: Codes, *, on: date
) -> exp.Select | None:
    """Return the evidence of one record type, in the order of its records; None for none."""
    told = [part for part in parts if shows_records(part)]
    if not told:
        return None
    publicity = Publicity(told[0].chosen.record_type, policy, codes, on)
    columns = [column(ENTITY), column(SEQ)]
    for part in told:
        columns += _columns(part, publicity)
    judged = judged_records(told, publicity, policy, codes, on=on, arrivals=False)
    return select(columns, judged, "judged")


def _columns(part: Part, publicity: Publicity) -> list[exp.Expr]:
    """Return what a record gives to one part, and for form `each` until when."""
    gives = or_else(part.share.copy(), number(0)) if part.way == "sum" else number(1)
    found = [alias(case([(column(f"is_{part.name}"), gives)]), part.name)]
    if part.is_each:
        until = leaving(part, publicity)
        found.append(alias(case([(column(f"is_{part.name}"), until)]), f"g_{part.name}"))
    return found


def leaving(part: Part, publicity: Publicity) -> exp.Expr:
    """Return the first day on which a matching record matches no longer, NULL where none is known.

    Publicity that lasts as long as the window, or longer, never ends a match.
    """
    months = part.chosen.months
    days = [Turn(months=months).counted_from(clock())] if months else []
    until = publicity.until()
    if until is not None:
        days.append(until)
    over = [
        (guard, turn.counted_from(clock()))
        for guard, turn in publicity.turns()
        if months is None or turn.months < months
    ]
    return earliest([*days, *([case(over)] if over else [])])
