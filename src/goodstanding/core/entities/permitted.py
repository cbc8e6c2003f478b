"""What forbids a judgement: everything an officer could get wrong, checked before it is made."""

from collections.abc import Collection, Iterator

from goodstanding.core.basis import ids
from goodstanding.core.basis.faults import Fault
from goodstanding.core.entities import faults_identity as faults
from goodstanding.core.entities.judgements import FOLDING, LINKING, KeyMap

WHERE = "judgement"
KINDS = (*sorted(FOLDING), *sorted(LINKING))
"""What an officer may judge of two keys; `undo` is an act of its own."""


def act_faults(*, actor: str, reason: str) -> Iterator[Fault]:
    """Give what is wrong with who judges and why; a reason may name no person by number."""
    if not actor.strip():
        yield faults.NOBODY.at(WHERE)
    if not reason.strip():
        yield faults.NO_REASON.at(WHERE)
    if ids.mask_identity_numbers(reason)[1]:
        yield faults.PERSON.at("reason")


def key_faults(key: str, *, known: Collection[str]) -> Iterator[Fault]:
    """Give what is wrong with a key that must be an entity's: a person's number, or unknown."""
    if ids.looks_like_resident_id(key.rpartition(":")[2]):
        yield faults.PERSON.at("key")
    elif key not in known:
        yield faults.UNKNOWN_KEY.at(WHERE, key=key)


def pair_faults(
    kind: str, from_key: str, to_key: str, *, known: Collection[str], key_map: KeyMap
) -> Iterator[Fault]:
    """Give what forbids the judgement `kind` of two keys, by the judgements now in force.

    An old number may be new to the register: its judgement may come before its records.
    """
    if kind not in KINDS:
        yield faults.UNKNOWN_KIND.at(WHERE, kind=kind, kinds=", ".join(KINDS))
        return
    new_number = kind == "old_number" and ids.old_number_shape(from_key.rpartition(":")[2])
    wrong = [
        *key_faults(from_key, known={*known, from_key} if new_number else known),
        *key_faults(to_key, known=known),
    ]
    yield from wrong
    if wrong:
        return
    if from_key == to_key:
        yield faults.ITSELF.at(WHERE, key=from_key)
    elif kind == "old_number" and (_scheme(from_key), _scheme(to_key)) != (
        ids.CHINESE_OLD,
        ids.CHINESE_UNIFIED,
    ):
        yield faults.NOT_OLD_TO_NEW.at(WHERE, from_key=from_key, to_key=to_key)
    elif kind in FOLDING and not (
        ids.may_be_its_old_number(from_key, to_key)
        if kind == "old_number"
        else _kind(from_key) == _kind(to_key)
    ):
        yield faults.OTHER_CLASS.at(WHERE, from_key=from_key, to_key=to_key)
    elif kind in FOLDING:
        yield from _hindrances(from_key, to_key, key_map)


def _hindrances(from_key: str, to_key: str, key_map: KeyMap) -> Iterator[Fault]:
    hindrance = key_map.hindrance(from_key, to_key)
    if hindrance == "taken":
        yield faults.ALREADY_FOLDED.at(
            WHERE, from_key=from_key, seq=key_map.since(from_key), owner=key_map.owner(from_key)
        )
    elif hindrance:
        yield faults.CIRCLE.at(WHERE, from_key=from_key, to_key=to_key)


def _scheme(key: str) -> str:
    return key.partition(":")[0]


def _kind(key: str) -> tuple[str, str]:
    return _scheme(key), ids.entity_class(key)
