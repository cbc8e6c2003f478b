"""What a party reads of its case's file: no outcome before its letter, nothing among officers.

Pages say it in words and commands as data; which events, letters and fields, is said here.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.evidence import SLIP
from goodstanding.store.cases.opened import Withheld, cited_in, put_for, withheld_in
from goodstanding.store.cases.read import (
    ATTEMPT,
    COUNTER,
    ERASED,
    EVIDENCE,
    HAND_OVER,
    INTEREST,
    OPENED,
    WITHHELD,
    WITHIN,
    CaseData,
    EventRow,
    LetterRow,
)
from goodstanding.store.queries.cases import CaseView, for_parties

AMONG_OFFICERS = (HAND_OVER, INTEREST)
"""What officers note among themselves; a challenge and its ruling are the party's as well."""
CONFIRMED_BY = "confirmed_by"
"""The second officer's account at the counter: the party reads offices, not accounts."""
CLOSED = "（不公开 withheld）"


def visible_letters(data: CaseData, *, party: bool) -> tuple[LetterRow, ...]:
    """Return the letters that a reader may open: what has not left is not the party's yet."""
    return tuple(one for one in data.letters if not party or (one.served and not one.recalled))


def undone_events(data: CaseData) -> frozenset[int]:
    """Return the events that a recall took back, and the recalls.

    What a contest at the counter took back is no secret from the party.
    """
    counted = {one.number for one in data.counted} | data.taken_back
    return frozenset(
        one.number
        for one in data.events
        if one.number not in counted
        and one.step not in WITHIN
        and not one.step.startswith((ATTEMPT, ERASED))
    )


def visible_events(data: CaseData, *, party: bool) -> tuple[EventRow, ...]:
    """Return the events that a reader may know of; the party none that officers keep or undid."""
    undone = undone_events(data)
    return tuple(
        one
        for one in data.events
        if not party
        or not (
            one.number in undone
            or one.step in AMONG_OFFICERS
            or one.step.startswith(ATTEMPT)
            or _slip_of_others(data, one)
        )
    )


def is_held(data: CaseData, event: EventRow) -> bool:
    """Return whether what an officer said waits for the service of the event's own letter.

    Not what was written down in the party's own name: it reads that at once.
    """
    mine = [one for one in data.letters if one.event == event.number]
    opened = visible_letters(data, party=True)
    return bool(event.office) and event.step != COUNTER and any(one not in opened for one in mine)


def read_by_party(view: CaseView, *, policy: Policy, on: date) -> CaseView | None:
    """Return a case as its party reads it; None where it was told of none.

    Offices without accounts, forms without what is withheld, letters that were served.
    """
    for told in for_parties([view], policy=policy, on=on):
        data = told.data
        closed = withheld_in(data)
        events = tuple(
            replace(one, actor="" if one.office else one.actor, form=_read(data, one, closed))
            for one in visible_events(data, party=True)
        )
        shown = replace(data, events=events, letters=visible_letters(data, party=True))
        return replace(told, data=shown, handler="", people={})
    return None


def _slip_of_others(data: CaseData, event: EventRow) -> bool:
    """Return whether an event names the slip of a letter that the party does not have yet."""
    letter = event.form.get(SLIP, "") if event.step == EVIDENCE else ""
    return bool(letter) and letter not in {str(one.id) for one in visible_letters(data, party=True)}


def _read(data: CaseData, event: EventRow, closed: Mapping[str, Withheld]) -> Mapping[str, str]:
    """Return what an event says to the party, without the parts that an officer withheld."""
    if is_held(data, event):
        return {}
    if event.step in (WITHHELD, OPENED):
        return event.form
    said = {}
    for name, value in event.form.items():
        if f"event:{event.number}/{name}" in closed or name == CONFIRMED_BY:
            continue
        for part in cited_in(value):
            kind, _colon, number = part.partition(":")
            if kind == "record" and part in closed:
                value = put_for(value, int(number), CLOSED)  # noqa: PLW2901 (each in its turn)
        said[name] = value
    return said
