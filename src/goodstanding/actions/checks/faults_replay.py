"""What can stand against replaying a page."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NO_AUDIT_PURPOSE = FaultKind(
    "REPLAY-E001",
    Text("用途“{purpose}”不在清单内；清单：{known}", "{purpose} is no purpose of: {known}"),
    Text("用清单内的用途说明为何重现。", "Say for what, by a purpose of the list."),
    "due process E29",
)
NO_AUDITOR = FaultKind(
    "REPLAY-E002",
    Text(
        "账号“{account}”不在“{office}”任职，或该机构的职责不含此用途",
        "{account} does not hold the office {office}, or that has no duty for this purpose",
    ),
    Text(
        "由规则包列明职责的机构人员办理。",
        "Let somebody of an office with a duty that the pack names do it.",
    ),
    "due process E29",
)
NOT_PAST = FaultKind(
    "REPLAY-E003",
    Text("{day} 尚未结束，不能重现", "{day} is not over: it cannot be replayed"),
    Text("选择更早的一天。", "Choose an earlier day."),
)
NOT_KNOWN_THEN = FaultKind(
    "REPLAY-E004",
    Text("{day} 时没有关于“{key}”的页面", "there was no page about {key} on {day}"),
    Text("核对代码和日期。", "Look at the code and the day again."),
)
NO_RULES_THEN = FaultKind(
    "REPLAY-E005",
    Text(
        "总账没有留存 {day} 之前使用的规则包",
        "the ledger kept no packs that were in use by {day}",
    ),
    Text(
        "用 --policy 写明当日页面所载规则包的摘要。",
        "Name the packs by --policy: the page of that day carries their digest.",
    ),
)
OTHER_RULES_THEN = FaultKind(
    "REPLAY-E006",
    Text(
        "{day} 前后未使用过规则包 {rules}，按其重现会显示当日未公示的内容",
        "packs {rules} were not used around {day}: by them it would show what was not shown",
    ),
    Text(
        "不写规则包，或写页面自身注明的规则包。",
        "Name no packs, or those that the page itself names.",
    ),
)
AUDITOR_INTERESTED = FaultKind(
    "REPLAY-E007",
    Text(
        "账号“{account}”与该主体有利害关系，不能重现其页面",
        "{account} has an interest in this entity and cannot replay its page",
    ),
    Text("由其他人员办理。", "Let another officer do it."),
    "due process C16",
)
