"""The judgements' names for people."""

from collections.abc import Mapping

from goodstanding.core.basis.text import Text

JUDGEMENTS: Mapping[str, Text] = {
    "same": Text("同一主体", "the same entity"),
    "old_number": Text("原登记号属于统一代码", "old number of a unified code"),
    "reissued_code": Text("换发代码", "re-issued code"),
    "merger": Text("合并（仅关联）", "merger (linked only)"),
    "conversion": Text("转型（仅关联）", "conversion (linked only)"),
    "undo": Text("撤销", "undo"),
}
