"""The lists, measures, pledges and letters that come along: closed, cited and ending."""

import re
from pathlib import Path

import pytest
from tests.packs.test_wrong_packs import FOLDER, files_of

from goodstanding.core.policy.join import join_drafts
from goodstanding.core.policy.read import read_draft
from goodstanding.core.policy.shape import Policy

PACKS = Path(__file__).resolve().parents[2] / "packs"


@pytest.fixture(scope="module")
def shipped() -> Policy:
    drafts = [
        read_draft(files_of(pack), folder=pack.name) for pack in PACKS.iterdir() if pack.is_dir()
    ]
    policy, faults = join_drafts(drafts, mode="demonstration")
    assert [fault.line("en") for fault in faults] == []
    assert policy is not None
    return policy


def test_every_list_and_grey_state_has_an_entry(shipped: Policy) -> None:
    """L01 to L20 and G01 to G06: stated, or said why not."""
    numbers = {found.number for found in shipped.lists.values()}
    assert numbers == {f"L{n:02}" for n in range(1, 21)} | {f"G{n:02}" for n in range(1, 7)}
    for found in shipped.lists.values():
        assert found.statable == (found.why_not is None)


def test_the_fourteen_measures_are_there_and_persons_are_out_of_reach(shipped: Policy) -> None:
    """PM01 to PM14; posts, consumption, exit and schooling are never executed."""
    assert sorted(one.number for one in shipped.measures.values()) == [
        f"PM{n:02}" for n in range(1, 15)
    ]
    persons = [one for one in shipped.measures.values() if one.target == "person"]
    assert sorted(one.number for one in persons) == ["PM02", "PM03", "PM04", "PM05"]
    assert all(one.executable == "never" and not one.anchors for one in persons)


def test_the_seven_types_of_pledges_are_those_of_the_records(shipped: Policy) -> None:
    """What is recorded and what has words of its own are the same seven types."""
    assert set(shipped.pledge_types) == set(shipped.record_types["pledge"].fields["kind"].choices)
    assert len(shipped.pledge_types) == 7


def test_safety_health_and_environment_are_closed_to_pledges(shipped: Policy) -> None:
    """Each of the six grounds of the law closes at least one matter."""
    closed = {one.never for one in shipped.matters.values() if not one.pledge}
    assert closed == {
        *("national_security", "public_safety", "finance", "environment", "health"),
        "life_property",
    }


def test_every_letter_that_a_step_drafts_has_words(shipped: Policy) -> None:
    """No step promises a letter that nobody wrote."""
    drafted = {
        step.letter
        for versions in shipped.procedures.values()
        for procedure in versions
        for step in procedure.steps.values()
        if step.letter
    }
    assert drafted <= set(shipped.letters)


def test_decisions_that_harm_name_remedies_and_enclose_the_restoration_notice(
    shipped: Policy,
) -> None:
    """Two documents together, and the ways out in words that nobody may edit."""
    for versions in shipped.procedures.values():
        for step in versions[-1].steps.values():
            if not versions[-1].states[step.to].adverse:
                continue
            letter = shipped.letters[step.letter or ""]
            protected = " ".join(part.text.en for part in letter.paragraphs if part.protected)
            assert {"{review_until}", "{sue_until}"} <= set(re.findall(r"\{\w+\}", protected))
            assert letter.serve_within is not None
    for name in ("list_decision", "measure_decision", "pledge_revoked"):
        assert shipped.letters[name].encloses == ("restoration_notice",)


def test_production_refuses_terms_and_grounds_that_are_demonstration() -> None:
    """What was not read in an instrument may not burden anybody in production."""
    drafts = [
        read_draft(files_of(pack), folder=pack.name) for pack in PACKS.iterdir() if pack.is_dir()
    ]
    _, faults = join_drafts(drafts, mode="production")
    refused = {fault.where.split(":")[0] for fault in faults if fault.code == "PACK-E070"}
    assert {
        "common/lists/serious.yaml",
        "common/measures/statutory.yaml",
        "common/measures/management.yaml",
    } <= refused


def test_a_step_whose_letter_nobody_wrote_is_refused() -> None:
    """A procedure names letters of the packs, and no others."""
    files = files_of(FOLDER / "right")
    path = "procedures/designation.yaml"
    files[path] = files[path].replace(b"letter: list_decision", b"letter: list_decided")
    _, faults = join_drafts([read_draft(files, folder="right")], mode="demonstration")
    assert [fault.code for fault in faults] == ["PACK-E150"]
    assert faults[0].where.startswith(f"right/{path}:")


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        ("lists.yaml", b"record_type: listing\n", b"record_type: penalty\n    choice: x\n", "E035"),
        ("measures.yaml", b"classes: [general]", b"classes: [minor]", "E154"),
        ("pledge_types.yaml", b"procedure: designation", b"procedure: none", "E109"),
    ],
)
def test_a_list_and_a_measure_are_checked_where_they_stand(
    path: str, old: bytes, new: bytes, code: str
) -> None:
    """What nothing else knows (a choice, a class, a procedure) is refused in its own file."""
    files = files_of(FOLDER / "right")
    assert old in files[path]
    files[path] = files[path].replace(old, new)
    _, faults = join_drafts([read_draft(files, folder="right")], mode="demonstration")
    assert [(fault.code, fault.where.split(":")[0]) for fault in faults] == [
        (f"PACK-{code}", f"right/{path}")
    ]


def test_what_corrects_a_record_asks_what_it_must_read(shipped: Policy) -> None:
    """A step that corrects a record has the field by which it is done: without it, it never is."""
    found = [
        step.needs
        for versions in shipped.procedures.values()
        for step in versions[-1].steps.values()
        if any(use.do == "correct_record" for use in step.effects)
    ]
    assert len(found) >= 4
    assert all("correction" in needs for needs in found)
