"""Measures as decided in cases: what stands against entities, what ended it, what suspends it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import orjson
from django.db import connection

from goodstanding.core.basis.text import Text
from goodstanding.core.measures.facts import InForce, Permission, Release
from goodstanding.core.policy.grounds_shape import DROPPED
from goodstanding.store.dialect import Row, among_numbers, among_texts, as_day, listed

ENDING = frozenset(
    {
        "end_measure",
        "end_protection",
        "withdraw_record",
        "leave_list",
        "restore",
        "end_disclosure",
        DROPPED,
    }
)
"""Effects of a later case that end the measures of the case it is about: all end together.

And what a file of a record's department does that holds it no more."""
ANNULLING = frozenset({"withdraw_record"})
"""Of these, what says that a record was wrong: who was listed on it is not barred by it either."""
SET_REVIEW = "set_review"
"""A review let it go on; its detail says the day of the next."""
SUSPEND, RESUME = "suspend_measures", "resume_measures"


@dataclass(frozen=True, slots=True)
class Taken:
    """A measure, the case that took it, and the records that it rests on."""

    measure: InForce
    case_id: int
    records: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Later:
    """A case about what another case did: whether it contests, what it did, whether it holds.

    `review`: the next day of review that it set.

    It holds what it suspended while it runs, and until an end against the party is served.
    `again`: from when what it ended stands again, as it was cancelled.
    """

    disputes: bool
    effects: tuple[tuple[str, date], ...]
    holds: bool
    again: date | None = None
    review: date | None = None


def taken_against(keys: Iterable[str], *, but: int | None = None) -> dict[str, list[Taken]]:
    """Return every measure that was ever taken against these keys, by key.

    `but`: a case that is left out, to see what would stand without what it did.
    """
    found: dict[str, list[Taken]] = {}
    rows = _rows(
        "SELECT c.subject, c.id, c.department, c.year, c.number, f.entry, f.detail"
        " FROM case_effect f"
        " JOIN case_file c ON c.id = f.case_id WHERE f.effect IN ('start_measure', 'protect')"
        f" AND {among_texts('c.subject')} ORDER BY f.id",
        [listed(sorted(keys))],
    )
    later = _later({case_id: subject for subject, case_id, *_ in rows}, but)
    lifted = _lifted({case_id for _, case_id, *_ in rows})
    ended = _ended_by(_records(text) for *_, text in rows)
    for subject, case_id, department, year, number, entry, text in rows:
        said = orjson.loads(text)
        records = _records(text)
        for item in filter(None, said.get("items", "").split("|")):
            measure, anchor, body = item.split("/")
            one = InForce(
                id=f"{department}-{year}-{number}/{measure}",
                measure=measure,
                anchor=anchor,
                addressee=subject,
                conduct=said["conduct"],
                body=body,
                starts=date.fromisoformat(said["starts"]),
                ends=_day(said.get("ends", "")),
                review=_day(said.get("review", "")),
                decision=f"{department}-{year}-{number}",
            )
            permissions, releases = lifted.get(case_id, ((), ()))
            one = replace(one, permissions=permissions, releases=releases)
            now = _as_disputed(one, later.get(case_id, []), said.get("while_disputed", ""))
            now = _without_ground(now, records, entry, ended)
            found.setdefault(subject, []).append(Taken(now, case_id, records))
    return found


def _records(text: str) -> tuple[int, ...]:
    """Return the records that a measure rests on; an entry that its own case wrote among them."""
    said = orjson.loads(text)
    return tuple(int(one) for one in said.get("records", "").split("|") if one)


def _ended_by(rests_on: Iterable[tuple[int, ...]]) -> dict[int, dict[str, date]]:
    """Return, for each record that measures rest on, what ended it, and when."""
    found: dict[int, dict[str, date]] = {}
    records = sorted({record for records in rests_on for record in records})
    if not records:
        return found
    for record, effect, day in _rows(
        "SELECT o.seq, f.effect, f.day FROM ledger_entry o JOIN ledger_entry v"
        " ON v.department = o.department AND v.record_type = o.record_type"
        " AND v.natural_key = o.natural_key JOIN case_standing s ON s.record = v.seq"
        " JOIN case_effect f ON f.case_id = s.case_id"
        f" WHERE {among_numbers('o.seq')} AND {among_texts('f.effect')} ORDER BY f.id DESC",
        [listed(records), listed(sorted(ENDING - {"end_measure", "end_protection"}))],
    ):
        found.setdefault(record, {})[effect] = as_day(day)
    for record, day in _rows(
        "SELECT o.seq, max(v.learnt_day) FROM ledger_entry o JOIN ledger_entry v"
        " ON v.department = o.department AND v.record_type = o.record_type"
        " AND v.natural_key = o.natural_key AND v.kind = 'withdrawal' AND v.batch IS NOT NULL"
        " LEFT JOIN current_record c ON c.department = o.department"
        " AND c.record_type = o.record_type AND c.natural_key = o.natural_key"
        f" WHERE c.seq IS NULL AND {among_numbers('o.seq')} GROUP BY o.seq",
        [listed(records)],
    ):
        found.setdefault(record, {})[DROPPED] = as_day(day)
    return found


def _without_ground(
    one: InForce, records: Sequence[int], entry: int | None, ended: Mapping[int, Mapping[str, date]]
) -> InForce:
    """Return a measure as the end of what it rests on left it: with its last ground it ends too.

    A measure on records alone ends with them, by restoration too, or where the department's own
    file holds them no more. One of a listing stands with the
    `entry`, which is restored by itself: only what was found wrong takes its ground away.
    """
    grounds = [record for record in records if record != entry]
    taking = ENDING if entry is None else ANNULLING
    days = [
        [day for effect, day in ended.get(record, {}).items() if effect in taking]
        for record in grounds
    ]
    if not days or not all(days):
        return one
    last = max(min(of) for of in days) - timedelta(days=1)
    return replace(one, ends=min(last, one.ends) if one.ends else last)


def _lifted(
    cases: Iterable[int],
) -> dict[int, tuple[tuple[Permission, ...], tuple[Release, ...]]]:
    """Return, by the case that took measures, the acts that later decisions permit or release.

    One that was ended early is over on the day before its end took effect.
    """
    asked = [str(one) for one in sorted(cases)]
    if not asked:
        return {}
    over: dict[int, date] = {}
    kept: dict[int, tuple[list[Permission], list[Release]]] = {}
    for about_id, case_id, effect, day, text, *number in _rows(
        "SELECT c.about_id, c.id, f.effect, f.day, f.detail, c.department, c.year, c.number"
        " FROM case_file c JOIN case_effect f ON f.case_id = c.id"
        " WHERE f.effect IN ('permit', 'release', 'end_permission') AND c.about_kind = 'measure'"
        f" AND {among_texts('c.about_id')} ORDER BY f.id DESC",
        [listed(asked)],
    ):
        if effect == "end_permission":
            over[case_id] = as_day(day) - timedelta(days=1)
            continue
        said = orjson.loads(text)
        last = date.fromisoformat(said["ends"])
        ends = min(last, over.get(case_id, last))
        starts, act = date.fromisoformat(said["starts"]), said["act"]
        decision = "-".join(map(str, number))
        permissions, releases = kept.setdefault(int(about_id), ([], []))
        if effect == "permit":
            permissions.append(Permission(act, decision, said["basis"], starts, ends))
        else:
            condition = Text(said["condition"], said["condition"])
            releases.append(Release(act, condition, said["basis"], starts, ends, decision))
    return {case: (tuple(one), tuple(two)) for case, (one, two) in kept.items()}


def _as_disputed(one: InForce, later: Sequence[_Later], while_disputed: str) -> InForce:
    """Return a measure as later cases about its decision have left it."""
    for case in later:
        one = replace(one, review=case.review or one.review) if one.review else one
        days = [day for effect, day in case.effects if effect in ENDING]
        if days and case.again is not None:
            one = replace(one, starts=max(one.starts, case.again))
        elif days:
            last = min(days) - timedelta(days=1)
            one = replace(one, ends=min(last, one.ends) if one.ends else last)
        steps = [effect for effect, _ in case.effects if effect in (SUSPEND, RESUME)]
        paused = bool(steps) and steps[-1] == SUSPEND
        disputed = case.disputes and while_disputed in ("pause", "hide")
        if case.holds and (paused or disputed):
            one = replace(one, suspended=True)
    return one


def _later(cases: Mapping[int, str], but: int | None) -> dict[int, list[_Later]]:
    """Return, by case, the cases about it, about an entry that it wrote, or about all that stands.

    `cases`: by id, whom each is about. A reorganisation is about everything that was decided
    against the entity before; a protection is lifted by the case that took it.
    """
    if not cases:
        return {}
    about, lifted = _about(cases)
    several = {later for _, later in about} - {but}
    again = _cancelled(several)
    effects: dict[int, list[tuple[str, date]]] = {}
    reviews: dict[int, date] = {}
    for case_id, effect, day, text in _rows(
        f"SELECT case_id, effect, day, CASE WHEN effect = '{SET_REVIEW}' THEN detail END"
        f" FROM case_effect WHERE {among_numbers('case_id')} ORDER BY id",
        [listed(sorted(several))],
    ):
        effects.setdefault(case_id, []).append((effect, as_day(day)))
        if text is not None:
            reviews[case_id] = date.fromisoformat(orjson.loads(text)["review"])
    stands = {
        case_id: _Later(
            bool(disputes),
            tuple(effects.get(case_id, ())),
            not ended or bool(mark),
            again.get(case_id),
            reviews.get(case_id),
        )
        for case_id, disputes, ended, mark in _rows(
            "SELECT case_id, disputes, ended, mark FROM case_standing"
            f" WHERE {among_numbers('case_id')}",
            [listed(sorted(several))],
        )
    }
    found: dict[int, list[_Later]] = {}
    for case_id, later in sorted(set(about)):
        if (later != case_id or (case_id, later) in lifted) and later in stands:
            found.setdefault(case_id, []).append(stands[later])
    return found


def _about(
    cases: Mapping[int, str],
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return which cases are about which of these, and which of these lift what they took."""
    about = _rows(
        "SELECT f.case_id, d.id FROM case_effect f JOIN ledger_entry e ON e.seq = f.entry"
        " JOIN ledger_entry v ON v.department = e.department AND v.record_type = e.record_type"
        " AND v.natural_key = e.natural_key JOIN case_standing d0 ON d0.record = v.seq"
        " JOIN case_file d ON d.id = d0.case_id WHERE f.effect = 'enter_list'"
        f" AND {among_numbers('f.case_id')}",
        [listed(sorted(cases))],
    )
    about += [
        (int(about_id), later)
        for later, about_id in _rows(
            "SELECT id, about_id FROM case_file WHERE about_kind NOT IN ('record', 'list_entry')"
            f" AND {among_texts('about_id')}",
            [listed([str(one) for one in sorted(cases)])],
        )
    ]
    about += _about_everything(cases)
    lifted = _rows(
        "SELECT case_id, case_id FROM case_effect WHERE effect = 'end_protection'"
        f" AND {among_numbers('case_id')}",
        [listed(sorted(cases))],
    )
    about += [(case_id, later) for case_id, later in lifted]
    return about, lifted


def _cancelled(restorations: Iterable[int]) -> dict[int, date]:
    """Return the restorations that were cancelled, and from when their measures stand again."""
    rows = _rows(
        "SELECT c.about_id, f.day, f.detail FROM case_file c JOIN case_effect f"
        " ON f.case_id = c.id WHERE c.about_kind = 'restoration' AND f.effect = 'enter_list'"
        f" AND {among_texts('c.about_id')} ORDER BY f.id",
        [listed([str(one) for one in sorted(restorations)])],
    )
    return {
        int(about): as_day(day) for about, day, text in rows if orjson.loads(text).get("measures")
    }


def _about_everything(cases: Mapping[int, str]) -> list[tuple[int, int]]:
    """Return the later cases that suspend, resume or end whatever stands against an entity."""
    wide = _rows(
        "SELECT c.subject, c.id FROM case_file c JOIN case_effect f ON f.case_id = c.id"
        f" WHERE c.about_kind = 'entity' AND {among_texts('c.subject')}"
        " AND f.effect IN ('suspend_measures', 'resume_measures', 'end_measure')",
        [listed(sorted(set(cases.values())))],
    )
    return [
        (case_id, later)
        for case_id, subject in cases.items()
        for whom, later in wide
        if whom == subject and later > case_id
    ]


def owned_keys(keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return, for each known key, all keys of the entity that holds its records."""
    asked = _rows(
        f"SELECT key, entity FROM key_owner WHERE {among_texts('key')}", [listed(sorted(keys))]
    )
    entities = sorted({entity for _, entity in asked})
    owned: dict[int, list[str]] = {}
    for key, entity in _rows(
        f"SELECT key, entity FROM key_owner WHERE {among_numbers('entity')} ORDER BY key",
        [listed(entities)],
    ):
        owned.setdefault(entity, []).append(key)
    return {key: tuple(owned[entity]) for key, entity in asked}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _rows(statement: str, values: Sequence[Any]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        rows: list[Row] = cursor.fetchall()
    return rows
