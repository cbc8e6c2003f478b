"""The party's file: what an officer withholds from it, and no decision on what it has not read.

The notice opens the whole file. A part stays closed only on a ground of the packs' closed list
(`withheld_ground`), under the name of who withheld it; the party reads both in its place.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from goodstanding.actions.cases.actor import Acting, actor_on
from goodstanding.actions.cases.faults_file import (
    CITES_WITHHELD,
    NO_GROUND,
    NO_PART,
    NOT_DISCLOSED,
    NOT_WITHHELD,
)
from goodstanding.actions.cases.record import Act, locked, officer, record
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.basis.text import joined
from goodstanding.core.policy.effects_shape import EFFECTS
from goodstanding.core.policy.procedure_shape import ProcedureStep
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Event
from goodstanding.core.procedures.evidence import cited
from goodstanding.core.procedures.faults_procedures import ENDED, INTERESTED, NOT_OFFICE
from goodstanding.core.procedures.notes import OFFICER
from goodstanding.store.cases.evidence import files_in
from goodstanding.store.cases.faults_cases import NO_REASONS
from goodstanding.store.cases.folded import Folded
from goodstanding.store.cases.opened import (
    cited_in,
    disclosed,
    may_be_withheld,
    notice_served,
    withheld_in,
)
from goodstanding.store.cases.read import OPENED, WITHHELD
from goodstanding.store.ledger.append import numbering_lock

GROUND = "withheld_ground"


def withhold(
    case_id: int,
    part: str,
    ground: str,
    *,
    acting: Acting,
    reason: str,
    on: date,
    policy: Policy,
    seed: str,
) -> int:
    """Withhold a part of the file (`record:12`, `event:3/evidence`) from the party, on a ground.

    Never what the party entered or has read, nor what a letter says.
    """
    act = Act(acting, on, policy, seed)
    with transaction.atomic():
        folded = locked(case_id, policy=policy)
        where = f"{folded.data.reference}/{WITHHELD}"
        field = policy.form_fields.get(GROUND)
        grounds = field.choices if field else {}
        if ground not in grounds:
            known = joined(grounds.values())
            raise Refused(NO_GROUND.at(where, ground=ground[:80], known=known))
        open_ = may_be_withheld(folded)
        if part not in open_:
            raise Refused(NO_PART.at(where, part=part[:80], known=", ".join(open_) or "-"))
        return _note(folded, WITHHELD, {"part": part, GROUND: ground}, act, reason)


def open_part(
    case_id: int, part: str, *, acting: Acting, reason: str, on: date, policy: Policy, seed: str
) -> int:
    """Open to the party what was withheld; a decision may rest on it after a new notice only."""
    with transaction.atomic():
        folded = locked(case_id, policy=policy)
        closed = withheld_in(folded.data)
        if part not in closed:
            known = ", ".join(closed) or "-"
            where = f"{folded.data.reference}/{OPENED}"
            raise Refused(NOT_WITHHELD.at(where, part=part[:80], known=known))
        return _note(folded, OPENED, {"part": part}, Act(acting, on, policy, seed), reason)


def _note(folded: Folded, step: str, said: Mapping[str, str], act: Act, reason: str) -> int:
    """Enter what an officer with a duty in the case, and no interest in it, says of a part."""
    where = f"{folded.data.reference}/{step}"
    if not reason.strip():
        raise Refused(NO_REASONS.at(where))
    if folded.ended:
        title = folded.procedure.states[folded.case.state].title
        raise Refused(ENDED.at(where, state=title))
    actor = actor_on(act.acting, folded.data.department, on=act.on, policy=act.policy)
    officer(folded, actor, step, on=act.on)
    if not actor.duties:
        raise Refused(NOT_OFFICE.at(where, role=OFFICER))
    opening = folded.case.opening
    if actor.names & (opening.barred | opening.challenged) or opening.subject in actor.party_to:
        raise Refused(INTERESTED.at(where, role=OFFICER))
    stood_for = ",".join(sorted(actor.deputy_for))
    form = {**said, "reasons": reason.strip()}
    numbering_lock()
    return record(folded.data, Event(0, step, actor.id, act.on, form, stood_for), act)


def rests_on_the_file(folded: Folded, step: ProcedureStep, form: Mapping[str, str]) -> list[Fault]:
    """Return what a step cites that the party could not read.

    What tells the party something, or burdens it, cites nothing withheld; what burdens it cites
    nothing but what the served notice disclosed.
    """
    burdens = folded.procedure.states[step.to].adverse or any(
        EFFECTS[use.do].burdens for use in step.effects
    )
    if not burdens and step.letter is None:
        return []
    closed, heard = withheld_in(folded.data), burdens and notice_served(folded) is not None
    read, attached = disclosed(folded), {one.number for one in files_in(folded.data)}
    found = []
    for name, value in form.items():
        files = (f"file:{one}" for one in cited(value) if one in attached)
        for part in (*cited_in(value), *files):
            where = f"{folded.data.reference}/{step.id}/{name}"
            field = folded.policy.form_fields.get(name)
            said = {"field": field.title if field else name, "part": part}
            inside = (one for key, one in closed.items() if key == part or _of(key, part))
            hidden = next(inside, None)
            if hidden is not None:
                grounds = folded.policy.form_fields.get(GROUND)
                ground = grounds.choices.get(hidden.ground, hidden.ground) if grounds else ""
                who = {"office": hidden.office, "account": hidden.account}
                found.append(CITES_WITHHELD.at(where, ground=ground, **who, **said))
            elif heard and part not in read:
                found.append(NOT_DISCLOSED.at(where, **said))
    return found


def _of(withheld: str, cited: str) -> bool:
    """Return whether something withheld is a part of an event that is cited whole."""
    return withheld.startswith(f"{cited}/")
