"""The generated country is appraised as any copy is, and the law says the same of its entities."""

from contextlib import closing
from pathlib import Path

import duckdb
import pytest
from tests.demo.country.conftest import ENTITIES, ON

from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.appraisal.result import NO_GRADE
from goodstanding.core.disclosure.clock import severity_of, shown
from goodstanding.core.policy.shape import Field, Policy
from goodstanding.core.records.envelope import Record
from goodstanding.demo.country.lives import LIVES
from goodstanding.demo.country.write import Written
from goodstanding.store.copy.manifest import read_manifest
from goodstanding.store.population.run import RunResult, appraise_copy
from goodstanding.store.population.standings import rows_sql

MODEL = "public_credit"
LOOKED_AT = 300
"""Entities that the law appraises, from the midst of the country."""
FIRST = 9_000


@pytest.fixture(scope="module")
def appraised(
    tmp_path_factory: pytest.TempPathFactory, country: Written, policy: Policy
) -> RunResult:
    """Everybody's grades, individual businesses too."""
    return appraise_copy(
        policy.models[MODEL],
        policy,
        folder=tmp_path_factory.mktemp("graded"),
        copy=country.folder,
        on=ON,
        class_is_on=True,
    )


def text_of(value: object, field: Field, words: tuple[str, ...]) -> str:
    """Return a field of the copy as the text that the ledger would hold."""
    if field.kind == "choice":
        assert isinstance(value, int)
        return words[value]
    if field.kind == "choices":
        assert isinstance(value, int)
        return "|".join(word for place, word in enumerate(words) if value >> place & 1)
    return str(value)


def records_in_force(country: Written, policy: Policy) -> dict[int, list[Record]]:
    """Return the records of the entities that are looked at, read without our views."""
    manifest = read_manifest(country.folder)
    found: dict[int, list[Record]] = {n: [] for n in range(FIRST, FIRST + LOOKED_AT)}
    with closing(duckdb.connect(":memory:")) as database:
        for name in LIVES:
            record_type = policy.record_types[name]
            gone: set[int] = set()
            if list((country.folder / "superseded" / name).glob("*.parquet")):
                displaced = f"'{country.folder}/superseded/{name}/*.parquet'"
                gone = {
                    row[0] for row in database.execute(f"SELECT seq FROM {displaced}").fetchall()
                }
            rows = database.execute(
                f"SELECT * FROM '{country.folder}/records/{name}/*.parquet'"
                f" WHERE entity BETWEEN {FIRST} AND {FIRST + LOOKED_AT - 1}"
            )
            columns = [column[0] for column in rows.description]
            for values in rows.fetchall():
                row = dict(zip(columns, values, strict=True))
                if row["seq"] in gone:
                    continue
                fields = {
                    one.id: text_of(
                        row[f"f_{one.id}"], one, manifest.codebooks[name].get(one.id, ())
                    )
                    for one in record_type.fields.values()
                    if row[f"f_{one.id}"] is not None
                }
                severity = severity_of(record_type, fields)
                is_shown, until = shown(policy, record_type, fields, severity, row["day"], on=ON)
                found[row["entity"]].append(
                    Record(
                        str(row["seq"]),
                        name,
                        "office",
                        row["day"],
                        fields,
                        severity,
                        is_shown,
                        until,
                    )
                )
    return found


def test_the_law_says_the_same(country: Written, policy: Policy, appraised: RunResult) -> None:
    """Score, grade and next change of 300 entities are those of the law, record by record."""
    model = policy.models[MODEL]
    places = {grade.id: place for place, grade in enumerate(model.grades)} | {NO_GRADE: 255}
    with closing(duckdb.connect(":memory:")) as database:
        said = database.execute(
            f"SELECT entity, score, grade, next_change FROM ({rows_sql(appraised.standings)})"
            f" WHERE entity BETWEEN {FIRST} AND {FIRST + LOOKED_AT - 1} ORDER BY entity"
        ).fetchall()
    law = [
        (entity, one.score, places[one.grade], one.next_change)
        for entity, some in records_in_force(country, policy).items()
        for one in [evaluate(model, some, policy=policy, on=ON, entity_class="91")]
    ]
    assert said == law
    assert len({score for _, score, _, _ in law}) > 20


def test_every_grade_is_there(policy: Policy, appraised: RunResult) -> None:
    """The country is neither all good nor all bad: each grade, and none, has its entities."""
    grades = appraised.standings.by_grade(policy.models[MODEL])
    assert set(grades) == {*"ABCD", NO_GRADE}
    assert sum(grades.values()) == ENTITIES
    assert min(grades.values()) > ENTITIES // 500


def test_individual_businesses_are_not_graded_by_default(
    tmp_path: Path, country: Written, policy: Policy
) -> None:
    """Two thirds are kept and not graded: the model turns their class off."""
    result = appraise_copy(
        policy.models[MODEL], policy, folder=tmp_path, copy=country.folder, on=ON
    )
    assert ENTITIES * 0.32 < result.standings.entities < ENTITIES * 0.35
