"""Drafts: typed, put forward, remarked on, returned, signed by another; and many at once."""

from datetime import date

import pytest
from tests.actions.case_world import HANDLER, OTHER_REVIEWER, REVIEWER, TAX, World, enter
from tests.actions.cases.test_case import objection, refusal, step
from tests.actions.offices.test_office import stand_in, world

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.drafts import (
    prepare_many,
    remark,
    save_draft,
    sign_draft,
    sign_many,
)
from goodstanding.actions.cases.handing import declare_interest, hand_over
from goodstanding.actions.cases.preview import preview
from goodstanding.core.procedures.numbers import Numbered, letter_words
from goodstanding.store.cases.drafts import draft_of
from goodstanding.store.cases.folded import fold_data
from goodstanding.store.cases.read import read_case
from goodstanding.store.ledger.dump import dump_digest
from goodstanding.store.ledger.verify import verify
from goodstanding.store.queries.office import receipt

__all__ = ["world"]
pytestmark = pytest.mark.usefixtures("database")

DAY = date(2026, 4, 30)
RIGHT = {"finding": "wrong", "reasons": "有误", "correction": "fine=100000"}
LEGAL = Acting("officer-law", "legal_office")


def checking(world: World, about: str = "penalty") -> int:
    """Open an objection and acknowledge it."""
    case = objection(world, about)
    step(world, case, "acknowledge", HANDLER, DAY)
    return case


def prepare(
    world: World, case: int, *, acting: Acting = HANDLER, legal: bool = False, **form: str
) -> None:
    """Put a correction forward."""
    given = {**RIGHT, **form}
    save_draft(
        case,
        "correct",
        form=given,
        acting=acting,
        on=DAY,
        policy=world.policy,
        forward=True,
        legal=legal,
    )


def sign(world: World, case: int, acting: Acting = REVIEWER) -> int:
    """Sign the correction."""
    return sign_draft(
        case, "correct", acting=acting, on=DAY, policy=world.policy, seed=world.seed()
    )


def said(world: World, case: int, words: str, acting: Acting, *, returned: bool = False) -> None:
    """Remark on the correction."""
    remark(
        case,
        "correct",
        words=words,
        acting=acting,
        on=DAY,
        policy=world.policy,
        returned=returned,
    )


def test_a_draft_goes_the_way_from_typing_to_signature(world: World) -> None:
    """Promise: saved with holes, put forward whole, remarked on, returned, mended, signed."""
    case = checking(world)
    events = len(read_case(case).events)  # type: ignore[union-attr]
    given = {"acting": HANDLER, "on": DAY, "policy": world.policy}
    save_draft(case, "correct", form={"reasons": "半句"}, **given)  # type: ignore[arg-type]
    draft = draft_of(case, "correct")
    assert draft is not None
    assert (draft.form["reasons"], draft.form["finding"], draft.state) == ("半句", "", "saved")
    with refusal("CASE-E017|CASE-E0"):
        prepare(world, case, finding="")
    with refusal("OFFICE-E020"):
        sign(world, case)
    prepare(world, case)
    with refusal("OFFICE-E021"):
        prepare(world, case)
    for own in (lambda: sign(world, case, HANDLER), lambda: said(world, case, "好", HANDLER)):
        with refusal("OFFICE-E023"):
            own()
    said(world, case, "理由再写清楚", REVIEWER, returned=True)
    prepare(world, case, reasons="复核发现录入有误")
    said(world, case, "可以", OTHER_REVIEWER)
    assert len(read_case(case).events) == events  # type: ignore[union-attr]
    sign(world, case)
    data = read_case(case)
    assert data is not None
    assert (data.events[-1].actor, data.events[-1].form["reasons"]) == (
        "officer-lin",
        "复核发现录入有误",
    )
    assert draft_of(case, "correct") is None
    assert verify() == ()


def test_the_legal_lane_is_closed_to_others_and_opens_by_its_word(world: World) -> None:
    """Promise: what went to the legal reviewer is signed after they spoke, and not before."""
    case = checking(world)
    prepare(world, case, legal=True)
    with refusal("OFFICE-E020"):
        sign(world, case)
    with refusal("OFFICE-E024"):
        said(world, case, "可以", REVIEWER)
    said(world, case, "依据充分", LEGAL)
    sign(world, case)


def test_nobody_prepares_or_signs_who_is_kept_out(world: World) -> None:
    """Promise: bars of the case hold for drafts; preparers are barred with their deputies."""
    case = checking(world)
    given = {"on": DAY, "policy": world.policy}
    with refusal("CASE-E009|OFFICE-E025|CASE-E010"):
        prepare(world, case, acting=TAX)
    declare_interest(
        case, "officer-wu", acting=OTHER_REVIEWER, reason="亲属", seed=world.seed(), **given
    )
    with refusal("OFFICE-E025"):
        prepare(world, case, acting=OTHER_REVIEWER)
    with refusal("OFFICE-E025"):
        save_draft(case, "open", form={}, acting=HANDLER, **given)
    with refusal("OFFICE-E025"):
        save_draft(case, "drop", form={}, acting=HANDLER, **given)
    stand_in(world, "officer-lin", "officer-chen", HANDLER)
    prepare(world, case)
    deputy = Acting("officer-lin", "market_cases", deputy_for=frozenset({"officer-chen"}))
    with refusal("OFFICE-E023"):
        sign(world, case, deputy)
    with refusal("CASE-E011|OFFICE-E025"):
        sign(world, case, OTHER_REVIEWER)
    sign(world, case)


def test_what_was_written_about_another_state_of_things_is_not_signed(world: World) -> None:
    """Promise: a step after it makes a draft old; a hand-over does not."""
    case = checking(world)
    prepare(world, case)
    hand_over(
        case,
        "officer-wu",
        acting=HANDLER,
        reason="调岗",
        on=DAY,
        policy=world.policy,
        seed=world.seed(),
    )
    step(world, case, "ask_provider", HANDLER, DAY, {"question": "?"})
    with refusal("CASE-E102"):
        sign(world, case)


def test_a_preview_is_the_letter_and_writes_nothing(world: World) -> None:
    """Promise: but for its number, the preview is word for word the letter that is drafted."""
    case = checking(world)
    data = read_case(case)
    assert data is not None
    folded = fold_data(data, policy=world.policy)
    before = dump_digest()
    seen = preview(
        folded,
        folded.procedure.steps["correct"],
        RIGHT,
        account="officer-lin",
        office="market_decisions",
        on=DAY,
        policy=world.policy,
    )
    assert dump_digest() == before
    prepare(world, case)
    sign(world, case)
    letter = read_case(case).letters[-1]  # type: ignore[union-attr]
    number = letter_words(world.policy, Numbered(letter.department, letter.year, letter.number))
    assert seen is not None
    assert number.zh in letter.zh
    assert (seen.zh, seen.en) == (
        letter.zh.replace(number.zh, "…"),
        letter.en.replace(number.en, "…"),
    )


def test_many_are_prepared_and_signed_and_each_keeps_its_own(world: World) -> None:
    """Promise: own facts each; what is refused says why and the others go; one receipt."""
    number = "云市监罚〔2026〕99号"
    fields = {
        "decision_no": number,
        "authority": "云州市市场监督管理局",
        "violation": "标签",
        "kinds": "fine",
        "procedure": "ordinary",
        "fine": "1000000",
        "decision_day": "2026-04-02",
    }
    entity = read_case(checking(world)).subject  # type: ignore[union-attr]
    enter(world, "penalty", "market_regulation", number, entity, fields, "2026-04-02")
    cases = [1, checking(world), checking(world, "listing")]
    forms = {one: {**RIGHT, "reasons": f"理由{one}"} for one in cases}
    forms[3] |= {"correction": ""}
    actings = dict.fromkeys(cases, HANDLER)
    done = prepare_many(forms, "correct", actings=actings, on=DAY, policy=world.policy)
    assert [bool(done[one]) for one in cases] == [False, False, True]
    held = draft_of(3, "correct")
    assert held is not None
    assert (held.state, held.form["reasons"]) == ("saved", "理由3")
    number, lines = sign_many(
        [(one, "correct") for one in cases],
        actings=dict.fromkeys(cases, REVIEWER),
        on=DAY,
        policy=world.policy,
        seed="batch",
    )
    assert [[fault.code for fault in one.faults] for one in lines] == [[], [], ["OFFICE-E020"]]
    for case in (1, 2):
        assert read_case(case).events[-1].form["reasons"] == f"理由{case}"  # type: ignore[union-attr]
    kept = receipt(number)
    assert kept is not None
    assert (kept.said["done"], kept.said["refused"]) == ("1:3|2:3", "3:OFFICE-E020")
    assert verify() == ()
