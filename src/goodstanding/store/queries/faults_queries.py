"""What a reader's question can lack, in words for readers."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NOT_A_DAY = FaultKind(
    "QUERY-E001",
    Text("“{typed}”不是日期。", "“{typed}” is not a day."),
    Text("请按 2026-03-31 的格式填写。", "Write it as 2026-03-31."),
)
DAY_OUT_OF_RANGE = FaultKind(
    "QUERY-E002",
    Text("本册不回答 {typed} 这一天。", "The register does not answer for {typed}."),
    Text("请选 {first} 至 {last} 之间的一天。", "Choose a day from {first} to {last}."),
)
NO_SUCH_ENTITY = FaultKind(
    "QUERY-E003",
    Text("本册没有“{key}”的档案。", "The register holds nothing under “{key}”."),
    Text(
        "请逐字核对代码，或者按名称查询。",
        "Check the code letter by letter, or search by name.",
    ),
)
TOO_SHORT = FaultKind(
    "QUERY-E004",
    Text("查询词少于 {least} 个字。", "The question has fewer than {least} characters."),
    Text("请输入至少 {least} 个字。", "Type {least} characters or more."),
)
TOO_LONG = FaultKind(
    "QUERY-E005",
    Text("查询词超过 {most} 个字。", "The question has more than {most} characters."),
    Text(
        "请用名称的开头部分，或者用代码查询。",
        "Try the beginning of the name, or the code.",
    ),
)
NO_SUCH_ADDRESS = FaultKind(
    "QUERY-E006",
    Text("没有这个地址。", "There is nothing at this address."),
    Text("请从首页开始。", "Start from the first page."),
)
