"""Stories of pledges: instead of papers, or in the open; kept, broken, late or withdrawn."""

from goodstanding.core.basis.faults import Refused
from goodstanding.core.measures.faults_measures import PLEDGE_BROKEN, PLEDGE_LISTED
from goodstanding.demo.city import cases_words as say
from goodstanding.demo.city.cases import Desk, Story
from goodstanding.demo.city.cases_ground import Ground
from goodstanding.demo.city.officers import LEGAL, PERMITS, POSTS, WINDOW, party

PLEDGES = ("kept", "kept", "broken", "kept", "corrected", "ordinary", "kept", "withdrawn", "late")
OPEN_PLEDGES = ("kept", "broken", "withdrawn", "late")
MATTERS = ("bookshop", "human_resources", "parking", "sign")
KIND_OF = {"51": "industry", "11": "government", "12": "government"}
"""Which open pledge a class of bodies makes; the others make the proactive one."""
BARRED = {PLEDGE_BROKEN.code, PLEDGE_LISTED.code}


def class_of(key: str) -> str:
    """Return the first two characters of a unified code: what kind of body it is."""
    return key.partition(":")[2][:2]


def pledge(desk: Desk, ground: Ground, end: str, matter: str) -> Story:
    """Pledge instead of papers; the promise is checked, and a breach has a case of its own.

    Whoever broke an earlier pledge, or is on a serious list, is refused one: no case begins.
    """
    agent, checker = party(ground.key), POSTS[PERMITS].handler
    types = desk.policy.matters[matter].types
    kind = types[int(ground.record) // 4 % len(types)]
    offered = {"matter": matter, "kind": kind, "department": PERMITS, **say.PLEDGE}
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
        yield desk.later(15)
        desk.take(case, "find_breach", checker, **say.LATE)
        yield desk.later(1)
        yield from breach(desk, desk.followed_by(case), ground, "corrected")
        return
    desk.take(case, "give_papers", agent, **papers)
    yield desk.later(20)
    if end == "kept":
        desk.take(case, "confirm", checker, check_result="现场核查与承诺一致")
        return
    found = {"check_result": "现场与承诺不符", "evidence": "核查笔录", "facts": "经营场所不存在"}
    desk.take(case, "find_breach", checker, **found)
    yield desk.later(1)
    yield from breach(desk, desk.followed_by(case), ground, end)


def breach(desk: Desk, case: int, ground: Ground, end: str) -> Story:
    """Order to correct; where that is in vain, hear, review, and revoke by another."""
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


def open_pledge(desk: Desk, ground: Ground, end: str) -> Story:
    """Pledge in public until a day, and report on it then.

    An association for its industry, a public institution for its duties, others of their own will.
    """
    kind = KIND_OF.get(class_of(ground.key), "proactive")
    agent, checker = party(ground.key), POSTS[PERMITS].handler
    promised = {"perform_until": desk.later(20).isoformat(), "department": PERMITS}
    case = desk.open(
        "open_pledge",
        "pledge",
        ground.key,
        agent,
        ground.key,
        kind=kind,
        **say.PROMISE[kind],
        **promised,
    )
    yield desk.later(1)
    if end == "withdrawn":
        desk.take(case, "withdraw", agent)
        return
    desk.take(case, "publish", WINDOW, **say.SECRECY)
    desk.serve(case, "pledge_published", WINDOW)
    yield desk.later(20)
    if end == "late":
        yield desk.later(12)
        desk.take(case, "find_breach", checker, **say.LATE)
        yield desk.later(1)
        yield from breach(desk, desk.followed_by(case), ground, "corrected")
        return
    if end == "kept":
        desk.take(case, "report", agent, performance_proof="公开的答复台账")
        yield desk.later(5)
        desk.take(case, "confirm", checker, check_result="抽查属实")
        return
    found = {"check_result": "三件来件逾期", "evidence": "核查笔录", "facts": "来件逾期未答复"}
    desk.take(case, "find_breach", checker, **found)
    yield desk.later(1)
    yield from breach(desk, desk.followed_by(case), ground, "corrected")
