"""What can stand against giving rows in bulk."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NOT_SUBSCRIBED = FaultKind(
    "MIRROR-E001",
    Text(
        "密钥 {client} 没有批量订阅的目的“{purpose}”；可用：{known}",
        "the key {client} has no subscription {purpose}; it has: {known}",
    ),
    Text(
        "用 goodstanding client issue --purpose 发放含订阅目的的密钥。",
        "Issue a key with it: goodstanding client issue --purpose.",
    ),
    "due process E29",
)
OTHER_RULES = FaultKind(
    "MIRROR-E002",
    Text(
        "规则包与上次答复时不同，可公示的范围可能已变",
        "the packs differ from those of the answer before: what may be shown may have changed",
    ),
    Text(
        "删除全部镜像内容，从 after=0.0 重新开始。",
        "Drop the whole mirror and begin anew from after=0.0.",
    ),
    "due process E29",
)
WRONG_CURSOR = FaultKind(
    "MIRROR-E003",
    Text("“{after}”不是游标", "{after} is no cursor"),
    Text(
        "原样使用上次答复的 next；首次用 0.0。",
        "Send the next of the answer before as it is; 0.0 the first time.",
    ),
)
