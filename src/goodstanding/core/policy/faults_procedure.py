"""Faults of procedures: what would let something adverse happen without due process."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NEAR = Text("相近的有：{near}。", "Near: {near}.")

BARE_PERIOD = FaultKind(
    "PACK-E100",
    Text(
        "期限不能只写一个数：要写单位、起算日和遇休息日是否顺延",
        "a period is more than a number: it says unit, first day and roll-over",
    ),
    Text(
        "写 {{count: 5, unit: working_days, first_day: next, roll: forward}}。",
        "Write {{count: 5, unit: working_days, first_day: next, roll: forward}}.",
    ),
    "due process A3",
)
DISPUTE_UNSAID = FaultKind(
    "PACK-E101",
    Text(
        "效果“{id}”对主体不利，必须写明有争议时如何处理",
        "effect {id} burdens the entity and must say what becomes of it while disputed",
    ),
    Text("写 while_disputed: keep、pause 或 hide。", "Write while_disputed: keep, pause or hide."),
    "due process C17",
)
LASTING_UNCLEAR = FaultKind(
    "PACK-E102",
    Text(
        "何时结束必须写清：一个期限，或一个事件加定期复查",
        "when it is over must be said: a term, or an event with a dated review",
    ),
    Text(
        "写 {{term: from_list}}，或 {{until: performance, review_months: 12}}。",
        "Write {{term: from_list}} or {{until: performance, review_months: 12}}.",
    ),
    "due process A1",
)
LAPSE_UNCLEAR = FaultKind(
    "PACK-E103",
    Text(
        "逾期后果必须恰好写一种：flag 和 tell，或 take",
        "a lapse says exactly one: flag and tell, or take",
    ),
    Text("只保留一种。", "Keep one."),
)
ROLE_UNCLEAR = FaultKind(
    "PACK-E104",
    Text(
        "角色“{id}”必须恰好是一种：一个 office，或 party: true",
        "role {id} is exactly one: an office, or party: true",
    ),
    Text("只保留一种。", "Keep one."),
)
CHOICES_MISFIT = FaultKind(
    "PACK-E105",
    Text("choices 属于且只属于 choice 类字段", "a field has choices if and only if it is a choice"),
    Text("改 kind，或增减 choices。", "Change its kind, or add or remove choices."),
)
ADVERSE_UNDECIDED = FaultKind(
    "PACK-E106",
    Text(
        "状态“{id}”标为不利，却不是终结状态：未作决定以前没有不利",
        "state {id} is adverse but no end: before the decision nothing is adverse",
    ),
    Text("加 end: true，或去掉 adverse。", "Add end: true, or remove adverse."),
)
