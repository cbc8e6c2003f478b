"""What was written down in a party's name and never was its act is taken back, by a new event.

Nothing is erased: the act stays in the file and counts no more.
"""

from dataclasses import replace

from goodstanding.actions.cases.letters import addressed, draft
from goodstanding.actions.cases.record import Act, locked, record
from goodstanding.actions.cases.tellings import NOTICE
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.procedure_shape import OPEN, Effect
from goodstanding.core.procedures import engine
from goodstanding.core.procedures.case_shape import Actor, Event
from goodstanding.store.cases.folded import PAUSE, Folded, fold_data
from goodstanding.store.cases.measures import SUSPEND
from goodstanding.store.cases.read import COUNTER, UNDONE, CaseData, EventRow
from goodstanding.store.cases.targets import running_about

TITLE = Text("撤销窗口代为登记的事项", "What was written down at the counter was taken back")


def take_back(case_id: int, slip: int, ruling: int, actor: Actor, act: Act) -> int | None:
    """Take back the act that a counter wrote down, as its challenge was upheld; return the event.

    A case that the act opened goes as its party would withdraw it. None where nothing can be taken
    back: the event is no counter's, or what came after rests on it and is decided by its remedy.
    """
    folded = locked(case_id, policy=act.policy)
    written = written_by(folded.data, slip)
    if written is None:
        return None
    if written.step == OPEN:
        return _withdraw(folded, actor, act)
    after = without(folded, written)
    if after is None:
        return None
    said = {"event": str(written.number), "ruling": str(ruling)}
    stood_for = ",".join(sorted(actor.deputy_for))
    done = {row.effect for row in folded.data.effects}
    again = [Effect(one) for one in (PAUSE, SUSPEND) if folded.ended and one in done]
    event = Event(0, UNDONE, actor.id, act.on, said, stood_for)
    number = record(folded.data, event, act, effects=again)
    _tell(locked(case_id, policy=act.policy), number)
    return number


def written_by(data: CaseData, slip: int) -> EventRow | None:
    """Return the party's act of which an event at the counter says by which paper it came."""
    said = next((one for one in data.events if one.number == slip), None)
    if said is None or said.step != COUNTER:
        return None
    return next((one for one in data.counted if one.number == slip - 1 and not one.office), None)


def without(folded: Folded, written: EventRow) -> Folded | None:
    """Return the case without an act; None where what came after it could not have been then.

    A case that ended by another act is decided: its remedy undoes it. And one that ended by this
    act is not run beside another about the same thing.
    """
    data = folded.data
    if folded.ended:
        begun = running_about(data.procedure, data.about_kind, data.about_id, data.subject)
        taken = [one.number for one in data.counted if one.step in folded.procedure.steps]
        if taken[-1] != written.number or begun is not None:
            return None
    said = replace(written, number=written.number, step=UNDONE, form={"event": str(written.number)})
    try:
        return fold_data(replace(data, events=(*data.events, said)), policy=folded.policy)
    except Refused:
        return None


def _withdraw(folded: Folded, actor: Actor, act: Act) -> int | None:
    """Let a case that the party never opened end as if it had withdrawn it, where that is there."""
    procedure, state = folded.procedure, folded.case.state
    name = next(
        (
            one.id
            for one in procedure.steps.values()
            if state in one.comes_from
            and procedure.roles[one.by].party
            and procedure.states[one.to].end
            and not procedure.states[one.to].adverse
            and not one.needs
        ),
        None,
    )
    if name is None:
        return None
    party = Actor(actor.id, party_to=frozenset({folded.data.subject}))
    outcome = engine.take(procedure, folded.case, name, party, {}, on=act.on, policy=folded.policy)
    due = [one for one in outcome.effects if one.waits_for is None]
    return record(folded.data, outcome.event, act, effects=due, letters=outcome.letters)


def _tell(after: Folded, number: int) -> None:
    """Write to the entity that the act counts no more."""
    if NOTICE in after.policy.letters:
        draft(addressed(NOTICE, after.data.subject), after, event=number, said={"step": TITLE})
