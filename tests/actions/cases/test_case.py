"""Cases through the actions: objections upheld and rejected, bars, recalls, services."""

from collections.abc import Mapping
from datetime import date

import pytest
from django.db import connection
from tests.actions.case_world import (
    HANDLER,
    KEY,
    OBJECTOR,
    REVIEWER,
    STRANGER,
    TAX,
    World,
    build,
)

from goodstanding.actions.cases.actor import BY_TIME, Acting
from goodstanding.actions.cases.acts import open_case, take_step
from goodstanding.actions.cases.record import refold
from goodstanding.actions.cases.serve import recall, serve
from goodstanding.actions.offices.account import set_account
from goodstanding.actions.offices.notes import appoint_deputy
from goodstanding.actions.upkeep import rebuild
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.read import CaseData, read_case
from goodstanding.store.ledger.dump import dump_digest
from goodstanding.store.ledger.verify import verify
from goodstanding.store.queries.archive import archive, entity_by_key
from goodstanding.store.queries.public_view import public_view

pytestmark = pytest.mark.usefixtures("database")

OPENED = date(2026, 4, 29)
CLAIM = {"claim": "处罚决定已撤销", "ground": "facts"}
TOLD = {"finding": "right", "facts": "经核查属实", "evidence": "卷宗", "legal_basis": "依据"}


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """A penalty and a listing of one entity."""
    del database
    return build(policy)


def objection(world: World, about: str = "penalty", procedure: str = "objection") -> int:
    """Open an objection of the entity against one of its records."""
    kind = "record" if about == "penalty" else "list_entry"
    return open_case(
        procedure,
        kind,
        str(world.entries[about]),
        acting=OBJECTOR,
        form=CLAIM,
        on=OPENED,
        policy=world.policy,
        seed=world.seed(),
    )


def step(
    world: World,
    case: int,
    name: str,
    acting: Acting,
    on: date,
    form: Mapping[str, str] | None = None,
    seen: int | None = None,
) -> int:
    """Take a step."""
    return take_step(
        case,
        name,
        acting=acting,
        form=form or {},
        on=on,
        policy=world.policy,
        seed=world.seed(),
        seen=seen,
    )


def file(case: int) -> CaseData:
    """Return a case's file, which must be there."""
    found = read_case(case)
    assert found is not None
    return found


def served(world: World, case: int, template: str, on: date) -> None:
    """Serve the latest letter of a template, by electronic means."""
    letter = [one for one in file(case).letters if one.template == template][-1]
    serve(
        letter.id,
        mode="electronic",
        recipient=KEY,
        day=on,
        proof="E-1",
        acting=HANDLER,
        on=on,
        policy=world.policy,
        seed=world.seed(),
    )


def in_force() -> dict[str, dict[str, str]]:
    """Return the entity's records in force: number of the decision to fields."""
    entity = entity_by_key(KEY)
    assert entity is not None
    return {one.natural_key: dict(one.fields) for one in archive(entity.number)}


def refusal(code: str) -> pytest.RaisesExc[Refused]:
    """Expect a refusal with this code."""
    return pytest.raises(Refused, match=code)


def states() -> list[tuple[object, ...]]:
    """Return where each case stands, as derived."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_id, state, ended, events, mark FROM case_standing ORDER BY 1")
        return [tuple(row) for row in cursor.fetchall()]


def test_an_objection_that_is_right_corrects_the_record(world: World) -> None:
    """Promise: from opening to correction each act is one event, and the record reads as found."""
    case = objection(world)
    assert states() == [(case, "received", False, 1, "under_objection")]
    step(world, case, "acknowledge", HANDLER, date(2026, 4, 30))
    step(
        world,
        case,
        "correct",
        REVIEWER,
        date(2026, 5, 6),
        {
            "finding": "right",
            "reasons": "金额录入有误",
            "correction": "fine=120000\nviolation=标签瑕疵",
        },
    )
    data = file(case)
    assert [one.step for one in data.events] == ["open", "acknowledge", "correct"]
    assert (data.department, data.year, data.number) == ("market_regulation", 2026, 1)
    fields = in_force()["云市监罚〔2026〕41号"]
    assert (fields["fine"], fields["violation"]) == ("120000", "标签瑕疵")
    assert fields["decision_day"] == "2026-04-02"
    told = {one.effect: one for one in data.effects}
    assert told["correct_record"].entry is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT department FROM receiver_receipt ORDER BY department")
        departments = [name for (name,) in cursor.fetchall()]
    assert "market_regulation" not in departments
    assert "tax_bureau" in departments
    assert verify() == ()


def test_an_objection_that_is_wrong_is_rejected_after_notice_and_time(world: World) -> None:
    """Promise: no rejection before the findings were served and the time to answer is over."""
    case = objection(world)
    step(world, case, "acknowledge", HANDLER, date(2026, 4, 30))
    step(world, case, "tell", HANDLER, date(2026, 5, 6), TOLD)
    reject = {"finding": "right", "reasons": "属实", "reply_to_defence": "无新证据"}
    with refusal("CASE-E014"):
        step(world, case, "reject", REVIEWER, date(2026, 5, 20), reject)
    served(world, case, "objection_findings", date(2026, 5, 7))
    with refusal("CASE-E015"):
        step(world, case, "reject", REVIEWER, date(2026, 5, 8), reject)
    office = "market_decisions"
    for login in ("officer-chen", "officer-lin"):
        set_account(login, password=None, offices=[office], keys=[], policy=world.policy)
    appoint_deputy(
        "officer-lin",
        "officer-chen",
        office,
        first=date(2026, 5, 20),
        last=date(2026, 5, 20),
        reason="年休假",
        acting=HANDLER,
        on=date(2026, 5, 8),
        policy=world.policy,
    )
    with refusal("CASE-E013"):
        both = Acting("officer-lin", office, deputy_for=frozenset({"officer-chen"}))
        step(world, case, "reject", both, date(2026, 5, 20), reject)
    with refusal("CASE-E010"):
        step(world, case, "reject", TAX, date(2026, 5, 20), reject)
    before = in_force()
    step(world, case, "reject", REVIEWER, date(2026, 5, 20), reject)
    assert in_force() == before
    assert states()[0][1:3] == ("rejected", True)
    assert [one.template for one in file(case).letters][-1] == "objection_rejected"


def test_only_the_party_objects_and_only_once_at_a_time(world: World) -> None:
    """Promise: nobody speaks for another, and one thing has one running case of a kind."""
    with refusal("CASE-E009"):
        open_case(
            "objection",
            "record",
            str(world.entries["penalty"]),
            acting=STRANGER,
            form=CLAIM,
            on=OPENED,
            policy=world.policy,
            seed=world.seed(),
        )
    objection(world)
    with refusal("CASE-E117"):
        objection(world)
    assert len(states()) == 1


def test_a_removed_entry_leaves_every_view_and_is_acknowledged(world: World) -> None:
    """Promise: what was removed is in force nowhere, and effects of one step agree."""
    case = objection(world, "listing")
    step(world, case, "acknowledge", HANDLER, date(2026, 4, 30))
    step(
        world,
        case,
        "remove",
        REVIEWER,
        date(2026, 5, 6),
        {"finding": "wrong", "reasons": "主体认错"},
    )
    assert "云市监列〔2026〕3号" not in in_force()
    done = [one.effect for one in file(case).effects if one.detail.get("removed")]
    assert done == ["withdraw_record", "leave_list"]
    assert verify() == ()


def test_time_takes_only_the_step_that_the_pack_gives_it(world: World) -> None:
    """Promise: silence ends disclosure after the provider's time, and never before."""
    case = objection(world)
    step(world, case, "acknowledge", HANDLER, date(2026, 4, 30))
    step(world, case, "ask_provider", HANDLER, date(2026, 5, 7), {"question": "金额"})
    with refusal("CASE-E020"):
        step(world, case, "end_disclosure", BY_TIME, date(2026, 5, 12))
    step(world, case, "end_disclosure", BY_TIME, date(2026, 5, 13))
    assert "云市监罚〔2026〕41号" not in in_force()


def test_a_letter_is_recalled_before_it_left_and_never_after(world: World) -> None:
    """Promise: the step that drafted it counts no more; its trace and its number stay."""
    case = objection(world)
    step(world, case, "acknowledge", HANDLER, date(2026, 4, 30))
    step(world, case, "tell", HANDLER, date(2026, 5, 6), TOLD)

    def take_back(acting: Acting, on: date) -> int:
        return recall(
            file(case).letters[-1].id,
            acting=acting,
            reason="错字",
            on=on,
            policy=world.policy,
            seed=world.seed(),
        )

    with refusal("CASE-E112"):
        take_back(REVIEWER, date(2026, 5, 6))
    take_back(HANDLER, date(2026, 5, 6))
    assert states()[0][1] == "checking"
    with refusal("CASE-E107"):
        served(world, case, "objection_findings", date(2026, 5, 6))
    step(world, case, "tell", HANDLER, date(2026, 5, 6), TOLD)
    assert [one.number for one in file(case).letters] == [1, 2, 3]
    served(world, case, "objection_findings", date(2026, 5, 7))
    with refusal("CASE-E110"):
        take_back(HANDLER, date(2026, 5, 7))
    assert verify() == ()


def test_a_public_notice_is_the_last_resort_and_lasts(world: World) -> None:
    """Promise: clocks start at effective service; a notice counts after its days, not before."""
    case = objection(world)
    letter = file(case).letters[0]

    def attempt(mode: str, day: date, *, delivered: bool) -> int:
        return serve(
            letter.id,
            mode=mode,
            recipient=KEY,
            day=day,
            proof="P-1",
            acting=HANDLER,
            on=day,
            policy=world.policy,
            seed=world.seed(),
            delivered=delivered,
        )

    with refusal("CASE-E109"):
        attempt("public_notice", date(2026, 8, 3), delivered=True)
    with refusal("CASE-E108"):
        attempt("pigeon", date(2026, 8, 3), delivered=True)
    attempt("post", date(2026, 5, 20), delivered=False)
    attempt("public_notice", date(2026, 8, 3), delivered=False)
    with refusal("CASE-E109"):
        attempt("public_notice", date(2026, 9, 1), delivered=True)
    attempt("public_notice", date(2026, 9, 2), delivered=True)
    told = file(case).letters[0].served
    assert told is not None
    assert told.day == date(2026, 9, 2)
    assert verify() == ()


def test_who_saw_an_older_case_is_told_that_it_moved_on(world: World) -> None:
    """Promise: an act that rests on what is no longer so does nothing, and says who was first."""
    case = objection(world)
    step(world, case, "acknowledge", HANDLER, date(2026, 4, 30), seen=1)
    before = dump_digest()
    with refusal("CASE-E102"):
        step(world, case, "drop", OBJECTOR, date(2026, 4, 30), seen=1)
    assert dump_digest() == before


def test_a_disputed_record_says_so_while_the_case_runs(world: World) -> None:
    """Promise: the mark is on the record in the archive and on its page, until the case ends."""
    case = objection(world)
    entity = entity_by_key(KEY)
    assert entity is not None

    def disputed() -> dict[str, bool]:
        return {one.natural_key: one.disputed for one in archive(entity.number)}

    def shown() -> dict[str, bool]:
        view = public_view(KEY, policy=world.policy, on=OPENED, today=OPENED)
        assert view is not None
        return {one.kept.natural_key: one.standing.disputed for one in view.records}

    marked = {"r1": False, "云市监罚〔2026〕41号": True, "云市监列〔2026〕3号": False}
    assert disputed() == marked
    assert {name: shown()[name] for name in list(marked)[1:]} == dict(list(marked.items())[1:])
    step(world, case, "drop", OBJECTOR, date(2026, 4, 30))
    assert set(disputed().values()) == {False}


def test_what_pauses_at_once_comes_back_where_the_objection_fails(world: World) -> None:
    """Promise: a record under an objection on identity is shown nowhere; then it is as it was."""
    number = "云市监罚〔2026〕41号"
    before = in_force()[number]
    case = objection(world, procedure="identity_objection")
    assert number not in in_force()
    step(world, case, "drop", OBJECTOR, date(2026, 4, 30))
    assert number not in in_force(), "what comes back waits for the service of its letter"
    served(world, case, "objection_dropped", date(2026, 4, 30))
    assert in_force()[number] == before
    case = objection(world, procedure="identity_objection")
    step(world, case, "acknowledge", HANDLER, date(2026, 4, 30))
    step(world, case, "remove", REVIEWER, date(2026, 5, 6), {"finding": "wrong", "reasons": "认错"})
    assert number not in in_force()
    rebuilt = dump_digest()
    rebuild(policy=world.policy)
    assert dump_digest() == rebuilt
    assert verify() == ()


def test_standings_are_folded_anew_to_the_same_bytes(world: World) -> None:
    """Promise: what is derived of cases is dropped and comes back the same."""
    case = objection(world)
    objection(world, "listing")
    step(world, case, "acknowledge", HANDLER, date(2026, 4, 30))
    before = dump_digest()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE case_standing SET state = 'forged', mark = ''")
    assert dump_digest() != before
    assert refold(policy=world.policy) == 2
    assert dump_digest() == before
