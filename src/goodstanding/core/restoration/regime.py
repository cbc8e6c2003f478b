"""From when a finding can be restored, and under which rules: the milder of those that reach it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goodstanding.core.basis.days import add_months
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.conditions import holds
from goodstanding.core.policy.lists_shape import DesignationList, ExitNeed
from goodstanding.core.policy.rights_shape import Regime
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.envelope import Record

NOT_PUBLISHED = Text("尚未公布，期限未起算", "Not published yet: its months do not run")
NOT_PERFORMED = Text("义务尚未履行，期限未起算", "Not performed yet: its months do not run")
OWN_RULES = Text(
    "名单自身的规定优先于一般期限", "The list's own months prevail over the general ones"
)
NO_RULE = Text(
    "没有可以提前修复的规定，到期自动停止", "No rule lets it end early: it ends by itself"
)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to be restored: under which rules, why these, and from which day on.

    `earliest` is None where the way is closed or its months do not run yet; `why` says so.
    """

    rules: str
    title: Text
    basis: str
    why: Text
    earliest: date | None
    months: int | None
    needs: tuple[ExitNeed, ...] = ()


def way_of_record(policy: Policy, record: Record, *, on: date) -> tuple[Way, tuple[Way, ...]]:
    """Return the way that governs a record on a day, and the others that were looked at."""
    ways = tuple(_ways(policy, record))
    return _governing(policy, ways, on=on), ways


def speaks_against(policy: Policy, record: Record) -> bool:
    """Return whether a record of an adverse kind says anything that could be restored.

    False only where every regime of its kind says which findings those are, and it is none.
    """
    known = [one for one in policy.regimes.values() if record.record_type in one.of]
    return not known or any(_is_meant(policy, one, record) for one in known)


def _is_meant(policy: Policy, regime: Regime, record: Record) -> bool:
    """Return whether a regime means findings such as this one."""
    condition = regime.only_when.get(record.record_type)
    types = policy.record_types[record.record_type].fields
    return condition is None or holds(
        condition, record.fields, severity=record.severity, types=types
    )


def _ways(policy: Policy, record: Record) -> Iterator[Way]:
    """Yield every regime that reaches the record, closed ones too."""
    record_type = policy.record_types[record.record_type]
    for regime in policy.regimes.values():
        if record.record_type not in regime.of or not (
            _reaches(regime, record.day) and _is_meant(policy, regime, record)
        ):
            continue
        months = _months(policy, regime, record.severity)
        closed = record.record_type in regime.closed_when and holds(
            regime.closed_when[record.record_type],
            record.fields,
            severity=record.severity,
            types=record_type.fields,
        )
        earliest = None
        if not closed and months is not None:
            day = max(add_months(record.day, months), regime.applies_from)
            earliest = day if day <= (regime.applies_until or date.max) else None
        yield Way(
            rules=regime.id,
            title=regime.title,
            basis=regime.basis,
            why=regime.why,
            earliest=earliest,
            months=months,
            needs=regime.needs,
        )


def _reaches(regime: Regime, day: date) -> bool:
    """Return whether a finding of a day falls under a regime."""
    return regime.decided_from <= day <= (regime.decided_until or date.max)


def _months(policy: Policy, regime: Regime, severity: str) -> int | None:
    """Return the least months of publicity under a regime; 0 where the type has no classes."""
    if not severity:
        return 0
    known = policy.severities.get(severity)
    return known.months_min.on(regime.applies_from) if known else None


def _governing(policy: Policy, ways: tuple[Way, ...], *, on: date) -> Way:
    """Return the newest rules that are open on the day, or else those that open first.

    A later rule thus governs as soon as it lets one apply, and never puts off what an older allows.
    """
    open_ways = [way for way in ways if way.earliest is not None]
    if not open_ways:
        return ways[-1] if ways else Way("", Text("", ""), "", NO_RULE, None, None)

    def started(way: Way) -> int:
        return -policy.regimes[way.rules].applies_from.toordinal()

    now = [way for way in open_ways if way.earliest is not None and way.earliest <= on]
    if now:
        return min(now, key=started)
    return min(open_ways, key=lambda way: (way.earliest or date.max, started(way)))


def way_of_entry(
    entry: DesignationList,
    *,
    decided: date,
    performed: date | None,
    published: date | None,
) -> Way:
    """Return the way off a list: its own months, counted from its own day."""
    found = entry.early_exit
    if found is None:
        until_performed = entry.until_performed and performed is not None
        return Way(
            rules=entry.id,
            title=entry.title,
            basis=entry.basis,
            why=OWN_RULES if entry.until_performed else NO_RULE,
            earliest=performed if until_performed else None,
            months=0 if entry.until_performed else None,
            needs=("performed",) if entry.until_performed else (),
        )
    start = {"decided": decided, "performed": performed, "published": published}[found.starts]
    missing = NOT_PERFORMED if found.starts == "performed" else NOT_PUBLISHED
    months = found.after_months.on(decided)
    now = None if start is None else found.after_months.on(start)
    known = [value for value in (months, now) if value is not None]
    earliest = add_months(start, min(known)) if start is not None and known else None
    return Way(
        rules=entry.id,
        title=entry.title,
        basis=found.basis,
        why=OWN_RULES if start is not None else missing,
        earliest=earliest,
        months=min(known, default=None),
        needs=found.needs,
    )
