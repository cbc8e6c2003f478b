"""Letters of many cases noted as served in one sitting: each by itself, with its own proof."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.serve import ELECTRONIC, POST, serve
from goodstanding.core.basis.faults import Fault, Refused
from goodstanding.core.policy.shape import Policy

TOGETHER = (ELECTRONIC, POST)
"""Modes that send many letters at once. A door is knocked at, and a notice hung out, one by one."""


@dataclass(frozen=True, slots=True)
class Sending:
    """One letter that arrived: at whom, by what proof, noted by whom."""

    recipient: str
    proof: str
    acting: Acting


def serve_together(
    sendings: Mapping[int, Sending], *, mode: str, day: date, on: date, policy: Policy, seed: str
) -> dict[int, tuple[Fault, ...]]:
    """Note that letters arrived, each in a transaction of its own; return what refused which.

    `sendings`: by letter · `day`: when all of them arrived. One that is refused holds up no other.
    """
    found: dict[int, tuple[Fault, ...]] = {}
    for letter, sending in sendings.items():
        try:
            serve(
                letter,
                mode=mode,
                recipient=sending.recipient,
                day=day,
                proof=sending.proof,
                acting=sending.acting,
                on=on,
                policy=policy,
                seed=f"{seed}|letter {letter}",
            )
        except Refused as refused:
            found[letter] = refused.faults
        else:
            found[letter] = ()
    return found
