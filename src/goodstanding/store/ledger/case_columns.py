"""The columns of the tables of cases and checks, as they are written, dumped and verified."""

CASE_FILE = (
    "id",
    "department",
    "year",
    "number",
    "procedure",
    "version",
    "policy",
    "about_kind",
    "about_id",
    "subject",
    "contested",
    "clock_day",
    "opened",
    "digest",
)
CASE_EVENT = (
    "seq",
    "case_id",
    "number",
    "step",
    "actor",
    "deputy_for",
    "office",
    "day",
    "digest",
)
CASE_FORM = ("seq", "form", "salt")
EVIDENCE_CONTENT = ("seq", "content")
LETTER = (
    "id",
    "case_id",
    "template",
    "department",
    "year",
    "number",
    "event",
    "day",
    "zh",
    "en",
    "digest",
)
SERVICE = ("id", "letter", "event", "mode", "recipient", "agent", "day", "proof", "delivered")
CASE_EFFECT = ("id", "case_id", "event", "effect", "entry", "day", "detail")
RECEIVER_RECEIPT = (
    "id",
    "department",
    "record",
    "case_id",
    "told",
    "due",
    "acknowledged",
    "actor",
)
CHECK_LOG = (
    "id",
    "day",
    "actor",
    "department",
    "purpose",
    "entity",
    "act",
    "answer",
    "basis",
    "ends",
    "policy",
)
CHECK_REASON = ("id", "check_id", "measure", "case_id", "record")
CHECK_REQUEST = ("id", "client", "key", "asked", "day", "answer")
OFFICE_NOTE = (
    "id",
    "kind",
    "account",
    "subject",
    "case_id",
    "first_day",
    "last_day",
    "ends",
    "actor",
    "office",
    "day",
    "said",
)
CASE_STANDING = (
    "case_id",
    "state",
    "ended",
    "events",
    "mark",
    "disputes",
    "record",
    "subject",
    "handler",
)
