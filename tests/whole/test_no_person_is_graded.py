"""No natural person can be graded (G12): no path in the tables, none in the packs, no effect."""

from dataclasses import replace
from datetime import date
from itertools import cycle
from random import Random  # noqa: TID251 (seeded)

import orjson
import pytest
from django.apps import apps
from tests.whole.person_paths import (
    Graph,
    graph_of_tables,
    paths_in_packs,
    paths_in_tables,
)

from goodstanding.core.appraisal.canonical import appraisal_bytes
from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.layout_shape import Layout
from goodstanding.core.policy.shape import Field, Policy
from goodstanding.core.records.envelope import Record
from goodstanding.core.records.judge import Judged, compile_judge
from goodstanding.core.records.standing import as_record
from goodstanding.demo.city.write import Plan, write_city
from goodstanding.store.files.read import open_source
from goodstanding.store.shelf import load_policy

CASES = 10_000
PLAN = Plan(entities=300, records=2_400, months=1, seed=12)
ON = date(2026, 11, 1)
MODEL = "public_credit"
PERSONS = ("虚构甲", "虚构乙", "", "Zhang San", "11010119900307000X", "13800000000", "法定代表人")


@pytest.fixture(scope="module")
def policy() -> Policy:
    """The shipped packs."""
    return load_policy()


@pytest.fixture(scope="module")
def rows(
    policy: Policy, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Layout, dict[str, str]]]:
    """Rows as the twelve departments of a small city write them."""
    folder = tmp_path_factory.mktemp("city")
    found = []
    for file in write_city(folder, PLAN, Random(PLAN.seed)):  # noqa: S311
        layout = policy.layouts[file.layout]
        found += [(layout, row.cells) for row in open_source(folder / file.path, layout).rows]
    return found


def kept_columns(layout: Layout) -> set[str]:
    """Return the columns that may say something about an organisation."""
    subject = layout.subject
    names = {column.name for column in layout.columns.values() if column.to}
    named = (subject.code, subject.name, subject.old_number, subject.counterpart)
    return names | {name for name in named if name}


def other_persons(cells: dict[str, str], layout: Layout, chance: Random) -> dict[str, str]:
    """Return a row in which every other attribute is another person's, and new ones stand."""
    kept = kept_columns(layout)
    changed = {
        name: text if name in kept else f"{chance.choice(PERSONS)}{chance.randrange(1000)}"
        for name, text in cells.items()
    }
    for name in layout.columns:
        if name not in kept:
            changed[name] = f"{chance.choice(PERSONS)}{chance.randrange(1000)}"
    return changed


def judge_row(layout: Layout, policy: Policy, cells: dict[str, str]) -> Judged:
    """Return what intake makes of a row."""
    judge = compile_judge(layout, policy.record_types[layout.record_type], on=ON, fictional=True)
    return judge(cells, frozenset())


def record_of(judged: Judged, layout: Layout, policy: Policy, number: int) -> Record:
    """Return the record that the evaluator would read."""
    return as_record(
        policy,
        id=str(number),
        record_type=layout.record_type,
        department=layout.department,
        clock_day=date.fromisoformat(judged.event_day or ON.isoformat()),
        body_fields=orjson.loads(judged.body)["fields"],
        on=ON,
    )


def differences(policy: Policy, rows: list[tuple[Layout, dict[str, str]]]) -> int:
    """Return in how many of 10,000 cases other persons change what is kept, or the grade."""
    chance = Random(92)  # noqa: S311 (test data)
    model = policy.models[MODEL]
    found = 0
    for number, (layout, cells) in zip(range(CASES), cycle(rows), strict=False):
        plain = judge_row(layout, policy, cells)
        other = judge_row(layout, policy, other_persons(cells, layout, chance))
        if plain != other:
            found += 1
        elif plain.outcome != "refused":
            graded = [
                evaluate(model, [record_of(one, layout, policy, number)], policy=policy, on=ON)
                for one in (plain, other)
            ]
            found += appraisal_bytes(graded[0]) != appraisal_bytes(graded[1])
    return found


def test_other_persons_never_make_a_difference(
    policy: Policy, rows: list[tuple[Layout, dict[str, str]]]
) -> None:
    """Every attribute of role-holders changed in 10,000 rows: the same records and grades."""
    assert len({layout.department for layout, _ in rows}) == 12
    assert differences(policy, rows) == 0


def test_a_planted_effect_of_a_person_is_noticed(
    policy: Policy, rows: list[tuple[Layout, dict[str, str]]]
) -> None:
    """Were the legal representative kept in a field, the same cases would show it."""
    layout = next(one for one in policy.layouts.values() if "CF_FRDB" in one.columns)
    columns = dict(layout.columns)
    facts = next(name for name, column in columns.items() if column.to == "facts")
    columns["CF_FRDB"] = replace(columns["CF_FRDB"], to="facts")
    columns[facts] = replace(columns[facts], to=None)
    planted = replace(layout, columns=columns)
    chance = Random(1)  # noqa: S311 (test data)
    own = [cells for one, cells in rows if one.id == layout.id][:50]
    changed = [
        judge_row(planted, policy, cells)
        != judge_row(planted, policy, cells | {"CF_FRDB": f"虚构{chance.randrange(99)}"})
        for cells in own
    ]
    assert any(changed)


# --- the tables and the packs ------------------------------------------------------------------


def our_tables() -> set[str]:
    """Return the tables of our own, without those by which Django ties accounts to groups."""
    return {table._meta.db_table for table in apps.get_app_config("goodstanding").get_models()}


def test_no_table_leads_from_a_person_to_a_grade() -> None:
    """Accounts are the only persons, and nothing of ours refers to them or they to it."""
    assert paths_in_tables(graph_of_tables(), our_tables()) == []


def test_no_pack_leads_from_a_person_to_a_grade(policy: Policy) -> None:
    """No scheme, field, column or model of the shipped packs is about a person."""
    assert paths_in_packs(policy) == []


def test_planted_paths_in_tables_are_found() -> None:
    """A foreign key to a grade, a table of persons, a person's column: each is named."""
    graph = graph_of_tables()
    tied = Graph(graph.columns, graph.relations | {("standing_grade", "account")})
    assert "account is tied to standing_grade" in paths_in_tables(tied, our_tables())
    far = Graph(graph.columns, graph.relations | {("auth_group", "entity")})
    assert "account is tied to entity" in paths_in_tables(far, our_tables())
    columns = dict(graph.columns) | {"entity": graph.columns["entity"] | {"legal_representative"}}
    assert paths_in_tables(Graph(columns, graph.relations), our_tables()) == [
        "column entity.legal_representative tells of a person"
    ]
    people = Graph({**graph.columns, "person": frozenset({"id"})}, graph.relations)
    assert paths_in_tables(people, our_tables() | {"person"}) == ["table person is in no list"]


def test_planted_paths_in_packs_are_found(policy: Policy) -> None:
    """A person's scheme, field, column, subject or class in a pack: each is named."""
    model = policy.models[MODEL]
    layout = next(one for one in policy.layouts.values() if "CF_FRDB" in one.columns)
    kind = policy.record_types[layout.record_type]
    kept = {**layout.columns, "CF_FRDB": replace(layout.columns["CF_FRDB"], to="facts")}
    person = replace(layout.subject, code="CF_FR_ZJHM")
    field = Field("owner", "text", Text("法定代表人", "owner"))
    planted = (
        replace(policy, models={MODEL: replace(model, schemes=("cn-resident",))}),
        replace(policy, models={MODEL: replace(model, classes_off=())}),
        replace(policy, layouts={layout.id: replace(layout, columns=kept)}),
        replace(policy, layouts={layout.id: replace(layout, subject=person)}),
        replace(
            policy,
            record_types={kind.id: replace(kind, fields={**kind.fields, "owner": field})},
        ),
    )
    assert [len(paths_in_packs(one)) for one in planted] == [1] * len(planted)
