"""However records are taken back, nothing goes on that no record bears."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.actions.case_world import KEY, NAME, World, build
from tests.actions.cases.test_case import file, step
from tests.actions.cases.test_designation import OUTSIDE_TOO
from tests.actions.ground_world import LISTED, annulled, burdened, contested, penalty, reviews
from tests.actions.intake.test_file_redress import entry_of, sent
from tests.actions.intake.test_file_redress import penalty as by_file

from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.measures import taken_against
from goodstanding.store.cases.targets import held

pytestmark = pytest.mark.usefixtures("database")
RECORDS = ("one", "two", "filed")
ACTS = st.tuples(st.sampled_from(["annul", "correct", "annul", "decide"]), st.sampled_from(RECORDS))
RESTS = st.lists(
    st.tuples(
        st.sampled_from(["designation", "measure"]),
        st.lists(st.sampled_from(RECORDS), min_size=1, max_size=3, unique=True),
    ),
    min_size=1,
    max_size=2,
)


@pytest.fixture
def made(policy: Policy, database: object, tmp_path: Path) -> Callable[[], World]:
    """An entity with three penalties, one of which a file stated; given so that none prints it."""
    del database
    found = build(policy)
    found.entries["one"], found.entries["two"] = penalty(found, 61), penalty(found, 62)
    stated(found, tmp_path, date(2026, 5, 5))
    found.entries["filed"] = entry_of("77号")
    return lambda: found


def stated(world: World, folder: Path, on: date, **changed: str) -> None:
    """Let the department's file state a penalty of the entity."""
    row = by_file(CF_XDR_SHXYM=KEY.partition(":")[2], CF_XDR_MC=NAME, CF_CFLB="责令停产停业")
    sent(world, folder, [row | changed], on, "market_regulation")


@settings(
    deadline=None,
    max_examples=12,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@example(rests=[("designation", ["one", "filed"])], acts=[("annul", "filed"), ("annul", "one")])
@example(rests=[("measure", ["filed"])], acts=[("annul", "filed")])
@given(rests=RESTS, acts=st.lists(ACTS, min_size=1, max_size=4))
def test_nothing_goes_on_that_rests_on_what_was_taken_back_alone(
    made: Callable[[], World],
    tmp_path: Path,
    rests: list[tuple[str, list[str]]],
    acts: list[tuple[str, str]],
) -> None:
    """Promise: no entry is shown and no measure runs whose every record was annulled.

    A case to decide anew runs about it, or has removed it; what a record still bears goes on.
    """
    world = made()
    with transaction.atomic():
        cases = {}
        for place, (procedure, records) in enumerate(rests):
            cited = [world.entries[one] for one in records]
            conduct = f"food:{place}"
            cases[burdened(world, procedure, cited, conduct=conduct)] = records
        down: set[str] = set()
        heard: set[str] = set()  # who decided about a record once stands outside the next time
        removed: set[int] = set()
        day = LISTED + timedelta(days=10)
        for what, record in acts:
            day += timedelta(days=1)
            if what == "decide":
                removed |= decided(world, day)
            elif record not in down | heard:
                heard |= {record} - {"filed"}
                taken_back(world, tmp_path, what, record, day)
                down |= {record} if what == "annul" else set()
            for case, records in cases.items():
                gone = set(records) <= down
                assert goes_on(case, day) == (not gone and case not in removed), (case, down)
        transaction.set_rollback(True)


def taken_back(world: World, folder: Path, what: str, record: str, on: date) -> None:
    """Annul or correct a record: by an objection, or by its department's file."""
    entry = world.entries[record]
    if record == "filed":
        changed = {"CF_ZT": "1"} if what == "annul" else {"CF_NR_FK": f"{on.day}.5"}
        stated(world, folder, on, **changed)
    elif what == "annul":
        annulled(world, entry, on)
    else:
        case = contested(world, entry, on)
        less = {"finding": "wrong", "correction": f"fine={on.day}00", "reasons": "金额有误"}
        step(world, case, "correct", OUTSIDE_TOO, on, less)


def decided(world: World, on: date) -> set[int]:
    """Remove what the first open review is about; return the case that had burdened with it."""
    for case, kind, about, ended in reviews():
        if not ended:
            step(world, case, "remove", OUTSIDE_TOO, on)
            return {int(about)} if kind == "measure" else set()
    return set()


def goes_on(case: int, on: date) -> bool:
    """Return whether an entry that a case wrote is shown, or a measure of it runs."""
    entries = [one.entry for one in file(case).effects if one.effect == "enter_list"]
    shown = [one for one in entries if one is not None and held(one) is not None]
    runs = [
        one.measure
        for one in taken_against([KEY]).get(KEY, ())
        if one.case_id == case
        and not one.measure.suspended
        and (one.measure.ends is None or one.measure.ends >= on)
    ]
    assert not entries or bool(shown) == bool(runs)
    return bool(shown or runs)
