"""What a run computes, pinned when it begins, so that a killed one goes on as what it was."""

from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from goodstanding.core.basis.canon import sha256
from goodstanding.core.basis.text import Text
from goodstanding.store.population.durable import read_json, write_json

FORMAT = 2
FILE = "plan.json"
Bounds = tuple[int, int]
"""First and last entity number of a step, both counted."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A run: what decides its result, and the steps in which it is done.

    `source` names what the copy is a copy of · `known`: entries up to this number count ·
    `manifest`, `codebooks`: digests of what the copy said when the run began · `parent`: the run
    that this one continues ("" for one that computes everybody) · `touched`: digest of whom ·
    `ageing`: columns that count days up to `on`, and so are one more on the next day.
    """

    model: str
    policy: str
    on: date
    known: int
    class_is_on: bool
    explain: bool
    engine: str
    source: str
    manifest: str
    codebooks: str
    spans: tuple[Bounds, ...]
    ageing: tuple[str, ...] = ()
    parent: str = ""
    touched: str = ""

    @property
    def id(self) -> str:
        """Return the name of the run's folder."""
        return f"{self.on.isoformat()}-{sha256(orjson.dumps(_as_json(self)))[:16]}"

    def why_not(self, begun: "Plan") -> Text | None:
        """Return why a run that was begun cannot be gone on with as this one, or None.

        Entries that were added since do not matter: what is not known yet is left out of the
        copy's views, and the next refresh brings it in.
        """
        for words, asked, found in (
            (PACKS_CHANGED, self.policy, begun.policy),
            (OTHER_DAY, self.on, begun.on),
            (OTHER_COPY, self.source, begun.source),
            (OTHER_SETTINGS, self.settings, begun.settings),
        ):
            if asked != found:
                return words
        return OTHER_RECORDS if begun.known > self.known else None

    @property
    def settings(self) -> tuple[object, ...]:
        """Return what must be the same for a run to be gone on with."""
        return (self.class_is_on, self.explain, self.engine, self.parent, self.touched)


PACKS_CHANGED = Text(
    "上次运行开始后规则包有变动，重新计算", "the packs changed since the run began: starting clean"
)
OTHER_DAY = Text("上次运行的评价日不同，重新计算", "the run was for another day: starting clean")
OTHER_COPY = Text(
    "上次运行使用的是另一份副本，重新计算", "the run was about another copy: starting clean"
)
OTHER_SETTINGS = Text("上次运行的设置不同，重新计算", "the run had other settings: starting clean")
OTHER_RECORDS = Text(
    "上次运行已计入更晚的记录，重新计算", "the run counted later records: starting clean"
)
UNREADABLE = Text(
    "上次运行留下的文件不完整，重新计算", "what the run left is not whole: starting clean"
)


def write_plan(folder: Path, plan: Plan) -> None:
    """Write a run's plan into its folder."""
    write_json(folder / FILE, {"format": FORMAT, **_as_json(plan)})


def read_plan(folder: Path) -> Plan | None:
    """Return the plan of a run, or None where the folder holds none that can be read."""
    found = read_json(folder / FILE)
    if found is None or found.pop("format", None) != FORMAT:
        return None
    try:
        plan = Plan(**found)
        spans = tuple((int(first), int(last)) for first, last in plan.spans)
        on, ageing = date.fromisoformat(found["on"]), tuple(plan.ageing)
        return replace(plan, on=on, spans=spans, ageing=ageing)
    except (TypeError, ValueError):
        return None


def _as_json(plan: Plan) -> dict[str, Any]:
    return {**asdict(plan), "on": plan.on.isoformat()}
