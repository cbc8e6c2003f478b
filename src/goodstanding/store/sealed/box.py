"""Makes words unreadable without the deployment's key: AES-256-GCM under a key for each box alone.

The key of a box comes from the deployment's key and the box's own salt, so no two boxes share one,
and where the salt is erased the key is gone. What is sealed is filled up to whole blocks: the
length tells nothing of a name.
"""

from dataclasses import dataclass, replace
from datetime import date

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from goodstanding.core.basis.canon import canonical, keyed, sha256
from goodstanding.core.basis.faults import Refused
from goodstanding.store.sealed.faults_sealed import BROKEN_BOX, NO_KEY, OTHER_KEY, WRONG_KEY

KEY_BYTES = 32
BLOCK = 512
LENGTH_BYTES = 4
NONCE = bytes(12)
"""One for all: no key seals twice."""


@dataclass(frozen=True, slots=True)
class Box:
    """Sealed words, and all that is bound to them: nothing of it can be changed unnoticed."""

    id: str
    kind: str
    matter: str
    key: str
    salt: str
    box: bytes
    last_day: date


def keys() -> tuple[bytes, ...]:
    """Return the deployment's keys, the first of which seals; refuse where there is none."""
    said = [one.strip() for one in settings.SEALED_KEYS.split(",") if one.strip()]
    if not said:
        raise Refused(NO_KEY.at("GOODSTANDING_SEALED_KEYS"))
    try:
        found = tuple(bytes.fromhex(one) for one in said)
    except ValueError:
        found = ()
    if not found or any(len(one) != KEY_BYTES for one in found):
        raise Refused(WRONG_KEY.at("GOODSTANDING_SEALED_KEYS", digits=KEY_BYTES * 2))
    return found


def matter_of(key: bytes, case_id: int) -> str:
    """Return the mark of a case under a key: the same for one case, and unlike any other's."""
    return keyed(_derived(key, b"", "matter"), str(case_id).encode())


def seal(words: str, *, case_id: int, kind: str, last_day: date, seed: str) -> Box:
    """Return words as a box that only the deployment's key opens."""
    key = keys()[0]
    salt = keyed(seed.encode(), b"salt of a sealed box")
    said = words.encode()
    filled = len(said).to_bytes(LENGTH_BYTES, "big") + said
    filled += bytes(-len(filled) % BLOCK)
    found = Box(
        id=keyed(seed.encode(), b"name of a sealed box"),
        kind=kind,
        matter=matter_of(key, case_id),
        key=name_of(key),
        salt=salt,
        box=b"",
        last_day=last_day,
    )
    cipher = AESGCM(_derived(key, bytes.fromhex(salt), "box"))
    return replace(found, box=cipher.encrypt(NONCE, filled, _bound(found)))


def unseal(found: Box) -> str:
    """Return the words of a box, or refuse: another key, or not as it was sealed."""
    key = next((one for one in keys() if name_of(one) == found.key), None)
    if key is None:
        raise Refused(OTHER_KEY.at("sealed", key=found.key))
    cipher = AESGCM(_derived(key, bytes.fromhex(found.salt), "box"))
    try:
        filled = cipher.decrypt(NONCE, found.box, _bound(found))
    except InvalidTag:
        raise Refused(BROKEN_BOX.at("sealed")) from None
    length = int.from_bytes(filled[:LENGTH_BYTES], "big")
    return filled[LENGTH_BYTES : LENGTH_BYTES + length].decode()


def name_of(key: bytes) -> str:
    """Return by what a key is told from others, and which gives nothing of it away."""
    return sha256(_derived(key, b"", "name"))[:16]


def _bound(found: Box) -> bytes:
    """Return what is fixed with the words: kind, case and last day."""
    return canonical([found.id, found.kind, found.matter, found.key, found.last_day.isoformat()])


def _derived(key: bytes, salt: bytes, use: str) -> bytes:
    """Return a key for one use; what is told of it tells nothing of another."""
    return HKDF(SHA256(), KEY_BYTES, salt, f"goodstanding sealed 1 {use}".encode()).derive(key)
