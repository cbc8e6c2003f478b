"""The days of the five stories of due process, each counted by the clock that the law names."""

from datetime import date

import pytest
from tests.core.procedures.world import small_policy

from goodstanding.core.policy.procedure_shape import Period
from goodstanding.core.procedures.periods import last_day

POLICY = small_policy()


def days(count: int) -> Period:
    return Period(count, "days", "next", "forward")


def working(count: int) -> Period:
    return Period(count, "working_days", "next", "forward")


def months(count: int, *, rolls: bool = True) -> Period:
    return Period(count, "months", "next", "forward" if rolls else "none")


WAGES = [
    ("time to answer the notice served on 10 February", working(5), "2026-02-10", "2026-02-24"),
    ("delivery of the decision of 27 February", days(7), "2026-02-27", "2026-03-06"),
    ("its publication", working(7), "2026-02-27", "2026-03-09"),
    ("the term of the list", months(36, rolls=False), "2026-02-27", "2029-02-27"),
    ("the list's own six months after payment", months(6, rolls=False), "2026-03-16", "2026-09-16"),
    ("acceptance of the application of 24 September", working(3), "2026-09-24", "2026-09-30"),
    ("answer through the portal", working(10), "2026-09-24", "2026-10-15"),
    ("decision after acceptance", working(7), "2026-09-30", "2026-10-15"),
    ("decision at the latest, extended", working(17), "2026-09-30", "2026-10-29"),
]
WRONG_ENTITY = [
    ("acknowledgement of the objection of 29 April", working(1), "2026-04-29", "2026-04-30"),
    ("own data", working(3), "2026-04-29", "2026-05-07"),
    ("the provider, Saturday 9 May being worked", working(7), "2026-04-29", "2026-05-12"),
    ("withdrawal after annulment", working(3), "2026-05-12", "2026-05-15"),
]
PLEDGE = [("the check after two months", months(2), "2026-03-02", "2026-05-06")]
SILENT = [
    ("publication under the older order", working(20), "2025-06-20", "2025-07-18"),
    ("the serious minimum of a year", months(12, rolls=False), "2025-06-20", "2026-06-20"),
    ("acceptance", working(3), "2026-06-22", "2026-06-25"),
    ("decision", working(7), "2026-06-25", "2026-07-06"),
    ("reconsideration of the refusal of 6 July", days(60), "2026-07-06", "2026-09-04"),
]
VANISHED = [("public notice", Period(30, "days", "next", "none"), "2026-08-03", "2026-09-02")]


@pytest.mark.parametrize(
    ("what", "within", "start", "end"), [*WAGES, *WRONG_ENTITY, *PLEDGE, *SILENT, *VANISHED]
)
def test_a_day_of_a_story(what: str, within: Period, start: str, end: str) -> None:
    """What the story says is what the clock counts, on a published calendar."""
    found = last_day(POLICY, within, date.fromisoformat(start))
    assert found == (date.fromisoformat(end), False), what
