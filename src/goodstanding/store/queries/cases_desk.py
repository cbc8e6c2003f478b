"""For the desk: who an account is, what a case is about, and the day on which cases stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Max

from goodstanding.store.accounts import ENTITY, OFFICE
from goodstanding.store.cases.folded import ON_A_RECORD
from goodstanding.store.cases.targets import about, held, stated
from goodstanding.store.models import Account, Batch, CaseEvent
from goodstanding.store.queries.archive import entity_by_key


@dataclass(frozen=True, slots=True)
class Person:
    """An account: in which offices it acts, and for which entities it speaks.

    `speaks_for`: the keys as given · `party_to`: with every other key of the same entities.
    """

    login: str
    name: str
    offices: tuple[str, ...]
    speaks_for: tuple[str, ...]
    party_to: frozenset[str]


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


def person_of(account_id: int) -> Person | None:
    """Return who an account is, or None where it is there no more."""
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        return None
    names = sorted(account.groups.values_list("name", flat=True))
    keys = tuple(one.removeprefix(ENTITY) for one in names if one.startswith(ENTITY))
    owned = (entity_by_key(key) for key in keys)
    return Person(
        login=account.login,
        name=account.display_name or account.login,
        offices=tuple(one.removeprefix(OFFICE) for one in names if one.startswith(OFFICE)),
        speaks_for=keys,
        party_to=frozenset(keys).union(*(one.keys for one in owned if one)),
    )


def thing_named(kind: str, id_: str) -> Thing:
    """Return what a new case would be about, or refuse where there is no such thing in force."""
    found = about(kind, id_)
    return _thing(kind, found.id, found.subject, found.department, found.clock_day)


def thing_of(kind: str, id_: str, subject: str, department: str, clock_day: date | None) -> Thing:
    """Return what a case is about, also where the record stands no more."""
    return _thing(kind, id_, subject, department, clock_day)


def _thing(kind: str, id_: str, subject: str, department: str, clock_day: date | None) -> Thing:
    entity = entity_by_key(subject)
    name = (entity.name if entity else "") or subject.partition(":")[2]
    if kind not in ON_A_RECORD:
        return Thing(kind, id_, subject, name, department, clock_day)
    standing = held(int(id_))
    record = standing or stated(int(id_))
    return Thing(
        kind=kind,
        id=id_,
        subject=subject,
        entity=name,
        department=department,
        clock_day=clock_day,
        record_type=record.record_type if record else "",
        natural_key=record.natural_key if record else "",
        fields=record.fields if record else None,
        seq=standing.seq if standing else None,
    )


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
