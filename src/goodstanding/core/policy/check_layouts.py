"""Checks of file layouts: everything needed is mapped, and nothing personal is kept."""

from goodstanding.core.policy import faults_policy_join as kinds
from goodstanding.core.policy.check import Ground, check_choices, near
from goodstanding.core.policy.check_records import SCHEMES, person_word
from goodstanding.core.policy.layout_shape import Column, Layout
from goodstanding.core.policy.read import Draft
from goodstanding.core.policy.shape import Field, RecordType

SUBJECT = "subject"
"""In a natural key: the organisation's key as sent."""


def check_layout(on: Ground, draft: Draft, layout: Layout) -> None:
    """Check one layout."""
    path = f"layouts/{layout.id}"
    on.names(
        draft, f"{path}/department", "departments", layout.department, kinds.UNKNOWN_DEPARTMENT
    )
    on.names(
        draft, f"{path}/record_type", "record_types", layout.record_type, kinds.UNKNOWN_RECORD_TYPE
    )
    if layout.format != "csv" and layout.encoding != "utf-8":
        on.note(draft, f"{path}/encoding", kinds.ENCODING_MISFIT, format=layout.format)
    _check_subject(on, draft, path, layout)
    for name, column in layout.columns.items():
        _check_personal(on, draft, f"{path}/columns/{name}", column)
    of = on.record_types.get(layout.record_type)
    if of is not None:
        _check_mapping(on, draft, path, layout, of)


def _check_subject(on: Ground, draft: Draft, path: str, layout: Layout) -> None:
    """Check the columns that name the organisation."""
    subject = layout.subject
    if subject.scheme not in SCHEMES:
        on.note(
            draft,
            f"{path}/subject/scheme",
            kinds.UNKNOWN_SCHEME,
            scheme=subject.scheme,
            known=", ".join(SCHEMES),
        )
    if (subject.counterpart is None) != (not subject.natural_values):
        on.note(draft, f"{path}/subject", kinds.COUNTERPART_HALF)
    for key in ("code", "name", "old_number", "counterpart"):
        name = getattr(subject, key)
        column = layout.columns.get(name)
        if column is not None and column.personal:
            on.note(draft, f"{path}/subject/{key}", kinds.PERSONAL_KEPT, column=name)


def _check_personal(on: Ground, draft: Draft, path: str, column: Column) -> None:
    """Check that a column that tells of a person is marked, and goes nowhere."""
    word = person_word(column.name)
    if column.personal and column.to is not None:
        on.note(draft, f"{path}/to", kinds.PERSONAL_KEPT, column=column.name)
    elif word and not column.personal:
        on.note(draft, path, kinds.PERSONAL_UNMARKED, column=column.name, word=word)


def _check_mapping(on: Ground, draft: Draft, path: str, layout: Layout, of: RecordType) -> None:
    """Check columns against the fields of the record type."""
    mapped: set[str] = set()
    for name, column in layout.columns.items():
        if column.to is None:
            continue
        step = f"{path}/columns/{name}"
        tested = of.fields.get(column.to)
        if column.to in mapped:
            on.note(draft, f"{step}/to", kinds.FIELD_TWICE, field=column.to)
        mapped.add(column.to)
        if tested is not None:
            _check_column(on, draft, step, column, tested)
        elif f"record_types/{of.id}/fields/{column.to}" not in on.broken:
            on.note(
                draft,
                f"{step}/to",
                kinds.COLUMN_FIELD,
                column=name,
                type=of.id,
                id=column.to,
                near=near(column.to, of.fields),
            )
    for entry in of.fields.values():
        if entry.required and entry.id not in mapped:
            on.note(draft, f"{path}/columns", kinds.FIELD_UNMAPPED, id=entry.id)
    for index, name in enumerate(layout.natural_key):
        if name not in mapped and name != SUBJECT:
            on.note(draft, f"{path}/natural_key/{index}", kinds.KEY_UNMAPPED, id=name)


def _check_column(on: Ground, draft: Draft, path: str, column: Column, tested: Field) -> None:
    """Check what a column does against the kind of its field."""
    if (column.map and not tested.choices) or (column.split and tested.kind != "choices"):
        step = f"{path}/map" if column.map and not tested.choices else f"{path}/split"
        on.note(draft, step, kinds.MAP_MISFIT, column=column.name, field=tested.id)
    elif column.map:
        for word, choice in column.map.items():
            check_choices(on, draft, f"{path}/map/{word}", (choice,), tested)
    if (tested.kind == "money") != (column.unit != "one"):
        on.note(draft, path, kinds.UNIT_MISFIT, column=column.name, field=tested.id)
