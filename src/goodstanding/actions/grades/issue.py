"""Issuing an appraisal: a ledger entry that says what was told, and can be recomputed for ever."""

from collections.abc import Mapping
from datetime import date

from django.conf import settings
from django.db import transaction

from goodstanding.core.appraisal.canonical import appraisal_bytes
from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.appraisal.faults_appraisal import (
    ERASED,
    NO_OFFICER,
    NOT_AN_APPRAISAL,
    NOT_APPRAISED,
    REPLAY_DIFFERS,
    UNKNOWN_ENTITY,
)
from goodstanding.core.basis.canon import canonical, keyed
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.core.records.envelope import Envelope, Subject
from goodstanding.store.ledger.append import append, last_entry, numbering_lock
from goodstanding.store.ledger.project import project
from goodstanding.store.queries.appraise_one import graded_by, standing_records
from goodstanding.store.queries.archive import archive, entity_by_number
from goodstanding.store.queries.issued import ISSUED, issued_entry
from goodstanding.store.shelf import PackFiles, copy_of, keep, policy_by_digest

OFFICE = "appraisal"
"""Stands in the department column of issued appraisals."""


def issue(
    number: int,
    *,
    on: date,
    actor: str,
    policy: Policy,
    seed: str,
    packs: PackFiles | None = None,
) -> int:
    """Issue the appraisal of an entity on a day; return the entry's number.

    It rests on every entry before its own and on the packs that are kept with it (`packs`: their
    files, the deployment's where nothing is given). A standing grade is computed again and again;
    an issued one is never issued again by a rebuild.
    """
    if not actor.strip():
        raise Refused(NO_OFFICER.at("appraisal"))
    with transaction.atomic():
        numbering_lock()
        entity = entity_by_number(number)
        if entity is None:
            raise Refused(UNKNOWN_ENTITY.at("entity", key=number))
        model = graded_by(entity, policy=policy, on=on)
        if model is None:
            raise Refused(NOT_APPRAISED.at("entity", key=entity.key))
        keep(packs if packs is not None else copy_of())
        policy_by_digest(policy.digest)
        known_seq, _ = last_entry()
        fields = {
            "model": model.id,
            "policy": policy.digest,
            "day": on.isoformat(),
            "known_seq": str(known_seq),
            "entity_class": entity.entity_class,
            "class_basis": settings.CLASS_92_BASIS,
        }
        fields["appraisal"] = _computed(number, fields, model, policy, seq=0).decode()
        envelope = Envelope(
            kind=ISSUED,
            department=OFFICE,
            record_type="",
            natural_key=f"{entity.key}|{model.id}|{on.isoformat()}",
            subject=Subject(key=entity.key, code="", name=""),
            event_day=on,
            learnt_day=on,
            fields=fields,
        )
        salt = keyed(seed.encode(), canonical([str(known_seq), envelope.body()]))
        (seq,) = append([envelope], salts=[salt], actor=actor.strip())
        project(seq, seq, policy=policy)
        return seq


def replay(seq: int) -> bytes:
    """Recompute an issued appraisal from the ledger as known then; return its bytes.

    Refused where contents that it rests on were erased since, or where the bytes differ.
    """
    entry = issued_entry(seq)
    if entry is None:
        raise Refused(NOT_AN_APPRAISAL.at("ledger", seq=seq))
    if entry.fields is None:
        raise Refused(ERASED.at("ledger", seq=seq, count=1))
    policy = policy_by_digest(entry.fields["policy"])
    model = policy.models[entry.fields["model"]]
    found = _computed(entry.number, entry.fields, model, policy, seq=seq)
    if found != entry.fields["appraisal"].encode():
        raise Refused(REPLAY_DIFFERS.at("ledger", seq=seq))
    return found


def _computed(
    number: int, fields: Mapping[str, str], model: Model, policy: Policy, *, seq: int
) -> bytes:
    """Return the bytes of the appraisal that an entry's fields describe."""
    on = date.fromisoformat(fields["day"])
    views = archive(number, known_seq=int(fields["known_seq"]))
    erased = sum(view.erased for view in views)
    if erased:
        raise Refused(ERASED.at("ledger", seq=seq, count=erased))
    appraisal = evaluate(
        model,
        standing_records(views, policy=policy, on=on),
        policy=policy,
        on=on,
        entity_class=fields["entity_class"],
        class_basis=fields["class_basis"],
    )
    return appraisal_bytes(appraisal)
