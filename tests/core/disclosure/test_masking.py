"""Names and numbers of persons in texts that are kept or published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstanding.core.disclosure.masking import masked, names_in, unfit

PERSON = "11010519491231002X"
WORDS = st.text("甲乙丙丁王虚构 经理在场，ABc1", max_size=40)
NAMES = st.lists(st.text("甲乙丙丁王虚构ABc", min_size=2, max_size=5), max_size=4)


@given(WORDS, NAMES, WORDS)
def test_no_listed_name_is_left_wherever_it_stands(
    before: str, names: list[str], after: str
) -> None:
    """Promise: no listed name is left, the length stays, and a second pass adds nothing."""
    listed = names_in("、".join(names))
    text = before + "".join(names) + after
    made = masked(text, listed)
    assert len(made) == len(text)
    assert not [one for one in listed if one.casefold() in made.casefold()]
    assert masked(made, listed) == made


@given(WORDS, WORDS)
def test_what_was_masked_may_be_published(before: str, after: str) -> None:
    """Promise: a masked text holds no identity number; the unmasked one is told apart by field."""
    text = f"{before}，{PERSON}，{after}"
    assert unfit({"facts": text, "reasons": masked(text)}) == ("facts",)


@pytest.mark.parametrize("text", ["云市监罚〔2026〕41号", "91990100MA0000015X", "罚款12000元"])
def test_what_is_no_persons_stays(text: str) -> None:
    """Promise: numbers of decisions, unified codes and sums stay readable."""
    assert masked(text, ["张虚构"]) == text
