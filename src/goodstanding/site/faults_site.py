"""Faults of the environment that a deployment is started with."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

UNKNOWN_MODE = FaultKind(
    "SITE-E001",
    Text("没有“{mode}”这种运行模式", "there is no mode “{mode}”"),
    Text(
        "请把 GOODSTANDING_MODE 设为 {modes} 之一，小写。",
        "Set GOODSTANDING_MODE to one of {modes}, in small letters.",
    ),
)
