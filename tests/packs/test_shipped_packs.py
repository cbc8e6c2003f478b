"""The packs that come along: no faults, every example holds, and what the law forbids is absent."""

import re
from pathlib import Path

import pytest
from tests.packs.test_wrong_packs import files_of

from goodstanding.core.appraisal.examples import read_examples, run_examples
from goodstanding.core.policy.check_records import SCHEMES, person_word
from goodstanding.core.policy.effects_shape import EFFECTS
from goodstanding.core.policy.faults_procedure import NO_LEGAL_REVIEW, UNKNOWN_PART
from goodstanding.core.policy.join import join_drafts
from goodstanding.core.policy.read import read_draft
from goodstanding.core.policy.shape import Policy

PACKS = Path(__file__).resolve().parents[2] / "packs"
FILES = {pack.name: files_of(pack) for pack in sorted(PACKS.iterdir()) if pack.is_dir()}


@pytest.fixture(scope="module")
def shipped() -> Policy:
    drafts = [read_draft(files, folder=name) for name, files in FILES.items()]
    policy, faults = join_drafts(drafts, mode="demonstration")
    assert [fault.line("en") for fault in faults] == []
    assert policy is not None
    return policy


@pytest.mark.parametrize("pack", FILES)
def test_every_worked_example_holds(pack: str, shipped: Policy) -> None:
    """What was worked out by hand is what the law computes."""
    files = {path: data for path, data in FILES[pack].items() if path.startswith("examples/")}
    faults = run_examples(shipped, files)
    assert [fault.line("en") for fault in faults] == []
    assert sum(len(read_examples(path, data)[0]) for path, data in files.items()) > 0


def test_the_directory_has_the_13_classes_and_nothing_about_persons(shipped: Policy) -> None:
    """No record type lies in the class of titles and occupations, no field names a person."""
    common = shipped.packs["common"]
    assert len(common.directory) == 13
    for record_type in shipped.record_types.values():
        assert record_type.directory != "titles_occupations"
        for field in record_type.fields.values():
            assert person_word(field.id, field.title.zh, field.title.en) == ""


def test_every_subject_of_every_pack_is_an_organisation(shipped: Policy) -> None:
    """Models and layouts know the closed list of schemes, and no scheme names a person."""
    used = {scheme for model in shipped.models.values() for scheme in model.schemes}
    used |= {layout.subject.scheme for layout in shipped.layouts.values()}
    assert used <= set(SCHEMES)


def test_the_card_has_the_five_indicators_and_four_grades(shipped: Policy) -> None:
    """Law-abiding, promises, qualifications, social responsibility, supervision; A to D."""
    card = shipped.models["public_credit"]
    assert len(card.indicators) == 5
    assert [grade.id for grade in card.grades] == ["A", "B", "C", "D"]
    assert "92" in card.classes_off


def test_complaints_count_in_no_rule(shipped: Policy) -> None:
    """No rule, veto or need of any model is about complaints."""
    for model in shipped.models.values():
        rules = [rule for indicator in model.indicators for rule in indicator.rules]
        assert "complaint" not in {part.of for part in (*rules, *model.vetoes, *model.needs)}


def test_every_number_of_points_says_that_it_is_a_demonstration(shipped: Policy) -> None:
    """What no law fixes is never dressed up as law."""
    card = shipped.models["public_credit"]
    for indicator in card.indicators:
        for rule in indicator.rules:
            for dated in (rule.points, rule.points_by_value, rule.steps):
                for entry in dated.values if dated else ():
                    assert shipped.source_of(entry.basis).kind == "demonstration"


def test_production_refuses_the_classes_and_terms_that_are_demonstration() -> None:
    """Which fine is serious, and how long a broken pledge is shown, is adverse: it needs a law."""
    drafts = [read_draft(files, folder=name) for name, files in FILES.items()]
    _, faults = join_drafts(drafts, mode="production")
    refused = [fault.where for fault in faults if fault.code == "PACK-E070"]
    administrative, performance = (
        sum(f"common/record_types/{name}.yaml" in where for where in refused)
        for name in ("administrative", "performance")
    )
    assert administrative == 3, "two thresholds of fines, the months of inspections"
    assert performance == 1, "the months of pledges"


@pytest.mark.parametrize("name", ["designation", "measure", "pledge_breach", "restoration_cancel"])
def test_a_legal_review_is_anothers_and_cannot_be_gone_round(name: str) -> None:
    """Whoever opens the case reviews nothing, who reviews decides nothing, no way leads past."""
    path = f"procedures/{name}.yaml"
    words = FILES["common"][path].decode()
    opener = re.search(r"not_same_as: \[(proposer|finder|handler)\]", words)
    before = re.search(r"  opine: \{from: \[(\w+)\]", words)
    assert opener is not None
    assert before is not None
    for old, new in (
        ("office: legal_review", "office: receiving"),
        (f", not_same_as: [{opener.group(1)}]", ""),
        (f"not_same_as: [{opener.group(1)}, legal]", f"not_same_as: [{opener.group(1)}]"),
        ("from: [reviewed]", f"from: [{before.group(1)}, reviewed]"),
    ):
        assert words.count(old) == 1, old
        changed = FILES | {"common": FILES["common"] | {path: words.replace(old, new).encode()}}
        drafts = [read_draft(files, folder=name) for name, files in changed.items()]
        _, faults = join_drafts(drafts, mode="demonstration")
        assert NO_LEGAL_REVIEW.code in {fault.code for fault in faults}, new


def test_every_procedure_that_weighs_heavily_has_a_legal_step(shipped: Policy) -> None:
    """Those above are all that take a right, limit business or cancel a restoration."""
    heavy, reviewed = set(), set()
    for versions in shipped.procedures.values():
        for one in versions:
            takes = any(
                EFFECTS[use.do].heavy for step in one.steps.values() for use in step.effects
            )
            cancels = "restoration" in one.about and any(
                EFFECTS[use.do].lasts for step in one.steps.values() for use in step.effects
            )
            heavy |= {one.id} if takes or cancels else set()
            reviewed |= {one.id for role in one.roles.values() if role.office == "legal_review"}
    assert heavy == {"designation", "measure", "pledge_breach", "restoration_cancel"}
    assert heavy <= reviewed


@pytest.mark.parametrize("field", ["reasons", "decided_day", "perform_untill"])
def test_a_time_runs_only_from_a_day_that_the_procedure_asks_for(field: str) -> None:
    """No field of words, none that no step asks for, none that is unknown."""
    path = "procedures/open_pledge.yaml"
    words = FILES["common"][path].replace(b"given:perform_until", f"given:{field}".encode())
    changed = FILES | {"common": FILES["common"] | {path: words}}
    drafts = [read_draft(files, folder=name) for name, files in changed.items()]
    _, faults = join_drafts(drafts, mode="demonstration")
    assert [fault.code for fault in faults] == [UNKNOWN_PART.code] * 2
