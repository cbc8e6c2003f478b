"""What the demonstration asks: whether the database is its own, and the figures of its city."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from goodstanding.store.models import Batch, CurrentRecord, Entity, Entry, StandingGrade, Waiting
from goodstanding.store.queries.standings import refuse_unloaded

DEMONSTRATION = "demo:"
"""How the names of the demonstration's actors begin."""
RULE = "rule:"


def holds_only_demonstration() -> bool:
    """Return whether nobody but the demonstration ever wrote into this database."""
    tables = set(connection.introspection.table_names())
    if Batch._meta.db_table not in tables:  # noqa: SLF001 (Django's public name for it)
        return True
    ours = Q(actor__startswith=DEMONSTRATION) | Q(actor__startswith=RULE) | Q(actor="")
    return not (
        Batch.objects.exclude(actor__startswith=DEMONSTRATION).exists()
        or Entry.objects.exclude(ours).exists()
    )


def is_empty() -> bool:
    """Return whether the database holds no batch and no entry, or not even its tables."""
    tables = set(connection.introspection.table_names())
    if Batch._meta.db_table not in tables:  # noqa: SLF001 (Django's public name for it)
        return True
    return not (Batch.objects.exists() or Entry.objects.exists())


@dataclass(frozen=True, slots=True)
class SchemeFigures:
    """How many entities of some schemes have records, and how many records wait."""

    entities: int
    records: int
    waiting: int


def scheme_figures(schemes: tuple[str, ...]) -> SchemeFigures:
    """Return the figures of entities of these schemes; waiting records have no scheme."""
    numbers = Entity.objects.filter(scheme__in=schemes).values("number")
    own = CurrentRecord.objects.filter(entity__in=numbers)
    return SchemeFigures(
        entities=own.values("entity").distinct().count(),
        records=own.count(),
        waiting=Waiting.objects.count(),
    )


def standing_grades(model: str) -> Mapping[int, str]:
    """Return the standing grade of every entity that the model appraised last."""
    refuse_unloaded(model)
    rows = StandingGrade.objects.filter(model=model).values_list("entity", "grade")
    return dict(rows.iterator(chunk_size=10_000))
