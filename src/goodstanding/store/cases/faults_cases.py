"""What can stand against an act on a case besides the procedure itself."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NO_CASE = FaultKind(
    "CASE-E101",
    Text("没有案件 {case}", "there is no case {case}"),
    Text(
        "用 `goodstanding case list --as …` 查编号。",
        "Look it up by `goodstanding case list --as …`.",
    ),
)
MOVED_ON = FaultKind(
    "CASE-E102",
    Text(
        "案件已先由 {actor} 于 {day} 办理“{step}”，本次未作任何改动",
        "{actor} was first: {step} on {day}; nothing of this act was done",
    ),
    Text("重新查看案件后再决定。", "Look at the case again, then decide."),
)
NO_PROCEDURE = FaultKind(
    "CASE-E103",
    Text("{day} 没有施行的程序“{procedure}”", "no procedure {procedure} is in force on {day}"),
    Text("程序：{known}。", "Procedures: {known}."),
)
NOTHING_THERE = FaultKind(
    "CASE-E104",
    Text("没有可作为案件对象的“{kind}:{id}”", "there is no {kind} {id} that a case can be about"),
    Text(
        "写有效记录的条目编号、案件编号或主体标识。",
        "Name a record in force by its entry number, a case by its id, or an entity by its key.",
    ),
)
NO_SUBJECT = FaultKind(
    "CASE-E105",
    Text("条目 {id} 还没有归属的组织", "entry {id} belongs to no organisation yet"),
    Text("先判定它属于谁。", "First decide whose it is: `goodstanding identify`."),
)
NO_LETTER = FaultKind(
    "CASE-E106",
    Text("没有文书 {letter}", "there is no letter {letter}"),
    Text("用 `goodstanding case show` 查编号。", "Look it up by `goodstanding case show`."),
)
LETTER_DONE = FaultKind(
    "CASE-E107",
    Text("文书 {letter} 已送达或已撤回", "letter {letter} was served or recalled already"),
    Text("无需再做。", "There is nothing left to do."),
)
NO_MODE = FaultKind(
    "CASE-E108",
    Text("没有送达方式“{mode}”", "there is no mode of service {mode}"),
    Text("方式依次为：{known}。", "The ladder is: {known}."),
    "due process B8",
)
LADDER = FaultKind(
    "CASE-E109",
    Text(
        "公告送达须先有其他方式送达不成，且公告满 {within}",
        "public notice needs a failed attempt by another mode, and lasts {within}",
    ),
    Text(
        "先登记未成的送达（--failed）与公告日期，期满后再登记送达。",
        "Record the failed attempt and the notice by --failed; serve when its days are over.",
    ),
    "due process B8",
)
DISPATCHED = FaultKind(
    "CASE-E110",
    Text("文书 {letter} 已经发出，不能撤回", "letter {letter} has left and cannot be recalled"),
    Text("只能以更正决定改变。", "Only a correction can change it now."),
    "due process B10",
)
BUILT_ON = FaultKind(
    "CASE-E111",
    Text(
        "产生文书 {letter} 的步骤之后已有行为，不能撤回",
        "other acts already rest on the step that drafted letter {letter}",
    ),
    Text("只能以更正决定改变。", "Only a correction can change it now."),
    "due process B10",
)
NOT_SIGNATORY = FaultKind(
    "CASE-E112",
    Text("只有签发人可以撤回", "only who signed may recall"),
    Text("由 {actor} 或其代理人撤回。", "{actor} or their deputy must do it."),
)
NO_ACTOR = FaultKind(
    "CASE-E113",
    Text("没有写明谁在办理", "nobody is named who acts"),
    Text("写明账号。", "Name the account."),
)
NO_OFFICE = FaultKind(
    "CASE-E114",
    Text("没有办公室“{office}”", "there is no office {office}"),
    Text("办公室：{known}。", "Offices: {known}."),
)
NOTHING_TO_CHANGE = FaultKind(
    "CASE-E115",
    Text("“{effect}”没有可作用的有效记录", "there is no record in force that {effect} could reach"),
    Text("核对案件对象是否仍然有效。", "See whether what the case is about still stands."),
)
WRONG_EFFECT = FaultKind(
    "CASE-E116",
    Text("“{effect}”缺少或写错“{field}”：{why}", "{effect} lacks {field}, or it is wrong: {why}"),
    Text("改正表单后再办理。", "Mend the form and try again."),
)
RUNS_ALREADY = FaultKind(
    "CASE-E117",
    Text(
        "同一对象已有在办案件 {case}，适用同一程序",
        "case {case} runs already, about the same thing and by the same procedure",
    ),
    Text("在该案件中办理。", "Act in that case."),
)
NOT_TOLD = FaultKind(
    "CASE-E118",
    Text(
        "{department} 没有待确认的记录 {record}",
        "{department} owes no acknowledgement of record {record}",
    ),
    Text("用 `goodstanding removals list` 查看。", "See `goodstanding removals list`."),
)
NO_REASONS = FaultKind(
    "CASE-E119",
    Text("没有写明理由", "no reason is given"),
    Text("写明理由；它留在案卷里。", "Give one; it stays in the case."),
)
NO_WORDS = FaultKind(
    "CASE-E120",
    Text("文书“{letter}”缺少内容：{slots}", "letter {letter} lacks words for: {slots}"),
    Text("在表单里补充后再办理。", "Give them in the form and try again."),
)
NO_CLOCK = FaultKind(
    "CASE-E121",
    Text("规则包没有写明 {day} 适用的“{clock}”", "the packs state no {clock} for {day}"),
    Text("在 clocks.yaml 里写明并注明依据。", "State it in clocks.yaml, with its basis."),
    "due process A3",
)
BARS_NOTHING = FaultKind(
    "CASE-E123",
    Text("这些措施并不限制“{act}”", "these measures do not bar {act}"),
    Text("选择受限制的事项，或不予准予。", "Name an act that they bar, or do not permit."),
)
WRONG_END = FaultKind(
    "CASE-E124",
    Text(
        "准予截止日 {day} 不在 {first} 至 {last} 之间",
        "the last day {day} is not between {first} and {last}",
    ),
    Text("在程序的最长期限内另定一日。", "Name a day within the longest time of the procedure."),
)
NOTHING_WRONG = FaultKind(
    "CASE-E125",
    Text("案件 {case} 没有认定原决定有误", "case {case} found nothing wrong"),
    Text(
        "先提出异议或者复议；认定有误后再请求恢复名誉和赔偿。",
        "Object first, or ask for reconsideration; redress follows where that finds it wrong.",
    ),
    "due process E28",
)
NOT_TAKEN_BACK = FaultKind(
    "CASE-E127",
    Text(
        "部门文件没有撤回或者更正记录 {record}",
        "no file of its department took back record {record}",
    ),
    Text(
        "对仍在使用的记录先提出异议；认定有误后再请求恢复名誉和赔偿。",
        "Object to a record that stands; redress follows where that finds it wrong.",
    ),
    "due process E28",
)
LETTER_COMING = FaultKind(
    "CASE-E126",
    Text(
        "案件已有新进展，文书正在送达", "the case has moved on, and a letter to you is on its way"
    ),
    Text(
        "送达后内容即可查看；需要的，可以先到受理窗口领取。",
        "What it says can be read once it is served; the service desk hands it out as well.",
    ),
    "due process B9",
)
NO_SHORT_END = FaultKind(
    "CASE-E122",
    Text("临时措施没有自动结束的期限", "the protective measure has no time that ends it by itself"),
    Text(
        "程序须有一个期限，届满即走解除的步骤。",
        "The procedure needs a time whose end takes the step that lifts it.",
    ),
    "due process C20",
)
NOTHING_RESTORED = FaultKind(
    "CASE-E149",
    Text(
        "案件 {case} 没有可撤销的修复，或者有关记录其后已有变动",
        "case {case} restored nothing that could be cancelled, or the record changed since",
    ),
    Text(
        "核对修复案件的编号；记录已更正、撤回的，不得借撤销修复恢复。",
        "Name the case that restored it; what was corrected or withdrawn since stays as it is.",
    ),
    "due process A6",
)
GROUND_GONE = FaultKind(
    "CASE-E167",
    Text(
        "作为依据的信息均已撤销，没有可据以继续有效的依据",
        "all that it rested on was taken back: nothing bears it any more",
    ),
    Text(
        "撤销该决定；另有事实的，另行立案、告知后决定。",
        "Remove it; on other facts open a case of its own, with its notice.",
    ),
    "due process E27",
)
NO_OTHER_CASE = FaultKind(
    "CASE-E168",
    Text(
        "没有正在办理同一事项的另案，不能并入",
        "no other case decides about this, so it cannot be left to one",
    ),
    Text("在本案中决定继续有效或者撤销。", "Decide here: keep it or remove it."),
    "due process E27",
)
NOTHING_TO_REVIEW = FaultKind(
    "CASE-E169",
    Text("这里没有须定期复查的事项", "nothing here owes a dated review"),
    Text(
        "有固定期限的到期自行结束；其他请求走异议或者修复。",
        "What has a term ends by itself; for anything else object, or apply for restoration.",
    ),
    "due process A1",
)
WRONG_REVIEW_DAY = FaultKind(
    "CASE-E170",
    Text("复查日是 {day}，不由启动人选定", "the day of the review is {day}; nobody chooses it"),
    Text(
        "填写 review_day={day}，或者用 case review 启动。",
        "Give review_day={day}, or open it by `case review`.",
    ),
    "due process A1",
)
