"""Faults of lists, measures, pledges and letters: what would let power outgrow its rule."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

UNKNOWN_ENTRY = FaultKind(
    "PACK-E150",
    Text("{file} 里没有“{id}”", "{file} has no {id}"),
    Text("相近的有：{near}。", "Near: {near}."),
)
LIST_INCOMPLETE = FaultKind(
    "PACK-E151",
    Text(
        "名单“{id}”的规则既已写明，就必须有 {key}", "list {id} states its rule, so it needs {key}"
    ),
    Text("补上；写不出规则的，写 statable: false。", "Add it; or write statable: false."),
    "due process A1, C13",
)
UNSTATED_RULE = FaultKind(
    "PACK-E152",
    Text(
        "名单“{id}”写明规则不可陈述，必须说明原因，且不得有 {key}",
        "list {id} is not statable: it says why, and may not have {key}",
    ),
    Text("写 why_not 并删去规则，或写 statable: true。", "Write why_not and no rule."),
)
NO_LIST_END = FaultKind(
    "PACK-E153",
    Text(
        "“{id}”必须恰好有一种结束方式：期限，或履行完毕并定期复查",
        "{id} ends in exactly one way: a term, or performance with a dated review",
    ),
    Text(
        "写 term，或写 until_performed: true 和 review_months。",
        "Write term, or until_performed: true with review_months.",
    ),
    "due process A1",
)
MINOR_FOLLOWS = FaultKind(
    "PACK-E154",
    Text(
        "轻微失信不得引起列入名单或惩戒措施",
        "minor records may propose no list and carry no measure",
    ),
    Text("只写 general 或 serious。", "Ask for severity general or serious only."),
    "due process D23",
)
EXIT_TOO_LATE = FaultKind(
    "PACK-E155",
    Text("名单“{id}”提前移出的月数不小于期限", "list {id} could be left early only after its term"),
    Text("减少月数，或删去 early_exit。", "Lessen the months, or remove early_exit."),
)
PERSON_EXECUTED = FaultKind(
    "PACK-E156",
    Text(
        "措施“{id}”针对自然人，只能写 executable: never，且不得有 anchors",
        "measure {id} targets persons: it is executable: never, and has no anchors",
    ),
    Text("写 executable: never。", "Write executable: never."),
    "due process F32",
)
NO_ANCHOR = FaultKind(
    "PACK-E157",
    Text("可执行的措施“{id}”没有法律依据条目", "measure {id} may be executed but has no anchor"),
    Text("在 anchors 里写出依据、对象行为和期限。", "Write an anchor: basis, conduct, term."),
)
NO_ANCHOR_END = FaultKind(
    "PACK-E158",
    Text("“{id}”必须有最长期限，或有定期复查", "{id} needs a maximum term, or else a dated review"),
    Text(
        "写 months_max（不短于 months_min），或写 review_months。",
        "Write months_max, not less than months_min, or review_months.",
    ),
    "due process A1",
)
FORCE_MISFIT = FaultKind(
    "PACK-E159",
    Text(
        "“{id}”的效力与所涉事项不符：bar、weigh 要写 acts，burden 不写",
        "the force of {id} does not fit: bar and weigh name acts, burden names none",
    ),
    Text("改 force 或 acts。", "Mend force or acts."),
)
MATTER_UNCLEAR = FaultKind(
    "PACK-E160",
    Text(
        "事项“{id}”必须写清：可以承诺（types 和 check），或不可以（never）",
        "matter {id} is either open to pledges (types and check) or closed (never)",
    ),
    Text("二者取一。", "Choose one."),
    "due process, pledges",
)
SLOT_UNKNOWN = FaultKind(
    "PACK-E161",
    Text(
        "文书“{id}”中英文的填空必须相同，且都在 slots 里；有问题的是“{slot}”",
        "both languages of letter {id} use the same declared slots; {slot} is not such",
    ),
    Text("花括号里只写 slots 里有的标识。", "Write only declared ids in the braces."),
)
SLOT_UNUSED = FaultKind(
    "PACK-E162",
    Text("填空“{slot}”在文书“{id}”里没有用到", "slot {slot} is not used in letter {id}"),
    Text("删去它，或写进正文。", "Remove it, or use it."),
)
NOTHING_PROTECTED = FaultKind(
    "PACK-E163",
    Text("文书“{id}”没有受保护的法定文字", "letter {id} has no paragraph of protected legal text"),
    Text(
        "把告知权利和救济的段落写成 protected: true。",
        "Protect the paragraphs on rights and remedies.",
    ),
    "due process C13",
)
REGIME_DAYS = FaultKind(
    "PACK-E164",
    Text("“{id}”的最后一日早于第一日", "the last day of {id} is before its first"),
    Text("改正日期。", "Mend the days."),
)
LEADS_WRONG = FaultKind(
    "PACK-E165",
    Text(
        "“{id}”只能由灰色状态通向规则已写明的严重失信名单",
        "only a grey state leads on, and only to a serious list that is stated; {id} is not so",
    ),
    Text("改正 leads_to 或 kind。", "Mend leads_to or kind."),
)
CRITERION_NEUTRAL = FaultKind(
    "PACK-E166",
    Text(
        "记录类型“{type}”本身并非不利记录，不得据以提出列入名单",
        "records of type {type} are not adverse: they may propose no list",
    ),
    Text("投诉等线索只能引起检查。", "Complaints and tips may prompt a check, nothing else."),
    "due process B21",
)
HOLDER_UNCLEAR = FaultKind(
    "PACK-E167",
    Text("激励“{id}”没有写明谁可以享受", "reward {id} does not say who has it"),
    Text("写 grade，或写 of（和 when）。", "Write grade, or of (and when)."),
)
UNKNOWN_GRADE = FaultKind(
    "PACK-E168",
    Text("没有任何评分卡有等级“{id}”", "no card has a grade {id}"),
    Text("可写：{known}。", "Possible: {known}."),
)
KEPT_WITHOUT_END = FaultKind(
    "PACK-E175",
    Text(
        "kept 必须且只能与 holds: sealed 一起写",
        "kept stands with holds: sealed, always and only",
    ),
    Text(
        "写明密存内容的保存期限；别处保存的不写。",
        "Say how long the sealed store keeps it; what is kept elsewhere has none here.",
    ),
    "due process F36",
)
ALERT_UNCLEAR = FaultKind(
    "PACK-E169",
    Text(
        "通报“{id}”没有写明通报谁，或者关于哪类单位",
        "alert {id} does not say whom it tells, or about which bodies",
    ),
    Text(
        "写 tells，以及 classes，或同时写 of 和 when。",
        "Write tells, and classes, or of together with when.",
    ),
    "due process F30",
)
PASSES_TOO_MUCH = FaultKind(
    "PACK-E176",
    Text(
        "承继规则“{id}”让等级、措施或者有期限的名单随主体变更而转移",
        "rule {id} of succession lets a grade, a measure or an entry with a term pass by itself",
    ),
    Text(
        "等级写 never；措施和有期限的名单写 anew 并写明 procedure，或者写 never。",
        "Write never for a grade; anew with its procedure, or never, for measures and entries with"
        " a term; no procedure elsewhere.",
    ),
    "due process D25",
)
NO_REVIEW_UNIT = FaultKind(
    "PACK-E181",
    Text(
        "机构“{id}”可以作出不利决定，而“{department}”没有另一个既承办又决定的机构来复核",
        "office {id} can decide adversely, and {department} has no other unit that holds and"
        " decides to review it",
    ),
    Text(
        "在同一部门再设一个 duties 含 holding 和 deciding 的机构，用于处理异议。",
        "Give the department a second office whose duties are holding and deciding, for what is"
        " contested.",
    ),
    "due process C16",
)
