"""The engine: what may be done in a case, and what comes of it. Three pure functions and a note.

`available` says it before, `take` when it is done; both ask the same question, so that pages and
law cannot part. Nothing here writes: the caller appends the event and performs the effects.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.basis.text import joined
from goodstanding.core.policy.procedure_shape import OPEN, Procedure, ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures import faults_procedures as kinds
from goodstanding.core.procedures.case_shape import (
    CLOCK,
    OUTCOME,
    Actor,
    Case,
    Event,
    Opening,
    Option,
    Outcome,
)
from goodstanding.core.procedures.deadlines import span
from goodstanding.core.procedures.forms import form_faults
from goodstanding.core.procedures.guards import unmet
from goodstanding.core.procedures.persons import kept_out
from goodstanding.core.procedures.versions import in_force


def begin(
    procedure: Procedure,
    opening: Opening,
    actor: Actor,
    form: Mapping[str, str],
    *,
    on: date,
    policy: Policy,
) -> Outcome:
    """Return what opens a case under the version in force, or refuse."""
    step = procedure.steps.get(OPEN)
    where = f"{opening.id}/{OPEN}"
    governs = in_force(policy, procedure.id, on)
    if governs is not procedure and governs != procedure:
        raise Refused(kinds.NOT_IN_FORCE.at(where, version=procedure.version, day=on))
    if opening.about_kind not in procedure.about:
        known = ", ".join(procedure.about)
        raise Refused(kinds.WRONG_MATTER.at(where, about=opening.about_kind, known=known))
    if step is None:
        return Outcome(Event(1, OPEN, actor.id, on, dict(form), _stood_for(actor)))
    refusal = kept_out(procedure, opening, (), procedure.roles[step.by], actor, where)
    faults = [refusal] if refusal else form_faults(policy, step, form, where)
    if faults:
        raise Refused(*(_based(fault, procedure.basis) for fault in faults))
    return _outcome(step, 1, actor, form, on)


def available(
    procedure: Procedure, case: Case, actor: Actor, *, on: date, policy: Policy
) -> tuple[Option, ...]:
    """Return every step that leaves the present state, each with the reason against it if any."""
    found = []
    for step in procedure.steps.values():
        if case.state in step.comes_from:
            where = f"{case.opening.id}/{step.id}"
            refusal = _refusal(procedure, case, step, actor, where, on=on, policy=policy)
            based = _based(refusal, procedure.basis) if refusal else None
            found.append(Option(step.id, based))
    return tuple(found)


def take(
    procedure: Procedure,
    case: Case,
    step: str,
    actor: Actor,
    form: Mapping[str, str],
    *,
    on: date,
    policy: Policy,
) -> Outcome:
    """Return what a step makes, or refuse it; nothing is changed either way."""
    where = f"{case.opening.id}/{step}"
    found = procedure.steps.get(step)
    if found is None or step == OPEN:
        known = joined(one.title for name, one in procedure.steps.items() if name != OPEN)
        raise Refused(_based(kinds.NO_STEP.at(where, step=step, known=known), procedure.basis))
    refusal = _refusal(procedure, case, found, actor, where, on=on, policy=policy)
    faults = [refusal] if refusal else form_faults(policy, found, form, where)
    if faults:
        raise Refused(*(_based(fault, procedure.basis) for fault in faults))
    return _outcome(found, len(case.events) + 1, actor, form, on)


def _refusal(
    procedure: Procedure,
    case: Case,
    step: ProcedureStep,
    actor: Actor,
    where: str,
    *,
    on: date,
    policy: Policy,
) -> Fault | None:
    """Return what stands against a step before its form is looked at."""
    state = procedure.states[case.state]
    if state.end:
        return kinds.ENDED.at(where, state=state.title)
    if case.state not in step.comes_from:
        return kinds.WRONG_STATE.at(where, state=state.title)
    if on < case.events[-1].on:
        return kinds.BEFORE_LAST.at(where, day=on, last=case.events[-1].on)
    if actor.id == CLOCK.id and actor == CLOCK:
        kept = _not_lapsed(procedure, case, step, where, on=on, policy=policy)
    elif actor.id == OUTCOME.id and actor == OUTCOME:
        kept = None if state.settled_by == step.id else kinds.NOT_LAPSED.at(where, step=step.id)
    else:
        acted = zip(case.events, case.trail, strict=True)
        role = procedure.roles[step.by]
        kept = kept_out(procedure, case.opening, acted, role, actor, where)
    if kept or step.after.nothing:
        return kept
    return unmet(procedure, case, step, where, on=on, policy=policy)


def _not_lapsed(
    procedure: Procedure, case: Case, step: ProcedureStep, where: str, *, on: date, policy: Policy
) -> Fault | None:
    """Return why time alone may not take a step: no deadline that says so has run out."""
    for deadline in procedure.deadlines.values():
        if deadline.lapse and deadline.lapse.take == step.id and case.state in deadline.during:
            runs = span(case, deadline, on=on, policy=policy)
            if runs is not None and on > runs[1]:
                return None
    return kinds.NOT_LAPSED.at(where, step=step.id)


def _outcome(
    step: ProcedureStep, number: int, actor: Actor, form: Mapping[str, str], on: date
) -> Outcome:
    """Return the event, the effects, and the letters to draft."""
    stood_for = _stood_for(actor) if actor.deputy_for else ""
    event = Event(number, step.id, actor.id, on, {**form}, stood_for)
    return Outcome(event, step.gives, (step.letter,) if step.letter else ())


def _stood_for(actor: Actor) -> str:
    """Return in whose place an actor acts, as an event keeps it."""
    return ",".join(sorted(actor.deputy_for))


def _based(fault: Fault, basis: str) -> Fault:
    """Return a fault that names the procedure's basis besides the rule it rests on."""
    return replace(fault, basis="; ".join(filter(None, (basis, fault.basis))))
