"""Stories of redress: what was wrong is made good, by officers who had no part in the wrong."""

from datetime import date

from goodstanding.actions.cases.removals import acknowledge
from goodstanding.demo.city import cases_words as say
from goodstanding.demo.city.cases import Desk, Story
from goodstanding.demo.city.officers import ACCOUNT, POSTS, party
from goodstanding.store.queries.cases import removals
from goodstanding.store.queries.demonstration import OpenedByFile

ENDS = (
    "made_good", "claimed", "made_good", "in_part", "made_good", "claimed", "made_good", "refused",
    "made_good", "claimed", "dropped", "made_good",
)  # fmt: skip
"""How it goes with what a file took back, one after another."""
LEFT = 8
"""Of what was taken back at the end of this month, the first case is done by nobody."""
ROUND = 3
"""Working days after which the departments look again at what they are to remove."""
SLOW = "hotline"
"""The department that acknowledges later than it should."""
SLOW_ROUNDS = 3


def left_to_lie(cases: list[OpenedByFile]) -> frozenset[int]:
    """Return which of a month's cases nobody will go on with."""
    return frozenset(one.case for one in cases[:1] if one.opened.month == LEFT)


def taken_back(desk: Desk, opened: OpenedByFile, end: str) -> Story:
    """Make good what a department's own file took back; the entity need not ask."""
    case, posts, agent = opened.case, POSTS[opened.department], party(opened.subject)
    desk.opened.append((case, opened.subject))
    desk.serve(case, "redress_opened", posts.checker)
    yield desk.later(2)
    if end == "dropped":
        desk.take(case, "drop", agent)
        return
    if end == "claimed":
        desk.take(case, "claim", agent, **say.CLAIMED)
    if end in ("in_part", "refused"):
        yield from _refused(desk, case, opened, in_part=end == "in_part")
        return
    yield desk.later(3 + case % 6)
    desk.take(case, "make_good", posts.reviewer, **say.MADE_GOOD)
    desk.serve(case, "apology", posts.checker)


def _refused(desk: Desk, case: int, opened: OpenedByFile, *, in_part: bool) -> Story:
    """Refuse what is claimed, or a part of it, after the entity was told why."""
    posts = POSTS[opened.department]
    desk.take(case, "claim", party(opened.subject), **say.CLAIMED)
    yield desk.later(2)
    desk.take(case, "tell", posts.checker, **say.NO_LOSS)
    desk.serve(case, "redress_findings", posts.checker)
    yield desk.later(6)
    why = {"reasons": say.NO_LOSS["facts"], **say.REPLY}
    if in_part:
        desk.take(case, "make_good_in_part", posts.reviewer, **{**say.MADE_GOOD, **why})
        desk.serve(case, "apology_in_part", posts.checker)
        return
    desk.take(case, "refuse", posts.reviewer, **why)
    desk.serve(case, "redress_refused", posts.checker)


def receipts(desk: Desk, until: date) -> Story:
    """Let departments acknowledge in time what they removed from their views and uses."""
    turn = 0
    while True:
        owed: dict[str, list[int]] = {}
        for one in removals():
            owed.setdefault(one.department, []).append(one.record)
        if turn % SLOW_ROUNDS:
            owed.pop(SLOW, None)
        for department, records in owed.items():
            acknowledge(department, records, actor=f"{ACCOUNT}{department}", on=desk.today)
        turn += 1
        if desk.later(ROUND) > until:
            return
        yield desk.later(ROUND)
