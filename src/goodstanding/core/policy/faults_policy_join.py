"""Faults between the files and packs of a deployment: what `join.py` refuses."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NEAR = Text("相近的有：{near}。", "Near: {near}.")

UNKNOWN_SOURCE = FaultKind(
    "PACK-E030",
    Text("没有依据“{id}”", "there is no source {id}"),
    Text("在 sources.yaml 里写出它，或改正标识。", "Add it to sources.yaml, or mend the id."),
)
UNKNOWN_ARTICLE = FaultKind(
    "PACK-E031",
    Text("依据“{source}”没有条目“{article}”", "source {source} has no article {article}"),
    Text("可用条目：{known}。", "Articles: {known}."),
)
OUTSIDE_SOURCE = FaultKind(
    "PACK-E032",
    Text(
        "自 {day} 起的值不在依据“{source}”的有效期内",
        "the value from {day} lies outside the time of source {source}",
    ),
    Text("改用当时有效的依据，或改起始日。", "Cite a source in force on that day, or move it."),
)
UNKNOWN_RECORD_TYPE = FaultKind(
    "PACK-E033",
    Text("目录里没有记录类型“{id}”", "the directory has no record type {id}"),
    NEAR,
)
UNKNOWN_FIELD = FaultKind(
    "PACK-E034",
    Text("记录类型“{type}”没有字段“{id}”", "record type {type} has no field {id}"),
    NEAR,
)
UNKNOWN_CHOICE = FaultKind(
    "PACK-E035",
    Text("字段“{field}”没有选项“{word}”", "field {field} has no choice {word}"),
    NEAR,
)
OPERATOR_MISFIT = FaultKind(
    "PACK-E036",
    Text(
        "运算“{op}”不能用于字段“{field}”（{sort}）或其参数",
        "operator {op} does not fit field {field} ({sort}) or its arguments",
    ),
    Text(
        "choices 用 has；choice、text 用 is、in；数字和日期用 is、in、at_least、at_most、between。",
        "Use has for choices; is, in for choice and text; "
        "is, in, at_least, at_most, between for numbers and days.",
    ),
)
UNKNOWN_SEVERITY = FaultKind(
    "PACK-E037",
    Text("没有失信等级“{id}”", "there is no severity class {id}"),
    NEAR,
)
UNKNOWN_DEPARTMENT = FaultKind(
    "PACK-E038",
    Text("没有部门“{id}”", "there is no department {id}"),
    NEAR,
)
UNKNOWN_CLASS = FaultKind(
    "PACK-E039",
    Text("目录没有类别“{id}”", "the directory has no class {id}"),
    NEAR,
)
UNKNOWN_SCHEME = FaultKind(
    "PACK-E040",
    Text("“{scheme}”不是组织的编码体系", "{scheme} is no scheme of organisations"),
    Text("只能用：{known}。自然人没有编码体系。", "Possible: {known}. Natural persons have none."),
    "decision 0011",
)
NOT_PUBLIC = FaultKind(
    "PACK-E041",
    Text(
        "记录类型“{type}”不公开，不得计分或限制等级",
        "record type {type} is not public: it may carry no points and limit no grade",
    ),
    Text("删去这一条。", "Remove the rule."),
    "due process D",
)
ID_IN_TWO_PACKS = FaultKind(
    "PACK-E042",
    Text("“{id}”在规则包“{pack}”里已经定义", "{id} is defined in the pack {pack} already"),
    Text("改用另一个标识。", "Use another id."),
)
MISSING_PACK = FaultKind(
    "PACK-E043",
    Text("需要的规则包“{id}”不在", "the required pack {id} is not there"),
    Text("把它放进规则包文件夹，或从 requires 删去。", "Add it, or remove it from requires."),
)
CLOCK_MISFIT = FaultKind(
    "PACK-E044",
    Text("起算日“{id}”必须是必填的日期字段", "the clock {id} must be a required field of kind day"),
    Text("指定一个 kind: day、required: true 的字段。", "Name a required day field."),
)
NO_END = FaultKind(
    "PACK-E045",
    Text("失信信息类型没有公示截止", "an adverse record type has no end of publicity"),
    Text(
        "用 by_severity、months 或 until_field 代替 always。",
        "Use by_severity, months or until_field instead of always.",
    ),
    "due process A1",
)
PERSON_FIELD = FaultKind(
    "PACK-E046",
    Text("字段“{id}”像是自然人的信息（{word}）", "field {id} looks like a person's data ({word})"),
    Text("目录只收组织的信息，删去这个字段。", "Only data of organisations: remove the field."),
    "due process F30, F33",
)
SEVERITY_GAP = FaultKind(
    "PACK-E047",
    Text(
        "失信等级的情形必须以一条无条件的结尾，且只有最后一条无条件",
        "the severity cases must end with one without `when`, and only the last may lack it",
    ),
    Text("补上最后一条，或改用其他公示期写法。", "Add the last case, or use another publicity."),
)
MONTHS_CROSSED = FaultKind(
    "PACK-E048",
    Text(
        "{day} 起最短公示期 {low} 个月超过最长 {high} 个月",
        "from {day} on the shortest publicity, {low} months, exceeds the longest, {high}",
    ),
    Text("改正其中一个。", "Mend one of them."),
)
STEPS_UNSORTED = FaultKind(
    "PACK-E049",
    Text("各档的起点必须逐档升高", "the steps must rise"),
    Text("按 at_least 从小到大排列，不重复。", "Sort by at_least, each once."),
)
DECAY_UNSORTED = FaultKind(
    "PACK-E050",
    Text(
        "衰减的月数必须递增，百分比必须递减",
        "in a decay the months must rise and the percentages fall",
    ),
    Text("例如 12 个月后 75，24 个月后 50。", "For example 75 after 12 months, 50 after 24."),
)
GRADES_UNSORTED = FaultKind(
    "PACK-E051",
    Text(
        "等级从好到差排列，分数线逐级下降，最后一级没有分数线；N 和 none 不能作等级",
        "grades go from best to last with falling thresholds; the last has none; "
        "N and none are no grades",
    ),
    Text("改正 {day} 起的分数线或顺序。", "Mend the thresholds or the order from {day} on."),
)
UNKNOWN_GRADE = FaultKind(
    "PACK-E052",
    Text("模型没有等级“{id}”", "the model has no grade {id}"),
    NEAR,
)
CLASS_92 = FaultKind(
    "PACK-E053",
    Text(
        "评价统一社会信用代码主体的模型必须关闭 92 类（个体工商户）",
        "a model for cn-uscc must have class 92 (individual businesses) in classes_off",
    ),
    Text('写 classes_off: ["92"]。', 'Write classes_off: ["92"].'),
    "due process F31",
)
FORM_MISFIT = FaultKind(
    "PACK-E054",
    Text(
        "形式“{form}”的规则缺少必需的键，或写了两种计分",
        "a rule of form {form} lacks a key that it needs, or has two ways of points",
    ),
    Text(
        "each 用 points 或 field 加 points_by_value；count、days_since 用 steps；sum 用 field "
        "加 steps；latest 用 field 加 points_by_value 或 steps。",
        "each: points, or field with points_by_value; count, days_since: steps; sum: field "
        "with steps; latest: field with points_by_value or steps.",
    ),
)
FORM_EXTRA = FaultKind(
    "PACK-E057",
    Text("形式“{form}”的规则不能有 {keys}", "a rule of form {form} may not have {keys}"),
    Text("删去这些键，或改用别的形式。", "Remove them, or use another form."),
)
KIND_MISFIT = FaultKind(
    "PACK-E055",
    Text("字段“{field}”（{sort}）不能这样用", "field {field} ({sort}) cannot be used like this"),
    Text(
        "sum 和按档计分用 integer、money；按值计分用 choice。",
        "Sums and steps take integer or money; points by value take choice.",
    ),
)
BOUNDS_CROSSED = FaultKind(
    "PACK-E056",
    Text("{day} 起下限 {floor} 高于上限 {cap}", "from {day} on floor {floor} exceeds cap {cap}"),
    Text("改正其中一个。", "Mend one of them."),
)
TWO_MODELS = FaultKind(
    "PACK-E058",
    Text("体系“{scheme}”已由模型“{model}”评价", "scheme {scheme} is appraised by {model} already"),
    Text("每个体系只用一个模型。", "Keep one model a scheme."),
)
COLUMN_FIELD = FaultKind(
    "PACK-E060",
    Text(
        "列“{column}”指向记录类型“{type}”没有的字段“{id}”",
        "column {column} goes to field {id}, which record type {type} does not have",
    ),
    NEAR,
)
FIELD_UNMAPPED = FaultKind(
    "PACK-E061",
    Text("必填字段“{id}”没有对应的列", "the required field {id} has no column"),
    Text("写出它的列。", "Add its column."),
)
KEY_UNMAPPED = FaultKind(
    "PACK-E062",
    Text("唯一键里的“{id}”没有对应的列", "{id} in the natural key has no column"),
    Text("唯一键只能用有列的字段和 subject。", "Use mapped fields and `subject` only."),
)
PERSONAL_KEPT = FaultKind(
    "PACK-E063",
    Text("个人信息列“{column}”不能使用", "the personal column {column} cannot be used"),
    Text("去掉 to，或不用它表示主体。", "Remove `to`, or do not name it as the subject."),
    "due process F30, F33",
)
MAP_MISFIT = FaultKind(
    "PACK-E064",
    Text(
        "列“{column}”的 map 或 split 与字段“{field}”不符",
        "map or split of column {column} does not fit field {field}",
    ),
    Text(
        "map 用于 choice、choices，右边是选项；split 用于 choices。",
        "map is for choice and choices, to their choices; split is for choices.",
    ),
)
UNIT_MISFIT = FaultKind(
    "PACK-E065",
    Text("列“{column}”的单位不适合字段“{field}”", "the unit of column {column} misfits {field}"),
    Text(
        "money 必须写 yuan、wan_yuan 或 fen，其他字段不写单位。",
        "money needs yuan, wan_yuan or fen; other fields have no unit.",
    ),
)
FIELD_TWICE = FaultKind(
    "PACK-E066",
    Text("字段“{field}”有两列", "two columns go to field {field}"),
    Text("只留一列。", "Keep one."),
)
PERSONAL_UNMARKED = FaultKind(
    "PACK-E067",
    Text(
        "列“{column}”像是个人信息（{word}），却没有标出",
        "column {column} looks personal ({word}) and is not marked",
    ),
    Text("写 personal: true，这一列会在接收时丢弃。", "Write personal: true: it is then dropped."),
    "due process F33",
)
ENCODING_MISFIT = FaultKind(
    "PACK-E068",
    Text("{format} 文件只能是 utf-8", "{format} files are utf-8"),
    Text("写 encoding: utf-8。", "Write encoding: utf-8."),
)
COUNTERPART_HALF = FaultKind(
    "PACK-E069",
    Text("counterpart 和 natural_values 必须同时写", "counterpart and natural_values go together"),
    Text("补上另一个。", "Add the other."),
)
DEMONSTRATION = FaultKind(
    "PACK-E070",
    Text(
        "生产模式下，演示依据“{source}”不得产生不利后果",
        "in production the demonstration basis {source} may carry no adverse effect",
    ),
    Text("换成法律或标准依据，或删去。", "Cite a law or a standard, or remove it."),
)
BOUND_EXCEEDED = FaultKind(
    "PACK-E071",
    Text(
        "{records} 条记录时某项合计可达 {reach}，超出 2^53",
        "with {records} records some sum may reach {reach}, beyond 2^53",
    ),
    Text(
        "减小分值，写上下限，或给合计的字段写 most。",
        "Use smaller points, a floor and a cap, or give the summed field a `most`.",
    ),
)
CALENDAR_POINTLESS = FaultKind(
    "PACK-E072",
    Text("{day} 本来就是这样", "{day} is so anyway"),
    Text("日历只写工作日放假和周末上班。", "List weekdays off and worked weekend days only."),
)
UNTIL_MISFIT = FaultKind(
    "PACK-E073",
    Text("公示截止字段“{id}”必须是日期字段", "the field {id} that ends publicity must be a day"),
    Text("指定一个 kind: day 的字段。", "Name a field of kind day."),
)
PERSON_CLASS = FaultKind(
    "PACK-E075",
    Text(
        "目录类别“{id}”是自然人的信息，不得收录", "class {id} holds data of persons: not collected"
    ),
    Text("删去这个记录类型。", "Remove the record type."),
    "due process F30",
)
DEDUCTION_NO_END = FaultKind(
    "PACK-E076",
    Text(
        "扣分或限制等级的记录一直公示，这条规则没有期限",
        "the rule may deduct or limit the grade for ever: its records are always shown",
    ),
    Text("写 within_months。", "Write within_months."),
    "due process A1",
)
NEVER_DEDUCTS = FaultKind(
    "PACK-E077",
    Text("轻微失信不得扣分或限制等级", "minor records may neither deduct nor limit the grade"),
    Text(
        "条件里写 severity 为 general 或 serious。",
        "Let `when` ask for severity general or serious.",
    ),
    "due process D23",
)
RETRACTION_MISFIT = FaultKind(
    "PACK-E078",
    Text(
        "记录类型“{id}”的 retraction 不适用：须为不利记录，且程序 {redress} 的 about 含 retracted",
        "the retraction of {id} does not fit: the record must be adverse, and the procedure"
        " {redress} be about `retracted`",
    ),
    Text(
        "改正 retraction.redress，或在该程序的 about 中写 retracted。",
        "Mend retraction.redress, or let that procedure be about `retracted`.",
    ),
    "due process E28",
)
