"""What can stand against a file that is brought as evidence."""

from goodstanding.core.basis.faults import FaultKind
from goodstanding.core.basis.text import Text

BASIS = "decision 0256"

EMPTY_FILE = FaultKind(
    "CASE-E130",
    Text("文件是空的", "the file is empty"),
    Text("选择有内容的文件。", "Choose a file that says something."),
    BASIS,
)
FILE_TOO_LARGE = FaultKind(
    "CASE-E131",
    Text("文件超过 {most} KB", "the file is larger than {most} KB"),
    Text(
        "分成几个文件，或以较低分辨率重新扫描。",
        "Send it in parts, or scan it more coarsely.",
    ),
    BASIS,
)
WRONG_FILE = FaultKind(
    "CASE-E132",
    Text(
        "内容不是 PDF、PNG、JPEG 或纯文本（按文件内容判断，与名称无关）",
        "by its content, whatever its name, this is no PDF, PNG, JPEG or plain text",
    ),
    Text(
        "转换为其中一种格式；网页和办公文档请存为 PDF。",
        "Convert it into one of these; save web pages and office documents as PDF.",
    ),
    BASIS,
)
WRONG_NAME = FaultKind(
    "CASE-E133",
    Text(
        "文件名为空、过长（最多 {most} 字）、含路径或不可见字符",
        "the name is empty, longer than {most} signs, a path, or has invisible signs",
    ),
    Text("改成简短的文件名。", "Give the file a short plain name."),
    BASIS,
)
TOO_MANY_FILES = FaultKind(
    "CASE-E134",
    Text(
        "本方在案件中已有 {most} 个文件",
        "your side has {most} files in this case already",
    ),
    Text(
        "其余材料以纸质送到受理窗口。",
        "Bring what is left to the counter on paper.",
    ),
    BASIS,
)
NO_FILE = FaultKind(
    "CASE-E135",
    Text("案件中没有编号为 {number} 的文件", "the case has no file {number}"),
    Text(
        "先附上文件，再以其编号引用，如 [1]。",
        "Attach the file first, then cite it by its number, such as [1].",
    ),
    BASIS,
)
CASE_OVER = FaultKind(
    "CASE-E136",
    Text("案件已经结束，不能再附文件", "the case has ended; no file can be attached"),
    Text(
        "在救济程序的案件中附上。",
        "Attach it in the case of the remedy against the end.",
    ),
    BASIS,
)
NOT_IN_CASE = FaultKind(
    "CASE-E137",
    Text(
        "只有当事人和在本案有职责的人员可以附文件",
        "only the party and officers with a duty in the case attach files",
    ),
    Text("由当事人或本案人员附上。", "Let the party or an officer of the case attach it."),
    BASIS,
)
NO_ERASER = FaultKind(
    "CASE-E138",
    Text(
        "只有有权决定的人员可以删除文件内容，且不得由附上者本人删除",
        "only who decides erases what a file holds, and never who attached it",
    ),
    Text("由本案的决定机构依法删除。", "Let the deciding office erase it, where the law demands."),
    BASIS,
)
FILE_ERASED = FaultKind(
    "CASE-E139",
    Text("文件 {number} 的内容已经删除", "what file {number} held is erased"),
    Text("引用其他文件。", "Cite another file."),
    BASIS,
)
