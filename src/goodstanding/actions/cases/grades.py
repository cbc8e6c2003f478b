"""The standing grade of an entity, brought level with what a case did to its records.

A standing grade is derived and decides nothing; the law computes it here as on the entity's page.
"""

from goodstanding.actions.cases.doing import Doing, Done
from goodstanding.core.policy.procedure_shape import Effect
from goodstanding.store.population.one import run_day, settle_grade
from goodstanding.store.queries.appraise_one import appraise_entity
from goodstanding.store.queries.archive import entity_by_key


def recompute_grade(effect: Effect, doing: Doing) -> Done:
    """Compute the entity's grade anew where a standing one is kept; keep both in the file.

    Never for a day before that of the run that gave the standing ones: the next refresh goes on
    from there, and finds the entity among those of whom something changed.
    """
    del effect
    policy, on = doing.folded.policy, doing.writing.on
    policy = doing.writing.policy
    entity = entity_by_key(doing.folded.data.subject)
    model = policy.model_for(entity.scheme) if entity else None
    since = run_day(model.id) if model else None
    if entity is None or since is None:
        return None, {}
    number = entity.number
    found = appraise_entity(number, policy=policy, on=max(since, on))
    before = settle_grade(number, found)
    return None, {"before": before, "after": found.grade if found else ""}
