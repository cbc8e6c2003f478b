"""The five stories of due process with their days, through the pages and commands people use."""

from collections.abc import Iterable
from datetime import date

import pytest
from tests.actions.case_world import KEY, OTHER, World, build, enter
from tests.stories.people import People, people

from goodstanding.core.basis.ids import org_code_with_check, uscc_with_check
from goodstanding.core.policy.shape import Policy
from goodstanding.store.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("database")

REPLY = {"finding": "right", "reply_to_defence": "已核实"}
OPINION = {"legal_opinion": "合法", "secrecy_review": "无涉密"}
WHY = {
    "removal_conditions": "履行义务满六个月可申请移出",
    "remedies": "可申请复议或者诉讼",
    "signatory": "负责人",
    "size": "small",
    "first_offence": "repeated",
    "corrected": "none",
    "harm": "serious",
    "deviation": "无",
    "reasons": "情节严重",
}
HEAD = ("--as", "lin", "--office", "market_decisions")
TooFar = tuple[str, dict[str, str]]
TOO_FAR: tuple[TooFar, ...] = (
    ("MEASURE-E006", {"term_months": "60"}),
    ("MEASURE-E005", {"measures": "posts_limit"}),
    ("MEASURE-E001", {"measures": "no_tea"}),
)
"""What goes too far, by the guard's rule: neither announced nor decided."""
CLAIM = {"claim": "该记录不是我单位的", "ground": "identity"}


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """Two entities, a penalty and a listing."""
    del database
    return build(policy, registered=date(2026, 1, 5))


@pytest.fixture
def city(world: World, monkeypatch: pytest.MonkeyPatch) -> People:
    """Everybody of the stories."""
    return people(world, monkeypatch)


def evidence_of(city: People, what: str, **fields: str) -> dict[str, str]:
    """Enter what a designation rests on; return what its forms say."""
    world = city.world
    if what == "wages":
        said = {"case_no": "云人社监〔2026〕3号", "status": "open", **fields}
        kind, department, number = "wage_arrears", "labour_office", said["case_no"]
        day, learnt = date(2026, 1, 30), date(2026, 2, 2)
        enter(world, kind, department, number, KEY, said, day.isoformat(), learnt=learnt)
        seq, chosen, measure = world.entries[kind], "l04_wages", "fiscal_funds_limit/wages"
        conduct = f"wages:{number}"
    else:
        seq, chosen, measure = world.entries["penalty"], "l01_market", "honours_limit"
        conduct = "market_violation:云市监罚〔2026〕41号"
    return {
        "list": chosen,
        "conduct": conduct,
        "facts": "查明的违法事实",
        "evidence": f"record:{seq}",
        "legal_basis": "示范依据",
        "measures": measure,
        "term_months": "36",
    }


def only(said: dict[str, str], *names: str) -> dict[str, str]:
    """Return some of the fields."""
    return {name: said[name] for name in names}


def proposed(
    city: People, officer: str, said: dict[str, str], *, denied: Iterable[TooFar] = ()
) -> int:
    """Propose a listing by a command, and notify beforehand by the page: of nothing `denied`."""
    fields = only(said, "list", "conduct", "facts", "evidence", "legal_basis")
    case = city.open_by_command(officer, "designation", f"entity:{KEY}", **fields)
    told = only(said, "list", "facts", "evidence", "legal_basis", "measures", "term_months")
    for code, more in denied:
        city.denied(officer, case, "notify", code, **{**told, **more})
    city.take(officer, case, "notify", **told)
    return case


def deciding(said: dict[str, str], **more: str) -> dict[str, str]:
    """Return the form of the decision."""
    asked = only(said, "facts", "legal_basis", "evidence", "measures", "term_months")
    return asked | WHY | more


def listed(
    city: People, said: dict[str, str], *, days: tuple[str, ...], who: tuple[str, ...]
) -> int:
    """Lead a listing to its served decision on its days; return the case."""
    opened, answered, reviewed, decided, served = days
    handler, head = who
    case = proposed(city.on(opened), handler, said)
    city.serve(handler, case, "list_pre_notice")
    city.on(answered).take(handler, case, "verify", **REPLY)
    city.on(reviewed).take("he", case, "opine", **OPINION)
    city.on(decided).take(head, case, "list", **deciding(said))
    city.on(served).serve(handler, case, "list_decision")
    return case


def test_wages(city: People) -> None:
    """Over the Spring Festival to the list, and over National Day out of it, all at once."""
    said = evidence_of(city, "wages")
    case = proposed(city.on("2026-02-09"), "liu", said)
    city.on("2026-02-10").serve("liu", case, "list_pre_notice")
    assert "2026年2月24日" in city.page("liu", f"/zh/desk/case/{case}")
    assert "24 February 2026" in city.page("agent", f"/en/desk/case/{case}")
    for day in ("2026-02-16", "2026-02-24"):
        city.on(day).denied("liu", case, "verify", "CASE-E015", **REPLY)
    city.on("2026-02-25").take("liu", case, "verify", **REPLY)
    city.on("2026-02-26").take("he", case, "opine", **OPINION)
    city.on("2026-02-27").denied("liu", case, "list", "CASE-E010", **deciding(said))
    city.take("zhao", case, "list", **deciding(said))
    assert "2029-02-27" not in city.public()
    assert city.may("fiscal_funds") == "yes"
    city.on("2026-03-06").serve("liu", case, "list_decision")
    assert city.may("fiscal_funds") == "no"
    assert "2029年2月27日" in city.public()
    assert city.may("fiscal_funds", OTHER) == "yes"
    entry = next(one.entry for one in city.file(case).effects if one.effect == "enter_list")

    form = {"claim": "已付清", "performance_proof": "支付凭证", "pledge_text": "不再拖欠"}
    city.on("2026-09-24")
    exit_ = city.begin("agent", "restoration", "list_entry", str(entry), **form)
    shown = city.page("agent", f"/zh/desk/case/{exit_}")
    assert "2026年9月30日" in shown
    assert "2026年10月15日" in shown
    city.on("2026-09-30").take("liu", exit_, "accept")
    assert "2026年10月15日" in city.page("liu", f"/zh/desk/case/{exit_}")
    city.on("2026-10-15").take("sun", exit_, "extend", reasons="需向工程所在地核实")
    assert "2026年10月29日" not in city.page("agent", f"/zh/desk/case/{exit_}"), "not served yet"
    city.serve("sun", exit_, "interim_answer")
    assert "2026年10月29日" in city.page("agent", f"/zh/desk/case/{exit_}")
    paid = {"check_result": "工资已付清", "conditions_met": "all"}
    city.on("2026-10-29")
    city.denied("sun", exit_, "restore", "CASE-E164", **paid, performed_on="2026-04-30")
    city.take("sun", exit_, "restore", **paid, performed_on="2026-04-20")
    assert city.may("fiscal_funds") == "yes"
    assert "2029年2月27日" not in city.public()
    owed = city.command("removals", "list")
    assert owed
    for one in owed:
        city.command(
            "removals",
            "acknowledge",
            str(one["record"]),
            "--department",
            str(one["department"]),
            "--as",
            "officer-hu",
        )
    assert city.command("removals", "list") == []
    assert verify() == ()


def test_wrong_entity(city: People) -> None:
    """Objected on 29 April, paused at once, its days over Labour Day, undone on 12 May."""
    said = evidence_of(city, "market")
    days = ("2026-04-13", "2026-04-21", "2026-04-22", "2026-04-23", "2026-04-24")
    case = listed(city, said, days=days, who=("chen", "lin"))
    city.on("2026-04-28")
    assert city.may("honour") == "no"
    entry = next(one.entry for one in city.file(case).effects if one.effect == "enter_list")
    city.on("2026-04-29")
    assert "2029年4月23日" in city.public()
    contest = city.begin("agent", "identity_objection", "list_entry", str(entry), **CLAIM)
    assert "2029年4月23日" not in city.public()
    assert city.may("honour") == "yes"
    assert "2026年4月30日" in city.page("agent", f"/zh/desk/case/{contest}")
    city.on("2026-04-30").denied("chen", contest, "acknowledge", "CASE-E012")
    city.take("wu", contest, "acknowledge")
    assert "2026年5月7日" in city.page("wu", f"/zh/desk/case/{contest}")
    city.on("2026-05-07").take("wu", contest, "ask_provider", question="是否为同一主体")
    assert "2026年5月12日" in city.page("wu", f"/zh/desk/case/{contest}")
    found = {"finding": "wrong", "reasons": "系代码重复使用"}
    city.on("2026-05-12").denied("wu", contest, "remove", "CASE-E013", **found)
    city.take("xu", contest, "remove", **found)
    assert city.may("honour") == "yes"
    mine = city.command("removals", "list", "--department", "honours_office")
    assert [one["acknowledged"] for one in mine] == [None]
    assert mine[0]["due"] == "2026-05-15"
    late = city.on("2026-05-18").command("removals", "list", "--department", "honours_office")
    assert [one["late"] for one in late] == [True]
    assert verify() == ()


def test_pledge(city: People) -> None:
    """Granted at once, checked by 6 May; the breach is heard and revoked by another officer."""
    form = {
        "matter": "bookshop",
        "kind": "approval_replacing",
        "pledge_text": "符合条件",
        "papers_given": "申请表",
    }
    city.on("2026-03-02")
    safety = form | {"matter": "mine_safety"}
    refused = city.sent("agent", f"/zh/desk/begin/pledge/pledge/{KEY}", **safety)
    assert "MEASURE-E031" in refused
    case = city.begin("agent", "pledge", "pledge", KEY, **form)
    officer, checker = "fang", "gao"
    city.take(officer, case, "grant")
    city.serve(officer, case, "pledge_granted")
    assert "2026年5月6日" in city.page("agent", f"/zh/desk/case/{case}")
    city.denied("agent", case, "withdraw", "CASE-E007")
    check = {"check_result": "经营场所证明系伪造", "evidence": "核查笔录"}
    city.on("2026-05-06").denied(officer, case, "find_breach", "CASE-E0", **check)
    city.take(checker, case, "find_breach", **check)
    opened = next(one for one in city.file(case).effects if one.effect.startswith("open_case"))
    breach = int(opened.detail["case"])
    basis = {"facts": "承诺不实", "legal_basis": "示范依据"}
    city.take(checker, breach, "order", correct_by="2026-05-20", **basis)
    city.on("2026-05-07").serve(checker, breach, "correction_order")
    notice = basis | {"evidence": "复查笔录"}
    city.on("2026-05-20").denied(checker, breach, "notify", "CASE-E015", **notice)
    city.on("2026-05-22").take(checker, breach, "notify", **notice)
    city.serve(checker, breach, "breach_notice")
    city.on("2026-05-25").take("agent", breach, "defend", defence="系代办人所为")
    city.denied("he", breach, "opine", "CASE-E016", **OPINION)
    city.take("agent", breach, "hearing:waived")
    city.take("he", breach, "opine", **OPINION)
    revoke = {name: WHY[name] for name in WHY if name not in ("removal_conditions", "deviation")}
    revoke |= basis | {"reply_to_defence": "不影响认定"}
    city.on("2026-05-26").denied(checker, breach, "revoke", "CASE-E013", **revoke)
    other = "qian"
    city.take(other, breach, "revoke", **revoke)
    city.on("2026-05-27").serve(other, breach, "pledge_revoked")
    assert "2027年5月26日" in city.page("agent", f"/zh/desk/case/{breach}")
    again = city.sent("agent", f"/zh/desk/begin/pledge/pledge/{KEY}", **form)
    assert "MEASURE-E033" in again, "no new pledge until restored"
    assert verify() == ()


def test_an_old_record_a_new_law_and_a_silent_regulator(city: People) -> None:
    """A stop order of 2025 is applied for in 2026; silence is no refusal; a refusal is marked."""
    number = "云市监罚〔2025〕20号"
    said = {
        "decision_no": number,
        "authority": "云州市市场监督管理局",
        "kinds": "stop_production",
        "procedure": "ordinary",
        "decision_day": "2025-06-20",
    }
    enter(city.world, "penalty", "market_regulation", number, KEY, said, "2025-06-20")
    entry = str(city.world.entries["penalty"])
    form = {"claim": "已整改", "performance_proof": "验收报告", "pledge_text": "守法经营"}
    city.on("2026-06-22")
    case = city.begin("agent", "restoration", "record", entry, **form)
    assert "2026年6月25日" in city.page("agent", f"/zh/desk/case/{case}")
    city.on("2026-06-25").take("chen", case, "accept")
    assert "2026年7月6日" in city.page("agent", f"/zh/desk/case/{case}")
    late = city.on("2027-06-25").command("case", "due", "--overdue", *HEAD)
    assert {one["deadline"] for one in late} >= {"decide_in"}
    city.denied("lin", case, "refuse", "CASE-E007", reasons="逾期", reply_to_defence="-")
    city.take("chen", case, "tell", facts="现场仍未整改", legal_basis="示范依据")
    city.serve("chen", case, "restoration_findings")
    refuse = {"reasons": "未满足条件", "reply_to_defence": "未提交意见"}
    city.denied("lin", case, "refuse", "CASE-E015", **refuse)
    city.on("2027-07-05").take("lin", case, "refuse", **refuse)
    assert number in city.public()
    asked = {"forum": "云州市人民政府", "file_number": "云府复〔2027〕9号"}
    marked = city.begin("agent", "reconsideration_mark", "record", entry, **asked)
    assert "行政复议中" in city.public()
    city.on("2027-08-02").take("chen", marked, "annul", outcome_document="复议决定书")
    assert number not in city.public()
    assert "行政复议中" not in city.public()
    assert verify() == ()


def test_the_repeat_counterfeiter_that_vanishes(city: People) -> None:
    """Public notice serves after its days; the guard says what goes too far."""
    said = evidence_of(city, "market") | {"measures": "honours_limit\npreference_limit"}
    case = proposed(city.on("2026-07-30"), "chen", said, denied=TOO_FAR)
    city.serve("chen", case, "list_pre_notice", outcome="failed", proof="退信")
    city.on("2026-08-01").serve("chen", case, "list_pre_notice", mode="post", outcome="failed")
    city.on("2026-08-03").serve(
        "chen", case, "list_pre_notice", mode="public_notice", outcome="failed", proof="公告第3号"
    )
    city.on("2026-09-01").denied("chen", case, "verify", "CASE-E014", **REPLY)
    city.on("2026-09-02").serve(
        "chen", case, "list_pre_notice", mode="public_notice", proof="公告第3号"
    )
    assert "2026年9月9日" in city.page("chen", f"/zh/desk/case/{case}")
    city.on("2026-09-10").take("chen", case, "verify", **REPLY)
    city.take("he", case, "opine", **OPINION)
    for code, more in (*TOO_FAR, ("MEASURE-E018", {"measures": "honours_limit\nentry_limit"})):
        city.denied("lin", case, "list", code, **deciding(said, **more))
    city.take("lin", case, "list", **deciding(said))
    city.on("2026-09-11").serve("chen", case, "list_decision", mode="in_person")
    assert city.may("honour") == "no"
    assert city.may("honour", OTHER) == "yes"
    fields = only(said, "list", "conduct", "facts", "evidence", "legal_basis")
    twice = city.on("2026-09-14").open_by_command("chen", "designation", f"entity:{KEY}", **fields)
    told = only(said, "list", "facts", "evidence", "legal_basis", "measures", "term_months")
    city.denied("chen", twice, "notify", "MEASURE-E012", **told)
    city.take("lin", twice, "drop", reasons="同一行为不重复计算")
    said |= {"conduct": "market_violation:云市监罚〔2026〕42号"}
    again = proposed(city, "chen", said)
    assert city.file(again).letters[-1].served is None, "a notice of its own"
    shop = "cn-uscc:" + uscc_with_check("92990100" + org_code_with_check("00000779"))
    name = {"name": "云州老街虚构面馆"}
    enter(city.world, "registration", "market_registry", "s1", shop, name, "2020-05-01")
    assert "grade-mark" not in city.get("", f"/zh/entity/{shop}").content.decode()
    assert shop.partition(":")[2] not in city.page("", "/zh/search?q=老街虚构面馆")
    assert verify() == ()
