"""Which version of a procedure governs: that of its opening, unless it is moved with a reason."""

from collections.abc import Mapping
from datetime import date

from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.procedure_shape import Procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures import faults_procedures as kinds
from goodstanding.core.procedures.case_shape import MOVE_VERSION, Actor, Case, Event
from goodstanding.core.procedures.fold import version_of
from goodstanding.core.procedures.milder import milder
from goodstanding.core.procedures.notes import only_officer


def in_force(policy: Policy, name: str, on: date) -> Procedure | None:
    """Return the version of a procedure under which a case opens on a day."""
    found = None
    for procedure in policy.procedures.get(name, ()):
        if procedure.version <= on:
            found = procedure
    return found


def move_version(
    case: Case, to: date, actor: Actor, form: Mapping[str, str], *, on: date, policy: Policy
) -> Event:
    """Return the event that moves a running case to a later version.

    Only an officer of the case, only a version in force, and only one that is nowhere harsher; or
    one to which a transition article brings running cases: a law's, named by the version itself
    and cited in the form (`basis`).
    """
    where = f"{case.id}/{MOVE_VERSION}"
    only_officer(case, actor, where)
    old = case.procedure
    new = version_of(policy.procedures.get(old.id, ()), case.id, to)
    if not (old.version < new.version <= on) or on < case.events[-1].on:
        raise Refused(kinds.NOT_IN_FORCE.at(where, version=to, day=on))
    if old.states[case.state].end or case.state not in new.states:
        raise Refused(kinds.NO_WAY_OVER.at(where, state=case.state, version=to))
    if not form.get("reasons", "").strip():
        raise Refused(kinds.NOT_GIVEN.at(where, title=Text("理由", "reasons")))
    basis = form.get("basis", "")
    source, _, article = basis.partition("#")
    cited = policy.sources.get(source)
    transition = cited is not None and cited.kind == "law" and article in cited.articles
    transition = transition and basis in new.transitions
    if not (milder(old, new) or transition):
        raise Refused(kinds.HARSHER.at(where, version=to))
    kept = {"version": to.isoformat(), **form}
    stood_for = ",".join(sorted(actor.deputy_for))
    return Event(len(case.events) + 1, MOVE_VERSION, actor.id, on, kept, stood_for)
