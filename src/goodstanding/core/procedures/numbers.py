"""How people quote a case or a letter: whose it is, its year, and its number within the year.

Machines name both as `market_regulation-2026-7`. People read and write the department's title.
"""

import re
from collections.abc import Container
from typing import NamedTuple

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy

CASE = Text("{who}案〔{year}〕{number}号", "{who}, case {number} of {year}")
LETTER = Text("{who}文〔{year}〕{number}号", "{who}, letter {number} of {year}")
PLAIN = re.compile(r"(?P<who>[a-z][a-z0-9_]*)-(?P<year>[0-9]{4})-(?P<number>[0-9]{1,9})")
QUOTED = (
    re.compile(
        r"(?P<who>.+?)\s*案\s*[〔\[［(（](?P<year>[0-9]{4})[〕\]］)）]\s*(?P<number>[0-9]{1,9})\s*号"
    ),
    re.compile(
        r"(?P<who>.+?)\s*,\s*case (?P<number>[0-9]{1,9}) of (?P<year>[0-9]{4})", re.IGNORECASE
    ),
)


class Numbered(NamedTuple):
    """A number of a case or a letter: in whose count, of which year."""

    department: str
    year: int
    number: int


def case_words(policy: Policy, number: Numbered) -> Text:
    """Return how people quote a case."""
    return _words(CASE, policy, number)


def letter_words(policy: Policy, number: Numbered) -> Text:
    """Return how people quote a letter."""
    return _words(LETTER, policy, number)


def plain(said: str) -> Numbered | None:
    """Return the number that a text of machines is, or None."""
    found = PLAIN.fullmatch(said)
    return Numbered(found["who"], int(found["year"]), int(found["number"])) if found else None


def in_words(policy: Policy, said: str) -> Text:
    """Return a text as people read it: a case's number in words, and all else as it stands."""
    found = plain(said)
    if found is None or _title(policy, found.department) is None:
        return Text(said, said)
    return case_words(policy, found)


def key_words(policy: Policy, natural_key: str, *, but: Container[str] = ()) -> Text:
    """Return the number under which a department holds a record, without the ids of machines.

    `but`: parts to leave out, such as the key of the entity itself.
    """
    parts = [_part(policy, one) for one in natural_key.split("|") if one not in but]
    return Text(" · ".join(one.zh for one in parts), " · ".join(one.en for one in parts))


def _part(policy: Policy, part: str) -> Text:
    known = policy.lists.get(part)
    return known.title if known else in_words(policy, part)


def read_case_number(policy: Policy, said: str) -> Numbered | None:
    """Return the case that somebody quotes in either language, or as machines do; or None."""
    words = said.strip()
    found = plain(words)
    if found is not None:
        return found
    match = next((one for form in QUOTED if (one := form.fullmatch(words))), None)
    if match is None:
        return None
    who = match["who"].casefold()
    for id_ in (*policy.departments, *policy.offices):
        title = _title(policy, id_)
        if title is not None and who in (title.zh.casefold(), title.en.casefold()):
            return Numbered(id_, int(match["year"]), int(match["number"]))
    return None


def _words(form: Text, policy: Policy, number: Numbered) -> Text:
    title = _title(policy, number.department) or Text(number.department, number.department)
    said = {"year": number.year, "number": number.number}
    return Text(form.zh.format(who=title.zh, **said), form.en.format(who=title.en, **said))


def _title(policy: Policy, department: str) -> Text | None:
    found = policy.departments.get(department) or policy.offices.get(department)
    return found.title if found else None
