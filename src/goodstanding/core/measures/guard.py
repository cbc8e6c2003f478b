"""The proportionality guard: every rule that a proposed measure breaks, or nothing.

It proposes nothing and decides nothing; what it refuses cannot be decided.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from goodstanding.core.basis.days import add_months
from goodstanding.core.basis.faults import Fault
from goodstanding.core.basis.text import joined
from goodstanding.core.measures import faults_measures as kinds
from goodstanding.core.measures.facts import InForce, Mode, Proposed
from goodstanding.core.policy.check_records import SCHEMES
from goodstanding.core.policy.lists_shape import Anchor, Measure
from goodstanding.core.policy.shape import Policy
from goodstanding.core.policy.titles import class_title, conduct_title, office_title
from goodstanding.core.policy.values_shape import Dated

CITED = re.compile(r"([a-z0-9_-]+)#([a-z0-9_-]+)")
"""How a deviation cites an article: as the packs name it."""


def guard(
    policy: Policy,
    proposed: Proposed,
    others: Sequence[InForce],
    *,
    on: date,
    mode: Mode = "production",
) -> tuple[Fault, ...]:
    """Return every rule that a proposal breaks. `others`: all measures ever taken on the entity."""
    where = f"{proposed.addressee}/{proposed.measure}/{proposed.anchor}"
    measure = policy.measures.get(proposed.measure)
    if measure is None:
        known = joined(one.title for one in policy.measures.values())
        return (kinds.NOT_IN_LIST.at(where, id=proposed.measure, known=known),)
    found = list(_of_measure(proposed, measure, where))
    anchor = measure.anchors.get(proposed.anchor)
    if anchor is None:
        known = joined(one.title for one in measure.anchors.values())
        found.append(
            kinds.NO_BASIS.at(where, id=measure.title, anchor=proposed.anchor or "-", known=known)
        )
    else:
        found += _of_anchor(policy, proposed, anchor, where, mode=mode)
        found += _of_term(policy, proposed, anchor, where, mode=mode)
        found += _of_others(policy, measure, anchor, proposed, others, where)
    found += _of_conduct(policy, proposed, where, on=on)
    return tuple(found)


def _of_measure(proposed: Proposed, measure: Measure, where: str) -> Iterator[Fault]:
    """Yield what is wrong with the measure itself, whoever it is against."""
    if measure.executable != "here" or measure.target != "organisation":
        yield kinds.NEVER_EXECUTED.at(where, id=measure.title)
    if proposed.category != measure.category:
        yield kinds.WRONG_CATEGORY.at(
            where, id=measure.title, right=measure.category, category=proposed.category or "-"
        )
    if not proposed.decision.strip():
        yield kinds.NO_OWN_DECISION.at(where)


def _of_anchor(
    policy: Policy, proposed: Proposed, anchor: Anchor, where: str, *, mode: Mode
) -> Iterator[Fault]:
    """Yield what the legal ground does not carry: time, class, relation, body."""
    source = policy.source_of(anchor.basis)
    conduct = proposed.conduct
    for day in (conduct.happened or conduct.day, proposed.starts):
        if not source.start <= day <= (source.until or date.max):
            yield kinds.NOT_YET_LAW.at(where, basis=source.title, day=day)
            break
    if mode == "production" and source.kind == "demonstration":
        yield kinds.ONLY_DEMONSTRATION.at(where, basis=source.title)
    if conduct.severity not in anchor.classes:
        known = joined(class_title(policy, one) for one in anchor.classes)
        severity = class_title(policy, conduct.severity or "-")
        yield kinds.WRONG_CLASS.at(where, severity=severity, known=known)
    if conduct.kind not in anchor.conducts:
        known = joined(conduct_title(policy, one) for one in anchor.conducts)
        yield kinds.UNRELATED.at(where, kind=conduct_title(policy, conduct.kind), known=known)
    if proposed.body not in anchor.bodies:
        known = joined(office_title(policy, one) for one in anchor.bodies)
        yield kinds.WRONG_BODY.at(where, body=office_title(policy, proposed.body), known=known)


def _of_term(
    policy: Policy, proposed: Proposed, anchor: Anchor, where: str, *, mode: Mode
) -> Iterator[Fault]:
    """Yield what is wrong with the time: none, too long, or one that only a demonstration says."""
    conduct = proposed.conduct
    days = (conduct.happened or conduct.day, proposed.starts)
    if anchor.months_max is None:
        review = _least(anchor.review_months, days) or 0
        soon = (proposed.review_months, proposed.months)
        if not any(months is not None and 0 < months <= review for months in soon):
            yield kinds.NO_END.at(where, most=review)
        return
    if proposed.months is None or proposed.months < 1:
        yield kinds.NO_END.at(where, most=0)
        return
    most = _least(anchor.months_max, days)
    if most is None or proposed.months > most:
        yield kinds.OVER_TERM.at(where, months=proposed.months, most=most or 0)
    least = _least(anchor.months_min, days)
    if least is not None and proposed.months < least and not _cited(policy, proposed.deviation):
        yield kinds.UNDER_TERM.at(where, months=proposed.months, least=least)
    entry = anchor.months_max.entry_on(proposed.starts)
    if (
        mode == "production"
        and entry is not None
        and policy.source_of(entry.basis).kind == "demonstration"
    ):
        yield kinds.ONLY_DEMONSTRATION.at(where, basis=policy.source_of(entry.basis).title)


def _cited(policy: Policy, deviation: str) -> bool:
    """Return whether a deviation cites an article of a law that the packs know."""
    return any(
        (source := policy.sources.get(law)) is not None
        and source.kind == "law"
        and article in source.articles
        for law, article in CITED.findall(deviation)
    )


def _least(dated: Dated[int] | None, days: tuple[date, ...]) -> int | None:
    """Return the milder of the values on some days; None where one of them has none."""
    values = [dated.on(day) if dated else None for day in days]
    known = [value for value in values if value is not None]
    return min(known) if len(known) == len(values) else None


def _of_others(
    policy: Policy,
    measure: Measure,
    anchor: Anchor,
    proposed: Proposed,
    others: Sequence[InForce],
    where: str,
) -> Iterator[Fault]:
    """Yield the measure by which the same conduct was counted already, by any document."""
    for other in others:
        if other.conduct != proposed.conduct.id or other.measure != measure.id:
            continue
        before = measure.anchors.get(other.anchor)
        shared = before is None or bool(set(before.acts) & set(anchor.acts))
        if other.body == proposed.body or shared or other.anchor == anchor.id:
            yield kinds.COUNTED_TWICE.at(
                where, conduct=conduct_title(policy, other.conduct), other=other.id
            )
            return


def _of_conduct(policy: Policy, proposed: Proposed, where: str, *, on: date) -> Iterator[Fault]:
    """Yield what is wrong between the conduct and whom the measure is against."""
    conduct = proposed.conduct
    if proposed.addressee.partition(":")[0] not in SCHEMES:
        yield kinds.NOT_ORGANISATION.at(where, addressee=proposed.addressee or "-")
    if conduct.subject != proposed.addressee:
        yield kinds.NOT_ADDRESSEE.at(
            where, subject=conduct.subject or "-", addressee=proposed.addressee or "-"
        )
    if proposed.starts < on:
        yield kinds.STARTS_BEFORE.at(where, starts=proposed.starts, day=on)
    known = policy.conducts.get(conduct.kind)
    months = known.limit_months.on(on) if known else None
    if months is not None and add_months(conduct.day, months) < on:
        yield kinds.TOO_OLD.at(where, day=conduct.day, months=months)
