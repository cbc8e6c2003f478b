"""A small policy for intake's tests: one department of each kind of delivery and format."""

from dataclasses import replace

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.layout_shape import Column, Layout, SubjectColumns
from goodstanding.core.policy.shape import (
    Department,
    Field,
    FieldKind,
    Policy,
    Publicity,
    RecordType,
)

EMPTY = ("", "暂无", "\\n", "N/A", "9999-9-9", "1900-1-1")


def word(text: str) -> Text:
    return Text(text, text)


def field(name: str, kind: FieldKind, *choices: str, required: bool = False) -> Field:
    return Field(name, kind, word(name), required, {one: word(one) for one in choices})


def record_type(name: str, clock: str, *fields: Field, registers: bool = False) -> RecordType:
    return RecordType(
        id=name,
        directory="any",
        title=word(name),
        basis="demonstration",
        openness="public",
        effect="neutral",
        clock=clock,
        fields={one.id: one for one in fields},
        publicity=Publicity(always=True),
        registers=registers,
    )


def columns(*given: Column) -> dict[str, Column]:
    return {column.name: column for column in given}


PENALTY = record_type(
    "administrative_penalty",
    "decision_day",
    field("decision_no", "text", required=True),
    field("authority", "text"),
    field("facts", "text"),
    field("kinds", "choices", "warning", "fine"),
    field("fine", "money"),
    field("decision_day", "day"),
    field("until_day", "day"),
)
LIST = record_type(
    "abnormal_operation",
    "listed_day",
    field("listed_day", "day"),
    field("reason", "choice", "unreachable", "no_report"),
)
REGISTRATION = record_type(
    "registration",
    "change_day",
    field("name", "text"),
    field("change_day", "day"),
    field("old_number", "text"),
    registers=True,
)
SUBJECT = SubjectColumns(
    scheme="cn-uscc",
    code="code",
    name="name",
    old_number="old",
    counterpart="party",
    natural_values=("自然人",),
)
PENALTIES = Layout(
    id="regulator_penalty",
    department="regulator",
    title=word("penalties"),
    basis="demonstration",
    record_type=PENALTY.id,
    format="csv",
    encoding="utf-8",
    delivery="changes",
    natural_key=("decision_no", "authority"),
    subject=SUBJECT,
    columns=columns(
        Column("code"),
        Column("name"),
        Column("old"),
        Column("party"),
        Column("holder", personal=True),
        Column("no", to="decision_no"),
        Column("body", to="authority"),
        Column("facts", to="facts"),
        Column("kinds", to="kinds", map={"警告": "warning", "罚款": "fine"}, split="、"),
        Column("fine", to="fine", unit="wan_yuan"),
        Column("decided", to="decision_day"),
        Column("until", to="until_day"),
    ),
    empty=EMPTY,
)
LISTED = Layout(
    id="registry_list",
    department="registry",
    title=word("list"),
    basis="demonstration",
    record_type=LIST.id,
    format="csv",
    encoding="utf-8",
    delivery="snapshot",
    natural_key=("subject", "listed_day"),
    subject=SubjectColumns(scheme="cn-uscc", code="code", name="name"),
    columns=columns(
        Column("code"),
        Column("name"),
        Column("listed", to="listed_day"),
        Column("reason", to="reason"),
    ),
    empty=EMPTY,
    withdraw_percent_max=10,
)
REGISTERED = Layout(
    id="register_registration",
    department="register",
    title=word("registrations"),
    basis="demonstration",
    record_type=REGISTRATION.id,
    format="csv",
    encoding="utf-8",
    delivery="changes",
    natural_key=("subject", "change_day"),
    subject=SubjectColumns(scheme="cn-uscc", code="code", name="name", old_number="old"),
    columns=columns(
        Column("code"),
        Column("name", to="name"),
        Column("old", to="old_number"),
        Column("changed", to="change_day"),
    ),
    empty=EMPTY,
)
PENALTIES_GB = replace(
    PENALTIES, id="regulator_gb_penalty", department="regulator_gb", encoding="gb18030"
)
PENALTIES_JSONL = replace(
    PENALTIES, id="regulator_jsonl_penalty", department="regulator_jsonl", format="jsonl"
)
PENALTIES_PARQUET = replace(
    PENALTIES, id="regulator_parquet_penalty", department="regulator_parquet", format="parquet"
)
PENALTIES_XLSX = replace(
    PENALTIES, id="regulator_xlsx_penalty", department="regulator_xlsx", format="xlsx"
)
LAYOUTS = (
    PENALTIES,
    LISTED,
    REGISTERED,
    PENALTIES_GB,
    PENALTIES_JSONL,
    PENALTIES_XLSX,
    PENALTIES_PARQUET,
)


def small_policy(*layouts: Layout) -> Policy:
    """Return a policy with the layouts above, or with those given in their stead."""
    chosen = layouts or LAYOUTS
    return Policy(
        packs={},
        digest="0" * 64,
        sources={},
        departments={
            layout.department: Department(layout.department, word(layout.department))
            for layout in chosen
        },
        directory={},
        record_types={one.id: one for one in (PENALTY, LIST, REGISTRATION)},
        severities={},
        models={},
        layouts={layout.id: layout for layout in chosen},
        calendar={},
    )
