"""Judgements fold, link and are undone; a circle is never made."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from goodstanding.core.entities.judgements import Judgement, fold_judgements

DAY = date(2024, 1, 1)


def said(seq: int, kind: str, source: str, target: str, undoes: int | None = None) -> Judgement:
    return Judgement(seq, kind, source, target, DAY, undoes=undoes)


def test_folds_follow_each_other_and_links_only_link() -> None:
    """Promise: an old number's records go where its new code's go; a merger moves nothing."""
    key_map = fold_judgements(
        [said(1, "old_number", "a", "b"), said(2, "same", "b", "c"), said(3, "merger", "d", "a")]
    )
    assert [key_map.owner(key) for key in "abcd"] == ["c", "c", "c", "d"]
    assert [link.seq for link in key_map.links("c")] == [3]
    assert key_map.hindrance("c", "a") == "circle"
    assert key_map.hindrance("a", "d") == "taken"
    assert key_map.hindrance("a", "a") == "itself"
    assert key_map.hindrance("d", "a") == ""


def test_an_undo_lets_the_next_one_stand() -> None:
    """Promise: of two judgements on one key the first stands, until it is undone."""
    two = [said(1, "same", "a", "b"), said(2, "same", "a", "c")]
    assert fold_judgements(two).owner("a") == "b"
    assert fold_judgements([*two, said(3, "undo", "", "", undoes=1)]).owner("a") == "c"


ENDS = st.sampled_from("abcdef")


@given(st.lists(st.tuples(ENDS, ENDS, st.integers(0, 12)), max_size=12))
def test_every_key_has_one_owner_who_owns_itself(drawn: list[tuple[str, str, int]]) -> None:
    """Promise: whatever is judged, folding ends, and an owner is never folded itself."""
    made = [
        said(seq, "undo", "", "", undoes=old) if old and old < seq else said(seq, "same", one, two)
        for seq, (one, two, old) in enumerate(drawn, start=1)
    ]
    key_map = fold_judgements(made)
    for key in "abcdef":
        owner = key_map.owner(key)
        assert key_map.owner(owner) == owner
        assert owner not in key_map.parents
