"""What can stand against what officers note: deputies, absences, interests, challenges, drafts."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NO_MANDATE = FaultKind(
    "OFFICE-E001",
    Text(
        "{actor} 在 {day} 没有代理 {principal} 在“{office}”履职的授权",
        "{actor} has no mandate to stand in for {principal} in {office} on {day}",
    ),
    Text(
        "由被代理人或上级机构登记有起止日的代理。",
        "Let them, or the superior office, note a deputy with first and last day.",
    ),
    "due process C16",
)
NOT_OWN = FaultKind(
    "OFFICE-E002",
    Text(
        "只有本人或其机构的上级机构可以登记",
        "only they themselves, or the office above theirs, may note this",
    ),
    Text("由本人或上级机构办理。", "Let one of them do it."),
)
WRONG_DAYS = FaultKind(
    "OFFICE-E003",
    Text("起止日不成立：{first} 至 {last}", "these are no days of it: {first} to {last}"),
    Text(
        "写明起止日，止日不早于起日，起日不早于今天。",
        "Give both days: the last not before the first, the first not before today.",
    ),
)
NOT_OFFICER = FaultKind(
    "OFFICE-E004",
    Text("账号“{account}”不在可办理的机构任职", "{account} holds no office that can act here"),
    Text("选择在该机构任职的账号。", "Name an account that holds one."),
)
SELF = FaultKind(
    "OFFICE-E005",
    Text(
        "不能由本人代理本人、也不能移交给本人",
        "nobody stands in for themselves, or is handed their own case",
    ),
    Text("选择另一人。", "Name somebody else."),
)
BARRED = FaultKind(
    "OFFICE-E006",
    Text(
        "{account} 在本案中有申报的利害关系或被申请回避，不能接办",
        "{account} has a declared interest in the case, or is challenged: it cannot go to them",
    ),
    Text("移交给其他人员。", "Hand it to another officer."),
    "due process C16",
)
AWAY = FaultKind(
    "OFFICE-E007",
    Text("{account} 至 {last} 不在岗", "{account} is away until {last}"),
    Text("移交给其代理人或其他人员。", "Hand it to their deputy, or to another."),
)
NO_NOTE = FaultKind(
    "OFFICE-E008",
    Text("没有可以终止的登记 {note}", "there is no note {note} that could be ended"),
    Text("查看代理与回避页。", "See the page of deputies and interests."),
)
NOT_SUPERIOR = FaultKind(
    "OFFICE-E009",
    Text(
        "申报的利害关系只能由上级机构认定已消除",
        "only the office above may find that a declared interest is over",
    ),
    Text("由上级机构办理。", "Let the superior office do it."),
    "due process C16",
)
NO_CHALLENGE = FaultKind(
    "OFFICE-E010",
    Text("没有待决定的回避申请 {challenge}", "no challenge {challenge} waits for a ruling"),
    Text("在案件页查看。", "See the page of the case."),
)
NOBODY_CHALLENGED = FaultKind(
    "OFFICE-E011",
    Text("“{of}”不是本案的经办人员或机构", "{of} is no officer and no unit that acts in this case"),
    Text("从列出的人员和机构中选择。", "Choose one of those that are named."),
)
NOT_RULER = FaultKind(
    "OFFICE-E012",
    Text(
        "回避申请由有决定权的其他人员或其上级机构决定",
        "a challenge is ruled on by another who may decide, or by the office above",
    ),
    Text("由其他负责人或上级机构决定。", "Let another head, or the superior office, rule."),
    "due process C16",
)
NO_INTEREST_IN = FaultKind(
    "OFFICE-E013",
    Text("没有主体 {key}", "there is no entity {key}"),
    Text("写主体标识，例如 cn-uscc:9199…。", "Name an entity by its key, such as cn-uscc:9199...."),
)
CHALLENGE_WAITS = FaultKind(
    "OFFICE-E014",
    Text(
        "对同一人员或机构的回避申请（第{challenge}项）尚待决定",
        "a challenge of the same officer or unit (event {challenge}) still waits for its ruling",
    ),
    Text("决定作出前，被申请人员不得办理本案。", "Until it is ruled on they take no step."),
    "due process C16",
)
CHALLENGE_RULED = FaultKind(
    "OFFICE-E015",
    Text(
        "对同一人员或机构的回避申请已经决定（第{ruling}项），其后没有新的行为",
        "a challenge of the same officer or unit was ruled on (event {ruling}),"
        " and they did nothing since",
    ),
    Text(
        "请看该项决定及其理由；对其后的行为可以再次申请，也可以在对最终决定的救济中提出。",
        "Read that ruling and its reasons; challenge a later act of theirs, or raise it against the"
        " decision itself.",
    ),
    "due process C16",
)
