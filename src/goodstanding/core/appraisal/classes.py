"""Which entities a model may grade at all."""

from datetime import date

from goodstanding.core.policy.shape import Model, Policy, Source


def is_graded(
    model: Model, entity_class: str, *, policy: Policy, on: date, class_basis: str = ""
) -> bool:
    """Return whether entities of a class get a grade from `model` on a day.

    Classes that the model turns off stay off unless `class_basis` (`source#article`, a setting of
    the deployment) names a source of kind `law` that is known to the packs and in force that day.
    """
    return entity_class not in model.classes_off or is_in_force(class_basis, policy, on=on)


def is_in_force(basis: str, policy: Policy, *, on: date) -> bool:
    """Return whether `basis` names a law of the packs that is in force on a day."""
    source = _law(basis, policy)
    return (
        source is not None and source.start <= on and (source.until is None or on <= source.until)
    )


def names_a_law(basis: str, policy: Policy) -> bool:
    """Return whether `basis` names a law of the packs, whatever the day."""
    return _law(basis, policy) is not None


def _law(basis: str, policy: Policy) -> Source | None:
    name, _, article = basis.partition("#")
    source = policy.sources.get(name)
    if source is None or source.kind != "law" or (article and article not in source.articles):
        return None
    return source
