"""What anyone was shown of an entity on an earlier day, from the ledger and the cases until then.

Never public: it shows again what is hidden today. Only `actions/checks/replay.py` calls it, after
it noted who asks.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection

from goodstanding.core.basis.ids import INDIVIDUAL_CLASS, entity_class
from goodstanding.core.entities.judgements import KeyMap, fold_judgements
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.then import marks_then
from goodstanding.store.dialect import among_texts, as_day, listed
from goodstanding.store.ledger.judgements import judgements_around
from goodstanding.store.ledger.project_classes import ONE_PERSONS
from goodstanding.store.queries.apologies import apologies
from goodstanding.store.queries.archive import (
    EntityView,
    NameView,
    RecordView,
    archive,
)
from goodstanding.store.queries.public_view import PublicView, shown_records, view_of


@dataclass(frozen=True, slots=True)
class Replayed:
    """A day's public view as it was. `lost`: records that stood then, whose content is erased."""

    view: PublicView
    lost: tuple[int, ...]


def replayed(key: str, *, policy: Policy, on: date) -> Replayed | None:
    """Return what the page showed at the end of a day under those packs; None: unknown then."""
    known = [one for one in judgements_around(key) if one.learnt_day <= on]
    key_map = fold_judgements(known)
    owner = _number(key_map.owner(key))
    if owner is None:
        return None
    kept = archive(owner, known_on=on)
    marks = marks_then({one.subject for one in kept}, on=on, policy=policy) if kept else {}
    records = [
        replace(one, marks=(), disputed=False)
        if (mark := marks.get((one.department, one.record_type, one.natural_key))) is None
        else replace(one, marks=mark.words, disputed=mark.disputed)
        for one in kept
    ]
    entity = _entity_then(key_map.owner(key), key_map, records, policy=policy)
    if entity is None or entity.first_day is None or entity.first_day > on:
        return None
    view = view_of(
        entity,
        shown_records(records, policy=policy, on=on),
        policy=policy,
        on=on,
        today=on,
        apologies=apologies(entity.keys, on=on, today=on),
    )
    public = {one.id for one in policy.record_types.values() if one.openness == "public"}
    return Replayed(
        view, tuple(one.seq for one in records if one.erased and one.record_type in public)
    )


def _entity_then(
    key: str, key_map: KeyMap, records: Sequence[RecordView], *, policy: Policy
) -> EntityView | None:
    """Return who an entity was by the records that were known, as projection settles it."""
    number = _number(key)
    owned = _owned(key, key_map)
    if number is None or key not in owned:
        return None
    registers = [
        one
        for one in records
        if one.record_type in policy.record_types and policy.record_types[one.record_type].registers
    ]
    latest = max(registers, key=lambda one: (one.clock_day, one.seq), default=None)
    named = [one for one in records if one.name]
    stated = max(named, key=lambda one: one.seq, default=None)
    name = (latest.name if latest else "") or (stated.name if stated else "")
    first: dict[str, date] = {}
    for one in named:
        first[one.name] = min(first.get(one.name, one.clock_day), one.clock_day)
    scheme, _, code = key.partition(":")
    individual = latest is not None and latest.fields.get("org_type") in ONE_PERSONS
    return EntityView(
        number=number,
        key=key,
        scheme=scheme,
        code=code,
        name=name,
        entity_class=INDIVIDUAL_CLASS if individual else entity_class(key),
        status=latest.fields.get("status", "") if latest else "",
        first_day=min(owned.values()),
        names=tuple(
            NameView(one, day, one == name)
            for one, day in sorted(first.items(), key=lambda pair: (pair[1], pair[0]))
        ),
        links=(),
        keys=tuple(sorted(owned, key=lambda one: one != key)),
    )


def _owned(key: str, key_map: KeyMap) -> dict[str, date]:
    """Return the keys whose records an archive held, and since when each was known."""
    keys = [key, *(one for one in key_map.parents if key_map.owner(one) == key)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT key, first_day FROM entity WHERE {among_texts('key')}", [listed(sorted(keys))]
        )
        return {one: as_day(day) for one, day in cursor.fetchall()}


def _number(key: str) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM entity WHERE key = %s", [key])
        row = cursor.fetchone()
    return int(row[0]) if row else None
