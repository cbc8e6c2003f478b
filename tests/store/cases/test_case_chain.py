"""What was changed behind the guards' back is found: in chains, numbers, letters, effects."""

import pytest
from django.db import connection
from tests.actions.case_world import HANDLER, World, build
from tests.actions.cases.test_case import OPENED, TOLD, objection, served, step

from goodstanding.core.policy.shape import Policy
from goodstanding.store.ledger.guards import install_guards
from goodstanding.store.ledger.verify import verify

pytestmark = pytest.mark.usefixtures("database")

DAMAGE = (
    ("LEDGER-E006", "UPDATE case_file SET subject = 'cn-uscc:other'"),
    ("LEDGER-E006", "UPDATE case_file SET number = 1, contested = '[\"a\"]'"),
    ("LEDGER-E020", "UPDATE case_event SET actor = 'forger' WHERE number = 1"),
    ("LEDGER-E020", "UPDATE case_event SET day = '2020-01-01' WHERE number = 3"),
    ("LEDGER-E020", "UPDATE case_form SET form = '{}' WHERE seq = 1"),
    ("LEDGER-E020", "DELETE FROM case_form WHERE seq = 2"),
    ("LEDGER-E007", "DELETE FROM case_event WHERE seq = 2"),
    ("LEDGER-E007", "UPDATE letter SET number = 7 WHERE id = 2"),
    ("LEDGER-E006", "UPDATE letter SET en = 'granted'"),
    ("LEDGER-E021", "UPDATE service SET event = 1"),
    ("LEDGER-E021", "UPDATE service SET letter = 9"),
    ("LEDGER-E022", "UPDATE case_effect SET entry = 99"),
    ("LEDGER-E022", "UPDATE case_effect SET event = 9"),
)


@pytest.fixture
def world(policy: Policy, database: object) -> World:
    """One case with three events, a letter that was served and one that was not."""
    del database
    found = build(policy)
    case = objection(found)
    step(found, case, "acknowledge", HANDLER, OPENED)
    step(found, case, "tell", HANDLER, OPENED, TOLD)
    served(found, case, "objection_findings", OPENED)
    return found


def drop_guards() -> None:
    """Take every trigger off, as only an administrator could."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            drops = [f"DROP TRIGGER {name}" for (name,) in cursor.fetchall()]
        else:
            cursor.execute(
                "SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal"
            )
            drops = [f"DROP TRIGGER {name} ON {table}" for name, table in cursor.fetchall()]
        for drop in drops:
            cursor.execute(drop)


@pytest.mark.parametrize(("code", "damage"), DAMAGE, ids=[damage for _, damage in DAMAGE])
def test_damage_to_a_case_is_found(world: World, code: str, damage: str) -> None:
    """Promise: each kind of damage is told by its code; a whole case has no fault."""
    del world
    assert verify() == ()
    drop_guards()
    with connection.cursor() as cursor:
        cursor.execute(damage)
    install_guards()
    assert code in {fault.code for fault in verify()}
