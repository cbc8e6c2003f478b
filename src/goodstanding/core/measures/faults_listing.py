"""Why nobody is entered on a list so: the rule of the list that it breaks, in two languages."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

UNKNOWN_LIST = FaultKind(
    "MEASURE-E040",
    Text("没有名单“{id}”", "there is no list {id}"),
    Text("可选：{known}。", "Possible: {known}."),
    "restraint-2020",
)
NOT_STATED = FaultKind(
    "MEASURE-E041",
    Text("名单“{title}”不在此认定：{why}", "nobody is entered on {title} here: {why}"),
    Text("由有权机关按其规则认定，这里只接收。", "Whoever keeps it decides; it is received only."),
    "restraint-2020",
)
WRONG_KEEPER = FaultKind(
    "MEASURE-E042",
    Text(
        "名单“{title}”由{keeper}认定，本案属{department}",
        "{title} is decided by {keeper}, and this is a case of {department}",
    ),
    Text("把事实和证据移送认定机关。", "Pass the facts and the evidence on to its keeper."),
    "restraint-2020",
)
OUTSIDE_LIST = FaultKind(
    "MEASURE-E043",
    Text(
        "行为“{kind}”不是列入“{title}”的情形（只限：{known}）",
        "conduct {kind} leads to no entry on {title} (only: {known})",
    ),
    Text("改用与行为相应的名单，或不予列入。", "Name the list of this conduct, or list nobody."),
    "restraint-2020",
)
MEASURE_OUTSIDE = FaultKind(
    "MEASURE-E044",
    Text(
        "措施“{id}”不随列入“{title}”采取（只限：{known}）",
        "measure {id} does not follow from {title} (only: {known})",
    ),
    Text("只写名单所附的措施，其他措施另案办理。", "Name the list's measures; others need a case."),
    "restraint-2020",
)
LIST_TERM = FaultKind(
    "MEASURE-E045",
    Text(
        "列入“{title}”的期限 {months} 个月超过 {most} 个月",
        "{months} months on {title} exceed its {most}",
    ),
    Text("缩短到 {most} 个月以内。", "Shorten it to {most} months or fewer."),
    "due process A1",
)
