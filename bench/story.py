"""One designation as a list of acts, from proposal to the service of the decision, for both sides.

Every act that the shipped procedure asks for, by whom it asks, no day too early; `forms` are full.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from goodstanding.core.policy.procedure_shape import SERVE, Procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import HEARING_WAIVED, Actor

NAME = "designation"
NOTICE, DECISION = f"{SERVE}list_pre_notice", f"{SERVE}list_decision"
FIRM = "cn-uscc:91990100MA00000000"
PROPOSER = Actor("officer-chen", frozenset({"holding", "market_cases"}))
LEGAL = Actor("officer-he", frozenset({"legal_review", "legal_office"}))
DECIDER = Actor("officer-lin", frozenset({"holding", "deciding", "market_decisions"}))
PARTY = Actor("agent-1", party_to=frozenset({FIRM}))
FIRST = date(2026, 3, 2)
OPENINGS = 60
"""Cases open on so many days, one after the other."""
ORDER: Sequence[tuple[str, Actor, int]] = (
    ("open", PROPOSER, 0),
    ("notify", PROPOSER, 1),
    (NOTICE, PROPOSER, 2),
    ("defend", PARTY, 4),
    (HEARING_WAIVED, PARTY, 4),
    ("verify", PROPOSER, 20),
    ("opine", LEGAL, 21),
    ("list", DECIDER, 23),
    (DECISION, PROPOSER, 25),
)
"""Each act with its actor, and how many days after the opening."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody does in a case."""

    step: str
    actor: Actor
    on: date
    form: Mapping[str, str]


def procedure(policy: Policy) -> Procedure:
    """Return the version that is in force when the cases open."""
    return [one for one in policy.procedures[NAME] if one.version <= FIRST][-1]


def stories(policy: Policy, openings: int = OPENINGS) -> list[list[Act]]:
    """Return the acts of a case for each day of opening."""
    return [_story(policy, FIRST + timedelta(days=nth)) for nth in range(openings)]


def wrong_acts(acts: Sequence[Act], place: int) -> list[Act]:
    """Return what must be refused in place of an act: who, what, when, which form is wrong."""
    act, nobody = acts[place], Actor("nobody")
    everything = PROPOSER.offices | LEGAL.offices | DECIDER.offices
    found = [replace(act, actor=nobody), replace(act, step="open"), replace(act, step="abolish")]
    found.append(replace(act, on=acts[place - 1].on - timedelta(days=1)))
    if act.form:
        found.append(replace(act, form=dict.fromkeys(act.form, " ")))
    if act.step in ("opine", "list"):
        found.append(replace(act, actor=Actor(PROPOSER.id, everything)))
    if act.step in ("defend", HEARING_WAIVED):
        verify = next(one for one in acts if one.step == "verify")
        found.append(replace(verify, on=act.on))
    return found


def _story(policy: Policy, opened: date) -> list[Act]:
    found = []
    for step, actor, days in ORDER:
        on = opened + timedelta(days=days)
        found.append(Act(step, actor, on, _form(policy, step, on)))
    return found


def _form(policy: Policy, step: str, on: date) -> dict[str, str]:
    """Return a form with everything that a step asks for."""
    if step.startswith(SERVE):
        return {"mode": "electronic", "day": on.isoformat(), "proof": "receipt 1"}
    known = procedure(policy).steps.get(step)
    values = {"day": on.isoformat(), "money": "100000", "number": "1"}
    return {
        name: next(
            iter(policy.form_fields[name].choices),
            values.get(policy.form_fields[name].kind, "受到较重行政处罚，见决定书"),
        )
        for name in (known.needs if known else ())
    }
