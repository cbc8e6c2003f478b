"""Who stands at the counter: what was seen of the entity, confirmed by a second officer or a seal.

Which credentials count and what may confirm them are closed lists of the packs. Each names an
organisation; no person's name, document or number is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goodstanding.actions.cases.handing import acts_in
from goodstanding.actions.cases.letters import addressed, draft
from goodstanding.actions.cases.tellings import NOTICE
from goodstanding.actions.counter.faults_counter import NO_IDENTITY, NOT_CONFIRMED, NOT_THE_PARTYS
from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.ids import fold_code
from goodstanding.core.basis.text import Text
from goodstanding.core.disclosure.masking import unfit
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Actor
from goodstanding.store.cases.folded import Folded
from goodstanding.store.cases.notes import DEPUTY, standing
from goodstanding.store.queries.archive import entity_by_key
from goodstanding.store.queries.office import PRINCIPAL
from goodstanding.store.queries.party_file import CONFIRMED_BY

CREDENTIAL, CONFIRMATION = "credential", "counter_confirmation"
SECOND, SEAL = "second_officer", "seal_record"
TOLD = "counter_notice"
MOST = 60


@dataclass(frozen=True, slots=True)
class Seen:
    """What an officer saw: a credential, the code that stands on it, and what confirms it.

    `by`: a second officer, whose password the door has proven · `seal`: the number under which the
    entity's seal is filed, against which the stamp was compared. One of the two.
    """

    credential: str
    number: str
    by: str = ""
    seal: str = ""


def identified(
    seen: Seen, subject: str, department: str, actor: Actor, where: str, *, on: date, policy: Policy
) -> dict[str, str]:
    """Return what is kept of an identity check, or refuse what shows no party of the case."""
    field = policy.form_fields.get(CREDENTIAL)
    known = field.choices if field else {}
    if seen.credential not in known or not seen.number.strip() or len(seen.number) > MOST:
        raise Refused(NO_IDENTITY.at(where, known=", ".join(known) or "-"))
    entity = entity_by_key(subject)
    codes = {one.partition(":")[2] for one in (subject, *(entity.keys if entity else ()))}
    number = fold_code(seen.number)
    if number not in codes:
        raise Refused(NOT_THE_PARTYS.at(where))
    kept = {CREDENTIAL: seen.credential, "number": number}
    return kept | _confirmation(seen, department, actor, where, on=on, policy=policy)


def _confirmation(
    seen: Seen, department: str, actor: Actor, where: str, *, on: date, policy: Policy
) -> dict[str, str]:
    """Return what confirms a credential, as the packs let it be confirmed."""
    field = policy.form_fields.get(CONFIRMATION)
    ways, by = set(field.choices if field else ()), seen.by.strip()
    seal = seen.seal.strip()
    if by and SECOND in ways and acts_in(by, department, policy):
        others = {by} | {
            one.said[PRINCIPAL] for one in standing([DEPUTY], account=by) if one.runs(on)
        }
        if not others & actor.persons:
            return {CONFIRMATION: SECOND, CONFIRMED_BY: by}
    if seal and not by and SEAL in ways and len(seal) <= MOST and not unfit({SEAL: seal}):
        return {CONFIRMATION: SEAL, SEAL: seal}
    raise Refused(NOT_CONFIRMED.at(where, known=", ".join(sorted(ways)) or "-"))


def tell_party(after: Folded, slip: int, said: Mapping[str, str]) -> None:
    """Write to the entity what was done in its name, by which proof, and how it contests it."""
    policy = after.policy
    if TOLD not in policy.letters:
        if NOTICE in policy.letters:
            draft(addressed(NOTICE, after.data.subject), after, event=slip)
        return
    title = policy.form_fields[CREDENTIAL].choices[said[CREDENTIAL]]
    words = {
        "paper": Text(said["paper"], said["paper"]),
        "credential": title,
        "event": Text(str(slip), str(slip)),
    }
    draft(addressed(TOLD, after.data.subject), after, event=slip, said=words)
