"""Which entities a model may grade at all."""

from datetime import date

from goodstanding.core.policy.shape import Model, Policy


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
    name, _, article = basis.partition("#")
    source = policy.sources.get(name)
    return (
        source is not None
        and source.kind == "law"
        and source.start <= on
        and (source.until is None or on <= source.until)
        and (not article or article in source.articles)
    )
