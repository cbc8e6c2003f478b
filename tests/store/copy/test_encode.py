"""Fields become typed columns without guessing, and codebooks only grow."""

from collections.abc import Mapping, Sequence

import duckdb
import orjson
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodstanding.core.basis.faults import Refused
from goodstanding.store.copy.encode import Codebooks, encode

KINDS = {"a": "choice", "b": "choices", "c": "integer", "d": "day", "e": "text", "fine": "money"}
NONE = Codebooks({})
WORDS = st.text("ab'|\"\\é中", min_size=1, max_size=3).filter(lambda word: "|" not in word)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "a": WORDS | st.just(""),
        "b": st.lists(WORDS, max_size=3).map("|".join),
        "c": st.integers(-(2**62), 2**62).map(str),
        "d": st.dates().map(lambda day: day.isoformat()),
        "e": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
        "fine": st.integers(0, 2**53).map(str),
    },
)


def encoded(
    said: Sequence[Mapping[str, str]], codebooks: Codebooks = NONE
) -> tuple[pa.Table, Codebooks]:
    with duckdb.connect() as database:
        portion = pa.table(
            {
                "entity": list(range(len(said), 0, -1)),
                "seq": list(range(1, len(said) + 1)),
                "day": ["2024-03-01"] * len(said),
                "record_type": ["t"] * len(said),
                "body": [orjson.dumps({"fields": one}).decode() for one in said],
            }
        )
        database.register("portion", portion)
        return encode(database, "portion", "t", KINDS, codebooks)


@settings(max_examples=60, deadline=None)
@given(st.lists(FIELDS, min_size=1, max_size=8))
def test_what_was_encoded_reads_back(said: list[dict[str, str]]) -> None:
    """Promise: every field that is there comes back; empty and missing ones are NULL."""
    table, codebooks = encoded(said)
    rows = {row["seq"]: row for row in table.to_pylist()}
    words = codebooks.of("t", "a")
    several = codebooks.of("t", "b")
    for seq, fields in enumerate(said, 1):
        row = rows[seq]
        assert row["entity"] == len(said) + 1 - seq
        code, mask, day = row["f_a"], row["f_b"], row["f_d"]
        assert (None if code is None else words[code]) == (fields.get("a") or None)
        held = None if mask is None else {w for n, w in enumerate(several) if mask >> n & 1}
        assert held == ({*fields["b"].split("|")} if fields.get("b") else None)
        assert (row["f_c"] if row["f_c"] is None else str(row["f_c"])) == fields.get("c")
        assert (day and day.isoformat()) == fields.get("d")
        assert row["f_e"] == (fields.get("e") or None)
        assert (None if row["f_fine"] is None else str(row["f_fine"])) == fields.get("fine")


def test_words_are_appended_as_first_seen() -> None:
    """Promise: known words keep their codes; new ones follow in the order of the ledger."""
    known = NONE.with_words("t", "a", ["x", "y"])
    table, codebooks = encoded([{"a": "new"}, {"a": "y"}, {"a": "also"}], known)
    assert codebooks.of("t", "a") == ("x", "y", "new", "also")
    assert table.sort_by("seq")["f_a"].to_pylist() == [2, 1, 3]


def test_more_than_a_byte_of_words_widens_the_column() -> None:
    """Promise: 256 words fit one byte, the 257th makes the column two bytes wide."""
    known = NONE.with_words("t", "a", [f"w{number}" for number in range(256)])
    assert encoded([{"a": "w255"}], known)[0].schema.field("f_a").type == pa.uint8()
    table, _ = encoded([{"a": "one more"}], known)
    assert table.schema.field("f_a").type == pa.uint16()
    assert table["f_a"].to_pylist() == [256]


@pytest.mark.parametrize(
    ("field", "text"),
    [("c", "1.5"), ("c", "1e3"), ("c", "9" * 30), ("d", "2024-02-30"), ("d", "2024-3-1")],
)
def test_what_is_not_of_its_kind_is_refused(field: str, text: str) -> None:
    """Promise: a number or day that is none is refused with its entry's number, never rounded."""
    with pytest.raises(Refused, match=r"COPY-E013 field .* of entry 2"):
        encoded([{}, {field: text}])


def test_too_many_words_for_a_mask_are_refused() -> None:
    """Promise: a field of several choices with more than 63 words is refused."""
    known = NONE.with_words("t", "b", [f"w{number}" for number in range(63)])
    with pytest.raises(Refused, match="COPY-E014"):
        encoded([{"b": "one more"}], known)
