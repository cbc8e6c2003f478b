"""Faults of the rooms that say who is who: identity (judgements) and search."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

QUERY_TOO_LONG = FaultKind(
    "SEARCH-E001",
    Text(
        "查询有 {length} 个字符，最多 {most} 个",
        "the query has {length} characters, at most {most}",
    ),
    Text("只输入名称的一部分或代码", "Enter a part of the name, or the code."),
)
TOO_MANY_HITS_ASKED = FaultKind(
    "SEARCH-E002",
    Text(
        "一次可要 1 到 {most} 条结果，要求了 {limit} 条",
        "asked for {limit} hits; 1 to {most} may be asked for",
    ),
    Text("减少条数，或把查询写得更具体", "Ask for fewer, or make the query more specific."),
)
NO_NAME_COLUMN = FaultKind(
    "SEARCH-E003",
    Text(
        "文件没有名称列（{column}）；它的列是：{columns}",
        "the file has no column of names ({column}); its columns are: {columns}",
    ),
    Text(
        "用 --name-column 写明名称所在的列",
        "Say by --name-column which column holds the names.",
    ),
)
NO_CODE_COLUMN = FaultKind(
    "SEARCH-E004",
    Text("文件没有代码列 {column}", "the file has no column {column} for codes"),
    Text("更正 --code-column，或不写", "Correct --code-column, or leave it out."),
)
TOO_MANY_NAMES = FaultKind(
    "SEARCH-E005",
    Text("文件多于 {most} 个名称", "the file has more than {most} names"),
    Text("把文件分成几份", "Split the file."),
)
OUTPUT_EXISTS = FaultKind(
    "SEARCH-E006",
    Text("结果文件 {path} 已存在", "the file for the results, {path}, exists already"),
    Text("换一个文件名，或先移走旧文件", "Name another file, or move the old one away."),
)
OLD_INDEX = FaultKind(
    "SEARCH-E007",
    Text(
        "名称索引是旧版软件建立的，搜索会漏掉名称",
        "the index of names was made by an older version: searches miss names",
    ),
    Text(
        "运行 `goodstanding init` 重建索引（不改动台账）",
        "Run `goodstanding init`: it makes the index anew and leaves the ledger alone.",
    ),
)

NOBODY = FaultKind(
    "IDENTITY-E001",
    Text("没有写明由谁判定", "nobody is named as the one who judges"),
    Text("写明作出判定的经办人", "Name the officer who judges."),
)
NO_REASON = FaultKind(
    "IDENTITY-E002",
    Text("没有写明判定理由", "no reason is given for the judgement"),
    Text("写明依据：哪份材料、哪一项相符", "Say what it rests on: which paper, which likeness."),
)
UNKNOWN_KEY = FaultKind(
    "IDENTITY-E003",
    Text("没有主体使用标识 {key}", "no entity is known by the key {key}"),
    Text(
        "用 `goodstanding search` 查出主体的标识（形如 cn-uscc:代码）",
        "Find the entity's key (as in cn-uscc:CODE) by `goodstanding search`.",
    ),
)
PERSON = FaultKind(
    "IDENTITY-E004",
    Text("这里有自然人的号码", "this holds a number of a natural person"),
    Text(
        "自然人不是主体：去掉号码；涉及自然人的记录应退回报送部门",
        "No natural person is a subject: take the number out, and send a record about a person"
        " back to its department.",
    ),
    "docs/guides/identity.md",
)
OTHER_CLASS = FaultKind(
    "IDENTITY-E005",
    Text(
        "{from_key} 与 {to_key} 不是同一类主体，不能并为一个档案",
        "{from_key} and {to_key} are of different classes or schemes: they cannot be one archive",
    ),
    Text(
        "主体类型变更用 conversion，合并用 merger：只作关联，不并档",
        "Use conversion for a change of class and merger for a merger: they link and do not fold.",
    ),
)
CIRCLE = FaultKind(
    "IDENTITY-E006",
    Text(
        "{to_key} 的档案已归入 {from_key}，反向归并会成环",
        "the archive of {to_key} already belongs to {from_key}: folding back would make a circle",
    ),
    Text("先撤销原判定，再重新判定", "Undo the earlier judgement first."),
)
ALREADY_FOLDED = FaultKind(
    "IDENTITY-E007",
    Text(
        "{from_key} 已由判定 {seq} 归入 {owner}",
        "{from_key} was already given to {owner} by judgement {seq}",
    ),
    Text("如判定有误，先撤销判定 {seq}", "If that is wrong, undo judgement {seq} first."),
)
NOT_WAITING = FaultKind(
    "IDENTITY-E008",
    Text("记录 {seq} 不在待判定之列", "record {seq} does not wait for a judgement"),
    Text(
        "用 `goodstanding identify list` 查看待判定的记录",
        "See the waiting records by `goodstanding identify list`.",
    ),
)
NO_JUDGEMENT = FaultKind(
    "IDENTITY-E009",
    Text("台账 {seq} 号不是可撤销的判定", "entry {seq} is no judgement that can be undone"),
    Text(
        "撤销本身不能撤销：重新作出原判定即可",
        "An undo is not undone: make the judgement again instead.",
    ),
)
ALREADY_UNDONE = FaultKind(
    "IDENTITY-E010",
    Text("判定 {seq} 已由 {undo} 撤销", "judgement {seq} was already undone by {undo}"),
    Text("无需再做", "Nothing is left to do."),
)
NOT_OLD_TO_NEW = FaultKind(
    "IDENTITY-E011",
    Text(
        "old_number 只能从登记号（cn-regno）指向统一代码（cn-uscc），不能从 {from_key} 到 {to_key}",
        "old_number leads from an old number (cn-regno) to a unified code (cn-uscc), not from"
        " {from_key} to {to_key}",
    ),
    Text("调换方向，或改用 same", "Exchange the two, or use same."),
)
ITSELF = FaultKind(
    "IDENTITY-E012",
    Text("{key} 与自身无需判定", "{key} needs no judgement about itself"),
    Text("写明两个不同的标识", "Name two different keys."),
)
UNKNOWN_KIND = FaultKind(
    "IDENTITY-E013",
    Text("没有“{kind}”这种判定", "there is no judgement called {kind}"),
    Text("可用：{kinds}", "One of: {kinds}."),
)
OUTPUT_BUSY = FaultKind(
    "SEARCH-E008",
    Text("另一个进程正在写 {path}", "another process is writing {path}"),
    Text("等它结束，或换一个输出文件", "Wait until it ends, or name another output file."),
)
