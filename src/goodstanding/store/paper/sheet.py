"""What stands on the paper of a letter, in one language, as values."""

from dataclasses import dataclass
from datetime import date

from goodstanding.core.basis.text import Language, Text
from goodstanding.core.policy.rights_shape import Letter
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.numbers import letter_words
from goodstanding.store.cases.read import LetterRow

PAGE = Text("第 {n} 页，共 {all} 页", "page {n} of {all}")
CASE = Text("案件编号：{}", "Case {}")
NUMBER = Text("文号：{}", "Document {}")
SEAL = Text("（印章）", "(seal)")
RECALLED = Text("已撤回，未发出，无效力", "Taken back before it left; of no effect")
BANNER = Text("演示：虚构数据，没有法律效力", "Demonstration: fictional data, without legal force")
AUTHENTIC = {
    "zh": Text("以中文文本为准。", "The Chinese text is authentic; this is a translation."),
    "en": Text("以英文文本为准，本件为译文。", "The English text is authentic."),
}
PROTECTED = Text(
    "左侧有竖线的段落是法定文字，起草人不能改动。",
    "Paragraphs with a line at their left are fixed by law; no drafter can change them.",
)
DIGEST = Text(
    "文书摘要（SHA-256，两种文本）：{}。可在卷宗中按文号核对。",
    "Digest of the letter (SHA-256, both languages): {}. Compare it in the case file.",
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SHORT_DIGEST = 12


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph; `protected`: fixed by law."""

    text: str
    protected: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The letter, or one that is enclosed with it."""

    title: str
    paragraphs: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that stands on the paper; every text is ready to be set."""

    letter: int
    language: Language
    title: str
    department: str
    number: str
    numbered: str
    case: str
    day: date
    signed: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    digest: str
    short: str
    page: str
    seal: str
    recalled: str
    banner: str


def sheet_of(
    letter: LetterRow, *, case: str, policy: Policy, language: Language, demonstration: bool
) -> Sheet:
    """Return the sheet of a letter under the rules by which it was written."""
    template = policy.letters.get(letter.template)
    parts = _parts(letter, template, policy, language)
    known = policy.departments.get(letter.department) or policy.offices.get(letter.department)
    number = letter_words(policy, letter.numbered).in_(language)
    notes = [AUTHENTIC[template.authentic].in_(language)] if template else []
    if any(one.protected for part in parts for one in part.paragraphs):
        notes.append(PROTECTED.in_(language))
    return Sheet(
        letter=letter.id,
        language=language,
        title=parts[0].title,
        department=known.title.in_(language) if known else letter.department,
        number=number,
        numbered=NUMBER.in_(language).format(number),
        case=CASE.in_(language).format(case),
        day=letter.day,
        signed=long_day(letter.day, language),
        parts=parts,
        notes=tuple(notes),
        digest=DIGEST.in_(language).format(letter.digest),
        short=letter.digest[:SHORT_DIGEST],
        page=PAGE.in_(language),
        seal=SEAL.in_(language),
        recalled=RECALLED.in_(language) if letter.recalled else "",
        banner=BANNER.in_(language) if demonstration else "",
    )


def long_day(day: date, language: Language) -> str:
    """Return a day as a letter says it."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _parts(
    letter: LetterRow, template: Letter | None, policy: Policy, language: Language
) -> tuple[Part, ...]:
    """Return the letter and those enclosed: each its title, then its paragraphs.

    Which paragraphs are protected is known where the template has as many; what a form added in
    between shifts them, and then none is marked.
    """
    text = letter.zh if language == "zh" else letter.en
    written = [part.strip("\n").split("\n\n") for part in text.split("\n\n\n") if part.strip()]
    names = (letter.template, *template.encloses) if template else ()
    found = []
    for nth, (title, *paragraphs) in enumerate(written):
        known = policy.letters.get(names[nth]) if nth < len(names) else None
        same = known is not None and len(known.paragraphs) == len(paragraphs)
        marks = [one.protected for one in known.paragraphs] if known and same else []
        marks += [False] * (len(paragraphs) - len(marks))
        words = zip(paragraphs, marks, strict=True)
        found.append(Part(title, tuple(Words(one, mark) for one, mark in words if one.strip())))
    return tuple(found)
