"""Before a restoration is accepted or decided: are its months over, and its conditions met?

By the planner's own law, so that what the entity is shown is what is decided.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.policy.lists_shape import ExitNeed
from goodstanding.core.policy.shape import Policy
from goodstanding.core.restoration.bounds import bound_faults, restores, takes_up
from goodstanding.core.restoration.clocks import PROCEDURE
from goodstanding.core.restoration.planner import Asked
from goodstanding.core.restoration.regime import Way, way_of_record
from goodstanding.store.cases.folded import Folded
from goodstanding.store.cases.targets import target
from goodstanding.store.queries.planned import Planned, planned

MEASURE, MET, UNMET, PERFORMED = "measure", "conditions_met", "not_all", "performed_on"
ENTITY, ADVERSE, NO_NEW_CASE = "entity", "adverse", "no_new_case"


def check_bounds(
    folded: Folded, step: str, form: Mapping[str, str], *, on: date, policy: Policy
) -> None:
    """Refuse to accept or to restore what the rules do not let end yet."""
    data = folded.data
    decides = restores(folded.procedure, step)
    where = f"{data.reference}/{step}"
    faults: list[Fault] = []
    if decides and data.about_kind == ENTITY:
        faults += _of_shielded(folded, where, form, on=on, policy=policy)
    elif data.procedure == PROCEDURE and (decides or takes_up(folded.procedure, step)):
        faults += _of_one(folded, where, form, on=on, policy=policy, decides=decides)
    if faults:
        raise Refused(*dict.fromkeys(faults))


def _of_one(
    folded: Folded,
    where: str,
    form: Mapping[str, str],
    *,
    on: date,
    policy: Policy,
    decides: bool,
) -> Iterator[Fault]:
    """Yield what keeps the record, entry or measure that a case is about from being restored."""
    data = folded.data
    held = target(data)
    name, day = str(held.seq) if held else "", form.get(PERFORMED, "")
    performed = {name: date.fromisoformat(day)} if day else {}
    found = planned(
        data.subject, policy=policy, on=on, whole=True, performed=performed, graded=False
    )
    if found is None:
        return
    by_case = data.about_id if data.about_kind == MEASURE else ""
    ways = _of_measures(found, by_case) if by_case else _of_record(found, name, policy)
    for way, asked in ways:
        unmet = _unmet(way, asked, form.get(MET, ""))
        yield from bound_faults(way, unmet, where, on=on, decides=decides)


def _of_shielded(
    folded: Folded, where: str, form: Mapping[str, str], *, on: date, policy: Policy
) -> Iterator[Fault]:
    """Yield what keeps from being restored what a case held out of sight, each by its own rule.

    The shield stands until then. What it holds is restored together, so that only what was found
    after it began counts as new.
    """
    data = folded.data
    hidden = [
        int(one) for row in data.effects for one in row.detail.get("paused", "").split("|") if one
    ]
    day = form.get(PERFORMED, "")
    performed = {str(one): date.fromisoformat(day) for one in hidden} if day else {}
    found = planned(
        data.subject,
        policy=policy,
        on=on,
        whole=True,
        performed=performed,
        graded=False,
        shielded=hidden,
    )
    if found is None:
        return
    names = {str(one) for one in hidden}
    anew = any(
        one.id not in names
        and one.day > data.opened
        and policy.record_types[one.record_type].effect == ADVERSE
        for one in found.standing.values()
    )
    for item in found.plan.items:
        if item.id in names:
            asked = tuple(one for one in item.asked if anew or one.need != NO_NEW_CASE)
            unmet = _unmet(item.way, asked, form.get(MET, ""))
            yield from bound_faults(item.way, unmet, where, on=on, decides=True)


def _of_record(
    found: Planned, record: str, policy: Policy
) -> Iterator[tuple[Way, tuple[Asked, ...]]]:
    """Yield the way out of one record; of one that is not shown, by the same rules."""
    items = [one for one in found.plan.items if one.id == record]
    for item in items:
        yield item.way, item.asked
    one = found.standing.get(record)
    if not items and one is not None:
        yield way_of_record(policy, one, on=found.plan.on)[0], ()


def _of_measures(found: Planned, case: str) -> Iterator[tuple[Way, tuple[Asked, ...]]]:
    """Yield the ways out of the measures that one case took."""
    for item in found.plan.items:
        taken = found.measures.get(item.id)
        if taken is not None and str(taken.case_id) == case:
            yield item.way, item.asked


def _unmet(way: Way, asked: tuple[Asked, ...], said: str) -> list[ExitNeed]:
    """Return the conditions that the register denies, or all that who decides did not find met."""
    denied = [one.need for one in asked if one.met is False]
    if said != UNMET:
        return denied
    return denied + [one for one in way.needs if one not in denied]
