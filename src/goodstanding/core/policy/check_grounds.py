"""Checks of what opens where a ground is taken back: it holds back, is marked, and is there."""

from goodstanding.core.policy import faults_grounds as kinds
from goodstanding.core.policy import faults_procedure as procedures
from goodstanding.core.policy.check import Ground
from goodstanding.core.policy.grounds_shape import BY_FILE, WITHDRAW, GroundRule
from goodstanding.core.policy.procedure_shape import OPEN, RETRACTED, Procedure
from goodstanding.core.policy.read import Draft

RESTS: tuple[str, ...] = ("list_entry", "measure")
"""What rests on records, and so is what such a procedure is about."""
RESTING = {"enter_list", "start_measure"}
HOLDS = frozenset({"pause_disclosure", "suspend_measures"})


def check_ground_rule(on: Ground, draft: Draft, found: GroundRule) -> None:
    """Check that a rule opens what can decide: with the whole ground gone, held back meanwhile."""
    path = f"grounds/{found.id}"
    for name, key in ((found.whole, "whole"), (found.part, "part")):
        if not name:
            continue
        on.names(draft, f"{path}/{key}", "procedures", name, procedures.UNKNOWN_PROCEDURE)
        opened = [one for one in _procedures(on) if one.id == name]
        if not all(_fits(one, holds=key == "whole") for one in opened):
            on.note(draft, f"{path}/{key}", kinds.GROUND_MISFIT, id=found.id, procedure=name)


def _fits(found: Procedure, *, holds: bool) -> bool:
    """Return whether a procedure decides about listings and measures, marked from its beginning."""
    step = found.steps.get(OPEN)
    does = {use.do for use in step.effects} if step else set()
    return (
        set(RESTS) <= set(found.about)
        and any(one.start and one.mark for one in found.states.values())
        and "notify_parties" in does
        and (does >= HOLDS if holds else not does & HOLDS)
    )


def check_ruled(on: Ground, draft: Draft) -> None:
    """Check that a look at what rests on a record follows wherever a pack lets one be taken back.

    By a step of a procedure that withdraws it, and by a file of its department.
    """
    procedures = _procedures(on)
    if not any(_does(one) & RESTING for one in procedures):
        return
    about = {one.id for one in procedures if RETRACTED in one.about}  # a misfit has its own fault
    for one in draft.pack.procedures.values():
        if WITHDRAW in _does(one) and not _holds_back(on, WITHDRAW):
            on.note(draft, f"procedures/{one.key}", kinds.NO_GROUND_RULE, way=WITHDRAW)
    for kind in draft.pack.record_types.values():
        rule = kind.retraction
        if rule is not None and rule.redress in about and not _holds_back(on, BY_FILE):
            on.note(draft, f"record_types/{kind.id}", kinds.NO_GROUND_RULE, way=BY_FILE)


def _does(found: Procedure) -> set[str]:
    return {use.do for step in found.steps.values() for use in step.effects}


def _holds_back(on: Ground, way: str) -> bool:
    rules = [each.pack.grounds[way] for each in on.drafts if way in each.pack.grounds]
    return any(one.whole for one in rules)


def _procedures(on: Ground) -> list[Procedure]:
    return [one for each in on.drafts for one in each.pack.procedures.values()]
