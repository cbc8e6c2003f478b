"""What must be decided anew because a record that it rests on was taken back, and by what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from goodstanding.actions.cases.corrections import until_field
from goodstanding.actions.cases.doing import listed
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.grounds_shape import GroundRule
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.faults_cases import GROUND_GONE, NO_OTHER_CASE
from goodstanding.store.cases.folded import ON_A_RECORD, RESUME, Folded
from goodstanding.store.cases.grounds import (
    RESTING,
    Resting,
    fallen,
    is_gone,
    put_by,
    resting_on,
    rests,
    runs_about,
)
from goodstanding.store.cases.measures import owned_keys, taken_against
from goodstanding.store.cases.read import CaseData, EffectRow, read_case
from goodstanding.store.cases.restored import RESTORATION
from goodstanding.store.cases.targets import held, paused_in, stated, versions_of

AGAIN = (RESUME, "resume_measures")
"""Effects by which something is shown or enforced again."""
LISTED, MEASURE = "list_entry", "measure"


@dataclass(frozen=True, slots=True)
class Review:
    """A case that is to open by itself: by which procedure, about what."""

    procedure: str
    kind: str
    about: str


def reviews_after(
    rows: Iterable[EffectRow], data: CaseData, *, on: date, policy: Policy
) -> list[Review]:
    """Return what the effects of an act call for.

    What rests on records that they took back; and what they put, or let again, on records that
    were taken back before: a decision waits for its service, and its ground does not.
    """
    found: list[Review | None] = []
    for row in rows:
        if row.effect in policy.grounds:
            said = row.detail.get("removed", "") or row.detail.get("replaced", "")
            for record in map(int, listed(said)):
                found += reviews_of(record, row.effect, on=on, policy=policy)
        elif row.effect in RESTING and data.about_kind == RESTORATION:
            found += [_review(one, on=on, policy=policy) for one in _brought_back(data)]
        elif row.effect in RESTING:
            one = rests(data.id)
            found += [_review(one, on=on, policy=policy)] if one else []
        elif row.effect in AGAIN and data.about_kind in (*ON_A_RECORD, MEASURE):
            again = put_by(data.about_kind, data.about_id)
            found += [_review(one, on=on, policy=policy) for one in again]
    return list(dict.fromkeys(one for one in found if one is not None))


def _brought_back(data: CaseData) -> list[Resting]:
    """Return what stands again as its restoration is cancelled; its ground may have gone since."""
    restoration = read_case(int(data.about_id))
    if restoration is None or restoration.about_kind not in (*ON_A_RECORD, MEASURE):
        return []
    return put_by(restoration.about_kind, restoration.about_id)


def reviews_of(
    record: int, way: str, *, subject: str = "", on: date, policy: Policy
) -> list[Review]:
    """Return what is to be decided anew as a record was taken back in this way.

    `subject`: whom the record named before, where it names another by now.
    """
    rule = policy.grounds.get(way)
    said = stated(record)
    if rule is None or said is None:
        return []
    key = subject or said.subject
    keys = {key, *owned_keys([key]).get(key, ())}
    found = [_review(one, rule, on=on, policy=policy) for one in resting_on(record, keys)]
    return [one for one in found if one is not None]


def _review(
    one: Resting, rule: GroundRule | None = None, *, on: date, policy: Policy
) -> Review | None:
    """Return the case that decides anew about what rests on records; None: nothing is to decide.

    `rule`: of the way in which one of them was taken back just now.
    """
    ways = [policy.grounds.get(fallen(record, policy) or "") for record in one.grounds]
    gone = [way for way in ways if way is not None and way.whole]
    if (rule is None and not gone) or not _stands(one, on, policy):
        return None
    procedure = gone[0].whole if len(gone) == len(ways) else (rule or gone[0]).part
    if runs_about(procedure, one):
        return None
    if one.entry is not None:
        return Review(procedure, LISTED, str(one.entry))
    return Review(procedure, MEASURE, str(one.case_id))


def _stands(one: Resting, on: date, policy: Policy) -> bool:
    """Return whether an entry, or a measure, is not over by itself or by another case.

    A measure that ended by the very taking back is still to be decided on: it ended the day before.
    """
    if one.entry is None:
        taken = taken_against([one.subject]).get(one.subject, ())
        ends = [each.measure.ends for each in taken if each.case_id == one.case_id]
        return any(last is None or last >= on - timedelta(days=1) for last in ends)
    now = held(one.entry)
    if now is None:
        versions = set(versions_of(one.entry))
        paused = [entry for _, entry in paused_in(one.subject) if entry in versions]
        now = stated(paused[-1]) if paused else None
    if now is None:
        return False
    until = until_field(policy.record_types.get(now.record_type))
    last = now.fields.get(until, "") if until else ""
    return not last or date.fromisoformat(last) >= on


def check_ground(folded: Folded, step: str, *, policy: Policy) -> None:
    """Refuse to keep what nothing bears, and to leave to another case what no other case has.

    Only a record that stands again bears an entry again.
    """
    data = folded.data
    opened = {name for one in policy.grounds.values() for name in (one.whole, one.part)}
    if data.procedure not in opened:
        return
    put = put_by(data.about_kind, data.about_id)
    where = f"{data.reference}/{step}"
    keeps = folded.procedure.states[folded.procedure.steps[step].to].adverse
    if keeps and any(all(is_gone(record, policy) for record in one.grounds) for one in put):
        raise Refused(GROUND_GONE.at(where))
    stands = folded.procedure.states[folded.case.state]
    others = [runs_about(other, one) for other in stands.settled_after for one in put]
    if step == stands.settled_by and not any(others):
        raise Refused(NO_OTHER_CASE.at(where))
