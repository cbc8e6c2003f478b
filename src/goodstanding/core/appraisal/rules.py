"""What a rule gives: the lines of its form, then the line of its bound."""

from goodstanding.core.appraisal.bounds import bound_lines
from goodstanding.core.appraisal.each import each_outcome
from goodstanding.core.appraisal.matching import Scene
from goodstanding.core.appraisal.measure import measure_outcome
from goodstanding.core.appraisal.outcome import NOTHING, Outcome
from goodstanding.core.policy.shape import Rule


def rule_outcome(rule: Rule, indicator: str, scene: Scene) -> Outcome:
    """Return what a rule gives; nothing, not even a bound, while its points are not in force."""
    form = each_outcome if rule.form == "each" else measure_outcome
    inner = form(rule, indicator, scene)
    if inner is None:
        return NOTHING
    bounds = bound_lines(
        inner.points,
        floor=rule.floor,
        cap=rule.cap,
        indicator=indicator,
        where=rule.id,
        on=scene.on,
    )
    return Outcome(inner.lines + bounds, inner.next_change)
