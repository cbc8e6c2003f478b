"""Due process of a procedure: nothing adverse without notice, time, reasons, another, and an end.

What these checks refuse cannot be configured: a pack that lacks one of them is not loaded.
"""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.policy import faults_procedure as kinds
from goodstanding.core.policy.check import Ground
from goodstanding.core.policy.effects_shape import EFFECTS
from goodstanding.core.policy.procedure_shape import (
    OPEN,
    OUTCOME_DOCUMENT,
    PROTECT,
    REASONS,
    Procedure,
    ProcedureStep,
    lifts_at_end,
    waiting,
)
from goodstanding.core.policy.read import Draft

HOLDS = ("suspend_measures", "pause_disclosure")
"""Effects that hold a burden back while a case runs."""
OWED_BY_SILENCE = frozenset({*HOLDS, "recompute_grade", "notify_parties"})
"""Effects that a time which ran out may have: they hold back until somebody decides."""
RESTORATION = "restoration"


def check_due_process(on: Ground, draft: Draft, path: str, found: Procedure) -> None:
    """Check every step that harms, every adverse end, and what time alone may do."""
    for step in found.steps.values():
        place = f"{path}/steps/{step.id}"
        for kind in _step_faults(found, step):
            on.note(draft, place, kind, id=step.id)
        if _heavy(found, step) and not _legally_reviewed(found, step):
            on.note(draft, place, kinds.NO_LEGAL_REVIEW, id=step.id)
    _check_ends(on, draft, path, found)
    for state in found.states.values():
        if not state.adverse:
            continue
        into = [step for step in found.steps.values() if step.to == state.id]
        place = f"{path}/states/{state.id}"
        if state.remedy is None:
            on.note(draft, place, kinds.NO_REMEDY, id=state.id)
        if state.lasts is None and any(_lasting(step) for step in into):
            on.note(draft, place, kinds.NO_END_SAID, id=state.id)
    _check_times(on, draft, path, found)
    _check_protection(on, draft, path, found)
    _check_marks(on, draft, path, found)


def _check_ends(on: Ground, draft: Draft, path: str, found: Procedure) -> None:
    """Check what ends are by what leads to them, whatever the pack calls them.

    An end that burdens by an officer's decision is adverse. One that gives the party nothing of
    what it asked for is a refusal: with reasons, a letter and a remedy.
    """
    for step in found.steps.values():
        state = found.states[step.to]
        if not state.end or state.adverse or _lasting(step) or not _decides(found, step):
            continue  # what lasts must be adverse wherever it leads
        if _burdens(step):
            on.note(draft, f"{path}/steps/{step.id}", kinds.BURDEN_UNSAID, id=step.id)
        elif _refuses(found, step) and (
            state.remedy is None or step.letter is None or REASONS not in step.needs
        ):
            on.note(draft, f"{path}/steps/{step.id}", kinds.REFUSAL_BARE, id=step.id)


def _decides(found: Procedure, step: ProcedureStep) -> bool:
    """Return whether an officer decides by a step: no party, no time, no dispute that is over.

    What another authority decided is entered on its document, without reasons of one's own.
    """
    by_itself = {one.lapse.take for one in found.deadlines.values() if one.lapse}
    by_itself |= {one.settled_by for one in found.states.values()}
    entered = OUTCOME_DOCUMENT in step.needs and REASONS not in step.needs
    return not (found.roles[step.by].party or step.id in by_itself or entered)


def _refuses(found: Procedure, step: ProcedureStep) -> bool:
    """Return whether a step gives the party that opened the case nothing."""
    opening = found.steps.get(OPEN)
    asked = opening is not None and found.roles[opening.by].party
    return asked and all(EFFECTS[use.do].informs for use in step.effects)


def _burdens(step: ProcedureStep) -> bool:
    """Return whether an effect of a step works against the entity."""
    return any(EFFECTS[use.do].burdens for use in step.effects)


def _check_marks(on: Ground, draft: Draft, path: str, found: Procedure) -> None:
    """Check that what a case holds back is marked as long as it does, also until an end is served.

    By the mark a reader knows why something is not shown or enforced; where it stands, it is held.
    """
    used = [use.do for one in found.steps.values() for use in one.effects]
    used += [use.do for one in found.deadlines.values() if one.lapse for use in one.lapse.effects]
    if not set(HOLDS) & set(used):
        return
    for step in found.steps.values():
        if found.states[step.to].end and _harms(found, step):
            for name in step.comes_from:
                if found.states[name].mark is None:
                    place = f"{path}/states/{name}"
                    on.note(draft, place, kinds.UNMARKED, id=name, step=step.id)


def _check_protection(on: Ground, draft: Draft, path: str, found: Procedure) -> None:
    """Check that what is done before a decision ends by itself, is heard of, and is reviewed.

    The time that lifts it runs from the order, not from an answer that may never come.
    """
    ordering = [one for one in found.steps.values() if _does(one, PROTECT)]
    if not ordering:
        return
    short = [
        one
        for one in found.deadlines.values()
        if lifts_at_end(found, one) and one.starts == "opened" and one.within.unit != "months"
    ]
    standing = {one.id for one in found.states.values() if not one.end}
    kept = [one for one in found.steps.values() if one.after.heard and not _does(one, PROTECT)]
    for step in ordering:
        watched = any(standing <= set(one.during) for one in short)
        heard = any(one.after.served == step.letter for one in kept)
        others = {role for one in kept for role in found.roles[one.by].not_same_as}
        if step.id != OPEN or not watched or not heard or step.by not in others:
            on.note(draft, f"{path}/steps/{step.id}", kinds.PROTECTS_WITHOUT_END, id=step.id)


def _does(step: ProcedureStep, effect: str) -> bool:
    return any(use.do == effect for use in step.effects)


def _check_times(on: Ground, draft: Draft, path: str, found: Procedure) -> None:
    """Check what time alone, or the end of a dispute, may do, and who can answer in time."""
    for state in found.states.values():
        taken = found.steps.get(state.settled_by or "")
        if taken is not None and (
            _harms(found, taken) or taken.needs or state.id not in taken.comes_from
        ):
            on.note(draft, f"{path}/states/{state.id}", kinds.LAPSE_HARMS, id=taken.id)
    for deadline in found.deadlines.values():
        place = f"{path}/deadlines/{deadline.id}"
        taken = found.steps.get(deadline.lapse.take or "") if deadline.lapse else None
        if taken is not None and (_harms(found, taken) or taken.needs or taken.id == OPEN):
            on.note(draft, f"{place}/lapse", kinds.LAPSE_HARMS, id=taken.id)
        for use in deadline.lapse.effects if deadline.lapse else ():
            if use.do not in OWED_BY_SILENCE:
                on.note(draft, f"{place}/lapse", kinds.LAPSE_HARMS, id=use.do)
        for name in deadline.answered_by:
            if not found.roles[found.steps[name].by].party:
                on.note(draft, f"{place}/answered_by", kinds.ANSWER_BY_OTHER, id=name)


def _step_faults(found: Procedure, step: ProcedureStep) -> list[FaultKind]:
    """Return what a step lacks."""
    adverse, after = found.states[step.to].adverse, step.after
    time = after.answered_or_expired or after.expired
    reviews = any(role.outside_contested for role in found.roles.values())
    timed = time is not None and found.deadlines[time].starts == f"served:{after.served}"
    lacks = {
        kinds.NO_NOTICE: adverse and after.served is None,
        kinds.NO_ANSWER_TIME: adverse and after.served is not None and not timed,
        kinds.NO_REASONS: adverse and REASONS not in step.needs,
        kinds.NO_OTHER_PERSON: adverse and not _another_decides(found, step),
        kinds.NO_LETTER: bool(waiting(step)) and step.letter is None,
        kinds.STRAY_BURDEN: _lasting(step) and not adverse,
        kinds.NO_HEARING_OFFERED: _lasting(step)
        and adverse
        and timed
        and not (reviews or after.heard),
        kinds.WORSE_OFF: _lasting(step) and adverse and reviews,
        kinds.HEARD_UNOFFERED: after.heard and (after.served is None or time is None),
    }
    return [kind for kind, lacking in lacks.items() if lacking]


def _another_decides(found: Procedure, step: ProcedureStep) -> bool:
    """Return whether an officer decides who neither opened the case nor drafted its notice.

    The notice must have been served before, so somebody drafted it: a person, not the clock.
    """
    role = found.roles[step.by]
    opening = found.steps.get(OPEN)
    alone = {one.lapse.take for one in found.deadlines.values() if one.lapse}
    before = [one for one in found.steps.values() if one.letter and one.letter == step.after.served]
    others = [{one.by for one in before}, {opening.by} if opening else set()]
    by_clock = [any(one.id in alone for one in before), False]
    return not role.party and any(
        names
        and not clock
        and names <= set(role.not_same_as)
        and not any(found.roles[name].party for name in names)
        for names, clock in zip(others, by_clock, strict=True)
    )


def _heavy(found: Procedure, step: ProcedureStep) -> bool:
    """Return whether a step takes a right or limits business, or cancels a restoration.

    Or begins measures again in a case that no party asked for: what was reviewed before the first
    decision is not reviewed for this one.
    """
    opening = found.steps.get(OPEN)
    asked = opening is not None and found.roles[opening.by].party
    takes = any(
        EFFECTS[use.do].heavy or (EFFECTS[use.do].anew and not asked) for use in step.effects
    )
    cancels = RESTORATION in found.about and _lasting(step)
    return found.states[step.to].adverse and (takes or cancels)


def _legally_reviewed(found: Procedure, step: ProcedureStep) -> bool:
    """Return whether every way to a step passes another's legal review, who did not open the case.

    Without the reviewers' steps no way from the start may reach it.
    """
    opening = found.steps.get(OPEN)
    reviewers = {
        role.id
        for role in found.roles.values()
        if role.office == "legal_review"
        and role.id in found.roles[step.by].not_same_as
        and (opening is None or found.roles[opening.by].party or opening.by in role.not_same_as)
    }
    reached, before = {found.start}, set[str]()
    while reached != before:
        before = set(reached)
        for one in found.steps.values():
            if one.by not in reviewers and reached & set(one.comes_from):
                reached.add(one.to)
    return not reached & set(step.comes_from)


def _harms(found: Procedure, step: ProcedureStep) -> bool:
    """Return whether a step ends adversely or burdens."""
    return found.states[step.to].adverse or _burdens(step)


def _lasting(step: ProcedureStep) -> bool:
    """Return whether a step begins something that goes on against the entity."""
    return any(EFFECTS[use.do].lasts for use in step.effects)
