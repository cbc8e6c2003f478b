"""What can stand against filing at the counter."""

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
NO_IDENTITY = FaultKind(
    "OFFICE-E035",
    Text(
        "没有写明核验的证件（{known}）和证件上的统一社会信用代码",
        "no credential that counts ({known}), or not the code that stands on it",
    ),
    Text(
        "选择所核验证件的种类，写明证件上的统一社会信用代码，不写个人姓名和证件号码。",
        "Choose which credential was seen and write the code on it; no person's name or number.",
    ),
    "due process B12",
)
NOT_THE_PARTYS = FaultKind(
    "OFFICE-E037",
    Text("证件上的代码不是本案当事人的代码", "the code on the credential is not the party's"),
    Text(
        "不予登记；请来人出示当事人的证件和授权。",
        "Write nothing down; ask for the party's own credential and authority.",
    ),
    "due process B12",
)
NOT_CONFIRMED = FaultKind(
    "OFFICE-E038",
    Text(
        "身份核验没有得到确认（{known}）：须由另一名有权人员当场确认，或者与备案印章核对一致",
        "the check is not confirmed ({known}): another officer must confirm it there and then, or"
        " the stamp must agree with the seal on file",
    ),
    Text(
        "请另一名人员以其本人密码确认，或者写明印章备案编号。",
        "Let another officer confirm by their own password, or give the number of the filed seal.",
    ),
    "due process B12",
)
ACTED_HERE = FaultKind(
    "OFFICE-E036",
    Text("你已在本案中履行职责，不能代当事人登记", "you acted in this case for an office"),
    Text("由未参与本案的窗口人员登记。", "Let an officer of the counter file it who did not."),
    "due process C16",
)
