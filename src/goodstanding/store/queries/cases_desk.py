"""For the desk: who an account is, what a case is about, and the day on which cases stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.db import connection
from django.db.models import Max

from goodstanding.core.basis.text import Text
from goodstanding.core.procedures.numbers import Numbered
from goodstanding.store.accounts import ENTITY, OFFICE
from goodstanding.store.cases.folded import ON_A_RECORD
from goodstanding.store.cases.measures import owned_keys
from goodstanding.store.cases.read import CaseData
from goodstanding.store.cases.targets import about, held_of, stated_by
from goodstanding.store.dialect import among_numbers, among_texts, listed
from goodstanding.store.models import Account, Batch, CaseEvent
from goodstanding.store.queries.agents import mandated_keys
from goodstanding.store.queries.archive import entity_by_key
from goodstanding.store.queries.people import name_of


@dataclass(frozen=True, slots=True)
class Person:
    """An account: in which offices it acts, and for which entities it speaks.

    `speaks_for`: the keys as given · `party_to`: with every other key of the same entities.
    """

    login: str
    name: Text
    offices: tuple[str, ...]
    speaks_for: tuple[str, ...]
    party_to: frozenset[str]
    stands_in: tuple[tuple[str, str], ...] = ()
    """In which office for whom, by mandates of the day."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a case is or would be about. `record_type` is "" where it is no record."""

    kind: str
    id: str
    subject: str
    entity: str
    department: str
    clock_day: date | None
    record_type: str = ""
    natural_key: str = ""
    fields: Mapping[str, str] | None = None
    seq: int | None = None
    """The entry in force, where it is a record that still stands."""
    numbered: Numbered | None = None
    """The number of the other case that it is, where it is one."""


def person_of(account_id: int, *, on: date) -> Person | None:
    """Return who an account is on a day, or None where it is there no more.

    It speaks for the entities of its groups, and for those whose mandates run on that day.
    """
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        return None
    names = sorted(account.groups.values_list("name", flat=True))
    given = {one.removeprefix(ENTITY) for one in names if one.startswith(ENTITY)}
    keys = tuple(sorted(given.union(mandated_keys(account.login, on=on))))
    owned = owned_keys(keys) if keys else {}
    return Person(
        login=account.login,
        name=name_of(account),
        offices=tuple(one.removeprefix(OFFICE) for one in names if one.startswith(OFFICE)),
        speaks_for=keys,
        party_to=frozenset(keys).union(*owned.values()),
    )


def thing_named(kind: str, id_: str) -> Thing:
    """Return what a new case would be about, or refuse where there is no such thing in force."""
    found = about(kind, id_)
    (thing,) = _things([(kind, found.id, found.subject, found.department, found.clock_day)])
    return thing


def things_of(cases: Sequence[CaseData]) -> tuple[Thing, ...]:
    """Return what each case is about, also where the record stands no more.

    As many queries as for one.
    """
    return _things(
        [
            (one.about_kind, one.about_id, one.subject, one.department, one.clock_day)
            for one in cases
        ]
    )


def _things(asked: Sequence[tuple[str, str, str, str, date | None]]) -> tuple[Thing, ...]:
    names = names_of([subject for _, _, subject, _, _ in asked])
    numbers = numbers_of(
        [int(id_) for kind, id_, *_ in asked if kind not in ON_A_RECORD and id_.isdigit()]
    )
    entries = [int(id_) for kind, id_, *_ in asked if kind in ON_A_RECORD]
    standing = held_of(entries)
    gone = stated_by([one for one in entries if one not in standing])
    found = []
    for kind, id_, subject, department, clock_day in asked:
        entity = names.get(subject) or subject.partition(":")[2]
        thing = Thing(kind, id_, subject, entity, department, clock_day, numbered=numbers.get(id_))
        if kind in ON_A_RECORD:
            holds = standing.get(int(id_))
            record = holds or gone.get(int(id_))
            thing = replace(
                thing,
                record_type=record.record_type if record else "",
                natural_key=record.natural_key if record else "",
                fields=record.fields if record else None,
                seq=holds.seq if holds else None,
            )
        found.append(thing)
    return tuple(found)


def numbers_of(case_ids: Sequence[int]) -> dict[str, Numbered]:
    """Return the numbers of cases by which people quote them."""
    if not case_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, department, year, number FROM case_file WHERE {among_numbers('id')}",
            [listed(sorted(set(case_ids)))],
        )
        return {str(id_): Numbered(*rest) for id_, *rest in cursor.fetchall()}


def kept_under(entries: Sequence[int], subject: str) -> dict[int, tuple[str, str]]:
    """Return of what type each entry about an entity is, and under which number it is kept.

    Nothing of an entry about another entity: who types numbers must not read the register by them.
    """
    found = stated_by(entries) if entries else {}
    entity = entity_by_key(subject) if found else None
    keys = {subject, *(entity.keys if entity else ())}
    return {
        entry: (one.record_type, one.natural_key)
        for entry, one in found.items()
        if one.subject in keys
    }


def names_of(keys: Sequence[str]) -> dict[str, str]:
    """Return what the entities that hold these keys are called today."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.key, e.name FROM key_owner o JOIN entity e ON e.number = o.entity"
            f" WHERE {among_texts('o.key')}",
            [listed(sorted(set(keys)))],
        )
        return dict(cursor.fetchall())


def desk_day(*, calendar: date) -> date:
    """Return the day on which cases stand.

    In production the calendar's. A demonstration replays files of past years: its clock stands at
    the last day on which something was learnt or done.
    """
    if settings.MODE != "demonstration":
        return calendar
    learnt = Batch.objects.filter(state="sealed").aggregate(day=Max("learnt_day"))["day"]
    done = CaseEvent.objects.aggregate(day=Max("day"))["day"]
    return max((day for day in (learnt, done) if day), default=calendar)
