"""Ledger entries for tests: the shortest true ones, appended and projected like any others."""

import hashlib
from collections.abc import Mapping
from datetime import date

from django.db import transaction

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Field, Policy, Publicity, RecordType
from goodstanding.core.records.envelope import Envelope, Kind, Subject
from goodstanding.store.ledger.append import append, last_entry
from goodstanding.store.ledger.project import project

DAY = date(2024, 3, 1)
A, B, C, D = (f"cn-uscc:9199000000000000{end}" for end in ("0A", "0B", "0C", "0D"))


def _record_type(name: str, *, registers: bool) -> RecordType:
    return RecordType(
        id=name,
        directory="base",
        title=Text(name, name),
        basis="test",
        openness="public",
        effect="neutral",
        clock="day",
        fields={"name": Field("name", "text", Text("名称", "name"))},
        publicity=Publicity(always=True),
        registers=registers,
    )


POLICY = Policy(
    packs={},
    digest="0" * 64,
    sources={},
    departments={},
    directory={},
    record_types={
        "registration": _record_type("registration", registers=True),
        "penalty": _record_type("penalty", registers=False),
    },
    severities={},
    models={},
    layouts={},
    calendar={},
)
"""Two record types: one that registers, one that does not."""


def entry(
    kind: Kind,
    natural_key: str,
    subject: str = "",
    *,
    fields: Mapping[str, str] | None = None,
    name: str = "",
    on: date = DAY,
    event: date | None = None,
    record_type: str = "penalty",
) -> Envelope:
    """Return an envelope of the test's one department."""
    return Envelope(
        kind=kind,
        department="office",
        record_type=record_type,
        natural_key=natural_key,
        subject=Subject(subject, subject.partition(":")[2], name),
        event_day=event,
        learnt_day=on,
        fields=fields or {},
    )


def judged(
    judgement: str, from_key: str = "", to_key: str = "", *, on: date = DAY, **more: str
) -> Envelope:
    """Return a judgement as an officer's act states it."""
    said = {"judgement": judgement, "from_key": from_key, "to_key": to_key, **more}
    return entry("judgement", "", fields=said, on=on, record_type="judgement")


def enter(*envelopes: Envelope, replaces: list[int | None] | None = None) -> list[int]:
    """Append and project in one transaction, as actions do; salts differ by number."""
    with transaction.atomic():
        last, _ = last_entry()
        numbers = append(
            envelopes,
            salts=[
                hashlib.sha256(b"salt of %d" % seq).hexdigest()[:32]
                for seq, _ in enumerate(envelopes, start=last + 1)
            ],
            replaces=replaces,
            actor="officer",
        )
        project(numbers[0], numbers[-1], policy=POLICY)
    return numbers
