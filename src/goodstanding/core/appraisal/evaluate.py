"""The law: from records that stand on a day to an appraisal.

Plain integers, no database. What this file and its parts say is what a card means; the other
engine is proven equal to it. The method is frozen as `card_v1`: another meaning is a new method.
"""

from collections.abc import Sequence
from datetime import date

from goodstanding.core.appraisal.bounds import bound_lines, total
from goodstanding.core.appraisal.classes import is_graded
from goodstanding.core.appraisal.faults_appraisal import CLASS_IS_OFF, DAY_OUTSIDE
from goodstanding.core.appraisal.matching import Scene, in_order
from goodstanding.core.appraisal.needs import need_outcome
from goodstanding.core.appraisal.next_change import earliest, policy_change
from goodstanding.core.appraisal.outcome import Outcome
from goodstanding.core.appraisal.result import NO_GRADE, Appraisal, Line
from goodstanding.core.appraisal.rules import rule_outcome
from goodstanding.core.appraisal.vetoes import earned, limited, veto_outcome
from goodstanding.core.basis.days import FIRST_DAY, LAST_DAY
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Indicator, Model, Policy
from goodstanding.core.records.envelope import Record


def evaluate(
    model: Model,
    records: Sequence[Record],
    *,
    policy: Policy,
    on: date,
    entity_class: str = "",
    class_basis: str = "",
) -> Appraisal:
    """Return the appraisal of one entity on a day.

    `records` are the entity's, each with its severity and publicity as of `on`. Refused for a
    class that the model turns off (see `classes.is_graded`), and for days outside the calendar.
    """
    check_day(on)
    if not is_graded(model, entity_class, policy=policy, on=on, class_basis=class_basis):
        raise Refused(CLASS_IS_OFF.at(model.id, entity_class=entity_class))
    fields = {name: record_type.fields for name, record_type in policy.record_types.items()}
    scene = Scene(in_order(records), fields, on)
    parts = [(part.id, _indicator_outcome(part, scene)) for part in model.indicators]
    start = model.start.entry_on(on)
    lines = [
        Line(
            kind="start",
            indicator="",
            where="start",
            points=(start.value or 0) if start else 0,
            basis=start.basis if start else model.basis,
        )
    ]
    for _, part in parts:
        lines += part.lines
    lines += bound_lines(
        total(lines), floor=model.floor, cap=model.cap, indicator="", where="total", on=on
    )
    score = total(lines)
    vetoes = [veto_outcome(veto, scene) for veto in model.vetoes]
    needs = [need_outcome(need, scene) for need in model.needs]
    limits = [line.number for veto in vetoes for line in veto.lines]
    is_known = not any(need.lines for need in needs)
    place = earned(score, model.grades, on=on)
    outcomes = [*(part for _, part in parts), *vetoes, *needs]
    return Appraisal(
        model=model.id,
        policy=policy.digest,
        day=on,
        score=score,
        grade=limited(place, model.grades, limits) if is_known else NO_GRADE,
        lines=(*lines, *(line for outcome in vetoes + needs for line in outcome.lines)),
        indicators=tuple((name, part.points) for name, part in parts),
        next_change=earliest(
            [
                policy_change(model, policy, on=on),
                *(outcome.next_change for outcome in outcomes),
            ]
        ),
    )


def check_day(on: date) -> None:
    """Refuse a day outside the calendar; its last day means "never", so it is outside too."""
    if not FIRST_DAY <= on < LAST_DAY:
        raise Refused(
            DAY_OUTSIDE.at("on", day=on.isoformat(), first=FIRST_DAY, last=LAST_DAY.isoformat())
        )


def _indicator_outcome(indicator: Indicator, scene: Scene) -> Outcome:
    """Return the lines of an indicator's rules, then the line of its own bound."""
    rules = [rule_outcome(rule, indicator.id, scene) for rule in indicator.rules]
    lines = tuple(line for rule in rules for line in rule.lines)
    bounds = bound_lines(
        total(lines),
        floor=indicator.floor,
        cap=indicator.cap,
        indicator=indicator.id,
        where=indicator.id,
        on=scene.on,
    )
    return Outcome(lines + bounds, earliest(rule.next_change for rule in rules))
