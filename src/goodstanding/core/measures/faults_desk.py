"""Why the check desk does not answer a system that asks, or gives it no key."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NO_KEY = FaultKind(
    "DESK-E001",
    Text("没有出示有效的密钥", "no valid key was shown"),
    Text(
        "请求头写 `Authorization: Bearer 名称.密钥`；由 `goodstanding client issue` 发放。",
        "Show it as `Authorization: Bearer NAME.SECRET`; `goodstanding client issue` gives one.",
    ),
)
KEY_OVER = FaultKind(
    "DESK-E002",
    Text("密钥“{client}”已于 {day} 失效", "the key of {client} ended on {day}"),
    Text("请发放部门换发新密钥。", "Ask whoever issued it for a new one."),
)
WRONG_PURPOSE = FaultKind(
    "DESK-E003",
    Text("“{client}”不得为“{purpose}”核查", "{client} may not check for the purpose {purpose}"),
    Text("可用目的：{known}。", "Possible: {known}."),
)
WRONG_ACT = FaultKind(
    "DESK-E004",
    Text("目的“{purpose}”不包括事项“{act}”", "the purpose {purpose} does not cover the act {act}"),
    Text("可问：{known}。", "Possible: {known}."),
)
BAD_BODY = FaultKind(
    "DESK-E005",
    Text("请求内容不合格式：{why}", "the body is not as it should be: {why}"),
    Text(
        "按接口说明改正；本次没有回答任何问题。",
        "Mend it by the description of the interface; no question was answered.",
    ),
)
TOO_LARGE = FaultKind(
    "DESK-E006",
    Text("请求超过 {most} 字节", "the body is larger than {most} bytes"),
    Text("分成几次发送。", "Send it in parts."),
)
TOO_MANY = FaultKind(
    "DESK-E007",
    Text("一次至多 {most} 个问题", "at most {most} questions at a time"),
    Text(
        "分成几次发送；更多的用 `goodstanding may --file`。",
        "Send them in parts; for more there is `goodstanding may --file`.",
    ),
)
TOO_FAST = FaultKind(
    "DESK-E008",
    Text("“{client}”每分钟至多 {most} 个问题", "{client} may ask {most} questions a minute"),
    Text("{wait} 秒后再试。", "Try again in {wait} seconds."),
)
KEY_REUSED = FaultKind(
    "DESK-E009",
    Text("同一请求标识已用于另一请求", "this idempotency key came with other questions before"),
    Text("新的请求用新的标识。", "Use a new key for a new request."),
)
CLOSED = FaultKind(
    "DESK-E010",
    Text(
        "核查台现在不能记录，因此不能回答；没有回答不等于“可以”",
        "the check desk cannot keep its log now and so cannot answer; no answer is no “yes”",
    ),
    Text(
        "稍后用同一请求标识重试；紧急时按书面程序查询，不得视为可以。",
        "Try again with the same idempotency key; if it presses, ask in writing. Never assume yes.",
    ),
    "due process E27",
)
IN_QUERY = FaultKind(
    "DESK-E011",
    Text("地址里不得带参数", "nothing may stand in the query string"),
    Text(
        "写在请求内容和请求头里：地址会留在日志中。", "Use body and headers: addresses get logged."
    ),
)
NOT_JSON = FaultKind(
    "DESK-E012",
    Text("内容类型不是 application/json", "the content type is not application/json"),
    Text("写 `Content-Type: application/json`。", "Say `Content-Type: application/json`."),
)
ONLY_POST = FaultKind(
    "DESK-E013",
    Text("此地址只接受 POST", "this address takes POST only"),
    Text("用 POST 发送。", "Send it by POST."),
)
OF_A_PERSON = FaultKind(
    "DESK-E014",
    Text("这里像是自然人的证件号码", "this looks like the number of a natural person"),
    Text("只核查组织；写统一社会信用代码。", "Only organisations are checked: give their code."),
    "due process F30",
)
CLIENT_TAKEN = FaultKind(
    "DESK-E020",
    Text("密钥名称“{client}”已经用过", "the name {client} was used already"),
    Text("用新的名称发放，再撤销旧的。", "Issue one under a new name, then revoke the old one."),
)
WRONG_CLIENT = FaultKind(
    "DESK-E021",
    Text("没有或不能有密钥“{client}”：{why}", "there is no key {client}, or cannot be: {why}"),
    Text("改正后再试。", "Mend it and try again."),
)
