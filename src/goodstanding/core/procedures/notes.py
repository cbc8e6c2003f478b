"""What happens in a case besides its steps: service of a letter, and the hearing it offers."""

from collections.abc import Mapping
from datetime import date

from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.procedure_shape import SERVE, Procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures import faults_procedures as kinds
from goodstanding.core.procedures.case_shape import (
    HEARING_HELD,
    HEARING_REQUESTED,
    HEARING_WAIVED,
    Actor,
    Case,
    Event,
)
from goodstanding.core.procedures.deadlines import span

OFFICER = Text("经办人员", "an officer")
SERVICE_FIELDS = {
    "mode": Text("送达方式", "mode of service"),
    "day": Text("送达日", "day of service"),
    "proof": Text("送达凭证", "proof of service"),
}


def serve(
    procedure: Procedure,
    case: Case,
    letter: str,
    actor: Actor,
    form: Mapping[str, str],
    *,
    on: date,
) -> Event:
    """Return the event of an effective service: mode, day and proof. Clocks start from its day.

    Only a letter that was drafted and not yet served; never before its draft, never in the future.
    """
    where = f"{case.id}/{SERVE}{letter}"
    drafted = _drafted(procedure, case, letter)
    if not drafted or letter in case.served:
        raise Refused(kinds.NOT_DRAFTED.at(where, letter=letter))
    delivered(case, drafted, actor, form, where, on=on)
    return _event(case, f"{SERVE}{letter}", actor, form, on=on)


def _drafted(procedure: Procedure, case: Case, letter: str) -> date | None:
    """Return the day on which a letter was last drafted, or None."""
    for event in reversed(case.events):
        step = procedure.steps.get(event.step)
        if step is not None and step.letter == letter:
            return event.on
    return None


def delivered(
    case: Case, drafted: date, actor: Actor, form: Mapping[str, str], where: str, *, on: date
) -> None:
    """Refuse a service that says not how, when and by what proof, or could not have been."""
    only_officer(case, actor, where)
    missing = [name for name in SERVICE_FIELDS if not form.get(name, "").strip()]
    if missing:
        raise Refused(*(kinds.NOT_GIVEN.at(where, title=SERVICE_FIELDS[name]) for name in missing))
    try:
        day = date.fromisoformat(form["day"])
    except ValueError:
        raise Refused(kinds.WRONG_KIND.at(where, title=SERVICE_FIELDS["day"])) from None
    if not drafted <= day <= on:
        raise Refused(kinds.WRONG_SERVICE_DAY.at(where, day=day, first=drafted, last=on))


def hearing(
    procedure: Procedure,
    case: Case,
    name: str,
    actor: Actor,
    form: Mapping[str, str],
    *,
    on: date,
    policy: Policy,
) -> Event:
    """Return the event by which a hearing is asked for, waived (by the party) or held."""
    where = f"{case.id}/{name}"
    offers = [
        (step.after.served, step.after.answered_or_expired or step.after.expired)
        for step in procedure.heard
        if case.state in step.comes_from
    ]
    served = [time for letter, time in offers if letter in case.served]
    open_ = served and name in (HEARING_REQUESTED, HEARING_WAIVED, HEARING_HELD)
    if open_ and name == HEARING_REQUESTED:
        runs = [
            span(case, procedure.deadlines[time], on=on, policy=policy)
            for time in served
            if time is not None
        ]
        open_ = any(one is not None and on <= one[1] for one in runs)
    if not open_:
        raise Refused(kinds.NO_HEARING.at(where, event=name))
    if name == HEARING_HELD:
        only_officer(case, actor, where)
    elif case.subject not in actor.party_to:
        raise Refused(kinds.NOT_PARTY.at(where, role=Text("当事人", "the party")))
    return _event(case, name, actor, form, on=on)


def only_officer(case: Case, actor: Actor, where: str) -> None:
    """Refuse who has no duty in the case by an office, or has an interest in it."""
    if not actor.duties:
        raise Refused(kinds.NOT_OFFICE.at(where, role=OFFICER))
    opening = case.opening
    barred = opening.barred | opening.challenged
    if opening.subject in actor.party_to or (barred and actor.names & barred):
        raise Refused(kinds.INTERESTED.at(where, role=OFFICER))


def _event(case: Case, name: str, actor: Actor, form: Mapping[str, str], *, on: date) -> Event:
    """Return an event; nothing is dated back."""
    if on < case.events[-1].on:
        last = case.events[-1].on
        raise Refused(kinds.BEFORE_LAST.at(f"{case.id}/{name}", day=on, last=last))
    stood_for = ",".join(sorted(actor.deputy_for)) if actor.deputy_for else ""
    return Event(len(case.events) + 1, name, actor.id, on, {**form}, stood_for)
