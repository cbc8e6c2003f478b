"""Whether a finding may be restored on a day: by its way out, as the planner shows it."""

from collections.abc import Iterator, Sequence
from datetime import date

from goodstanding.core.basis.faults import Fault
from goodstanding.core.basis.text import Text, joined
from goodstanding.core.policy.lists_shape import ExitNeed
from goodstanding.core.policy.procedure_shape import Procedure
from goodstanding.core.restoration import faults_restoration as kinds
from goodstanding.core.restoration.regime import NOT_PERFORMED, Way

RESTORE = "restore"
NEEDS: dict[ExitNeed, Text] = {
    "corrected": Text("违法行为已纠正", "the violation is corrected"),
    "performed": Text("义务已履行", "the duties are performed"),
    "harm_removed": Text("危害后果已消除", "the harm is removed"),
    "pledge": Text("已公开作出信用承诺", "a public pledge is made"),
    "no_new_case": Text("其间没有新的违法失信记录", "no new finding meanwhile"),
    "no_restriction_running": Text("没有仍在执行的限制", "no restriction still runs"),
    "reorganisation": Text("法院已裁定批准重整", "a court approved the reorganisation"),
}
"""What only a paper shows is answered by who decides; it names these where one is not met."""


def takes_up(procedure: Procedure, step: str) -> bool:
    """Return whether the time of deciding runs from a step: it accepts the application."""
    return any(one.starts == f"step:{step}" for one in procedure.deadlines.values())


def restores(procedure: Procedure, step: str) -> bool:
    """Return whether a step restores."""
    found = procedure.steps.get(step)
    return found is not None and any(one.do == RESTORE for one in found.effects)


def bound_faults(
    way: Way, unmet: Sequence[ExitNeed], where: str, *, on: date, decides: bool
) -> Iterator[Fault]:
    """Yield why a way out is closed on a day: its months, or `unmet` conditions.

    When it is accepted nobody has said yet on which day it was performed; who decides says it.
    """
    rules = way.title if way.title.zh else Text("现行规定", "The rules in force")
    if way.earliest is None and (decides or way.why is not NOT_PERFORMED):
        yield kinds.NO_WAY.at(where, rules=rules, why=way.why)
    elif way.earliest is not None and on < way.earliest:
        months = way.months or 0
        yield kinds.TOO_EARLY.at(where, rules=rules, months=months, day=way.earliest)
    if unmet:
        yield kinds.NOT_MET.at(where, rules=rules, needs=joined(NEEDS[one] for one in unmet))
