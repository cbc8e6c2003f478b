"""Production mode: what works against an entity needs a law or a standard, no demonstration."""

from collections.abc import Iterator, Sequence

from goodstanding.core.policy import faults_policy_join as kinds
from goodstanding.core.policy.check import Ground, parts
from goodstanding.core.policy.lists_shape import Anchor, DesignationList
from goodstanding.core.policy.read import Draft
from goodstanding.core.policy.shape import Model, RecordType, Rule, Step
from goodstanding.core.policy.values_shape import Dated, Value


def check_production(on: Ground, draft: Draft) -> None:
    """Refuse every adverse effect that rests on a demonstration basis."""
    for path, basis in _adverse(draft):
        source = on.sources.get(basis.partition("#")[0])
        if source is not None and source.kind == "demonstration":
            on.note(draft, path, kinds.DEMONSTRATION, source=source.id)


def _adverse(draft: Draft) -> Iterator[tuple[str, str]]:
    """Return the path and basis of everything that works against an entity."""
    for found in draft.pack.record_types.values():
        yield from _of_record_type(found)
    for severity in draft.pack.severities.values():
        yield from _all(f"severities/{severity.id}/published", severity.published)
        yield from _all(f"severities/{severity.id}/months_max", severity.months_max)
    for model in draft.pack.models.values():
        yield from _of_model(model)
    yield from _of_procedures(draft)
    for entry in draft.pack.lists.values():
        if entry.statable:
            yield from _of_list(f"lists/{entry.id}", entry)
    for measure in draft.pack.measures.values():
        for anchor in measure.anchors.values():
            yield from _of_anchor(f"measures/{measure.id}/anchors/{anchor.id}", anchor)
    for matter in draft.pack.matters.values():
        if not matter.pledge:
            yield f"matters/{matter.id}/basis", matter.basis


def _of_procedures(draft: Draft) -> Iterator[tuple[str, str]]:
    """A procedure that can end adversely."""
    for procedure in draft.pack.procedures.values():
        if any(state.adverse for state in procedure.states.values()):
            yield f"procedures/{procedure.key}/basis", procedure.basis


def _of_record_type(found: RecordType) -> Iterator[tuple[str, str]]:
    """Collecting, classing and showing what is adverse is itself an effect.

    What is neutral as a kind may be adverse in one record: a pledge that was broken.
    """
    if found.effect == "adverse":
        yield f"record_types/{found.id}/basis", found.basis
        for index, case in enumerate(found.severity):
            yield f"record_types/{found.id}/severity/{index}/basis", case.basis or found.basis
    if found.effect != "favourable" and found.publicity.months is not None:
        yield from _all(f"record_types/{found.id}/publicity/months", found.publicity.months)


def _of_list(path: str, found: DesignationList) -> Iterator[tuple[str, str]]:
    """A list itself, what may lead to it, and how long it lasts.

    The days within which it is published bind its keeper, and an early exit is in favour.
    """
    yield f"{path}/basis", found.basis
    for criterion in found.criteria:
        yield f"{path}/criteria/{criterion.id}/basis", criterion.basis
        yield from _all(f"{path}/criteria/{criterion.id}/within_months", criterion.within_months)
    yield from _all(f"{path}/term", found.term)
    if found.leads_to is not None:
        yield from _all(f"{path}/leads_to/after_months", found.leads_to.after_months)


def _of_anchor(path: str, found: Anchor) -> Iterator[tuple[str, str]]:
    """A legal ground of a measure, and how long it lasts."""
    yield f"{path}/basis", found.basis
    yield from _all(f"{path}/months_min", found.months_min)
    yield from _all(f"{path}/months_max", found.months_max)


def _of_model(model: Model) -> Iterator[tuple[str, str]]:
    """Negative points, caps, vetoes and thresholds of grades."""
    path = f"models/{model.id}"
    for grade in model.grades:
        yield from _all(f"{path}/grades/{grade.id}/at_least", grade.at_least)
    for veto in model.vetoes:
        yield f"{path}/vetoes/{veto.id}/basis", veto.basis
        yield from _all(f"{path}/vetoes/{veto.id}/at_most", veto.at_most)
    yield from _all(f"{path}/cap", model.cap)
    for indicator in model.indicators:
        step = f"{path}/indicators/{indicator.id}"
        yield from _all(f"{step}/cap", indicator.cap)
        for rule in indicator.rules:
            yield from _of_rule(f"{step}/rules/{rule.id}", rule)


def _of_rule(path: str, rule: Rule) -> Iterator[tuple[str, str]]:
    """A rule that can deduct, wherever it says so."""
    negative = [
        (step, part.basis)
        for step, part in parts(rule, path)
        if isinstance(part, Value) and f"{path}/floor" not in step and _deducts(part.value)
    ]
    if negative:
        yield f"{path}/basis", rule.basis
    yield from ((f"{step}/basis", basis) for step, basis in negative)
    yield from _all(f"{path}/cap", rule.cap)


def _deducts(value: object) -> bool:
    """Return whether a dated value holds negative points."""
    if isinstance(value, int):
        return value < 0
    if isinstance(value, tuple):
        return any(isinstance(step, Step) and step.points < 0 for step in value)
    return hasattr(value, "values") and any(points < 0 for points in value.values())


def _all(
    path: str, dated: Dated[int] | Dated[str] | Dated[bool] | None
) -> Iterator[tuple[str, str]]:
    """Return every basis of dated values."""
    values: Sequence[Value[int] | Value[str] | Value[bool]] = dated.values if dated else ()
    for index, entry in enumerate(values):
        yield f"{path}/{index}/basis", entry.basis
