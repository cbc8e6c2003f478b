"""What can stand against an account."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

WRONG_LOGIN = FaultKind(
    "ACCOUNT-E001",
    Text("没有或不能有账号“{login}”", "there is no account {login}, or there cannot be one"),
    Text(
        "账号名为 1 至 {most} 个字符，首尾不留空格。",
        "A login has 1 to {most} characters, without spaces around it.",
    ),
)
SHORT_PASSWORD = FaultKind(
    "ACCOUNT-E002",
    Text("密码太短", "the password is too short"),
    Text("至少 {shortest} 个字符。", "Take at least {shortest} characters."),
)
NO_ENTITY = FaultKind(
    "ACCOUNT-E003",
    Text("没有主体 {key}", "there is no entity {key}"),
    Text("写主体标识，例如 cn-uscc:9199…。", "Name an entity by its key, such as cn-uscc:9199...."),
)
