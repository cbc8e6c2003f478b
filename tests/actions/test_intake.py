"""Story of intake: what a sender sees for each thing that may happen to a batch."""

from pathlib import Path

from goodstanding.store.models import Entry
from tests.actions.batches import failing, penalties_file, penalty, send
from tests.conftest import Database


def test_a_file_comes_into_the_ledger(database: Database, tmp_path: Path) -> None:
    """Each row is accepted, flagged, held or refused, and the counts add up to the rows."""
    rows = [penalty(1), penalty(2), penalty(3, code=failing(3)), penalty(4, no="")]
    receipt = send(penalties_file(tmp_path / "a.csv", [*rows, penalty(1)]))
    assert (receipt.rows, receipt.accepted, receipt.flagged, receipt.held, receipt.refused) == (
        5, 2, 1, 1, 1,
    )  # fmt: skip
    assert Entry.objects.count() == 3
    assert (database.home / str(receipt.rejects)).exists()
