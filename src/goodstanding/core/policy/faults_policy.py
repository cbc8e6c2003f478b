"""Faults of a pack's files: what the strict reader refuses, file by file.

The numbers are stable. `tests/packs/wrong/<CODE>/` holds one wrong pack for each.
"""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

GUIDE = Text("见 docs/guides/packs.md。", "See docs/guides/packs.md.")

FILE_TOO_LARGE = FaultKind(
    "PACK-E001",
    Text("文件有 {bytes} 字节，超过 {limit}", "the file has {bytes} bytes, more than {limit}"),
    Text("把文件按条目拆开。", "Split the file by entries."),
)
NOT_UTF8 = FaultKind(
    "PACK-E002",
    Text("文件不是 UTF-8 编码", "the file is not UTF-8"),
    Text("请另存为 UTF-8。", "Save it as UTF-8."),
)
NOT_YAML = FaultKind(
    "PACK-E003",
    Text("这里不是合法的 YAML（{problem}）", "this is no YAML ({problem})"),
    Text("检查缩进、引号和冒号。", "Check indentation, quotes and colons."),
)
ANCHOR = FaultKind(
    "PACK-E004",
    Text("使用了锚点或别名“{anchor}”", "an anchor or alias, {anchor}, is used"),
    Text("把内容完整写出来。", "Write the content out."),
)
TAG = FaultKind(
    "PACK-E005",
    Text("使用了 YAML 标签或指令", "a YAML tag or directive is used"),
    Text("删除标签或指令。", "Remove it."),
)
KEY_TWICE = FaultKind(
    "PACK-E006",
    Text("键“{key}”出现两次", "the key {key} stands twice"),
    Text("只保留一个。", "Keep one of them."),
)
TOO_DEEP = FaultKind(
    "PACK-E007",
    Text("嵌套超过 {limit} 层", "nested more than {limit} deep"),
    Text("把内容写平。", "Flatten it."),
)
BARE_VALUE = FaultKind(
    "PACK-E008",
    Text(
        "未加引号的 {text} 会被 YAML 读成文字、整数以外的东西",
        "bare {text} is something else than a text or a whole number to YAML",
    ),
    Text(
        "文字和日期加引号；金额写整数分；是否写 true 或 false。",
        "Quote texts and days; write money in whole fen; write true or false.",
    ),
)
UNKNOWN_KEY = FaultKind(
    "PACK-E009",
    Text("不认识的键“{key}”", "the key {key} is unknown"),
    Text("可用的键：{known}。", "Known keys: {known}."),
)
MISSING_KEY = FaultKind(
    "PACK-E010",
    Text("缺少键“{key}”", "the key {key} is missing"),
    Text("补上“{key}”。", "Add {key}."),
)
WRONG_SHAPE = FaultKind(
    "PACK-E011",
    Text("这里应当写成 {shape} 的样子", "something like {shape} is expected here"),
    GUIDE,
)
UNKNOWN_WORD = FaultKind(
    "PACK-E012",
    Text("这里不能写“{word}”", "{word} is not possible here"),
    Text("可写：{known}。", "Possible: {known}."),
)
NOT_INTEGER = FaultKind(
    "PACK-E013",
    Text("应当是 {low} 到 {high} 的整数", "a whole number from {low} to {high} is expected"),
    Text("写不加引号的整数。", "Write a whole number without quotes."),
)
NOT_DAY = FaultKind(
    "PACK-E014",
    Text(
        "应当是加引号的日期，在 {low} 到 {high} 之间",
        "a quoted day from {low} to {high} is expected",
    ),
    Text('写成 "2026-04-01" 的样子。', 'Write it like "2026-04-01".'),
)
NOT_ID = FaultKind(
    "PACK-E015",
    Text("“{word}”不能作标识", "{word} cannot be an id"),
    Text(
        "用小写字母开头，只用小写字母、数字、下划线和连字符，至多 60 个字符。",
        "Begin with a small letter; use small letters, digits, _ and -; 60 at most.",
    ),
)
TERM_INCOMPLETE = FaultKind(
    "PACK-E016",
    Text("名称必须有中文和英文", "a term needs words in Chinese and in English"),
    Text("写成 {{zh: …, en: …}}，都不能为空。", "Write {{zh: …, en: …}}, neither empty."),
)
UNKNOWN_FILE = FaultKind(
    "PACK-E017",
    Text("规则包里不应有这个文件", "a pack has no such file"),
    Text("删除它，或改成规定的文件名。", "Remove it, or give it one of the agreed names."),
)
ID_TWICE = FaultKind(
    "PACK-E018",
    Text("“{id}”已经定义过", "{id} is defined already"),
    Text("改用另一个标识，或删去一处。", "Use another id, or remove one of the two."),
)
DAYS_UNSORTED = FaultKind(
    "PACK-E019",
    Text(
        "起始日 {day} 不晚于前一条的起始日",
        "the value from {day} does not start after the one before it",
    ),
    Text("按起始日从早到晚排列，每日至多一条。", "Sort by first day, one value a day."),
)
NO_VALUE = FaultKind(
    "PACK-E020",
    Text("这里至少要有一条", "at least one entry is needed here"),
    Text("写出至少一条，或去掉这个键。", "Write at least one, or remove the key."),
)
SECOND_DOCUMENT = FaultKind(
    "PACK-E021",
    Text("一个文件里有多个 YAML 文档", "the file holds several YAML documents"),
    Text("每个文件只写一个文档。", "Write one document a file."),
)
PUBLICITY_UNCLEAR = FaultKind(
    "PACK-E022",
    Text(
        "公示期必须恰好写一种：by_severity、months、until_field 或 always",
        "publicity says exactly one of by_severity, months, until_field, always",
    ),
    Text("只保留一种。", "Keep one."),
)
CONDITION_UNCLEAR = FaultKind(
    "PACK-E023",
    Text(
        "条件必须恰好有一个运算：all、any、not，或 field 加一个比较",
        "a condition has exactly one operator: all, any, not, or field with one comparison",
    ),
    Text("拆成多个条件，用 all 或 any 连接。", "Split it, and join the parts with all or any."),
)
HIDDEN_CHARACTER = FaultKind(
    "PACK-E024",
    Text("这一行含有看不见的字符", "the line holds an invisible character"),
    Text("删除控制字符、零宽字符和字节序标记。", "Remove control and zero-width characters."),
)
KEY_NOT_TEXT = FaultKind(
    "PACK-E025",
    Text("键必须是文字", "a key must be a text"),
    Text("给键加引号。", "Quote the key."),
)
TEXT_TOO_LONG = FaultKind(
    "PACK-E026",
    Text("文字超过 {limit} 个字符", "the text has more than {limit} characters"),
    Text("写短一些。", "Shorten it."),
)
NO_PACK_FILE = FaultKind(
    "PACK-E027",
    Text("没有 pack.yaml", "there is no pack.yaml"),
    Text("先写 pack.yaml。", "Write pack.yaml first."),
)
WRONG_FOLDER = FaultKind(
    "PACK-E028",
    Text(
        "规则包的标识“{id}”与文件夹名“{folder}”不同",
        "the pack's id {id} differs from its folder's name {folder}",
    ),
    Text("让两者相同。", "Make them equal."),
)
