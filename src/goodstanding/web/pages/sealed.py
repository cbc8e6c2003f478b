"""The sealed store in words: requests by number and case, never by whom they are about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from goodstanding.core.basis.text import Language, Text
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.numbers import Numbered, case_words
from goodstanding.store.queries.sealed_desk import KIND, PURPOSE, REASON, WORDS, Note
from goodstanding.web.pages.case_words import account_words
from goodstanding.web.pages.wording import long_day


@dataclass(frozen=True, slots=True)
class SealedRow:
    """One note. `until`: the last day on which it may be used or read · `mine`: I asked.

    `about`: whose look-ups, where it is about those; their name, and what they sign in with.
    """

    number: int
    case_id: int
    case: str
    kind: str
    purpose: str
    reason: str
    by: str
    day: str
    until: str
    mine: bool
    past: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What rows are put into words with: names of accounts, numbers of cases."""

    names: Mapping[str, Text]
    numbers: Mapping[str, Numbered]
    policy: Policy
    language: Language


def kind_choices(
    policy: Policy, language: Language, *, with_purpose: bool, holds: str = WORDS
) -> list[tuple[str, str]]:
    """Return the kinds that are guarded, alone or each with its purposes, by title."""
    kinds = [one for one in policy.guarded.values() if one.holds == holds]
    if not with_purpose:
        return [(one.id, one.title.in_(language)) for one in kinds]
    return [
        (f"{one.id}/{why.id}", f"{one.title.in_(language)}: {why.title.in_(language)}")
        for one in kinds
        for why in one.purposes.values()
    ]


def sealed_rows(
    found: Sequence[Note], login: str, words: Words, *, asked_by: Mapping[int, str]
) -> list[SealedRow]:
    """Return notes in words. `asked_by`: who asked for each, by its number."""
    return [sealed_row(one, login, words, asked_by.get(one.id, one.actor)) for one in found]


def sealed_row(one: Note, login: str, words: Words, asked_by: str) -> SealedRow:
    """Return one note in words."""
    kind = words.policy.guarded[one.said[KIND]]
    purpose = kind.purposes.get(one.said.get(PURPOSE, ""))
    case_id = one.case_id or 0
    numbered = words.numbers.get(str(case_id))
    return SealedRow(
        number=one.id,
        case_id=case_id,
        case=case_words(words.policy, numbered).in_(words.language) if numbered else "",
        kind=kind.title.in_(words.language),
        purpose=purpose.title.in_(words.language) if purpose else "",
        reason=one.said.get(REASON, ""),
        by=account_words(words.names, asked_by, words.language),
        day=long_day(one.day, words.language),
        until=long_day(one.last_day, words.language) if one.last_day else "",
        mine=asked_by == login,
        about=_whose(one.account, words) if one.account else "",
    )


def _whose(login: str, words: Words) -> str:
    """Return whose look-ups: two officers may have one name, so the account stands beside it."""
    said = account_words(words.names, login, words.language)
    return said if said == login else f"{said} ({login})"
