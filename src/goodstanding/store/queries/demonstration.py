"""What the demonstration asks: whether the database is its own, and the figures of its city."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import orjson
from django.db import connection
from django.db.models import Q

from goodstanding.core.policy.procedure_shape import RETRACTED
from goodstanding.core.procedures.case_shape import CLOCK, FILE, OUTCOME
from goodstanding.store.dialect import as_day
from goodstanding.store.models import (
    Batch,
    CaseEvent,
    Content,
    CurrentRecord,
    Entity,
    Entry,
    StandingGrade,
    Waiting,
)
from goodstanding.store.queries.standings import refuse_unloaded

DEMONSTRATION = "demo:"
"""How the names of the demonstration's actors begin."""
RULE = "rule:"
WITHOUT_PEOPLE = ("91", "93", "12", "51", "52")
"""Classes of codes whose holders are organisations and nobody's own business."""


def holds_only_demonstration() -> bool:
    """Return whether nobody but the demonstration ever wrote into this database."""
    tables = set(connection.introspection.table_names())
    if Batch._meta.db_table not in tables:  # noqa: SLF001 (Django's public name for it)
        return True
    ours = Q(actor__startswith=DEMONSTRATION) | Q(actor__startswith=RULE)
    ours |= Q(actor__in=("", CLOCK.id, FILE.id, OUTCOME.id))
    return not (
        Batch.objects.exclude(actor__startswith=DEMONSTRATION).exists()
        or Entry.objects.exclude(ours).exists()
        or CaseEvent.objects.exclude(ours).exists()
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


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record in force with what it says."""

    seq: int
    record_type: str
    department: str
    subject: str
    event_day: date
    fields: Mapping[str, str]


def evidence(
    scheme: str, record_types: Sequence[str], *, after: int, most: int
) -> dict[str, list[Evidence]]:
    """Return the first records in force after an entry, by type, of organisations alone.

    None of a natural person, and none of a business that is one person's own (class 92).
    """
    found: dict[str, list[Evidence]] = {}
    whose = Q()
    for code in WITHOUT_PEOPLE:
        whose |= Q(subject__startswith=f"{scheme}:{code}")
    for record_type in record_types:
        records = (
            CurrentRecord.objects.filter(
                whose, record_type=record_type, seq__gt=after, event_day__isnull=False
            )
            .exclude(entity=None)
            .order_by("seq")[:most]
        )
        rows = list(records.values_list("seq", "department", "subject", "event_day"))
        bodies = dict(
            Content.objects.filter(seq__in=[seq for seq, *_ in rows]).values_list("seq", "body")
        )
        found[record_type] = [
            Evidence(seq, record_type, held_by, subject, day, orjson.loads(bodies[seq])["fields"])
            for seq, held_by, subject, day in rows
            if day is not None
        ]
    return found


def newest_entry() -> int:
    """Return the number of the ledger's last entry, or 0."""
    return Entry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


@dataclass(frozen=True, slots=True)
class OpenedByFile:
    """A case that a department's own file opened, by taking back what it had stated."""

    case: int
    department: str
    subject: str
    opened: date


def opened_by_files(*, after: int) -> list[OpenedByFile]:
    """Return the cases that files opened after a case, in the order of opening."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, department, subject, opened FROM case_file"
            " WHERE id > %s AND about_kind = %s ORDER BY id",
            [after, RETRACTED],
        )
        rows = cursor.fetchall()
    return [OpenedByFile(case, whose, about, as_day(day)) for case, whose, about, day in rows]
