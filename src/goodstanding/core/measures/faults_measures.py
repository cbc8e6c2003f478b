"""Why a measure is refused: the rule that it breaks, in both languages."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NOT_IN_LIST = FaultKind(
    "MEASURE-E001",
    Text("清单里没有措施“{id}”", "the list of measures has no {id}"),
    Text("只能采取清单内的措施：{known}。", "Only measures of the list: {known}."),
    "measures-2024",
)
NO_BASIS = FaultKind(
    "MEASURE-E002",
    Text("措施“{id}”没有依据条目“{anchor}”", "measure {id} has no legal ground {anchor}"),
    Text("写明法律依据：{known}。", "Name the legal ground: {known}."),
    "restraint-2020",
)
NOT_YET_LAW = FaultKind(
    "MEASURE-E003",
    Text(
        "依据“{basis}”在 {day} 还没有或者不再有效，不得溯及",
        "{basis} was not in force on {day}: nothing burdens backwards",
    ),
    Text("改用当时和现在都有效的依据，或不采取措施。", "Cite what was in force then and now."),
    "due process A6",
)
ONLY_DEMONSTRATION = FaultKind(
    "MEASURE-E004",
    Text(
        "依据“{basis}”只是演示值，生产环境不得据以采取措施",
        "{basis} is a demonstration value: in production it burdens nobody",
    ),
    Text("先核实法律依据并更新规则包。", "Verify the law and mend the pack first."),
)
NEVER_EXECUTED = FaultKind(
    "MEASURE-E005",
    Text("措施“{id}”不得在此执行", "measure {id} is never executed here"),
    Text("针对自然人或由他人自行决定的措施不予办理。", "It targets persons, or others decide it."),
    "due process F32",
)
OVER_TERM = FaultKind(
    "MEASURE-E006",
    Text("期限 {months} 个月超过上限 {most} 个月", "a term of {months} months exceeds {most}"),
    Text("缩短到 {most} 个月以内。", "Shorten it to {most} months or fewer."),
    "due process D22",
)
UNDER_TERM = FaultKind(
    "MEASURE-E021",
    Text(
        "期限 {months} 个月低于下限 {least} 个月，又没有引用减轻的法律条款",
        "a term of {months} months is below {least}, and no article of a law is cited that"
        " allows it",
    ),
    Text(
        "延长到 {least} 个月以上，或在“差异及理由”一栏说明理由并引用规则包所载的法律条款"
        "（如 penalty-law#art32）。",
        "Lengthen it to {least} months, or say why as a deviation and cite an article of a law"
        " that packs know (as penalty-law#art32).",
    ),
    "due process D24",
)
WRONG_CLASS = FaultKind(
    "MEASURE-E007",
    Text(
        "失信等级“{severity}”不适用这项措施（只适用：{known}）",
        "conduct of class {severity} carries no such measure (only: {known})",
    ),
    Text("不采取措施，或改用相称的措施。", "Take none, or one that is in proportion."),
    "due process D23",
)
WRONG_CATEGORY = FaultKind(
    "MEASURE-E008",
    Text(
        "措施“{id}”属第 {right} 类，不是第 {category} 类",
        "measure {id} is of category {right}, not {category}",
    ),
    Text("改正类别；各类的程序和执行者不同。", "Mend it: each category has its own procedure."),
    "measures-2024",
)
UNRELATED = FaultKind(
    "MEASURE-E009",
    Text(
        "行为“{kind}”与这项措施没有关联（关联行为：{known}）",
        "conduct {kind} is not related to this measure (related: {known})",
    ),
    Text("只采取与行为有关联的措施。", "Take only measures that are related to the conduct."),
    "restraint-2020",
)
NOT_ADDRESSEE = FaultKind(
    "MEASURE-E010",
    Text(
        "行为人是 {subject}，不是 {addressee}：措施不及于母公司、关联单位和股东",
        "{subject} acted, not {addressee}: no parent, sister or owner is reached",
    ),
    Text("只针对行为人；承继的须另行告知和决定。", "Address who acted; a successor needs its own."),
    "due process D25",
)
NOT_ORGANISATION = FaultKind(
    "MEASURE-E011",
    Text("“{addressee}”不是组织的编码", "{addressee} is no key of an organisation"),
    Text("措施只能针对组织，不及于自然人。", "Measures reach organisations, never persons."),
    "due process F30",
)
COUNTED_TWICE = FaultKind(
    "MEASURE-E012",
    Text(
        "行为“{conduct}”已有同类措施 {other}，同一行为不得重复计算",
        "conduct {conduct} carries such a measure already ({other}): it counts once",
    ),
    Text("撤回这一项。", "Withdraw this one."),
    "due process D22",
)
NO_OWN_DECISION = FaultKind(
    "MEASURE-E013",
    Text(
        "没有本机关自己的决定；其他地区的名单本身不是依据",
        "there is no decision of one's own; another region's list is no basis by itself",
    ),
    Text("按程序作出自己的决定。", "Decide for yourself, by the procedure."),
    "restraint-2020",
)
NO_END = FaultKind(
    "MEASURE-E014",
    Text(
        "措施没有期限；只有依据允许时才可以代之以复查（至多每 {most} 个月）",
        "the measure has no term; only where its ground allows may a review (every {most} months "
        "at most) stand for it",
    ),
    Text("写期限；依据允许的，写复查间隔。", "Give a term, or where allowed a review."),
    "due process A1",
)
WRONG_BODY = FaultKind(
    "MEASURE-E015",
    Text("“{body}”不是这项措施的实施单位（{known}）", "{body} may not take this measure ({known})"),
    Text("移送有权单位。", "Hand it to a body that may."),
    "due process A1",
)
TOO_OLD = FaultKind(
    "MEASURE-E016",
    Text(
        "{day} 的事实超过 {months} 个月，不得再据以采取措施",
        "facts of {day} are older than {months} months and support no measure",
    ),
    Text("不采取措施。", "Take none."),
    "due process A7",
)
STARTS_BEFORE = FaultKind(
    "MEASURE-E017",
    Text("措施从 {starts} 起，早于决定日 {day}", "the measure starts on {starts}, before {day}"),
    Text("从决定送达之后起算。", "Let it start after the decision is served."),
    "due process B9",
)
BEYOND_NOTICE = FaultKind(
    "MEASURE-E018",
    Text(
        "决定的“{what}”（{decided}）重于事先告知的（{told}）",
        "more was decided under “{what}” ({decided}) than the notice said ({told})",
    ),
    Text(
        "退回并重新告知，或者不超过告知的内容。",
        "Return the case and give a new notice, or stay within what was told.",
    ),
    "due process C15",
)
NOT_IN_FORCE = FaultKind(
    "MEASURE-E019",
    Text(
        "记录 {record} 已不再有效或者不再公示，不得再据以采取措施",
        "record {record} is in force or shown no more and supports no measure",
    ),
    Text("以仍然有效的记录为据，或者不采取措施。", "Rest on records in force, or take none."),
    "due process A7",
)
UNKNOWN_ACT = FaultKind(
    "MEASURE-E020",
    Text("核查事项里没有“{act}”", "the check desk knows no act {act}"),
    Text("可问：{known}。", "Possible: {known}."),
)
UNKNOWN_MATTER = FaultKind(
    "MEASURE-E030",
    Text("没有承诺事项“{id}”", "there is no matter {id}"),
    Text("可选：{known}。", "Possible: {known}."),
)
CLOSED_MATTER = FaultKind(
    "MEASURE-E031",
    Text(
        "事项“{title}”关系{why}，不适用信用承诺", "{title} concerns {why}: no pledge stands for it"
    ),
    Text("按一般程序办理。", "Use the ordinary procedure."),
    "pledges-2020",
)
WRONG_TYPE = FaultKind(
    "MEASURE-E032",
    Text("事项“{id}”不适用“{type}”型承诺", "matter {id} takes no pledge of type {type}"),
    Text("可用：{known}。", "Possible: {known}."),
)
WRONG_PLEDGER = FaultKind(
    "MEASURE-E035",
    Text(
        "“{title}”型承诺由其他类别的单位作出（本单位类别 {found}）",
        "a pledge of the type {title} is another kind of body's to make (this one is {found})",
    ),
    Text("可作出此类承诺的类别：{known}。", "Kinds that may make it: {known}."),
)
PLEDGE_BROKEN = FaultKind(
    "MEASURE-E033",
    Text(
        "曾违背承诺，修复前不适用信用承诺",
        "a pledge was broken: no new one until restored",
    ),
    Text("先申请信用修复，或按一般程序办理。", "Be restored first, or use the ordinary way."),
    "pledges-2020",
)
PLEDGE_LISTED = FaultKind(
    "MEASURE-E034",
    Text(
        "在严重失信主体名单上，修复前不适用信用承诺",
        "on a serious list: no pledge until restored",
    ),
    Text("先申请信用修复，或按一般程序办理。", "Be restored first, or use the ordinary way."),
    "pledges-2020",
)
