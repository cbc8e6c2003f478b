"""The standing grade of one entity in the database, between two appraisals of everybody."""

from datetime import date

from goodstanding.core.appraisal.result import Appraisal
from goodstanding.store.models import StandingGrade, StandingRun


def run_day(model: str) -> date | None:
    """Return the day of the grades that the database holds under a model, or None."""
    run = StandingRun.objects.filter(model=model, loaded=True).first()
    return run.day if run else None


def settle_grade(entity: int, found: Appraisal | None) -> str:
    """Put an entity's grade in place of the one it had, and return that one ("": none).

    None: no model grades it any more, and so it stands among the graded no longer.
    """
    before = StandingGrade.objects.filter(entity=entity).first()
    if found is None:
        StandingGrade.objects.filter(entity=entity).delete()
    else:
        StandingGrade.objects.update_or_create(
            entity=entity,
            defaults={
                "model": found.model,
                "policy": found.policy,
                "day": found.day,
                "score": found.score,
                "grade": found.grade,
                "next_change": found.next_change,
            },
        )
    return before.grade if before else ""
