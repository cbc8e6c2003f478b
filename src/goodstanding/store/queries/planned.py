"""What the planner looks at for one entity, and what it answers: for anyone, or for itself.

For anyone the plan rests on the records that its public page shows. For the entity it rests on
all of its records, and on the measures that cases took, with the conduct behind them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import orjson
from django.conf import settings
from django.db import connection

from goodstanding.core.measures.facts import Conduct
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.core.records.envelope import Record
from goodstanding.core.records.standing import as_record
from goodstanding.core.restoration.planner import Facts, Plan, plan
from goodstanding.store.cases.measures import Taken, taken_against
from goodstanding.store.cases.targets import Held, in_force, stated_by
from goodstanding.store.dialect import among_texts, as_day, listed
from goodstanding.store.queries.appraise_one import standing_records
from goodstanding.store.queries.archive import EntityView, RecordView, archive, entity_by_key
from goodstanding.store.queries.public_view import public_records


@dataclass(frozen=True, slots=True)
class Planned:
    """An entity's plan, and what it rests on.

    `whole`: from everything that the register holds; else from what anyone may see.
    """

    entity: EntityView
    model: Model
    plan: Plan
    records: dict[str, RecordView]
    standing: dict[str, Record]
    measures: dict[str, Taken]
    whole: bool


def planned(
    key: str,
    *,
    policy: Policy,
    on: date,
    today: date | None = None,
    whole: bool,
    performed: Mapping[str, date] | None = None,
    graded: bool = True,
    shielded: Sequence[int] = (),
) -> Planned | None:
    """Return the plan of an entity on a day; None: unknown, or nothing says how to grade it.

    `today`: the day whose disclosure rules bind, where the plan is for anyone; `performed`: by
    record, the day on which its duty was performed, as who decides found it; `graded`: what each
    step changes is asked too, by far the most of the work; `shielded`: entries that a case holds
    out of sight meanwhile, looked at besides.
    """
    entity = entity_by_key(key)
    model = policy.model_for(entity.scheme) if entity else None
    if entity is None or model is None:
        return None
    taken: list[Taken] = []
    if whole:
        kept = tuple(one for one in archive(entity.number) if not one.erased)
        taken = [one for found in taken_against(entity.keys).values() for one in found]
    else:
        shown = public_records(entity.number, policy=policy, on=on, today=today or on)
        kept = tuple(one.kept for one in shown)
    hidden = tuple(stated_by(shielded).values()) if shielded else ()
    standing = standing_records(kept, policy=policy, on=on)
    standing = (*standing, *(_as_it_stood(one, policy=policy, on=on) for one in hidden))
    facts = Facts(
        records=standing,
        measures=tuple(one.measure for one in taken),
        conducts=_conducts(taken),
        entity_class=entity.entity_class,
        class_basis=settings.CLASS_92_BASIS,
        published=_published(entity.keys, (*kept, *hidden), policy=policy, on=on),
        performed=performed,
        whole=whole,
        graded=graded,
    )
    return Planned(
        entity=entity,
        model=model,
        plan=plan(policy, model, facts, on=on),
        records={str(one.seq): one for one in kept},
        standing={one.id: one for one in standing},
        measures={one.measure.id: one for one in taken},
        whole=whole,
    )


def _as_it_stood(one: Held, *, policy: Policy, on: date) -> Record:
    """Return a record that is out of sight as it would stand on a day."""
    return as_record(
        policy,
        id=str(one.seq),
        record_type=one.record_type,
        department=one.department,
        clock_day=one.event_day or one.learnt_day,
        body_fields=one.fields,
        on=on,
    )


def _published(
    keys: Iterable[str], kept: Sequence[RecordView | Held], *, policy: Policy, on: date
) -> dict[str, date]:
    """Return on which days the entries that cases wrote were published, by the record's id.

    Asked only of entries whose list counts from that day.
    """
    counted = {
        (one.record_type, one.choice)
        for one in policy.lists.values()
        if one.early_exit is not None and one.early_exit.starts == "published"
    }
    kept = [
        one
        for one in kept
        if any(one.record_type == kind and word in one.fields.values() for kind, word in counted)
    ]
    if not kept:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.department, c.year, c.number, e.detail, p.day FROM case_standing s"
            " JOIN case_file c ON c.id = s.case_id"
            " JOIN case_effect e ON e.case_id = c.id AND e.effect = 'enter_list'"
            " JOIN case_effect p ON p.case_id = c.id AND p.effect = 'publish'"
            f" WHERE {among_texts('s.subject')} ORDER BY p.id",
            [listed(sorted(keys))],
        )
        days = {
            (department, f"{orjson.loads(said)['list']}|{department}-{year}-{number}"): as_day(day)
            for department, year, number, said, day in cursor.fetchall()
        }
    found = {str(one.seq): days.get((one.department, one.natural_key)) for one in kept}
    return {name: day for name, day in found.items() if day is not None and day <= on}


def _conducts(taken: Sequence[Taken]) -> tuple[Conduct, ...]:
    """Return the conduct behind measures, with the versions in force of the records it cites."""
    now = in_force({record for one in taken for record in one.records})
    found = {
        one.measure.conduct: Conduct(
            id=one.measure.conduct,
            kind=one.measure.conduct.partition(":")[0],
            subject=one.measure.addressee,
            severity="",
            day=one.measure.starts,
            records=tuple(str(now[record]) for record in one.records if record in now),
        )
        for one in taken
    }
    return tuple(found.values())
