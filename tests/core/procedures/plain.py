"""The law of a step told plainly, as it was before it was made quick: slow, whole, by the words.

Everything is looked up anew, nothing is worked out ahead and nothing is left out because it cannot
matter. What the engine says must be the same, word for word.
"""

from collections.abc import Mapping, Sequence
from datetime import date

from goodstanding.core.basis.faults import Fault
from goodstanding.core.policy.effects_shape import EFFECTS
from goodstanding.core.policy.procedure_shape import (
    OPEN,
    SERVE,
    Deadline,
    Effect,
    FormField,
    Procedure,
    ProcedureStep,
    Role,
)
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures import faults_procedures as kinds
from goodstanding.core.procedures.case_shape import (
    CLOCK,
    HEARING_HELD,
    HEARING_REQUESTED,
    HEARING_WAIVED,
    OUTCOME,
    Actor,
    Case,
    Event,
)
from goodstanding.core.procedures.deadlines import span, start_of
from goodstanding.core.procedures.forms import NUMBER, TEXT_MOST


def plain_faults(
    policy: Policy, case: Case, step: ProcedureStep, actor: Actor, form: Mapping[str, str], on: date
) -> list[Fault]:
    """Return everything that stands against a step."""
    refusal = plain_refusal(policy, case, step, actor, on)
    return [refusal] if refusal else plain_form(policy, step, form, f"{case.id}/{step.id}")


def plain_refusal(
    policy: Policy, case: Case, step: ProcedureStep, actor: Actor, on: date
) -> Fault | None:
    """Return what stands against a step before its form is looked at."""
    procedure, where = case.procedure, f"{case.id}/{step.id}"
    state = procedure.states[case.state]
    if state.end:
        return kinds.ENDED.at(where, state=state.title)
    if case.state not in step.comes_from:
        return kinds.WRONG_STATE.at(where, state=state.title)
    if on < case.events[-1].on:
        return kinds.BEFORE_LAST.at(where, day=on, last=case.events[-1].on)
    if actor == CLOCK:
        lapsed = [
            one
            for one in procedure.deadlines.values()
            if one.lapse and one.lapse.take == step.id and case.state in one.during
            if _over(policy, case, one, on)
        ]
        kept = None if lapsed else kinds.NOT_LAPSED.at(where, step=step.id)
    elif actor == OUTCOME:
        kept = None if state.settled_by == step.id else kinds.NOT_LAPSED.at(where, step=step.id)
    else:
        kept = _kept_out(procedure, case, procedure.roles[step.by], actor, where)
    return kept or _unmet(policy, case, step, on)


def _over(policy: Policy, case: Case, deadline: Deadline, on: date) -> bool:
    runs = span(case, deadline, on=on, policy=policy)
    return runs is not None and on > runs[1]


def _persons(actor: str, deputy_for: str) -> set[str]:
    return {one for one in (actor, *deputy_for.split(",")) if one}


def _kept_out(
    procedure: Procedure, case: Case, role: Role, actor: Actor, where: str
) -> Fault | None:
    """Return why an actor may not act in a role."""
    opening = case.opening
    persons = {actor.id, *actor.deputy_for}
    names = persons | actor.offices | actor.units
    if role.party:
        stranger = opening.subject not in actor.party_to
        return kinds.NOT_PARTY.at(where, role=role.title) if stranger else None
    reasons = (
        (kinds.NOT_OFFICE, role.office not in actor.offices),
        (kinds.INTERESTED, names & opening.barred or opening.subject in actor.party_to),
        (kinds.CHALLENGED, names & opening.challenged),
        (kinds.CONTESTED, role.outside_contested and names & opening.contested),
    )
    for kind, holds in reasons:
        if holds:
            return kind.at(where, role=role.title)
    for other in procedure.roles.values():
        acted: set[str] = set()
        for event, stand in zip(case.events, case.trail, strict=True):
            if stand.role == other.id:
                acted |= _persons(event.actor, event.deputy_for)
        apart = other.id in role.not_same_as or role.id in other.not_same_as
        if apart and persons & acted:
            return kinds.SAME_PERSON.at(where, other=other.title, role=role.title)
    return None


def _unmet(policy: Policy, case: Case, step: ProcedureStep, on: date) -> Fault | None:
    """Return the first guard of a step that is not met."""
    after, where, deadlines = step.after, f"{case.id}/{step.id}", case.procedure.deadlines
    if after.served and not (after.served in case.served and case.served[after.served] <= on):
        return kinds.NOT_SERVED.at(where, letter=after.served)
    for kind in ("answered_or_expired", "expired", "reached"):
        name = getattr(after, kind)
        if name is not None:
            runs = span(case, deadlines[name], on=on, policy=policy)
            over = runs is not None and (on >= runs[1] if name == after.reached else on > runs[1])
            early = kind == "answered_or_expired" and plain_answered(case, deadlines[name])
            if not (over or early):
                ends = "…" if runs is None else runs[1]
                return kinds.TOO_EARLY.at(where, ends=ends, title=deadlines[name].title)
    if after.heard:
        events = [event.step for event in case.events]
        name = f"{SERVE}{after.served}"
        since = events[len(events) - events[::-1].index(name) :] if name in events else []
        time = deadlines.get(after.answered_or_expired or after.expired or "")
        over = time is not None and _over(policy, case, time, on)
        held = HEARING_HELD in since or HEARING_WAIVED in since
        if not (held or (HEARING_REQUESTED not in since and over)):
            return kinds.NOT_HEARD.at(where)
    return None


def plain_answered(case: Case, deadline: Deadline) -> bool:
    """Return whether the party answered since a time began."""
    begun = start_of(case, deadline)
    if begun is None:
        return False
    return any(event.step in deadline.answered_by for event in case.events[begun[0] + 1 :])


def plain_form(
    policy: Policy, step: ProcedureStep, form: Mapping[str, str], where: str
) -> list[Fault]:
    """Return everything that is wrong with a form."""
    fields = policy.form_fields
    found = [
        kinds.NOT_GIVEN.at(where, title=fields[name].title)
        for name in step.needs
        if not form.get(name, "").strip()
    ]
    for name, value in form.items():
        if name not in fields:
            found.append(kinds.UNKNOWN_FIELD.at(where, field=name))
        elif value.strip() and not _fits(fields[name], value):
            found.append(kinds.WRONG_KIND.at(where, title=fields[name].title))
    return found


def _fits(field: FormField, value: str) -> bool:
    if field.kind == "choice":
        return value in field.choices
    if field.kind == "day":
        try:
            return date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False
    if field.kind in ("money", "number"):
        return NUMBER.match(value) is not None and (field.kind != "money" or value[0] != "-")
    return len(value) <= TEXT_MOST


def plain_effects(step: ProcedureStep) -> tuple[Effect, ...]:
    """Return a step's effects: what burdens waits for the letter, and what tells of it."""
    burdens = any(EFFECTS[use.do].burdens for use in step.effects)
    found = []
    for use in step.effects:
        kind = EFFECTS[use.do]
        waits = kind.burdens or kind.tells or (burdens and kind.follows)
        found.append(Effect(use.do, use.of, use.while_disputed, step.letter if waits else None))
    return tuple(found)


def plain_stand(
    procedure: Procedure, events: Sequence[Event]
) -> tuple[str, list[str], dict[str, date]]:
    """Return the state, the roles in which people acted, and what is served, of one version."""
    state, roles, served = procedure.start, [], {}
    for event in events:
        step = procedure.steps.get(event.step)
        roles.append(step.by if step else "")
        if step is not None:
            assert (event.step == OPEN) or state in step.comes_from
            state = step.to
            if step.letter:
                served.pop(step.letter, None)
        elif event.step.startswith(SERVE):
            served[event.step.removeprefix(SERVE)] = date.fromisoformat(event.form["day"])
    return state, roles, served
