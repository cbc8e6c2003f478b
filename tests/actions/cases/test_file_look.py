"""Promises of looking through what officers attach: listed names, numbers, and what is unread."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn as fonts
import pytest
import typst
from pypdf import PdfReader, PdfWriter
from tests.actions.case_world import HANDLER, OBJECTOR, World, build
from tests.actions.cases.test_case import file, objection, refusal, step
from tests.actions.offices.test_office import DAY

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.cases.acts import take_step
from goodstanding.actions.cases.door import NAMES
from goodstanding.actions.cases.drafts import save_draft
from goodstanding.actions.cases.evidence import attach, keep_slip
from goodstanding.actions.cases.file_look import looked
from goodstanding.core.disclosure.file_look import FileLook
from goodstanding.core.policy.shape import Policy
from goodstanding.store.files import pdf_pages

NAME = "虚构某甲"
NUMBER = "11010519491231002X"
MOBILE = "13800000000"


@lru_cache
def pdf(*pages: str) -> bytes:
    """Return a PDF with these pages, written by a program of the kind that officers use."""
    source = '#set text(font: "Noto Serif SC")\n' + "\n#pagebreak()\n".join(pages)
    found = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(fonts.serif_path().parent)],
    )
    made = typst.compile(source.encode(), format="pdf", font_paths=found)
    assert isinstance(made, bytes)
    return made


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """The cases' world."""
    del database
    return build(policy)


def put(
    world: World,
    case: int,
    content: bytes,
    *,
    names: str = "",
    reviewed: bool = False,
    acting: Acting = HANDLER,
) -> int:
    """Attach a file."""
    return attach(
        case,
        content,
        name="笔录.pdf",
        acting=acting,
        on=DAY,
        policy=world.policy,
        seed=world.seed(),
        names=names,
        reviewed=reviewed,
    )


def test_words_of_a_pdf_are_read_by_page_and_those_that_are_not_are_told() -> None:
    """Promise: names over a line's end, numbers apart; a picture and a broken file are unread."""
    written = pdf("经理虚构某\\ 甲在场", "", f"电话 138 0000 0000，号码{NUMBER}")
    found = looked(written, [NAME, "另一人"])
    assert found == FileLook(named=((1, (NAME,)),), numbers=((3, 2),), unread=(2,))
    assert looked(b"\x89PNG\r\n\x1a\n", [NAME]) == FileLook()
    assert looked(b"%PDF-1.7 broken", [NAME]) == FileLook()
    assert looked(f"经理{NAME}，{MOBILE}".encode()) == FileLook(numbers=((1, 1),), unread=())


def test_properties_and_locked_files(tmp_path: Path) -> None:
    """Promise: who wrote it is looked at as page 0; a file under a password is unread."""
    writer = PdfWriter(PdfReader(BytesIO(pdf("空"))))
    writer.add_metadata({"/Author": NAME})
    writer.write(tmp_path / "a.pdf")
    assert looked((tmp_path / "a.pdf").read_bytes(), [NAME]).named == ((0, (NAME,)),)
    writer.encrypt("secret")
    writer.write(tmp_path / "b.pdf")
    assert looked((tmp_path / "b.pdf").read_bytes(), [NAME]) == FileLook()


def test_a_child_that_takes_too_long_or_too_much_reads_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Promise: bounds of pages are kept by the child; what is cut off counts as unread."""
    monkeypatch.setattr(pdf_pages, "PAGES", 1)
    assert looked(pdf("甲", "乙"), ["甲乙"]) == FileLook()
    assert looked(pdf("甲")).unread == ()


@pytest.mark.database
def test_a_listed_name_is_refused_until_it_is_covered(world: World) -> None:
    """Promise: in text and in PDF; the covered file is taken, and the list is kept nowhere."""
    case = objection(world)
    for content in (pdf(f"经理{NAME}在场"), f"经理 {NAME} 在场".encode()):
        with refusal("CASE-E161"):
            put(world, case, content, names=f"{NAME}\n另一人")
    assert put(world, case, pdf("经理****在场"), names=NAME) == 1
    assert put(world, case, pdf(f"经理{NAME}在场"), acting=OBJECTOR, names=NAME) == 2


@pytest.mark.database
def test_what_looks_like_a_number_is_for_the_officer_to_judge(world: World) -> None:
    """Promise: told once with its page; the officer's word is enough; the entity is not asked."""
    case = objection(world)
    content = pdf("第一页", f"身份证号{NUMBER}")
    with refusal("CASE-E162"):
        put(world, case, content)
    with refusal("CASE-E161"):
        put(world, case, pdf(f"{NAME} {NUMBER}"), names=NAME, reviewed=True)
    assert put(world, case, content, reviewed=True) == 1
    assert put(world, case, content, acting=OBJECTOR) == 2
    assert put(world, case, pdf(f"号码{NUMBER[:-1]}1，金额13800000000元")) == 3


@pytest.mark.database
def test_a_step_cites_no_file_with_a_name_that_it_lists(world: World) -> None:
    """Promise: a step and a draft are refused where an officer's file still holds the name."""
    case = objection(world)
    open_ = put(world, case, pdf(f"经理{NAME}在场"))
    covered = put(world, case, pdf("经理****在场"))
    theirs = put(world, case, pdf(f"经理{NAME}在场"), acting=OBJECTOR)

    def step(number: int) -> int:
        form = {"evidence": f"见[{number}]", NAMES: NAME}
        return take_step(
            case,
            "acknowledge",
            acting=HANDLER,
            form=form,
            on=DAY,
            policy=world.policy,
            seed=world.seed(),
        )

    with refusal("CASE-E161"):
        step(open_)
    with refusal("CASE-E161"):
        save_draft(
            case,
            "acknowledge",
            form={"evidence": f"见[{open_}]", NAMES: NAME},
            acting=HANDLER,
            on=DAY,
            policy=world.policy,
        )
    assert covered != theirs
    assert step(covered) > 1


@pytest.mark.database
def test_what_no_machine_reads_is_taken_from_who_looked(world: World) -> None:
    """Promise: a picture and a page without words are refused until the officer says so.

    What the entity brings is its own.
    """
    case = objection(world)
    picture = b"\x89PNG\r\n\x1a\n"
    for content, said in ((picture, "整个文件"), (pdf("第一页", ""), "第 2 页")):
        with refusal("CASE-E171") as caught:
            put(world, case, content)
        assert said in caught.value.faults[0].what.zh
    assert put(world, case, pdf("第一页", "第二页")) == 1
    assert put(world, case, picture, reviewed=True) == 2
    assert put(world, case, picture, acting=OBJECTOR) == 3


def test_slips_are_looked_through_as_other_files_are(world: World) -> None:
    """Promise: a slip with a listed name is refused, a number is told once, and then said."""
    case = objection(world)
    step(world, case, "acknowledge", HANDLER, DAY)
    letter = file(case).letters[0].id
    slip: dict[str, Any] = {
        "name": "回执.pdf",
        "acting": HANDLER,
        "on": DAY,
        "policy": world.policy,
    }
    named = pdf(f"支付凭证，收款人{NAME}")
    with refusal("CASE-E161"):
        keep_slip(letter, named, names=NAME, seed=world.seed(), **slip)
    numbered = pdf(f"待遇凭证，{NUMBER}")
    with refusal("CASE-E162"):
        keep_slip(letter, numbered, seed=world.seed(), **slip)
    assert keep_slip(letter, numbered, reviewed=True, seed=world.seed(), **slip) == 1
    assert keep_slip(letter, named, names="另一人", seed=world.seed(), **slip) == 2


def test_a_name_after_a_post_is_told_though_nobody_listed_it(world: World) -> None:
    """Promise: told with its words and pages until the officer says that they looked."""
    case = objection(world)
    said = "法定代表人：王虚构到场，经办人（签名）欧阳某，负责人张**，联系人：电话见附件".encode()
    with refusal("CASE-E163") as caught:
        put(world, case, said)
    assert "王虚构" in caught.value.faults[0].what.zh
    assert "欧阳" not in caught.value.faults[0].what.zh
    assert put(world, case, said, reviewed=True) == 1
    assert put(world, case, "经办人员已核对。负责人应当签字。".encode()) == 2
    assert put(world, case, said, acting=OBJECTOR) == 3
