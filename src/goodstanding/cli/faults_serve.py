"""What can stand against serving the portal."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NOT_FREE = FaultKind(
    "SERVE-E001",
    Text("不能在 {host} 的 {port} 端口提供服务：{why}", "cannot listen on {host}:{port}: {why}"),
    Text(
        "请用 --port 指定另一个端口，或者先结束占用该端口的程序。",
        "Name another port with --port, or end the program that holds this one.",
    ),
)
