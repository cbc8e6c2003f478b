"""Faults of the shelf of packs."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NO_PACKS = FaultKind(
    "PACK-E090",
    Text("这里没有规则包", "there are no packs here"),
    Text(
        "把 GOODSTANDING_PACKS 设为装有规则包的文件夹。",
        "Set GOODSTANDING_PACKS to a folder that holds packs.",
    ),
)
NO_COPY = FaultKind(
    "PACK-E091",
    Text("没有留存这个摘要的规则包", "no packs with this digest were kept"),
    Text(
        "核对摘要；只有用来判断过的规则包才会留存。",
        "Check the digest: only packs that were used are kept.",
    ),
)
NO_MODEL = FaultKind(
    "PACK-E092",
    Text("没有这个模型", "there is no such model"),
    Text("可用的模型：{known}。", "Models: {known}."),
)
FOLDER_TAKEN = FaultKind(
    "PACK-E093",
    Text("文件夹已经存在", "the folder exists already"),
    Text("换一个名称。", "Choose another name."),
)
NO_PROCEDURE = FaultKind(
    "PACK-E094",
    Text("没有这个程序，或当日尚未施行", "there is no such procedure, or none in force that day"),
    Text("程序：{known}。", "Procedures: {known}."),
)
