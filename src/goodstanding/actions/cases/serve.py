"""Serving letters: each attempt kept with its proof, clocks from the one that arrived; recalls.

What burdens the entity begins when the letter of its step was served, in the same transaction.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import Acting, actor_on
from goodstanding.actions.cases.faults_service import TOLD_BY_ANOTHER
from goodstanding.actions.cases.record import Act, locked, officer, record
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.procedure_shape import Effect, Period, waiting
from goodstanding.core.policy.rights_shape import ClockId
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures import notes
from goodstanding.core.procedures.case_shape import Actor, Event
from goodstanding.core.procedures.deadlines import UNITS
from goodstanding.core.procedures.periods import end_of
from goodstanding.store.cases import write
from goodstanding.store.cases.faults_cases import (
    BUILT_ON,
    DISPATCHED,
    LADDER,
    LETTER_DONE,
    NO_CLOCK,
    NO_LETTER,
    NO_MODE,
    NO_REASONS,
    NOT_SIGNATORY,
)
from goodstanding.store.cases.folded import Folded
from goodstanding.store.cases.read import (
    ATTEMPT,
    COUNTER,
    RECALL,
    TO,
    TOLD,
    EffectRow,
    LetterRow,
    case_of_letter,
)
from goodstanding.store.ledger.append import numbering_lock

ELECTRONIC, POST, IN_PERSON, PUBLIC_NOTICE = "electronic", "post", "in_person", "public_notice"
LADDER_OF_MODES = (ELECTRONIC, POST, IN_PERSON, PUBLIC_NOTICE)
NOTICE: ClockId = "public_notice"
HARMLESS = frozenset({"notify_parties", "alert_superior", "recompute_grade"})
"""Effects that a recall leaves nothing of."""


def serve(
    letter_id: int,
    *,
    mode: str,
    recipient: str,
    day: date,
    proof: str,
    acting: Acting,
    on: date,
    policy: Policy,
    seed: str,
    agent: str = "",
    delivered: bool = True,
) -> int:
    """Keep an attempt to serve a letter; return the event's number in its case.

    `day`: when it arrived, or was tried. A public notice is an attempt on its first day, and a
    service when its days are over.
    """
    if mode not in LADDER_OF_MODES:
        raise Refused(NO_MODE.at("letter", mode=mode, known=", ".join(LADDER_OF_MODES)))
    with transaction.atomic():
        folded, letter = _letter(letter_id, policy)
        where = f"{folded.data.reference}/letter {letter.id}"
        later = [one.id for one in folded.data.letters if one.template == letter.template]
        aside = TO in letter.template
        if letter.served or letter.recalled or (letter.id != max(later) and not aside):
            raise Refused(LETTER_DONE.at(where, letter=letter.id))
        actor = actor_on(acting, folded.data.department, on=on, policy=policy)
        form = {"mode": mode, "day": day.isoformat(), "proof": proof, "recipient": recipient}
        form |= {"agent": agent} if agent else {}
        effects: tuple[Effect, ...] = ()
        decided = None
        if delivered:
            _climbed(letter, mode, day, where, policy=folded.policy)
        if delivered and aside:
            event = _told(folded, letter, actor, form, where, on=on)
        elif delivered:
            event = notes.serve(folded.procedure, folded.case, letter.template, actor, form, on=on)
            decided = _cause(folded, letter)
            effects = _waiting(folded, letter, decided)
        else:
            officer(folded, actor, f"{ATTEMPT}{letter.template}", on=on)
            stood_for = ",".join(sorted(actor.deputy_for))
            event = Event(0, f"{ATTEMPT}{letter.template}", actor.id, on, form, stood_for)
        numbering_lock()
        number = len(folded.data.events) + 1
        write.add_service(
            letter.id,
            event=number,
            mode=mode,
            recipient=recipient,
            agent=agent,
            day=day,
            proof=proof,
            delivered=delivered,
        )
        act = Act(acting, on, policy, seed)
        return record(folded.data, event, act, effects=effects, decided=decided)


def _not_by_the_counter(folded: Folded, letter: LetterRow, actor: Actor, where: str) -> None:
    """Refuse that who wrote an act down hands over the letter that tells the party of it."""
    wrote = next(one for one in folded.data.events if one.number == letter.event)
    if wrote.step == COUNTER and actor.persons & {wrote.actor, *wrote.deputy_for.split(",")}:
        raise Refused(TOLD_BY_ANOTHER.at(where))


def recall(
    letter_id: int, *, acting: Acting, reason: str, on: date, policy: Policy, seed: str
) -> int:
    """Take back a signed act whose letter has not left; return the event's number.

    The step that drafted it counts no more; what was signed and why it was taken back stay.
    """
    with transaction.atomic():
        folded, letter = _letter(letter_id, policy)
        where = f"{folded.data.reference}/letter {letter.id}"
        actor = actor_on(acting, folded.data.department, on=on, policy=policy)
        signed = next(one for one in folded.data.events if one.number == letter.event)
        if letter.recalled:
            raise Refused(LETTER_DONE.at(where, letter=letter.id))
        if letter.services:
            raise Refused(DISPATCHED.at(where, letter=letter.id))
        if not actor.persons & {signed.actor, *signed.deputy_for.split(",")} or not actor.offices:
            raise Refused(NOT_SIGNATORY.at(where, actor=signed.actor))
        if not reason.strip():
            raise Refused(NO_REASONS.at(where))
        officer(folded, actor, f"{RECALL}{letter.id}", on=on)
        last = folded.data.counted[-1].number
        done = [one for one in folded.data.effects if one.event == letter.event]
        built_on = last != letter.event or any(_left(one) for one in done)
        if built_on or signed.number == 1 or TO in letter.template:
            raise Refused(BUILT_ON.at(where, letter=letter.id))
        numbering_lock()
        stood_for = ",".join(sorted(actor.deputy_for))
        event = Event(0, f"{RECALL}{letter.id}", actor.id, on, {"reasons": reason}, stood_for)
        return record(folded.data, event, Act(acting, on, policy, seed))


def _letter(letter_id: int, policy: Policy) -> tuple[Folded, LetterRow]:
    """Return a letter with its case, locked."""
    case_id = case_of_letter(letter_id)
    if case_id is None:
        raise Refused(NO_LETTER.at("letter", letter=letter_id))
    folded = locked(case_id, policy=policy)
    return folded, next(one for one in folded.data.letters if one.id == letter_id)


def _told(
    folded: Folded,
    letter: LetterRow,
    actor: Actor,
    form: Mapping[str, str],
    where: str,
    *,
    on: date,
) -> Event:
    """Return the event of a letter that arrived and starts no clock of the case."""
    if form["mode"] == IN_PERSON:
        _not_by_the_counter(folded, letter, actor, where)
    step = f"{TOLD}{letter.template}"
    notes.delivered(folded.case, letter.day, actor, form, where, on=on)
    officer(folded, actor, step, on=on)
    return Event(0, step, actor.id, on, form, ",".join(sorted(actor.deputy_for)))


def _climbed(letter: LetterRow, mode: str, day: date, where: str, *, policy: Policy) -> None:
    """Refuse a public notice that nothing else went before, or whose days are not over."""
    if mode != PUBLIC_NOTICE:
        return
    tried = any(one.mode != PUBLIC_NOTICE for one in letter.services)
    notices = [one.day for one in letter.services if one.mode == PUBLIC_NOTICE]
    within = policy.within(NOTICE, on=min(notices, default=day))
    if within is None:
        raise Refused(NO_CLOCK.at(where, clock=NOTICE, day=day))
    if not tried or not notices or day < end_of(policy, within, min(notices)):
        raise Refused(LADDER.at(where, within=_length(within)))


def _length(period: Period) -> Text:
    unit = UNITS[period.unit]
    return Text(f"{period.count}{unit.zh}", f"{period.count} {unit.en}")


def _left(done: EffectRow) -> bool:
    """Return whether an effect left something that a recall would have to undo."""
    return done.effect not in HARMLESS and (done.entry is not None or bool(done.detail))


def _cause(folded: Folded, letter: LetterRow) -> Event:
    """Return the step that drafted a letter, as the case counts it."""
    places = [one.number for one in folded.data.counted]
    return folded.case.events[places.index(letter.event)]


def _waiting(folded: Folded, letter: LetterRow, cause: Event) -> tuple[Effect, ...]:
    """Return the effects that waited for this letter."""
    step = folded.procedure.steps.get(cause.step)
    if step is None or step.letter != letter.template:
        return ()
    return tuple(Effect(use.do, use.of, use.while_disputed) for use in waiting(step))
