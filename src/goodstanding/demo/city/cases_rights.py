"""Stories that an entity begins: it objects, asks to be restored, or goes to a higher authority."""

from collections.abc import Mapping

from goodstanding.actions.cases.actor import Acting
from goodstanding.core.basis.faults import Refused
from goodstanding.core.restoration.faults_restoration import TOO_EARLY
from goodstanding.demo.city import cases_words as say
from goodstanding.demo.city.cases import Desk, Story
from goodstanding.demo.city.cases_ground import Ground
from goodstanding.demo.city.officers import LEGAL, POSTS, Posts, party
from goodstanding.store.queries.cases import case_file

OBJECTIONS = (
    "correct", "reject", "remove", "correct", "silent", "reject", "both", "correct", "answered",
    "drop", "correct", "reject",
)  # fmt: skip
"""How objections go, one after another."""
IDENTITY = ("remove", "silent", "reject")
RESTORATIONS = (
    "cancelled", "restore", "refuse", "papers", "restore", "extend", "refuse", "restore", "drop",
)  # fmt: skip
REORGANISATIONS = ("completed", "failed")
MARKS = ("annul", "uphold", "remit", "sue", "drop", "remit")


def objection(desk: Desk, ground: Ground, end: str, procedure: str = "objection") -> Story:
    """Object to a record, and see it checked outside the unit that wrote it."""
    posts, agent = POSTS[ground.department], party(ground.key)
    claim = say.WRONG_ENTITY if procedure == "identity_objection" else say.CLAIM
    case = desk.open(procedure, "record", ground.record, agent, ground.key, **claim)
    if end == "forgotten":
        return
    yield desk.later(1)
    desk.take(case, "acknowledge", posts.checker)
    yield desk.later(1)
    if end == "drop":
        desk.take(case, "drop", agent)
    elif end in ("silent", "both"):
        desk.take(case, "ask_provider", posts.checker, question="决定书原件是否存在")
        if end == "both":
            yield desk.later(3)
            desk.take(case, "record_both", posts.reviewer, reasons="双方材料均不足以认定")
        else:
            yield desk.later(8)
            desk.lapse(case, "end_disclosure")
    elif end in ("reject", "answered"):
        yield from _rejected(desk, case, posts.checker, posts.reviewer, agent, end)
    else:
        yield desk.later(1)
        mended = {"correction": ground.amended()} if end == "correct" else {}
        desk.take(case, end, posts.reviewer, **say.WRONG, **mended)
        desk.serve(case, "objection_upheld", posts.checker)
        yield from _made_good(desk, case, posts, agent)


def _made_good(desk: Desk, case: int, posts: Posts, agent: Acting) -> Story:
    """Apologise for what a case found wrong, by those who had no part in it."""
    redress = desk.followed_by(case)
    desk.opened.append((redress, case_file(case).subject))
    desk.serve(redress, "redress_opened", posts.checker)
    yield desk.later(4)
    if redress % 2:
        desk.take(redress, "claim", agent, **say.CLAIMED)
    yield desk.later(5)
    desk.take(redress, "make_good", posts.reviewer, **say.MADE_GOOD)
    yield desk.later(1)
    desk.serve(redress, "apology", posts.checker)


def _rejected(
    desk: Desk, case: int, checker: Acting, reviewer: Acting, agent: Acting, end: str
) -> Story:
    desk.take(case, "tell", checker, finding="right", **say.FOUND)
    yield desk.later(1)
    desk.serve(case, "objection_findings", checker)
    if end == "answered":
        yield desk.later(2)
        desk.take(case, "answer", agent, **say.DEFENCE)
    yield desk.later(6)
    desk.take(case, "reject", reviewer, **say.RIGHT, **say.REPLY)
    yield desk.later(1)
    desk.serve(case, "objection_rejected", checker)


def restoration(
    desk: Desk, ground: Ground, end: str, kind: str = "record", *, cancel: bool = False
) -> Story:
    """Ask for restoration; `cancel`: it was got by hiding facts, and is undone."""
    posts, agent = POSTS[ground.department], party(ground.key)
    case = desk.open("restoration", kind, ground.record, agent, ground.key, **say.RESTORE)
    yield desk.later(1)
    if end == "papers":
        desk.take(case, "ask_papers", posts.handler, papers_missing="整改验收单")
        yield desk.later(1)
        desk.take(case, "give_papers", agent, performance_proof="整改验收单")
    yield desk.later(1)
    if end == "drop":
        desk.take(case, "drop", agent)
        return
    desk.take(case, "accept", posts.handler)
    if end == "forgotten":
        return
    yield desk.later(3)
    if end == "refuse":
        yield from _refused(desk, case, posts.handler, posts.decider)
        return
    if end == "extend":
        desk.take(case, "extend", posts.decider, reasons="需向外地核实履行情况")
        yield desk.later(6)
    done = ground.day.isoformat()  # performed at once, so that its months are over
    desk.take(case, "restore", posts.decider, **say.CONFORMS, performed_on=done)
    desk.serve(case, "restoration_granted", posts.handler)
    if cancel or end == "cancelled":
        yield desk.later(15)
        yield from _cancelled(desk, case, ground)


def _refused(desk: Desk, case: int, handler: Acting, decider: Acting) -> Story:
    facts = {"facts": "罚款尚未缴清", "legal_basis": "示范依据"}
    desk.take(case, "tell", handler, **facts)
    yield desk.later(1)
    desk.serve(case, "restoration_findings", handler)
    yield desk.later(6)
    desk.take(case, "refuse", decider, reasons="义务尚未履行完毕", **say.REPLY)
    yield desk.later(1)
    desk.serve(case, "restoration_refused", handler)


def _cancelled(desk: Desk, restored: int, ground: Ground) -> Story:
    """Cancel a restoration by its own notice, hearing and decision."""
    posts, about = POSTS[ground.department], str(restored)
    found = {"facts": "付清证明系虚假", "evidence": "银行回单核验结果"}
    by = posts.handler
    case = desk.open("restoration_cancel", "restoration", about, by, ground.key, **found)
    yield desk.later(1)
    desk.take(case, "notify", posts.handler, **found, legal_basis="示范依据")
    desk.serve(case, "cancel_notice", posts.handler)
    yield desk.later(6)
    desk.take(case, "opine", LEGAL, **say.OPINION, **say.SECRECY)
    yield desk.later(1)
    why = say.RIGHT | say.REPLY | {"signatory": "负责人"}
    desk.take(case, "cancel", posts.decider, **why)
    desk.serve(case, "cancel_decision", posts.handler)


def reconsideration(desk: Desk, ground: Ground, end: str, kind: str = "record") -> Story:
    """Mark what a higher authority looks at, and do here what came of it."""
    posts, agent = POSTS[ground.department], party(ground.key)
    what = "reconsideration_mark"
    case = desk.open(what, kind, ground.record, agent, ground.key, **say.FORUM)
    yield desk.later(30)
    if end == "sue":
        desk.take(case, "sue", agent, **say.COURT)
        yield desk.later(80)
        desk.take(case, "uphold", posts.handler, outcome_document="行政判决书")
        desk.serve(case, "outcome_upheld", posts.handler)
    elif end == "drop":
        desk.take(case, "drop", agent)
    elif end == "remit":
        desk.take(case, "remit", posts.handler, **say.ANEW)
        desk.serve(case, "outcome_applied", posts.handler)
        yield from _anew(desk, case, ground)
    elif end == "annul":
        desk.take(case, "annul", posts.handler, **say.OUTCOME)
        desk.serve(case, "outcome_applied", posts.handler)
        yield from _made_good(desk, case, posts, agent)
    else:
        desk.take(case, "uphold", posts.handler, **say.OUTCOME)
        desk.serve(case, "outcome_upheld", posts.handler)


def _anew(desk: Desk, remitted: int, ground: Ground) -> Story:
    """Decide anew what was sent back, by others than before: found again, or taken away."""
    posts, case = POSTS[ground.department], desk.followed_by(remitted)
    desk.opened.append((case, ground.key))
    yield desk.later(3)
    desk.take(case, "tell", posts.checker, **say.FOUND)
    desk.serve(case, "redecision_findings", posts.checker)
    yield desk.later(6)
    if case % 2:
        removed = {"reasons": say.WRONG["reasons"]}
        desk.take(case, "remove", posts.reviewer, **removed)
        desk.serve(case, "redecision_milder", posts.checker)
        yield from _made_good(desk, case, posts, party(ground.key))
        return
    desk.take(case, "opine", LEGAL, **say.OPINION, **say.SECRECY)
    yield desk.later(1)
    desk.take(case, "confirm", posts.reviewer, reasons=say.RIGHT["reasons"], **say.REPLY)
    desk.serve(case, "redecision_confirmed", posts.checker)


def reorganisation(desk: Desk, ground: Ground, end: str) -> Story:
    """Shield an entity while a plan is carried out; restored when it was, else as before."""
    posts, agent = POSTS[ground.department], party(ground.key)
    said = {**say.REORGANISE, "department": ground.department}
    case = desk.open("reorganisation", "entity", ground.key, agent, ground.key, **said)
    yield desk.later(3)
    desk.take(case, "shield", posts.decider)
    desk.serve(case, "reorganisation_shield", posts.handler)
    yield desk.later(60)
    if end == "failed":
        desk.take(case, "warn", posts.handler, **say.joined(say.OUTCOME, say.FOUND))
        desk.serve(case, "resume_notice", posts.handler)
        yield desk.later(12)
        why = {"reasons": "重整计划未能执行", **say.REPLY}
        desk.take(case, "fail", posts.decider, **why)
        desk.serve(case, "reorganisation_failed", posts.handler)
        return
    done = {"performance_proof": "法院裁定确认执行完毕", "conditions_met": "all"}
    done["performed_on"] = desk.today.isoformat()
    while not _completed(desk, case, posts.decider, done):
        yield desk.later(30)
    desk.serve(case, "restoration_granted", posts.handler)


def _completed(desk: Desk, case: int, decider: Acting, done: Mapping[str, str]) -> bool:
    """Restore what is shielded, or leave the shield while some months still run."""
    try:
        desk.take(case, "complete", decider, **done)
    except Refused as refused:
        if refused.faults[0].code == TOO_EARLY.code:
            return False
        raise
    return True


def suspension(desk: Desk, ground: Ground, end: str) -> Story:
    """Ask that what is disputed be suspended; silence grants it."""
    posts, agent = POSTS[ground.department], party(ground.key)
    said = {"claim": "请求暂停公示", "undoable": "正在履行的合同将被解除"}
    case = desk.open("suspension_request", "record", ground.record, agent, ground.key, **said)
    if end == "lapse":
        yield desk.later(3)
        desk.lapse(case, "suspend")
        yield desk.later(45)
        desk.take(case, "warn", posts.checker, **say.NO_DISPUTE)
        desk.serve(case, "resume_notice", posts.checker)
        yield desk.later(7)
        why = {"reasons": say.NO_DISPUTE["facts"], **say.REPLY}
        desk.take(case, "lift", posts.reviewer, **why)
        desk.serve(case, "suspension_lifted", posts.checker)
        return
    yield desk.later(1)
    desk.take(case, "continue", posts.reviewer, reasons="公示不致不可恢复的损害")
