"""Who may act: the office or the party; and whom the law keeps out, with their deputies."""

from collections.abc import Sequence

from goodstanding.core.basis.faults import Fault
from goodstanding.core.policy.procedure_shape import Procedure, Role
from goodstanding.core.procedures import faults_procedures as kinds
from goodstanding.core.procedures.case_shape import Actor, Event, Opening, Stand

Acted = Sequence[tuple[Event, Stand]]


def kept_out(
    procedure: Procedure, opening: Opening, acted: Acted, role: Role, actor: Actor, where: str
) -> Fault | None:
    """Return why an actor may not act in a role, or None where it may."""
    if role.party:
        stranger = opening.subject not in actor.party_to
        return kinds.NOT_PARTY.at(where, role=role.title) if stranger else None
    kind = None
    if role.office not in actor.offices:
        kind = kinds.NOT_OFFICE
    elif actor.names & opening.barred or opening.subject in actor.party_to:
        kind = kinds.INTERESTED
    elif actor.names & opening.challenged:
        kind = kinds.CHALLENGED
    elif role.outside_contested and actor.names & opening.contested:
        kind = kinds.CONTESTED
    if kind is not None:
        return kind.at(where, role=role.title)
    for other in procedure.roles.values():
        apart = other.id in role.not_same_as or role.id in other.not_same_as
        if apart and actor.persons & _acted_as(other, acted):
            return kinds.SAME_PERSON.at(where, other=other.title, role=role.title)
    return None


def _acted_as(role: Role, acted: Acted) -> frozenset[str]:
    """Return everybody who acted in a role of the case, deputies and those they stood for."""
    return frozenset(
        person for event, stand in acted if stand.role == role.id for person in event.persons
    )
