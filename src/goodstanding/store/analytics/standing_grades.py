"""The table of standing grades: replaced model by model, inside the caller's transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

from django.db import connection

from goodstanding.core.policy.shape import Model
from goodstanding.store.analytics.port import Standing
from goodstanding.store.dialect import Row, add_rows, among_texts, listed

COLUMNS = ("entity", "model", "policy", "day", "score", "grade", "next_change")
ROWS = 20_000


def replace_grades(
    model: Model, standings: Iterable[Standing], *, policy_digest: str, on: date
) -> Mapping[str, int]:
    """Put a model's grades in place of the earlier ones; return how many entities have each."""
    counts: Counter[str] = Counter()
    rows = _rows(model, standings, counts, policy_digest=policy_digest, on=on)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM standing_grade WHERE model = %s OR entity IN"
            f" (SELECT number FROM entity WHERE {among_texts('scheme')})",
            [model.id, listed(model.schemes)],
        )
        while portion := list(islice(rows, ROWS)):
            add_rows(cursor, "standing_grade", COLUMNS, portion)
    return dict(counts)


def _rows(
    model: Model,
    standings: Iterable[Standing],
    counts: Counter[str],
    *,
    policy_digest: str,
    on: date,
) -> Iterator[Row]:
    """Yield rows of the table, counting grades on the way."""
    for one in standings:
        counts[one.grade] += 1
        change = one.next_change.isoformat() if one.next_change else None
        yield (
            one.entity,
            model.id,
            policy_digest,
            on.isoformat(),
            one.score,
            one.grade,
            change,
        )
