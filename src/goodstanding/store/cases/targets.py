"""What a case is about: a record in force, another case, or an entity."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import orjson
from django.db import connection

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.procedure_shape import RETRACTED
from goodstanding.store.cases.faults_cases import NO_SUBJECT, NOTHING_THERE
from goodstanding.store.cases.folded import ON_A_RECORD
from goodstanding.store.cases.read import CaseData, read_case
from goodstanding.store.dialect import Row, among_numbers, among_texts, as_day, listed

ANNULMENT = "annulment"
"""A case as what found something wrong: who contested stands outside is whom it was about."""


SAY_NOTHING = (
    "pause_disclosure",
    "resume_disclosure",
    "suspend_measures",
    "resume_measures",
    "publish",
    "unpublish",
    "stop_sharing",
    "tell_receivers",
    "tell_checked",
)
"""Effects that hide a record, show it or tell of it: they decide nothing that it says."""


@dataclass(frozen=True, slots=True)
class Held:
    """The version in force of a record."""

    seq: int
    department: str
    record_type: str
    natural_key: str
    subject: str
    event_day: date | None
    learnt_day: date
    code: str
    name: str
    fields: Mapping[str, str]
    flags: tuple[str, ...]
    actor: str


@dataclass(frozen=True, slots=True)
class About:
    """What a case would be about: whose it is, who holds it, who decided it."""

    kind: str
    id: str
    subject: str
    department: str
    clock_day: date | None
    contested: frozenset[str]


def about(kind: str, id_: str) -> About:
    """Return what `kind:id` names, or refuse where there is no such thing in force."""
    if ":" in id_ and kind not in ON_A_RECORD:
        if not _is_known(id_):
            raise Refused(NOTHING_THERE.at("case", kind=kind, id=id_))
        return About(kind, id_, id_, "", None, frozenset())
    if not id_.isascii() or not id_.isdigit():
        raise Refused(NOTHING_THERE.at("case", kind=kind, id=id_))
    return _about_record(kind, int(id_)) if kind in ON_A_RECORD else _about_case(kind, int(id_))


def _about_record(kind: str, entry: int) -> About:
    record = stated(entry) if kind == RETRACTED else held(entry) or paused_version(entry)
    if record is None:
        raise Refused(NOTHING_THERE.at("case", kind=kind, id=entry))
    if not record.subject:
        raise Refused(NO_SUBJECT.at("case", id=entry))
    decided = [one for one in map(read_case, _writers(record.seq)) if one is not None]
    contested = frozenset().union(*map(who_acted, decided))
    if not decided:
        contested = _entered_by(record.seq)
    return About(
        kind,
        str(record.seq),
        record.subject,
        record.department,
        record.event_day or record.learnt_day,
        contested,
    )


def _writers(entry: int) -> list[int]:
    """Return the cases that decided what a record says; hiding it and showing it decide nothing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT case_id FROM case_effect"
            f" WHERE NOT ({among_texts('effect')})"
            f" AND {among_numbers('entry')} ORDER BY case_id",
            [listed(SAY_NOTHING), listed(versions_of(entry))],
        )
        return [int(found) for (found,) in cursor.fetchall()]


def _entered_by(entry: int) -> frozenset[str]:
    """Return who entered what a record says; who hid it or served its coming back did not."""
    versions = versions_of(entry)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entry FROM case_effect WHERE effect = 'resume_disclosure'"
            f" AND {among_numbers('entry')}",
            [listed(versions)],
        )
        again = {int(found) for (found,) in cursor.fetchall()}
    said = stated_by([one for one in versions if one not in again])
    return frozenset(filter(None, (one.actor for one in said.values())))


def paused_version(entry: int) -> Held | None:
    """Return the version of a record that a running case keeps out of sight: it can be disputed."""
    old = stated(entry)
    versions = set(versions_of(entry))
    paused = paused_in(old.subject) if old else []
    return next((stated(one) for _, one in reversed(paused) if one in versions), None)


def paused_in(subject: str) -> list[tuple[int, int]]:
    """Return the entries that cases keep out of sight, each with its case.

    A case does so while it runs, and until an end against the party is served.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.case_id, f.detail FROM case_effect f"
            " JOIN case_standing s ON s.case_id = f.case_id"
            " WHERE f.effect = 'pause_disclosure' AND s.subject = %s"
            " AND (s.ended = %s OR s.mark <> '')"
            " ORDER BY f.id",
            [subject, False],
        )
        rows = cursor.fetchall()
    return [
        (int(case_id), int(one))
        for case_id, detail in rows
        for one in filter(None, orjson.loads(detail).get("paused", "").split("|"))
    ]


def _about_case(kind: str, number: int) -> About:
    data = read_case(number)
    if data is None:
        raise Refused(NOTHING_THERE.at("case", kind=kind, id=number))
    decided = data.contested if kind == ANNULMENT else who_acted(data)
    return About(kind, str(number), data.subject, data.department, data.clock_day, decided)


def origin_of(data: CaseData) -> CaseData:
    """Return the case that a redress answers for; of any other case, itself."""
    if data.about_kind != ANNULMENT:
        return data
    found = read_case(int(data.about_id))
    return found if found is not None else data


def who_acted(data: CaseData) -> frozenset[str]:
    """Return accounts and units that decided in a case: those who acted for an office."""
    officers = [one for one in data.events if one.office]
    return frozenset(
        name
        for one in officers
        for name in (one.actor, one.office, *one.deputy_for.split(","))
        if name
    )


def held(entry: int) -> Held | None:
    """Return the version in force of the record that an entry states, or None where it is gone."""
    return held_of([entry]).get(entry)


def stated(entry: int) -> Held | None:
    """Return what an entry stated, in force or not; None where its content was erased."""
    return stated_by([entry]).get(entry)


def held_of(entries: Sequence[int]) -> dict[int, Held]:
    """Return the versions in force of the records that entries state, by entry."""
    return _stated(
        "o.seq",
        "ledger_entry o JOIN current_record c ON c.department = o.department"
        " AND c.record_type = o.record_type AND c.natural_key = o.natural_key"
        " JOIN ledger_entry e ON e.seq = c.seq",
        entries,
    )


def stated_by(entries: Sequence[int]) -> dict[int, Held]:
    """Return what entries stated, by entry."""
    return _stated("e.seq", "ledger_entry e", entries)


def _stated(asked: str, tables: str, entries: Sequence[int]) -> dict[int, Held]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {asked}, e.seq, e.department, e.record_type, e.natural_key, e.subject,"
            f" e.event_day, e.learnt_day, t.body, e.actor, e.batch FROM {tables}"
            f" JOIN ledger_content t ON t.seq = e.seq WHERE {among_numbers(asked)}",
            [listed(entries)],
        )
        return {row[0]: _held(row[1:]) for row in cursor.fetchall()}


def _held(row: Row) -> Held:
    seq, department, record_type, natural_key, subject, event, learnt, text, actor, batch = row
    body = orjson.loads(text)
    return Held(
        seq=seq,
        department=department,
        record_type=record_type,
        natural_key=natural_key,
        subject=subject,
        event_day=as_day(event) if event else None,
        learnt_day=as_day(learnt),
        code=body["code"],
        name=body["name"],
        fields=body["fields"],
        flags=tuple(filter(None, body["flags"].split("|"))),
        actor="" if batch is not None else actor,
    )


def target(data: CaseData) -> Held | None:
    """Return the record in force that a case's effects reach.

    What it is about; else what the case that it is about wrote last, or what it wrote itself.
    """
    if data.about_kind in ON_A_RECORD:
        return held(int(data.about_id))
    writer = int(data.about_id) if data.about_id.isdigit() else data.id
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(entry) FROM case_effect WHERE case_id = %s", [writer])
        (entry,) = cursor.fetchone()
    return None if entry is None else held(int(entry))


def disclosed(subject: str, record_types: Sequence[str]) -> list[Held]:
    """Return the records in force of some types under an entity's key, in ledger order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.seq FROM current_record c JOIN ledger_entry e ON e.seq = c.seq"
            f" WHERE e.subject = %s AND {among_texts('c.record_type')} ORDER BY c.seq",
            [subject, listed(sorted(record_types))],
        )
        found = [seq for (seq,) in cursor.fetchall()]
    return [one for one in map(stated, found) if one is not None]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """How a record went: by which effect of a case ("" by a file), and what stood until then."""

    effect: str
    replaced: int


def withdrawn(entry: int) -> Withdrawn | None:
    """Return how the record that an entry stated went last; None: the last that was said stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.kind, e.batch, t.body, e.replaces FROM ledger_entry o JOIN ledger_entry e"
            " ON e.department = o.department AND e.record_type = o.record_type"
            " AND e.natural_key = o.natural_key JOIN ledger_content t ON t.seq = e.seq"
            " WHERE o.seq = %s ORDER BY e.seq DESC LIMIT 1",
            [entry],
        )
        row = cursor.fetchone()
    if row is None or row[0] != "withdrawal":
        return None
    _kind, batch, text, before = row
    effect = "" if batch is not None else orjson.loads(text)["fields"].get("effect", "")
    return Withdrawn(effect, int(before or entry))


def versions_of(entry: int) -> list[int]:
    """Return every entry that ever stated the same record."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.seq FROM ledger_entry o JOIN ledger_entry e ON e.department = o.department"
            " AND e.record_type = o.record_type AND e.natural_key = o.natural_key"
            " WHERE o.seq = %s AND e.kind IN ('fact', 'correction') ORDER BY e.seq",
            [entry],
        )
        return [seq for (seq,) in cursor.fetchall()]


def in_force(entries: Iterable[int]) -> dict[int, int]:
    """Return the entry in force of the record that each entry stated; what is gone is left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT o.seq, c.seq FROM ledger_entry o JOIN current_record c"
            " ON c.department = o.department AND c.record_type = o.record_type"
            f" AND c.natural_key = o.natural_key WHERE {among_numbers('o.seq')}",
            [listed(sorted(set(entries)))],
        )
        return {int(entry): int(now) for entry, now in cursor.fetchall()}


def hidden_by_law(entry: int) -> bool:
    """Return whether the act that wrote a record said to hide it while it is disputed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT f.detail FROM case_effect f WHERE f.effect IN ('publish', 'enter_list')"
            f" AND {among_numbers('f.entry')}",
            [listed(versions_of(entry))],
        )
        return any(
            orjson.loads(detail).get("while_disputed") == "hide" for (detail,) in cursor.fetchall()
        )


def running_about(
    procedure: str, kind: str, id_: str, subject: str, department: str = ""
) -> int | None:
    """Return the case that runs already about the same thing by the same procedure, or None.

    `department`: only among this one's cases.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(c.id) FROM case_file c JOIN case_standing s ON s.case_id = c.id"
            " WHERE c.procedure = %s AND c.about_kind = %s AND c.about_id = %s"
            " AND c.subject = %s AND s.ended = %s AND (%s = '' OR c.department = %s)",
            [procedure, kind, id_, subject, False, department, department],
        )
        (found,) = cursor.fetchone()
    return None if found is None else int(found)


def _is_known(key: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM key_owner WHERE key = %s", [key])
        return cursor.fetchone() is not None
