"""The shortest way from the shipped files to frozen scores: judge, filter by day, the law.

No ledger and no DuckDB, so that what the replay says can be compared with it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import orjson

from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.envelope import Record
from goodstanding.core.records.judge import compile_judge
from goodstanding.core.records.standing import as_record
from goodstanding.demo.chicago.figures import Frozen, Ground
from goodstanding.demo.chicago.source import inspection_rows, licence_rows

LAST_DAY = date(2014, 12, 31)
INSPECTIONS = "city_food_inspection_food_inspection"
LICENCES = "city_business_licensing_food_licence"
Archives = dict[str, list[Record]]


def archives(folder: Path, policy: Policy) -> Archives:
    """Return all records by entity; in these files a record is known on its own clock day."""
    found: Archives = {}
    _take(found, INSPECTIONS, inspection_rows(folder), policy)
    _take(
        found,
        LICENCES,
        (row for row in licence_rows(folder) if date.fromisoformat(row["first_day"]) <= LAST_DAY),
        policy,
    )
    return found


def _take(
    into: Archives, layout_id: str, rows: Iterable[Mapping[str, str]], policy: Policy
) -> None:
    layout = policy.layouts[layout_id]
    record_type = policy.record_types[layout.record_type]
    judge = compile_judge(layout, record_type, on=LAST_DAY, fictional=False)
    for number, row in enumerate(rows):
        judged = judge(row, frozenset())
        assert judged.outcome == "accepted"
        assert judged.event_day is not None
        into.setdefault(judged.subject, []).append(
            as_record(
                policy,
                id=f"{layout_id}:{number}",
                record_type=record_type.id,
                department=layout.department,
                clock_day=date.fromisoformat(judged.event_day),
                body_fields=orjson.loads(judged.body)["fields"],
                on=LAST_DAY,
            )
        )


def frozen_by_law(
    entities: Iterable[str], start: date, *, records: Archives, policy: Policy
) -> Frozen:
    """Return the law's scores and grades of `entities` as known when a window started."""
    model = policy.models["chicago_inspection_priority"]

    def law(known: list[Record]) -> tuple[int, str]:
        appraised = evaluate(model, known, policy=policy, on=start)
        return appraised.score, appraised.grade

    return Frozen(
        standings={
            entity: law([record for record in records[entity] if record.day < start])
            for entity in entities
        },
        unknown=law([]),
    )


def all_frozen(ground: Ground, *, records: Archives, policy: Policy) -> dict[date, Frozen]:
    """Return what is frozen at the start of every window."""
    return {
        period.window.start: frozen_by_law(
            {one.visit.entity for one in period.inspected},
            period.window.start,
            records=records,
            policy=policy,
        )
        for period in ground.windows
    }
