"""A receipt adds up and survives being stored."""

from dataclasses import replace
from datetime import date

import pytest

from goodstanding.core.records.receipt import Receipt

RECEIPT = Receipt(
    1, "d", "l", "n", "0" * 64, date(2026, 3, 2), 10, 4, 3, 2, 1, 5, "sealed", "1" * 64, None
)  # fmt: skip


def test_a_receipt_comes_back() -> None:
    """What is stored is what was given, with and without a rejects file."""
    for receipt in (RECEIPT, replace(RECEIPT, rejects="rejects/1.csv")):
        assert Receipt.from_canonical(receipt.canonical()) == receipt


def test_counts_that_do_not_add_up() -> None:
    """No such receipt can be made."""
    with pytest.raises(ValueError, match="add up"):
        replace(RECEIPT, refused=2)
