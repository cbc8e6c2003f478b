"""What rests on a record that is taken back: withheld or looked at anew, by itself, at once."""

from datetime import date
from pathlib import Path

import pytest
from tests.actions.case_world import KEY, NAME, OTHER, REVIEWER, World, build
from tests.actions.cases.test_case import file, in_force, refusal, served, step
from tests.actions.cases.test_designation import LEGAL, OUTSIDE, OUTSIDE_TOO, asked
from tests.actions.ground_world import LISTED, annulled, burdened, contested, penalty, reviews
from tests.actions.intake.test_file_redress import entry_of as in_force_entry
from tests.actions.intake.test_file_redress import penalty as by_file
from tests.actions.intake.test_file_redress import sent

from goodstanding.actions.cases.actor import BY_FILE, BY_TIME
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.targets import disclosed
from goodstanding.store.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("database")
FELL = date(2026, 6, 1)


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """An entity with its records, and another one."""
    del database
    return build(policy)


def listings() -> list[str]:
    """Return the numbers of the entries on lists that cases wrote and that are shown."""
    return [name for name in in_force() if name.startswith("l01_market")]


def entry_of(case: int) -> int:
    """Return the entry that a designation wrote."""
    return next(one.entry for one in file(case).effects if one.effect == "enter_list") or 0


def test_a_listing_whose_only_ground_is_annulled_is_withheld_and_decided_anew(world: World) -> None:
    """Promise: neither shown nor enforced from that day; a case with a time and a letter opens."""
    ground = penalty(world, 61)
    case = burdened(world, "designation", [ground])
    assert (len(listings()), asked(world, "honour", LISTED)) == (1, "no")
    annulled(world, ground, FELL)
    ((review, kind, about, ended),) = reviews()
    assert (kind, about, ended) == ("list_entry", str(entry_of(case)), False)
    assert (listings(), asked(world, "honour", FELL)) == ([], "yes")
    data = file(review)
    assert (data.department, data.subject, data.opened) == ("market_regulation", KEY, FELL)
    assert [one.template for one in data.letters] == ["ground_fallen_notice"]
    assert verify() == ()


def test_a_measure_alone_is_decided_anew_as_well(world: World) -> None:
    """Promise: a measure without a listing stops, and somebody has to decide about it."""
    ground = penalty(world, 61)
    case = burdened(world, "measure", [ground])
    assert asked(world, "honour", LISTED) == "no"
    annulled(world, ground, FELL)
    assert [one[1:] for one in reviews()] == [("measure", str(case), False)]
    assert asked(world, "honour", FELL) == "yes"


def test_what_rests_on_another_record_too_stands_and_is_looked_at(world: World) -> None:
    """Promise: shown, enforced and marked, while the keeper looks whether the rest bears it."""
    first, second = penalty(world, 61), penalty(world, 62)
    burdened(world, "designation", [first, second])
    annulled(world, first, FELL)
    assert (reviews(), len(reviews("ground_lessened"))) == ([], 1)
    assert (len(listings()), asked(world, "honour", FELL)) == (1, "no")
    with refusal("CASE-E168"):
        step(world, reviews("ground_lessened")[0][0], "go_over", REVIEWER, date(2026, 6, 2))
    annulled(world, second, date(2026, 6, 3))
    assert (len(reviews()), len(reviews("ground_lessened"))) == (1, 1)
    assert (listings(), asked(world, "honour", date(2026, 6, 3))) == ([], "yes")
    step(world, reviews()[0][0], "remove", OUTSIDE_TOO, date(2026, 6, 4))
    assert [one[3] for one in (*reviews(), *reviews("ground_lessened"))] == [True, True]


def test_a_mere_correction_takes_no_ground_away(world: World) -> None:
    """Promise: the record stands with other content; what rests on it is looked at, not stopped."""
    ground = penalty(world, 61)
    burdened(world, "designation", [ground])
    case = contested(world, ground, FELL)
    less = {"finding": "wrong", "correction": "fine=600000", "reasons": "金额有误"}
    step(world, case, "correct", OUTSIDE_TOO, FELL, less)
    assert (reviews(), len(reviews("ground_lessened"))) == ([], 1)
    assert (len(listings()), asked(world, "honour", FELL)) == (1, "no")


def test_time_removes_what_nobody_decided_and_redress_opens(world: World) -> None:
    """Promise: a keeper that does nothing keeps nothing: the listing goes, with its redress."""
    ground = penalty(world, 61)
    case = burdened(world, "designation", [ground])
    annulled(world, ground, FELL)
    review = reviews()[0][0]
    with refusal("CASE-E020"):
        step(world, review, "remove", BY_TIME, date(2026, 6, 25))
    step(world, review, "remove", BY_TIME, date(2026, 7, 3))
    assert (reviews()[0][3], listings()) == (True, [])
    assert [one.template for one in file(review).letters][-1] == "redecision_milder"
    assert [about for _, _, about, _ in reviews("redress")][-1] == str(review)
    assert asked(world, "honour", date(2026, 7, 3)) == "yes"
    assert entry_of(case) not in [one.seq for one in disclosed(KEY, ["serious_list"])]


def test_nothing_is_kept_that_nothing_bears(world: World) -> None:
    """Promise: only a record that was stated again lets a listing stand, and from service on."""
    ground = penalty(world, 61)
    burdened(world, "designation", [ground])
    annulled(world, ground, FELL)
    review = reviewed(world)
    why = {"reasons": "已重新提供", "reply_to_defence": "无"}
    with refusal("CASE-E167"):
        step(world, review, "keep", OUTSIDE_TOO, date(2026, 6, 12), why)
    penalty(world, 61)
    step(world, review, "keep", OUTSIDE_TOO, date(2026, 6, 12), why)
    assert listings() == []
    served(world, review, "ground_kept", date(2026, 6, 15))
    assert len(listings()) == 1
    assert len(reviews()) == 1


def test_a_ground_that_falls_between_decision_and_service_is_not_overlooked(world: World) -> None:
    """Promise: what begins with the service on a ground that fell is withheld in the same act."""
    ground = penalty(world, 61)
    case = burdened(world, "designation", [ground], serve=False)
    annulled(world, ground, date(2026, 5, 21))
    assert reviews() == []
    served(world, case, "list_decision", LISTED)
    assert (len(reviews()), listings(), asked(world, "honour", LISTED)) == (1, [], "yes")


def test_what_another_case_removed_meanwhile_does_not_come_back(world: World) -> None:
    """Promise: a case that withheld a record states nothing anew that was found wrong since."""
    ground = penalty(world, 61)
    case = burdened(world, "designation", [ground])
    annulled(world, ground, FELL)
    review = reviewed(world)
    annulled(world, entry_of(case), date(2026, 6, 11), "list_entry")
    assert listings() == []
    penalty(world, 61)
    why = {"reasons": "已重新提供", "reply_to_defence": "无"}
    step(world, review, "keep", OUTSIDE_TOO, date(2026, 6, 12), why)
    served(world, review, "ground_kept", date(2026, 6, 15))
    assert listings() == []


def reviewed(world: World) -> int:
    """Lead the review to the desk of who decides; return it."""
    review = reviews()[0][0]
    found = {"facts": "依据已撤销", "evidence": "案卷", "legal_basis": "依据"}
    step(world, review, "tell", OUTSIDE, date(2026, 6, 2), found)
    served(world, review, "redecision_findings", date(2026, 6, 3))
    opinion = {"legal_opinion": "合法", "secrecy_review": "无涉密"}
    step(world, review, "opine", LEGAL, date(2026, 6, 11), opinion)
    return review


def filed(world: World, folder: Path, on: date, **changed: str) -> int:
    """Let market regulation state a penalty of the entity by file; return its entry in force."""
    row = by_file(CF_XDR_SHXYM=KEY.partition(":")[2], CF_XDR_MC=NAME, **changed)
    sent(world, folder, [row], on, "market_regulation")
    return in_force_entry("77号")


def test_what_a_file_takes_back_stops_what_rests_on_it(world: World, tmp_path: Path) -> None:
    """Promise: in the transaction of the file: withheld, not enforced, a case with its letter."""
    ground = filed(world, tmp_path, date(2026, 5, 5))
    burdened(world, "designation", [ground])
    assert (len(listings()), asked(world, "honour", LISTED)) == (1, "no")
    filed(world, tmp_path, FELL, CF_ZT="1")
    ((review, _, _, _),) = reviews()
    assert (listings(), asked(world, "honour", FELL)) == ([], "yes")
    assert [one.template for one in file(review).letters] == ["ground_fallen_notice"]
    assert file(review).events[0].actor == BY_FILE.account
    assert verify() == ()
    with refusal("CASE-E167"):
        why = {"reasons": "r", "reply_to_defence": "无"}
        step(world, reviewed(world), "keep", OUTSIDE_TOO, date(2026, 6, 12), why)


def test_a_file_that_names_another_entity_takes_the_ground_of_the_first(
    world: World, tmp_path: Path
) -> None:
    """Promise: whoever was listed on what was another's is withheld from the list."""
    ground = filed(world, tmp_path, date(2026, 5, 5))
    burdened(world, "designation", [ground])
    row = by_file(CF_XDR_SHXYM=OTHER.partition(":")[2], CF_XDR_MC="云州清岚虚构食品有限公司")
    sent(world, tmp_path, [row], FELL, "market_regulation")
    assert (len(reviews()), listings()) == (1, [])


def test_a_file_that_corrects_lets_it_stand(world: World, tmp_path: Path) -> None:
    """Promise: another fine is looked at and stops nothing; the same again is not looked at."""
    ground = filed(world, tmp_path, date(2026, 5, 5))
    burdened(world, "designation", [ground])
    filed(world, tmp_path, date(2026, 5, 29), CF_SY="宣传页、网页与实物不符")
    assert (reviews(), reviews("ground_lessened")) == ([], [])
    filed(world, tmp_path, FELL, CF_NR_FK="2.0")
    assert (reviews(), len(reviews("ground_lessened"))) == ([], 1)
    assert (len(listings()), asked(world, "honour", FELL)) == (1, "no")
