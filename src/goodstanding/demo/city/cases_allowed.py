"""Stories of what an entity may do: it is asked about, or allowed in spite of a measure."""

from datetime import date

from goodstanding.core.basis.days import add_months
from goodstanding.demo.city import cases_words as say
from goodstanding.demo.city.cases import Desk, Story
from goodstanding.demo.city.cases_ground import Ground
from goodstanding.demo.city.officers import PERMITS, POSTS, WINDOW, party

SINCE = date(2026, 4, 1)
"""Permissions have their procedure from this day on."""
ENDS = ("permitted", "released", "refused")


def question(desk: Desk, ground: Ground, act: str) -> Story:
    """Ask whether an organisation may do an act; most may."""
    desk.ask(ground.key, act, acting=WINDOW, department=PERMITS, purpose="办理申请前核对")
    yield from ()


def permission(desk: Desk, decided: int, ground: Ground, act: str) -> Story:
    """Ask to act in spite of a measure; somebody who took no part in it decides."""
    posts, agent = POSTS[ground.department], party(ground.key)
    asked = {"desk_act": act, **say.IN_SPITE}
    case = desk.open("permission", "measure", str(decided), agent, ground.key, **asked)
    yield desk.later(4)
    end = ENDS[case % len(ENDS)]
    if end == "refused":
        desk.take(case, "refuse", posts.reviewer, reasons="尚未改正，不宜准予")
        return
    until = {"desk_act": act, "permit_until": add_months(desk.today, 2).isoformat()}
    why = {"legal_basis": "示范依据", "reasons": "民生项目，暂无可替代"}
    if end == "permitted":
        desk.take(case, "permit", posts.reviewer, **until, **why)
        desk.serve(case, "permission_granted", posts.checker)
        return
    desk.take(case, "release", posts.reviewer, **until, **why, condition="按月公开整改进度")
    desk.serve(case, "release_granted", posts.checker)
    yield desk.later(20)
    found = {"facts": "连续两期未公开整改进度", "legal_basis": "示范依据"}
    desk.take(case, "notify", posts.checker, **found, evidence="网页核查记录")
    desk.serve(case, "permission_notice", posts.checker)
    yield desk.later(6)
    said = {"reasons": "条件不再成就", **say.REPLY, **say.REMEDIES}
    desk.take(case, "end_early", posts.reviewer, **found, **said)
    desk.serve(case, "permission_ended", posts.checker)


def reward(desk: Desk, ground: Ground, end: str) -> Story:
    """Decline what an honour brings; some take it again."""
    agent = party(ground.key)
    desk.open("reward_choice", "entity", ground.key, agent, ground.key, **say.DECLINED)
    if end == "again":
        yield desk.later(30)
        desk.open("reward_choice", "entity", ground.key, agent, ground.key, **say.TAKEN_AGAIN)
