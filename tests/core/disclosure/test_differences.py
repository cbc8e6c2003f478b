"""How far units differ: one number, with enough deciders behind it."""

from hypothesis import given
from hypothesis import strategies as st

from goodstanding.core.disclosure.differences import FEWEST_BEHIND, Difference, difference

NAMES = "abcdef"
WHO = st.fixed_dictionaries(
    {one: st.frozensets(st.integers(0, 25).map(str), max_size=9) for one in NAMES}
)
SHARES = st.dictionaries(
    st.sampled_from(NAMES).map(lambda one: (one,)),
    st.integers(0, 40).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))),
)


@given(SHARES, WHO)
def test_ten_deciders_are_behind_it_whichever_unit_is_left_out(
    shares: dict[tuple[str, ...], tuple[int, int]], who: dict[str, frozenset[str]]
) -> None:
    """Promise: who knows one unit's share is left with those of ten others or more."""
    found = difference(shares, who)
    if found is None:
        return
    counted = [one for one, (_, whole) in shares.items() if whole >= 10]
    assert found.units == len(counted) > 1
    assert 0 <= found.points <= 100
    for left in counted:
        others = frozenset().union(*(who[one[0]] for one in counted if one != left))
        assert len(others) >= FEWEST_BEHIND


def test_it_is_the_mean_of_all_pairs() -> None:
    """Promise: 90, 10 and 50 of a hundred lie 80, 40 and 40 apart; a unit of nine cases is out."""
    who = {name: frozenset(f"{name}{number}" for number in range(5)) for name in NAMES}
    shares = {("a",): (9, 10), ("b",): (1, 10), ("c",): (10, 20), ("d",): (9, 9)}
    assert difference(shares, who) == Difference(units=3, points=53)
    assert difference({("a",): (9, 10), ("b",): (1, 10)}, who) is None
    assert difference({}, who) is None
