"""A step of a case is killed wherever it is: nothing of it is there, or all of it is."""

from datetime import date

from django.db import connection
from tests.actions.case_world import HANDLER, build
from tests.actions.cases.test_case import objection, step
from tests.conftest import Database
from tests.kill.born import run
from tests.kill.harness import count

from goodstanding.core.policy.shape import Policy
from goodstanding.store.ledger.dump import dump_digest
from goodstanding.store.ledger.verify import verify

STEP = 23
"""Statements and commits; one step has some hundreds."""


def run_step(database: Database, case: int, die_at: int) -> int:
    """Take the step in a child that dies at an event; return its number of events, 0 if killed."""
    code, said, errors = run("case_child", case, die_at, environment=database.environment)
    if code == 0:
        return int(said.split()[1])
    assert code == -9, errors
    return 0


def test_a_killed_step_leaves_all_or_nothing(database: Database, policy: Policy) -> None:
    """Promise: event, letter, ledger entries, receipts and standing come together or not at all."""
    world = build(policy)
    case = objection(world)
    step(world, case, "acknowledge", HANDLER, date(2026, 4, 30))
    before = digest()
    died, die_at = 0, 0
    while digest() == before:
        assert count("case_effect") == 1
        die_at += STEP
        died += not run_step(database, case, die_at)
    assert died >= 4
    assert verify() == ()
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, ended FROM case_standing ORDER BY case_id")
        assert [(state, bool(ended)) for state, ended in cursor.fetchall()] == [
            ("upheld", True),
            ("opened", False),
        ], "the objection, and the redress that it opens"


def digest() -> str:
    """Return the digest of all that the database says."""
    found = dump_digest()
    connection.close()
    return found
