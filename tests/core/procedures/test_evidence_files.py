"""Promises of attached files: judged by their octets, named plainly, cited by number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstanding.core.procedures.evidence import (
    FILE_MOST,
    IMAGES,
    cited,
    file_faults,
    is_name,
    sort_of,
)

HOSTILE = (
    b"<html><script>",
    b"\xef\xbb\xbf <svg onload=x>",
    b"MZ\x90\x00\x03",
    b"PK\x03\x04\x00",
    b"\x7fELF\x02",
    b"GIF89a\x01\x00",
    b"\x1b[31mred",
    b"a\x00b",
    b"\xff\xfeh\x00i\x00",
    b" \n\t ",
    "云州".encode("gb18030"),
)
NAMES = ("", " ", ".", "..", "../a.pdf", "a/b", "a\\b", "a\nb", "a\x00", "\u202efdp.exe", "x" * 121)


@pytest.mark.parametrize("content", HOSTILE)
def test_what_is_no_file_of_four_kinds_is_refused(content: bytes) -> None:
    """Promise: markup, programs, archives and other text are known by their octets."""
    assert sort_of(content) == ""
    assert [one.code for one in file_faults("a.pdf", content, "here")] == ["CASE-E132"]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_hides_something_is_refused(name: str) -> None:
    """Promise: no path, no sign that does not show, nothing empty or endless."""
    assert not is_name(name)
    assert [one.code for one in file_faults(name, b"%PDF-", "here")] == ["CASE-E133"]


def test_size_has_two_bounds() -> None:
    """Promise: not empty, and up to the bound and not one octet more."""
    assert [one.code for one in file_faults("a", b"", "here")] == ["CASE-E130"]
    assert file_faults("a", b"%PDF-".ljust(FILE_MOST, b"x"), "here") == []
    over = file_faults("a", b"%PDF-".ljust(FILE_MOST + 1, b"x"), "here")
    assert [one.code for one in over] == ["CASE-E131"]


@given(st.sampled_from(sorted(IMAGES)), st.binary(max_size=40))
def test_first_octets_say_what_it_is(first: bytes, rest: bytes) -> None:
    """Promise: what follows the first octets changes nothing."""
    assert sort_of(first + rest) == IMAGES[first]


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1))
def test_plain_words_are_text(words: str) -> None:
    """Promise: words in UTF-8 are taken, with or without the mark before them, unless markup."""
    expected = "" if words.startswith("<") else "text/plain"
    assert sort_of(words.encode()) == sort_of(words.encode("utf-8-sig")) == expected


def test_files_are_cited_by_number() -> None:
    """Promise: [1] and ［2］ cite, each once; other brackets say what they said before."""
    assert cited("照片 [1]、［2］ and again [1]") == (1, 2)
    assert cited("[0] [01] (3) 〔2026〕41号 [a] record:12 [12345]") == ()
