"""The order of inspections: keeps the calendar, follows the scores, leaks nothing."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goodstanding.core.inspection.compare import days_earlier
from goodstanding.core.inspection.order import Visit, lot, planned_days

FIRST = date(2014, 9, 2)


def visit(number: int, offset: int, entity: str = "") -> Visit:
    return Visit(str(number), entity or f"us-chicago-licence:{number}", FIRST + timedelta(offset))


visits_and_scores = st.lists(
    st.tuples(st.integers(0, 20), st.integers(-3, 3), st.booleans()), min_size=1, max_size=40
).map(
    lambda rows: (
        [visit(number, offset) for number, (offset, _, _) in enumerate(rows)],
        [score for _, score, _ in rows],
        [hit for _, _, hit in rows],
    )
)


def test_lowest_score_goes_first_and_the_quota_of_each_day_stays() -> None:
    """Two visits on the first day and one on the third: the two lowest scores take the first."""
    visits = [visit(1, 0), visit(2, 0), visit(3, 2)]
    assert planned_days(visits, [5, 9, 1]) == (FIRST, FIRST + timedelta(2), FIRST)


@given(visits_and_scores)
def test_the_calendar_is_kept(case: tuple[list[Visit], list[int], list[bool]]) -> None:
    """Whatever the scores, each day has as many inspections as it really had."""
    visits, scores, _ = case
    assert sorted(planned_days(visits, scores)) == sorted(one.day for one in visits)


@given(visits_and_scores)
def test_a_lower_score_is_never_later(case: tuple[list[Visit], list[int], list[bool]]) -> None:
    """Of two inspections, the one with the lower score gets no later day."""
    visits, scores, _ = case
    planned = planned_days(visits, scores)
    ranked = [day for _, day in sorted(zip(scores, planned, strict=True))]
    assert ranked == sorted(planned)


@given(visits_and_scores, st.data())
def test_the_order_of_the_input_does_not_matter(
    case: tuple[list[Visit], list[int], list[bool]], data: st.DataObject
) -> None:
    """The file's own order, which is the order that really was, cannot leak through ties."""
    visits, scores, _ = case
    before = dict(zip(visits, planned_days(visits, scores), strict=True))
    mixed = data.draw(st.permutations(list(zip(visits, scores, strict=True))))
    after = planned_days([one for one, _ in mixed], [score for _, score in mixed])
    assert dict(zip((one for one, _ in mixed), after, strict=True)) == before


@given(visits_and_scores)
def test_no_order_beats_the_oracle(case: tuple[list[Visit], list[int], list[bool]]) -> None:
    """Who knows what will be found finds it earliest."""
    visits, scores, hits = case
    actual = [one.day for one in visits]
    best = days_earlier(actual, planned_days(visits, [0 if hit else 1 for hit in hits]), hits)
    gain = days_earlier(actual, planned_days(visits, scores), hits)
    assert gain is None or (best is not None and gain <= best)


def test_ties_follow_a_digest_not_the_number() -> None:
    """Inspection numbers rise with time; among equal scores their order must not show."""
    visits = [visit(number, number) for number in range(200)]
    planned = planned_days(visits, [0] * 200)
    assert [day for _, day in sorted(zip(map(lot, visits), planned, strict=True))] == sorted(
        planned
    )
    moved = sum(one.day != day for one, day in zip(visits, planned, strict=True))
    assert moved > 180
