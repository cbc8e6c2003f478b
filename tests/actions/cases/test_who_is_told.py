"""Whom an annulment finds: all who were answered "no" on the record or measure, and nobody else."""

from datetime import date

import pytest
from django.db import connection, transaction
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.actions.case_world import KEY, OTHER, REVIEWER, World, build
from tests.actions.cases.test_case import served, step
from tests.actions.cases.test_designation import asked, ready

from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.checks import (
    Answered,
    Asking,
    Reason,
    answered_no,
    hold_log,
    log_checks,
)
from goodstanding.store.dialect import among_numbers, listed

pytestmark = pytest.mark.usefixtures("database")
DAY = date(2026, 5, 25)
NUMBERS = st.integers(1, 6)
REASONS = st.lists(
    st.builds(
        Reason,
        measure=st.sampled_from(["o-2026-1/a", "o-2026-2/b"]),
        case_id=NUMBERS,
        records=st.lists(NUMBERS, max_size=3, unique=True).map(tuple),
    ),
    max_size=3,
).map(tuple)
ANSWERS = st.lists(
    st.builds(
        Answered,
        entity=st.just("cn-uscc:99"),
        act=st.just("honour"),
        answer=st.sampled_from(["yes", "no", "conditional"]),
        basis=st.just("law"),
        ends=st.none(),
        reasons=REASONS,
    ),
    min_size=1,
    max_size=6,
)

LATER = Answered(
    "cn-uscc:99", "honour", "no", "law", None, (Reason("o-2026-1/a", case_id=1, records=(1, 2)),)
)


@settings(deadline=None)
@example(batches=[[LATER]], records={2}, case=6)
@given(batches=st.lists(ANSWERS, min_size=1, max_size=3), records=st.sets(NUMBERS), case=NUMBERS)
def test_exactly_those_who_were_answered_no_are_found(
    batches: list[list[Answered]], records: set[int], case: int
) -> None:
    """Promise: every "no" that rested on one of the records or cases is found once, none else."""
    expected = []
    with transaction.atomic():
        for batch in batches:
            asking = Asking("client:permits", "permits_office", "tender")
            hold_log()
            first = log_checks([(one, asking) for one in batch], on=DAY, policy="")
            expected += [
                number
                for number, one in enumerate(batch, start=first)
                if one.answer == "no"
                and any(why.case_id == case or records & set(why.records) for why in one.reasons)
            ]
        assert [one.id for one in answered_no(sorted(records), [case])] == expected
        transaction.set_rollback(True)


def test_the_log_says_on_which_measures_and_records_a_no_rested(
    policy: Policy, database: object
) -> None:
    """Promise: a "no" leads to its measure, case and every record; a "yes" to nothing."""
    del database
    world: World = build(policy)
    case, form = ready(world)
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    served(world, case, "list_decision", date(2026, 5, 22))
    assert asked(world, "honour", DAY) == "no"
    assert asked(world, "honour", DAY, OTHER) == "yes"
    with connection.cursor() as cursor:
        cursor.execute("SELECT check_id, case_id, record FROM check_reason ORDER BY id")
        rows = cursor.fetchall()
    assert {(check, by) for check, by, _ in rows} == {(1, case)}
    assert world.entries["penalty"] in {record for _, _, record in rows}
    (found,) = answered_no([world.entries["penalty"]])
    assert (found.entity, found.act, found.department) == (KEY, "honour", "honours_office")
    assert [one.id for one in answered_no([], [case])] == [1]


def test_the_search_for_the_answered_uses_the_index(database: object) -> None:
    """Promise: whom to tell is looked up by an index, however long the log is."""
    del database
    sqlite = connection.vendor == "sqlite"
    with transaction.atomic(), connection.cursor() as cursor:
        if not sqlite:
            # A table of no rows is read whole, whatever indexes it has.
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            f"EXPLAIN {'QUERY PLAN ' * sqlite}SELECT l.id FROM check_reason r JOIN check_log l"
            f" ON l.id = r.check_id WHERE {among_numbers('r.record')}",
            [listed([1])],
        )
        plan = " ".join(str(row[-1]) for row in cursor.fetchall())
    assert "check_reason_record" in plan
    assert "SCAN r" not in plan
