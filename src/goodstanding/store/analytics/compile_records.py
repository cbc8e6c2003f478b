"""Records in SQL: severity and publicity from the pack, and which records stand on a day.

Columns of a record relation: entity, seq, day, one column a field (`f_...`, see `typed.py`), and,
computed here, severity: the place of the record's class in the packs' order.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlglot import exp

from goodstanding.core.basis.days import LAST_DAY
from goodstanding.core.policy.conditions import SEVERITY
from goodstanding.core.policy.shape import Policy, RecordType
from goodstanding.core.policy.values_shape import Dated
from goodstanding.store.analytics.compile_conditions import condition_holds, field_column
from goodstanding.store.analytics.compile_days import (
    after,
    clock,
    day,
    have_passed,
    last_passed,
)
from goodstanding.store.analytics.compile_turns import Turn
from goodstanding.store.analytics.compile_words import (
    alias,
    all_of,
    any_of,
    case,
    column,
    is_null,
    null,
    number,
    opposite,
    with_star,
)
from goodstanding.store.analytics.typed import Codes, severity_words


@dataclass(frozen=True, slots=True)
class Period:
    """Records under certain conditions are shown for `months` (None: not at all).

    `severity`: the place of the class (None: any).
    """

    severity: int | None
    since: date | None
    months: int | None

    def guard(self) -> exp.Expr:
        """Return whether a record is of this severity, with a clock day from `since` on."""
        parts: list[exp.Expr] = []
        if self.severity is not None:
            parts.append(exp.EQ(this=column(SEVERITY), expression=number(self.severity)))
        if self.since is not None:
            parts.append(exp.GTE(this=clock(), expression=day(self.since)))
        return all_of(parts)


def raw_name(record_type: str) -> str:
    """Return the table that holds a type's records as they were read."""
    return f"records_{record_type}"


def shown_records(record_type: RecordType, policy: Policy, codes: Codes, *, on: date) -> exp.Select:
    """Return the records of a type that may be disclosed, with their severity."""
    severity = alias(severity_case(record_type, policy, codes), SEVERITY)
    judged = with_star([severity], raw_name(record_type.id))
    may = Publicity(record_type, policy, codes, on).may()
    return with_star([], judged, "judged").where(may, copy=False)


def severity_case(record_type: RecordType, policy: Policy, codes: Codes) -> exp.Expr:
    """Return the place of a record's severity class: its first case that holds, else NULL."""
    if not record_type.severity:
        return null("smallint")
    places = severity_words(policy)
    return case(
        [
            (condition_holds(one.when, codes), number(places.index(one.severity)))
            for one in record_type.severity
        ]
    )


class Publicity:
    """How long records of a type are shown, as expressions; each call makes new nodes.

    The milder of the values in force on the clock day and on `on` decides, so each period of the
    clock day has one number of months.
    """

    def __init__(self, record_type: RecordType, policy: Policy, codes: Codes, on: date) -> None:
        """Take a record type, as of a day."""
        self._type = record_type
        self._codes = codes
        self._on = on
        kind = record_type.publicity
        self._until = kind.until_field
        self._timed = kind.until_field is None and (kind.months is not None or kind.by_severity)
        self._periods = tuple(publicity_periods(record_type, policy, on=on)) if self._timed else ()

    def may(self) -> exp.Expr:
        """Return whether a record may be disclosed at all."""
        if self._type.openness != "public":
            return exp.false()
        is_open: exp.Expr = exp.true()
        if self._type.hidden_when is not None:
            is_open = opposite(condition_holds(self._type.hidden_when, self._codes))
        if not self._timed:
            return is_open
        is_timed = self._by_period(lambda _months: exp.true(), exp.false(), exp.false())
        return all_of((is_open, is_timed))

    def is_shown(self) -> exp.Expr:
        """Return whether a record that may be disclosed is still shown on the day."""
        if self._until is not None:
            return is_shown_until(self._until, day(self._on))
        if not self._timed:
            return exp.true()
        over = self._on - timedelta(days=1)
        return self._by_period(
            lambda months: opposite(have_passed(months, on=over)), exp.false(), exp.false()
        )

    def is_shown_at_first(self) -> exp.Expr:
        """Return whether a record that may be disclosed is shown on its clock day."""
        if self._until is not None:
            return is_shown_until(self._until, clock())
        return exp.true()

    def hidden_up_to(self) -> date | None:
        """Return a clock day up to which no record is shown any more (None: none is known)."""
        months = [one.months for one in self._periods if one.months is not None]
        return last_passed(max(months), on=self._on - timedelta(days=1)) if months else None

    def over(self) -> exp.Expr | None:
        """Return the day after publicity where it is still to come, else NULL (None: it stays)."""
        if self._until is not None:
            return after(field_column(self._until), on=self._on)
        if not self._timed:
            return None
        return self._by_period(
            lambda months: Turn(months, 1).to_come(on=self._on), null("date"), null("date")
        )

    def turns(self) -> list[tuple[exp.Expr, Turn]]:
        """Return when publicity of some months is over, each with the records it is for."""
        return [
            (guard, Turn(one.months, 1))
            for one, guard in zip(self._periods, self._apart(), strict=True)
            if one.months is not None
        ]

    def until(self) -> exp.Expr | None:
        """Return when publicity until a day that a field says is over (None: no such field)."""
        return None if self._until is None else self.over()

    def _apart(self) -> list[exp.Expr]:
        """Return for each period whether it is the first that a record falls into."""
        found = []
        for nth, one in enumerate(self._periods):
            earlier = [before for before in self._periods[:nth] if before.severity == one.severity]
            missed = [opposite(before.guard()) for before in earlier]
            found.append(all_of([one.guard(), *missed]))
        return found

    def _by_period(
        self, shown: Callable[[int], exp.Expr], hidden: exp.Expr, otherwise: exp.Expr
    ) -> exp.Expr:
        """Return what `shown` says of the months of a record's period."""
        return case(
            [
                (one.guard(), hidden.copy() if one.months is None else shown(one.months))
                for one in self._periods
            ],
            otherwise,
        )


def publicity_periods(record_type: RecordType, policy: Policy, *, on: date) -> Iterator[Period]:
    """Yield publicity by severity and by the period of the clock day, latest period first."""
    months = record_type.publicity.months
    if months is not None:
        yield from _periods(None, None, months, on=on)
        return
    for place, severity in enumerate(policy.severities.values()):
        yield from _periods(place, severity.published, severity.months_max, on=on)


def _periods(
    severity: int | None, published: Dated[bool] | None, months: Dated[int], *, on: date
) -> Iterator[Period]:
    """Yield the periods of one severity class; an earlier one that says the same is no other."""
    found: list[Period] = []
    starts = {entry.start for entry in months.values}
    starts |= {entry.start for entry in published.values} if published else set()
    for start in (*sorted(starts, reverse=True), None):
        flags = [_value(published, start), published.on(on)] if published else []
        values = [value for value in (_value(months, start), months.on(on)) if value is not None]
        is_off = any(flag is False for flag in flags) or not values
        one = Period(severity, start, None if is_off else min(values))
        if found and found[-1].months == one.months:
            found.pop()
        found.append(one)
    yield from found


def _value(dated: Dated[bool] | Dated[int], start: date | None) -> bool | int | None:
    """Return the value in force at the start of a period (None: before all of them)."""
    return None if start is None else dated.on(start)


# --- on a day --------------------------------------------------------------------------------


def standing(publicity: Publicity, months: int | None, *, on: date) -> exp.Expr:
    """Return whether a record stands: not of a later day, shown, inside the window."""
    parts = [exp.LTE(this=clock(), expression=day(on)), publicity.is_shown()]
    if months is not None:
        parts.append(opposite(have_passed(months, on=on)))
    return all_of(parts)


def arriving(publicity: Publicity, *, on: date) -> exp.Expr:
    """Return whether a record is of a later day and will be shown on it."""
    return all_of(
        (
            exp.GT(this=clock(), expression=day(on)),
            exp.LT(this=clock(), expression=day(LAST_DAY)),
            publicity.is_shown_at_first(),
        )
    )


def is_shown_until(field: str, moment: exp.Expr) -> exp.Expr:
    """Return whether the day in a field, where there is one, is not before a moment."""
    name = field_column(field)
    return any_of((is_null(name.copy()), exp.GTE(this=name, expression=moment)))
