"""The search page: what was asked, what was found and why, or why nothing was."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodstanding.core.basis.text import Language
from goodstanding.core.entities.hits import REASONS, Hit
from goodstanding.store.queries.asked import LONGEST, SHORTEST
from goodstanding.web.pages.entity import scheme_words

LIMIT = 50
State = Literal["ask", "short", "long", "none", "found"]


@dataclass(frozen=True, slots=True)
class HitRow:
    """One entity that was found."""

    key: str
    name: str
    code: str
    scheme: str
    reason: str
    former: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What the search page shows; `state` chooses its words."""

    asked: str
    state: State
    headline: str
    hits: tuple[HitRow, ...]
    full: bool


def state_of(asked: str) -> State:
    """Return whether a question can be looked up ("found" until the register has answered)."""
    if not asked:
        return "ask"
    if len(asked) > LONGEST:
        return "long"
    return "short" if len(asked) < SHORTEST else "found"


def search_page(asked: str, hits: Sequence[Hit], *, language: Language) -> SearchPage:
    """Return the page of a question and what the register found."""
    state = state_of(asked)
    if state == "found" and not hits:
        state = "none"
    words = {
        "ask": _("Search the register"),
        "short": _("Two characters at least, please"),
        "long": _("Please shorten the question"),
        "none": _("Nothing found"),
        "found": ngettext("%(count)s entity found", "%(count)s entities found", len(hits))
        % {"count": len(hits)},
    }
    return SearchPage(
        asked=asked[:LONGEST],
        state=state,
        headline=words[state],
        hits=tuple(_row(hit, language) for hit in hits),
        full=len(hits) >= LIMIT,
    )


def _row(hit: Hit, language: Language) -> HitRow:
    scheme, _colon, code = hit.key.partition(":")
    return HitRow(
        key=hit.key,
        name=hit.name or code,
        code=code,
        scheme=scheme_words(scheme),
        reason=REASONS[hit.reason].in_(language),
        former=hit.matched if hit.matched not in (hit.name, code, "") else "",
    )
