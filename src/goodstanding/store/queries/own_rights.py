"""What burdens an entity and what it may use, for the entity itself: nothing of anybody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.conf import settings
from django.db import connection

from goodstanding.core.appraisal.classes import is_graded
from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.basis.faults import Fault
from goodstanding.core.measures.burden import Burden, burden
from goodstanding.core.measures.pledges import may_pledge
from goodstanding.core.measures.rewards import Earned, rewards_of
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.envelope import Record
from goodstanding.core.restoration.regime import speaks_against
from goodstanding.store.cases.measures import Taken, taken_against
from goodstanding.store.cases.told import events_told
from goodstanding.store.dialect import among_texts, as_day, listed
from goodstanding.store.queries.appraise_one import standing_records
from goodstanding.store.queries.archive import EntityView, RecordView, archive, entity_by_key

__all__ = ["CheckRow", "OwnRights", "Taken", "checks_about", "declined_rewards", "own_rights"]

MOST_CHECKS = 200
DECLINE = "decline"


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A question that a department asked about the entity, and its answer.

    `wrong`: the record behind the answer was put right later; who asked was told to look again.
    """

    id: int
    day: date
    department: str
    purpose: str
    act: str
    answer: str
    ends: date | None
    wrong: bool


@dataclass(frozen=True, slots=True)
class OwnRights:
    """The burdens and the rewards of one entity on a day.

    `lists`: records by which it stands on a list or in a grey state · `barred`: rewards that a
    measure suspends · `declined`: rewards that it declined last.
    """

    entity: EntityView
    on: date
    grade: str
    taken: tuple[Taken, ...]
    burden: Burden
    lists: tuple[tuple[RecordView, Record], ...]
    pledges: tuple[tuple[RecordView, Record], ...]
    checks: tuple[CheckRow, ...]
    earned: tuple[Earned, ...]
    barred: frozenset[str]
    declined: frozenset[str]
    refusals: dict[str, tuple[Fault, ...]]
    """By matter that is open to pledges: why the entity may not pledge in it now."""


def own_rights(key: str, *, policy: Policy, on: date) -> OwnRights | None:
    """Return the burdens and rewards of an entity; None: no such entity."""
    entity = entity_by_key(key)
    if entity is None:
        return None
    kept = tuple(one for one in archive(entity.number) if not one.erased)
    standing = standing_records(kept, policy=policy, on=on)
    pairs = [
        (view, record)
        for view, record in zip(kept, standing, strict=True)
        if record.day <= on and record.is_shown_on(on)
    ]
    taken = [one for found in taken_against(entity.keys).values() for one in found]
    # What was decided against any key of the entity stands against the entity.
    measures = [one.measure for one in taken]
    sums = [burden(policy, owned, measures, on=on) for owned in entity.keys]
    whole = next((one for one in sums if one.count), sums[0])
    grade = _grade(entity, standing, policy, on)
    declined = declined_rewards(entity.keys)
    model = policy.model_for(entity.scheme)
    acts = frozenset(act for one in sums for act in one.acts)
    earned = (
        rewards_of(
            policy,
            model,
            standing,
            grade=grade,
            graded=on,
            on=on,
            declined=declined,
            barred=acts,
        )
        if model
        else ()
    )
    return OwnRights(
        entity=entity,
        on=on,
        grade=grade,
        taken=tuple(taken),
        burden=whole,
        lists=tuple(one for one in pairs if _is_entry(*one, policy)),
        pledges=tuple(one for one in pairs if one[0].record_type == "pledge"),
        checks=checks_about(entity.keys, policy=policy),
        earned=earned,
        barred=frozenset(
            one.id for one in policy.rewards.values() if not acts.isdisjoint(one.acts)
        ),
        declined=declined,
        refusals={
            one.id: may_pledge(policy, one.id, one.types[0], standing, on=on)
            for one in policy.matters.values()
            if one.never is None and one.types
        },
    )


def _is_entry(view: RecordView, record: Record, policy: Policy) -> bool:
    """Return whether an entity stands on a list, or in a lighter state, by a record.

    A list that is entered by records of a wider type (what an inspection found) holds those alone
    that name it; where a type is nothing but a list, each record is an entry until it is removed.
    """
    kind = policy.record_types[record.record_type]
    lists = {name for name, one in policy.lists.items() if one.record_type == kind.id}
    named = not lists.isdisjoint(view.natural_key.split("|"))
    return (
        bool(lists)
        and (named or kind.publicity.until_field is not None)
        and kind.effect == "adverse"
        and speaks_against(policy, record)
    )


def _grade(entity: EntityView, records: Sequence[Record], policy: Policy, on: date) -> str:
    """Return the grade of a day, "" where the entity is given none."""
    model = policy.model_for(entity.scheme)
    basis = settings.CLASS_92_BASIS
    if model is None or not is_graded(
        model, entity.entity_class, policy=policy, on=on, class_basis=basis
    ):
        return ""
    return evaluate(
        model,
        list(records),
        policy=policy,
        on=on,
        entity_class=entity.entity_class,
        class_basis=basis,
    ).grade


def checks_about(keys: Sequence[str], *, policy: Policy) -> tuple[CheckRow, ...]:
    """Return what departments asked about an entity and were not simply told yes, latest first.

    That an answer was wrong, a party reads with the letter of the act that found it.
    """
    rows = _rows(
        "SELECT id, day, department, purpose, act, answer, ends FROM check_log"
        f" WHERE {among_texts('entity')} AND answer NOT IN ('yes', 'unknown')"
        " ORDER BY day DESC, id DESC LIMIT %s",
        [listed(keys), MOST_CHECKS],
    )
    told = _rows(
        "SELECT f.case_id, f.event, f.detail FROM case_effect f"
        " JOIN case_file c ON c.id = f.case_id"
        f" WHERE f.effect = 'tell_checked' AND {among_texts('c.subject')}",
        [listed(keys)],
    )
    known = events_told({case_id for case_id, _event, _detail in told}, policy=policy)
    wrong = {
        int(one)
        for case_id, event, detail in told
        if event < known[case_id]
        for one in orjson.loads(detail).get("checks", "").split("|")
        if one
    }
    return tuple(
        CheckRow(
            id=number,
            day=as_day(day),
            department=department,
            purpose=purpose,
            act=act,
            answer=answer,
            ends=as_day(ends) if ends else None,
            wrong=number in wrong,
        )
        for number, day, department, purpose, act, answer, ends in rows
    )


def declined_rewards(keys: Sequence[str]) -> frozenset[str]:
    """Return the rewards that an entity declined and did not take again since."""
    last: dict[str, str] = {}
    for (text,) in _rows(
        "SELECT t.form FROM case_file c JOIN case_event e ON e.case_id = c.id AND e.number = 1"
        " JOIN case_form t ON t.seq = e.seq WHERE c.procedure = 'reward_choice'"
        f" AND {among_texts('c.subject')} ORDER BY e.seq",
        [listed(keys)],
    ):
        form = orjson.loads(text)
        last[form.get("reward", "")] = form.get("reward_choice", "")
    return frozenset(reward for reward, choice in last.items() if choice == DECLINE)


def _rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
