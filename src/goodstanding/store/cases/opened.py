"""What of its file the party has read: all of it with the served notice, less what is withheld.

A part is `record:12`, a record that the file cites, or `event:3/evidence`, what an event's form
says in a field. Only what an officer withheld by name, on a ground of the packs, stays closed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goodstanding.store.cases.evidence import files_in
from goodstanding.store.cases.folded import ON_A_RECORD, Folded
from goodstanding.store.cases.read import OPENED, TO, WITHHELD, CaseData, EventRow

CITES = re.compile(r"(record|event)\s*[:：]\s*(\d{1,18})(?!\d)(?:/([a-z_]+))?", re.IGNORECASE)
"""How a form cites a record of the ledger, an event of the case, or what it says in a field.

No entry has a longer number, and no database reads one.
"""
NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Withheld:
    """A part that the party does not read: on which ground, and who withheld it when."""

    part: str
    ground: str
    office: str
    account: str
    day: date


def cited_in(text: str) -> tuple[str, ...]:
    """Return the parts that a text cites, each once."""
    found = (_part(*one.groups()) for one in CITES.finditer(text))
    return tuple(dict.fromkeys(found))


def records_cited(text: str) -> tuple[int, ...]:
    """Return the entries of the ledger that a text cites, each once."""
    parts = (one.partition(":") for one in cited_in(text))
    return tuple(int(number) for kind, _colon, number in parts if kind == "record")


def put_for(text: str, record: int, words: str) -> str:
    """Return a text with words where it cites a record."""
    return CITES.sub(
        lambda one: words if _part(*one.groups()) == f"record:{record}" else one[0], text
    )


def _part(kind: str, number: str, name: str | None) -> str:
    whole = f"{kind.lower()}:{int(number)}"
    return f"{whole}/{name}" if name and kind.lower() == "event" else whole


def withheld_in(data: CaseData, *, before: int | None = None) -> Mapping[str, Withheld]:
    """Return by part what is withheld now, or was just before an event."""
    found: dict[str, Withheld] = {}
    for one in data.events:
        if before is not None and one.number >= before:
            break
        if one.step == WITHHELD:
            part = one.form["part"]
            ground = one.form["withheld_ground"]
            found[part] = Withheld(part, ground, one.office, one.actor, one.day)
        elif one.step == OPENED:
            found.pop(one.form["part"], None)
    return found


def notice_served(folded: Folded) -> int | None:
    """Return the number of the event by which the latest notice was served; None: none was."""
    letters = folded.policy.letters
    served = [
        one.served.event
        for one in folded.data.letters
        if one.served is not None
        and not one.recalled
        and (known := letters.get(one.template.partition(TO)[0])) is not None
        and known.kind == NOTICE
    ]
    return max(served, default=None)


def told_to_party(folded: Folded) -> tuple[EventRow, ...]:
    """Return the events that the party has read for certain.

    Its own, those of a letter that was served on it, and all that came before the latest notice.
    """
    data, until = folded.data, notice_served(folded) or 0
    by_letter = {one.event for one in data.letters if one.served is not None and not one.recalled}
    return tuple(
        one
        for one in data.counted
        if not one.office or one.number in by_letter or one.number < until
    )


def disclosed(folded: Folded) -> frozenset[str]:
    """Return the parts of the file that the party has read for certain, and may be held against it.

    What was withheld when the notice was served was not disclosed by it, even if it is open now.
    """
    data = folded.data
    closed = {**withheld_in(data, before=notice_served(folded)), **withheld_in(data)}
    found = set()
    if data.about_kind in ON_A_RECORD:
        found.add(f"record:{int(data.about_id)}")
    for one in told_to_party(folded):
        read = [name for name in one.form if f"event:{one.number}/{name}" not in closed]
        found |= {f"event:{one.number}/{name}" for name in read}
        if len(read) == len(one.form):
            found.add(f"event:{one.number}")
        for name in read:
            found |= {part for part in cited_in(one.form[name]) if part.startswith("record:")}
    until = notice_served(folded) or 0
    attached = files_in(data)
    found |= {f"file:{one.number}" for one in attached if not one.office or one.event < until}
    return frozenset(found - closed.keys())


def may_be_withheld(folded: Folded) -> tuple[str, ...]:
    """Return the parts that may still be withheld: what officers entered and no letter has told."""
    data, told = folded.data, {one.number for one in told_to_party(folded)}
    in_letters = {one.event for one in data.letters if not one.recalled}
    known = disclosed(folded)
    found: dict[str, None] = {}
    for one in data.counted:
        if not one.office or one.number in told | in_letters or one.step not in _steps(folded):
            continue
        for name, value in one.form.items():
            if value.strip():
                found[f"event:{one.number}/{name}"] = None
                found |= dict.fromkeys(x for x in cited_in(value) if x.startswith("record:"))
    in_drafted = {
        part
        for one in data.counted
        if one.number in in_letters
        for value in one.form.values()
        for part in cited_in(value)
    }
    gone = known | in_drafted | withheld_in(data).keys()
    return tuple(one for one in found if one not in gone)


def _steps(folded: Folded) -> frozenset[str]:
    """Return the steps of the procedure: services and hearings hide nothing."""
    return frozenset((*folded.procedure.steps, "open"))
