"""Who may act: the office or the party; and whom the law keeps out, with their deputies."""

from collections.abc import Iterable

from goodstanding.core.basis.faults import Fault
from goodstanding.core.policy.procedure_shape import Procedure, Role
from goodstanding.core.procedures import faults_procedures as kinds
from goodstanding.core.procedures.case_shape import Actor, Event, Opening, Stand

Acted = Iterable[tuple[Event, Stand]]


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
    elif opening.subject in actor.party_to or (opening.barred and actor.names & opening.barred):
        kind = kinds.INTERESTED
    elif opening.challenged and actor.names & opening.challenged:
        kind = kinds.CHALLENGED
    elif role.outside_contested and actor.names & opening.contested:
        kind = kinds.CONTESTED
    if kind is not None:
        return kind.at(where, role=role.title)
    before = _roles_of(actor, acted, procedure.apart[role.id])
    if before:
        other = next(one for one in procedure.roles.values() if one.id in before)
        return kinds.SAME_PERSON.at(where, other=other.title, role=role.title)
    return None


def _roles_of(actor: Actor, acted: Acted, among: frozenset[str]) -> set[str]:
    """Return in which roles an actor acted: itself, whom it stands for, or their deputy."""
    found: set[str] = set()
    persons = actor.persons if actor.deputy_for else (actor.id,)
    for event, stand in acted:
        if stand.role in among and (
            event.actor in persons or (event.deputy_for and event.persons.intersection(persons))
        ):
            found.add(stand.role)
    return found
