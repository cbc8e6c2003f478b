"""What can stand against sealing and opening."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NO_KEY = FaultKind(
    "SEAL-E001",
    Text("没有设置密存的密钥，不能封存也不能拆封", "no key of the sealed store is set"),
    Text(
        "用 goodstanding sealed key 生成密钥，妥善保管，并写入环境变量 GOODSTANDING_SEALED_KEYS。",
        "Make one by goodstanding sealed key, keep it safe, and set GOODSTANDING_SEALED_KEYS.",
    ),
    "due process F36",
)
WRONG_KEY = FaultKind(
    "SEAL-E002",
    Text(
        "密存的密钥不是 {digits} 位十六进制数", "a key of the sealed store is {digits} hex digits"
    ),
    Text("用 goodstanding sealed key 生成。", "Make one by goodstanding sealed key."),
)
OTHER_KEY = FaultKind(
    "SEAL-E003",
    Text(
        "该内容用另一密钥（{key}）封存，现有密钥打不开",
        "it was sealed under another key ({key}) than those set",
    ),
    Text(
        "把旧密钥写在新密钥之后，用逗号隔开。",
        "Set the former key after the new one, separated by a comma.",
    ),
)
BROKEN_BOX = FaultKind(
    "SEAL-E004",
    Text("密存内容与封存时不一致", "what is sealed is not as it was sealed"),
    Text("核对备份；有人改动过数据库。", "Look at a backup: somebody changed the database."),
)
NOTHING_SEALED = FaultKind(
    "SEAL-E005",
    Text(
        "该案没有可拆封的内容，或已到期删除",
        "nothing of this case can be opened: there is none, or its day is over",
    ),
    Text("无需再查。", "There is nothing to look for."),
)
NOT_GUARDED = FaultKind(
    "SEAL-E006",
    Text("“{kind}”不在清单内；清单：{known}", "{kind} is none of: {known}"),
    Text("选清单内的一种。", "Choose one of the list."),
)
NO_SUCH_PURPOSE = FaultKind(
    "SEAL-E007",
    Text("用途“{purpose}”不在清单内；清单：{known}", "{purpose} is no purpose of: {known}"),
    Text("用清单内的用途说明为何要看。", "Say for what, by a purpose of the list."),
    "due process F35",
)
NOT_ENTITLED = FaultKind(
    "SEAL-E008",
    Text(
        "账号“{account}”以“{office}”的身份在本案不能这样做，也不能由他人代理",
        "{account} in {office} may not do this in this case; nobody stands in for another here",
    ),
    Text(
        "由规则包列明职责、在本案有职责且无利害关系的人员本人办理。",
        "Let an officer with a duty that the pack names, and no interest, do it in person.",
    ),
    "due process F35",
)
SAME_PERSON = FaultKind(
    "SEAL-E009",
    Text(
        "同意的人必须是申请人以外的另一人，且互不代理",
        "another person than who asked must agree, and neither may stand in for the other",
    ),
    Text("请另一名有权人员同意。", "Ask another who may agree."),
    "due process F36",
)
NOT_ASKED = FaultKind(
    "SEAL-E010",
    Text("没有编号为 {note} 的待同意申请", "there is no request {note} that waits"),
    Text("先提出申请。", "Ask first."),
)
NOT_AGREED = FaultKind(
    "SEAL-E011",
    Text(
        "没有编号为 {note} 的可用同意：只能由申请人本人、在期限内、拆封一次",
        "there is no agreement {note} to use: by who asked, in its days, once",
    ),
    Text("重新申请。", "Ask again."),
)
NO_WORDS = FaultKind(
    "SEAL-E012",
    Text("要封存的内容为空或超过 {most} 个字符", "nothing to seal, or more than {most} characters"),
    Text("只写所需的联系方式。", "Write only what is needed."),
)
NO_ACCOUNT = FaultKind(
    "SEAL-E013",
    Text(
        "这类内容不涉及账号“{account}”，或该账号不是办案人员的账号",
        "it is not about an account ({account}), or that is no officer's",
    ),
    Text(
        "只有查询记录涉及账号，须写明在职人员的账号。",
        "Look-ups alone are about an account: name one that holds an office.",
    ),
)
NOT_TODAY = FaultKind(
    "SEAL-E014",
    Text("{day} 还没有到", "{day} has not come yet"),
    Text(
        "到期前不得删除；不写日期即按当日办理。",
        "Nothing is erased before its day: leave the day out to erase as of today.",
    ),
)
ASKED_TOO_LONG_AGO = FaultKind(
    "SEAL-E015",
    Text(
        "申请 {note} 须在 {day} 前由另一人同意，现已过期",
        "request {note} was to be agreed to by {day}; it is over",
    ),
    Text(
        "仍有需要的，由申请人写明理由重新申请。",
        "Where it is still needed, whoever asked asks again, with the reason of today.",
    ),
    "due process F36",
)
