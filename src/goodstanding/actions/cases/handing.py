"""Who has a case and who may not: hand-overs with one receipt, interests, challenges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import Acting, actor_in, actor_on
from goodstanding.actions.cases.faults_office import (
    AWAY,
    BARRED,
    CHALLENGE_RULED,
    CHALLENGE_WAITS,
    NO_CHALLENGE,
    NOBODY_CHALLENGED,
    NOT_OFFICER,
    NOT_RULER,
    SELF,
)
from goodstanding.actions.cases.record import Act, locked, officer, record
from goodstanding.actions.cases.undoing import take_back
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Actor, Event
from goodstanding.core.procedures.faults_procedures import NOT_PARTY
from goodstanding.store.cases.faults_cases import NO_REASONS
from goodstanding.store.cases.folded import (
    REFUSED,
    UPHELD,
    Folded,
    Raised,
    challenges_in,
    contests_counter,
    handler_of,
    whom_of,
)
from goodstanding.store.cases.notes import RECEIPT, add_note
from goodstanding.store.cases.read import CHALLENGE, HAND_OVER, INTEREST, RULING
from goodstanding.store.ledger.append import numbering_lock
from goodstanding.store.queries.office import absence, offices_of

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one case in an act on many: its event, or why nothing was done."""

    case_id: int
    event: int
    faults: tuple[Fault, ...] = ()


def hand_over(
    case_id: int, to: str, *, acting: Acting, reason: str, on: date, policy: Policy, seed: str
) -> int:
    """Hand a case to another officer; the event is the receipt of both.

    Never to somebody who could not act: barred, away, or of no office that has a duty in it.
    """
    act = Act(acting, on, policy, seed)
    with transaction.atomic():
        folded, actor = _as_officer(case_id, HAND_OVER, act, reason)
        where, taker = f"{folded.data.reference}/{HAND_OVER}", to.strip()
        if not acts_in(taker, folded.data.department, policy):
            raise Refused(NOT_OFFICER.at(where, account=taker))
        if taker == handler_of(folded.data):
            raise Refused(SELF.at(where))
        opening = folded.case.opening
        if {taker, *offices_of(taker)} & (opening.barred | opening.challenged):
            raise Refused(BARRED.at(where, account=taker))
        away = absence(taker, on=on)
        if away is not None:
            raise Refused(AWAY.at(where, account=taker, last=away.last_day or ""))
        return _note(folded, HAND_OVER, actor, {"to": taker, "reasons": reason.strip()}, act)


def hand_over_many(
    case_ids: Sequence[int],
    to: str,
    *,
    acting: Acting,
    reason: str,
    on: date,
    policy: Policy,
    seed: str,
) -> tuple[int, tuple[Line, ...]]:
    """Hand many cases over, each by itself; return one receipt's number and what became of each."""
    lines = []
    for case_id in case_ids:
        try:
            event = hand_over(
                case_id, to, acting=acting, reason=reason, on=on, policy=policy, seed=seed
            )
        except Refused as refused:
            lines.append(Line(case_id, 0, refused.faults))
        else:
            lines.append(Line(case_id, event))
    said = {"act": HAND_OVER, "to": to.strip(), "reason": reason.strip()}
    return keep_receipt(lines, said, Act(acting, on, policy, seed)), tuple(lines)


def keep_receipt(lines: Sequence[Line], said: Mapping[str, str], act: Act) -> int:
    """Keep one receipt of an act on many cases: what was done, and by which code what was not."""
    told = {
        "done": "|".join(f"{one.case_id}:{one.event}" for one in lines if not one.faults),
        "refused": "|".join(f"{one.case_id}:{one.faults[0].code}" for one in lines if one.faults),
    }
    with transaction.atomic():
        numbering_lock()
        return add_note(
            RECEIPT,
            account=act.acting.account,
            actor=act.acting.account,
            office=act.acting.office,
            on=act.on,
            said={**said, **told},
        )


def declare_interest(
    case_id: int, account: str, *, acting: Acting, reason: str, on: date, policy: Policy, seed: str
) -> int:
    """Bar an account from one case: its own declared interest, or somebody else's known one."""
    act = Act(acting, on, policy, seed)
    with transaction.atomic():
        folded, actor = _as_officer(case_id, INTEREST, act, reason or account)
        form = {"account": account.strip(), "reasons": reason.strip()}
        if not all(form.values()):
            raise Refused(NO_REASONS.at(folded.data.reference))
        return _note(folded, INTEREST, actor, form, act)


def challenge(
    case_id: int, of: str, *, acting: Acting, reason: str, on: date, policy: Policy, seed: str
) -> int:
    """Challenge, as the party, who acted in an event (`event:3`) or a unit (`office:ID`).

    Until somebody else has ruled, they take no step.
    """
    act = Act(acting, on, policy, seed)
    with transaction.atomic():
        folded = locked(case_id, policy=policy)
        where = f"{folded.data.reference}/{CHALLENGE}"
        actor = actor_on(acting, folded.data.department, on=on, policy=policy)
        if folded.case.subject not in actor.party_to or acting.office:
            raise Refused(NOT_PARTY.at(where, role=Text("当事人", "the party")))
        if not reason.strip():
            raise Refused(NO_REASONS.at(where))
        units = units_in(folded.data.department, policy)
        kind, _, named = of.partition(":")
        known = named in units if kind == "office" else kind == "event"
        over = folded.ended and not contests_counter(folded.data, of)
        if over or not known or not whom_of(folded.data, of):
            raise Refused(NOBODY_CHALLENGED.at(where, of=of[:80]))
        _not_again(folded, of, where)
        return _note(folded, CHALLENGE, actor, {"of": of, "reasons": reason.strip()}, act)


def _not_again(folded: Folded, of: str, where: str) -> None:
    """Refuse to challenge whom a challenge waits for, or was refused for; a later act may be."""
    whom = whom_of(folded.data, of)
    kind, _, named = of.partition(":")
    act = int(named) if kind == "event" else 0
    for one in challenges_in(folded.data):
        if whom <= one.whom and not one.outcome:
            raise Refused(CHALLENGE_WAITS.at(where, challenge=one.number))
        if whom <= one.whom and one.ruling > act:
            raise Refused(CHALLENGE_RULED.at(where, ruling=one.ruling))


def rule(
    case_id: int,
    number: int,
    *,
    upheld: bool,
    acting: Acting,
    reason: str,
    on: date,
    policy: Policy,
    seed: str,
) -> int:
    """Rule on a challenge: upheld, it bars for the rest of the case; refused, they go on.

    What a challenged officer wrote down in the party's name at the counter is taken back with it.
    """
    act = Act(acting, on, policy, seed)
    with transaction.atomic():
        folded, actor = _as_officer(case_id, RULING, act, reason)
        where = f"{folded.data.reference}/{RULING}"
        raised = next(
            (one for one in challenges_in(folded.data) if one.number == number and not one.outcome),
            None,
        )
        if raised is None:
            raise Refused(NO_CHALLENGE.at(where, challenge=number))
        if not may_rule(folded, raised, actor, acting, policy):
            raise Refused(NOT_RULER.at(where))
        outcome = UPHELD if upheld else REFUSED
        form = {"challenge": str(number), "outcome": outcome, "reasons": reason.strip()}
        ruling = _note(folded, RULING, actor, form, act)
        kind, _, named = folded.data.events[number - 1].form["of"].partition(":")
        if upheld and kind == "event":
            take_back(case_id, int(named), ruling, actor, act)
        return ruling


def may_rule(folded: Folded, raised: Raised, actor: Actor, acting: Acting, policy: Policy) -> bool:
    """Return whether somebody may rule on a challenge: not who is challenged, nor who is barred."""
    opening = folded.case.opening
    if actor.names & (raised.whom | opening.barred) or folded.case.subject in actor.party_to:
        return False
    units = {one.office for one in folded.data.events if raised.whom & {one.actor}} | raised.whom
    above = {policy.offices[one].superior for one in units if one in policy.offices} - {""}
    return "deciding" in actor.offices or acting.office in above


def rulings_of(folded: Folded, acting: Acting, policy: Policy) -> tuple[int, ...]:
    """Return the challenges on which somebody may rule now, by their events."""
    actor = actor_in(acting, folded.data.department, policy=policy)
    if not actor.duties:
        return ()
    return tuple(
        one.number
        for one in challenges_in(folded.data)
        if not one.outcome and may_rule(folded, one, actor, acting, policy)
    )


def acts_in(account: str, department: str, policy: Policy) -> bool:
    """Return whether an account holds an office that has a duty in a department's cases."""
    return any(
        actor_in(Acting(account, office), department, policy=policy).duties
        for office in offices_of(account)
        if office in policy.offices
    )


def units_in(department: str, policy: Policy) -> tuple[str, ...]:
    """Return the offices that hold or decide a department's cases."""
    return tuple(
        one.id for one in policy.offices.values() if (one.department or one.id) == department
    )


def _as_officer(case_id: int, step: str, act: Act, reason: str) -> tuple[Folded, Actor]:
    """Return a locked case and the officer who notes something in it, with a reason."""
    folded = locked(case_id, policy=act.policy)
    if not reason.strip():
        raise Refused(NO_REASONS.at(folded.data.reference))
    actor = actor_on(act.acting, folded.data.department, on=act.on, policy=act.policy)
    officer(folded, actor, step, on=act.on)
    return folded, actor


def _note(folded: Folded, step: str, actor: Actor, form: Form, act: Act) -> int:
    """Enter what is said about a case and does not move it."""
    stood_for = ",".join(sorted(actor.deputy_for))
    numbering_lock()
    return record(folded.data, Event(0, step, actor.id, act.on, form, stood_for), act)
