"""Whether a pledge may stand for papers in a matter: open matters, and who must wait."""

from collections.abc import Sequence
from datetime import date

from goodstanding.core.basis.faults import Fault
from goodstanding.core.basis.text import Text, joined
from goodstanding.core.measures import faults_measures as kinds
from goodstanding.core.policy.rights_shape import Never, PledgeType
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.envelope import Record

NEVER: dict[Never, Text] = {
    "national_security": Text("国家安全", "national security"),
    "public_safety": Text("公共安全", "public safety"),
    "finance": Text("金融业审慎监管", "prudent supervision of finance"),
    "environment": Text("生态环境保护", "the environment"),
    "health": Text("人身健康", "health"),
    "life_property": Text("生命财产安全", "life and property"),
}


def may_make(kind: PledgeType, entity_class: str) -> tuple[Fault, ...]:
    """Return why a body of this class does not make pledges of a type; nothing where it does."""
    if not kind.classes or entity_class in kind.classes:
        return ()
    said = {"title": kind.title, "found": entity_class or "-", "known": ", ".join(kind.classes)}
    return (kinds.WRONG_PLEDGER.at(kind.id, **said),)


def of_procedure(policy: Policy, kind: PledgeType, procedure: str) -> tuple[Fault, ...]:
    """Return why a procedure takes no pledges of a type; nothing where it does."""
    if kind.procedure == procedure:
        return ()
    title = policy.procedures[procedure][-1].title
    fits = [one.title for one in policy.pledge_types.values() if one.procedure == procedure]
    return (kinds.WRONG_TYPE.at(kind.id, id=title, type=kind.title, known=joined(fits)),)


def _type(policy: Policy, kind: str) -> Text:
    found = policy.pledge_types.get(kind)
    return found.title if found else Text(kind or "-", kind or "-")


def may_pledge(
    policy: Policy, matter: str, kind: str, records: Sequence[Record], *, on: date
) -> tuple[Fault, ...]:
    """Return why a pledge is not taken in a matter; nothing where it is.

    `records`: those of the entity as they stand; what was restored or is over bars nothing.
    """
    found = policy.matters.get(matter)
    if found is None:
        known = joined(one.title for one in policy.matters.values())
        return (kinds.UNKNOWN_MATTER.at(matter, id=matter, known=known),)
    if found.never is not None:
        why = NEVER[found.never]
        return (kinds.CLOSED_MATTER.at(matter, title=found.title, why=why),)
    faults = []
    if kind not in found.types:
        known = joined(_type(policy, one) for one in found.types)
        said = {"id": found.title, "type": _type(policy, kind), "known": known}
        faults.append(kinds.WRONG_TYPE.at(matter, **said))
    lists = {
        (one.record_type, one.choice) for one in policy.lists.values() if one.kind == "serious"
    }
    for record in records:
        if record.day > on or not record.is_shown_on(on):
            continue
        if record.fields.get("performance") == "broken":
            faults.append(kinds.PLEDGE_BROKEN.at(matter))
        elif (record.record_type, record.fields.get("list", "")) in lists:
            faults.append(kinds.PLEDGE_LISTED.at(matter))
    return tuple(faults)
