"""Records in SQL: severity and publicity from the pack, and which records stand on a day.

Columns of a record relation: entity, seq, day, one text a field (`f_...`), and, computed here,
severity, last_day (the last day of publicity, NULL: open) for the records that may be disclosed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from goodstanding.core.basis.days import LAST_DAY
from goodstanding.core.policy.conditions import SEVERITY
from goodstanding.core.policy.shape import Dated, Policy, RecordType
from goodstanding.store.analytics.compile_conditions import condition_holds, field_column
from goodstanding.store.analytics.compile_days import (
    after,
    clock,
    day,
    earliest,
    have_passed,
    in_months,
    months_later,
)
from goodstanding.store.analytics.compile_words import (
    alias,
    all_of,
    any_of,
    case,
    cast,
    column,
    is_null,
    null,
    opposite,
    text,
    with_star,
)

LAST = "last_day"


@dataclass(frozen=True, slots=True)
class Period:
    """Records under certain conditions are shown for `months` (None: not at all)."""

    severity: str | None
    since: date | None
    months: int | None

    def guard(self) -> exp.Expr:
        """Return whether a record is of this severity, with a clock day from `since` on."""
        parts: list[exp.Expr] = []
        if self.severity is not None:
            parts.append(exp.EQ(this=column(SEVERITY), expression=text(self.severity)))
        if self.since is not None:
            parts.append(exp.GTE(this=clock(), expression=day(self.since)))
        return all_of(parts)


def raw_name(record_type: str) -> str:
    """Return the table that holds a type's records as they were read."""
    return f"records_{record_type}"


def shown_records(record_type: RecordType, policy: Policy, *, on: date) -> exp.Select:
    """Return the records of a type that may be disclosed, with severity and last day."""
    judged = with_star([alias(severity_case(record_type), SEVERITY)], raw_name(record_type.id))
    may, last_day = publicity(record_type, policy, on=on)
    shown = with_star([alias(last_day, LAST)], judged, "judged")
    return shown.where(may, copy=False)


def severity_case(record_type: RecordType) -> exp.Expr:
    """Return the severity class of a record: its first case that holds, else NULL."""
    if not record_type.severity:
        return null("varchar")
    return case(
        [
            (condition_holds(one.when, record_type.fields), text(one.severity))
            for one in record_type.severity
        ]
    )


def publicity(record_type: RecordType, policy: Policy, *, on: date) -> tuple[exp.Expr, exp.Expr]:
    """Return whether a record may be disclosed at all, and its last day."""
    if record_type.openness != "public":
        return exp.false(), null("date")
    is_open: exp.Expr = exp.true()
    if record_type.hidden_when is not None:
        is_open = opposite(condition_holds(record_type.hidden_when, record_type.fields))
    kind = record_type.publicity
    if kind.until_field is not None:
        return is_open, cast(field_column(kind.until_field), "date")
    if kind.months is None and not kind.by_severity:
        return is_open, null("date")
    periods = list(publicity_periods(record_type, policy, on=on))
    is_shown = case(
        [(one.guard(), exp.true() if one.months is not None else exp.false()) for one in periods],
        exp.false(),
    )
    last_days = [
        (one.guard(), null("date") if one.months is None else months_later(one.months))
        for one in periods
    ]
    return all_of((is_open, is_shown)), case(last_days)


def publicity_periods(record_type: RecordType, policy: Policy, *, on: date) -> Iterator[Period]:
    """Yield publicity by severity and by the period of the clock day, latest period first.

    The milder of the values in force on the clock day and on `on` decides, so each period has
    one number of months.
    """
    months = record_type.publicity.months
    if months is not None:
        yield from _periods(None, None, months, on=on)
        return
    for severity in policy.severities.values():
        yield from _periods(severity.id, severity.published, severity.months_max, on=on)


def _periods(
    severity: str | None, published: Dated[bool] | None, months: Dated[int], *, on: date
) -> Iterator[Period]:
    """Yield the periods of one severity class."""
    starts = {entry.start for entry in months.values}
    starts |= {entry.start for entry in published.values} if published else set()
    for start in (*sorted(starts, reverse=True), None):
        flags = [_value(published, start), published.on(on)] if published else []
        values = [value for value in (_value(months, start), months.on(on)) if value is not None]
        is_off = any(flag is False for flag in flags) or not values
        yield Period(severity, start, None if is_off else min(values))


def _value(dated: Dated[bool] | Dated[int], start: date | None) -> bool | int | None:
    """Return the value in force at the start of a period (None: before all of them)."""
    return None if start is None else dated.on(start)


# --- on a day --------------------------------------------------------------------------------


def standing(months: int | None, *, on: date) -> exp.Expr:
    """Return whether a record stands: not of a later day, shown, inside the window."""
    parts = [exp.LTE(this=clock(), expression=day(on)), _is_shown_on(day(on))]
    if months is not None:
        parts.append(opposite(have_passed(months, on=on)))
    return all_of(parts)


def arriving(*, on: date) -> exp.Expr:
    """Return whether a record is of a later day and will be shown on it."""
    return all_of(
        (
            exp.GT(this=clock(), expression=day(on)),
            exp.LT(this=clock(), expression=day(LAST_DAY)),
            _is_shown_on(clock()),
        )
    )


def gone(months: int | None, *, on: date) -> exp.Expr:
    """Return the first day on which a standing record stands no longer, or NULL."""
    days = [after(LAST, on=on)]
    if months is not None:
        days.append(in_months(months, on=on))
    return earliest(days)


def _is_shown_on(moment: exp.Expr) -> exp.Expr:
    """Return whether a record that may be disclosed is still shown on a day."""
    return any_of((is_null(column(LAST)), exp.GTE(this=column(LAST), expression=moment)))
