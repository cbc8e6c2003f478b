"""Who is who, as a named officer judges it: each judgement a ledger entry that can be undone.

Nothing here is decided by a machine: the officer has seen the candidates, or names the keys.
"""

from collections.abc import Mapping
from datetime import date

from django.db import connection, transaction

from goodstanding.core.basis.canon import canonical, keyed
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.entities.faults_identity import (
    ALREADY_UNDONE,
    NO_JUDGEMENT,
    NOT_WAITING,
)
from goodstanding.core.entities.judgements import fold_judgements
from goodstanding.core.entities.permitted import act_faults, key_faults, pair_faults
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.envelope import Envelope, Subject
from goodstanding.store.dialect import among_texts, listed
from goodstanding.store.ledger.append import append, numbering_lock
from goodstanding.store.ledger.judgements import judgements_around, load_judgements
from goodstanding.store.ledger.project import project

JUDGE = "identity"
"""Stands in the department column of officers' judgements."""


def decide(
    record_seq: int,
    entity_key: str,
    *,
    actor: str,
    reason: str,
    on: date,
    policy: Policy,
    seed: str,
) -> int:
    """Give a waiting record to the entity with this key; return the judgement's entry number."""
    with transaction.atomic():
        numbering_lock()
        faults = [
            *act_faults(actor=actor, reason=reason),
            *key_faults(entity_key, known=_known({entity_key})),
        ]
        if not _waits(record_seq):
            faults.append(NOT_WAITING.at("judgement", seq=record_seq))
        fields = {
            "judgement": "same",
            "record_seq": str(record_seq),
            "to_key": entity_key,
            "reason": reason.strip(),
        }
        return _enter(
            faults, fields, f"record:{record_seq}", actor=actor, on=on, policy=policy, seed=seed
        )


def judge(
    kind: str,
    from_key: str,
    to_key: str,
    *,
    actor: str,
    reason: str,
    on: date,
    policy: Policy,
    seed: str,
) -> int:
    """Judge how two keys belong together; return the judgement's entry number.

    `same`, `old_number`, `reissued_code`: the records of `from_key` belong to the entity of
    `to_key` from now on. `merger`, `division`, `conversion`: only linked.
    """
    with transaction.atomic():
        numbering_lock()
        around = {*judgements_around(from_key), *judgements_around(to_key)}
        key_map = fold_judgements(sorted(around, key=lambda one: one.seq))
        faults = [
            *act_faults(actor=actor, reason=reason),
            *pair_faults(kind, from_key, to_key, known=_known({from_key, to_key}), key_map=key_map),
        ]
        fields = {
            "judgement": kind,
            "from_key": from_key,
            "to_key": to_key,
            "reason": reason.strip(),
        }
        return _enter(faults, fields, from_key, actor=actor, on=on, policy=policy, seed=seed)


def undo(
    judgement_seq: int, *, actor: str, reason: str, on: date, policy: Policy, seed: str
) -> int:
    """Take an earlier judgement back, a rule's too; return the entry number of the undo.

    Archives are then as if it had not been made; what was known in between stays known.
    """
    with transaction.atomic():
        numbering_lock()
        faults = [*act_faults(actor=actor, reason=reason), *_undo_faults(judgement_seq)]
        fields = {"judgement": "undo", "seq": str(judgement_seq), "reason": reason.strip()}
        return _enter(
            faults, fields, f"undo:{judgement_seq}", actor=actor, on=on, policy=policy, seed=seed
        )


def _undo_faults(judgement_seq: int) -> list[Fault]:
    (*made,) = load_judgements("seq = %s AND judgement <> 'undo'", [judgement_seq])
    if not made:
        return [NO_JUDGEMENT.at("judgement", seq=judgement_seq)]
    return [
        ALREADY_UNDONE.at("judgement", seq=judgement_seq, undo=earlier.seq)
        for earlier in load_judgements("undoes = %s", [judgement_seq])
    ]


def _enter(
    faults: list[Fault],
    fields: Mapping[str, str],
    natural_key: str,
    *,
    actor: str,
    on: date,
    policy: Policy,
    seed: str,
) -> int:
    """Append the judgement and project it, or refuse with all that forbids it."""
    if faults:
        raise Refused(*faults)
    envelope = Envelope(
        kind="judgement",
        department=JUDGE,
        record_type="",
        natural_key=natural_key,
        subject=Subject(key=fields.get("to_key", ""), code="", name=""),
        event_day=None,
        learnt_day=on,
        fields=fields,
    )
    salt = keyed(seed.encode(), canonical(envelope.body()))
    (seq,) = append([envelope], salts=[salt], actor=actor.strip())
    project(seq, seq, policy=policy)
    return seq


def _known(keys: set[str]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT key FROM key_owner WHERE {among_texts('key')}", [listed(sorted(keys))]
        )
        return {key for (key,) in cursor.fetchall()}


def _waits(record_seq: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM waiting WHERE seq = %s", [record_seq])
        return cursor.fetchone() is not None
