"""A receipt in words: what was done with each of many cases, and why not with the rest."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.cases import case_views
from goodstanding.store.queries.office import Note
from goodstanding.store.queries.people import called
from goodstanding.web.pages.case_words import account_words
from goodstanding.web.pages.desk import CaseRow, case_rows
from goodstanding.web.pages.wording import long_day


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One case of a receipt: the number of its event, or the code that refused it."""

    case: CaseRow | None
    named: str
    event: int
    code: str


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """A receipt."""

    number: int
    title: str
    lead: str
    day: str
    by: str
    reason: str
    done: tuple[ReceiptLine, ...]
    refused: tuple[ReceiptLine, ...]


def receipt_page(note: Note, *, on: date, policy: Policy, language: Language) -> ReceiptPage:
    """Return a receipt with its cases as they stand today."""
    done, refused = (
        [tuple(one.split(":", 1)) for one in note.said.get(part, "").split("|") if one]
        for part in ("done", "refused")
    )
    numbers = [int(case) for case, _rest in (*done, *refused)]
    views = case_views(numbers, policy=policy, on=on)
    rows = {row.id: row for row in case_rows(views, policy=policy, language=language)}
    taker = note.said.get("to", "")
    names = called([note.actor, taker])
    count = {"done": len(done), "all": len(numbers), "to": account_words(names, taker, language)}
    if note.said.get("act") == "hand_over":
        title = _("Receipt of a hand-over")
        lead = _("%(done)s of %(all)s cases went over to %(to)s.") % count
    else:
        title = _("Receipt of what was signed")
        lead = _("%(done)s of %(all)s drafts were signed.") % count
    return ReceiptPage(
        number=note.id,
        title=title,
        lead=lead,
        day=long_day(note.day, language),
        by=account_words(names, note.actor, language),
        reason=note.said.get("reason", ""),
        done=tuple(ReceiptLine(rows.get(int(case)), case, int(event), "") for case, event in done),
        refused=tuple(ReceiptLine(rows.get(int(case)), case, 0, code) for case, code in refused),
    )
