"""Reads the files of one pack: bytes become frozen values, or a list of every fault.

A pack's folder holds `pack.yaml` and the files named in `PLACES`; each file has one top key that
says what it lists, but for those in `procedures/`: each is one version of one procedure.
`examples/` is read by `core/appraisal/examples.py`, `cases/` by `core/procedures/worked.py`,
`README.md` by people.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from goodstanding.core.basis.canon import canonical, sha256
from goodstanding.core.basis.faults import Fault
from goodstanding.core.basis.text import Text
from goodstanding.core.policy import faults_policy as kinds
from goodstanding.core.policy.calendar_shape import CalendarDay
from goodstanding.core.policy.cursor import Cursor, Reading
from goodstanding.core.policy.procedure_shape import Procedure
from goodstanding.core.policy.read_grounds import ground_rule
from goodstanding.core.policy.read_guarded import audit_purpose, guarded, name_marks, subscription
from goodstanding.core.policy.read_layouts import layout
from goodstanding.core.policy.read_lists import (
    check_purpose,
    conduct,
    designation_list,
    desk_act,
    measure,
    reward,
)
from goodstanding.core.policy.read_models import model
from goodstanding.core.policy.read_procedures import form_field, procedure
from goodstanding.core.policy.read_records import (
    calendar_day,
    department,
    directory_class,
    record_type,
    severity,
    source,
)
from goodstanding.core.policy.read_rights import (
    alert,
    clock,
    letter,
    matter,
    office,
    pledge_type,
    regime,
    remedy,
    slot,
)
from goodstanding.core.policy.read_succession import succession
from goodstanding.core.policy.read_values import by_id
from goodstanding.core.policy.shape import Pack
from goodstanding.core.policy.strict import read_tree

READERS: Mapping[str, Callable[[Cursor], tuple[str, Any]]] = {
    "sources": source,
    "departments": department,
    "directory": directory_class,
    "record_types": record_type,
    "severities": severity,
    "models": model,
    "layouts": layout,
    "form_fields": form_field,
    "conducts": conduct,
    "desk_acts": desk_act,
    "check_purposes": check_purpose,
    "lists": designation_list,
    "measures": measure,
    "rewards": reward,
    "pledge_types": pledge_type,
    "matters": matter,
    "regimes": regime,
    "offices": office,
    "slots": slot,
    "letters": letter,
    "remedies": remedy,
    "clocks": clock,
    "alerts": alert,
    "succession": succession,
    "grounds": ground_rule,
    "guarded": guarded,
    "audit_purposes": audit_purpose,
    "subscriptions": subscription,
    "name_marks": name_marks,
}
LISTS = (*READERS, "calendar")
FOLDERS = (
    "sources",
    "record_types",
    "models",
    "layouts",
    "lists",
    "measures",
    "letters",
    "procedures",
)
PLACES = re.compile(rf"(?:({'|'.join(LISTS)})|({'|'.join(FOLDERS)})/[a-z0-9_.-]+)\.yaml\Z")
ASIDE = re.compile(
    r"(?:(?:examples|cases)/[a-z0-9_.-]+\.yaml|sample/.*|README\.md|.*/README\.md)\Z"
)
"""Files of a pack that hold no rules: they do not enter its digest."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A pack as far as it could be read, with all that is needed to check it further."""

    pack: Pack
    faults: tuple[Fault, ...]
    places: Mapping[str, str] = field(default_factory=dict)
    """Path in the pack, such as `models/public_credit/start`, to `file:line`."""
    broken: frozenset[str] = frozenset()
    """Paths of entries that were left out because of a fault."""
    complete: bool = True
    """Whether every file could be read at least in part: else references cannot be judged."""


NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Head:
    """What `pack.yaml` says."""

    id: str = ""
    version: str = ""
    title: Text = NOTHING
    owner: Text = NOTHING
    requires: tuple[str, ...] = ()


def read_pack(files: Mapping[str, bytes]) -> tuple[Pack | None, tuple[Fault, ...]]:
    """Return the pack that `files` (path in its folder to bytes) describe, or all faults."""
    draft = read_draft(files)
    return (None if draft.faults else draft.pack), draft.faults


def read_draft(files: Mapping[str, bytes], *, folder: str = "") -> Draft:
    """Return what can be read of a pack. `folder` is its folder's name, shown in faults."""
    reading = Reading()
    prefix = f"{folder}/" if folder else ""
    lists: dict[str, dict[str, Any]] = {name: {} for name in READERS}
    calendar: list[CalendarDay] = []
    procedures: dict[str, Procedure] = {}
    head = Head()
    complete = True
    for path in sorted(files):
        name = f"{prefix}{path}"
        if ASIDE.match(path):
            continue
        place = PLACES.match(path)
        if place is None and path != "pack.yaml":
            reading.faults.append(kinds.UNKNOWN_FILE.at(f"{name}:1"))
            continue
        tree, faults = read_tree(name, files[path])
        reading.faults.extend(faults)
        if tree is None:
            complete = False
            continue
        top = "pack" if place is None else place[1] or place[2]
        whole = Cursor(reading, name, "", tree, tree.line)
        if top == "procedures":
            procedure(whole, procedures)
            continue
        content = whole.table((top,))[top]
        if content.node is None:
            complete = False
            continue
        if top == "pack":
            head = _head(content, folder)
        elif top == "calendar":
            _calendar(content, calendar)
        else:
            by_id(content, READERS[top], lists[top])
    if "pack.yaml" not in files:
        reading.faults.append(kinds.NO_PACK_FILE.at(f"{prefix}pack.yaml:1"))
    return Draft(
        pack=Pack(
            id=head.id or folder,
            version=head.version,
            title=head.title,
            owner=head.owner,
            requires=head.requires,
            digest=pack_digest(files),
            calendar=tuple(calendar),
            procedures=MappingProxyType(procedures),
            **{name: MappingProxyType(entries) for name, entries in lists.items()},
        ),
        faults=tuple(reading.faults),
        places=reading.places,
        broken=frozenset(reading.broken),
        complete=complete,
    )


def _head(cursor: Cursor, folder: str) -> Head:
    """Return what `pack.yaml` says; a pack lies in a folder of its own name."""
    keys = cursor.table(("id", "version", "title", "owner", "requires"))
    name = keys["id"].id()
    if folder and name and name != folder:
        keys["id"].fault(kinds.WRONG_FOLDER, id=name, folder=folder)
    return Head(
        id=name,
        version=keys["version"].text(limit=40),
        title=keys["title"].term(),
        owner=keys["owner"].term(),
        requires=tuple(item.id() for item in keys["requires"].items()),
    )


def _calendar(cursor: Cursor, into: list[CalendarDay]) -> None:
    """Read the days of a calendar; each day once."""
    for item in cursor.items(least=1):
        day = item.whole(calendar_day)
        if day is None:
            continue
        if any(day.day == other.day for other in into):
            item.fault(kinds.ID_TWICE, id=day.day)
        cursor.reading.places[f"calendar/{day.day}"] = f"{item.file}:{item.line}"
        into.append(day)


def pack_digest(files: Mapping[str, bytes]) -> str:
    """Return the digest of the files of a pack that hold rules."""
    return sha256(
        canonical({path: sha256(data) for path, data in files.items() if not ASIDE.match(path)})
    )
