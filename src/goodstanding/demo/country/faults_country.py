"""Faults of the generated country."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

OUT_OF_RANGE = FaultKind(
    "COUNTRY-E001",
    Text("{value} 不在 {least} 到 {most} 之间", "{value} is not between {least} and {most}"),
    Text("请给出此范围内的数。", "Give a number in this range."),
)
OTHER_DIRECTORY = FaultKind(
    "COUNTRY-E002",
    Text("规则包里没有 {missing}", "the packs have no {missing}"),
    Text(
        "生成的全国数据使用随附的 common 规则包；请去掉 GOODSTANDING_PACKS。",
        "The generated country is about the shipped pack `common`: unset GOODSTANDING_PACKS.",
    ),
)
FOLDER_HOLDS_ELSE = FaultKind(
    "COUNTRY-E003",
    Text(
        "文件夹里有别的东西，或是按别的参数写的全国数据",
        "the folder holds something else, or a country written with other figures",
    ),
    Text("请用空文件夹，或用相同的参数续写。", "Give an empty folder, or the same figures."),
)
NO_ROOM = FaultKind(
    "COUNTRY-E004",
    Text(
        "磁盘空间不足：约需 {needed} MB，只有 {free} MB",
        "the disk is too small: about {needed} MB are needed, {free} MB are free",
    ),
    Text(
        "请腾出空间，或用更小的 --scale；已写的部分会保留。",
        "Free some space or take a smaller --scale; parts that are written stay.",
    ),
)
