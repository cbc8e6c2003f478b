"""What can stand against a scan of a slip, and against who hands a letter over."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

WRONG_SCAN = FaultKind(
    "OFFICE-E033",
    Text("不是 PDF、PNG 或 JPEG 文件", "this is no PDF, PNG or JPEG file"),
    Text("重新扫描为其中一种格式。", "Scan it into one of these."),
)
SCAN_TOO_LARGE = FaultKind(
    "OFFICE-E034",
    Text("扫描件超过 {most} KB", "the scan is larger than {most} KB"),
    Text("以较低分辨率重新扫描。", "Scan it more coarsely."),
)
TOLD_BY_ANOTHER = FaultKind(
    "OFFICE-E039",
    Text(
        "告知当事人的文书不得由代为登记的人员当面送达",
        "who wrote an act down does not hand over the letter that tells the party of it",
    ),
    Text(
        "通过当事人自己的渠道电子送达、邮寄，或者由他人送达。",
        "Send it by the party's own channel, by post, or let another deliver it.",
    ),
    "due process B12",
)
