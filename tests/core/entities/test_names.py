"""Names in their compared form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstanding.core.entities.names import LONGEST, bigrams, core_name, fold_name, overlap

SAME = "云岭市青石区松风食品有限公司"


@pytest.mark.parametrize(
    "name",
    [
        "云岭市青石区松风食品有限公司",
        " 云岭市 青石区\u3000松风食品有限公司\n",
        "云岭市（青石区）松风食品有限公司",
        "云岭市(青石区)松风食品有限公司",
        "云岭市〔青石区〕松风·食品有限公司",
        "云岭市青石区松风食品有限公司\u200b",
    ],
)
def test_writing_makes_no_difference(name: str) -> None:
    """Brackets of any kind, white space, dots and unseen characters do not tell names apart."""
    assert fold_name(name) == SAME


def test_width_and_case_make_no_difference() -> None:
    """Latin letters compare without case and width."""
    assert fold_name("ＡＢＣ Joe's Pizza, Inc.") == "abcjoespizzainc"


@pytest.mark.parametrize(("name", "folded"), [("", ""), (" \n", ""), ("（）", "()"), ("\x00", "")])
def test_names_of_nothing(name: str, folded: str) -> None:
    """White space folds to nothing; a name of punctuation keeps it."""
    assert fold_name(name) == folded


@given(st.text())
def test_folding_is_stable(name: str) -> None:
    """A folded name holds no white space and nothing that a database refuses."""
    folded = fold_name(name)
    assert not any(character.isspace() or character == "\0" for character in folded)
    folded.encode()


def test_folding_never_outgrows_the_column() -> None:
    """One character may fold into eighteen; what is compared is cut at the column's length."""
    assert len(fold_name("\ufdfa" * 100)) == LONGEST


@given(st.text(alphabet="甲乙丙ab1", max_size=12))
def test_bigrams_say_what_is_contained(folded: str) -> None:
    """Every part of two characters or more has only pairs that the whole has."""
    pairs = set(bigrams(folded))
    for start in range(len(folded)):
        for end in range(start + 2, len(folded) + 1):
            assert set(bigrams(folded[start:end])) <= pairs


def test_bigrams_of_short_names() -> None:
    """A single character stands for itself; nothing gives nothing; doubles count once."""
    assert bigrams("") == ()
    assert bigrams("甲") == ("甲",)
    assert bigrams("甲甲甲") == ("甲甲",)


@pytest.mark.parametrize(
    ("name", "core"),
    [
        (SAME, "松风食品"),
        ("云岭市松风食品有限责任公司", "松风食品"),
        ("松风食品", "松风食品"),
        ("松风食品有限公司青石分公司", "松风食品有限公司青石"),
        ("云岭家乐超市有限公司", "云岭家乐超市"),
        ("有限公司", "有限"),
        ("joespizzainc", "joespizza"),
        ("", ""),
    ],
)
def test_core_names(name: str, core: str) -> None:
    """Places at the front and legal forms at the end are cut while two characters remain."""
    assert core_name(name) == core


@given(st.text(alphabet="云岭市县区松风有限公司", max_size=16))
def test_core_is_a_part(name: str) -> None:
    """The core is a part of the name, of two characters or more where the name has them."""
    core = core_name(name)
    assert core in name
    assert len(core) >= min(2, len(name))


def test_overlap() -> None:
    """Equal sets have 1000 per mille in common, strangers 0, and nothing has nothing."""
    left, right = frozenset({"甲乙", "乙丙"}), frozenset({"乙丙", "丙丁", "丁戊"})
    assert overlap(left, left) == 1000
    assert overlap(left, right) == 400
    assert overlap(left, frozenset({"子丑"})) == 0
    assert overlap(frozenset(), frozenset()) == 0
