"""Stepping through judgements tells the same owners as folding them all: the law."""

from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.entries import DAY

from goodstanding.core.entities.judgements import Judgement, fold_judgements
from goodstanding.store.copy.folds import Changes, Fold, Gift

KEYS = ("a", "b", "c", "d", "e")
KINDS = ("same", "old_number", "reissued_code", "merger", "conversion", "undo", "undo", "record")
DRAWN = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 4), st.integers(0, 4)), max_size=14
)


def judgements(drawn: Iterable[tuple[str, int, int]]) -> list[Judgement]:
    """Return judgements numbered in order; an undo takes back one of the earlier ones."""
    made: list[Judgement] = []
    for seq, (kind, one, two) in enumerate(drawn, 1):
        if kind == "undo":
            made.append(Judgement(seq, kind, "", "", DAY, undoes=1 + (5 * one + two) % seq))
        elif kind == "record":
            made.append(Judgement(seq, "same", "", KEYS[two], DAY, record_seq=one % 2))
        else:
            made.append(Judgement(seq, kind, KEYS[one], KEYS[two], DAY))
    return made


@settings(max_examples=300, deadline=None)
@given(DRAWN, st.integers(0, 14))
def test_the_latest_change_known_is_the_owner(
    drawn: list[tuple[str, int, int]], start: int
) -> None:
    """Promise: after every judgement the changes so far give each key and record its owner.

    Wherever the stepping began; and no change is told that changes nothing.
    """
    made = judgements(drawn)
    before = fold_judgements(made[:start])
    owners = {key: before.owner(key) for key in KEYS}
    gifts = {seq: judged.to_key for seq, judged in before.records.items()}
    changes = Changes(made[:start])
    for place, one in enumerate(made[start:], start + 1):
        for change in changes.take(one):
            assert change.since == one.seq
            if isinstance(change, Fold):
                assert change.before == owners[change.key] != change.owner
                owners[change.key] = change.owner
            else:
                assert isinstance(change, Gift)
                gifts[change.seq] = change.key
        law = fold_judgements(made[:place])
        assert owners == {key: law.owner(key) for key in KEYS}
        assert {seq: key for seq, key in gifts.items() if key} == {
            seq: judged.to_key for seq, judged in law.records.items()
        }
