"""Every shipped procedure stands in docs/procedures.md, and no guard of one goes unmissed.

Taking a guard out of a pack makes a worked case come out otherwise, or is refused by `packs check`;
each single removal is planted here and counted, and the few that change nothing are named.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from scripts.write_procedures import PAGE, page, shipped
from tests.packs.test_wrong_packs import files_of

from goodstanding.core.policy.check import ground
from goodstanding.core.policy.check_procedures import check_procedure
from goodstanding.core.policy.procedure_shape import (
    After,
    Deadline,
    Procedure,
    ProcedureStep,
    Role,
    State,
)
from goodstanding.core.policy.read import Draft
from goodstanding.core.procedures.work_cases import work
from goodstanding.core.procedures.worked import WorkedCase, read_cases

POLICY = shipped()
PROCEDURES = [one for versions in POLICY.procedures.values() for one in versions]
PACKS = Path(__file__).resolve().parents[2] / "packs"
FILES = {path: data for path, data in files_of(PACKS).items() if "/cases/" in path}
READ = {path: read_cases(path, data) for path, data in FILES.items()}
IDLE = {
    ("reorganisation", "roles/decider {'not_same_as': ()}"): "nobody acts as its handler yet",
}
"""Guards whose removal changes nothing that can happen today, and why."""


def without(found: Procedure) -> Iterator[tuple[str, Procedure]]:
    """Yield a procedure again and again, each time without one of its guards."""
    for kind, removals in (
        ("steps", of_step),
        ("roles", of_role),
        ("states", of_state),
        ("deadlines", of_deadline),
    ):
        parts = getattr(found, kind)
        for name, one in parts.items():
            for changes in removals(one):
                changed = {**parts, name: replace(one, **changes)}
                yield f"{kind}/{name} {changes}", replace(found, **{kind: changed})
    for name in found.deadlines:
        rest = {other: one for other, one in found.deadlines.items() if other != name}
        yield f"deadlines/{name} gone", replace(found, deadlines=rest)


def of_step(step: ProcedureStep) -> Iterator[dict[str, Any]]:
    """Yield a step without each guard, need, letter, effect."""
    for guard in fields(After):
        if guard.init and getattr(step.after, guard.name):
            empty = False if guard.name == "heard" else None
            yield {"after": replace(step.after, **{guard.name: empty})}
    for name in step.needs:
        yield {"needs": tuple(one for one in step.needs if one != name)}
    if step.letter:
        yield {"letter": None}
    for place, use in enumerate(step.effects):
        rest = (*step.effects[:place], *step.effects[place + 1 :])
        yield {"effects": rest}
        if use.while_disputed:
            yield {"effects": (*rest, replace(use, while_disputed=None))}


def of_role(role: Role) -> Iterator[dict[str, Any]]:
    """Yield a role without each bar."""
    for other in role.not_same_as:
        yield {"not_same_as": tuple(one for one in role.not_same_as if one != other)}
    if role.outside_contested:
        yield {"outside_contested": False}


def of_state(state: State) -> Iterator[dict[str, Any]]:
    """Yield a state without its mark, its remedy, its redress, its end, what it lasts until."""
    yield from (
        {name: None} for name in ("mark", "remedy", "lasts", "redress") if getattr(state, name)
    )
    if state.adverse:
        yield {"adverse": False}
    if state.settled_by:
        yield {"settled_by": None}
    for other in state.settled_after:
        yield {"settled_after": tuple(one for one in state.settled_after if one != other)}


def of_deadline(deadline: Deadline) -> Iterator[dict[str, Any]]:
    """Yield a time without its lapse, its pauses, its answers, and one day shorter."""
    if deadline.lapse:
        yield {"lapse": None}
    if deadline.within.count > 1:
        yield {"within": replace(deadline.within, count=deadline.within.count - 1)}
    if deadline.pauses:
        yield {"pauses": ()}
    if deadline.answered_by:
        yield {"answered_by": ()}


def cases_of(procedure: str) -> list[WorkedCase]:
    """Return the worked cases of a procedure."""
    return [one for cases, _ in READ.values() for one in cases if one.procedure == procedure]


def missed_by(changed: Procedure) -> str:
    """Return by what the lack of a guard is found: the check, a worked case, or nothing."""
    drafts = tuple(Draft(pack, ()) for pack in POLICY.packs.values())
    on = ground(drafts)
    check_procedure(on, drafts[0], changed)
    if on.faults:
        return "check"
    procedures = MappingProxyType({**POLICY.procedures, changed.id: (changed,)})
    policy = replace(POLICY, procedures=procedures)
    for one in cases_of(changed.id):
        if next(work(one, policy), None) is not None:
            return "case"
    return ""


def test_the_page_is_fresh() -> None:
    """docs/procedures.md says what the packs say."""
    assert PAGE.read_text(encoding="utf-8") == page(POLICY), "run scripts/write_procedures.py"


def test_worked_cases_are_well_formed_and_hold() -> None:
    """Every shipped procedure has worked cases, and each of them comes out as it says."""
    assert [fault.line("en") for _, faults in READ.values() for fault in faults] == []
    for procedure in PROCEDURES:
        assert cases_of(procedure.id), procedure.id
        wrong = [fault for one in cases_of(procedure.id) for fault in work(one, POLICY)]
        assert [fault.line("en") for fault in wrong] == []


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.key)
def test_no_guard_of_a_pack_goes_unmissed(procedure: Procedure) -> None:
    """Each single removal is refused by the check, or makes a worked case come out otherwise."""
    found = {what: missed_by(changed) for what, changed in without(procedure)}
    left = [what for what, by in found.items() if not by]
    assert [what for what in left if (procedure.id, what) not in IDLE] == []


def test_removals_are_many() -> None:
    """Somebody who thins out what is removed above is noticed."""
    assert sum(1 for procedure in PROCEDURES for _ in without(procedure)) >= 600
