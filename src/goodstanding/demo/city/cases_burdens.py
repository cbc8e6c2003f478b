"""Stories that an office begins, or grants: pledges, entries on lists, measures."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from goodstanding.core.basis.faults import Refused
from goodstanding.core.measures.faults_measures import PLEDGE_BROKEN, PLEDGE_LISTED
from goodstanding.demo.city import cases_words as say
from goodstanding.demo.city.cases import Desk, Story
from goodstanding.demo.city.cases_ground import Ground
from goodstanding.demo.city.cases_rights import reconsideration, restoration
from goodstanding.demo.city.officers import LEGAL, POSTS, WINDOW, party, post

PERMITS = "permits_office"
PLEDGES = ("kept", "kept", "broken", "kept", "corrected", "ordinary", "kept", "withdrawn", "late")
MATTERS = ("bookshop", "human_resources", "parking", "sign")
LISTINGS = ("cancelled", "annulled", "left", "defended", "dropped", "announced", "listed")
MEASURES = ("decided", "dropped", "decided")
PROTECTIVE = ("kept", "lifted")
BARRED = {PLEDGE_BROKEN.code, PLEDGE_LISTED.code}
TERM = "36"
EXIT_DAYS = 135
"""Working days after which an early exit may be asked for: somewhat more than half a year."""


@dataclass(frozen=True, slots=True)
class Rule:
    """By which list, conduct and measures an office acts on a type of record."""

    list: str
    conduct: str
    number: str
    measures: str
    asked: str


RULES: Mapping[str, Rule] = {
    "administrative_penalty": Rule(
        "l01_market",
        "market_violation",
        "decision_no",
        "entry_limit/market_list honours_limit preference_limit",
        "honour",
    ),
    "wage_arrears": Rule(
        "l04_wages", "wages", "case_no", "entry_limit/wages fiscal_funds_limit/wages", "bidding"
    ),
}


def pledge(desk: Desk, ground: Ground, end: str, matter: str) -> Story:
    """Pledge instead of papers; the promise is checked, and a breach has a case of its own.

    Whoever broke an earlier pledge, or is on a serious list, is refused one: no case begins.
    """
    agent, checker = party(ground.key), POSTS[PERMITS].handler
    offered = {"matter": matter, "department": PERMITS, **say.PLEDGE}
    try:
        case = desk.open("pledge", "pledge", ground.key, agent, ground.key, **offered)
    except Refused as no:
        if {fault.code for fault in no.faults} <= BARRED:
            return
        raise
    if end == "withdrawn":
        desk.take(case, "withdraw", agent)
        return
    if end == "ordinary":
        why = {"legal_basis": "示范依据", "reasons": "所承诺事项须现场核验"}
        desk.take(case, "redirect", WINDOW, **why)
        return
    desk.take(case, "grant", WINDOW)
    yield desk.later(10)
    papers = {"papers_given": "经营场所证明", "evidence": "租赁合同"}
    if end == "late":
        return
    desk.take(case, "give_papers", agent, **papers)
    yield desk.later(20)
    if end == "kept":
        desk.take(case, "confirm", checker, check_result="现场核查与承诺一致")
        return
    found = {"check_result": "现场与承诺不符", "evidence": "核查笔录", "facts": "经营场所不存在"}
    desk.take(case, "find_breach", checker, **found)
    yield desk.later(1)
    yield from _breach(desk, desk.followed_by(case), ground, end)


def _breach(desk: Desk, case: int, ground: Ground, end: str) -> Story:
    desk.opened.append((case, ground.key))
    finder, decider = POSTS[PERMITS].handler, POSTS[PERMITS].decider
    basis = {"facts": "经营场所不存在", "legal_basis": "示范依据"}
    desk.take(case, "order", finder, **basis, correct_by=desk.later(10).isoformat())
    desk.serve(case, "correction_order", finder)
    if end == "corrected":
        yield desk.later(8)
        desk.take(case, "corrected", finder, check_result="已补齐经营场所", reasons="期限内已改正")
        return
    yield desk.later(11)
    desk.take(case, "notify", finder, **basis, evidence="复查笔录")
    desk.serve(case, "breach_notice", finder)
    yield desk.later(6)
    desk.take(case, "opine", LEGAL, **say.OPINION, **say.SECRECY)
    yield desk.later(2)
    why = {
        "reasons": "逾期未改正",
        "remedies": "可申请行政复议或者提起行政诉讼",
        "signatory": "负责人",
    }
    desk.take(case, "revoke", decider, **basis, **why, **say.REPLY, **say.WEIGHED)
    desk.serve(case, "pledge_revoked", finder)


def listing(desk: Desk, ground: Ground, end: str) -> Story:
    """Enter an organisation on a list, from the notice to what may follow the entry."""
    posts, agent, rule = POSTS[ground.department], party(ground.key), RULES[ground.record_type]
    said = {
        "list": rule.list,
        "conduct": f"{rule.conduct}:{ground.fields[rule.number]}",
        "facts": "受到较重处理且逾期未改正",
        "evidence": f"record:{ground.record}",
        "legal_basis": "示范依据",
    }
    opened = {**said, "department": ground.department}
    case = desk.open("designation", "entity", ground.key, posts.handler, ground.key, **opened)
    if end == "forgotten":
        return
    yield desk.later(1)
    burden = {name: said[name] for name in ("facts", "evidence", "legal_basis")}
    burden |= {"measures": rule.measures, "term_months": TERM}
    desk.take(case, "notify", posts.handler, list=rule.list, **burden)
    if end == "announced":
        yield desk.later(1)
        yield from desk.announce(case, "list_pre_notice", posts.handler)
    else:
        desk.serve(case, "list_pre_notice", posts.handler)
    if end in ("defended", "dropped"):
        yield desk.later(3)
        desk.take(case, "defend", agent, **say.DEFENCE)
        desk.hear(case, "requested", agent)
        yield desk.later(8)
        desk.hear(case, "held", posts.handler)
    yield desk.later(6)
    desk.take(case, "verify", posts.handler, finding="right", **say.REPLY)
    yield desk.later(2)
    desk.take(case, "opine", LEGAL, **say.OPINION, **say.SECRECY)
    yield desk.later(2)
    if end == "dropped":
        desk.take(case, "drop", posts.decider, reasons="听证后认定尚不构成情节严重")
        return
    desk.take(case, "list", posts.decider, **burden, **say.BURDEN, **say.WEIGHED)
    yield desk.later(1)
    desk.serve(case, "list_decision", posts.handler)
    yield from _after_entry(desk, case, ground, end)


def _after_entry(desk: Desk, case: int, ground: Ground, end: str) -> Story:
    """Let others ask about the entry, and let it end before its time."""
    yield desk.later(5)
    entry = replace(ground, record=desk.wrote(case, "enter_list"))
    rule = RULES[ground.record_type]
    asking = {"acting": post("permits_unit"), "department": PERMITS, "purpose": "资格审查"}
    desk.ask(ground.key, rule.asked, **asking)  # type: ignore[arg-type]
    if end == "annulled":
        yield desk.later(20)
        yield from reconsideration(desk, entry, "annul", "list_entry")
        desk.ask(ground.key, rule.asked, **asking)  # type: ignore[arg-type]
    elif end in ("left", "cancelled"):
        yield desk.later(EXIT_DAYS)
        chosen = rule.list if end == "cancelled" else ""
        yield from restoration(desk, entry, "restore", "list_entry", cancel=chosen)


def measure(desk: Desk, ground: Ground, end: str) -> Story:
    """Take a measure of the closed list, after the guard looked at it."""
    posts, agent, rule = POSTS[ground.department], party(ground.key), RULES[ground.record_type]
    basis = {
        "measures": "entry_limit",
        "anchor": "market_list",
        "body": "market_decisions",
        "facts": "受到较重处罚",
        "evidence": f"record:{ground.record}",
        "legal_basis": "示范依据",
    }
    conduct = f"{rule.conduct}:{ground.fields[rule.number]}"
    opened = {**basis, "conduct": conduct, "department": ground.department}
    case = desk.open("measure", "entity", ground.key, posts.handler, ground.key, **opened)
    yield desk.later(1)
    proposed = {name: value for name, value in basis.items() if name != "body"}
    desk.take(case, "notify", posts.handler, **proposed, term_months="12")
    desk.serve(case, "measure_pre_notice", posts.handler)
    yield desk.later(2)
    desk.hear(case, "waived", agent)
    yield desk.later(4)
    desk.take(case, "verify", posts.handler, finding="right", **say.REPLY)
    yield desk.later(1)
    desk.take(case, "opine", LEGAL, **say.OPINION, **say.SECRECY)
    yield desk.later(1)
    if end == "dropped":
        desk.take(case, "drop", posts.decider, reasons="已主动改正，无须采取措施")
        return
    why = say.BURDEN | say.WEIGHED
    desk.take(case, "decide", posts.decider, **basis, **why, term_months="12")
    desk.serve(case, "measure_decision", posts.handler)
    yield desk.later(3)
    desk.ask(ground.key, "bidding", acting=WINDOW, department=PERMITS, purpose="投标资格审查")


def protective(desk: Desk, ground: Ground, end: str) -> Story:
    """Act before a decision where it is urgent: heard of after it, and over by itself."""
    posts, agent = POSTS[ground.department], party(ground.key)
    said = {
        "urgency": "证据显示货款将被转移，等待决定将使义务无法履行",
        "facts": "受到较重处罚且逾期未履行",
        "evidence": f"record:{ground.record}",
        "legal_basis": "示范依据",
        "measures": "entry_limit/market_list",
        "body": "market_decisions",
    }
    opened = {**said, "department": ground.department}
    what = "protective_measure"
    case = desk.open(what, "entity", ground.key, posts.handler, ground.key, **opened)
    desk.serve(case, "protective_order", posts.handler)
    yield desk.later(1)
    desk.ask(ground.key, "bidding", acting=WINDOW, department=PERMITS, purpose="投标资格审查")
    desk.take(case, "defend", agent, **say.DEFENCE)
    if end == "lifted":
        yield desk.later(1)
        desk.take(case, "lift", posts.decider, reasons="已提供担保，紧急情形消失")
        desk.serve(case, "protective_lifted", posts.handler)
        return
    desk.hear(case, "requested", agent)
    yield desk.later(1)
    desk.hear(case, "held", posts.handler)
    yield desk.later(1)
    desk.take(case, "keep", posts.decider, **say.RIGHT, **say.REPLY)
    desk.serve(case, "protective_kept", posts.handler)
    yield desk.later(14)
    desk.lapse(case, "expire")


def permission(desk: Desk, ground: Ground, act: str) -> Story:
    """Ask whether an organisation may do an act; most may."""
    desk.ask(ground.key, act, acting=WINDOW, department=PERMITS, purpose="办理申请前核对")
    yield from ()
