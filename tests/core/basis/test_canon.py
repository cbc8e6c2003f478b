"""Canonical bytes equal RFC 8785 for the values that the ledger keeps."""

import hashlib
import hmac

import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from goodstanding.core.basis.canon import canonical, keyed, sha256

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NAMES = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=12)
BODIES = st.recursive(
    st.none() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=20,
)


@given(BODIES)
def test_canonical_equals_rfc_8785(body: object) -> None:
    """Promise: for texts and nulls under ASCII keys these are the bytes of RFC 8785 (JCS)."""
    assert canonical(body) == rfc8785.dumps(body)


@given(st.binary(max_size=80), st.binary(min_size=1, max_size=80))
def test_digests_are_the_standard_ones(key: bytes, data: bytes) -> None:
    """Promise: SHA-256 and HMAC-SHA-256 as everybody else computes them, in lower-case digits."""
    assert sha256(data) == hashlib.sha256(data).hexdigest()
    assert keyed(key, data) == hmac.new(key, data, hashlib.sha256).hexdigest()


def test_order_of_keys_makes_no_difference() -> None:
    """Promise: two dictionaries that are equal have the same bytes."""
    assert (
        canonical({"b": "1", "a": "2"}) == canonical({"a": "2", "b": "1"}) == b'{"a":"2","b":"1"}'
    )
