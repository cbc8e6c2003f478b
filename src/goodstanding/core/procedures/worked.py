"""Worked cases of packs: a short case, act by act, and what must come of each act.

A pack's `cases/*.yaml` files each hold one list, `cases`. They are the tests of its procedures: a
guard that is taken out of a procedure makes some case come out otherwise.

    - id: refused_in_time
      title: {zh: 不予支持, en: rejected after time to answer}
      procedure: objection
      about: record
      people: {objector: party, handler: officer, reviewer: officer, con: officer}
      contested: [con]
      acts:
        - {day: "2026-05-06", who: objector, do: open, gives: [claim, ground], stands: received}
        - {day: "2026-05-07", who: handler, serve: objection_findings}
        - {day: "2026-05-14", who: reviewer, do: reject, refused: CASE-E015}

An act is one of `do` (a step; `who: clock` is time itself, `outcome` the end of a dispute),
`serve`, `hearing`, `lapse` (what silence owes when that time is over), or only looks.
`refused`: the code that stands against it · `gives`: the form, of which nothing may be left out ·
`not`: who else is refused, and by which code · `writes`, `does`, `stands`: letter, effects, state
with what it says · `due`: every time that runs, with its last day · `late`: every time that is
over, with who is told or what time takes. What is not written is not compared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from goodstanding.core.basis.faults import Fault
from goodstanding.core.policy.cursor import Cursor, Reading
from goodstanding.core.policy.procedure_shape import ABOUT, About, Office
from goodstanding.core.policy.strict import read_tree

KINDS = ("officer", "party")
ACTS = ("do", "serve", "hearing", "lapse")
LISTS = ("gives", "does")
PAIRS = ("not", "due", "late")
WORDS = ("refused", "writes", "stands")
OFFICES = frozenset(get_args(Office))


@dataclass(frozen=True, slots=True)
class WorkedAct:
    """One act, and what is expected of it, each expectation as one text."""

    place: str
    on: date
    who: str
    kind: str
    of: str
    expected: Mapping[str, str]
    gives: tuple[str, ...] | None
    kept_out: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WorkedCase:
    """One case, from its opening on."""

    id: str
    place: str
    procedure: str
    about: About
    people: Mapping[str, str]
    contested: tuple[str, ...]
    acts: tuple[WorkedAct, ...]


def read_cases(file: str, data: bytes) -> tuple[tuple[WorkedCase, ...], tuple[Fault, ...]]:
    """Return the cases of one file, and the faults of its form."""
    tree, faults = read_tree(file, data)
    if tree is None:
        return (), faults
    reading = Reading()
    root = Cursor(reading, file, "", tree, 1).table(("cases",))
    found = [item.whole(_case) for item in root["cases"].items(least=1)] if root else []
    return tuple(one for one in found if one is not None), tuple(reading.faults)


def _case(cursor: Cursor) -> WorkedCase:
    """Return one case; worthless where a fault was noted."""
    keys = cursor.table(("id", "title", "procedure", "about", "people", "acts"), ("contested",))
    keys["title"].term()
    people = keys["people"].free_table()
    about: About = next(one for one in ABOUT if one == keys["about"].word(ABOUT))
    return WorkedCase(
        id=keys["id"].id(),
        place=f"{cursor.file}:{cursor.line}",
        procedure=keys["procedure"].id(),
        about=about,
        people={name: place.word(KINDS) for name, place in people.items()},
        contested=_texts(keys, "contested"),
        acts=tuple(_act(item) for item in keys["acts"].items(least=1)),
    )


def _act(cursor: Cursor) -> WorkedAct:
    """Return one act."""
    keys = cursor.table(("day",), ("who", *ACTS, *LISTS, *PAIRS, *WORDS))
    kind = next((one for one in ACTS if one in keys), "")
    expected = {name: keys[name].text(empty=True) for name in WORDS if name in keys}
    for name in ("due", "late"):
        if name in keys:
            expected[name] = in_one(_pairs(keys[name]))
    if "does" in keys:
        expected["does"] = ", ".join(item.text() for item in keys["does"].items())
    return WorkedAct(
        place=f"{cursor.file}:{cursor.line}",
        on=keys["day"].day(),
        who=keys["who"].text() if "who" in keys else "",
        kind=kind,
        of=keys[kind].text() if kind else "",
        expected=expected,
        gives=_texts(keys, "gives") if "gives" in keys else None,
        kept_out=_pairs(keys["not"]) if "not" in keys else {},
    )


def in_one(pairs: Mapping[str, str] | Iterable[tuple[str, str]]) -> str:
    """Return names with what belongs to them, as one text."""
    return ", ".join(f"{name} {value}" for name, value in sorted(dict(pairs).items()))


def _pairs(cursor: Cursor) -> dict[str, str]:
    return {name: place.argument() for name, place in cursor.free_table().items()}


def _texts(keys: Mapping[str, Cursor], name: str) -> tuple[str, ...]:
    return tuple(item.text() for item in keys[name].items()) if name in keys else ()
