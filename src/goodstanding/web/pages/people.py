"""Officers to choose from: by post and offices, and by account only where two are called alike."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.office import Member


def choices_of(
    found: Iterable[Member], policy: Policy, language: Language
) -> list[tuple[str, str]]:
    """Return officers as choices of a form, with who is away."""
    people = list(found)
    words = [_words(one, policy, language) for one in people]
    often = Counter(words)
    away = _("away")
    return [
        (
            one.login,
            said
            + (f" · {one.login}" if often[said] > 1 else "")
            + (f" ({away})" if one.away_until else ""),
        )
        for one, said in zip(people, words, strict=True)
    ]


def _words(one: Member, policy: Policy, language: Language) -> str:
    offices = (policy.offices[office].title.in_(language) for office in one.offices)
    return " · ".join(dict.fromkeys((one.name.in_(language), *offices)))
