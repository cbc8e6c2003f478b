"""Letters that wait to be served, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.core.procedures.deadlines import begins_with
from goodstanding.store.queries.cases import CaseView
from goodstanding.store.queries.cases_desk import things_of
from goodstanding.store.queries.cases_file import LetterRow
from goodstanding.web.pages.case_events import letter_row
from goodstanding.web.pages.case_words import case_number
from goodstanding.web.pages.letter import mode_words
from goodstanding.web.pages.wording import long_day

LADDER = ("electronic", "post", "in_person", "public_notice")


@dataclass(frozen=True, slots=True)
class WaitingLetter:
    """A letter to serve: what was tried, and which rung of the ladder comes next."""

    id: int
    title: str
    number: str
    case_id: int
    reference: str
    entity: str
    day: str
    tried: tuple[str, ...]
    next: str
    begins: bool
    """Whether a time or a burden begins when it arrives; else it only tells."""


def waiting_rows(
    found: Sequence[tuple[CaseView, LetterRow]], language: Language
) -> tuple[WaitingLetter, ...]:
    """Return letters as rows: those first with whose arrival something begins, then by age."""
    things = things_of([view.data for view, _letter in found])
    rows = []
    for (view, letter), thing in zip(found, things, strict=True):
        modes = [one.mode for one in letter.services]
        rung = max((LADDER.index(one) for one in modes if one in LADDER), default=-1)
        row = letter_row(view, letter, language)
        rows.append(
            WaitingLetter(
                id=letter.id,
                title=row.title,
                number=row.number,
                case_id=view.data.id,
                reference=case_number(view, language),
                entity=thing.entity,
                day=long_day(letter.day, language),
                tried=tuple(
                    _("%(mode)s on %(day)s: did not arrive")
                    % {"mode": mode_words(one.mode), "day": long_day(one.day, language)}
                    for one in letter.services
                ),
                next=mode_words(LADDER[min(rung + 1, len(LADDER) - 1)]),
                begins=begins_with(view.folded.procedure, letter.template),
            )
        )
    return tuple(sorted(rows, key=lambda one: not one.begins))
