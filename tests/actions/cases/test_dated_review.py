"""What lasts until something is done is reviewed on its day, by others, and lateness helps."""

from datetime import date

import pytest
from tests.actions.case_world import KEY, OBJECTOR, World, build
from tests.actions.cases.test_case import file, in_force, refusal, step
from tests.actions.review_world import (
    FIRST,
    HEAD,
    KEEPER,
    LEGAL,
    ON,
    OPINION,
    REVIEW_HEAD,
    REVIEWER,
    TOLD,
    goes_on,
    listed,
    served,
)

from goodstanding.actions.cases.actor import BY_TIME, Acting
from goodstanding.actions.cases.acts import open_case
from goodstanding.actions.cases.reviewing import open_review, open_reviews
from goodstanding.core.measures.facts import InForce
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.deadlines import REVIEW
from goodstanding.store.cases.measures import taken_against
from goodstanding.store.ledger.verify import verify
from goodstanding.store.queries.cases import case_view, cases, removals

pytestmark = pytest.mark.usefixtures("database")
SOON, LATE = date(2027, 5, 10), date(2027, 5, 21)
"""Days within the time ahead of the first review, and the day after it."""
PROCEDURES = ["designation", "measure"]


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """An entity with a penalty and a listing of another department."""
    del database
    return build(policy)


def begun(world: World, case: int, on: date = SOON, by: Acting = REVIEWER) -> int:
    """Open the review that a case owes."""
    return open_review(case, acting=by, on=on, policy=world.policy, seed=world.seed())


def waiting(world: World, on: date) -> dict[int, tuple[date, bool]]:
    """Return the reviews in the keeper's list: the case, the day, and whether it is late."""
    found = cases(policy=world.policy, on=on, department="registry_office")
    return {
        one.data.id: (due.ends, due.overdue)
        for one in found
        for due in one.due
        if due.deadline == REVIEW
    }


def measure() -> InForce:
    """Return the measure that was taken."""
    (one,) = [one.measure for one in taken_against([KEY])[KEY] if one.measure.review]
    return one


def shown() -> bool:
    """Return whether the entry of the keeper's list is in force."""
    return any(one.get("listed_day") == "2026-05-20" for one in in_force().values())


def lapse(world: World, on: date) -> tuple[int, ...]:
    """Open what is due, as the daily run does."""
    return open_reviews(on=on, policy=world.policy, seed=world.seed())


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_a_review_waits_in_the_list_and_is_overdue_by_the_calendar_alone(
    world: World, procedure: str
) -> None:
    """Promise: some time before its day it is somebody's task; the day after, it is late."""
    case = listed(world, procedure=procedure)
    assert waiting(world, date(2027, 4, 19)) == {}
    assert waiting(world, date(2027, 4, 20)) == {case: (FIRST, False)}
    assert waiting(world, FIRST) == {case: (FIRST, False)}
    assert waiting(world, LATE) == {case: (FIRST, True)}
    assert waiting(world, date(2031, 1, 1)) == {case: (FIRST, True)}, "no day passes in silence"
    review = begun(world, case)
    assert waiting(world, SOON) == {}, "from then on the review is a case of its own"
    (due,) = case_view(review, policy=world.policy, on=LATE).due
    assert (due.deadline, due.ends, due.overdue) == ("review_in", FIRST, True)


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_nobody_reviews_what_they_decided(world: World, procedure: str) -> None:
    """Promise: neither who proposed nor who decided, nor their unit, takes part in the review."""
    case = listed(world, procedure=procedure)
    for one in (KEEPER, HEAD, Acting("officer-new", "registry_unit")):
        with refusal("CASE-E012"):
            begun(world, case, by=one)
    review = begun(world, case)
    with refusal("CASE-E012"):
        step(world, review, "tell", HEAD, SOON, TOLD)
    step(world, review, "tell", REVIEWER, SOON, TOLD)
    served(world, review, "review_findings", SOON)
    with refusal("CASE-E007"):
        step(world, review, "go_on", REVIEW_HEAD, LATE, ON)
    with refusal("CASE-E015"):
        step(world, review, "opine", LEGAL, SOON, OPINION)
    step(world, review, "answer", OBJECTOR, SOON, {"defence": "已重新取得联系"})
    step(world, review, "opine", LEGAL, SOON, OPINION)
    with refusal("CASE-E013"):
        step(world, review, "go_on", REVIEWER, SOON, ON)
    with refusal("CASE-E012"):
        step(world, review, "go_on", HEAD, SOON, ON)
    step(world, review, "go_on", REVIEW_HEAD, SOON, ON)


def test_nobody_chooses_the_day_of_a_review(world: World) -> None:
    """Promise: the day is computed; another is refused, and so is a review of what owes none."""
    case = listed(world)
    (entry,) = [one.entry for one in file(case).effects if one.effect == "enter_list"]
    give = {"on": SOON, "policy": world.policy, "seed": world.seed()}
    market = Acting("officer-wu", "market_review")
    for kind, about, day, by, code in (
        ("list_entry", str(entry), "2035-05-20", REVIEWER, "CASE-E170"),
        ("measure", str(case), FIRST.isoformat(), REVIEWER, "CASE-E169"),
        ("record", str(world.entries["penalty"]), FIRST.isoformat(), market, "CASE-E169"),
    ):
        with refusal(code):
            open_case("dated_review", kind, about, form={"review_day": day}, acting=by, **give)  # type: ignore[arg-type]
    begun(world, case)
    with refusal("CASE-E117"):
        begun(world, case)


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_it_opens_by_itself_once_and_lateness_holds_back(world: World, procedure: str) -> None:
    """Promise: who sleeps over a review burdens nobody: measures rest, the entry is not shown."""
    case = listed(world, procedure=procedure)
    assert lapse(world, date(2027, 4, 19)) == ()
    (review,) = lapse(world, date(2027, 4, 20))
    assert lapse(world, date(2027, 4, 21)) == ()
    assert not measure().suspended
    with refusal("CASE-E020"):
        step(world, review, "hold", BY_TIME, FIRST)
    step(world, review, "hold", BY_TIME, LATE)
    assert measure().suspended
    assert not shown()
    assert len(in_force()) >= 2, "what has its own term stands as it did"
    assert waiting(world, date(2028, 1, 1)) == {}
    view = case_view(review, policy=world.policy, on=date(2027, 6, 22))
    assert [(one.deadline, one.overdue) for one in view.due] == [("look_again_in", True)]
    with refusal("CASE-E007"):
        step(world, review, "go_on", REVIEW_HEAD, date(2027, 6, 21), ON)
    assert list(verify()) == []
    del case


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_it_goes_on_from_service_and_is_reviewed_again(world: World, procedure: str) -> None:
    """Promise: held back until the letter arrives; then as before, to the next day."""
    case = listed(world, procedure=procedure)
    (review,) = lapse(world, date(2027, 4, 20))
    step(world, review, "hold", BY_TIME, LATE)
    told, decided, arrived = date(2027, 5, 24), date(2027, 6, 2), date(2027, 6, 4)
    step(world, review, "tell", REVIEWER, told, TOLD)
    served(world, review, "review_findings", told, REVIEWER)
    step(world, review, "opine", LEGAL, decided, OPINION)
    step(world, review, "go_on", REVIEW_HEAD, decided, ON)
    assert measure().suspended
    assert waiting(world, date(2028, 6, 1)) == {}, "until it is served, this review is the one"
    served(world, review, "review_goes_on", arrived, REVIEWER)
    assert not measure().suspended
    assert measure().review == date(2028, 6, 2)
    assert shown() is (procedure == "designation")
    assert waiting(world, date(2028, 6, 1)) == {case: (date(2028, 6, 2), False)}
    (letter,) = [one for one in file(review).letters if one.template == "review_goes_on"]
    assert "2028-06-02" in letter.zh
    assert "2028-06-02" in letter.en
    assert case_view(review, policy=world.policy, on=arrived).remedy == "reconsideration"
    again = begun(world, case, date(2028, 6, 1))
    goes_on(world, again, date(2028, 6, 1), date(2028, 6, 12), date(2028, 6, 13))
    assert measure().review == date(2029, 6, 12)
    assert list(verify()) == []


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_it_ends_what_it_reviews_and_nothing_else(world: World, procedure: str) -> None:
    """Promise: an end is at once, tells the receivers of an entry, and owes no review any more."""
    case = listed(world, procedure=procedure)
    review = begun(world, case)
    before = set(in_force())
    step(world, review, "end", REVIEW_HEAD, SOON, {"reasons": "已重新取得联系"})
    assert measure().ends == date(2027, 5, 9)
    assert len(before) - len(set(in_force())) <= 1
    assert waiting(world, date(2031, 1, 1)) == {}
    owed = {one.department for one in removals() if one.case_id == review}
    assert bool(owed) is (procedure == "designation")
    with refusal("CASE-E169"):
        begun(world, case, date(2031, 1, 1))
    assert list(verify()) == []


def test_what_ended_meanwhile_owes_no_review(world: World) -> None:
    """Promise: a restored or removed entry is nobody's task."""
    case = listed(world)
    (entry,) = [one.entry for one in file(case).effects if one.effect == "enter_list"]
    give = {"on": SOON, "policy": world.policy, "seed": world.seed()}
    claim = {"claim": "有误", "ground": "facts"}
    contest = open_case("objection", "list_entry", str(entry), acting=OBJECTOR, form=claim, **give)  # type: ignore[arg-type]
    step(world, contest, "acknowledge", REVIEWER, SOON)
    wrong = {"finding": "wrong", "reasons": "有误"}
    step(world, contest, "remove", REVIEW_HEAD, SOON, wrong)
    assert waiting(world, LATE) == {}
    assert lapse(world, LATE) == ()


def test_the_party_reads_when_it_is_reviewed_and_may_speak_first(world: World) -> None:
    """Promise: the opening is told in both languages, and the party may say how things stand."""
    case = listed(world)
    (review,) = lapse(world, date(2027, 4, 20))
    (letter,) = file(review).letters
    assert letter.template == "review_opened"
    assert "2027-05-20" in letter.zh
    assert "2027-05-20" in letter.en
    step(world, review, "plead", OBJECTOR, SOON, {"defence": "已重新取得联系"})
    assert case_view(review, policy=world.policy, on=SOON).state == "due"
    del case
