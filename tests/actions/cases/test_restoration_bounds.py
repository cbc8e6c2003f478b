"""A restoration keeps to its months and its conditions, when accepted and when decided."""

from dataclasses import replace
from datetime import date

import pytest
from tests.actions.case_world import HANDLER, KEY, OBJECTOR, REVIEWER, World, build, enter
from tests.actions.cases.test_case import refusal, step

from goodstanding.actions.cases.acts import open_case, take_step
from goodstanding.core.policy.shape import Policy

pytestmark = pytest.mark.usefixtures("database")

CHECKED = {"check_result": "符合条件", "performed_on": "2026-05-20", "conditions_met": "all"}
TOO_EARLY, NO_WAY, NOT_MET = "CASE-E164", "CASE-E165", "CASE-E166"


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """A penalty of 2 April 2026 and a listing of 10 April 2026 of one entity."""
    del database
    return build(policy)


def applied(world: World, entry: int, on: date, kind: str = "record") -> int:
    """Let the entity apply for restoration."""
    return open_case(
        "restoration",
        kind,
        str(entry),
        acting=OBJECTOR,
        form={"claim": "c", "performance_proof": "p", "pledge_text": "t"},
        on=on,
        policy=world.policy,
        seed=world.seed(),
    )


def test_a_serious_penalty_stands_its_twelve_months(world: World) -> None:
    """Promise: neither accepted nor restored before its first day, which the refusal names."""
    serious = penalty(world, "2026-04-02", kinds="stop_production")
    case = applied(world, serious, date(2027, 3, 30))
    early = date(2027, 4, 1)
    with refusal(f"{TOO_EARLY}.*2027-04-02"):
        step(world, case, "accept", HANDLER, early)
    with refusal(TOO_EARLY):
        step(world, case, "restore", REVIEWER, early, CHECKED)
    step(world, case, "accept", HANDLER, date(2027, 4, 2))
    step(world, case, "restore", REVIEWER, date(2027, 4, 2), CHECKED)


def penalty(world: World, day: str, **more: str) -> int:
    """Enter one more penalty of the entity."""
    number = f"云市监罚〔{day[:4]}〕77号"
    said = {
        "decision_no": number,
        "authority": "云州市市场监督管理局",
        "kinds": "fine",
        "procedure": "ordinary",
        "fine": "1200000",
        "decision_day": day,
        **more,
    }
    enter(world, "penalty", "market_regulation", number, KEY, said, day)
    return world.entries["penalty"]


def test_what_the_decider_found_unmet_is_not_restored(world: World) -> None:
    """Promise: who decides answers the conditions that no register shows, and each is named."""
    case = applied(world, world.entries["penalty"], date(2027, 4, 5))
    step(world, case, "accept", HANDLER, date(2027, 4, 5))
    with refusal(f"{NOT_MET}.*corrected.*performed.*pledge"):
        step(
            world,
            case,
            "restore",
            REVIEWER,
            date(2027, 4, 6),
            CHECKED | {"conditions_met": "not_all"},
        )
    step(world, case, "restore", REVIEWER, date(2027, 4, 6), CHECKED)


def test_a_list_is_left_by_its_own_conditions(world: World) -> None:
    """Promise: a finding that came meanwhile keeps the entry, whatever papers say."""
    penalty(world, "2026-09-01")
    case = applied(world, world.entries["listing"], date(2027, 4, 9), "list_entry")
    with refusal(f"{TOO_EARLY}.*2027-04-10"):
        step(world, case, "accept", HANDLER, date(2027, 4, 9))
    with refusal(f"{NOT_MET}.*no new finding"):
        step(world, case, "restore", REVIEWER, date(2027, 4, 12), CHECKED)


@pytest.mark.parametrize(("day", "opens"), [("2025-06-20", ""), ("2025-08-20", "2026-08-20")])
def test_older_findings_go_by_the_order_that_the_pack_cites(
    world: World, day: str, opens: str
) -> None:
    """Promise: a stop order that the old order never lets end early ends by the milder one."""
    case = applied(world, penalty(world, day, kinds="stop_production"), date(2026, 6, 22))
    if opens:
        with refusal(f"{TOO_EARLY}.*{opens}"):
            step(world, case, "restore", REVIEWER, date(2026, 6, 22), CHECKED)
    else:
        step(world, case, "restore", REVIEWER, date(2026, 6, 22), CHECKED)


def test_what_no_rule_lets_end_early_is_not_restored(world: World) -> None:
    """Promise: where the packs know no way out, nobody decides one."""
    entry = world.entries["penalty"]
    case = applied(world, entry, date(2027, 4, 5))
    bare = replace(world.policy, regimes={})
    with refusal(NO_WAY):
        take_step(
            case,
            "restore",
            acting=REVIEWER,
            form=CHECKED,
            on=date(2027, 4, 6),
            policy=bare,
            seed=world.seed(),
        )
