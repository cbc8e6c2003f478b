"""Faults of the rooms that say who is who: identity (judgements) and search."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

QUERY_TOO_LONG = FaultKind(
    "SEARCH-E001",
    Text(
        "查询有 {length} 个字符，最多 {most} 个",
        "the query has {length} characters, at most {most}",
    ),
    Text("只输入名称的一部分或代码", "Enter a part of the name, or the code."),
)
TOO_MANY_HITS_ASKED = FaultKind(
    "SEARCH-E002",
    Text(
        "一次可要 1 到 {most} 条结果，要求了 {limit} 条",
        "asked for {limit} hits; 1 to {most} may be asked for",
    ),
    Text("减少条数，或把查询写得更具体", "Ask for fewer, or make the query more specific."),
)
