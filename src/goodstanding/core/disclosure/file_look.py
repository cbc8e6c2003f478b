"""What a look through an attached file finds of persons: listed names, numbers, unread pages.

It tells an officer where to look, and decides nothing. A picture is not read; of names that nobody
lists those are told that stand after the word of a post.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from goodstanding.core.disclosure.masking import names_found, numbers_found
from goodstanding.core.disclosure.unlisted import after_posts
from goodstanding.core.policy.guarded_shape import NameMarks


@dataclass(frozen=True, slots=True)
class FileLook:
    """By page, from 1; page 0 is what a file says of itself, such as its author.

    `numbers`: pages with numbers that look like a person's, and how many · `unread`: pages of which
    no word could be read; None: the whole file · `unlisted`: what looks like a name after a post.
    """

    named: tuple[tuple[int, tuple[str, ...]], ...] = ()
    numbers: tuple[tuple[int, int], ...] = ()
    unread: tuple[int, ...] | None = None
    unlisted: tuple[tuple[int, tuple[str, ...]], ...] = ()


def look_through(
    pages: Sequence[str] | None, names: Iterable[str] = (), marks: Iterable[NameMarks] = ()
) -> FileLook:
    """Return what is found in the words of a file; None: it has none that can be read."""
    if pages is None:
        return FileLook()
    listed, marked = tuple(names), tuple(marks)
    named = ((page, names_found(text, listed)) for page, text in enumerate(pages))
    numbers = ((page, numbers_found(text)) for page, text in enumerate(pages))
    unlisted = ((page, after_posts(text, marked)) for page, text in enumerate(pages))
    unread = (page for page, text in enumerate(pages) if page and not text.strip())
    return FileLook(
        named=tuple(one for one in named if one[1]),
        numbers=tuple(one for one in numbers if one[1]),
        unread=tuple(unread),
        unlisted=tuple(one for one in unlisted if one[1]),
    )
