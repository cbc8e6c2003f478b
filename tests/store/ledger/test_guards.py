"""The guards are there, and are missed when they are gone."""

from goodstanding.store.ledger.guards import check_guards, guard_faults


def test_a_fresh_database_has_every_guard(database):
    """Promise: what `init` builds is guarded in full."""
    check_guards()
    assert guard_faults() == ()
