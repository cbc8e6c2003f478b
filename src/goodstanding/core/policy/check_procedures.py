"""Checks of a procedure's graph: known parts, one start, no dead ends, no unwatched waiting."""

from collections.abc import Iterable, Iterator

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.policy import faults_policy_join as join_kinds
from goodstanding.core.policy import faults_procedure as kinds
from goodstanding.core.policy.check import Ground, near
from goodstanding.core.policy.check_due_process import check_due_process
from goodstanding.core.policy.check_reviews import check_review, check_reviewed
from goodstanding.core.policy.faults_lists import UNKNOWN_ENTRY
from goodstanding.core.policy.procedure_shape import (
    OPEN,
    OUTSIDE_REMEDIES,
    STATES_MOST,
    STEPS_MOST,
    Procedure,
)
from goodstanding.core.policy.read import Draft
from goodstanding.core.policy.rights_shape import MATTER


def check_procedure(on: Ground, draft: Draft, found: Procedure) -> None:
    """Check one version of a procedure; its law only where all its parts are known."""
    path = f"procedures/{found.key}"
    before = len(on.faults)
    for step, what, name, known in _references(found):
        if name not in known:
            on.note(
                draft,
                f"{path}/{step}",
                kinds.UNKNOWN_PART,
                what=what,
                id=name,
                near=near(name, list(known)),
            )
    _check_outside(on, draft, path, found)
    starts = [state.id for state in found.states.values() if state.start]
    if len(starts) != 1:
        on.note(draft, f"{path}/states", kinds.NOT_ONE_START, count=len(starts))
    if len(on.faults) > before:
        return
    _check_size(on, draft, path, found)
    _check_graph(on, draft, path, found)
    check_due_process(on, draft, path, found)
    check_review(on, draft, path, found)
    for state in found.states.values():
        if state.lasts is not None and state.lasts.review_months is not None:
            check_reviewed(on, draft, f"{path}/states/{state.id}", state.id, "record")


def _references(found: Procedure) -> Iterator[tuple[str, str, str, Iterable[str]]]:
    """Return every name inside a procedure: where it stands, what it names, and what is known."""
    states, roles, steps, deadlines = found.states, found.roles, found.steps, found.deadlines
    yield from (
        (f"states/{one.id}/settled_by", "step", one.settled_by, steps)
        for one in states.values()
        if one.settled_by
    )
    letters = {step.letter for step in steps.values() if step.letter}
    for role in roles.values():
        yield from (
            (f"roles/{role.id}/not_same_as", "role", one, roles) for one in role.not_same_as
        )
    yield from _in_steps(found, letters)
    for one in deadlines.values():
        path = f"deadlines/{one.id}"
        what, _, of = one.starts.partition(":")
        yield from ((f"{path}/while", "state", name, states) for name in one.during)
        yield from ((f"{path}/pauses", "state", name, states) for name in one.pauses)
        yield from ((f"{path}/answered_by", "step", name, steps) for name in one.answered_by)
        if of and what != "given":
            served = what == "served"
            yield f"{path}/from", "letter" if served else "step", of, letters if served else steps
        if one.lapse and one.lapse.take:
            yield f"{path}/lapse/take", "step", one.lapse.take, steps
        if one.lapse and one.lapse.tell:
            yield f"{path}/lapse/tell", "role", one.lapse.tell, roles


def _in_steps(found: Procedure, letters: set[str]) -> Iterator[tuple[str, str, str, Iterable[str]]]:
    """Return every name inside a procedure's steps."""
    states, roles, steps, deadlines = found.states, found.roles, found.steps, found.deadlines
    for step in steps.values():
        path, after = f"steps/{step.id}", step.after
        yield from ((f"{path}/from", "state", one, states) for one in step.comes_from)
        yield f"{path}/to", "state", step.to, states
        yield f"{path}/by", "role", step.by, roles
        if after.served:
            yield f"{path}/after/served", "letter", after.served, letters
        for name in ("answered_or_expired", "expired", "reached"):
            if getattr(after, name):
                yield f"{path}/after/{name}", "deadline", getattr(after, name), deadlines


def _check_outside(on: Ground, draft: Draft, path: str, found: Procedure) -> None:
    """Check what a procedure names outside itself: form fields, procedures, sources' time."""
    for step in found.steps.values():
        for name in step.needs:
            place = f"{path}/steps/{step.id}/needs"
            on.names(draft, place, "form_fields", name, kinds.UNKNOWN_FORM_FIELD)
        if step.letter is not None:
            place = f"{path}/steps/{step.id}/letter"
            on.names(draft, place, "letters", step.letter, UNKNOWN_ENTRY, file="letters.yaml")
        for index, use in enumerate(step.effects):
            if use.of is not None:
                place = f"{path}/steps/{step.id}/effects/{index}"
                known = on.names(draft, place, "procedures", use.of, kinds.UNKNOWN_PROCEDURE)
                starts = on.starts(use.of)
                if known and starts is not None and starts > found.version:
                    on.note(draft, place, kinds.OPENS_LATER, id=use.of, day=starts)
    _check_states(on, draft, path, found)
    _check_given(on, draft, path, found)
    based = [(path, found.basis)]
    based += [(f"{path}/deadlines/{one.id}", one.basis) for one in found.deadlines.values()]
    for place, basis in based:
        source = on.sources.get(basis.partition("#")[0])
        if source is not None and found.version < source.start:
            on.note(
                draft,
                f"{place}/basis",
                join_kinds.OUTSIDE_SOURCE,
                source=source.id,
                day=found.version,
            )


def _check_given(on: Ground, draft: Draft, path: str, found: Procedure) -> None:
    """Check that a time runs from a day only where a step of the procedure asks for that day."""
    asked = {name for step in found.steps.values() for name in step.needs}
    fields = [one for other in on.drafts for one in other.pack.form_fields.values()]
    days = sorted(one.id for one in fields if one.kind == "day" and one.id in asked)
    for deadline in found.deadlines.values():
        what, _, of = deadline.starts.partition(":")
        if deadline.matter is not None and MATTER not in asked:
            place = f"{path}/deadlines/{deadline.id}/matter"
            said = {"what": "field", "id": MATTER, "near": near(MATTER, sorted(asked))}
            on.note(draft, place, kinds.UNKNOWN_PART, **said)
        if what == "given" and of not in days:
            place = f"{path}/deadlines/{deadline.id}/from"
            on.note(draft, place, kinds.UNKNOWN_PART, what="day", id=of, near=near(of, days))


def _check_states(on: Ground, draft: Draft, path: str, found: Procedure) -> None:
    """Check which procedures the states name: a remedy, disputes after which it is over."""
    for state in found.states.values():
        for name in state.settled_after:
            place = f"{path}/states/{state.id}/settled_after"
            on.names(draft, place, "procedures", name, kinds.UNKNOWN_PROCEDURE)
        if state.redress is not None:
            place = f"{path}/states/{state.id}/redress"
            on.names(draft, place, "procedures", state.redress, kinds.UNKNOWN_PROCEDURE)
            if not state.end or state.adverse:
                on.note(draft, place, kinds.REDRESS_MISFIT, id=state.id)
        if state.remedy is not None and state.remedy not in OUTSIDE_REMEDIES:
            place = f"{path}/states/{state.id}/remedy"
            on.names(draft, place, "procedures", state.remedy, kinds.UNKNOWN_PROCEDURE)


def _check_size(on: Ground, draft: Draft, path: str, found: Procedure) -> None:
    """Check that a person can keep the whole procedure in mind."""
    for part, count, most in (
        ("states", len(found.states), STATES_MOST),
        ("steps", len(found.steps), STEPS_MOST),
    ):
        if count > most:
            on.note(draft, f"{path}/{part}", kinds.TOO_MANY, part=part, count=count, most=most)


def _check_graph(on: Ground, draft: Draft, path: str, found: Procedure) -> None:
    """Check that every state is reached, leads to an end and is watched, and ends are ends."""
    pairs = {(one, step.to) for step in found.steps.values() for one in step.comes_from}
    reached = _closure({found.start}, pairs)
    ends = {state.id for state in found.states.values() if state.end}
    leading = _closure(ends, {(to, one) for one, to in pairs})
    watched = {name for one in found.deadlines.values() if one.lapse for name in one.during}
    for name, state in found.states.items():
        kind: FaultKind | None = None
        if name not in reached:
            kind = kinds.UNREACHABLE
        elif name not in leading:
            kind = kinds.DEAD_STATE
        elif not state.end and name not in watched:
            kind = kinds.UNWATCHED
        if kind is not None:
            on.note(draft, f"{path}/states/{name}", kind, id=name)
    for step in found.steps.values():
        left = next((one for one in step.comes_from if one in ends), None)
        if left is not None:
            on.note(draft, f"{path}/steps/{step.id}", kinds.END_LEFT, id=left)
        if step.id == OPEN and step.to != found.start:
            on.note(draft, f"{path}/steps/{OPEN}", kinds.OPEN_ELSEWHERE, id=found.start)


def _closure(begin: set[str], pairs: set[tuple[str, str]]) -> set[str]:
    """Return everything that can be come to from some states."""
    found = set(begin)
    while new := {to for one, to in pairs if one in found} - found:
        found |= new
    return found
