"""Ledger entries that a case writes: corrections, withdrawals and new facts, like any others."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goodstanding.actions.cases.faults_file import HOLDS_IDENTITY
from goodstanding.core.basis.canon import canonical, keyed
from goodstanding.core.basis.faults import Refused
from goodstanding.core.disclosure.masking import unfit
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.envelope import Envelope, Subject
from goodstanding.core.records.seal import fingerprint_of
from goodstanding.store.cases.targets import Held
from goodstanding.store.fingerprint_key import fingerprint_key
from goodstanding.store.ledger.append import append, last_entry
from goodstanding.store.ledger.project import project


@dataclass(frozen=True, slots=True)
class Writing:
    """Who writes, when, by which rules, from which chance."""

    actor: str
    on: date
    policy: Policy
    seed: str


def correct(
    held: Held, fields: Mapping[str, str], writing: Writing, *, flags: tuple[str, ...] = ()
) -> int:
    """Write a new version of a record with these fields; return its entry."""
    record_type = writing.policy.record_types.get(held.record_type)
    said = fields.get(record_type.clock, "") if record_type else ""
    return _enter(
        Envelope(
            kind="correction",
            department=held.department,
            record_type=held.record_type,
            natural_key=held.natural_key,
            subject=Subject(held.subject, held.code, held.name),
            event_day=date.fromisoformat(said) if said else held.event_day,
            learnt_day=writing.on,
            fields=dict(fields),
            flags=tuple(dict.fromkeys((*held.flags, *flags))),
        ),
        writing,
        replaces=held.seq,
    )


def withdraw(held: Held, why: Mapping[str, str], writing: Writing) -> int:
    """Put a record out of force; `why` names the case and the effect. Return the entry."""
    return _enter(
        Envelope(
            kind="withdrawal",
            department=held.department,
            record_type=held.record_type,
            natural_key=held.natural_key,
            subject=Subject(held.subject, "", ""),
            event_day=held.event_day,
            learnt_day=writing.on,
            fields=why,
        ),
        writing,
        replaces=held.seq,
    )


def state(
    record_type: str,
    natural_key: str,
    *,
    department: str,
    subject: Subject,
    event_day: date | None,
    fields: Mapping[str, str],
    writing: Writing,
    flags: tuple[str, ...] = (),
) -> int:
    """Write a new record; return its entry."""
    return _enter(
        Envelope(
            kind="fact",
            department=department,
            record_type=record_type,
            natural_key=natural_key,
            subject=subject,
            event_day=event_day,
            learnt_day=writing.on,
            fields=fields,
            flags=flags,
        ),
        writing,
        replaces=None,
    )


def _enter(envelope: Envelope, writing: Writing, *, replaces: int | None) -> int:
    wrong = unfit(envelope.fields)
    if wrong:
        where = f"{envelope.department}/{envelope.record_type}"
        raise Refused(*(HOLDS_IDENTITY.at(f"{where}/{name}", field=name) for name in wrong))
    body = canonical(envelope.body())
    event = envelope.event_day.isoformat() if envelope.event_day else None
    last, _ = last_entry()
    told = [str(last), envelope.kind, envelope.natural_key, event, body.decode()]
    (seq,) = append(
        [envelope],
        salts=[keyed(writing.seed.encode(), canonical(told))],
        replaces=[replaces],
        fingerprints=[fingerprint_of(fingerprint_key(), envelope.subject.key, event, body)],
        actor=writing.actor,
    )
    project(seq, seq, policy=writing.policy)
    return seq
