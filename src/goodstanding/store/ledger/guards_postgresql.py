"""The guards as PostgreSQL triggers: by statement, by row and before TRUNCATE, ENABLE ALWAYS.

Statement triggers refuse a forbidden statement even where it would meet no row; row triggers
also hold where a statement reaches the table by another way. What an INSERT adds is checked once
a statement over all its new rows, which costs a bulk insert almost nothing.
"""

from typing import NamedTuple

from goodstanding.store.ledger.faults_ledger import KEPT


class Trigger(NamedTuple):
    """One trigger: its table, the words between its name and EXECUTE, and its function."""

    table: str
    event: str
    function: str


def _refuse(condition: str) -> str:
    """Return the body of a trigger function that refuses where `condition` holds."""
    return f"""
BEGIN
    IF {condition} THEN
        RAISE EXCEPTION '{KEPT.code} %: {KEPT.what.en}', TG_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END
"""


FUNCTIONS = {
    "guard_always": _refuse("true"),
    "guard_numbering": _refuse(
        "(SELECT count(*) > 0 AND (max(seq) - min(seq) + 1 <> count(*)"
        " OR (min(seq) <> 1 AND NOT EXISTS"
        " (SELECT 1 FROM ledger_entry WHERE seq = (SELECT min(seq) - 1 FROM added)))"
        " OR EXISTS"
        " (SELECT 1 FROM ledger_entry WHERE seq = (SELECT max(seq) + 1 FROM added))"
        " OR min(seq) < 1) FROM added)"
    ),
    "guard_erasing": _refuse(
        "NOT EXISTS (SELECT 1 FROM ledger_entry WHERE kind = 'erasure' AND replaces = OLD.seq)"
    ),
    "guard_erased": _refuse(
        "EXISTS (SELECT 1 FROM added JOIN ledger_entry ON ledger_entry.replaces = added.seq"
        " WHERE ledger_entry.kind = 'erasure')"
    ),
    "guard_sealed": _refuse("OLD.state = 'sealed'"),
    "guard_renumbering": _refuse("OLD.state = 'sealed' OR NEW.number <> OLD.number"),
}
"""Name of the function to its body; the database keeps the body word for word."""

ROW = "FOR EACH ROW"
STATEMENT = "FOR EACH STATEMENT"

TRIGGERS = {
    "guard_entry_statement": Trigger(
        "ledger_entry",
        f"BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry {STATEMENT}",
        "guard_always",
    ),
    "guard_entry_row": Trigger(
        "ledger_entry", f"BEFORE UPDATE OR DELETE ON ledger_entry {ROW}", "guard_always"
    ),
    "guard_entry_insert": Trigger(
        "ledger_entry",
        f"AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS added {STATEMENT}",
        "guard_numbering",
    ),
    "guard_content_statement": Trigger(
        "ledger_content",
        f"BEFORE UPDATE OR TRUNCATE ON ledger_content {STATEMENT}",
        "guard_always",
    ),
    "guard_content_row": Trigger(
        "ledger_content", f"BEFORE UPDATE ON ledger_content {ROW}", "guard_always"
    ),
    "guard_content_delete": Trigger(
        "ledger_content", f"BEFORE DELETE ON ledger_content {ROW}", "guard_erasing"
    ),
    "guard_content_insert": Trigger(
        "ledger_content",
        f"AFTER INSERT ON ledger_content REFERENCING NEW TABLE AS added {STATEMENT}",
        "guard_erased",
    ),
    "guard_packs_statement": Trigger(
        "ledger_packs",
        f"BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_packs {STATEMENT}",
        "guard_always",
    ),
    "guard_packs_row": Trigger(
        "ledger_packs", f"BEFORE UPDATE OR DELETE ON ledger_packs {ROW}", "guard_always"
    ),
    "guard_batch_statement": Trigger(
        "batch", f"BEFORE TRUNCATE ON batch {STATEMENT}", "guard_always"
    ),
    "guard_batch_update": Trigger("batch", f"BEFORE UPDATE ON batch {ROW}", "guard_renumbering"),
    "guard_batch_delete": Trigger("batch", f"BEFORE DELETE ON batch {ROW}", "guard_sealed"),
}
"""Name of the trigger to what it watches."""


def install_statements() -> list[str]:
    """Return the statements that make every function and trigger anew, in order."""
    statements = [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger"
        f" LANGUAGE plpgsql AS $guard${body}$guard$"
        for name, body in FUNCTIONS.items()
    ]
    for name, trigger in TRIGGERS.items():
        statements += [
            f"DROP TRIGGER IF EXISTS {name} ON {trigger.table}",
            f"CREATE TRIGGER {name} {trigger.event} EXECUTE FUNCTION {trigger.function}()",
            f"ALTER TABLE {trigger.table} ENABLE ALWAYS TRIGGER {name}",
        ]
    return statements


TYPE_OF_TIMING = {"BEFORE": 2, "AFTER": 0}
TYPE_OF_EVENT = {"INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}


def type_bits(trigger: Trigger) -> int:
    """Return what `pg_trigger.tgtype` says of a trigger that is as it should be."""
    words = trigger.event.split()
    return (
        TYPE_OF_TIMING[words[0]]
        + sum(bits for event, bits in TYPE_OF_EVENT.items() if event in words)
        + (1 if trigger.event.endswith(ROW) else 0)
    )
