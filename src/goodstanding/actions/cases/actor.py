"""Who acts in a case: an account, in an office or for the entity, perhaps in another's place."""

from dataclasses import dataclass, replace
from datetime import date

from goodstanding.actions.cases.faults_office import NO_MANDATE
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import CLOCK, FILE, OUTCOME, Actor
from goodstanding.store.cases.faults_cases import NO_ACTOR, NO_OFFICE
from goodstanding.store.queries.office import mandate, offices_of

OWN = frozenset({"holding", "deciding"})
"""Duties that an office has in the cases of its own department alone."""


@dataclass(frozen=True, slots=True)
class Acting:
    """An account that acts: in an office of the packs, or for the entities it may speak for.

    `units`: a deputy's own offices, as a page read them; an act reads them again.
    """

    account: str
    office: str = ""
    party_to: frozenset[str] = frozenset()
    deputy_for: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()


BY_TIME = Acting(CLOCK.id)
"""The steps that a pack lets time itself take."""
BY_OUTCOME = Acting(OUTCOME.id)
"""The step that is taken when a dispute is over."""
BY_FILE = Acting(FILE.id)
"""The redress that a department's own file opens."""


def department_of(acting: Acting, policy: Policy) -> str:
    """Return the department whose cases an actor's office holds; an office may be its own."""
    office = policy.offices.get(acting.office)
    return (office.department or office.id) if office else ""


def actor_on(acting: Acting, department: str, *, on: date, policy: Policy) -> Actor:
    """Return who acts on a day, or refuse who stands in for somebody without a mandate that day."""
    for principal in sorted(acting.deputy_for):
        if mandate(acting.account, principal, acting.office, on=on) is None:
            said = {"actor": acting.account, "principal": principal, "office": acting.office}
            raise Refused(NO_MANDATE.at("case", day=on, **said))
    if acting.deputy_for:
        acting = replace(acting, units=frozenset(offices_of(acting.account)))
    return actor_in(acting, department, policy=policy)


def actor_in(acting: Acting, department: str, *, policy: Policy) -> Actor:
    """Return what the engine knows of who acts in a department's case.

    An office of a department acts in that department's cases; one of none receives and reviews
    everywhere, and holds and decides its own cases. The office itself is the unit. Whoever shows
    what may be done and whoever does it ask here, so that nothing is offered that is then refused.
    """
    if acting == BY_TIME:
        return CLOCK
    if acting == BY_OUTCOME:
        return OUTCOME
    if not acting.account.strip():
        raise Refused(NO_ACTOR.at("case"))
    offices: frozenset[str] = frozenset()
    if acting.office:
        office = policy.offices.get(acting.office)
        if office is None:
            known = ", ".join(policy.offices)
            raise Refused(NO_OFFICE.at("case", office=acting.office, known=known))
        own = department_of(acting, policy) == department
        everywhere = not office.department
        duties = (one for one in office.duties if own or (everywhere and one not in OWN))
        offices = frozenset({*duties, office.id})
    units = acting.units if acting.deputy_for else frozenset()
    return Actor(acting.account.strip(), offices, acting.party_to, acting.deputy_for, units)
