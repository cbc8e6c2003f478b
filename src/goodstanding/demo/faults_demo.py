"""Faults of the demonstration as a whole."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NOT_A_DEMONSTRATION = FaultKind(
    "DEMO-E001",
    Text("此数据库里有演示以外的数据", "this database holds more than a demonstration"),
    Text(
        "请用 GOODSTANDING_HOME 或 GOODSTANDING_DATABASE 指定一个空的数据库。",
        "Name an empty database with GOODSTANDING_HOME or GOODSTANDING_DATABASE.",
    ),
)
PRODUCTION_MODE = FaultKind(
    "DEMO-E002",
    Text("生产模式下不能运行演示", "no demonstration runs in production mode"),
    Text("请去掉 GOODSTANDING_MODE=production。", "Unset GOODSTANDING_MODE=production."),
)
