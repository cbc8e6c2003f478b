"""Every fault that the columnar copy can find, by number."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

REBUILD = Text(
    "运行 `goodstanding copy sync --rebuild`：列式副本由台账重新生成，不会丢失任何内容",
    "Run `goodstanding copy sync --rebuild`: the copy is made anew from the ledger, nothing is"
    " lost.",
)

NO_COPY = FaultKind(
    code="COPY-E001",
    what=Text("这里没有列式副本", "there is no columnar copy here"),
    next=Text("运行 `goodstanding copy sync`", "Run `goodstanding copy sync`."),
)
FOREIGN = FaultKind(
    code="COPY-E002",
    what=Text(
        "这不是本程序能读的列式副本（{said}）", "this is no columnar copy that can be read ({said})"
    ),
    next=REBUILD,
)
MANIFEST_DAMAGED = FaultKind(
    code="COPY-E003",
    what=Text("清单损坏：{said}", "the manifest is damaged: {said}"),
    next=REBUILD,
)
FILE_MISSING = FaultKind(
    code="COPY-E004",
    what=Text("清单中的文件不存在", "a file of the manifest is missing"),
    next=REBUILD,
)
FILE_DIFFERS = FaultKind(
    code="COPY-E005",
    what=Text(
        "文件与清单不符：{what} 为 {found}，应为 {told}",
        "the file is not the one that was written: {what} is {found}, must be {told}",
    ),
    next=REBUILD,
)
FILE_STRAY = FaultKind(
    code="COPY-E006",
    what=Text("清单中没有这个文件", "this file is in no manifest"),
    next=Text(
        "下一次 `goodstanding copy sync` 会清除中断写入的遗留；若不是遗留，请查明来源",
        "The next `goodstanding copy sync` sweeps what a broken write left; if it is none of that,"
        " find out who put it there.",
    ),
)
LEDGER_DIFFERS = FaultKind(
    code="COPY-E007",
    what=Text(
        "副本与台账不符：{what} 副本为 {found}，台账为 {told}",
        "copy and ledger do not agree: {what} is {found} in the copy, {told} in the ledger",
    ),
    next=REBUILD,
)
RECORD_DIFFERS = FaultKind(
    code="COPY-E008",
    what=Text(
        "抽查的记录与台账不符：{what}", "a sampled record is not what the ledger says: {what}"
    ),
    next=REBUILD,
)
BUSY = FaultKind(
    code="COPY-E009",
    what=Text("另一个进程正在写列式副本", "another process is writing the columnar copy"),
    next=Text("等它结束后再运行", "Run it again when the other has ended."),
)
OTHER_LEDGER = FaultKind(
    code="COPY-E010",
    what=Text(
        "副本来自另一个台账，或台账已恢复到更早的状态",
        "the copy is of another ledger, or the ledger was restored to an earlier state",
    ),
    next=REBUILD,
)
KIND_CHANGED = FaultKind(
    code="COPY-E011",
    what=Text(
        "规则包改变了字段的类型：{field} 原为 {old}，现为 {new}",
        "a pack changed a field's kind: {field} was {old} and is {new}",
    ),
    next=REBUILD,
)
TYPE_CHANGED = FaultKind(
    code="COPY-E012",
    what=Text(
        "规则包删除或恢复了记录类型 {record_type}",
        "a pack removed the record type {record_type}, or brought it back",
    ),
    next=REBUILD,
)
UNREADABLE = FaultKind(
    code="COPY-E013",
    what=Text(
        "第 {seq} 条的字段 {field} 不能读作 {kind}",
        "field {field} of entry {seq} cannot be read as {kind}",
    ),
    next=Text(
        "以更正说明该字段，或在规则包中改正字段的类型",
        "State the field by a correction, or mend the field's kind in the pack.",
    ),
)
TOO_MANY_WORDS = FaultKind(
    code="COPY-E014",
    what=Text(
        "字段 {field} 有 {words} 个词，最多 {most} 个",
        "field {field} has {words} words, at most {most} are possible",
    ),
    next=Text(
        "在规则包中缩短词表，或把该字段定义为 text",
        "Shorten the list in the pack, or let the field be text.",
    ),
)
NO_ROOM = FaultKind(
    code="COPY-E015",
    what=Text(
        "写不下去了：{said}；上一份清单仍然有效",
        "it could not be written: {said}; the manifest before is still good",
    ),
    next=Text(
        "腾出磁盘空间后运行 `goodstanding copy sync`，遗留文件会被清除",
        "Free disk space and run `goodstanding copy sync`; what was left over is swept.",
    ),
)
DERIVED_BEHIND = FaultKind(
    code="COPY-E016",
    what=Text("派生表里没有主体 {key}", "the derived tables do not know the subject {key}"),
    next=Text("运行 `goodstanding rebuild`", "Run `goodstanding rebuild`."),
)
ERASURE_WAITS = FaultKind(
    code="COPY-E017",
    what=Text(
        "副本尚未跟上对第 {seq} 条的删除", "the copy has not followed the erasure of entry {seq}"
    ),
    next=Text("运行 `goodstanding copy sync`", "Run `goodstanding copy sync`."),
)
DAYS_OUT_OF_ORDER = FaultKind(
    code="COPY-E018",
    what=Text(
        "知悉日的次序与台账次序不同，{day} 所知的内容不是台账的前一段",
        "days of knowledge are not in the ledger's order: what was known on {day} is no beginning"
        " of the ledger",
    ),
    next=Text(
        "用 `known` 指明台账编号，或在数据库中查询该日",
        "Name an entry's number instead, or ask the database for that day.",
    ),
)
NOT_THIS_LEDGERS = FaultKind(
    code="COPY-E019",
    what=Text(
        "这是生成的数据，不是台账的副本", "these are generated data, not a copy of the ledger"
    ),
    next=Text(
        "换一个文件夹：副本在 GOODSTANDING_HOME/copy",
        "Choose another folder: the copy is in GOODSTANDING_HOME/copy.",
    ),
)
CONTENT_LOST = FaultKind(
    code="COPY-E020",
    what=Text(
        "台账第 {seq} 条没有内容，也没有删除记录",
        "entry {seq} of the ledger has no content, and no erasure says why",
    ),
    next=Text("运行 `goodstanding verify`", "Run `goodstanding verify`."),
)
