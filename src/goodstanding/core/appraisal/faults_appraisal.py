"""Faults of appraising."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

CLASS_IS_OFF = FaultKind(
    "APPRAISAL-E001",
    Text("类别 {entity_class} 的主体不予评价", "entities of class {entity_class} get no grade"),
    Text(
        "如有在有效期内的法律依据，请在设置 GOODSTANDING_CLASS_92_BASIS 中写明。",
        "Where a law in force allows it, name it in GOODSTANDING_CLASS_92_BASIS.",
    ),
    basis="docs/guides/appraisal.md",
)
DAY_OUTSIDE = FaultKind(
    "APPRAISAL-E002",
    Text("评价日 {day} 超出日历范围", "the day {day} is outside the calendar"),
    Text("请写 {first} 至 {last} 之间的日期。", "Name a day from {first} to {last}."),
)
EXAMPLE_DIFFERS = FaultKind(
    "APPRAISAL-E003",
    Text(
        "示例“{id}”的 {what} 应为 {expected}，实际为 {found}",
        "example {id}: {what} should be {expected} and is {found}",
    ),
    Text("改正规则，或改正示例的预期。", "Correct the rule, or what the example expects."),
)
EXAMPLE_UNKNOWN = FaultKind(
    "APPRAISAL-E004",
    Text("示例“{id}”提到的 {what}“{name}”不存在", "example {id}: there is no {what} {name}"),
    Text("核对各行业包中的标识。", "Check the ids in the packs."),
)
UNKNOWN_MODEL = FaultKind(
    "APPRAISAL-E005",
    Text("没有评价模型“{model}”", "there is no appraisal model {model}"),
    Text("可用的模型：{known}。", "Known models: {known}."),
)
UNKNOWN_ENTITY = FaultKind(
    "APPRAISAL-E006",
    Text("没有主体“{key}”", "there is no entity {key}"),
    Text("用 goodstanding search 查找代码或名称。", "Find its code or name: goodstanding search."),
)
NOT_APPRAISED = FaultKind(
    "APPRAISAL-E007",
    Text("主体“{key}”不在任何评价模型范围内", "no model appraises the entity {key}"),
    Text(
        "其档案仍可查阅；评价范围见模型的 schemes 与 classes_off。",
        "Its archive can be read; see `schemes` and `classes_off` of the models.",
    ),
)
ERASED = FaultKind(
    "APPRAISAL-E008",
    Text(
        "第 {seq} 号评价无法重算：所依据的 {count} 条记录内容已依法清除",
        "appraisal {seq} cannot be recomputed: the contents of {count} records were erased",
    ),
    Text(
        "记录摘要仍可核验：goodstanding verify。", "The digests still verify: goodstanding verify."
    ),
)
NOT_AN_APPRAISAL = FaultKind(
    "APPRAISAL-E009",
    Text("第 {seq} 号账目不是评价", "ledger entry {seq} is no appraisal"),
    Text("核对序号。", "Check the number."),
)
REPLAY_DIFFERS = FaultKind(
    "APPRAISAL-E010",
    Text("第 {seq} 号评价重算后不一致", "appraisal {seq} comes out differently now"),
    Text(
        "请运行 goodstanding verify，并报告这一缺陷。",
        "Run goodstanding verify and report this as a defect.",
    ),
)
NO_RECORDS = FaultKind(
    "APPRAISAL-E011",
    Text("尚无任何记录，无法确定评价日", "there are no records yet, so no day to appraise on"),
    Text("先接收数据，或用 --on 指定日期。", "Take in data first, or name a day with --on."),
)
NO_OFFICER = FaultKind(
    "APPRAISAL-E012",
    Text("没有写明由谁发出评价", "nobody is named who issues the appraisal"),
    Text("写明经办人。", "Name the officer."),
)
