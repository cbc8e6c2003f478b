"""Digest, fingerprint and salt of a judged row, without building an `Envelope` for each.

The digest equals `Envelope.digest`: a property test holds the two together.
"""

import hashlib
import hmac

import orjson

from goodstanding.core.basis.canon import canonical


def salt_of(seed: bytes, row_no: int) -> str:
    """Return the salt of a row: 128 bits that nobody can tell once the batch's seed is gone."""
    return hmac.digest(seed, b"row %d" % row_no, "sha256").hex()[:32]


def fingerprint_of(key: bytes, subject: str, event_day: str | None, body: bytes) -> str:
    """Return what equal contents of one natural key have in common, told only to key holders."""
    head = canonical([subject, event_day])
    return hmac.digest(key, head + body, "sha256").hex()


def digest_of(
    kind: str,
    department: str,
    record_type: str,
    natural_key: str,
    subject: str,
    event_day: str | None,
    learnt_day: str,
    body: bytes,
    salt: str,
) -> str:
    """Return the salted SHA-256 of the envelope whose canonical body is `body`."""
    return hashlib.sha256(
        canonical(
            {
                "v": "1",
                "kind": kind,
                "department": department,
                "type": record_type,
                "key": natural_key,
                "subject": subject,
                "event": event_day,
                "learnt": learnt_day,
                "body": orjson.Fragment(body),
                "salt": salt,
            }
        )
    ).hexdigest()
