"""Records that a text cites by the number of their entry, in words that people know them by."""

from collections.abc import Sequence

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.numbers import key_words
from goodstanding.store.queries.cases_desk import kept_under
from goodstanding.store.queries.cases_file import put_for, records_cited


def with_records(
    said: Sequence[str], subject: str, policy: Policy, language: Language
) -> list[str]:
    """Return texts with the kind and number of each record about an entity that they cite.

    As many queries for all as for one.
    """
    numbers = sorted({number for one in said for number in records_cited(one)})
    found = list(said)
    for entry, (record_type, natural_key) in kept_under(numbers, subject).items():
        kind = policy.record_types.get(record_type)
        if kind is not None:
            number = key_words(policy, natural_key).in_(language)
            words = f"{kind.title.in_(language)} {number}"
            found = [put_for(one, entry, words) for one in found]
    return found
