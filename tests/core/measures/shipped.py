"""The packs that come along, read once, and lawful proposals against fictional entities."""

from datetime import date
from functools import cache
from pathlib import Path

from tests.packs.test_wrong_packs import files_of

from goodstanding.core.measures.facts import Conduct, InForce, Proposed
from goodstanding.core.policy.join import join_drafts
from goodstanding.core.policy.read import read_draft
from goodstanding.core.policy.shape import Policy

PACKS = Path(__file__).resolve().parents[3] / "packs"
FIRM = "cn-uscc:91990101MA00000A11"
SISTER = "cn-uscc:91990101MA00000B11"
DAY = date(2026, 5, 11)


@cache
def policy() -> Policy:
    """Return the shipped packs, joined."""
    drafts = [
        read_draft(files_of(pack), folder=pack.name) for pack in PACKS.iterdir() if pack.is_dir()
    ]
    found, faults = join_drafts(drafts, mode="demonstration")
    assert found is not None, [fault.line("en") for fault in faults]
    return found


def collusion(severity: str = "serious") -> Conduct:
    """Return a conduct of collusion in bidding, found in February 2026."""
    return Conduct("2026-bid-17", "bid_collusion", FIRM, severity, date(2026, 2, 2))


def bid_ban(months: int | None = 24, **changes: object) -> Proposed:
    """Return a lawful ban from bidding: article 53, one to two years."""
    given: dict[str, object] = {
        "measure": "entry_limit",
        "anchor": "bid_collusion",
        "category": "I",
        "addressee": FIRM,
        "conduct": collusion(),
        "body": "tender_unit",
        "starts": DAY,
        "months": months,
        "decision": "2026-7",
    }
    return Proposed(**{**given, **changes})  # type: ignore[arg-type]


def standing(name: str = "m1", **changes: object) -> InForce:
    """Return the ban as it was decided."""
    given: dict[str, object] = {
        "id": name,
        "measure": "entry_limit",
        "anchor": "bid_collusion",
        "addressee": FIRM,
        "conduct": "2026-bid-17",
        "body": "tender_unit",
        "starts": DAY,
        "ends": date(2028, 5, 11),
        "decision": "2026-7",
    }
    return InForce(**{**given, **changes})  # type: ignore[arg-type]
