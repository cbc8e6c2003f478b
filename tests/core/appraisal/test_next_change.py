"""The days that an appraisal announces: nothing changes before, and deductions end on time."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random  # noqa: TID251 (seeded)

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.analytics.drawn_cards import Card, cards
from tests.store.analytics.drawn_records import Row, as_of, draw_rows
from tests.store.analytics.frozen import frozen

from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.appraisal.result import Appraisal, Line

ENTITIES = 8
DAYS = 150
"""Days after the appraisal's own that are looked at one by one."""
LATER = (1, 27, 400, 3000)

modest = settings(
    max_examples=25, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)


def appraise(card: Card, rows: Sequence[Row], on: date) -> Appraisal:
    """Return the appraisal of some rows on a day, as their publicity is on that day."""
    records = [as_of(row, card.policy, on=on) for row in rows]
    return evaluate(card.model, records, policy=card.policy, on=on)


def archives(card: Card, chance: int) -> list[list[Row]]:
    """Return the rows of some entities."""
    random = Random(chance)  # noqa: S311 (test data)
    rows = draw_rows(random, card.on, entities=ENTITIES)
    return [[row for row in rows if row.entity == number] for number in range(1, ENTITIES + 1)]


@modest
@given(cards(), st.integers(0, 2**32))
def test_nothing_changes_before_the_next_change(card: Card, chance: int) -> None:
    """On every day before the announced one, score and grade are what they were."""
    for rows in archives(card, chance):
        found = appraise(card, rows, card.on)
        days = [card.on + timedelta(days=number) for number in range(1, DAYS)]
        if found.next_change is None:
            days = [card.on + timedelta(days=number) for number in LATER]
        for day in days:
            if found.next_change is not None and day >= found.next_change:
                break
            later = appraise(card, rows, day)
            assert (later.score, later.grade) == (found.score, found.grade)


@modest
@given(cards(), st.integers(0, 2**32))
def test_no_line_announces_an_earlier_day(card: Card, chance: int) -> None:
    """The next change is not later than any day that a line names."""
    for rows in archives(card, chance):
        found = appraise(card, rows, card.on)
        named = [day for line in found.lines for day in (line.changes, line.ends) if day]
        assert all(day > card.on for day in named)
        assert not named or (found.next_change is not None and found.next_change <= min(named))


def line_of(found: Appraisal, wanted: Line) -> Line | None:
    """Return the line that another appraisal has for the same record and rule."""
    return next(
        (
            line
            for line in found.lines
            if (line.kind, line.where, line.records) == (wanted.kind, wanted.where, wanted.records)
        ),
        None,
    )


@modest
@given(cards(), st.integers(0, 2**32))
def test_a_deduction_ends_on_the_day_that_its_line_names(card: Card, chance: int) -> None:
    """While no value changes: worth something the day before, nothing or gone on the day."""
    still = frozen(card)
    for rows in archives(still, chance):
        for line in appraise(still, rows, still.on).lines:
            if line.kind != "record" or not line.points or line.ends is None:
                continue
            before = line_of(appraise(still, rows, line.ends - timedelta(days=1)), line)
            assert before is not None
            assert before.points
            after = line_of(appraise(still, rows, line.ends), line)
            assert after is None or after.points == 0


@modest
@given(cards(), st.integers(0, 2**32))
def test_points_change_on_the_day_that_their_line_names(card: Card, chance: int) -> None:
    """While no value changes, `changes` is the first day with other points."""
    still = frozen(card)
    for rows in archives(still, chance):
        for line in appraise(still, rows, still.on).lines:
            if line.kind != "record" or line.changes is None:
                continue
            before = line_of(appraise(still, rows, line.changes - timedelta(days=1)), line)
            assert before is not None
            assert before.points == line.points
            after = line_of(appraise(still, rows, line.changes), line)
            assert after is None or after.points != line.points
