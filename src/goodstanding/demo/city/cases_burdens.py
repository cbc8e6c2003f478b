"""Stories that an office begins: entries on lists, measures, what is urgent before a decision."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from goodstanding.demo.city import cases_words as say
from goodstanding.demo.city.cases import Desk, Story
from goodstanding.demo.city.cases_allowed import SINCE, permission
from goodstanding.demo.city.cases_ground import Ground
from goodstanding.demo.city.cases_rights import reconsideration, restoration
from goodstanding.demo.city.officers import LEGAL, PERMITS, POSTS, WINDOW, party, post

LISTINGS = ("cancelled", "annulled", "left", "defended", "dropped", "announced", "listed")
MEASURES = ("decided", "dropped", "decided")
PROTECTIVE = ("kept", "lifted")
TERM = "36"
EXIT_DAYS = {"wage_arrears": 135, "administrative_penalty": 265}
"""Working days after which an early exit is asked for: somewhat more than its list's months."""


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
    elif end in ("listed", "defended", "announced") and desk.today >= SINCE:
        yield from permission(desk, case, ground, rule.asked)
        desk.ask(ground.key, rule.asked, **asking)  # type: ignore[arg-type]
    elif end in ("left", "cancelled"):
        yield desk.later(EXIT_DAYS[ground.record_type])
        yield from restoration(desk, entry, "restore", "list_entry", cancel=end == "cancelled")


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
    yield desk.later(11)
    desk.lapse(case, "expire")
