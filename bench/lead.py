"""Our side of a case: the pure engine, going on from act to act, or folding anew what was kept."""

from collections.abc import Sequence
from datetime import date

import orjson

from bench.story import FIRM, NAME, Act, procedure
from goodstanding.core.policy.procedure_shape import Procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import SERVE, Case, Event, Opening
from goodstanding.core.procedures.engine import begin, take
from goodstanding.core.procedures.fold import fold, further
from goodstanding.core.procedures.notes import hearing, serve


def opening(policy: Policy, number: int) -> Opening:
    """Return what is fixed when a case begins."""
    return Opening(f"case-{number}", NAME, procedure(policy).version, "entity", FIRM, FIRM)


def act_once(
    policy: Policy, known: Procedure, fixed: Opening, events: Sequence[Event], act: Act
) -> Event:
    """Return the event of one act in a case that is folded anew, or refuse it."""
    case = fold(policy.procedures[NAME], fixed, events) if events else None
    return event_of(policy, known, fixed, case, act)


def event_of(
    policy: Policy, known: Procedure, fixed: Opening, case: Case | None, act: Act
) -> Event:
    """Return the event of one act in a case as it stands, or refuse it."""
    name, actor, form, on = act.step, act.actor, act.form, act.on
    if case is None:
        return begin(known, fixed, actor, form, on=on, policy=policy).event
    if name.startswith(SERVE):
        return serve(known, case, name.removeprefix(SERVE), actor, form, on=on)
    if name.startswith("hearing:"):
        return hearing(known, case, name, actor, form, on=on, policy=policy)
    return take(known, case, name, actor, form, on=on, policy=policy).event


def lead(policy: Policy, known: Procedure, fixed: Opening, acts: Sequence[Act]) -> Case:
    """Lead a case through all its acts in memory, as the peer is led."""
    versions = policy.procedures[NAME]
    case = fold(versions, fixed, [event_of(policy, known, fixed, None, acts[0])])
    for act in acts[1:]:
        case = further(versions, case, event_of(policy, known, fixed, case, act))
    return case


def lead_kept(policy: Policy, known: Procedure, fixed: Opening, acts: Sequence[Act]) -> Case:
    """Lead a case whose events are written and read again between two acts."""
    text = orjson.dumps([])
    for act in acts:
        events = read(text)
        text = orjson.dumps([*events, act_once(policy, known, fixed, events, act)])
    return fold(policy.procedures[NAME], fixed, read(text))


def read(text: bytes) -> list[Event]:
    """Return the events that were written."""
    return [Event(**{**one, "on": date.fromisoformat(one["on"])}) for one in orjson.loads(text)]
