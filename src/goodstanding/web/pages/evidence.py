"""The files attached to a case, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.core.procedures.evidence import cited
from goodstanding.store.queries.cases import CaseView
from goodstanding.store.queries.cases_file import Attached, files_for
from goodstanding.web.pages.case_words import account_words
from goodstanding.web.pages.wording import long_day

SORTS = {
    "application/pdf": "PDF",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
}
KILO = 1024


@dataclass(frozen=True, slots=True)
class FileRow:
    """One attached file."""

    number: int
    event: int
    name: str
    detail: str
    who: str
    day: str
    digest: str
    erased: bool
    letter: int


def file_rows(view: CaseView, language: Language, *, party: bool) -> tuple[FileRow, ...]:
    """Return the files of a case, in the order of attaching."""
    return tuple(
        _row(view, one, language, party=party) for one in files_for(view.data, party=party)
    )


def cited_rows(words: str, files: Iterable[FileRow]) -> tuple[FileRow, ...]:
    """Return the files that a text cites."""
    known = {one.number: one for one in files}
    return tuple(known[one] for one in cited(words) if one in known)


def file_lines(files: Sequence[FileRow]) -> tuple[tuple[str, str], ...]:
    """Return how a form cites each file that still holds something, and what it is."""
    return tuple(
        (f"[{one.number}]", f"{one.name} · {one.detail}") for one in files if not one.erased
    )


def size_words(size: int) -> str:
    """Return a size in whole KB, rounded up."""
    return f"{-(-size // KILO)} KB"


def sort_words(sort: str) -> str:
    """Return what kind of file it is."""
    return SORTS.get(sort) or _("plain text")


def _row(view: CaseView, one: Attached, language: Language, *, party: bool) -> FileRow:
    office = view.folded.policy.offices.get(one.office)
    if not one.office:
        by = account_words(view.people, one.actor, language)
        who = _("the entity") if party else _("the entity, by %(who)s") % {"who": by}
    else:
        name = office.title.in_(language) if office else one.office
        who = name if party else f"{name} · {account_words(view.people, one.actor, language)}"
    return FileRow(
        number=one.number,
        event=one.event,
        name=one.name,
        detail=f"{sort_words(one.sort)} · {size_words(one.size)}",
        who=who,
        day=long_day(one.day, language),
        digest=one.digest,
        erased=one.erased,
        letter=one.letter,
    )
