"""What a department's file takes back is made good, as what a case annuls: a redress opens.

Nobody has to ask, and nobody looks through files for it. It opens in the transaction that seals
the batch, so that no record is ever taken back without it.
"""

from datetime import date

from goodstanding.actions.cases.actor import BY_FILE
from goodstanding.actions.cases.fallen_grounds import reviews_of
from goodstanding.actions.cases.record import Act, about_in, begins, open_by_itself, open_file
from goodstanding.core.policy.grounds_shape import DROPPED
from goodstanding.core.policy.procedure_shape import OPEN, RETRACTED, Effect
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Event
from goodstanding.core.procedures.versions import in_force
from goodstanding.core.records.retraction import takes_back
from goodstanding.store.cases.grounds import way_of
from goodstanding.store.cases.retractions import Changed, changed_between, is_made_good

TOLD = (Effect("tell_receivers"), Effect("tell_checked"))
"""Who received it acknowledges, and who was answered "no" on it reopens, as after an annulment."""


def open_redress(
    first: int, last: int, record_type: str, *, on: date, policy: Policy, seed: str
) -> int:
    """Open a redress of each record that entries of a batch took back; return how many.

    And what rests on such a record is decided anew. The caller holds the lock of numbering. Nothing
    opens under rules that are not in force yet.
    """
    rule = policy.record_types[record_type].retraction
    if rule is None and DROPPED not in policy.grounds:
        return 0
    act = Act(BY_FILE, on, policy, seed)
    opened = 0
    for one in changed_between(first, last):
        if rule is not None and _is_wrong(one, policy):
            opened += _open(one, rule.redress, act)
        _decide_anew(one, act)
    return opened


def _decide_anew(one: Changed, act: Act) -> None:
    """Open what is to be decided anew as a file took back, or corrected, what it rests on."""
    way = way_of(one.record_type, one.before, one.after, act.policy)
    if way is not None and way in act.policy.grounds:
        subject = one.before.subject
        for each in reviews_of(one.entry, way, subject=subject, on=act.on, policy=act.policy):
            open_by_itself(each, act)


def _is_wrong(one: Changed, policy: Policy) -> bool:
    """Return whether a file took back what stood before; a record that names nobody harmed none."""
    record_type = policy.record_types.get(one.record_type)
    return (
        record_type is not None
        and bool(one.before.subject)
        and takes_back(record_type, one.before, one.after)
    )


def _open(one: Changed, redress: str, act: Act) -> int:
    """Open one redress, where none was opened about the record; return how many."""
    if is_made_good(one.entry, procedure=redress, subject=one.before.subject):
        return 0
    procedure = in_force(act.policy, redress, act.on)
    if procedure is None:
        return 0
    thing = about_in(RETRACTED, str(one.entry), act=act, department="", contested=())
    event = Event(1, OPEN, act.acting.account, act.on, {})
    open_file(thing, procedure, event, [*begins(procedure), *TOLD], act)
    return 1
