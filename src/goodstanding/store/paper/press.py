"""Sets a sheet as PDF by Typst: tagged, titled, with the used part of an open font inside.

The same sheet gives the same bytes: the only day in it is the letter's own, fonts come from a
pinned package alone, and nothing is read from the machine or the net.
"""

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Literal

import pylopdf_fonts_zh_cn as fonts
import typst

from goodstanding.core.basis.faults import Refused
from goodstanding.store.paper.faults_paper import NOT_SET
from goodstanding.store.paper.sheet import Sheet

TEMPLATE = Path(__file__).with_name("letter.typ")
ONE_AT_A_TIME = Lock()
"""The compiler keeps fonts and template between letters and serves one thread at a time."""
ACCESSIBLE: Literal["ua-1"] = "ua-1"
"""PDF/UA-1: tagged, with title and language, readable by a screen reader; Typst checks it."""


def as_pdf(sheet: Sheet) -> bytes:
    """Return the PDF of a sheet."""
    said = asdict(sheet) | {"day": [sheet.day.year, sheet.day.month, sheet.day.day]}
    try:
        with ONE_AT_A_TIME:
            made = _compiler().compile(
                format="pdf",
                sys_inputs={"sheet": json.dumps(said, ensure_ascii=False)},
                pdf_standards=[ACCESSIBLE],
            )
    except typst.TypstError as wrong:
        raise Refused(NOT_SET.at("letter", letter=sheet.letter, why=wrong.message)) from wrong
    if not isinstance(made, bytes):
        raise TypeError("a letter is one file")
    return made


@lru_cache(maxsize=1)
def _compiler() -> typst.Compiler:
    """Return the compiler with the template and the two fonts, read once."""
    folder = str(fonts.serif_path().parent)
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )
    return typst.Compiler(
        TEMPLATE, root=TEMPLATE.parent, font_paths=found, ignore_system_fonts=True
    )
