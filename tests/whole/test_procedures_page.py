"""Every shipped procedure stands in docs/procedures.md, and no guard of one goes unseen.

Taking a guard out of a pack is either refused by `packs check` or changes that page, which a
person reviews; each single removal is planted here and counted.
"""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest
from scripts.write_procedures import PAGE, page, shipped

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
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.diagram import lines

POLICY = shipped()
PROCEDURES = [one for versions in POLICY.procedures.values() for one in versions]


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
        if getattr(step.after, guard.name):
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
    """Yield a state without its mark, its remedy, its end, its name for what it is."""
    yield from ({name: None} for name in ("mark", "remedy", "lasts") if getattr(state, name))
    if state.adverse:
        yield {"adverse": False}


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


def seen(policy: Policy, changed: Procedure) -> str:
    """Return by what a change is seen: the check, the page, or nothing."""
    drafts = tuple(Draft(pack, ()) for pack in policy.packs.values())
    on = ground(drafts)
    check_procedure(on, drafts[0], changed)
    if on.faults:
        return "check"
    before = next(one for one in PROCEDURES if one.key == changed.key)
    same = list(lines(before, policy, "en")) == list(lines(changed, policy, "en"))
    return "" if same else "page"


def test_the_page_is_fresh() -> None:
    """docs/procedures.md says what the packs say."""
    assert PAGE.read_text(encoding="utf-8") == page(POLICY), "run scripts/write_procedures.py"


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda one: one.key)
def test_no_guard_of_a_pack_goes_unseen(procedure: Procedure) -> None:
    """Each single removal is refused, or shows on the page."""
    assert seen(POLICY, procedure) == ""
    found = {what: seen(POLICY, changed) for what, changed in without(procedure)}
    assert [what for what, by in found.items() if not by] == []


def test_removals_are_many_and_the_law_itself_refuses_the_worst() -> None:
    """What due process cannot do without is refused whatever the page says."""
    found = [
        (what, seen(POLICY, changed))
        for procedure in PROCEDURES
        for what, changed in without(procedure)
    ]
    assert len(found) >= 400
    assert sum(by == "check" for _, by in found) >= 80
