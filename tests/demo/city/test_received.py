"""The small city through intake: each planted row ends where the manifest says it must."""

from collections.abc import Iterator
from datetime import date

import pytest
from tests.conftest import Database, Template, one_database
from tests.demo.city.conftest import SMALL, WrittenCity

from goodstanding.actions.intake.receive import receive
from goodstanding.core.records.receipt import Receipt
from goodstanding.demo.city.manifest import CityFile
from goodstanding.store.ledger.dump import dump_digest
from goodstanding.store.models import Content, Entry, Waiting
from goodstanding.store.shelf import load_policy

COUNTS = ("rows", "accepted", "flagged", "held", "refused", "withdrawn")


def send(city: WrittenCity, file: CityFile, seed: str = "5eed") -> Receipt:
    return receive(
        city.folder / file.path,
        department=file.department,
        on=file.learnt_day,
        actor="demo:city",
        policy=load_policy(),
        seed=seed,
        rows=file.rows,
    )


@pytest.fixture(scope="module")
def database(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One database: what is received twice must change nothing."""
    with one_database(template, tmp_path_factory.mktemp("home")) as made:
        yield made


@pytest.fixture(scope="module")
def received(database: Database, small_city: WrittenCity) -> dict[str, Receipt]:
    """The receipts of the whole small city, by file."""
    del database
    return {file.path: send(small_city, file) for file in small_city.manifest.files}


def test_each_receipt_says_what_was_planted(
    received: dict[str, Receipt], small_city: WrittenCity
) -> None:
    """Receipts equal the manifest exactly, file by file; nothing is held for an officer."""
    for file in small_city.manifest.files:
        receipt = received[file.path]
        assert receipt.state == "sealed"
        assert receipt.file_digest == file.sha256
        got = {name: getattr(receipt, name) for name in COUNTS}
        assert got == {name: getattr(file, name) for name in COUNTS}, file.path
        assert (receipt.rejects is not None) == (file.refused > 0)


def test_the_ledger_holds_the_records_asked_for(
    received: dict[str, Receipt], small_city: WrittenCity
) -> None:
    """As many facts and corrections as records were asked for; as many wait as were planted."""
    del received
    files = small_city.manifest.files
    stated = Entry.objects.filter(kind__in=("fact", "correction")).count()
    assert stated == SMALL.records
    withdrawn = Entry.objects.filter(kind="withdrawal").count()
    assert withdrawn == sum(file.withdrawn for file in files)
    assert Waiting.objects.count() == sum(file.waiting for file in files)


def test_no_column_of_persons_is_kept(received: dict[str, Receipt]) -> None:
    """Neither the placeholder of persons nor an identity number is anywhere in the archive."""
    del received
    bodies = "".join(Content.objects.values_list("body", flat=True))
    assert "虚构人员" not in bodies
    assert "虚构自然人" not in bodies
    assert "710000190" not in bodies


def test_the_whole_city_sent_again_changes_nothing(
    received: dict[str, Receipt], small_city: WrittenCity
) -> None:
    """Sent again, every file gives the same receipt and the database's dump stays the same."""
    before = dump_digest()
    for file in small_city.manifest.files:
        assert send(small_city, file, seed="another") == received[file.path]
    assert dump_digest() == before


def test_the_days_of_learning_are_month_ends(received: dict[str, Receipt]) -> None:
    """The clock is an argument: each batch is learnt on its month's last day."""
    days = {receipt.learnt_day for receipt in received.values()}
    assert min(days) == date(2025, 11, 30)
    assert max(days) == date(2026, 10, 31)
    assert len(days) == SMALL.months
