"""Silence of an authority: held back until it decides, gone up to who stands above, never against.

Days: opened on Wednesday 29 April 2026, acknowledged by the 30th; own data within three working
days. The first to the fifth of May are holidays, so these end on Thursday 7 May.
"""

from datetime import date
from typing import Any

import pytest
from tests.actions.case_world import HANDLER, KEY, OBJECTOR, REVIEWER, World, build
from tests.actions.cases.test_case import (
    OPENED,
    TOLD,
    file,
    in_force,
    objection,
    refusal,
    served,
    step,
)

from goodstanding.actions.cases.silence import lapse
from goodstanding.actions.upkeep import rebuild
from goodstanding.core.policy.shape import Policy
from goodstanding.store.ledger.verify import verify
from goodstanding.store.queries.cases import case_view, lapsed_steps, silent_times

pytestmark = pytest.mark.usefixtures("database")

NUMBER = "云市监罚〔2026〕41号"
LAST = date(2026, 4, 30)
OVER = date(2026, 5, 1)


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """A penalty and a listing of one entity."""
    del database
    return build(policy)


def silent(world: World, case: int, deadline: str, on: date) -> int:
    """Let time note a silence."""
    return lapse(case, deadline, on=on, policy=world.policy, seed=world.seed())


def view(world: World, case: int, on: date) -> Any:  # noqa: ANN401 (a view with its file)
    """Return a case as it stands on a day."""
    return case_view(case, policy=world.policy, on=on)


def test_nothing_is_owed_until_the_last_day_is_over(world: World) -> None:
    """Promise: neither the day before nor the last day; the day after, also where it is a holiday.

    What is objected to is then out of sight and of use, and the mark says why.
    """
    case = objection(world)
    for on in (OPENED, LAST):
        assert silent_times(view(world, case, on), on=on) == ()
        with refusal("CASE-E020"):
            silent(world, case, "acknowledge_in", on)
        assert NUMBER in in_force()
    before = view(world, case, OVER)
    assert silent_times(before, on=OVER) == ("acknowledge_in",)
    assert (before.mark, lapsed_steps(before, on=OVER)) == ("under_objection", ())
    silent(world, case, "acknowledge_in", OVER)
    assert NUMBER not in in_force()
    after = view(world, case, OVER)
    assert (after.state, after.mark, after.ended) == ("received", "unanswered", False)
    assert [one.effect for one in file(case).effects if one.event == 2] == [
        "pause_disclosure",
        "suspend_measures",
        "recompute_grade",
        "notify_parties",
    ]
    with refusal("CASE-E020"):
        silent(world, case, "acknowledge_in", OVER)
    rebuild(policy=world.policy)
    assert view(world, case, OVER).mark == "unanswered"
    assert verify() == ()


def test_a_late_acknowledgement_does_not_end_what_silence_owes(world: World) -> None:
    """Promise: what is held back is held until somebody decides, and is not held twice."""
    case = objection(world)
    silent(world, case, "acknowledge_in", OVER)
    step(world, case, "acknowledge", HANDLER, date(2026, 5, 6))
    assert view(world, case, date(2026, 5, 9)).overdue
    assert silent_times(view(world, case, date(2026, 5, 9)), on=date(2026, 5, 9)) == ()
    assert NUMBER not in in_force()
    step(world, case, "tell", HANDLER, date(2026, 5, 9), TOLD)
    served(world, case, "objection_findings", date(2026, 5, 9))
    on = date(2026, 5, 18)
    said = {"finding": "right", "reasons": "属实", "reply_to_defence": "无"}
    step(world, case, "reject", REVIEWER, on, said)
    assert NUMBER not in in_force()
    served(world, case, "objection_rejected", on)
    assert NUMBER in in_force()
    assert view(world, case, on).mark == ""


def test_the_time_for_own_data_rolls_over_the_holiday(world: World) -> None:
    """Promise: three working days from 29 April end on 7 May; only then does silence count."""
    case = objection(world)
    step(world, case, "acknowledge", HANDLER, LAST)
    last = date(2026, 5, 7)
    (due,) = (one for one in view(world, case, last).due if one.deadline == "own_data_in")
    assert (due.ends, due.overdue) == (last, False)
    for on in (date(2026, 5, 6), last):
        with refusal("CASE-E020"):
            silent(world, case, "own_data_in", on)
    assert NUMBER in in_force()
    silent(world, case, "own_data_in", date(2026, 5, 8))
    assert NUMBER not in in_force()
    step(world, case, "drop", OBJECTOR, date(2026, 5, 9))
    assert NUMBER in in_force()


def test_a_wrong_record_that_was_held_back_is_corrected_all_the_same(world: World) -> None:
    """Promise: what time held back stands in no officer's way, and counts for nothing itself."""
    case = objection(world)
    silent(world, case, "acknowledge_in", OVER)
    step(world, case, "acknowledge", HANDLER, date(2026, 5, 6))
    form = {"finding": "wrong", "reasons": "已撤销", "correction": "fine = 100"}
    step(world, case, "correct", REVIEWER, date(2026, 5, 7), form)
    assert in_force()[NUMBER]["fine"] == "100"
    assert verify() == ()


def test_silence_about_identity_is_marked_and_told(world: World) -> None:
    """Promise: where all is paused from the first day, silence still shows and is told."""
    case = objection(world, procedure="identity_objection")
    assert NUMBER not in in_force()
    silent(world, case, "acknowledge_in", OVER)
    assert view(world, case, OVER).mark == "unanswered"
    assert [one.effect for one in file(case).effects if one.event == 2] == ["notify_parties"]


def test_a_case_goes_up_to_who_stands_above_once_a_time_is_over(world: World) -> None:
    """Promise: the unit above the department is told of a case whose time is over, not before."""
    case = objection(world)
    assert view(world, case, LAST).above == frozenset()
    assert view(world, case, OVER).above == {"credit_office"}
    assert view(world, case, OVER).data.subject == KEY
