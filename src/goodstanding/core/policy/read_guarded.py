"""Reads what only two officers open together."""

from types import MappingProxyType
from typing import cast

from goodstanding.core.policy import faults_lists as kinds
from goodstanding.core.policy.cursor import Cursor
from goodstanding.core.policy.guarded_shape import (
    HOLDS,
    AuditPurpose,
    Guarded,
    Holds,
    NameMarks,
    Purpose,
    Subscription,
)
from goodstanding.core.policy.procedure_shape import Office
from goodstanding.core.policy.read_procedures import period
from goodstanding.core.policy.read_values import basis, by_id, dated
from goodstanding.core.policy.rights_shape import DUTIES


def guarded(cursor: Cursor) -> tuple[str, Guarded]:
    """Return one kind of what is guarded; the sealed store keeps nothing without an end."""
    times = ("agree_within", "open_within")
    needed = ("id", "title", "holds", "basis", "asks", "agrees", *times, "purposes")
    keys = cursor.table(needed, ("kept",))
    holds = cast("Holds", keys["holds"].word(HOLDS))
    if (holds == "sealed") != ("kept" in keys):
        cursor.fault(kinds.KEPT_WITHOUT_END)
    purposes: dict[str, Purpose] = {}
    by_id(keys["purposes"], _purpose, purposes)
    found = Guarded(
        id=keys["id"].id(),
        title=keys["title"].term(),
        holds=holds,
        basis=basis(keys["basis"]),
        asks=_duties(keys["asks"]),
        agrees=_duties(keys["agrees"]),
        agree_within=dated(keys["agree_within"], period),
        open_within=dated(keys["open_within"], period),
        kept=dated(keys["kept"], period) if "kept" in keys else None,
        purposes=MappingProxyType(purposes),
    )
    return found.id, found


def audit_purpose(cursor: Cursor) -> tuple[str, AuditPurpose]:
    """Return a purpose of replaying a page."""
    keys = cursor.table(("id", "title", "basis", "duties"))
    found = AuditPurpose(
        keys["id"].id(), keys["title"].term(), basis(keys["basis"]), _duties(keys["duties"])
    )
    return found.id, found


def subscription(cursor: Cursor) -> tuple[str, Subscription]:
    """Return a purpose of keeping a mirror."""
    keys = cursor.table(("id", "title", "basis"))
    found = Subscription(keys["id"].id(), keys["title"].term(), basis(keys["basis"]))
    return found.id, found


def name_marks(cursor: Cursor) -> tuple[str, NameMarks]:
    """Return by which words a text is looked through for names that nobody listed."""
    keys = cursor.table(("id", "title", "posts", "surnames"))
    found = NameMarks(
        keys["id"].id(), keys["title"].term(), _words(keys["posts"]), _words(keys["surnames"])
    )
    return found.id, found


def _words(cursor: Cursor) -> tuple[str, ...]:
    return tuple(item.text() for item in cursor.items(least=1))


def _duties(cursor: Cursor) -> tuple[Office, ...]:
    return tuple(cast("Office", item.word(DUTIES)) for item in cursor.items(least=1))


def _purpose(cursor: Cursor) -> tuple[str, Purpose]:
    keys = cursor.table(("id", "title", "basis"))
    found = Purpose(keys["id"].id(), keys["title"].term(), basis(keys["basis"]))
    return found.id, found
