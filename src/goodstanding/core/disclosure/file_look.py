"""What a look through an attached file finds of persons: listed names, numbers, unread pages.

It tells an officer where to look, and decides nothing. A picture is not read, nor a name that
nobody lists.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goodstanding.core.disclosure.masking import names_found, numbers_found


@dataclass(frozen=True, slots=True)
class FileLook:
    """By page, from 1; page 0 is what a file says of itself, such as its author.

    `numbers`: pages with numbers that look like a person's, and how many · `unread`: pages of which
    no word could be read; None: the whole file.
    """

    named: tuple[tuple[int, tuple[str, ...]], ...] = ()
    numbers: tuple[tuple[int, int], ...] = ()
    unread: tuple[int, ...] | None = None


def look_through(pages: Sequence[str] | None, names: Iterable[str] = ()) -> FileLook:
    """Return what is found in the words of a file; None: it has none that can be read."""
    if pages is None:
        return FileLook()
    listed = tuple(names)
    named = ((page, names_found(text, listed)) for page, text in enumerate(pages))
    numbers = ((page, numbers_found(text)) for page, text in enumerate(pages))
    unread = (page for page, text in enumerate(pages) if page and not text.strip())
    return FileLook(
        named=tuple(one for one in named if one[1]),
        numbers=tuple(one for one in numbers if one[1]),
        unread=tuple(unread),
    )
