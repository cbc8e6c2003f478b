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
NOT_PRINCIPAL = FaultKind(
    "ACCOUNT-E004",
    Text("该账号不是主体自己的账号", "this account is not the entity's own"),
    Text(
        "授权只能由主体自己的账号给出或者撤销；代理人可以辞去自己的授权。",
        "Only the entity's own account gives or revokes mandates; an agent may lay its own down.",
    ),
)
NO_AGENT = FaultKind(
    "ACCOUNT-E005",
    Text("账号“{account}”不能作为代理人", "account {account} cannot be an agent"),
    Text(
        "写代理人自己的账号名；担任公职岗位的账号不能作为代理人。",
        "Name the agent's own account; an account that holds an office cannot be an agent.",
    ),
)
AGENT_DAYS = FaultKind(
    "ACCOUNT-E006",
    Text("授权期限 {first} 至 {last} 不成立", "a mandate cannot run from {first} to {last}"),
    Text(
        "开始不早于今天，结束不早于开始。",
        "It begins today or later, and ends no earlier than it begins.",
    ),
)
NO_PAPER = FaultKind(
    "ACCOUNT-E007",
    Text("没有写明授权书或者理由", "the paper or the reason is not named"),
    Text(
        "写明授权书的编号和日期；撤销时写明理由。",
        "Name the paper's number and day; where you revoke, say why.",
    ),
)
NO_MANDATE = FaultKind(
    "ACCOUNT-E008",
    Text("没有有效的授权 {number}", "there is no mandate {number} in force"),
    Text("在“代理人”页面查看现有授权。", "See the mandates on the page of agents."),
)
NOT_PROVEN = FaultKind(
    "ACCOUNT-E010",
    Text("没有账号“{login}”，或口令不符", "there is no account {login}, or it is not its password"),
    Text("由本人输入口令。", "Let the officer type their own password."),
)
TOO_OFTEN = FaultKind(
    "ACCOUNT-E011",
    Text("输错密码次数过多", "a wrong password was given too often"),
    Text(
        "{time} 以后再试。急需办理的，可以到受理窗口办理。",
        "Try again after {time}. What cannot wait is done at the service desk.",
    ),
)
