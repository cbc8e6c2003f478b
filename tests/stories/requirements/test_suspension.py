"""What was suspended lasts as long as the dispute that it belongs to, and then goes on."""

from dataclasses import replace
from datetime import date

import pytest
from tests.actions.case_world import HANDLER, OBJECTOR, REVIEWER, World
from tests.actions.cases.test_case import CLAIM, TOLD, file, in_force, refusal, served, step
from tests.actions.cases.test_designation import asked
from tests.doors.web.desk_world import Desk
from tests.stories.requirements.ground import (
    LEGAL,
    OUTSIDE,
    OUTSIDE_TOO,
    listed,
    opened,
    shown,
    view,
)

from goodstanding.core.procedures.case_shape import OUTCOME
from goodstanding.store.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("database")
GRANTED, LATER, LAST = date(2026, 5, 26), date(2026, 5, 28), date(2026, 6, 15)
COURT = {"forum": "市人民政府", "file_number": "云府复〔2026〕9号"}
SECRECY = {"legal_opinion": "程序合法", "secrecy_review": "不含秘密"}
GROUNDS = {"facts": "期限内没有提出异议", "evidence": "收件登记", "legal_basis": "示范依据"}
ENDS = "2029-05-20"
"""The last day of the listing, as the public page shows it."""


def suspended(world: World) -> tuple[int, str]:
    """Lead a listing to its service and let it be suspended; return the case and the entry."""
    (entry,) = [one.entry for one in file(listed(world)).effects if one.effect == "enter_list"]
    form = {"claim": "请求暂停", "undoable": "投标截止"}
    about = str(entry)
    give = (OBJECTOR, date(2026, 5, 25), form)
    request = opened(world, "suspension_request", "list_entry", about, *give)
    step(world, request, "suspend", OUTSIDE_TOO, GRANTED)
    return request, about


def stands(desk: Desk, on: date) -> bool:
    """Return whether the listing burdens on a day; desk, page and archive must agree on it."""
    desk.on(on)
    said = {
        asked(desk.world, "honour", on) == "no",
        ENDS in shown(),
        any(ENDS in fields.values() for fields in in_force().values()),
    }
    assert len(said) == 1, said
    return said.pop()


def rejected(world: World, about: str) -> int:
    """Lead an objection to its rejection."""
    contest = opened(world, "objection", "list_entry", about, OBJECTOR, GRANTED, CLAIM)
    step(world, contest, "acknowledge", OUTSIDE, date(2026, 5, 27))
    step(world, contest, "tell", OUTSIDE, LATER, TOLD)
    served(world, contest, "objection_findings", LATER)
    return contest


def test_it_lasts_until_the_objection_is_decided_and_then_goes_on(desk: Desk) -> None:
    """A record out of sight can be disputed; rejected, the suspension is over and it is back."""
    world = desk.world
    request, about = suspended(world)
    assert not stands(desk, GRANTED)
    contest = rejected(world, about)
    assert not stands(desk, LATER)
    reject = {"finding": "right", "reasons": "属实", "reply_to_defence": "无新证据"}
    step(world, contest, "reject", OUTSIDE_TOO, LAST, reject)
    assert not stands(desk, LAST), "nothing burdens again before the decision is served"
    assert view(world, request, LAST).state == "suspended"
    served(world, contest, "objection_rejected", LAST)
    assert stands(desk, LAST)
    assert view(world, request, LAST).state == "settled"
    assert file(request).events[-1].actor == OUTCOME.id
    assert verify() == ()


def test_it_lasts_as_long_as_any_dispute_of_the_same_thing(desk: Desk) -> None:
    """One dispute that is dropped ends nothing while another runs; with the last it ends."""
    world = desk.world
    request, about = suspended(world)
    contest = rejected(world, about)
    mark = opened(world, "reconsideration_mark", "list_entry", about, OBJECTOR, LATER, COURT)
    step(world, contest, "drop", OBJECTOR, LATER)
    assert not stands(desk, LATER)
    assert view(world, request, LATER).state == "suspended"
    step(world, mark, "uphold", OUTSIDE, LAST, {"outcome_document": "维持决定书"})
    assert not stands(desk, LAST)
    served(world, mark, "outcome_upheld", LAST)
    assert stands(desk, LAST)


def test_a_decision_lifts_it_after_telling_and_hearing(desk: Desk) -> None:
    """Who would lift it tells the party and hears it; another officer decides, with reasons."""
    world = desk.world
    request, _ = suspended(world)
    why = {"reasons": "没有提出异议", "reply_to_defence": "未陈述"}
    with refusal("CASE-E007"):
        step(world, request, "lift", OUTSIDE_TOO, LATER, why)
    step(world, request, "warn", OUTSIDE, LATER, GROUNDS)
    with refusal("CASE-E014"):
        step(world, request, "lift", OUTSIDE_TOO, LATER, why)
    served(world, request, "resume_notice", LATER)
    assert not stands(desk, LATER), "a notice resumes nothing"
    step(world, request, "answer", OBJECTOR, LATER, {"defence": "拟提出异议"})
    with refusal("CASE-E013"):
        step(world, request, "lift", OUTSIDE, LAST, why)
    with refusal("CASE-E017"):
        step(world, request, "lift", OUTSIDE_TOO, LAST)
    step(world, request, "lift", OUTSIDE_TOO, LAST, why)
    assert file(request).letters[-1].template == "suspension_lifted"
    assert not stands(desk, LAST), "lifted by a letter, so from its service"
    served(world, request, "suspension_lifted", LAST)
    assert stands(desk, LAST)


def test_what_an_objection_removes_never_comes_back(desk: Desk) -> None:
    """Removed while it was suspended, the listing stays gone, and its measures are at an end."""
    world = desk.world
    request, about = suspended(world)
    contest = rejected(world, about)
    right = {"finding": "wrong", "reasons": "主体认错"}
    step(world, contest, "remove", OUTSIDE_TOO, LAST, right)
    assert not stands(desk, LAST)
    assert view(world, request, LAST).state == "settled"


def test_what_is_sent_back_is_decided_by_others_and_burdens_nobody_meanwhile(desk: Desk) -> None:
    """Remitted, it opens a case that those who decided before cannot take; it rests until then."""
    world = desk.world
    (entry,) = [one.entry for one in file(listed(world)).effects if one.effect == "enter_list"]
    about = str(entry)
    mark = opened(world, "reconsideration_mark", "list_entry", about, OBJECTOR, GRANTED, COURT)
    assert stands(desk, GRANTED)
    step(world, mark, "remit", HANDLER, LATER, {"outcome_document": "责令重作决定书"})
    assert not stands(desk, LATER)
    (next_,) = [one for one in file(mark).effects if one.effect == "open_case"]
    anew = int(next_.detail["case"])
    for before in (HANDLER, REVIEWER):
        with refusal("CASE-E012"):
            step(world, anew, "tell", before, date(2026, 5, 29), TOLD)
    told = {name: TOLD[name] for name in ("facts", "evidence", "legal_basis")}
    step(world, anew, "tell", OUTSIDE, date(2026, 5, 29), told)
    served(world, anew, "redecision_findings", date(2026, 5, 29))
    reasons = {"reasons": "重新查明", "reply_to_defence": "无新证据"}
    with refusal("CASE-E013"):
        step(world, anew, "opine", replace(OUTSIDE, office=LEGAL.office), LAST, SECRECY)
    with refusal("CASE-E007"):
        step(world, anew, "confirm", OUTSIDE_TOO, LAST, reasons)
    step(world, anew, "opine", LEGAL, LAST, SECRECY)
    with refusal("CASE-E013"):
        step(world, anew, "confirm", OUTSIDE, LAST, reasons)
    with refusal("CASE-E012"):
        step(world, anew, "confirm", REVIEWER, LAST, reasons)
    step(world, anew, "confirm", OUTSIDE_TOO, LAST, reasons)
    assert not stands(desk, LAST)
    served(world, anew, "redecision_confirmed", LAST)
    assert stands(desk, LAST)
