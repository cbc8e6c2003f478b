"""Why a letter cannot be set on paper."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

NOT_SET = FaultKind(
    "PAPER-E001",
    Text("文书 {letter} 无法排成 PDF：{why}", "letter {letter} cannot be set as PDF: {why}"),
    Text(
        "多为字体中没有的字；请改用网页打印，并核对该字。",
        "Mostly a character that the font lacks: print the page instead, and check the character.",
    ),
)
