"""The times of the shipped procedures give the stories' days, on the working calendar of 2026."""

from datetime import date
from pathlib import Path

import pytest
from tests.packs.test_wrong_packs import files_of

from goodstanding.core.policy.join import join_drafts
from goodstanding.core.policy.procedure_shape import Period
from goodstanding.core.policy.read import read_draft
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.periods import last_day

PACKS = Path(__file__).resolve().parents[2] / "packs"


@pytest.fixture(scope="module")
def shipped() -> Policy:
    drafts = [
        read_draft(files_of(pack), folder=pack.name) for pack in PACKS.iterdir() if pack.is_dir()
    ]
    policy, _ = join_drafts(drafts, mode="demonstration")
    assert policy is not None
    return policy


def within(policy: Policy, procedure: str, deadline: str) -> Period:
    return policy.procedures[procedure][-1].deadlines[deadline].within


@pytest.mark.parametrize(
    ("procedure", "deadline", "starts", "ends"),
    [
        ("designation", "answer_in", date(2026, 2, 10), date(2026, 2, 24)),
        ("restoration", "accept_in", date(2026, 9, 24), date(2026, 9, 30)),
        ("restoration", "decide_in", date(2026, 9, 30), date(2026, 10, 15)),
        ("restoration", "extended_in", date(2026, 9, 30), date(2026, 10, 29)),
        ("restoration", "answer_applicant_in", date(2026, 9, 24), date(2026, 10, 15)),
        ("objection", "acknowledge_in", date(2026, 4, 29), date(2026, 4, 30)),
        ("objection", "own_data_in", date(2026, 4, 29), date(2026, 5, 7)),
        ("objection", "provider_in", date(2026, 4, 29), date(2026, 5, 12)),
        ("identity_objection", "provider_in", date(2026, 4, 29), date(2026, 5, 12)),
        ("suspension_request", "decide_in", date(2026, 4, 29), date(2026, 5, 6)),
        ("pledge", "grant_in", date(2026, 3, 2), date(2026, 3, 2)),
        ("pledge", "check_in", date(2026, 3, 2), date(2026, 5, 6)),
        ("protective_measure", "ends_in", date(2026, 3, 2), date(2026, 3, 17)),
    ],
)
def test_a_time_ends_on_the_day_of_its_story(
    procedure: str, deadline: str, starts: date, ends: date, shipped: Policy
) -> None:
    """Over the Spring Festival, Labour Day with its worked Saturday, and National Day."""
    assert last_day(shipped, within(shipped, procedure, deadline), starts)[0] == ends


def test_a_decision_is_served_and_published_in_time(shipped: Policy) -> None:
    """Decided on 27 February: served by 6 March, published by 9 March."""
    served = shipped.letters["list_decision"].serve_within
    published = shipped.lists["l04_wages"].publication
    assert served is not None
    assert published is not None
    assert last_day(shipped, served, date(2026, 2, 27))[0] == date(2026, 3, 6)
    assert last_day(shipped, published.within, date(2026, 2, 27))[0] == date(2026, 3, 9)


def test_a_refusal_opens_reconsideration_for_sixty_days(shipped: Policy) -> None:
    """Refused and served on 6 July: until 4 September."""
    within_days = shipped.remedies["reconsideration"].within
    assert last_day(shipped, within_days, date(2026, 7, 6))[0] == date(2026, 9, 4)
