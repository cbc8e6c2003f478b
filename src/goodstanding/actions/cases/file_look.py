"""Looks through what officers attach for persons: listed names are refused, numbers are reported.

A list of names is used and kept nowhere. What looks like a person's number is told once to the
officer, who covers it or says that they looked through it: no machine decides that. What no machine
reads (a picture, a scanned page) is taken only from an officer who says that they looked.
"""

from collections.abc import Iterable, Mapping

from goodstanding.actions.cases.faults_file import (
    LOOKS_NAMED,
    LOOKS_PERSONAL,
    NAMED_IN_FILE,
    NOT_READ,
)
from goodstanding.core.basis.faults import Fault
from goodstanding.core.basis.text import Text
from goodstanding.core.disclosure.file_look import FileLook, look_through
from goodstanding.core.disclosure.masking import names_in
from goodstanding.core.policy.guarded_shape import NameMarks
from goodstanding.core.procedures.evidence import cited, sort_of
from goodstanding.store.cases.evidence import content_of, files_in
from goodstanding.store.cases.read import read_case
from goodstanding.store.files.pdf_pages import words_of

WORDS_MOST = 10
"""Of what looks like names, told at once."""


def looked(content: bytes, names: Iterable[str] = (), marks: Iterable[NameMarks] = ()) -> FileLook:
    """Return what a look through a file finds."""
    return look_through(words_of(content, sort_of(content)), names, marks)


def brought_faults(
    content: bytes,
    names: str,
    *,
    reviewed: bool,
    where: str,
    marks: Iterable[NameMarks] = (),
) -> list[Fault]:
    """Return what stands against a file that an officer brings, with the names that they list."""
    found = looked(content, names_in(names), marks)
    faults = [NAMED_IN_FILE.at(where, pages=_pages(page for page, _ in found.named))]
    told = sum(count for _, count in found.numbers)
    pages = _pages(page for page, _ in found.numbers)
    personal = [LOOKS_PERSONAL.at(where, count=told, pages=pages)]
    alike = dict.fromkeys(word for _, words in found.unlisted for word in words)
    said = {
        "words": "、".join(list(alike)[:WORDS_MOST]),
        "pages": _pages(page for page, _ in found.unlisted),
    }
    unlisted = [LOOKS_NAMED.at(where, **said)] if alike else []
    unread = _unread(found.unread)
    blind = [NOT_READ.at(where, pages=unread)] if unread else []
    unseen = [] if reviewed else [*unlisted, *(personal if told else []), *blind]
    return [*(faults if found.named else []), *unseen]


def cited_named(case_id: int, names: str, form: Mapping[str, str]) -> list[Fault]:
    """Return which files that an officer attached and a form cites hold a name that it lists.

    Asked before a case is locked: to read a file takes its time.
    """
    listed = names_in(names)
    data = read_case(case_id) if listed else None
    if data is None:
        return []
    numbers = {number for words in form.values() for number in cited(words)}
    faults = []
    for file in files_in(data):
        content = content_of(file) if file.office and file.number in numbers else None
        found = looked(content, listed).named if content is not None else ()
        if found:
            where = f"{data.reference}/file:{file.number}"
            faults.append(NAMED_IN_FILE.at(where, pages=_pages(page for page, _ in found)))
    return faults


def _unread(pages: tuple[int, ...] | None) -> Text | None:
    """Return what of a file no machine read, in words; None: all of it was read."""
    if pages is None:
        return Text("整个文件", "the whole file")
    said = _pages(pages)
    return Text(f"第 {said} 页", f"pages {said}") if pages else None


def _pages(pages: Iterable[int]) -> str:
    return ", ".join(str(one) for one in pages)
