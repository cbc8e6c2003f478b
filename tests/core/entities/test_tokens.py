"""Tokens: what is kept at hand of pairs gives the same as reading each name from its beginning."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from goodstanding.core.entities.parts import take_apart
from goodstanding.core.entities.sounds import are_spelt, initials, sounds
from goodstanding.core.entities.tokens import INITIALS, tokens

NAMES = st.text(alphabet="重庆长沙行业银广东市松风食品有限公司a1㐂☆", min_size=1, max_size=14)


def read_through(folded: str) -> list[str]:
    """Return the tokens of a name as the module says them, kind by kind."""
    read = sounds(folded)
    letters = initials(read)
    found = [folded[at : at + 2] for at in range(len(folded) - 1)] or [folded]
    found += [
        f"~{read[at]}~{read[at + 1]}"
        for at in range(len(folded) - 1)
        if are_spelt(folded[at : at + 2])
    ]
    for start in take_apart(folded).starts:
        begin = folded[start : start + 2]
        found += ["^" + begin[:1], "^" + begin]
        if len(begin) > 1 and are_spelt(begin):
            found.append(f"*{read[start]}~{read[start + 1]}")
            found += [f"={letters[start : start + n]}" for n in INITIALS if start + n <= len(read)]
    return found


@settings(deadline=None, max_examples=150)
@given(NAMES)
@example("重庆银行")
@example("长沙重庆路食品有限公司")
@example("松")
def test_tokens_kept_at_hand_are_those_of_the_name(folded: str) -> None:
    """Also where a pair is read otherwise than its characters one by one."""
    assert sorted(tokens(folded)) == sorted(read_through(folded))
