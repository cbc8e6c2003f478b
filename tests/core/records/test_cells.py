"""What the text of a cell becomes, and what it never becomes."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstanding.core.basis.days import FIRST_DAY, LAST_DAY
from goodstanding.core.records.cells import (
    CellError,
    amount_reader,
    choices_reader,
    read_day,
    read_integer,
    read_text,
)


@pytest.mark.parametrize(
    "text",
    [
        "2026-1-5", "2026-01-05", "2026/1/5", "2026.1.5", "20260105", "2026年1月5日",
        "2026-01-05T00:00:00", "2026-01-05 13:14:15.678", "２０２６年１月５日", "2026/01/05 8:30",
    ],
)  # fmt: skip
def test_one_day_in_many_ways(text: str) -> None:
    """All the ways in which departments write a day lead to the same one."""
    assert read_day(text) == "2026-01-05"


@pytest.mark.parametrize(
    "text",
    [
        "2026-2-30", "2026-13-1", "20260230", "2026015", "202615", "5-1-2026", "1/5/2026", "26-1-5",
        "2026-1", "1900-1-1", "9999-9-9", "2026-01/05", "二〇二六年", "2026-01-05x", "46027", "",
    ],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    """Impossible, doubtful and far days are refused, never guessed."""
    with pytest.raises(CellError):
        read_day(text)


@given(st.dates(FIRST_DAY, LAST_DAY))
def test_every_day_survives(day: date) -> None:
    """Any day comes back from each of its forms."""
    for text in (day.isoformat(), f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日"):
        assert read_day(text) == day.isoformat()


@given(st.integers(0, 10**13 - 1), st.sampled_from(["yuan", "wan_yuan", "fen"]))
def test_amounts_are_exact(fen: int, unit: str) -> None:
    """Any whole number of fen, written in any unit, comes back exactly."""
    places = {"yuan": 2, "wan_yuan": 6, "fen": 0}[unit]
    text = f"{Decimal(fen).scaleb(-places):f}"
    assert amount_reader(unit)(text) == str(fen)  # type: ignore[arg-type]


def test_amounts_that_are_refused() -> None:
    """Parts of a fen, signs, words, and numbers beyond all sums are refused."""
    read = amount_reader("yuan")
    assert read("1,234.50") == "123450"
    assert read("0.100") == "10"
    for text in ("0.001", "-1", "12万", "1e3", "1,23", "NaN", "9" * 20, "."):
        with pytest.raises(CellError):
            read(text)


def test_integers() -> None:
    """Whole numbers keep their value and lose leading zeros."""
    assert read_integer("007") == "7"
    for text in ("1.0", "x", "9" * 16, ""):
        with pytest.raises(CellError):
            read_integer(text)


def test_choices_are_kept_once_and_sorted() -> None:
    """The order in which kinds are listed makes no other record."""
    read = choices_reader({"警告": "warning", "罚款": "fine"}, "、")
    assert read("罚款、警告、罚款") == read("警告、 罚款") == "fine|warning"
    for text, code in (("罚金", "INTAKE-E053"), ("行政拘留、罚款", "INTAKE-E044")):
        with pytest.raises(CellError) as refused:
            read(text)
        assert refused.value.kind.code == code


def test_texts() -> None:
    """Numbers of persons and control characters are refused; line ends are not."""
    assert read_text("第一行\n第二行") == "第一行\n第二行"
    for text, code in (("a\x07b", "INTAKE-E057"), ("电话13800138000", "INTAKE-E045")):
        with pytest.raises(CellError) as refused:
            read_text(text)
        assert refused.value.kind.code == code


def test_a_refused_value_is_repeated_masked() -> None:
    """A fault never repeats the number of a person."""
    with pytest.raises(CellError) as refused:
        read_day("13800138000")
    assert "13800138000" not in refused.value.values["value"]
