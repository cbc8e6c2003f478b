"""A listing from proposal to service, its measures at the check desk, and what its end undoes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from tests.actions.case_world import (
    HANDLER,
    KEY,
    OBJECTOR,
    OTHER,
    REVIEWER,
    World,
    build,
    enter,
)
from tests.actions.cases.test_case import file, in_force, refusal, served, step

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.acts import note_hearing, open_case
from goodstanding.actions.checks.desk import check
from goodstanding.core.measures.asked import Question
from goodstanding.core.policy.shape import Policy
from goodstanding.core.policy.values_shape import Dated, Value
from goodstanding.store.cases.read import read_case
from goodstanding.store.ledger.verify import verify
from goodstanding.store.queries.planned import planned

pytestmark = pytest.mark.usefixtures("database")

LEGAL = Acting("officer-he", "legal_office")
OUTSIDE = Acting("officer-wu", "market_review")
OUTSIDE_TOO = Acting("officer-xu", "market_review")
MEASURES = "honours_limit\npreference_limit"
WHY = {
    "removal_conditions": "满一年可申请移出",
    "remedies": "可申请复议或者诉讼",
    "signatory": "负责人",
    "size": "small",
    "first_offence": "repeated",
    "corrected": "none",
    "harm": "serious",
    "deviation": "无",
    "reasons": "情节严重",
}


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """A penalty and a listing of one entity."""
    del database
    return build(policy)


def proposed(world: World, **more: str) -> tuple[int, dict[str, str]]:
    """Open a designation; return the case and what its forms say."""
    said = {
        "list": "l01_market",
        "conduct": "market_violation:云市监罚〔2026〕41号",
        "facts": "受到较重处罚",
        "evidence": f"record:{world.entries['penalty']}",
        "legal_basis": "示范依据",
        **more,
    }
    case = open_case(
        "designation",
        "entity",
        KEY,
        acting=HANDLER,
        form=said,
        on=date(2026, 5, 6),
        policy=world.policy,
        seed=world.seed(),
    )
    return case, {name: said[name] for name in ("facts", "evidence", "legal_basis")}


def ready(
    world: World, *, measures: str = MEASURES, months: str = "36", **more: str
) -> tuple[int, dict[str, str]]:
    """Walk a designation to the desk of who decides; return the case and the deciding form."""
    case, said = proposed(world, **more)
    burden = said | {"measures": measures, "term_months": months}
    return case, walked(world, case, burden)


def announce(world: World, case: int, burden: Mapping[str, str]) -> int:
    """Sign the notice of a designation."""
    form = {**burden, "list": "l01_market"}
    return step(world, case, "notify", HANDLER, date(2026, 5, 7), form)


def walked(world: World, case: int, burden: dict[str, str]) -> dict[str, str]:
    """Walk a designation from its notice to who decides; return the deciding form."""
    announce(world, case, burden)
    served(world, case, "list_pre_notice", date(2026, 5, 8))
    note_hearing(
        case,
        "waived",
        acting=OBJECTOR,
        form={},
        on=date(2026, 5, 11),
        policy=world.policy,
        seed=world.seed(),
    )
    reply = {"finding": "right", "reply_to_defence": "未提出"}
    step(world, case, "verify", HANDLER, date(2026, 5, 18), reply)
    opinion = {"legal_opinion": "合法", "secrecy_review": "无涉密"}
    step(world, case, "opine", LEGAL, date(2026, 5, 19), opinion)
    return burden | WHY


def asked(world: World, act: str, on: date, key: str = KEY) -> str:
    """Ask the check desk one question."""
    (found,) = check(
        [Question(key, act)],
        actor="officer-he",
        purpose="评优审核",
        department="honours_office",
        on=on,
        policy=world.policy,
    )
    return found.verdict


def test_nothing_burdens_before_the_decision_is_served(world: World) -> None:
    """Promise: the entry and its measures begin with the service, and end with the term."""
    case, form = ready(world)
    before = in_force()
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    assert in_force() == before
    assert asked(world, "honour", date(2026, 5, 20)) == "yes"
    served(world, case, "list_decision", date(2026, 5, 22))
    (entry,) = [fields for name, fields in in_force().items() if name not in before]
    assert (entry["decision_day"], entry["until_day"]) == ("2026-05-20", "2029-05-20")
    assert entry["list"] == "market_regulation"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM receiver_receipt")
        assert cursor.fetchone() == (0,), "a new entry is no removal"
    assert asked(world, "honour", date(2026, 5, 22)) == "no"
    assert asked(world, "honour", date(2026, 5, 22), OTHER) == "yes"
    assert asked(world, "permit", date(2026, 5, 22)) == "yes"
    assert asked(world, "honour", date(2029, 5, 20)) == "no"
    assert asked(world, "honour", date(2029, 5, 21)) == "yes"
    assert asked(world, "honour", date(2026, 5, 22), "cn-uscc:none") == "unknown"
    assert verify() == ()


@pytest.mark.parametrize(
    ("measures", "months", "code"),
    [
        ("honours_limit", "60", "MEASURE-E006"),
        ("posts_limit", "36", "MEASURE-E005"),
        ("honours_limit/none", "36", "MEASURE-E002"),
        ("no_tea", "36", "MEASURE-E001"),
    ],
)
def test_what_is_out_of_proportion_is_neither_announced_nor_decided(
    world: World, measures: str, months: str, code: str
) -> None:
    """Promise: a term too long, a ban on persons, no ground, off the list: refused by its rule.

    The party is not even heard on it; and what is announced lawfully becomes no more of it.
    """
    case, said = proposed(world)
    wrong = {"measures": measures, "term_months": months}
    with refusal(code):
        announce(world, case, said | wrong)
    assert [one.step for one in file(case).events] == ["open"]
    assert [one.template for one in file(case).letters] == []
    lawful = said | {"measures": MEASURES, "term_months": "36"}
    form = walked(world, case, lawful)
    with refusal(code):
        step(world, case, "list", REVIEWER, date(2026, 5, 20), form | wrong)
    assert file(case).events[-1].step == "opine"


@pytest.mark.parametrize("evidence", ["卷宗第3页", "record:{registration}", "record:99999"])
def test_what_no_record_shows_is_of_the_mildest_class(world: World, evidence: str) -> None:
    """Promise: a serious list makes nothing serious that no record of a conduct shows."""
    case, said = proposed(world)
    cited = evidence.format(registration=world.entries["registration"])
    form = said | {"measures": MEASURES, "term_months": "36", "evidence": cited}
    with refusal("MEASURE-E0(07|19)") as caught:
        announce(world, case, form)
    assert "MEASURE-E007" in {one.code for one in caught.value.faults}
    walked(world, case, form | {"evidence": said["evidence"]})


def test_a_term_below_the_range_cites_the_article_that_allows_it(world: World) -> None:
    """Promise: where a ground has a least term, less is decided only by a law that is named."""
    policy = world.policy
    limit = policy.measures["honours_limit"]
    ground = limit.anchors["serious_list"]
    least = Dated((Value(date(2020, 1, 1), 12, "penalty-law#art9"),))
    anchors = {**limit.anchors, ground.id: replace(ground, months_min=least)}
    measures = {**policy.measures, limit.id: replace(limit, anchors=anchors)}
    world.policy = replace(policy, measures=measures)
    case, form = ready(world, measures="honours_limit", months="6")
    with refusal("MEASURE-E021"):
        step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    cited = form | {"deviation": "主动消除危害后果，依 penalty-law#art32 减轻"}
    step(world, case, "list", REVIEWER, date(2026, 5, 20), cited)
    assert file(case).events[-1].step == "list"


def test_who_was_answered_no_on_an_annulled_entry_is_told(world: World) -> None:
    """Promise: an objection pauses the measures, its success ends them all and tells who asked."""
    case, form = ready(world)
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    served(world, case, "list_decision", date(2026, 5, 22))
    assert asked(world, "honour", date(2026, 5, 25)) == "no"
    (entry,) = [one.entry for one in file(case).effects if one.effect == "enter_list"]
    objection = open_case(
        "objection",
        "list_entry",
        str(entry),
        acting=OBJECTOR,
        form={"claim": "认错", "ground": "identity"},
        on=date(2026, 5, 26),
        policy=world.policy,
        seed=world.seed(),
    )
    assert asked(world, "honour", date(2026, 5, 26)) == "yes"
    with refusal("CASE-E012"):
        step(world, objection, "acknowledge", HANDLER, date(2026, 5, 27))
    step(world, objection, "acknowledge", OUTSIDE, date(2026, 5, 27))
    right = {"finding": "wrong", "reasons": "主体认错"}
    step(world, objection, "remove", OUTSIDE_TOO, date(2026, 5, 28), right)
    assert asked(world, "honour", date(2026, 5, 28)) == "yes"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM receiver_receipt WHERE department = 'honours_office'")
        assert cursor.fetchone() == (1,)
        cursor.execute("SELECT detail FROM case_effect WHERE effect = 'tell_checked'")
        assert '"checks":"' in cursor.fetchone()[0]
    assert verify() == ()


def test_a_hundred_questions_are_logged_before_they_are_answered(world: World) -> None:
    """Promise: the log holds each question with purpose and answer, numbered without a gap."""
    found = check(
        [Question(key, "bidding") for key in [KEY, OTHER] * 50],
        actor="desk",
        purpose="资格审查",
        department="permits_office",
        on=date(2026, 5, 22),
        policy=world.policy,
    )
    assert len(found) == 100
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id), count(*), min(purpose) FROM check_log")
        assert cursor.fetchone() == (1, 100, 100, "资格审查")
    with refusal("MEASURE-E020"):
        asked(world, "tea", date(2026, 5, 22))
    with refusal("CASE-E119"):
        check(
            [], actor="desk", purpose=" ", department="", on=date(2026, 5, 22), policy=world.policy
        )


def test_the_planner_knows_when_an_entry_was_published(world: World) -> None:
    """Promise: where months run from publication, they run from the service of the decision."""
    policy = world.policy
    market = policy.lists["l01_market"]
    assert market.early_exit is not None
    from_day = replace(market, early_exit=replace(market.early_exit, starts="published"))
    world.policy = replace(policy, lists={**policy.lists, market.id: from_day})
    case, form = ready(world)
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)

    def way(on: date, *, whole: bool) -> tuple[date | None, bool | None]:
        found = planned(KEY, policy=world.policy, on=on, whole=whole)
        assert found is not None
        entries = [
            one
            for one in found.plan.items
            if one.kind == "list_entry" and found.standing[one.id].day == date(2026, 5, 20)
        ]
        if not entries:
            return None, None
        said = {one.need: one.met for one in entries[0].asked}
        return entries[0].way.earliest, said["no_new_case"]

    assert way(date(2026, 5, 21), whole=True) == (None, None)
    served(world, case, "list_decision", date(2026, 5, 22))
    assert way(date(2026, 5, 25), whole=True) == (date(2027, 5, 22), True)
    assert way(date(2026, 5, 25), whole=False) == (date(2027, 5, 22), None)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"list": "l03_tax", "conduct": "tax:1"}, "MEASURE-E042"),
        ({"list": "l02_judgments"}, "MEASURE-E041"),
        ({"list": "l14_accountants"}, "MEASURE-E041"),
        ({"list": "no_list"}, "MEASURE-E040"),
        ({"conduct": "wages:9"}, "MEASURE-E043"),
    ],
)
def test_no_case_is_opened_for_a_list_that_is_not_the_departments(
    world: World, said: dict[str, str], code: str
) -> None:
    """Promise: who does not keep a list, or names another conduct, is refused at the first step."""
    with refusal(code):
        proposed(world, **said)
    assert read_case(1) is None


def test_a_notice_names_no_list_of_another(world: World) -> None:
    """Promise: what was opened for one list is not announced as another department's."""
    case, said = proposed(world)
    form = said | {"list": "l03_tax", "measures": MEASURES, "term_months": "36"}
    with refusal("MEASURE-E042"):
        step(world, case, "notify", HANDLER, date(2026, 5, 7), form)


def test_nothing_goes_further_than_its_list(world: World) -> None:
    """Promise: a measure that is not the list's, and a longer term, stop notice and decision."""
    case, said = proposed(world)
    lawful = {"measures": MEASURES, "term_months": "36"}
    wrong = (
        ("MEASURE-E044", {"measures": f"{MEASURES}\ncautious_credit"}),
        ("MEASURE-E045", {"term_months": "37"}),
    )
    for code, more in wrong:
        with refusal(code):
            announce(world, case, said | lawful | more)
    form = walked(world, case, said | lawful)
    for code, more in wrong:
        with refusal(code):
            step(world, case, "list", REVIEWER, date(2026, 5, 20), form | more)
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    served(world, case, "list_decision", date(2026, 5, 22))


def test_a_trifle_carries_no_entry_on_a_serious_list(world: World) -> None:
    """Promise: a penalty by summary procedure lists nobody, whatever the case calls it (D23)."""
    said = {
        "decision_no": "云市监罚〔2026〕9号",
        "authority": "云州市市场监督管理局",
        "violation": "未明码标价",
        "kinds": "fine",
        "procedure": "summary",
        "fine": "100",
        "decision_day": "2026-04-03",
    }
    number = said["decision_no"]
    enter(world, "trifle", "market_regulation", number, KEY, said, said["decision_day"])
    trifle = f"record:{world.entries['trifle']}"
    case, said = proposed(world, evidence=trifle)
    burden = said | {"measures": MEASURES, "term_months": "36"}
    both = f"{trifle}\nrecord:{world.entries['registration']}"
    for evidence in (trifle, both):
        with refusal("MEASURE-E007"):
            announce(world, case, burden | {"evidence": evidence})
