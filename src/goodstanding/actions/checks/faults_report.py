"""What can stand against a special report on an entity."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NOT_AUTHORISED = FaultKind(
    "REPORT-E001",
    Text(
        "账号“{account}”既不代表该主体，也不在“{office}”任职，不能查询专项报告",
        "{account} neither speaks for the entity nor holds the office {office}: no special report",
    ),
    Text(
        "由主体本身申请，或由在有权机构任职的账号申请。",
        "Let the entity itself apply, or an account that holds an office.",
    ),
    "due process D23",
)
NO_PURPOSE = FaultKind(
    "REPORT-E002",
    Text("用途“{purpose}”不在清单内；清单：{known}", "{purpose} is no purpose of: {known}"),
    Text("用清单内的用途说明为何查询。", "Say why it is asked, by a purpose of the list."),
    "due process D23",
)
