"""What stands after the word of a post and looks like a person's name, though nobody listed it.

It misses names that stand elsewhere, and takes some words for names: people look, and decide.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from goodstanding.core.policy.guarded_shape import NameMarks

BETWEEN = r"(?:姓名|签名|签字|[（(](?:签名|签字|姓名)[）)])?[\s:：为是]{0,4}"
"""What papers write between a post and who holds it."""
GIVEN = r"(?![某先女])[\u4e00-\u9fff]{1,2}"
"""One or two signs; a name that was covered, or a form of address, is none."""


def after_posts(text: str, marks: Iterable[NameMarks]) -> tuple[str, ...]:
    """Return what looks like names after words of posts, each once, in their order."""
    found: dict[str, None] = {}
    for one in marks:
        found |= dict.fromkeys(_pattern(one.posts, one.surnames).findall(text))
    return tuple(found)


@lru_cache(maxsize=8)
def _pattern(posts: tuple[str, ...], surnames: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds them; longer words before shorter ones."""
    words = [
        "|".join(re.escape(one) for one in sorted(many, key=lambda one: (-len(one), one)))
        for many in (posts, surnames)
    ]
    return re.compile(f"(?:{words[0]}){BETWEEN}((?:{words[1]}){GIVEN})")
