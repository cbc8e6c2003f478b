"""Looks for ways from a natural person to a grade: in the tables, in the packs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Field as TableField
from django.db.models import Model as Table

from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.policy.shape import Policy

ORGANISATIONS = frozenset({"cn-uscc", "cn-regno", "us-chicago-licence"})
"""The closed list of schemes: each identifies organisations only."""
PERSON_TABLES = frozenset({"account"})
"""The officers' accounts are the only table of persons."""
TABLES = frozenset(
    {
        "account",
        *("batch", "stage_row"),
        *("ledger_entry", "ledger_content", "ledger_packs"),
        *("entity", "key_owner", "entity_name", "current_record", "standing_grade", "waiting"),
        *("key_judgement", "search_name", "search_state", "standing_run"),
        *("case_file", "case_event", "case_form", "case_effect", "case_standing"),
        *("letter", "service", "receiver_receipt", "office_note", "evidence_content"),
        "check_log",
        *("sealed", "sign_in_failure"),
        *("check_reason", "check_request", "check_client"),
    }
)
PERSON_WORDS = (
    *("legal_rep", "legal_person", "representative", "person_in_charge", "shareholder"),
    *("director", "resident", "id_card", "identity_number", "mobile", "phone", "passport"),
    *("contact", "signer", "complainant", "inspector", "birth", "gender"),
    *("法定代表人", "法人代表", "负责人", "股东", "董事", "身份证", "证件号", "手机", "电话"),
    *("联系人", "签署人", "投诉人", "检查人员"),
)
"""Words by which fields and columns tell of persons, whatever the packs' own check knows."""


@dataclass(frozen=True)
class Graph:
    """Tables, their columns, and which table refers to which."""

    columns: Mapping[str, frozenset[str]]
    relations: frozenset[tuple[str, str]]

    def reached(self, start: str) -> frozenset[str]:
        """Return every table that relations lead to from one, in either direction."""
        found, new = {start}, {start}
        while new:
            new = {
                other
                for pair in self.relations
                for one, other in (pair, pair[::-1])
                if one in new and other not in found
            }
            found |= new
        return frozenset(found - {start})


def graph_of_tables() -> Graph:
    """Return Django's whole graph of tables, its own included."""
    tables: list[type[Table]] = list(apps.get_models(include_auto_created=True))
    relations = set()
    columns: dict[str, frozenset[str]] = {}
    for table in tables:
        name = table._meta.db_table
        fields = [field for field in table._meta.get_fields() if isinstance(field, TableField)]
        columns[name] = frozenset(field.name for field in fields)
        for field in fields:
            target = field.related_model
            if target is not None and not isinstance(target, str):
                relations.add((name, target._meta.db_table))
    return Graph(columns, frozenset(relations))


def paths_in_tables(graph: Graph, ours: Iterable[str]) -> list[str]:
    """Return what in the tables could lead from a person to a grade."""
    ours = set(ours)
    found = [f"table {name} is in no list" for name in sorted(ours - TABLES)]
    for person in sorted(PERSON_TABLES):
        found += [f"{person} is tied to {name}" for name in sorted(graph.reached(person) & ours)]
    for name in sorted(ours - PERSON_TABLES):
        found += [
            f"column {name}.{column} tells of a person"
            for column in sorted(graph.columns[name])
            if tells_of_person(column)
        ]
    return found


def paths_in_packs(policy: Policy) -> list[str]:
    """Return what in the packs could lead from a person to a grade."""
    schemes = {layout.subject.scheme for layout in policy.layouts.values()}
    schemes |= {scheme for model in policy.models.values() for scheme in model.schemes}
    found = [f"scheme {scheme} is no organisation's" for scheme in sorted(schemes - ORGANISATIONS)]
    for layout in policy.layouts.values():
        found += _paths_in_layout(layout)
    found += [
        f"field {record_type.id}.{field.id} tells of a person"
        for record_type in policy.record_types.values()
        for field in record_type.fields.values()
        if tells_of_person(f"{field.id} {field.title.zh} {field.title.en}")
    ]
    found += [
        f"model {model.id} grades class 92"
        for model in policy.models.values()
        if "cn-uscc" in model.schemes and "92" not in model.classes_off
    ]
    return found


def _paths_in_layout(layout: Layout) -> list[str]:
    """Return what of a person a layout would keep."""
    subject = layout.subject
    found = [
        f"layout {layout.id} keeps the personal column {column.name}"
        for column in layout.columns.values()
        if column.to is not None and (column.personal or tells_of_person(column.name))
    ]
    found += [
        f"layout {layout.id} takes its subject from the personal column {name}"
        for name in (subject.code, subject.name, subject.old_number)
        if name and name in layout.columns and layout.columns[name].personal
    ]
    if subject.counterpart and not subject.natural_values:
        found.append(f"layout {layout.id} does not say which counterparts are persons")
    return found


def tells_of_person(words: str) -> bool:
    """Return whether words tell of a natural person."""
    lowered = words.lower()
    return any(word in lowered for word in PERSON_WORDS)
