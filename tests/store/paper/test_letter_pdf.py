"""A letter on paper: every word of it, the same bytes each time, readable by a screen reader."""

import hashlib
import io
import re
from datetime import date

import pytest
from pypdf import PdfReader
from tests.actions.case_world import REVIEWER, build
from tests.actions.cases.test_case import step
from tests.actions.cases.test_designation import ready
from tests.conftest import Database

from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Language, Text
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.numbers import case_words, letter_words
from goodstanding.store.paper.press import as_pdf
from goodstanding.store.paper.sheet import Part, Sheet, Words, sheet_of
from goodstanding.store.queries.cases import CaseView, case_view
from goodstanding.store.queries.letter_pdf import letter_pdf

BANNER = "演示：虚构数据，没有法律效力"
FOOT = re.compile(r"[\w-]+\s*·\s*[0-9a-f]{12}\s*(第 ?\d+ ?页，共 ?\d+ ?页|page \d+ of \d+)")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.fixture
def view(database: Database, policy: Policy) -> CaseView:
    """A designation that was decided: a notice and a decision with its enclosure."""
    del database
    world = build(policy)
    case, form = ready(world)
    step(world, case, "list", REVIEWER, date(2026, 5, 20), form)
    return case_view(case, policy=policy, on=date(2026, 5, 20))


def plain(text: str) -> str:
    """Return what can be seen of a text, without where lines and pages break."""
    return re.sub(r"\s+|-\n", "", text)


def words(pdf: bytes) -> str:
    """Return the text of all pages, without the head and foot that every page repeats."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    return "".join(plain(FOOT.sub("", page.replace(BANNER, ""))) for page in pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_letter_stands_on_the_paper(view: CaseView, language: Language) -> None:
    """Promise: read back by another library, each paragraph is there, in order, and the numbers."""
    for letter in view.data.letters:
        pdf = letter_pdf(view, letter.id, language=language)
        found = words(pdf)
        text = letter.zh if language == "zh" else letter.en
        place = 0
        for paragraph in filter(str.strip, text.split("\n\n")):
            place = found.find(plain(paragraph), place)
            assert place >= 0, paragraph
        for said in (letter_words(view.folded.policy, letter.numbered), number_of(view)):
            assert plain(said.in_(language)) in plain(found)
        assert letter.digest in found
        assert "honours_limit" not in found, "measures are named by their titles"


@pytest.mark.parametrize("language", LANGUAGES)
def test_protected_words_remedies_and_the_authentic_language_are_said(
    view: CaseView, policy: Policy, language: Language
) -> None:
    """Promise: law's own words are marked, how to challenge is there, and which text decides."""
    letter = view.data.letters[-1]
    sheet = sheet_of(
        letter,
        case=number_of(view).in_(language),
        policy=policy,
        language=language,
        demonstration=True,
    )
    marked = [one.text for part in sheet.parts for one in part.paragraphs if one.protected]
    template = policy.letters[letter.template]
    assert len(marked) >= sum(one.protected for one in template.paragraphs) >= 1
    found = words(letter_pdf(view, letter.id, language=language))
    remedy = {"zh": "复议", "en": "reconsideration"}[language]
    assert remedy in found
    assert {"zh": "以中文文本为准", "en": "TheChinesetextisauthentic"}[language] in found
    assert {"zh": "（印章）", "en": "(seal)"}[language] in found
    assert sheet.banner


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_letter_gives_the_same_bytes(view: CaseView, language: Language) -> None:
    """Promise: no clock and no chance; the only day in it is the letter's own."""
    letter = view.data.letters[0].id
    made = {hashlib.sha256(letter_pdf(view, letter, language=language)).hexdigest()}
    made.add(hashlib.sha256(letter_pdf(view, letter, language=language)).hexdigest())
    assert len(made) == 1
    other = letter_pdf(view, letter, language="en" if language == "zh" else "zh")
    assert hashlib.sha256(other).hexdigest() not in made
    pdf = PdfReader(io.BytesIO(letter_pdf(view, letter, language=language)))
    assert pdf.metadata is not None
    assert pdf.metadata["/CreationDate"].startswith("D:20260507")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_paper_can_be_read_aloud_and_anywhere(view: CaseView, language: Language) -> None:
    """Promise: tagged, titled, its language named; every font is inside, as a part only."""
    letter = view.data.letters[0]
    made = letter_pdf(view, letter.id, language=language)
    reader = PdfReader(io.BytesIO(made))
    root = reader.root_object
    assert str(root["/Lang"]).startswith(language)
    assert root["/MarkInfo"]["/Marked"] is not None
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    number = letter_words(view.folded.policy, letter.numbered).in_(language)
    assert str(reader.metadata.title).endswith(number)
    fonts = [
        font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    for font in fonts:
        (inner,) = font["/DescendantFonts"]
        described = inner.get_object()["/FontDescriptor"].get_object()
        assert re.match(r"/[A-Z]{6}\+Noto", described["/FontName"])
        assert {"/FontFile2", "/FontFile3"} & set(described)
    assert len(made) < 300_000


def test_pages_are_numbered(view: CaseView) -> None:
    """Promise: each page says which of how many it is, and of which document."""
    letter = view.data.letters[-1]
    reader = PdfReader(io.BytesIO(letter_pdf(view, letter.id, language="zh")))
    count = len(reader.pages)
    for nth, page in enumerate(reader.pages, start=1):
        said = plain(page.extract_text())
        assert f"第{nth}页，共{count}页" in said
        assert f"市场监管部门文〔{letter.year}〕{letter.number}号" in said


def number_of(view: CaseView) -> Text:
    """Return how people quote a case."""
    return case_words(view.folded.policy, view.data.numbered)


def sheet(text: str) -> Sheet:
    """Return a sheet of one paragraph."""
    return Sheet(
        letter=7,
        language="zh",
        title="告知书",
        department="某局",
        number="a-2026-1",
        numbered="文号：a-2026-1",
        case="案件编号：a-2026-2",
        day=date(2026, 5, 7),
        signed="2026年5月7日",
        parts=(Part("告知书", (Words(text, protected=False),)),),
        notes=(),
        digest="d",
        short="d",
        page="第 {n} 页，共 {all} 页",
        seal="（印章）",
        recalled="",
        banner="",
    )


def test_words_are_never_commands() -> None:
    """Promise: signs of the typesetter's language in a form come out as signs."""
    text = '#image("/etc/passwd") $x$ *b* _i_ `c` <l> @r \\ #eval("1+1") = 一 //注 https://example.test'
    assert plain(text) in words(as_pdf(sheet(text)))


def test_a_character_that_no_font_has_is_refused_and_not_lost() -> None:
    """Promise: a letter with a hole in it is not printed; the refusal says which letter."""
    with pytest.raises(Refused) as refused:
        as_pdf(sheet("\U0001f600 \ue000"))
    assert refused.value.faults[0].code == "PAPER-E001"
