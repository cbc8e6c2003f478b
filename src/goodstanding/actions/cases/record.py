"""What every act on a case shares: its lock, its event, what follows, and where it then stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import BY_OUTCOME, Acting, department_of
from goodstanding.actions.cases.corrections import resume
from goodstanding.actions.cases.doing import ENTITY, Doing
from goodstanding.actions.cases.effects import perform
from goodstanding.actions.cases.entries import Writing
from goodstanding.actions.cases.fallen_grounds import Review, reviews_after
from goodstanding.actions.cases.letters import draft
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.procedure_shape import OPEN, Effect, Procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures import engine
from goodstanding.core.procedures.case_shape import OUTCOME, Actor, Event, Opening
from goodstanding.core.procedures.faults_procedures import BEFORE_LAST, NOT_OFFICE
from goodstanding.core.procedures.notes import OFFICER
from goodstanding.core.procedures.versions import in_force
from goodstanding.store.cases import write
from goodstanding.store.cases.disputes import running_against, same_thing
from goodstanding.store.cases.faults_cases import (
    LETTER_COMING,
    MOVED_ON,
    NO_CASE,
    NO_PROCEDURE,
    RUNS_ALREADY,
)
from goodstanding.store.cases.folded import (
    ON_A_RECORD,
    PAUSE,
    Folded,
    disputes,
    fold_data,
    standing_of,
)
from goodstanding.store.cases.read import CaseData, EffectRow, read_case
from goodstanding.store.cases.standing import all_cases, clear_standings, settle
from goodstanding.store.cases.targets import (
    ANNULMENT,
    About,
    about,
    hidden_by_law,
    running_about,
)
from goodstanding.store.cases.told import untold_from
from goodstanding.store.shelf import copy_of, is_kept, keep

OPEN_CASE = "open_case"
AS_A_CASE = (ANNULMENT, "case", "refusal", "entity")
"""As what a case is what the next one is about."""
PLEDGE = "pledge"
CHANGES = frozenset(
    {
        "correct_record",
        "supplement_record",
        "annotate_both",
        "withdraw_record",
        "end_disclosure",
        "leave_list",
        "restore",
    }
)
"""Effects that reach a record: what kept it out of sight is over before they are performed."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act: who acts, on which day, by which packs, from which chance."""

    acting: Acting
    on: date
    policy: Policy
    seed: str


def locked(case_id: int, *, policy: Policy, seen: int | None = None, party: bool = False) -> Folded:
    """Return a case that nobody else may add to until this transaction ends.

    `party`: who is told that the case has moved on reads the office, never an officer's account.
    """
    data = read_case(case_id, lock=True)
    if data is None:
        raise Refused(NO_CASE.at("case", case=case_id))
    if seen is not None and seen < len(data.events):
        if party and untold_from(fold_data(data, policy=policy)) is not None:
            raise Refused(LETTER_COMING.at(data.reference))
        first = data.events[seen]
        office = policy.offices.get(first.office) if party else None
        who = office.title if office else first.actor
        told = {"actor": who, "day": first.day, "step": first.step}
        raise Refused(MOVED_ON.at(data.reference, **told))
    return fold_data(data, policy=policy)


def officer(folded: Folded, actor: Actor, what: str, *, on: date) -> None:
    """Refuse what only an officer may note, and what would be dated back."""
    where, last = f"{folded.data.reference}/{what}", folded.data.events[-1].day
    if not actor.duties:
        raise Refused(NOT_OFFICE.at(where, role=OFFICER))
    if on < last:
        raise Refused(BEFORE_LAST.at(where, day=on, last=last))


def about_in(kind: str, id_: str, *, act: Act, department: str, contested: Iterable[str]) -> About:
    """Return what a case would be about, in the department that holds it."""
    thing = about(kind, id_)
    held_by = thing.department or department or department_of(act.acting, act.policy)
    return replace(thing, department=held_by, contested=thing.contested | frozenset(contested))


def procedure_in_force(procedure_id: str, on: date, policy: Policy) -> Procedure:
    """Return the version under which a case opens on a day, or refuse."""
    found = in_force(policy, procedure_id, on)
    if found is None:
        known = ", ".join(policy.procedures)
        raise Refused(NO_PROCEDURE.at("case", procedure=procedure_id, day=on, known=known))
    return found


def opening(procedure: Procedure, thing: About) -> Opening:
    """Return what is fixed when a case begins, before it has a number."""
    return Opening(
        id=f"{thing.kind}:{thing.id}",
        procedure=procedure.id,
        version=procedure.version,
        about_kind=thing.kind,
        about_id=thing.id,
        subject=thing.subject,
        contested=thing.contested,
        clock_day=thing.clock_day,
    )


def open_file(
    thing: About, procedure: Procedure, event: Event, effects: Iterable[Effect], act: Act
) -> int:
    """Open a file, enter its first event and do what follows; return the case's id."""
    running = running_about(procedure.id, thing.kind, thing.id, thing.subject, _within(thing, act))
    if running is not None:
        raise Refused(RUNS_ALREADY.at("case", case=running))
    effects = tuple(effects)
    hides = disputes(procedure) and thing.kind in ON_A_RECORD and hidden_by_law(int(thing.id))
    if hides and all(one.do != PAUSE for one in effects):
        effects = (*effects, Effect(PAUSE))
    if act.policy.packs and not is_kept(act.policy.digest):
        keep(copy_of())
    case_id = write.open_file(
        department=thing.department,
        procedure=procedure.id,
        version=procedure.version,
        policy=act.policy.digest,
        about=(thing.kind, thing.id),
        subject=thing.subject,
        contested=thing.contested,
        clock_day=thing.clock_day,
        on=event.on,
    )
    step = procedure.steps.get(OPEN)
    record(
        _there(case_id),
        event,
        act,
        effects=[one for one in effects if one.waits_for is None],
        letters=(step.letter,) if step and step.letter else (),
    )
    return case_id


def _within(thing: About, act: Act) -> str:
    """Return within whose cases one that runs already stops another, "" for all.

    Two departments may each have their own case about one entity; the entity itself has one.
    """
    return thing.department if thing.kind == ENTITY and act.acting.office else ""


def record(
    data: CaseData,
    event: Event,
    act: Act,
    *,
    effects: Iterable[Effect] = (),
    letters: Iterable[str] = (),
    decided: Event | None = None,
) -> int:
    """Add an event, then do what follows from it; return its number in the file.

    `decided`: the earlier step whose effects are due only now.
    """
    last = data.events[-1].day if data.events else event.on
    if event.on < last:  # attempts, hand-overs and recalls too, which the engine does not count
        where = f"{data.reference}/{event.step}"
        raise Refused(BEFORE_LAST.at(where, day=event.on, last=last))
    number = write.add_event(
        data,
        step=event.step,
        actor=event.actor,
        deputy_for=event.deputy_for,
        office=act.acting.office,
        on=event.on,
        form=event.form,
        seed=act.seed,
    )
    after = fold_data(_there(data.id), policy=act.policy)
    settle(standing_of(after))
    for template in letters:
        draft(template, after, event=number)
    cause = decided or event
    doing = Doing(
        folded=after,
        event=number,
        decided=cause.on,
        form=given(after, cause),
        writing=Writing(event.actor, event.on, act.policy, f"{act.seed}|{data.id}|{number}"),
        done=list(after.data.effects),
    )
    effects = tuple(effects)
    changes = any(one.do in CHANGES for one in effects)
    if after.over or (after.ended and changes):
        resume(doing, changes=changes)
        _settle(after.data, event.on, act, changes=changes)
    for effect in effects:
        if effect.do == OPEN_CASE:
            _open_next(effect, doing, act)
        else:
            perform(effect, doing)
    _decide_anew([one for one in doing.done if one.event == number], after.data, act)
    return number


def _decide_anew(rows: Iterable[EffectRow], data: CaseData, act: Act) -> None:
    """Open what is to be decided anew as this act took a ground away, or acts on one that fell."""
    by = replace(act, acting=BY_OUTCOME)
    for one in reviews_after(rows, data, on=act.on, policy=act.policy):
        open_by_itself(one, by)


def open_by_itself(review: Review, act: Act) -> None:
    """Open a case that nobody asked for, if its procedure is in force by then."""
    procedure = in_force(act.policy, review.procedure, act.on)
    if procedure is not None:
        thing = about_in(review.kind, review.about, act=act, department="", contested=())
        open_file(
            thing, procedure, Event(1, OPEN, act.acting.account, act.on, {}), begins(procedure), act
        )


def begins(procedure: Procedure) -> list[Effect]:
    """Return what the opening of a case does, where it opens by itself."""
    step = procedure.steps.get(OPEN)
    return [Effect(use.do, use.of, use.while_disputed) for use in step.effects] if step else []


def _settle(ended: CaseData, on: date, act: Act, *, changes: bool) -> None:
    """Take the step that settles what lasted until a dispute, when the last one is over.

    Or when the dispute changes what it is about: a suspension of what is no more holds nothing.
    """
    running = [fold_data(_there(one), policy=act.policy) for one in running_against(ended.subject)]
    same = [one for one in running if same_thing(one.data, ended)]
    for one in same:
        state = one.procedure.states[one.case.state]
        if state.settled_by is None or ended.procedure not in state.settled_after:
            continue
        if not changes and any(other.data.procedure in state.settled_after for other in same):
            continue
        outcome = engine.take(
            one.procedure, one.case, state.settled_by, OUTCOME, {}, on=on, policy=one.policy
        )
        by = replace(act, acting=BY_OUTCOME)
        due = [effect for effect in outcome.effects if effect.waits_for is None]
        record(one.data, outcome.event, by, effects=due, letters=outcome.letters)


def settle_case(data: CaseData, *, policy: Policy) -> None:
    """Write where a case stands now."""
    settle(standing_of(fold_data(data, policy=policy)))


def refold(*, policy: Policy) -> int:
    """Fold the standing of every case anew; return how many there are."""
    with transaction.atomic():
        clear_standings()
        cases = list(all_cases())
        for case_id in cases:
            settle_case(_there(case_id), policy=policy)
    return len(cases)


def _open_next(effect: Effect, doing: Doing, act: Act) -> None:
    """Open the case that an effect calls for, about the same thing or about this case."""
    data = doing.folded.data
    procedure = procedure_in_force(effect.of or "", doing.writing.on, act.policy)
    kind, id_ = data.about_kind, data.about_id
    if kind not in procedure.about:
        kind = next((one for one in AS_A_CASE if one in procedure.about), kind)
        id_ = data.subject if kind == "entity" else str(data.id)
    elif kind == PLEDGE:
        id_ = str(data.id)  # the pledge that this case recorded, not all of the entity's
    thing = about_in(kind, id_, act=act, department=data.department, contested=data.contested)
    step = procedure.steps.get(OPEN)
    form = {name: doing.form[name] for name in (step.needs if step else ()) if name in doing.form}
    event = Event(1, OPEN, doing.writing.actor, doing.writing.on, form)
    opened = open_file(thing, procedure, event, begins(procedure), act)
    doing.keep(effect.do, None, {"case": str(opened), "procedure": procedure.id})


def given(folded: Folded, cause: Event) -> Mapping[str, str]:
    """Return what the case's forms say together, that of the deciding step above the others.

    Of the party only what it was asked: what it adds of its own decides nothing.
    """
    said: dict[str, str] = {}
    for event in folded.case.events:
        step = folded.procedure.steps.get(event.step)
        if step is not None:
            asked = step.needs if folded.procedure.roles[step.by].party else event.form
            said |= {name: event.form[name] for name in asked if name in event.form}
    return said | dict(cause.form)


def _there(case_id: int) -> CaseData:
    data = read_case(case_id)
    if data is None:
        raise Refused(NO_CASE.at("case", case=case_id))
    return data
