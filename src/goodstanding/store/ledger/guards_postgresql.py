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


def _not_next(table: str, column: str, *within: str) -> str:
    """Return the condition that the added rows leave a gap: one of them has none before it."""
    same = "".join(f" AND b.{one} = a.{one}" for one in within)
    return (
        f"EXISTS (SELECT 1 FROM added a WHERE a.{column} < 1 OR a.{column} > 1 AND NOT EXISTS"
        f" (SELECT 1 FROM {table} b WHERE b.{column} = a.{column} - 1{same}))"
    )


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
    "guard_next_case": _refuse(
        f"{_not_next('case_file', 'id')}"
        f" OR {_not_next('case_file', 'number', 'department', 'year')}"
    ),
    "guard_next_event": _refuse(
        f"{_not_next('case_event', 'seq')} OR {_not_next('case_event', 'number', 'case_id')}"
    ),
    "guard_next_letter": _refuse(
        f"{_not_next('letter', 'id')} OR {_not_next('letter', 'number', 'department', 'year')}"
    ),
    "guard_next_service": _refuse(_not_next("service", "id")),
    "guard_next_effect": _refuse(_not_next("case_effect", "id")),
    "guard_evidence_erasing": _refuse(
        "NOT EXISTS (SELECT 1 FROM case_event e JOIN case_event x ON x.case_id = e.case_id"
        " AND x.step = 'erased:' || e.number WHERE e.seq = OLD.seq)"
    ),
    "guard_evidence_named": _refuse(
        "EXISTS (SELECT 1 FROM added a WHERE NOT EXISTS"
        " (SELECT 1 FROM case_event e WHERE e.seq = a.seq AND e.step = 'evidence')"
        " OR EXISTS (SELECT 1 FROM case_event e JOIN case_event x ON x.case_id = e.case_id"
        " AND x.step = 'erased:' || e.number WHERE e.seq = a.seq))"
    ),
    "guard_next_note": _refuse(_not_next("office_note", "id")),
    "guard_seal_erasing": _refuse(
        "NOT EXISTS (SELECT 1 FROM office_note WHERE kind = 'seal_erased' AND day > OLD.last_day)"
    ),
    "guard_next_check": _refuse(_not_next("check_log", "id")),
    "guard_next_reason": _refuse(_not_next("check_reason", "id")),
    "guard_next_request": _refuse(_not_next("check_request", "id")),
    "guard_next_receipt": _refuse(_not_next("receiver_receipt", "id")),
    "guard_acknowledged": _refuse(
        "OLD.acknowledged IS NOT NULL OR "
        + " OR ".join(
            f"NEW.{one} <> OLD.{one}"
            for one in ("id", "department", "record", "case_id", "told", "due")
        )
    ),
}
"""Name of the function to its body; the database keeps the body word for word."""

ROW = "FOR EACH ROW"
STATEMENT = "FOR EACH STATEMENT"


def _grows(name: str, table: str, next_one: str = "") -> dict[str, Trigger]:
    """Return the guards of a table that only grows; `next_one`: what looks at added rows."""
    found = {
        f"guard_{name}_statement": Trigger(
            table, f"BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} {STATEMENT}", "guard_always"
        ),
        f"guard_{name}_row": Trigger(
            table, f"BEFORE UPDATE OR DELETE ON {table} {ROW}", "guard_always"
        ),
    }
    if next_one:
        found[f"guard_{name}_insert"] = _added(table, next_one)
    return found


def _added(table: str, function: str) -> Trigger:
    """Return what looks at all rows that a statement added."""
    event = f"AFTER INSERT ON {table} REFERENCING NEW TABLE AS added {STATEMENT}"
    return Trigger(table, event, function)


CASES = {
    **_grows("case", "case_file", "guard_next_case"),
    **_grows("event", "case_event", "guard_next_event"),
    **_grows("form", "case_form"),
    **_grows("letter", "letter", "guard_next_letter"),
    **_grows("service", "service", "guard_next_service"),
    **_grows("effect", "case_effect", "guard_next_effect"),
    "guard_evidence_statement": Trigger(
        "evidence_content",
        f"BEFORE UPDATE OR TRUNCATE ON evidence_content {STATEMENT}",
        "guard_always",
    ),
    "guard_evidence_row": Trigger(
        "evidence_content", f"BEFORE UPDATE ON evidence_content {ROW}", "guard_always"
    ),
    "guard_evidence_delete": Trigger(
        "evidence_content",
        f"BEFORE DELETE ON evidence_content {ROW}",
        "guard_evidence_erasing",
    ),
    "guard_evidence_insert": _added("evidence_content", "guard_evidence_named"),
    **_grows("note", "office_note", "guard_next_note"),
    "guard_seal_statement": Trigger(
        "sealed", f"BEFORE UPDATE OR TRUNCATE ON sealed {STATEMENT}", "guard_always"
    ),
    "guard_seal_row": Trigger("sealed", f"BEFORE UPDATE ON sealed {ROW}", "guard_always"),
    "guard_seal_delete": Trigger("sealed", f"BEFORE DELETE ON sealed {ROW}", "guard_seal_erasing"),
    **_grows("check", "check_log", "guard_next_check"),
    **_grows("reason", "check_reason", "guard_next_reason"),
    **_grows("request", "check_request", "guard_next_request"),
    "guard_receipt_statement": Trigger(
        "receiver_receipt",
        f"BEFORE DELETE OR TRUNCATE ON receiver_receipt {STATEMENT}",
        "guard_always",
    ),
    "guard_receipt_update": Trigger(
        "receiver_receipt", f"BEFORE UPDATE ON receiver_receipt {ROW}", "guard_acknowledged"
    ),
    "guard_receipt_delete": Trigger(
        "receiver_receipt", f"BEFORE DELETE ON receiver_receipt {ROW}", "guard_always"
    ),
    "guard_receipt_insert": _added("receiver_receipt", "guard_next_receipt"),
}
"""Cases, their events and letters, what was asked and answered: brothers of the ledger."""

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
    **CASES,
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
