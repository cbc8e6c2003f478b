"""Faults of procedures: what would let something adverse happen without due process."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NEAR = Text("相近的有：{near}。", "Near: {near}.")

BARE_PERIOD = FaultKind(
    "PACK-E100",
    Text(
        "期限不能只写一个数：要写单位、起算日和遇休息日是否顺延",
        "a period is more than a number: it says unit, first day and roll-over",
    ),
    Text(
        "写 {{count: 5, unit: working_days, first_day: next, roll: forward}}。",
        "Write {{count: 5, unit: working_days, first_day: next, roll: forward}}.",
    ),
    "due process A3",
)
DISPUTE_UNSAID = FaultKind(
    "PACK-E101",
    Text(
        "效果“{id}”对主体不利，必须写明有争议时如何处理",
        "effect {id} burdens the entity and must say what becomes of it while disputed",
    ),
    Text("写 while_disputed: keep、pause 或 hide。", "Write while_disputed: keep, pause or hide."),
    "due process C17",
)
LASTING_UNCLEAR = FaultKind(
    "PACK-E102",
    Text(
        "何时结束必须写清：一个期限，或一个事件加定期复查",
        "when it is over must be said: a term, or an event with a dated review",
    ),
    Text(
        "写 {{term: from_list}}，或 {{until: performance, review_months: 12}}。",
        "Write {{term: from_list}} or {{until: performance, review_months: 12}}.",
    ),
    "due process A1",
)
LAPSE_UNCLEAR = FaultKind(
    "PACK-E103",
    Text(
        "逾期后果必须恰好写一种：flag 和 tell（可加 mark 和 effects），或 take",
        "a lapse says exactly one: flag and tell, perhaps with mark and effects, or take",
    ),
    Text("只保留一种。", "Keep one."),
)
ROLE_UNCLEAR = FaultKind(
    "PACK-E104",
    Text(
        "角色“{id}”必须恰好是一种：一个 office，或 party: true",
        "role {id} is exactly one: an office, or party: true",
    ),
    Text("只保留一种。", "Keep one."),
)
CHOICES_MISFIT = FaultKind(
    "PACK-E105",
    Text("choices 属于且只属于 choice 类字段", "a field has choices if and only if it is a choice"),
    Text("改 kind，或增减 choices。", "Change its kind, or add or remove choices."),
)
ADVERSE_UNDECIDED = FaultKind(
    "PACK-E106",
    Text(
        "状态“{id}”标为不利，却不是终结状态：未作决定以前没有不利",
        "state {id} is adverse but no end: before the decision nothing is adverse",
    ),
    Text("加 end: true，或去掉 adverse。", "Add end: true, or remove adverse."),
)
UNKNOWN_PART = FaultKind(
    "PACK-E107",
    Text("本程序没有 {what}“{id}”", "this procedure has no {what} {id}"),
    NEAR,
)
UNKNOWN_FORM_FIELD = FaultKind(
    "PACK-E108",
    Text("没有表单字段“{id}”", "there is no form field {id}"),
    NEAR,
)
UNKNOWN_PROCEDURE = FaultKind(
    "PACK-E109",
    Text("没有程序“{id}”", "there is no procedure {id}"),
    Text(
        "写规则包里的程序，救济也可写 reconsideration 或 litigation。相近的有：{near}。",
        "Name a procedure of the packs; a remedy may also be reconsideration or litigation. "
        "Near: {near}.",
    ),
)
NOT_ONE_START = FaultKind(
    "PACK-E110",
    Text(
        "程序必须恰好有一个起始状态，现有 {count} 个", "a procedure has one start, here are {count}"
    ),
    Text("给恰好一个状态写 start: true。", "Write start: true at one state."),
)
TOO_MANY = FaultKind(
    "PACK-E111",
    Text("{part} 有 {count} 个，至多 {most} 个", "{count} {part}, at most {most}"),
    Text(
        "把一段拆成另一个程序，用 open_case 开启。",
        "Make a part of it another procedure, and open that by open_case.",
    ),
)
UNREACHABLE = FaultKind(
    "PACK-E112",
    Text("从起始状态到不了“{id}”", "state {id} cannot be reached"),
    Text("加一个通向它的步骤，或删去它。", "Add a step that leads there, or remove it."),
)
DEAD_STATE = FaultKind(
    "PACK-E113",
    Text("从“{id}”到不了任何终结状态", "from state {id} no end can be reached"),
    Text("加一个通向终结状态的步骤。", "Add a step towards an end."),
    "due process A1",
)
UNWATCHED = FaultKind(
    "PACK-E114",
    Text("没有期限督促停在“{id}”的案件", "no deadline watches a case that waits at {id}"),
    Text(
        "加一个 while 含此状态并写明 lapse 的期限。",
        "Add a deadline with this state in while, and a lapse.",
    ),
    "due process A4",
)
END_LEFT = FaultKind(
    "PACK-E115",
    Text("步骤不能离开终结状态“{id}”", "a step leaves the end {id}"),
    Text("改从别的状态出发，或另开程序。", "Let it come from elsewhere, or open another case."),
)
OPEN_ELSEWHERE = FaultKind(
    "PACK-E116",
    Text("open 必须通向起始状态“{id}”", "open must lead to the start, {id}"),
    Text("改正 to。", "Mend to."),
)
NO_NOTICE = FaultKind(
    "PACK-E117",
    Text(
        "步骤“{id}”通向不利结果，却不要求事先送达告知",
        "step {id} ends adversely without a notice served before",
    ),
    Text(
        "在 after 写 served: <文书>，并由前面的步骤产生该文书。",
        "Write served: <letter> in after, and let an earlier step draft that letter.",
    ),
    "due process C13; penalty law art 44",
)
NO_ANSWER_TIME = FaultKind(
    "PACK-E118",
    Text(
        "步骤“{id}”通向不利结果，却没有自告知送达起算的答复期",
        "step {id} ends adversely without a time to answer that runs from its notice's service",
    ),
    Text(
        "在 after 写 answered_or_expired: <期限>，该期限 from: served:<同一文书>。",
        "Write answered_or_expired: <deadline> in after; that deadline is "
        "from: served:<the same letter>.",
    ),
    "due process A2, C13",
)
NO_REASONS = FaultKind(
    "PACK-E119",
    Text("步骤“{id}”通向不利结果，却不要求理由", "step {id} ends adversely without reasons"),
    Text("在 needs 里加 reasons。", "Add reasons to needs."),
    "due process D24",
)
NO_OTHER_PERSON = FaultKind(
    "PACK-E120",
    Text(
        "步骤“{id}”通向不利结果，却可由提出或告知的同一人决定",
        "step {id} ends adversely and may be decided by who proposed or gave notice",
    ),
    Text(
        "决定人用 office 角色，其 not_same_as 写明提出或告知的角色。",
        "Let an office decide whose not_same_as names the role that opens or gives notice.",
    ),
    "due process C16",
)
NO_REMEDY = FaultKind(
    "PACK-E121",
    Text("不利结果“{id}”没有救济途径", "the adverse end {id} has no remedy"),
    Text("写 remedy。", "Write remedy."),
    "due process C19",
)
NO_END_SAID = FaultKind(
    "PACK-E122",
    Text("不利结果“{id}”没有写明何时结束", "the adverse end {id} does not say when it is over"),
    Text(
        "写 lasts：期限，或事件加定期复查。", "Write lasts: a term, or an event with dated reviews."
    ),
    "due process A1",
)
NO_LETTER = FaultKind(
    "PACK-E123",
    Text(
        "步骤“{id}”对主体不利，却没有产生须送达的决定文书",
        "step {id} burdens the entity and drafts no letter to be served",
    ),
    Text(
        "写 letter：送达以前，不执行也不公示。",
        "Write letter: nothing is enforced or published before its service.",
    ),
    "due process B9",
)
STRAY_BURDEN = FaultKind(
    "PACK-E124",
    Text(
        "步骤“{id}”带来持续的不利，却不通向标明 adverse 的终结状态",
        "step {id} begins a lasting burden but leads to no end marked adverse",
    ),
    Text("让它通向 adverse 的终结状态。", "Let it lead to an adverse end."),
    "due process A1",
)
WORSE_OFF = FaultKind(
    "PACK-E125",
    Text(
        "审查被争议行为的程序不得新增不利（步骤“{id}”）",
        "a procedure that reviews a contested act adds no new burden (step {id})",
    ),
    Text("去掉该效果：申辩和异议不得加重。", "Remove the effect: who objects is never worse off."),
    "due process C15",
)
HEARD_UNOFFERED = FaultKind(
    "PACK-E126",
    Text(
        "步骤“{id}”要求听证，却没有提供听证的文书和申请期限",
        "step {id} asks for a hearing that no letter offers within a time",
    ),
    Text(
        "同时写 served 和 answered_or_expired 或 expired。",
        "Write served, and answered_or_expired or expired, beside it.",
    ),
    "due process C14",
)
LAPSE_HARMS = FaultKind(
    "PACK-E127",
    Text(
        "期限届满不得自动走不利的、需要填写的或开启案件的步骤，也不得作出决定（“{id}”）",
        "time alone never takes a step that harms, asks for something or opens a case, and decides"
        " nothing ({id})",
    ),
    Text(
        "改用 flag 和 tell；effects 只写暂停、重新评价和告知。",
        "Use flag and tell; as effects only what suspends, grades anew and tells.",
    ),
    "due process A4",
)
ANSWER_BY_OTHER = FaultKind(
    "PACK-E128",
    Text("步骤“{id}”不是当事人的，不能算作答复", "step {id} is not the party's: it is no answer"),
    Text("answered_by 只写当事人的步骤。", "Name only steps of the party in answered_by."),
    "due process C13",
)
PROTECTS_WITHOUT_END = FaultKind(
    "PACK-E129",
    Text(
        "步骤“{id}”在决定前采取措施，却没有自动结束的短期限、事后听证或者另一人的复核",
        "step {id} protects before a decision without a short end of its own, a hearing after it,"
        " and another officer",
    ),
    Text(
        "在 open 里采取；写一个自 opened 起、以日计、届满走 end_protection 步骤的期限；"
        "写一个 served、heard 的步骤，由 not_same_as 的人员办理。",
        "Take it in open; state a time from opened, in days, whose end takes a step with"
        " end_protection; and a step after served and heard, by who is not_same_as.",
    ),
    "due process C20",
)
NO_HEARING_OFFERED = FaultKind(
    "PACK-E130",
    Text(
        "步骤“{id}”带来持续的不利，却不以听证（已举行、已放弃或者未要求）为前提",
        "step {id} begins a lasting burden before the hearing was held, waived or not asked for",
    ),
    Text("在 after 里写 heard: true。", "Write heard: true in after."),
    "due process C14",
)
REDRESS_MISFIT = FaultKind(
    "PACK-E131",
    Text(
        "状态“{id}”写了 redress，却不是对当事人有利的终结状态",
        "state {id} names a redress, and is no end in the entity's favour",
    ),
    Text(
        "只在认定原决定有误的终结状态写 redress。",
        "Name a redress only where a case ends because what it was about was wrong.",
    ),
    "due process E28",
)
OPENS_LATER = FaultKind(
    "PACK-E132",
    Text(
        "步骤开启的程序“{id}”自 {day} 起才生效，晚于本版本",
        "the step opens {id}, which is in force only from {day}, after this version",
    ),
    Text(
        "给被开启的程序写一个同日或者更早生效的版本。",
        "Give the procedure that is opened a version in force on the same day or earlier.",
    ),
    "due process A6",
)
UNMARKED = FaultKind(
    "PACK-E133",
    Text(
        "程序暂停公示或者措施，步骤“{step}”从状态“{id}”恢复不利，该状态却没有标注",
        "the procedure holds something back, step {step} ends that from state {id}, which has no"
        " mark",
    ),
    Text("给该状态写 mark。", "Give the state a mark."),
    "due process C19",
)
NO_LEGAL_REVIEW = FaultKind(
    "PACK-E134",
    Text(
        "步骤“{id}”带来重大不利，却可以不经另一人的法制审核就作出",
        "step {id} weighs heavily and can be taken without another's legal review",
    ),
    Text(
        "在它之前写一个由 office: legal_review 的角色走的步骤；决定人与该角色 not_same_as，"
        "该角色与立案人 not_same_as。",
        "Let a step by a role with office: legal_review lead to it; that role is not_same_as who"
        " opens the case, and who decides is not_same_as that role.",
    ),
    "due process C14",
)
BURDEN_UNSAID = FaultKind(
    "PACK-E135",
    Text(
        "步骤“{id}”由办案人员决定，效果对主体不利，却通向没有标明 adverse 的终结状态",
        "step {id} burdens the entity by an officer's decision, and leads to an end that is not"
        " marked adverse",
    ),
    Text(
        "给该终结状态写 adverse 和 remedy，在它之前告知并留出答复时间；"
        "只登记其他机关决定的，只写 outcome_document，不写 reasons。",
        "Mark the end adverse with a remedy, after a notice and time to answer; a step that only"
        " enters what another authority decided needs outcome_document and no reasons.",
    ),
    "due process A4",
)
REFUSAL_BARE = FaultKind(
    "PACK-E136",
    Text(
        "步骤“{id}”不给予申请人任何所请求的事项，却缺少理由、文书或者救济途径",
        "step {id} gives the party nothing of what it asked for, without reasons, a letter or a"
        " remedy",
    ),
    Text(
        "在 needs 写 reasons，写 letter，给终结状态写 remedy。",
        "Let it need reasons and draft a letter, and name a remedy at the end.",
    ),
    "due process C19",
)
NOBODY_REVIEWS = FaultKind(
    "PACK-E137",
    Text(
        "“{id}”持续至条件成就、须定期复查，却没有办理复查的程序",
        "{id} lasts until something is done and is to be reviewed, and no procedure reviews it",
    ),
    Text(
        "写一个 reviews: true 的程序，about 含 list_entry、measure 和 record。",
        "Write a procedure with reviews: true, about list_entry, measure and record.",
    ),
    "due process A1",
)
REVIEW_UNFIT = FaultKind(
    "PACK-E138",
    Text(
        "复查的步骤“{id}”由原决定人所在方面办理，或者继续却不确定下次复查日",
        "step {id} of a review may be taken by who decided, or lets it go on without a next day",
    ),
    Text(
        "给办理的角色写 outside_contested；继续的终结状态标明 adverse，其步骤写 set_review，"
        "终止的步骤不写。",
        "Give its role outside_contested; the end that goes on is adverse and its step has"
        " set_review, the end that ends has neither.",
    ),
    "due process A1",
)
LATENESS_BURDENS = FaultKind(
    "PACK-E139",
    Text(
        "复查日期满而没有复查的（状态“{id}”），不利仍然继续",
        "where the day of review passes in state {id}, what nobody reviewed burdens on",
    ),
    Text(
        "写一个自 given:… 起的期限，届满走同时暂停措施和公示的步骤。",
        "Write a time from given:..., whose end takes a step that suspends measures and pauses"
        " disclosure.",
    ),
    "due process A1",
)
