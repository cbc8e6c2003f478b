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
NO_PLAN = FaultKind(
    "QUERY-E007",
    Text("没有“{key}”的修复规划可以给出。", "There is no plan of ways out for “{key}” here."),
    Text(
        "请核对代码；该主体自己的规划，须以其账号登录后查看。",
        "Check the code; an entity’s own plan is shown to an account that speaks for it.",
    ),
)
NOT_SIGNED_IN = FaultKind(
    "QUERY-E008",
    Text("查看“{key}”自己的信息须先登录。", "What is “{key}”’s own is shown after signing in."),
    Text(
        "请用该主体或其代理人的账号登录；公开的规划无须登录。",
        "Sign in with an account of the entity or its agent; the public plan needs none.",
    ),
)
