"""Faults of the demonstration city."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

OUT_OF_RANGE = FaultKind(
    "CITY-E001",
    Text("{value} 不在 {least} 到 {most} 之间", "{value} is not between {least} and {most}"),
    Text("请给出此范围内的数。", "Give a number in this range."),
)
FOLDER_NOT_EMPTY = FaultKind(
    "CITY-E002",
    Text("文件夹不为空，且没有示范城市的清单", "the folder holds files, and no city's manifest"),
    Text("请用空文件夹，或已有示范城市的文件夹。", "Give an empty folder, or one with a city."),
)
