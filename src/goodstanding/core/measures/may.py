"""May an entity do an act on a day, and why: the check desk's only rule, over given facts.

It knows nothing but the measures that stand against this one entity; a grade, a list entry, a
complaint or somebody else's measure bars nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.measures.facts import InForce, Permission, Release
from goodstanding.core.measures.faults_measures import UNKNOWN_ACT
from goodstanding.core.policy.lists_shape import Anchor
from goodstanding.core.policy.shape import Policy

Verdict = Literal["yes", "considered", "conditional", "no"]
VERDICTS: tuple[Verdict, ...] = ("yes", "considered", "conditional", "no")
"""Best first: the worst reason decides. considered: it may, and the measure is weighed ·
conditional: it may while a condition of its release holds."""


@dataclass(frozen=True, slots=True)
class Because:
    """One reason of an answer: which measure, on what it rests, until when, and how it counts.

    `lifted_by`: the decision that permits or releases the act in spite of the measure, until
    `lifted_until`.
    """

    verdict: Verdict
    measure: str
    title: Text
    basis: str
    decision: str
    starts: date
    ends: date | None
    review: date | None
    condition: Text | None = None
    lifted_by: str = ""
    lifted_until: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the desk answers. `ends`: the last day of a "no" (None: until performance; see review).

    `next_change`: the first later day on which the answer may be another one.
    """

    act: str
    on: date
    verdict: Verdict
    reasons: tuple[Because, ...]
    ends: date | None
    next_change: date | None
    conditions: tuple[Text, ...] = ()


def may(
    policy: Policy,
    entity: str,
    act: str,
    measures: Sequence[InForce],
    permissions: Sequence[Permission] = (),
    *,
    on: date,
) -> Answer:
    """Return whether `entity` may do `act` on a day, from its measures and permissions."""
    if act not in policy.desk_acts:
        raise Refused(UNKNOWN_ACT.at(entity, act=act, known=", ".join(policy.desk_acts)))
    permitted = next((one for one in permissions if one.act == act and _within(one, on)), None)
    reasons: list[Because] = []
    turns: list[date] = []
    for one in measures:
        known = policy.measures.get(one.measure)
        anchor = known.anchors.get(one.anchor) if known else None
        if (
            anchor is None
            or known is None
            or known.executable != "here"
            or one.addressee != entity
            or act not in anchor.acts
        ):
            continue
        turns += [day for day in (one.starts, _after(one.ends)) if day is not None and day > on]
        if one.stands_on(on):
            release = next((part for part in one.releases if _released(part, act, on)), None)
            own = next(
                (part for part in one.permissions if part.act == act and _within(part, on)), None
            )
            turns += _turns(one.releases, on) + _turns(one.permissions, on)
            reasons.append(_because(one, anchor, release, permitted or own))
    turns += _turns(permissions, on)
    verdict = VERDICTS[max((VERDICTS.index(one.verdict) for one in reasons), default=0)]
    barring = [one.ends for one in reasons if one.verdict == "no"]
    known_ends = [day for day in barring if day is not None]
    return Answer(
        act=act,
        on=on,
        verdict=verdict,
        reasons=tuple(sorted(reasons, key=lambda one: -VERDICTS.index(one.verdict))),
        ends=max(known_ends) if known_ends and len(known_ends) == len(barring) else None,
        next_change=min(turns, default=None),
        conditions=tuple(one.condition for one in reasons if one.condition is not None),
    )


def _because(
    one: InForce, anchor: Anchor, release: Release | None, permitted: Permission | None
) -> Because:
    """Return how one measure counts for the act."""
    verdict: Verdict = "considered" if anchor.force == "weigh" else "no"
    basis, condition = anchor.basis, None
    lifted: Permission | Release | None = None
    if verdict == "no" and permitted is not None:
        verdict, basis, lifted = "yes", permitted.basis, permitted
    elif verdict == "no" and release is not None:
        verdict, basis, condition = "conditional", release.basis, release.condition
        lifted = release
    return Because(
        verdict=verdict,
        measure=one.id,
        title=anchor.title,
        basis=basis,
        decision=permitted.decision if permitted and verdict == "yes" else one.decision,
        starts=one.starts,
        ends=one.ends,
        review=one.review,
        condition=condition,
        lifted_by=lifted.decision if lifted else "",
        lifted_until=lifted.ends if lifted else None,
    )


def _within(one: Permission | Release, on: date) -> bool:
    """Return whether a day lies in the time of a permission or release."""
    return one.starts <= on and (one.ends is None or on <= one.ends)


def _released(one: Release, act: str, on: date) -> bool:
    """Return whether a release is about the act on a day."""
    return one.act in ("", act) and _within(one, on)


def _turns(several: Sequence[Permission] | Sequence[Release], on: date) -> list[date]:
    """Return the later days on which permissions or releases begin or are over."""
    days = [day for one in several for day in (one.starts, _after(one.ends))]
    return [day for day in days if day is not None and day > on]


def _after(day: date | None) -> date | None:
    """Return the day after a last day."""
    return date.fromordinal(day.toordinal() + 1) if day is not None and day < date.max else None
