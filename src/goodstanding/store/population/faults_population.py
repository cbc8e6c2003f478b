"""Faults of appraising the whole population. Whatever is refused here, what stood before stands."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

AGAIN = Text(
    "原有结果未变；处理后重新运行同一命令，将从中断处继续。",
    "What stood before stands; then run the same command: it goes on where it was.",
)

MEMORY_UNCLEAR = FaultKind(
    "APPRAISAL-E013",
    Text(
        "内存设置“{memory}”无法理解，或低于 {least}",
        "the memory {memory} is unclear, or below {least}",
    ),
    Text("写成 2GB 这样的数值。", "Write an amount such as 2GB."),
)
OUT_OF_MEMORY = FaultKind(
    "APPRAISAL-E014",
    Text("在 {memory} 内存内无法完成", "it cannot be done within {memory} of memory"),
    Text(
        "用 --memory 给出更多内存。" + AGAIN.zh,
        "Give more with --memory. " + AGAIN.en,
    ),
)
DISK_FULL = FaultKind(
    "APPRAISAL-E015",
    Text("磁盘空间不足：{told}", "the disk is full: {told}"),
    Text("腾出空间。" + AGAIN.zh, "Make room. " + AGAIN.en),
)
COPY_UNREADABLE = FaultKind(
    "APPRAISAL-E016",
    Text("副本中的文件无法读取：{told}", "a file of the copy cannot be read: {told}"),
    Text(
        "副本可随时由总账重建：删除其文件夹后重新运行。",
        "The copy can always be rebuilt from the ledger: remove its folder and run again.",
    ),
)
STANDINGS_UNREADABLE = FaultKind(
    "APPRAISAL-E017",
    Text("评价结果的文件无法读取：{told}", "a file of the standings cannot be read: {told}"),
    Text(
        "用 goodstanding appraise --full 重新计算。",
        "Compute them again: goodstanding appraise --full.",
    ),
)
ENGINE_MISSING = FaultKind(
    "APPRAISAL-E018",
    Text("没有安装引擎 {engine}", "the engine {engine} is not installed"),
    Text(
        "安装附加组件：pip install 'goodstanding[{engine}]'，或使用 --engine duckdb。",
        "Install the extra: pip install 'goodstanding[{engine}]', or use --engine duckdb.",
    ),
)
RUN_IN_PROGRESS = FaultKind(
    "APPRAISAL-E019",
    Text("另一进程正在评价“{model}”", "another process is appraising {model} now"),
    Text("等它完成后再试。", "Wait for it, then try again."),
)
NOT_EXPLAINED = FaultKind(
    "APPRAISAL-E021",
    Text("最近一次评价没有保存评分说明", "the latest appraisal kept no explanations"),
    Text(
        "运行 goodstanding appraise --full --explain。",
        "Run goodstanding appraise --full --explain.",
    ),
)
NOT_IN_STANDINGS = FaultKind(
    "APPRAISAL-E022",
    Text("主体 {entity} 没有评价结果", "the entity {entity} has no standing"),
    Text(
        "其类别或登记编码可能不在模型范围内。",
        "Its class or scheme may be outside of the model.",
    ),
)
TOO_WIDE = FaultKind(
    "APPRAISAL-E023",
    Text(
        "评分卡的分值超出存储范围：{told}", "points of the card are too large to be stored: {told}"
    ),
    Text("在评分卡中写明上限与下限。", "Give the card floors and caps."),
)
NOT_LOADED = FaultKind(
    "APPRAISAL-E024",
    Text(
        "主体过多，等级未载入数据库，保存在文件夹 {run} 中",
        "there are too many entities: their grades are not in the database but in files, {run}",
    ),
    Text(
        "主体页面仍按规则即时计算；需要清单时读取 standings 文件夹，或调高"
        " GOODSTANDING_PILOT_ENTITIES 后重新运行 goodstanding appraise。",
        "Pages of single entities compute theirs. For lists read the folder of standings, or raise"
        " GOODSTANDING_PILOT_ENTITIES and run goodstanding appraise.",
    ),
)
