"""Refusals of the engine: what stands against a step, and what to do about it."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

BROKEN_CASE = FaultKind(
    "CASE-E001",
    Text(
        "第 {number} 个事件“{step}”不可能在此发生：案件只能处于一个状态",
        "event {number}, {step}, cannot have happened here: a case stands in one state",
    ),
    Text(
        "对照总账检查这个案件的事件。",
        "Check the case's events against the ledger.",
    ),
)
NO_VERSION = FaultKind(
    "CASE-E002",
    Text("没有 {version} 起施行的程序版本", "there is no version of the procedure of {version}"),
    Text(
        "规则包必须保留在办案件所用的版本。", "Packs must keep the versions under which cases run."
    ),
    "due process A6",
)
NOT_IN_FORCE = FaultKind(
    "CASE-E003",
    Text("{version} 的版本在 {day} 不适用", "the version of {version} does not govern on {day}"),
    Text("使用当日施行的版本。", "Use the version in force on that day."),
    "due process A6",
)
WRONG_MATTER = FaultKind(
    "CASE-E004",
    Text("本程序不适用于“{about}”", "this procedure is not about a {about}"),
    Text("适用对象：{known}。", "It is about: {known}."),
)
NO_STEP = FaultKind(
    "CASE-E005",
    Text("程序没有步骤“{step}”", "the procedure has no step {step}"),
    Text("步骤：{known}。", "Steps: {known}."),
)
ENDED = FaultKind(
    "CASE-E006",
    Text("案件已终结（{state}）", "the case has ended ({state})"),
    Text(
        "不服的，按决定所载途径申请救济。",
        "Who disagrees takes the remedy that the decision names.",
    ),
)
WRONG_STATE = FaultKind(
    "CASE-E007",
    Text(
        "案件处于“{state}”，不能走这一步",
        "the case stands at {state}, from which this step does not lead",
    ),
    Text("查看当前可走的步骤。", "See which steps are available now."),
)
BEFORE_LAST = FaultKind(
    "CASE-E008",
    Text("{day} 早于案件最近一个事件（{last}）", "{day} is before the case's last event ({last})"),
    Text("按发生的先后办理，不得倒签。", "Act in order; nothing is dated back."),
)
NOT_PARTY = FaultKind(
    "CASE-E009",
    Text("只有“{role}”可以走这一步", "only {role} may take this step"),
    Text(
        "由当事人或其授权代理人登录办理。",
        "The entity or its authorised agent logs in and acts.",
    ),
)
NOT_OFFICE = FaultKind(
    "CASE-E010",
    Text("只有“{role}”可以走这一步", "only {role} may take this step"),
    Text("转给有此职责的人员。", "Pass the case to an officer who holds that office."),
)
INTERESTED = FaultKind(
    "CASE-E011",
    Text(
        "与案件有利害关系或已被申请回避成立的人不得担任“{role}”",
        "who has an interest in the case, or was challenged with success, may not act as {role}",
    ),
    Text("由其他人员办理。", "Another officer must act."),
    "due process C16",
)
CHALLENGED = FaultKind(
    "CASE-E040",
    Text(
        "当事人已申请其回避，作出决定前不得担任“{role}”",
        "they are challenged; until that is ruled on they may not act as {role}",
    ),
    Text(
        "先就回避申请作出决定，或由其他人员办理。",
        "Rule on the challenge first, or let another act.",
    ),
    "due process C16",
)
CONTESTED = FaultKind(
    "CASE-E012",
    Text(
        "作出被争议行为的人员和单位不得担任“{role}”",
        "the officers and the unit of the contested act may not act as {role}",
    ),
    Text("由该人员、单位以外的人员办理。", "Somebody outside them must act."),
    "due process C16",
)
SAME_PERSON = FaultKind(
    "CASE-E013",
    Text(
        "已作为“{other}”办理本案的人（含其代理人、被代理人）不得再担任“{role}”",
        "who acted in this case as {other}, or their deputy, may not act as {role}",
    ),
    Text("由另一人办理。", "Another person must act."),
    "due process C16",
)
NOT_SERVED = FaultKind(
    "CASE-E014",
    Text("文书“{letter}”尚未有效送达", "letter {letter} has not been effectively served"),
    Text("先送达并登记送达凭证。", "Serve it first, and record the proof."),
    "due process B9",
)
TOO_EARLY = FaultKind(
    "CASE-E015",
    Text("“{title}”尚未届满（至 {ends}）", "{title} is not over (it ends on {ends})"),
    Text("等期限届满，或当事人答复后再办理。", "Wait until it is over, or the party has answered."),
    "due process A3, C13",
)
NOT_HEARD = FaultKind(
    "CASE-E016",
    Text(
        "听证尚未举行，当事人也未放弃", "the hearing was neither held nor waived, nor did it lapse"
    ),
    Text("举行听证，或等申请期限届满。", "Hold the hearing, or wait until nobody can ask for it."),
    "due process C14",
)
NOT_GIVEN = FaultKind(
    "CASE-E017",
    Text("没有填写“{title}”", "{title} is not given"),
    Text("填写后再提交。", "Fill it in and try again."),
)
UNKNOWN_FIELD = FaultKind(
    "CASE-E018",
    Text("表单没有字段“{field}”", "forms have no field {field}"),
    Text("去掉它，或在规则包里定义。", "Remove it, or define it in a pack."),
)
WRONG_KIND = FaultKind(
    "CASE-E019",
    Text("“{title}”的内容不符合其类型", "the content of {title} is not of its kind"),
    Text(
        "日期写 2026-04-01，金额以分为单位写整数，选项写其标识。",
        "Write days as 2026-04-01, money as whole fen, choices by their id.",
    ),
)
NOT_LAPSED = FaultKind(
    "CASE-E020",
    Text(
        "没有已届满的期限让步骤“{step}”自动发生",
        "no time that has run out lets step {step} happen by itself",
    ),
    Text("等期限届满，或由有权人员办理。", "Wait until it is over, or let an officer act."),
    "due process A4",
)
NO_WAY_OVER = FaultKind(
    "CASE-E021",
    Text(
        "状态“{state}”的案件不能转到 {version} 的版本",
        "a case at {state} cannot move to the version of {version}",
    ),
    Text("按原版本办完。", "Finish it under its own version."),
    "due process A6",
)
HARSHER = FaultKind(
    "CASE-E022",
    Text(
        "{version} 的版本并非处处不重于原版本，也没有引用过渡条款",
        "the version of {version} is harsher somewhere, and no transition article is cited",
    ),
    Text(
        "按原版本办完，或在 basis 里引用规则包所载法律的过渡条款。",
        "Finish it under its own version, or cite in basis a transition article that packs know.",
    ),
    "due process A6",
)
NOT_DRAFTED = FaultKind(
    "CASE-E023",
    Text("本案没有待送达的文书“{letter}”", "no letter {letter} awaits service in this case"),
    Text("先作出产生该文书的步骤。", "First take the step that drafts it."),
)
WRONG_SERVICE_DAY = FaultKind(
    "CASE-E024",
    Text(
        "送达日 {day} 必须在 {first} 至 {last} 之间",
        "the day of service, {day}, must lie between {first} and {last}",
    ),
    Text("登记有效送达的日期，附凭证。", "Record the day of effective service, with its proof."),
    "due process B8",
)
NO_HEARING = FaultKind(
    "CASE-E025",
    Text(
        "现在不能登记“{event}”：没有送达的听证告知，或申请期已过",
        "{event} cannot be recorded now: no hearing was offered, or the time to ask is over",
    ),
    Text("查看案件的期限。", "Look at the times of the case."),
    "due process C14",
)
WORKED_UNKNOWN = FaultKind(
    "CASE-E026",
    Text(
        "案例“{id}”的程序“{name}”在其首日不存在", "case {id}: no procedure {name} on its first day"
    ),
    Text("改正 procedure 或日期。", "Mend procedure, or the day."),
)
WORKED_DIFFERS = FaultKind(
    "CASE-E027",
    Text(
        "案例“{id}”：{what} 应为 {expected}，实为 {found}",
        "case {id}: {what} should be {expected} and is {found}",
    ),
    Text(
        "程序少了一项保障，或者规则有意改变：改正程序，或改正案例。",
        "The procedure lost a guard, or was changed on purpose: mend it, or the case.",
    ),
)
