"""Our side of a case: the pure engine, going on from act to act, or folding anew what was kept."""

from collections.abc import Sequence
from datetime import date

import orjson

from bench.story import FIRM, NAME, Act, procedure
from goodstanding.core.policy.procedure_shape import SERVE, Procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Case, Event, Opening
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
    if not events:
        return begin(known, fixed, act.actor, act.form, on=act.on, policy=policy).event
    return event_of(policy, known, fold(policy.procedures[NAME], fixed, events), act)


def event_of(policy: Policy, known: Procedure, case: Case, act: Act) -> Event:
    """Return the event of one act in a case as it stands, or refuse it."""
    name = act.step
    if ":" not in name:
        return take(known, case, name, act.actor, act.form, on=act.on, policy=policy).event
    if name.startswith(SERVE):
        return serve(known, case, name.removeprefix(SERVE), act.actor, act.form, on=act.on)
    return hearing(known, case, name, act.actor, act.form, on=act.on, policy=policy)


def lead(policy: Policy, known: Procedure, fixed: Opening, acts: Sequence[Act]) -> Case:
    """Lead a case through all its acts in memory, as the peer is led."""
    versions = policy.procedures[NAME]
    case = fold(versions, fixed, [act_once(policy, known, fixed, (), acts[0])])
    for act in acts[1:]:
        case = further(versions, case, event_of(policy, known, case, act))
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
