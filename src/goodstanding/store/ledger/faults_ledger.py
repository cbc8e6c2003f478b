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
