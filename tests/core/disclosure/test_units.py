"""Which units' figures stand alone."""

from hypothesis import given
from hypothesis import strategies as st

from goodstanding.core.disclosure.units import FEWEST_DECIDERS, shown_together

UNITS = st.dictionaries(
    st.sampled_from("abcdefgh"), st.frozensets(st.integers(0, 9).map(str), max_size=9)
)


@given(UNITS)
def test_nothing_stands_on_fewer_than_five_deciders(units: dict[str, frozenset[str]]) -> None:
    """Promise: each unit is in one group, of five deciders or more, unless all are too few."""
    groups = shown_together(units)
    assert sorted(unit for group in groups for unit in group) == sorted(units)
    for group in groups:
        who = frozenset().union(*(units[unit] for unit in group))
        assert len(who) >= FEWEST_DECIDERS or len(groups) == 1


@given(UNITS)
def test_a_unit_of_five_stands_alone_unless_another_needs_it(
    units: dict[str, frozenset[str]],
) -> None:
    """Promise: at most as many big units are joined as small ones are short of."""
    big = {unit for unit, who in units.items() if len(who) >= FEWEST_DECIDERS}
    joined = {unit for group in shown_together(units) if len(group) > 1 for unit in group}
    assert len(big & joined) <= 1
