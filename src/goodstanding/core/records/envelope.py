"""What a record is: an organisation, a type, a day, and fields, as one department stated them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from goodstanding.core.basis.canon import canonical, sha256

Kind = Literal[
    "fact",
    "correction",
    "withdrawal",
    "judgement",
    "appraisal_issued",
    "erasure",
]
"""The closed set of ledger kinds; record types within `fact` are data in packs."""


@dataclass(frozen=True, slots=True)
class Subject:
    """An organisation as a row names it. There is no scheme for natural persons.

    `key` is `scheme:value` (`cn-uscc:99…`, `cn-regno:…`, `us-chicago-licence:…`) or "" where the
    row has only a name or a damaged code and waits for a person's judgement; `code` and `name`
    are what was sent, byte for byte.
    """

    key: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """All that the ledger keeps of one statement, before the database numbers it.

    `fields`: field id to text; money in fen, days in ISO form, several choices joined by "|".
    """

    kind: Kind
    department: str
    record_type: str
    natural_key: str
    subject: Subject
    event_day: date | None
    learnt_day: date
    fields: Mapping[str, str]
    flags: tuple[str, ...] = ()

    def body(self) -> dict[str, object]:
        """Return the content that is stored, erasable, beside the ledger entry."""
        return {
            "code": self.subject.code,
            "name": self.subject.name,
            "fields": dict(self.fields),
            "flags": "|".join(self.flags),
        }

    def digest(self, salt: str) -> str:
        """Return the salted SHA-256 of the whole envelope in canonical form."""
        return sha256(
            canonical(
                {
                    "v": "1",
                    "kind": self.kind,
                    "department": self.department,
                    "type": self.record_type,
                    "key": self.natural_key,
                    "subject": self.subject.key,
                    "event": self.event_day.isoformat() if self.event_day else None,
                    "learnt": self.learnt_day.isoformat(),
                    "body": self.body(),
                    "salt": salt,
                }
            )
        )


@dataclass(frozen=True, slots=True)
class Record:
    """A record that stands on some day: the evaluator's only input besides the model.

    `id` is the ledger's sequence number as text, or any stable name in examples.
    `severity` is "" where the type has no severity classes.
    `shown` says whether it is disclosed at all, `shown_until` (inclusive; None: open) until when.
    On other days it carries no points. `disputed` marks it, and changes no points.
    """

    id: str
    record_type: str
    department: str
    day: date
    fields: Mapping[str, str]
    severity: str = ""
    shown: bool = True
    shown_until: date | None = None
    disputed: bool = False

    def is_shown_on(self, day: date) -> bool:
        """Return whether the record may be disclosed on `day`."""
        return self.shown and (self.shown_until is None or day <= self.shown_until)
