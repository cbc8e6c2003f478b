"""Digest, fingerprint and salt of a judged row, without building an `Envelope` for each.

The digest equals `Envelope.digest`: a property test holds the two together.
"""

import hashlib
from collections.abc import Callable, Iterable
from typing import Any

from goodstanding.core.basis.canon import text_bytes

Keyed = Callable[[bytes], str]
Sealed = tuple[list[str], list[str], list[str]]
"""Salts, fingerprints and digests of rows, in their order."""
BLOCK = 64
"""Bytes of a block of SHA-256."""
INNER, OUTER = bytes(b ^ 0x36 for b in range(256)), bytes(b ^ 0x5C for b in range(256))


def keyed_by(key: bytes) -> Keyed:
    """Return HMAC-SHA-256 under `key` (RFC 2104), the key's own blocks hashed once.

    Half the time of `hmac.digest` for short texts, of which a city sends millions.
    """
    begun, ended = _begun_by(key)

    def mac(data: bytes) -> str:
        inner, outer = begun(), ended()
        inner.update(data)
        outer.update(inner.digest())
        found: str = outer.hexdigest()
        return found

    return mac


def _begun_by(key: bytes) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Return what gives the inner and the outer hash of a keyed digest, the key in it already."""
    block = (key if len(key) <= BLOCK else hashlib.sha256(key).digest()).ljust(BLOCK, b"\0")
    return hashlib.sha256(block.translate(INNER)).copy, hashlib.sha256(block.translate(OUTER)).copy


def salter(seed: bytes) -> Callable[[int], str]:
    """Return what gives a row's salt: 128 bits that nobody can tell once the seed is gone."""
    mac = keyed_by(seed)

    def salt_of(row_no: int) -> str:
        return mac(b"row %d" % row_no)[:32]

    return salt_of


def fingerprinter(key: bytes) -> Callable[[str, str | None, bytes], str]:
    """Return what equal contents of one natural key have in common, told only to key holders."""
    mac = keyed_by(key)

    def fingerprint_of(subject: str, event_day: str | None, body: bytes) -> str:
        return mac(b"[%b,%b]%b" % (text_bytes(subject), text_bytes(event_day), body))

    return fingerprint_of


def salt_of(seed: bytes, row_no: int) -> str:
    """Return the salt of one row."""
    return salter(seed)(row_no)


def fingerprint_of(key: bytes, subject: str, event_day: str | None, body: bytes) -> str:
    """Return the fingerprint of one content."""
    return fingerprinter(key)(subject, event_day, body)


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
        b'{"body":%b,"department":%b,"event":%b,"key":%b,"kind":%b,"learnt":%b,"salt":%b,'
        b'"subject":%b,"type":%b,"v":"1"}'
        % (
            body,
            text_bytes(department),
            text_bytes(event_day),
            text_bytes(natural_key),
            text_bytes(kind),
            text_bytes(learnt_day),
            text_bytes(salt),
            text_bytes(subject),
            text_bytes(record_type),
        )
    ).hexdigest()


def facts_sealer(
    seed: bytes, key: bytes, department: str, record_type: str, learnt_day: str
) -> Callable[[Iterable[tuple[int, str, str, str, str]]], Sealed]:
    """Return what seals many facts at once: to the byte what the functions above give for each.

    A fact is its row's number, its subject, day and natural key as JSON without quotes, and its
    body. All that a batch has in common is written once.
    """
    salt_begun, salt_ended = _begun_by(seed)
    print_begun, print_ended = _begun_by(key)
    sha256 = hashlib.sha256
    fixed = {
        name: text_bytes(text).decode().replace("%", "%%")
        for name, text in (("dept", department), ("type", record_type), ("learnt", learnt_day))
    }
    envelope = (
        f',"department":{fixed["dept"]},"event":"%s","key":"%s","kind":"fact"'
        f',"learnt":{fixed["learnt"]},"salt":"%s","subject":"%s","type":{fixed["type"]},"v":"1"}}'
    )

    def seal(facts: Iterable[tuple[int, str, str, str, str]]) -> Sealed:
        salts: list[str] = []
        prints: list[str] = []
        digests: list[str] = []
        for row_no, subject, day, natural_key, text in facts:
            inner, outer = salt_begun(), salt_ended()
            inner.update(b"row %d" % row_no)
            outer.update(inner.digest())
            salt = outer.hexdigest()[:32]
            body = text.encode()
            inner, outer = print_begun(), print_ended()
            inner.update(f'["{subject}","{day}"]'.encode() + body)
            outer.update(inner.digest())
            rest = envelope % (day, natural_key, salt, subject)
            salts.append(salt)
            prints.append(outer.hexdigest())
            digests.append(sha256(b'{"body":' + body + rest.encode()).hexdigest())
        return salts, prints, digests

    return seal
