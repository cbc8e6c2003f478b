"""The party learns an act's outcome from its letter, once it is served, and from no page before."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from html import unescape

import pytest
from django.db import transaction
from tests.actions.case_world import HANDLER, KEY, OBJECTOR, REVIEWER, World, build
from tests.actions.cases.test_case import file, refusal, served, step
from tests.actions.cases.test_designation import ready
from tests.doors.web.desk_world import Desk, browser, make_accounts
from tests.stories.requirements.ground import NUMBER, OUTSIDE, OUTSIDE_TOO, listed, opened

from goodstanding.actions.cases.acts import note_hearing
from goodstanding.actions.cases.evidence import attach
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.checks import Answered, Asking, Reason, hold_log, log_checks
from goodstanding.store.queries.archive import entity_by_key
from goodstanding.store.queries.changes import Cursor, changes
from goodstanding.store.queries.report import report_on

pytestmark = pytest.mark.usefixtures("database")
COMING = "A letter to you is on its way; what it says stands here once it is served."
FOUND = {"finding": "right", "facts": "属实", "evidence": "原件", "legal_basis": "示范依据"}
NO = {"finding": "right", "reasons": "与原卷一致", "reply_to_defence": "未陈述"}
YES = {"finding": "wrong", "reasons": "主体认错"}
SOON, DECIDED, ARRIVED = date(2026, 5, 26), date(2026, 6, 10), date(2026, 6, 12)


@pytest.fixture
def desk(policy: Policy, database: object, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The cases' world with accounts."""
    del database
    world = build(policy)
    make_accounts(world)
    desk = Desk(world, monkeypatch)
    desk.on(SOON)
    return desk


def seen_by_the_party(case: int) -> dict[str, str]:
    """Return every page and download on which the party meets its case, without its tokens."""
    client = browser("agent-1")
    found = {}
    for name in (
        f"/en/desk/case/{case}",
        "/en/desk",
        "/en/desk?ended=yes",
        "/en/desk/deadlines.ics",
        f"/en/desk/file/{KEY}",
        f"/zh/desk/case/{case}",
    ):
        answer = client.get(name)
        words = f"{answer.status_code} {answer.content.decode()}"
        words = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", words)
        words = re.sub(r"DTSTAMP:\w+|nonce-[\w+/=-]+|#record-\d+", "", unescape(words))
        found[name] = words
    return found


def objection(world: World, on: date = SOON) -> int:
    """Let the entity object to its penalty, and the department take it up."""
    about, form = str(world.entries["penalty"]), {"claim": "认错", "ground": "facts"}
    case = opened(world, "objection", "record", about, OBJECTOR, on, form)
    step(world, case, "acknowledge", OUTSIDE, on)
    return case


def without(pages: Mapping[str, str]) -> dict[str, str]:
    """Return pages without the one sentence that says that something is on its way."""
    coming = "有一份给你单位的文书正在送达，送达后内容在此显示。"
    return {
        name: re.sub(rf"\s*(?:{re.escape(COMING)}|{coming})", "", words)
        for name, words in pages.items()
    }


def told_only_when_served(
    desk: Desk, case: int, act: Callable[[], object], *, letter: str, outcome: str
) -> None:
    """An act changes nothing that the party reads but one sentence, until its letter arrives."""
    desk.on(DECIDED)
    before = seen_by_the_party(case)
    act()
    after = seen_by_the_party(case)
    assert COMING in after[f"/en/desk/case/{case}"]
    assert without(after) == before
    page = browser("officer-lin").get(f"/en/desk/case/{case}").content.decode()
    assert outcome in page, "officers read it at once"
    served(desk.world, case, letter, ARRIVED)
    desk.on(ARRIVED)
    page = seen_by_the_party(case)[f"/en/desk/case/{case}"]
    assert COMING not in page
    assert outcome in page


def test_a_notice_tells_nothing_before_it_is_served(desk: Desk) -> None:
    """That something is intended is read in the notice first."""
    case = objection(desk.world)
    told_only_when_served(
        desk,
        case,
        lambda: step(desk.world, case, "tell", OUTSIDE, DECIDED, FOUND),
        letter="objection_findings",
        outcome="Stands at “Told why it may fail”",
    )


def test_a_refusal_tells_nothing_before_it_is_served(desk: Desk) -> None:
    """Not in the list, not among what ended, not in the file, not in the calendar."""
    world = desk.world
    case = objection(world)
    step(world, case, "tell", OUTSIDE, SOON, FOUND)
    served(world, case, "objection_findings", date(2026, 5, 27))
    told_only_when_served(
        desk,
        case,
        lambda: step(world, case, "reject", OUTSIDE_TOO, DECIDED, NO),
        letter="objection_rejected",
        outcome=": Rejected.",
    )


def test_what_was_found_wrong_and_its_redress_are_told_by_the_letter(desk: Desk) -> None:
    """The case that an untold act opened would tell it as well: it is not there yet."""
    world = desk.world
    case = objection(world)
    desk.on(DECIDED)
    before = seen_by_the_party(case)[f"/en/desk/case/{case}"]
    step(world, case, "correct", OUTSIDE_TOO, DECIDED, {**YES, "correction": "fine=120000"})
    assert without({"": seen_by_the_party(case)[f"/en/desk/case/{case}"]})[""] == before
    (opening,) = [one for one in file(case).effects if one.effect == "open_case"]
    redress, agent = opening.detail["case"], browser("agent-1")
    assert agent.get(f"/en/desk/case/{redress}").status_code == 404
    assert f"/desk/case/{redress}" not in agent.get("/en/desk").content.decode()
    assert browser("officer-lin").get(f"/en/desk/case/{redress}").status_code == 200
    served(world, case, "objection_upheld", ARRIVED)
    desk.on(ARRIVED)
    assert ": Upheld." in agent.get(f"/en/desk/case/{case}").content.decode()
    assert agent.get(f"/en/desk/case/{redress}").status_code == 200
    assert f"/desk/case/{redress}" in agent.get("/en/desk").content.decode()


def surfaces(desk: Desk, since: Cursor) -> dict[str, str]:
    """Return what anybody is told of the entity today: pages, data, report, mirror."""
    world, day = desk.world, DECIDED
    entity = entity_by_key(KEY)
    assert entity is not None
    found = changes(since, policy=world.policy, on=day)
    anybody = browser()
    return {
        "page": anybody.get(f"/en/entity/{KEY}").content.decode(),
        "earlier": anybody.get(f"/zh/entity/{KEY}?on=2026-05-01").content.decode(),
        "twin": anybody.get(f"/en/entity/{KEY}.json").content.decode(),
        "ways out": anybody.get(f"/en/entity/{KEY}/plan").content.decode(),
        "report": str(report_on(entity, whole=True, on=day, policy=world.policy)),
        "mirror": str([one.record.fields for one in found.rows]),
    }


def test_what_is_removed_is_gone_everywhere_at_once_and_nothing_public_says_why(
    desk: Desk,
) -> None:
    """The benefit does not wait for the post; the act, its case and its letter are in none of it.

    Nor does the entity's own page say of an answer "no" that it was wrong, until the letter came.
    """
    world = desk.world
    wrong = world.entries["penalty"]
    asking = Asking("tender-1", "permits_office", "licensing")
    no = Answered(KEY, "public_tender", "no", "依据", None, (Reason("debar", 1, (wrong,)),))
    with transaction.atomic():
        hold_log()
        log_checks([(no, asking)], on=SOON, policy="")
    case = objection(world)
    desk.on(DECIDED)
    before, rights = surfaces(desk, Cursor()), f"/en/desk/file/{KEY}/rights"
    given = changes(Cursor(), policy=world.policy, on=DECIDED).next
    assert all(NUMBER in words for words in before.values())
    step(world, case, "remove", OUTSIDE_TOO, DECIDED, YES)
    done = file(case)
    for name, words in surfaces(desk, Cursor()).items():
        assert NUMBER not in words, name
        for told in (done.reference, "withdraw_record", "Upheld", YES["reasons"]):
            assert told not in words, (name, told)
        letters = [f"{one.department}-{one.year}-{one.number}" for one in done.letters]
        assert not any(one in words for one in letters), name
    mirror = changes(given, policy=world.policy, on=DECIDED)
    assert any(NUMBER in str(key) for key in mirror.removed)
    agent = browser("agent-1")
    wrong_since = "put right since"
    page = agent.get(rights)
    assert page.status_code == 200
    assert wrong_since not in page.content.decode()
    served(world, case, "objection_upheld", ARRIVED)
    desk.on(ARRIVED)
    assert wrong_since in agent.get(rights).content.decode()


def test_a_listing_tells_nothing_before_it_is_served(desk: Desk) -> None:
    """The heaviest outcome of all, and a case that an officer opened."""
    case, form = ready(desk.world)
    told_only_when_served(
        desk,
        case,
        lambda: step(desk.world, case, "list", REVIEWER, DECIDED, form),
        letter="list_decision",
        outcome=": Listed.",
    )


def test_what_the_party_tries_meanwhile_is_refused_in_words_that_tell_nothing(desk: Desk) -> None:
    """It is told that a letter comes; not by which step the case moved, nor where it stands."""
    world = desk.world
    case = objection(world)
    desk.on(DECIDED)
    seen = len(file(case).events)
    step(world, case, "remove", OUTSIDE_TOO, DECIDED, YES)
    for last in (seen, len(file(case).events), None):
        with refusal("CASE-E126"):
            step(world, case, "drop", OBJECTOR, DECIDED, seen=last)
    act = {"acting": OBJECTOR, "on": DECIDED, "policy": world.policy, "seed": world.seed()}
    with refusal("CASE-E126"):
        note_hearing(case, "requested", form={}, **act)  # type: ignore[arg-type]
    with refusal("CASE-E126"):
        attach(case, b"%PDF-1.4\n%%EOF\n", name="a.pdf", **act)  # type: ignore[arg-type]
    with refusal("CASE-E005"):
        step(world, case, "abolish", OBJECTOR, DECIDED)
    answer = browser("agent-1").post(f"/en/desk/case/{case}/drop", {"seen": str(seen)})
    words = answer.content.decode()
    assert answer.status_code >= 400
    assert "CASE-E126" in words
    for told in ("Upheld", "Remove", "remove"):
        assert told not in words


def test_what_the_party_did_itself_and_what_binds_it_to_nothing_is_told_at_once(
    desk: Desk,
) -> None:
    """A receipt, a request to another, its own withdrawal: no letter must arrive first."""
    world = desk.world
    case = objection(world)
    agent = browser("agent-1")
    assert "Checking own data" in agent.get(f"/en/desk/case/{case}").content.decode()
    step(world, case, "ask_provider", OUTSIDE, SOON, {"question": "有无原件"})
    assert "With the provider" in agent.get(f"/en/desk/case/{case}").content.decode()
    step(world, case, "tell", OUTSIDE, SOON, FOUND)
    page = agent.get(f"/en/desk/case/{case}").content.decode()
    assert COMING in page
    step(world, case, "drop", OBJECTOR, SOON)
    page = agent.get(f"/en/desk/case/{case}").content.decode()
    assert COMING not in page
    assert ": Withdrawn." in page


def test_a_file_keeps_its_number_while_a_letter_is_on_its_way(desk: Desk) -> None:
    """What an officer attached meanwhile is not told, and what the party cites stays what it is."""
    world = desk.world
    case = objection(world)
    step(world, case, "tell", OUTSIDE, DECIDED, FOUND)
    desk.on(DECIDED)
    numbers = [
        attach(
            case,
            words.encode(),
            name=name,
            acting=acting,
            on=DECIDED,
            policy=world.policy,
            seed=world.seed(),
        )
        for acting, name, words in ((OUTSIDE, "a.txt", "officer"), (OBJECTOR, "b.txt", "party"))
    ]
    assert numbers == [1, 2]
    agent = browser("agent-1")
    assert agent.get(f"/en/desk/case/{case}/files/1").status_code == 404
    assert agent.get(f"/en/desk/case/{case}/files/2").content == b"party"


def test_a_protective_order_is_no_case_of_the_party_before_it_is_served(desk: Desk) -> None:
    """What was ordered about it is told by the order; until then it binds nobody."""
    world = desk.world
    form = {
        "urgency": "紧急",
        "facts": "属实",
        "legal_basis": "示范依据",
        "measures": "honours_limit/serious_list",
        "body": "honours_unit",
        "evidence": f"record:{world.entries['penalty']}",
    }
    case = opened(
        world, "protective_measure", "entity", KEY, HANDLER, SOON, form, "market_regulation"
    )
    about = (
        f"/en/desk/ask/refusal/{case}",
        f"/en/desk/ask/case/{case}",
        f"/en/desk/begin/reconsideration_mark/refusal/{case}",
    )
    for address in (f"/en/desk/case/{case}", *about):
        assert browser("agent-1").get(address).status_code == 404, address
    served(world, case, "protective_order", date(2026, 5, 27))
    for address in (f"/en/desk/case/{case}", *about[:2]):
        assert browser("agent-1").get(address).status_code == 200, address


def test_listed_cases_of_others_are_untouched(desk: Desk) -> None:
    """Officers' lists and pages say where a case stands, served or not."""
    case = listed(desk.world)
    page = browser("officer-lin").get(f"/en/desk/case/{case}").content.decode()
    assert ": Listed." in page
