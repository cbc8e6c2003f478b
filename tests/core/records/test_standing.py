"""A record as it stands: its severity and publicity by the policy, nothing added."""

from datetime import date

from tests.entries import POLICY

from goodstanding.core.records.envelope import Record
from goodstanding.core.records.standing import as_record

DAY = date(2024, 1, 1)


def stands(record_type: str, **fields: str) -> Record:
    return as_record(
        POLICY,
        id="7",
        record_type=record_type,
        department="office",
        clock_day=DAY,
        body_fields=fields,
        on=DAY,
    )


def test_a_known_type_is_shown_as_its_publicity_says() -> None:
    """Promise: what is always public is shown with no end, and its fields are as they were."""
    record = stands("penalty", status="valid")
    assert (record.id, record.day, record.fields) == ("7", DAY, {"status": "valid"})
    assert record.is_shown_on(date(2090, 1, 1))
    assert not record.disputed


def test_a_dispute_marks_a_record() -> None:
    """Promise: a disputed record says so and is still shown."""
    assert stands("penalty", status="disputed").disputed
    assert stands("penalty", status="disputed").is_shown_on(DAY)


def test_what_the_directory_does_not_hold_is_not_shown() -> None:
    """Promise: a type that left the directory carries no points, because it is not shown."""
    assert not stands("rumour").is_shown_on(DAY)
