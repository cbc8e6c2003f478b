"""Faults of packs about what becomes of what rests on a record that is taken back."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

GROUND_MISFIT = FaultKind(
    "PACK-E079",
    Text(
        "依据撤销规则“{id}”指定的程序 {procedure} 不适用",
        "rule {id} of grounds opens {procedure}, which does not fit",
    ),
    Text(
        "该程序的 about 须含 list_entry 和 measure，起始状态须有 mark，open 须 notify_parties；"
        "whole 的 open 还须 pause_disclosure 和 suspend_measures，part 的不得有。",
        "It must be about list_entry and measure, mark its start, and let open do notify_parties;"
        " that of `whole` also pause_disclosure and suspend_measures, that of `part` neither.",
    ),
    "due process E27",
)
NO_GROUND_RULE = FaultKind(
    "PACK-E080",
    Text(
        "记录可被撤回（{way}），规则包却没有写明以其为依据的名单和措施怎么办",
        "records may be taken back ({way}), and no rule says what becomes of what rests on them",
    ),
    Text(
        "在 grounds.yaml 写一条 id 为 {way} 并带 whole 的规则。",
        "Write a rule with the id {way} and a `whole` in grounds.yaml.",
    ),
    "due process E27",
)
