"""What stands against restoring a finding on a day: too early, no way, a condition not met."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

TOO_EARLY = FaultKind(
    "CASE-E164",
    Text(
        "尚不能修复：按{rules}须满 {months} 个月，自 {day} 起方可",
        "not to be restored yet: {rules} asks for {months} months, over on {day}",
    ),
    Text(
        "告知申请人 {day} 起可以办理；在此之前不受理，也不作出准予修复的决定。",
        "Tell the applicant that it is possible from {day}; until then neither accept nor restore.",
    ),
    "due process A6",
)
NO_WAY = FaultKind(
    "CASE-E165",
    Text("按{rules}不能提前修复：{why}", "{rules} does not let it end early: {why}"),
    Text(
        "写明哪一日履行；没有提前修复规定的，告知申请人理由后不予修复，到期自动停止。",
        "Say on which day it was performed; where no rule lets it end early, tell why and refuse.",
    ),
    "due process A6",
)
NOT_MET = FaultKind(
    "CASE-E166",
    Text("按{rules}须满足的条件尚未满足：{needs}", "{rules} asks for what is not met: {needs}"),
    Text(
        "请申请人补正；仍不满足的，告知事实和理由后不予修复。",
        "Ask the applicant for it; where it stays unmet, tell the facts and reasons, and refuse.",
    ),
    "due process A6",
)
