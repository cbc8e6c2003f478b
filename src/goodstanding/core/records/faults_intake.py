"""Every fault that intake can find, by number: 001-039 stop a file, 041 on refuse one row."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

# --- the file cannot be read ----------------------------------------------------------------

FILE_MISSING = FaultKind(
    code="INTAKE-E001",
    what=Text("找不到文件 {path}", "there is no file {path}"),
    next=Text("检查路径后重新运行", "Check the path and run the command again."),
)
NOT_THE_FORMAT = FaultKind(
    code="INTAKE-E002",
    what=Text("文件内容不是 {format} 格式", "the file's content is not {format}"),
    next=Text(
        "按版式规定的格式另存后重新报送", "Save it in the layout's format and send it again."
    ),
)
WRONG_BYTES = FaultKind(
    code="INTAKE-E003",
    what=Text(
        "第 {row} 行附近有不符合 {encoding} 编码的字节",
        "near row {row} there are bytes that are not {encoding}",
    ),
    next=Text("用 {encoding} 编码重新导出整个文件", "Export the whole file again in {encoding}."),
)
OTHER_ENCODING = FaultKind(
    code="INTAKE-E004",
    what=Text(
        "内容是 {found} 编码，而版式规定为 {encoding}",
        "the content is in {found}, but the layout says {encoding}",
    ),
    next=Text("用 {encoding} 编码重新导出整个文件", "Export the whole file again in {encoding}."),
)
NUL_BYTE = FaultKind(
    code="INTAKE-E005",
    what=Text("文件中有空字节（NUL）", "the file holds a NUL byte"),
    next=Text(
        "这不是文本文件或已损坏：重新导出", "It is not a text file or is damaged: export it again."
    ),
)
OVER_LIMIT = FaultKind(
    code="INTAKE-E006",
    what=Text("{thing}超过上限 {limit}", "{thing} over the limit of {limit}"),
    next=Text("把文件拆分成几个批次报送", "Split the file and send it as several batches."),
    basis="docs/guides/intake.md",
)
HEADER_MISSING = FaultKind(
    code="INTAKE-E007",
    what=Text("文件没有表头行", "the file has no header row"),
    next=Text("第一行写列名后重新报送", "Put the column names into the first row."),
)
COLUMN_MISSING = FaultKind(
    code="INTAKE-E008",
    what=Text("缺少列 {column}", "column {column} is missing"),
    next=Text(
        "补上该列；没有值时单元格留空",
        "Add the column; leave its cells empty where nothing is known.",
    ),
)
COLUMN_UNKNOWN = FaultKind(
    code="INTAKE-E009",
    what=Text("版式中没有列 {column}", "the layout has no column {column}"),
    next=Text(
        "改正列名，或先在版式中声明该列",
        "Correct the name, or declare the column in the layout first.",
    ),
)
COLUMN_TWICE = FaultKind(
    code="INTAKE-E010",
    what=Text("列 {column} 出现了两次", "column {column} appears twice"),
    next=Text("每列只保留一次", "Keep each column once."),
)
CELL_COUNT = FaultKind(
    code="INTAKE-E011",
    what=Text(
        "第 {row} 行有 {found} 个单元格，表头有 {expected} 个",
        "row {row} has {found} cells, the header has {expected}",
    ),
    next=Text(
        "引号或分隔符已损坏，其后各行不可信：重新导出",
        "Quotes or separators are damaged and later rows cannot be trusted: export the file again.",
    ),
)
BROKEN_QUOTES = FaultKind(
    code="INTAKE-E012",
    what=Text("第 {row} 行附近的引号不成对", "the quotes near row {row} do not match"),
    next=Text("重新导出文件", "Export the file again."),
)
NOT_JSON = FaultKind(
    code="INTAKE-E013",
    what=Text("第 {row} 行不是完整的 JSON 对象", "row {row} is not a whole JSON object"),
    next=Text(
        "每行写一个 JSON 对象；文件可能被截断",
        "Write one JSON object on each line; the file may be cut off.",
    ),
)
NESTED = FaultKind(
    code="INTAKE-E014",
    what=Text("第 {row} 行的 {column} 不是单个值", "in row {row}, {column} is not a single value"),
    next=Text("只写文本、数字、真假或空值", "Write only texts, numbers, true, false or null."),
)
KEY_TWICE = FaultKind(
    code="INTAKE-E015",
    what=Text("第 {row} 行的 {column} 写了两次", "in row {row}, {column} is given twice"),
    next=Text("每个键只写一次", "Give each key once."),
)
UNSAFE_WORKBOOK = FaultKind(
    code="INTAKE-E016",
    what=Text("不打开这个工作簿：{reason}", "the workbook is not opened: {reason}"),
    next=Text(
        "用表格软件另存为普通 xlsx 后重新报送",
        "Save it as a plain xlsx from a spreadsheet program and send it again.",
    ),
    basis="docs/guides/intake.md",
)
UNREADABLE_WORKBOOK = FaultKind(
    code="INTAKE-E017",
    what=Text(
        "工作簿无法在限定的内存和时间内读出",
        "the workbook could not be read within the limits of memory and time",
    ),
    next=Text("另存为普通 xlsx，或拆分后报送", "Save it as a plain xlsx, or split it."),
)
SEVERAL_SHEETS = FaultKind(
    code="INTAKE-E018",
    what=Text("不止一个工作表有内容：{sheet}", "more than one sheet has content: {sheet}"),
    next=Text("每个文件只放一个工作表", "Send one sheet in each file."),
)
FILE_CHANGED = FaultKind(
    code="INTAKE-E019",
    what=Text("读取期间文件被改动", "the file changed while it was read"),
    next=Text("等文件写完后重新报送", "Wait until it is written and send it again."),
)
ROW_COUNT = FaultKind(
    code="INTAKE-E020",
    what=Text(
        "声明 {expected} 行，实际 {found} 行", "{expected} rows were announced, {found} were found"
    ),
    next=Text(
        "文件可能不完整：核对后重新报送", "The file may be cut off: check it and send it again."
    ),
)

# --- the batch cannot be taken --------------------------------------------------------------

DEPARTMENT_UNKNOWN = FaultKind(
    code="INTAKE-E021",
    what=Text("没有部门 {department}", "there is no department {department}"),
    next=Text("可用的部门：{known}", "Departments: {known}."),
)
LAYOUT_UNKNOWN = FaultKind(
    code="INTAKE-E022",
    what=Text("部门 {department} 没有版式 {layout}", "{department} has no layout {layout}"),
    next=Text("可用的版式：{known}", "Its layouts: {known}."),
)
LAYOUT_UNCLEAR = FaultKind(
    code="INTAKE-E023",
    what=Text("列名不能确定是哪个版式", "the column names do not say which layout this is"),
    next=Text("用 --layout 指定：{known}", "Name it with --layout: {known}."),
)
OTHER_FILE = FaultKind(
    code="INTAKE-E024",
    what=Text(
        "批次 {name} 已收到过另一份文件（第 {batch} 号）",
        "batch {name} was already received with other content (number {batch})",
    ),
    next=Text(
        "内容有变时使用新的批次名；待放行的批次可先放行或丢弃",
        "Give changed content a new batch name; a held batch can be released or discarded first.",
    ),
)
IN_PROGRESS = FaultKind(
    code="INTAKE-E025",
    what=Text("另一个进程正在接收批次 {name}", "another process is receiving batch {name}"),
    next=Text(
        "等它结束后再报送，会得到同一回执", "Send it again when that ends: the receipt is the same."
    ),
)
FINGERPRINT_KEY_LOST = FaultKind(
    code="INTAKE-E027",
    what=Text("找不到指纹密钥 {path}", "the fingerprint key {path} is missing"),
    next=Text(
        "从备份恢复该文件；没有它，已持有的记录会被当作更正",
        "Restore it from the backup: without it, records already held would look like corrections.",
    ),
)
NOT_HELD = FaultKind(
    code="INTAKE-E028",
    what=Text("第 {batch} 号批次没有待放行", "batch {batch} is not held for release"),
    next=Text("用 `goodstanding receipts list` 查看批次", "See `goodstanding receipts list`."),
)
NO_OFFICER = FaultKind(
    code="INTAKE-E029",
    what=Text("放行必须写明经办人", "a release needs the name of an officer"),
    next=Text("用 --as 写明经办人", "Name the officer with --as."),
)
DAY_NOT_YOURS = FaultKind(
    code="INTAKE-E030",
    what=Text("正式运行时不能指定接收日期", "in production the day of receipt cannot be chosen"),
    next=Text("去掉 --on", "Leave out --on."),
)
NO_SUCH_BATCH = FaultKind(
    code="INTAKE-E031",
    what=Text("没有第 {batch} 号批次", "there is no batch {batch}"),
    next=Text("用 `goodstanding receipts list` 查看批次", "See `goodstanding receipts list`."),
)

# --- Parquet, and room to write -------------------------------------------------------------

UNSAFE_PARQUET = FaultKind(
    code="INTAKE-E032",
    what=Text("不读取这个 Parquet 文件：{reason}", "the Parquet file is not read: {reason}"),
    next=Text(
        "重新导出为未加密的 Parquet 后报送", "Export it again as Parquet without encryption."
    ),
    basis="docs/guides/intake.md",
)
COLUMN_KIND = FaultKind(
    code="INTAKE-E033",
    what=Text(
        "列 {column} 的类型是 {kind}，应为：{wanted}",
        "column {column} is of type {kind}; it must be: {wanted}",
    ),
    next=Text(
        "导出前把该列转换为文本（金额、代码）或日期",
        "Convert the column to text (amounts, codes) or to dates before exporting.",
    ),
    basis="docs/guides/intake.md",
)
UNREADABLE_PARQUET = FaultKind(
    code="INTAKE-E034",
    what=Text(
        "Parquet 文件无法在限定的内存和时间内读出",
        "the Parquet file could not be read within the limits of memory and time",
    ),
    next=Text(
        "用较小的行组和数据页重新导出，或拆分后报送",
        "Export it with smaller row groups and pages, or split it.",
    ),
    basis="docs/guides/intake.md",
)
NO_ROOM = FaultKind(
    code="INTAKE-E035",
    what=Text(
        "磁盘已满或无法写入（{reason}）；本批次没有任何内容进入台账",
        "the disk is full or cannot be written ({reason}); nothing of the batch is in the ledger",
    ),
    next=Text(
        "腾出空间（约为文件大小的五倍，数据库和临时文件夹所在磁盘都要），再报送同一文件",
        "Free about five times the file's size, where the database and where temporary files lie;"
        " then send the same file again.",
    ),
    basis="docs/guides/intake.md",
)

# --- one row is refused ---------------------------------------------------------------------

NO_SUBJECT = FaultKind(
    code="INTAKE-E041",
    what=Text("没有代码也没有名称", "the row has neither a code nor a name"),
    next=Text("写明统一社会信用代码", "Give the organisation's code."),
)
NATURAL_PERSON = FaultKind(
    code="INTAKE-E042",
    what=Text("这是关于自然人的记录", "the row is about a natural person"),
    next=Text(
        "不要报送自然人的记录；确为组织的，更正相对人类别",
        "Do not send it; if it is an organisation, correct the kind of party.",
    ),
    basis="due-process F30",
)
PERSONAL_NUMBER_AS_CODE = FaultKind(
    code="INTAKE-E043",
    what=Text("代码栏里是自然人的号码", "the code column holds a natural person's number"),
    next=Text("写明组织的统一社会信用代码", "Give the organisation's unified code."),
    basis="due-process F30",
)
DETENTION = FaultKind(
    code="INTAKE-E044",
    what=Text("行政拘留只适用于自然人", "administrative detention only applies to natural persons"),
    next=Text("不要报送这一行", "Do not send this row."),
    basis="due-process F30",
)
IDENTITY_IN_TEXT = FaultKind(
    code="INTAKE-E045",
    what=Text("文字中有身份证号或手机号", "the text holds an identity or mobile number"),
    next=Text("删去号码后重新报送", "Take the number out and send the row again."),
    basis="due-process F33",
)
NUMERIC_CODE = FaultKind(
    code="INTAKE-E046",
    what=Text(
        "代码存成了数字，末尾几位可能已丢失",
        "the code is stored as a number and may have lost its last digits",
    ),
    next=Text("把该列设为文本后重新填写", "Format the column as text and enter the code again."),
)
MASKED = FaultKind(
    code="INTAKE-E047",
    what=Text("代码或名称已被遮盖", "the code or name was masked"),
    next=Text("写明组织的代码和名称", "Give the organisation's own code and name."),
)
VALUE_MISSING = FaultKind(
    code="INTAKE-E048",
    what=Text("缺少必填的值", "a value that is needed is missing"),
    next=Text("补上后重新报送", "Fill it in and send the row again."),
)
NOT_A_DAY = FaultKind(
    code="INTAKE-E049",
    what=Text("“{value}”不是可用的日期", "“{value}” is no usable day"),
    next=Text("写成 2026-01-05 的形式", "Write it like 2026-01-05."),
)
DAY_AHEAD = FaultKind(
    code="INTAKE-E050",
    what=Text("{value} 晚于接收日 {day}", "{value} is after the day of receipt, {day}"),
    next=Text("改正日期", "Correct the day."),
    basis="double publicity: decision day <= today",
)
NOT_A_NUMBER = FaultKind(
    code="INTAKE-E051",
    what=Text("“{value}”不是可用的数", "“{value}” is no usable number"),
    next=Text("只写数字，金额不写单位", "Write digits only, amounts without a unit."),
)
NOT_EXACT = FaultKind(
    code="INTAKE-E052",
    what=Text("“{value}”比一分还细", "“{value}” is finer than one fen"),
    next=Text("改为整分的金额", "Give an amount in whole fen."),
)
NOT_A_CHOICE = FaultKind(
    code="INTAKE-E053",
    what=Text("“{value}”不是该列允许的值", "“{value}” is not among the values of this column"),
    next=Text("可用：{known}", "Use one of: {known}."),
)
KEY_EMPTY = FaultKind(
    code="INTAKE-E054",
    what=Text("辨认记录所需的值为空", "a value by which the record is known is empty"),
    next=Text("补上后重新报送", "Fill it in and send the row again."),
)
TOO_LONG = FaultKind(
    code="INTAKE-E055",
    what=Text("值长于 {limit} 个字符", "the value is longer than {limit} characters"),
    next=Text("缩短后重新报送", "Shorten it and send the row again."),
)
NOT_A_CODE = FaultKind(
    code="INTAKE-E056",
    what=Text("代码不符合 {scheme} 的形式", "the code does not have the form of {scheme}"),
    next=Text("改正代码", "Correct the code."),
)
CONTROL_CHARACTER = FaultKind(
    code="INTAKE-E057",
    what=Text("值中有控制字符", "the value holds a control character"),
    next=Text("删去后重新报送", "Take it out and send the row again."),
)

ROW_KINDS = {
    kind.code: kind
    for kind in (
        NO_SUBJECT,
        NATURAL_PERSON,
        PERSONAL_NUMBER_AS_CODE,
        DETENTION,
        IDENTITY_IN_TEXT,
        NUMERIC_CODE,
        MASKED,
        VALUE_MISSING,
        NOT_A_DAY,
        DAY_AHEAD,
        NOT_A_NUMBER,
        NOT_EXACT,
        NOT_A_CHOICE,
        KEY_EMPTY,
        TOO_LONG,
        NOT_A_CODE,
        CONTROL_CHARACTER,
    )
}
"""The faults of a row, by code: the stage keeps a row's faults as codes and values."""
