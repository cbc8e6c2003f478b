"""Canonical bytes and digests: the only place that says how a value becomes bytes.

A body is a flat or nested JSON value whose leaves are all texts or null (numbers are written as
decimal text), with ASCII keys. For such values sorted-key JSON equals RFC 8785 (JCS), which a
property test proves against an independent implementation.
"""

import hashlib
import hmac

import orjson


def canonical(body: object) -> bytes:
    """Return the canonical UTF-8 bytes of `body` (see the module's limits)."""
    return orjson.dumps(body, option=orjson.OPT_SORT_KEYS)


text_bytes = orjson.dumps
"""The canonical bytes of one text, of null, or of what names its keys in their order already."""


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data` as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def keyed(key: bytes, data: bytes) -> str:
    """Return HMAC-SHA-256 of `data` under `key` as 64 lower-case hexadecimal digits."""
    return hmac.new(key, data, hashlib.sha256).hexdigest()
