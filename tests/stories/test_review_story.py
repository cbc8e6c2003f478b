"""The story of a review: on its day by commands and in the officer's list, led by others, told."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from tests.actions.case_world import KEY, World, build
from tests.actions.cases.test_case import file
from tests.actions.review_world import FIRST, ON, OPINION, TOLD, listed
from tests.doors.web.desk_world import Desk, browser, make_accounts, text

from goodstanding.actions.cases.term_end import receipts_at_term
from goodstanding.actions.offices.account import set_account
from goodstanding.cli.main import root
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.store.ledger.verify import verify
from goodstanding.store.queries.cases import CaseView, case_view, cases

MA = ("--as", "officer-ma", "--office", "registry_review")
NING = ("--as", "officer-ning", "--office", "registry_review")
HUA = ("--as", "officer-hua", "--office", "registry_unit")
HE = ("--as", "officer-he", "--office", "legal_office")


@pytest.fixture
def desk(policy: Policy, database: object, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """An entry that lasts until it is removed, served in May 2026, and those who review it."""
    del database
    world: World = build(policy)
    make_accounts(world)
    for login in ("officer-ma", "officer-ning"):
        set_account(login, password=None, offices=["registry_review"], keys=[], policy=policy)
    listed(world)
    return Desk(world, monkeypatch)


def run(*arguments: str) -> str:
    """Run a command of cases; raise what it refuses."""
    done = CliRunner().invoke(root, ["case", *arguments])
    if isinstance(done.exception, Refused):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def form(said: dict[str, str]) -> tuple[str, ...]:
    """Return the options of a form."""
    return tuple(part for name, value in said.items() for part in ("--form", f"{name}={value}"))


def serve(review: str, template: str, on: date) -> None:
    """Serve the review's letter of a template."""
    (letter,) = [one for one in file(int(review)).letters if one.template == template]
    proof = ("--mode", "electronic", "--recipient", KEY, "--proof", "E-1")
    run("serve", str(letter.id), *proof, *MA, "--on", on.isoformat())


def review_of(desk: Desk, on: date) -> CaseView:
    """Return the review that runs."""
    (found,) = [
        one
        for one in cases(policy=desk.world.policy, on=on)
        if one.data.procedure == "dated_review"
    ]
    return found


def test_a_review_is_opened_shown_and_led_by_others_from_the_shell(desk: Desk) -> None:
    """The daily run opens it, others than decided lead it, and it sets the next day."""
    policy, early, told, end = (
        desk.world.policy, date(2027, 4, 20), date(2027, 4, 22), date(2027, 5, 6),
    )  # fmt: skip
    desk.on(early)
    assert "Dated review" in text(browser("officer-ma"), "/en/desk")
    run("due", "--lapse", *MA, "--on", early.isoformat())
    review = str(review_of(desk, early).data.id)
    due = json.loads(run("due", "--json", *MA, "--on", early.isoformat()))
    assert [one["ends"] for one in due if one["case"] == int(review)] == [FIRST.isoformat()]
    with pytest.raises(Refused, match="CASE-E012"):
        run("take", review, "tell", *form(TOLD), *HUA, "--on", told.isoformat())
    run("take", review, "tell", *form(TOLD), *MA, "--on", told.isoformat())
    serve(review, "review_findings", told)
    run("take", review, "opine", *form(OPINION), *HE, "--on", end.isoformat())
    with pytest.raises(Refused, match="CASE-E013"):
        run("take", review, "go_on", *form(ON), *MA, "--on", end.isoformat())
    run("take", review, "go_on", *form(ON), *NING, "--on", end.isoformat())
    serve(review, "review_goes_on", end)
    view = case_view(int(review), policy=policy, on=end)
    assert (view.state, view.remedy) == ("goes_on", "reconsideration")
    (letter,) = [one for one in file(int(review)).letters if one.template == "review_goes_on"]
    assert "2028-05-06" in letter.zh
    desk.on(end)
    assert "review" in text(browser("agent-1"), f"/en/desk/case/{review}").lower()
    assert verify() == ()


def test_the_daily_run_holds_back_what_nobody_reviewed(desk: Desk) -> None:
    """The day after its day nothing burdens on; what has no last day never ends by a term."""
    run("due", "--lapse", *MA, "--on", "2027-04-20")
    run("due", "--lapse", *MA, "--on", FIRST.isoformat())
    assert review_of(desk, FIRST).state == "due"
    run("due", "--lapse", *MA, "--on", "2027-05-21")
    assert review_of(desk, date(2027, 5, 21)).state == "held"
    assert receipts_at_term(on=date(2040, 1, 1), policy=desk.world.policy) == ()
    assert verify() == ()
