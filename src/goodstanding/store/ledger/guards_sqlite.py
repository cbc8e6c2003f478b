"""The guards as SQLite triggers.

`REPLACE` and `UPDATE OR REPLACE` delete the row in their way without firing DELETE triggers unless
the connection asked for `recursive_triggers`; so every guarded table also refuses, before an
INSERT, a key that is taken, and a batch may not be renumbered or renamed onto a sealed one.
"""

from goodstanding.store.ledger.faults_ledger import KEPT


def _trigger(name: str, event: str, table: str, condition: str = "") -> str:
    """Return the statement that makes one refusing trigger."""
    when = f" WHEN {condition}" if condition else ""
    message = f"{KEPT.code} {name}: {KEPT.what.en}"
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW{when} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


SEALED_ON_THE_NAME = (
    "EXISTS (SELECT 1 FROM batch WHERE state = 'sealed' AND number <> {number} "
    "AND department = NEW.department AND layout = NEW.layout AND name = NEW.name)"
)
ERASED = "EXISTS (SELECT 1 FROM ledger_entry WHERE kind = 'erasure' AND replaces = NEW.seq)"


def _grows(name: str, table: str, taken: str) -> list[tuple[str, str, str, str]]:
    """Return the guards of a table that only grows; `taken` says which new rows are refused."""
    return [
        (f"guard_{name}_update", "UPDATE", table, ""),
        (f"guard_{name}_delete", "DELETE", table, ""),
        (f"guard_{name}_insert", "INSERT", table, taken),
    ]


def _not_next(table: str, column: str, *within: str) -> str:
    """Return the condition that a new row's number is not the one after the greatest."""
    same = " AND ".join(f"{one} = NEW.{one}" for one in within)
    where = f" WHERE {same}" if same else ""
    return f"NEW.{column} IS NOT (SELECT COALESCE(MAX({column}), 0) + 1 FROM {table}{where})"


TOLD = (
    " OR EXISTS (SELECT 1 FROM receiver_receipt"
    " WHERE department = NEW.department AND record = NEW.record AND case_id = NEW.case_id)"
)
GONE_OF = (
    "EXISTS (SELECT 1 FROM case_event e JOIN case_event x ON x.case_id = e.case_id"
    " AND x.step = 'erased:' || e.number WHERE e.seq = {row}.seq)"
)
"""That an event of the same case erases what a file holds."""
SEAL_LASTS = (
    "NOT EXISTS (SELECT 1 FROM office_note WHERE kind = 'seal_erased' AND day > OLD.last_day)"
)
"""That no note erased what is sealed, after its last day."""
CASES = [
    *_grows(
        "case",
        "case_file",
        f"{_not_next('case_file', 'id')}"
        f" OR {_not_next('case_file', 'number', 'department', 'year')}",
    ),
    *_grows(
        "event",
        "case_event",
        f"{_not_next('case_event', 'seq')} OR {_not_next('case_event', 'number', 'case_id')}",
    ),
    *_grows("form", "case_form", "EXISTS (SELECT 1 FROM case_form WHERE seq = NEW.seq)"),
    *_grows(
        "letter",
        "letter",
        f"{_not_next('letter', 'id')} OR {_not_next('letter', 'number', 'department', 'year')}",
    ),
    *_grows("service", "service", _not_next("service", "id")),
    *_grows("effect", "case_effect", _not_next("case_effect", "id")),
    ("guard_evidence_update", "UPDATE", "evidence_content", ""),
    ("guard_evidence_delete", "DELETE", "evidence_content", "NOT " + GONE_OF.format(row="OLD")),
    (
        "guard_evidence_insert",
        "INSERT",
        "evidence_content",
        "EXISTS (SELECT 1 FROM evidence_content WHERE seq = NEW.seq) OR NOT EXISTS"
        " (SELECT 1 FROM case_event WHERE seq = NEW.seq AND step = 'evidence') OR "
        + GONE_OF.format(row="NEW"),
    ),
    *_grows("note", "office_note", _not_next("office_note", "id")),
    ("guard_seal_update", "UPDATE", "sealed", ""),
    ("guard_seal_delete", "DELETE", "sealed", SEAL_LASTS),
    ("guard_seal_insert", "INSERT", "sealed", "EXISTS (SELECT 1 FROM sealed WHERE id = NEW.id)"),
    *_grows("check", "check_log", _not_next("check_log", "id")),
    *_grows("reason", "check_reason", _not_next("check_reason", "id")),
    *_grows(
        "request",
        "check_request",
        f"{_not_next('check_request', 'id')} OR EXISTS (SELECT 1 FROM check_request"
        " WHERE client = NEW.client AND key = NEW.key)",
    ),
    (
        "guard_receipt_update",
        "UPDATE",
        "receiver_receipt",
        "OLD.acknowledged IS NOT NULL OR "
        + " OR ".join(
            f"NEW.{one} <> OLD.{one}"
            for one in ("id", "department", "record", "case_id", "told", "due")
        ),
    ),
    ("guard_receipt_delete", "DELETE", "receiver_receipt", ""),
    (
        "guard_receipt_insert",
        "INSERT",
        "receiver_receipt",
        _not_next("receiver_receipt", "id") + TOLD,
    ),
]
"""Cases, their events and letters, what was asked and answered: brothers of the ledger."""

TRIGGERS = {
    name: _trigger(name, event, table, condition)
    for name, event, table, condition in (
        ("guard_entry_update", "UPDATE", "ledger_entry", ""),
        ("guard_entry_delete", "DELETE", "ledger_entry", ""),
        (
            # The number after the greatest one: not taken, and no gap. Rows of one statement are
            # inserted one by one, so each sees those before it.
            "guard_entry_insert",
            "INSERT",
            "ledger_entry",
            "NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM ledger_entry)",
        ),
        ("guard_content_update", "UPDATE", "ledger_content", ""),
        (
            "guard_content_delete",
            "DELETE",
            "ledger_content",
            "NOT " + ERASED.replace("NEW", "OLD"),
        ),
        (
            "guard_content_insert",
            "INSERT",
            "ledger_content",
            "EXISTS (SELECT 1 FROM ledger_content WHERE seq = NEW.seq) OR " + ERASED,
        ),
        ("guard_packs_update", "UPDATE", "ledger_packs", ""),
        ("guard_packs_delete", "DELETE", "ledger_packs", ""),
        (
            "guard_packs_insert",
            "INSERT",
            "ledger_packs",
            "EXISTS (SELECT 1 FROM ledger_packs WHERE digest = NEW.digest)",
        ),
        (
            "guard_batch_update",
            "UPDATE",
            "batch",
            "OLD.state = 'sealed' OR NEW.number <> OLD.number OR "
            + SEALED_ON_THE_NAME.format(number="OLD.number"),
        ),
        ("guard_batch_delete", "DELETE", "batch", "OLD.state = 'sealed'"),
        (
            "guard_batch_insert",
            "INSERT",
            "batch",
            "EXISTS (SELECT 1 FROM batch WHERE number = NEW.number) OR "
            + SEALED_ON_THE_NAME.format(number="NEW.number"),
        ),
        *CASES,
    )
}
"""Name of the trigger to the statement that makes it; SQLite keeps the statement word for word."""
