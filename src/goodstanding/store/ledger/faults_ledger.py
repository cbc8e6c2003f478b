"""Every fault that the ledger's room can find, by number."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

KEPT = FaultKind(
    code="LEDGER-E001",
    what=Text(
        "台账只能追加，不能修改或删除", "the ledger only grows: nothing in it is changed or removed"
    ),
    next=Text(
        "用更正、撤回或删除内容的新条目表达变化",
        "State the change as a new entry: a correction, a withdrawal or an erasure.",
    ),
)
GUARD_MISSING = FaultKind(
    code="LEDGER-E002",
    what=Text(
        "数据库的守卫 {guard} 缺失或被改动", "the database guard {guard} is missing or was altered"
    ),
    next=Text(
        "运行 `goodstanding init` 重新安装守卫，再运行 `goodstanding verify` 检查台账",
        "Run `goodstanding init` to install the guards again, then `goodstanding verify`.",
    ),
)
COLLATION = FaultKind(
    code="LEDGER-E003",
    what=Text(
        "PostgreSQL 数据库的排序规则是 {collation}，应为 C",
        "the PostgreSQL database sorts by {collation}, it must be C",
    ),
    next=Text(
        "用 CREATE DATABASE 名称 TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C' 新建数据库",
        "Create it by CREATE DATABASE name TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'.",
    ),
)
TABLES_MISSING = FaultKind(
    code="LEDGER-E004",
    what=Text(
        "数据库还没有建好：缺少表 {table}", "the database is not set up: table {table} is missing"
    ),
    next=Text("先运行 `goodstanding init`", "Run `goodstanding init` first."),
)
BACK_DATED = FaultKind(
    code="LEDGER-E005",
    what=Text(
        "知悉日 {day} 早于台账最后一条的知悉日 {known}",
        "the day of knowledge {day} lies before that of the last entry, {known}",
    ),
    next=Text(
        "生产环境不能倒填知悉日：以今天的日期登记",
        "Knowledge cannot be back-dated in production: enter it under today's date.",
    ),
)
DIGEST_DIFFERS = FaultKind(
    code="LEDGER-E006",
    what=Text("内容与摘要不符", "content and digest do not agree"),
    next=Text(
        "停止写入，从已核验的备份找回该条，并查明谁改动了数据库",
        "Stop writing, compare with a verified backup, and find out who changed the database.",
    ),
)
GAP = FaultKind(
    code="LEDGER-E007",
    what=Text("编号不连续：预期 {expected}", "the numbering has a gap: {expected} was expected"),
    next=Text(
        "与已核验的备份比较，找出缺少的条目", "Compare with a verified backup to see what is gone."
    ),
)
CONTENT_GONE = FaultKind(
    code="LEDGER-E008",
    what=Text("内容缺失，却没有删除条目", "the content is gone, and no erasure says so"),
    next=Text(
        "与已核验的备份比较，查明谁删除了内容",
        "Compare with a verified backup, and find out who removed it.",
    ),
)
CONTENT_STRAY = FaultKind(
    code="LEDGER-E009",
    what=Text("内容没有对应的条目", "there is content without an entry"),
    next=Text("查明谁写入了内容", "Find out who wrote it past the ledger."),
)
CONTENT_KEPT = FaultKind(
    code="LEDGER-E010",
    what=Text("条目已删除内容，内容却仍在", "the content was erased and is there again"),
    next=Text("再次删除内容，并查明来源", "Remove it again, and find out whence it came."),
)
SALT_TWICE = FaultKind(
    code="LEDGER-E011",
    what=Text("盐值重复使用，与条目 {other} 相同", "its salt is that of entry {other} too"),
    next=Text(
        "查明盐值如何产生；同一盐值会让人猜出相同内容",
        "Find out how salts are made: a salt used twice lets equal contents be told.",
    ),
)
SEED_KEPT = FaultKind(
    code="LEDGER-E012",
    what=Text("批次已封存，种子却仍在", "the batch is sealed and still has its seed"),
    next=Text("清除种子，并查明封存为何未清除", "Find out why sealing left it, and remove it."),
)
RECEIPT_DIFFERS = FaultKind(
    code="LEDGER-E013",
    what=Text(
        "回执写明 {told} 条，台账中有 {held} 条",
        "the receipt tells of {told} entries, the ledger holds {held}",
    ),
    next=Text(
        "与部门留存的回执和已核验的备份比较",
        "Compare with the department's own receipt and with a verified backup.",
    ),
)
ENTRY_UNKNOWN = FaultKind(
    code="LEDGER-E014",
    what=Text("台账没有可删除内容的条目 {seq}", "no record {seq} whose content could be erased"),
    next=Text(
        "核对编号；只有记录的内容可以删除，判断应当撤销",
        "Check the number: only contents of records are erased; a judgement is undone instead.",
    ),
)
ALREADY_ERASED = FaultKind(
    code="LEDGER-E015",
    what=Text("条目 {seq} 的内容已经删除", "the content of entry {seq} is erased already"),
    next=Text("无需再做", "There is nothing left to do."),
)
NO_REASON = FaultKind(
    code="LEDGER-E016",
    what=Text("删除内容须写明经办人和理由", "an erasure needs a named officer and a reason"),
    next=Text("补充经办人和理由", "Give both; they stay in the ledger."),
)
NO_PG_DUMP = FaultKind(
    code="LEDGER-E017",
    what=Text("找不到程序 {program}", "the program {program} was not found"),
    next=Text(
        "安装与服务器同版本的 postgresql-client，并放入 PATH",
        "Install postgresql-client of the server's version and put it on PATH.",
    ),
)
BACKUP_FAILED = FaultKind(
    code="LEDGER-E018",
    what=Text("备份没有成功：{said}", "the backup did not succeed: {said}"),
    next=Text("按所述原因处理后重试；旧备份未动", "Mend what is said and try again."),
)
BACKUP_EXISTS = FaultKind(
    code="LEDGER-E019",
    what=Text("目标文件已存在", "the file is there already"),
    next=Text("另选一个文件名", "Choose another file: a backup never overwrites one."),
)
CHAIN_BROKEN = FaultKind(
    code="LEDGER-E020",
    what=Text(
        "案件事项与其摘要链不符", "the event does not agree with the chain of its case's digests"
    ),
    next=Text(
        "停止写入，与已核验的备份比较，查明谁改动了案卷",
        "Stop writing, compare with a verified backup, and find out who changed the case.",
    ),
)
SERVICE_STRAY = FaultKind(
    code="LEDGER-E021",
    what=Text("送达没有对应的案件事项", "there is a service of which no event of the case tells"),
    next=Text("查明谁写入了送达", "Find out who wrote it past the case."),
)
EFFECT_STRAY = FaultKind(
    code="LEDGER-E022",
    what=Text("案件效果没有对应的事项或台账条目", "an effect has no event or no ledger entry"),
    next=Text("查明谁写入了效果", "Find out who wrote it past the case."),
)
