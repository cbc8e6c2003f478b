"""An end is adverse by what leads to it, not by the word that a pack writes there."""

import pytest
from tests.packs.test_shipped_rights import PACKS
from tests.packs.test_wrong_packs import files_of

from goodstanding.core.policy.join import join_drafts
from goodstanding.core.policy.read import read_draft

BURDENED = [
    ("suspension_request", "lifted"),
    ("reorganisation", "failed"),
    ("redecision", "confirmed"),
    ("identity_objection", "rejected"),
    ("permission", "ended"),
]
REFUSED = [
    ("permission", "refused"),
    ("reorganisation", "unfit"),
    ("suspension_request", "continued"),
    ("pledge", "ordinary"),
    ("open_pledge", "declined"),
]


def codes(procedure: str, old: str, new: str) -> set[str]:
    """Return what the checks say of the shipped packs with one procedure changed."""
    files = files_of(PACKS / "common")
    path = f"procedures/{procedure}.yaml"
    text = files[path].decode()
    assert text.count(old) == 1, old
    files[path] = text.replace(old, new).encode()
    _, faults = join_drafts([read_draft(files, folder="common")], mode="demonstration")
    return {fault.code for fault in faults if path in fault.where}


@pytest.mark.parametrize(("procedure", "end"), BURDENED)
def test_an_end_that_burdens_cannot_be_called_harmless(procedure: str, end: str) -> None:
    """Without its mark a burdening end is refused: the effects of its step speak."""
    found = codes(procedure, f"{end}: {{end: true, adverse: true", f"{end}: {{end: true")
    assert "PACK-E135" in found


@pytest.mark.parametrize(("procedure", "end"), REFUSED)
def test_a_refusal_names_its_remedy(procedure: str, end: str) -> None:
    """Who asked and was given nothing is told how to challenge it."""
    assert codes(procedure, f"{end}: {{end: true, remedy: objection", f"{end}: {{end: true") == {
        "PACK-E136"
    }


def test_what_another_authority_decided_is_only_entered() -> None:
    """An outcome is no decision of the office; with reasons of its own it would be one."""
    entry = "uphold: {from: [marked, litigated], to: upheld, by: handler, needs: [outcome_document"
    assert codes("reconsideration_mark", entry, f"{entry}, reasons") == {"PACK-E135"}


def test_measures_do_not_begin_anew_without_another_legal_review() -> None:
    """What was sent back was reviewed for a decision that is gone: confirming it needs its own."""
    assert codes("redecision", "to: confirmed\n", "to: confirmed\n") == set()
    step = "    from: [reviewed]\n    to: confirmed\n"
    assert codes("redecision", step, step.replace("reviewed", "told, reviewed")) == {"PACK-E134"}
    apart = "not_same_as: [clerk, handler, legal]"
    assert codes("redecision", apart, "not_same_as: [clerk, handler]") == {"PACK-E134"}


def test_a_review_is_not_taken_by_who_decided() -> None:
    """Who ends a review, or lets it go on, stands outside the decision."""
    rule = "legal], outside_contested: true"
    assert codes("dated_review", rule, "legal]") == {"PACK-E138"}
