"""What can stand against filing at the counter and against a scan."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NO_COUNTER = FaultKind(
    "OFFICE-E030",
    Text(
        "本机构没有受理职责，不能代为登记",
        "this office receives nothing at a counter",
    ),
    Text("请到受理窗口登记。", "File it in an office that receives."),
)
NO_PAPER = FaultKind(
    "OFFICE-E031",
    Text(
        "没有写明所据纸件（最多 {most} 字）",
        "the paper is not named ({most} signs)",
    ),
    Text(
        "写明纸件编号、授权文书编号和存放处。",
        "Give the number of the paper and of the authority, and where they lie.",
    ),
)
INTERESTED_HERE = FaultKind(
    "OFFICE-E032",
    Text("你已申报与该主体的利害关系，不能代为登记", "you declared an interest in this entity"),
    Text("由其他人员登记。", "Let another officer file it."),
    "due process C16",
)
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
NO_IDENTITY = FaultKind(
    "OFFICE-E035",
    Text(
        "没有写明身份和授权证明（最多 {most} 字）",
        "the proof of identity and authority is not named ({most} signs)",
    ),
    Text(
        "写明核验了哪种证件、授权文书和印章，不写个人姓名和证件号码。",
        "Say which document, authority and seal were seen; no person's name or number.",
    ),
    "due process B12",
)
ACTED_HERE = FaultKind(
    "OFFICE-E036",
    Text("你已在本案中履行职责，不能代当事人登记", "you acted in this case for an office"),
    Text("由未参与本案的窗口人员登记。", "Let an officer of the counter file it who did not."),
    "due process C16",
)
