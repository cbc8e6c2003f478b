"""What can stand against withholding a part of a file, and against resting on what is closed."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

CITES_WITHHELD = FaultKind(
    "CASE-E141",
    Text(
        "“{field}”引用了未向当事人公开的 {part}（{ground}，由 {office} 的 {account} 保留）",
        "{field} cites {part}, withheld from the party ({ground}, by {account} of {office})",
    ),
    Text(
        "只引用已告知的内容；或先公开该部分，重新告知并听取意见。",
        "Cite only what was disclosed; or open the part, notify anew and hear the party.",
    ),
    "due process C13",
)
NOT_DISCLOSED = FaultKind(
    "CASE-E142",
    Text(
        "“{field}”引用的 {part} 未随事先告知向当事人公开",
        "{field} cites {part}, which the served notice did not disclose to the party",
    ),
    Text(
        "只引用已告知的内容；或退回，把它写进新的告知并听取意见。",
        "Cite only what was disclosed; or send it back, put it into a new notice, hear the party.",
    ),
    "due process C13",
)
NO_PART = FaultKind(
    "CASE-E143",
    Text(
        "案卷没有可以保留的部分“{part}”：不存在、当事人已知，或已写入文书",
        "the file has no part {part} to withhold: it is not there, or the party or a letter has it",
    ),
    Text("可以保留：{known}。", "May be withheld: {known}."),
    "due process C13",
)
NO_GROUND = FaultKind(
    "CASE-E144",
    Text("“{ground}”不是可以保留的理由", "{ground} is no ground on which a part may be withheld"),
    Text("理由：{known}。", "Grounds: {known}."),
    "due process C13",
)
NOT_WITHHELD = FaultKind(
    "CASE-E145",
    Text("“{part}”没有被保留", "{part} is not withheld"),
    Text("已保留：{known}。", "Withheld: {known}."),
    "due process C13",
)
TIP_IS_NO_EVIDENCE = FaultKind(
    "CASE-E146",
    Text(
        "“{field}”以投诉举报（{part}）为依据：线索只能引起核查，不能作为证据",
        "{field} rests on a tip ({part}): it may prompt a check, and is no evidence",
    ),
    Text(
        "写明核查所得的证据；不要写投诉举报人的身份。",
        "Cite what the check itself found; never say who the tip came from.",
    ),
    "due process C21",
)
HOLDS_IDENTITY = FaultKind(
    "CASE-E147",
    Text(
        "拟公布的“{field}”仍含身份证件号码或手机号码",
        "{field} is to be published and still holds an identity or mobile number",
    ),
    Text("去掉该号码后再办理。", "Take the number out and try again."),
    "due process F33",
)
NAMED_IN_FILE = FaultKind(
    "CASE-E161",
    Text(
        "文件中仍有所列的人名（第 {pages} 页；0 为文件属性）",
        "the file still holds a name that is listed (pages {pages}; 0: its properties)",
    ),
    Text(
        "遮盖后另附一份，并引用遮盖后的文件。",
        "Cover it, attach the covered file, and cite that.",
    ),
    "due process F33",
)
LOOKS_NAMED = FaultKind(
    "CASE-E163",
    Text(
        "文件中职务之后像是人名：{words}（第 {pages} 页；0 为文件属性）",
        "after words of posts the file has what look like names: {words}"
        " (pages {pages}; 0: its properties)",
    ),
    Text(
        "遮盖后再附；不是人名或者确需保留的，查看后确认再附。",
        "Cover them; or, where they are no names or are needed, say that you looked.",
    ),
    "due process F33",
)
LOOKS_PERSONAL = FaultKind(
    "CASE-E162",
    Text(
        "文件中有 {count} 处像是公民身份号码或手机号码（第 {pages} 页；0 为文件属性）",
        "{count} numbers in the file look like a person's identity or mobile number"
        " (pages {pages}; 0: its properties)",
    ),
    Text(
        "遮盖后再附；确需保留的，查看后确认再附。",
        "Cover them; or, where they are no such number or are needed, say that you looked.",
    ),
    "due process F33",
)
NOT_READ = FaultKind(
    "CASE-E171",
    Text(
        "文件中有机器读不出文字的内容（{pages}），未经人员查看",
        "the file has what no machine can read ({pages}), and nobody said that they looked",
    ),
    Text(
        "打开文件查看有无人名和个人号码；须遮盖的，遮盖后另附；没有的，确认已查看再附。",
        "Open it and look for names and numbers of persons; cover them, or say that you looked.",
    ),
    "due process F33",
)
DAY_GIVEN = FaultKind(
    "CASE-E128",
    Text("正式运行时不能指定办理日期", "in production the day of an act cannot be chosen"),
    Text("去掉 --on；以当日办理。", "Leave out --on: the act is of today."),
    "due process A2",
)
NOT_YOURS = FaultKind(
    "CASE-E129",
    Text(
        "账号“{account}”没有可以查看的这个案件", "there is no such case that {account} may look at"
    ),
    Text(
        "写明在本案有职责的机构（--office），或者本单位的主体代码（--for）。",
        "Say in which office with a duty in it (--office), or for which entity (--for).",
    ),
    "due process B9",
)
