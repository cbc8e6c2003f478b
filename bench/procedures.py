"""Cases of designation through the whole procedure, beside SpiffWorkflow with an equal BPMN.

`python -m bench.procedures [--cases 100000] [--peer 1000] [--repeat 5]`. The pure engine on our
side. First both are led in memory throughout, ours going on from the case before each act; a second
row has both sides written as JSON and read again between two acts, as between requests.
"""

import argparse
import sys
from collections.abc import Mapping, Sequence

from bench.lead import act_once, lead, lead_kept, opening
from bench.measure import REPEAT, Row, Spent, alternate, row, two_cores
from bench.spiff_side import Spiff, do, told, trail
from bench.story import OPENINGS, Act, procedure, stories, wrong_acts
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.store.shelf import load_policy

CASES = 100_000
PEER_CASES = 1_000
KEPT_SHARE = 10
"""The peer that writes and reads leads one case in so many: it is slow."""


def same_outcome(policy: Policy, spiff: Spiff, acts: Sequence[Act]) -> None:
    """Make sure that both sides did the same acts, to the end."""
    known, fixed = procedure(policy), opening(policy, 1)
    case = lead(policy, known, fixed, acts)
    if lead_kept(policy, known, fixed, acts) != case:
        raise RuntimeError("what was written and read is another case")
    ours = [(event.step, event.actor, event.on.isoformat()) for event in case.events]
    for peer in (spiff.lead(told(acts)), spiff.lead_kept(told(acts))):
        if not (peer.completed and case.state == "listed" and trail(peer) == ours):
            raise RuntimeError("the sides did not lead the same case")


def same_refusals(policy: Policy, spiff: Spiff, acts: Sequence[Act]) -> int:
    """Make sure that both sides refuse what is wrong after each act; return how many were tried."""
    known, fixed = procedure(policy), opening(policy, 1)
    tried = 0
    for place in range(1, len(acts)):
        case = lead(policy, known, fixed, acts[:place])
        for wrong in wrong_acts(acts, place):
            tried += 1
            peer = spiff.lead(told(acts[:place]))
            before = trail(peer)
            do(peer, told([wrong])[0])
            if trail(peer) != before:
                raise RuntimeError(f"the peer took {wrong.step}, which is wrong")
            try:
                act_once(policy, known, fixed, case.events, wrong)
            except Refused:
                continue
            raise RuntimeError(f"we took {wrong.step}, which is wrong")
    return tried


def rows(cases: int = CASES, peer_cases: int = PEER_CASES, repeat: int = REPEAT) -> list[Row]:
    """Return the bars of procedures."""
    policy = load_policy()
    known, fixed, spiff = procedure(policy), opening(policy, 1), Spiff(policy)
    every = stories(policy)
    for acts in every:
        same_outcome(policy, spiff, acts)
    refused = same_refusals(policy, spiff, every[0])
    theirs = [told(acts) for acts in every]
    kept_cases = max(1, peer_cases // KEPT_SHARE)

    def ours() -> None:
        for nth in range(cases):
            lead(policy, known, fixed, every[nth % OPENINGS])

    def peer() -> None:
        for nth in range(peer_cases):
            spiff.lead(theirs[nth % OPENINGS])

    def ours_kept() -> None:
        for nth in range(peer_cases):
            lead_kept(policy, known, fixed, every[nth % OPENINGS])

    def kept() -> None:
        for nth in range(kept_cases):
            spiff.lead_kept(theirs[nth % OPENINGS])

    spent = alternate(
        {"ours": ours, "peer": peer, "ours kept": ours_kept, "kept": kept}, repeat=repeat
    )
    each = {
        side: Spent(1000 * spent[side].wall / count, 1000 * spent[side].cpu / count)
        for side, count in (
            ("ours", cases),
            ("peer", peer_cases),
            ("ours kept", peer_cases),
            ("kept", kept_cases),
        )
    }
    same = f"designation, {len(every[0])} acts to the service, {refused} wrong acts refused by both"
    work = f"{same}; {cases} cases; peer {peer_cases}, no letters, no effects"
    kept_work = f"{same}; {peer_cases} cases, peer {kept_cases}"
    return _rows(each, work, kept_work)


def _rows(each: Mapping[str, Spent], work: str, kept_work: str) -> list[Row]:
    """Return what a case cost each side, in milliseconds."""
    mine, peer, mine_kept, kept = (each[side] for side in ("ours", "peer", "ours kept", "kept"))
    one, beside = "a case through its procedure", "SpiffWorkflow, in memory"
    again = f"{one}, written and read between acts"
    return [
        row(one, mine.cpu, peer.cpu, beside, work, unit="ms, processor"),
        row(f"{one}, wall", mine.wall, peer.wall, beside, work, unit="ms"),
        row(again, mine_kept.cpu, kept.cpu, "SpiffWorkflow, its JSON", kept_work,
            unit="ms, processor"),
    ]  # fmt: skip


def main() -> None:
    """Print the bars, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--peer", type=int, default=PEER_CASES)
    parser.add_argument("--repeat", type=int, default=REPEAT)
    given = parser.parse_args()
    two_cores()
    for one in rows(given.cases, given.peer, given.repeat):
        sys.stdout.write(f"{one}\n")


if __name__ == "__main__":
    main()
