"""How a folded name becomes the tokens that both databases index."""

from goodstanding.core.entities.names import bigrams


def tokens(folded: str) -> tuple[str, ...]:
    """Return the pairs of neighbouring characters, each as hexadecimal digits.

    Digits, because SQLite's tokenizers cut at characters that they do not count as letters.
    """
    return tuple(pair.encode("utf-16-be").hex() for pair in bigrams(folded))
