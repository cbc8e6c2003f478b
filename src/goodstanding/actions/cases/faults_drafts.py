"""What can stand against a draft: who prepares, remarks, returns and signs it."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NO_DRAFT = FaultKind(
    "OFFICE-E020",
    Text("没有待签发的拟稿", "no draft was put forward here"),
    Text("先拟稿并送签。", "Prepare it and put it forward first."),
)
NOT_PUT_FORWARD = FaultKind(
    "OFFICE-E021",
    Text(
        "拟稿已送签，退回前不能改动",
        "the draft was put forward; it does not change until it is returned",
    ),
    Text("请签发人退回后再改。", "Let who signs return it first."),
)
OTHERS_DRAFT = FaultKind(
    "OFFICE-E022",
    Text("{actor} 正在拟这一步骤的稿", "{actor} is preparing this step"),
    Text("由其送签，或移交后再拟。", "Let them put it forward, or have the case handed over."),
)
OWN_DRAFT = FaultKind(
    "OFFICE-E023",
    Text(
        "拟稿人 {actor}（含其代理人、被代理人）不能审核或签发自己的拟稿",
        "{actor}, who prepared it, and their deputies neither remark on it nor sign it",
    ),
    Text("由其他人员办理。", "Another officer must do it."),
)
NOT_REVIEWER = FaultKind(
    "OFFICE-E024",
    Text("拟稿在法制审核中", "the draft is with the legal reviewer"),
    Text("由法制审核机构提出意见。", "Let the legal review office remark on it."),
    "due process C14",
)
NO_STEP_HERE = FaultKind(
    "OFFICE-E025",
    Text(
        "不能为本案拟“{step}”的稿：不是现在可办的步骤，或你应回避",
        "no draft of {step} by you here: it does not leave the present state, or you are kept out",
    ),
    Text("在案件页查看现在可办的步骤。", "See on the case's page what can be done now."),
)
DRAFT_CHANGED = FaultKind(
    "OFFICE-E026",
    Text(
        "拟稿在你阅读后已由 {actor} 于 {day} 改动，未签发",
        "{actor} changed the draft on {day}, after you read it; it was not signed",
    ),
    Text("重新阅读后再签发。", "Read it again, then sign."),
)
