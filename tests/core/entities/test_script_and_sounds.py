"""Traditional and simplified characters, and how names sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstanding.core.entities.names import fold_name
from goodstanding.core.entities.script import SIMPLER
from goodstanding.core.entities.script_table import SIMPLIFIED, TRADITIONAL
from goodstanding.core.entities.sounds import SYLLABLES, cuts, initials, sounds, spelling


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("雲嶺市鬆風食品有限公司", "云岭市松风食品有限公司"),
        ("遠帆國際物流集團", "远帆国际物流集团"),
        ("龍門銀行", "龙门银行"),
    ],
)
def test_either_spelling_folds_to_the_same(traditional: str, simplified: str) -> None:
    """A traditional spelling and its simplified one compare as equal."""
    assert fold_name(traditional) == fold_name(simplified) == simplified


@given(st.text(alphabet=TRADITIONAL + SIMPLIFIED + "松风（）Ab １", max_size=12))
def test_folding_twice_changes_nothing(name: str) -> None:
    """What was folded is already in the form that is compared."""
    assert fold_name(fold_name(name)) == fold_name(name)


def test_the_table_of_spellings_is_closed() -> None:
    """No simplified character is folded further, and no character is listed twice."""
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(SIMPLER)
    assert not {ord(new) for new in SIMPLIFIED} & SIMPLER.keys()


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("松风食品", "song feng shi pin"),
        ("重庆长安", "chong qing chang an"),
        ("重工银行", "zhong gong yin hang"),
        ("成都吕氏", "cheng du lv shi"),
        ("abc松", "a b c song"),
    ],
)
def test_readings(name: str, heard: str) -> None:
    """Each character has its usual reading, and another in the pairs that want it."""
    assert sounds(name) == heard.split()


@pytest.mark.parametrize(
    ("letters", "expected"),
    [
        ("songfeng", [("song", "feng")]),
        ("xian", [("xian",), ("xi", "an")]),
        ("lvshi", [("lv", "shi")]),
        ("sfsp", []),
        ("", []),
    ],
)
def test_letters_are_cut_into_syllables(letters: str, expected: list[tuple[str, ...]]) -> None:
    """Letters are cut in every way into whole syllables, the fewest first; initials in none."""
    assert list(cuts(letters)) == expected


@given(st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=1, max_size=40))
def test_every_cut_spells_what_was_typed(read: list[str]) -> None:
    """Whatever was typed, each cut joins up to it, few are given, and they come soon."""
    found = cuts("".join(read))
    assert found
    assert {"".join(way) for way in found} == {"".join(read)}
    assert len(found) <= 4


def test_letters_as_they_are_typed() -> None:
    """Apostrophes and the two dots of lü are typed in several ways."""
    assert spelling("Xi'an LÜ") == "xian lv"
    assert initials(sounds("松风食品")) == "sfsp"
