"""Whether a later version of a procedure is nowhere harsher than an older one.

Judged by its parts and on the safe side: what cannot be compared counts as harsher.
"""

from goodstanding.core.policy.effects_shape import EFFECTS
from goodstanding.core.policy.procedure_shape import Deadline, Lapse, Procedure, ProcedureStep


def milder(old: Procedure, new: Procedure) -> bool:
    """Return whether every harm is guarded as well, and every favour stays as near."""
    harms = all(
        step.id in old.steps and _as_careful(old, old.steps[step.id], new, step)
        for step in new.steps.values()
        if _harms(new, step)
    )
    favours = all(
        step.id in new.steps
        and new.steps[step.id].to == step.to
        and set(step.comes_from) <= set(new.steps[step.id].comes_from)
        and set(new.steps[step.id].needs) <= set(step.needs)
        and new.steps[step.id].after == step.after
        for step in old.steps.values()
        if old.roles[step.by].party or (old.states[step.to].end and not _harms(old, step))
    )
    times = all(
        _not_later(old.deadlines[name], new.deadlines.get(name))
        for name, deadline in old.deadlines.items()
        if deadline.lapse is not None
    )
    return harms and favours and times


def _harms(procedure: Procedure, step: ProcedureStep) -> bool:
    """Return whether a step ends adversely or burdens."""
    return procedure.states[step.to].adverse or any(EFFECTS[use.do].burdens for use in step.effects)


def _as_careful(old: Procedure, before: ProcedureStep, new: Procedure, step: ProcedureStep) -> bool:
    """Return whether a harmful step is guarded at least as well as before."""
    was, now = before.after, step.after
    role_was, role_now = old.roles[before.by], new.roles[step.by]
    return (
        before.to == step.to
        and set(step.comes_from) <= set(before.comes_from)
        and set(before.needs) <= set(step.needs)
        and set(step.effects) <= set(before.effects)
        and before.letter in (None, step.letter)
        and role_was.office == role_now.office
        and set(role_was.not_same_as) <= set(role_now.not_same_as)
        and role_now.outside_contested >= role_was.outside_contested
        and now.heard >= was.heard
        and was.served in (None, now.served)
        and all(
            _not_sooner(old.deadlines.get(before_name or ""), new.deadlines.get(now_name or ""))
            for before_name, now_name in (
                (was.answered_or_expired, now.answered_or_expired),
                (was.expired, now.expired),
                (was.reached, now.reached),
            )
        )
    )


def _not_sooner(was: Deadline | None, now: Deadline | None) -> bool:
    """Return whether a time that must be over before a harm is at least as long."""
    if was is None:
        return True
    return (
        now is not None
        and _alike(was, now)
        and was.within.count <= now.within.count
        and set(now.answered_by) <= set(was.answered_by)
        and set(was.pauses) <= set(now.pauses)
    )


def _not_later(was: Deadline, now: Deadline | None) -> bool:
    """Return whether a time by which the authority must act is at most as long."""
    return (
        now is not None
        and _alike(was, now)
        and now.within.count <= was.within.count
        and set(now.pauses) <= set(was.pauses)
        and set(was.during) <= set(now.during)
        and _owes_as_much(was.lapse, now.lapse)
    )


def _owes_as_much(was: Lapse | None, now: Lapse | None) -> bool:
    """Return whether as much follows where a time ran out; silence may owe the party more."""
    if was is None or now is None:
        return was == now
    said = (was.flag, was.tell, was.take) == (now.flag, now.tell, now.take)
    return said and was.mark in (None, now.mark) and set(was.effects) <= set(now.effects)


def _alike(was: Deadline, now: Deadline) -> bool:
    """Return whether two times are counted in the same way."""
    return (was.starts, was.matter) == (now.starts, now.matter) and (
        (was.within.unit, was.within.first_day, was.within.roll)
        == (now.within.unit, now.within.first_day, now.within.roll)
    )
