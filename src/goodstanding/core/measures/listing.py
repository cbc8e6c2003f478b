"""What a list itself asks of an entry: that its keeper decides, on its conduct, within its rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goodstanding.core.basis.faults import Fault
from goodstanding.core.basis.text import Text, joined
from goodstanding.core.measures import faults_listing as kinds
from goodstanding.core.measures.faults_measures import NOT_YET_LAW
from goodstanding.core.policy.lists_shape import DesignationList
from goodstanding.core.policy.shape import Policy
from goodstanding.core.policy.titles import conduct_title, measure_title

NO_ENTRY = Text("目录里没有这种记录", "the directory holds no such record")


@dataclass(frozen=True, slots=True)
class Listing:
    """An entry that a case is about to propose, to give notice of, or to decide.

    `department`: whose case it is · `conduct`: its kind, "" where the case names none ·
    `measures`, `months`: what is to follow and for how long, as far as it is said.
    """

    list: str
    department: str
    conduct: str = ""
    measures: Sequence[str] = ()
    months: int | None = None


def listing_faults(policy: Policy, said: Listing, where: str, *, on: date) -> tuple[Fault, ...]:
    """Return every rule of the list that an entry would break on a day."""
    found = policy.lists.get(said.list)
    if found is None:
        known = joined(
            one.title for one in policy.lists.values() if one.statable and one.record_type
        )
        return (kinds.UNKNOWN_LIST.at(where, id=said.list or "-", known=known),)
    if not found.statable or not found.record_type:
        why = found.note if found.note and not found.statable else NO_ENTRY
        return (kinds.NOT_STATED.at(where, title=found.title, why=why),)
    return tuple(_faults(policy, found, said, where, on))


def keeper_of(policy: Policy, found: DesignationList) -> str:
    """Return the department that keeps a list; an office may be its own."""
    office = policy.offices[found.keeper]
    return office.department or office.id


def _faults(
    policy: Policy, found: DesignationList, said: Listing, where: str, on: date
) -> Iterator[Fault]:
    """Yield what is wrong with an entry on a list that can be entered."""
    if said.department != keeper_of(policy, found):
        department = policy.departments.get(said.department)
        yield kinds.WRONG_KEEPER.at(
            where,
            title=found.title,
            keeper=policy.offices[found.keeper].title,
            department=department.title if department else said.department or "-",
        )
    source = policy.source_of(found.basis)
    if not source.start <= on <= (source.until or date.max):
        yield NOT_YET_LAW.at(where, basis=source.title, day=on)
    if said.conduct and said.conduct not in found.conducts:
        known = joined(conduct_title(policy, one) for one in found.conducts)
        kind = conduct_title(policy, said.conduct)
        yield kinds.OUTSIDE_LIST.at(where, kind=kind, title=found.title, known=known)
    for name in dict.fromkeys(said.measures):
        if name in policy.measures and name not in found.measures:
            known = joined(measure_title(policy, one) for one in found.measures)
            measure = policy.measures[name].title
            yield kinds.MEASURE_OUTSIDE.at(where, id=measure, title=found.title, known=known)
    longest = found.term or found.review_months
    most = (longest.on(on) if longest else None) or 0
    if said.months is not None and said.months > most:
        yield kinds.LIST_TERM.at(where, title=found.title, months=said.months, most=most)
