"""A pack is read as its files say, and its digest covers its rules and nothing else."""

from datetime import date

from tests.packs.test_wrong_packs import FOLDER, files_of

from goodstanding.core.policy.card_words import card_rows
from goodstanding.core.policy.join import join_drafts
from goodstanding.core.policy.read import pack_digest, read_draft, read_pack
from goodstanding.core.policy.scaffold import scaffold
from goodstanding.core.policy.shape import Decay
from goodstanding.core.policy.values_shape import All
from goodstanding.core.policy.values_shape import Test as Check

FILES = files_of(FOLDER / "right")


def test_values_come_through_as_written() -> None:
    """A dated value, a nested condition, a decay and a column are what the file says."""
    pack, faults = read_pack(FILES)
    assert faults == ()
    assert pack is not None
    rule = pack.models["card"].indicators[0].rules[0]
    assert rule.when == All(
        (Check("severity", "is", ("general",)), Check("kinds", "has", ("fine",)))
    )
    assert rule.decay is not None
    assert rule.decay.on(date(2026, 1, 1)) == (Decay(6, 75), Decay(9, 50))
    assert rule.decay.on(date(2019, 12, 31)) is None
    assert pack.layouts["penalties"].columns["amount"].unit == "yuan"
    assert pack.layouts["penalties"].withdraw_percent_max == 10


def test_a_value_of_none_ends_a_rule() -> None:
    """The word `none` as a value puts a rule out of force from its day on."""
    old = b'points: [{from: "2020-01-01", value: -10, basis: law#art1}]'
    new = (
        b"points:\n"
        b'              - {from: "2020-01-01", value: -10, basis: law#art1}\n'
        b'              - {from: "2026-01-01", value: none, basis: law#art1}'
    )
    changed = {**FILES, "models/card.yaml": FILES["models/card.yaml"].replace(old, new)}
    pack, faults = read_pack(changed)
    assert faults == ()
    assert pack is not None
    points = pack.models["card"].indicators[0].rules[2].points
    assert points is not None
    assert (points.on(date(2025, 12, 31)), points.on(date(2026, 1, 1))) == (-10, None)


def test_the_digest_covers_rules_only() -> None:
    """Examples and read-me files leave the digest alone; one changed byte of a rule does not."""
    same = {**FILES, "examples/more.yaml": b"examples: []\n", "layouts/README.md": b"# x\n"}
    other = {**FILES, "departments.yaml": FILES["departments.yaml"] + b"\n"}
    assert pack_digest(same) == pack_digest(FILES) != pack_digest(other)


def test_a_fault_inside_an_entry_hides_no_fault_beside_it() -> None:
    """A faulty field leaves its record type in place: no reference to the type is doubted."""
    broken = FILES["record_types.yaml"].replace(b"kind: money", b"kind: dollars")
    _, faults = join_drafts(
        [read_draft({**FILES, "record_types.yaml": broken}, folder="right")], mode="demonstration"
    )
    assert [fault.code for fault in faults] == ["PACK-E012"]


def test_a_new_pack_is_right_from_the_start() -> None:
    """The scaffold gives no fault, whatever its name."""
    policy, faults = join_drafts(
        [read_draft(scaffold("new-town_2"), folder="new-town_2")], mode="demonstration"
    )
    assert faults == ()
    assert policy is not None


def test_a_card_is_told_with_every_value_and_its_basis() -> None:
    """Each dated value of the card has one row in words, naming its source and kind."""
    policy, _ = join_drafts([read_draft(FILES, folder="right")], mode="demonstration")
    assert policy is not None
    rows = list(card_rows(policy.models["card"], policy))
    assert ("penalties", "points -20", "law#art1", "law") in [
        (row.rule, row.value.en, row.basis, row.kind) for row in rows
    ]
    assert {row.rule for row in rows} >= {"permits", "listings", "fines", "listed", "known", "A"}
