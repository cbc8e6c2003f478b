"""Standing grades of everybody, and issued appraisals, on the database that departments filled."""

import json
from datetime import date
from pathlib import Path
from random import Random  # noqa: TID251 (seeded)

import pytest
from click.testing import CliRunner
from django.db import connection
from tests.conftest import Database

from goodstanding.actions.grades.appraise import appraise_population
from goodstanding.actions.grades.issue import issue, replay
from goodstanding.actions.intake.erase import erase
from goodstanding.actions.intake.identify import judge
from goodstanding.actions.intake.receive import receive
from goodstanding.actions.upkeep import rebuild
from goodstanding.cli import appraise as appraise_command
from goodstanding.cli import explain as explain_command
from goodstanding.core.appraisal.canonical import read_appraisal
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.demo.city.write import Plan, write_city
from goodstanding.store.queries.appraise_one import appraise_entity
from goodstanding.store.queries.archive import archive, entity_by_number
from goodstanding.store.shelf import load_policy

PLAN = Plan(entities=200, records=1_400, months=1, seed=9)
ON = date(2026, 10, 31)
Grades = dict[int, tuple[int, str, str | None]]


@pytest.fixture
def policy() -> Policy:
    """The shipped packs."""
    return load_policy()


@pytest.fixture
def city(database: Database, tmp_path: Path, policy: Policy) -> None:
    """A small city is in the archive."""
    del database
    for file in write_city(tmp_path, PLAN, Random(PLAN.seed)):  # noqa: S311 (test data)
        receive(
            tmp_path / file.path,
            department=file.department,
            on=file.learnt_day,
            actor="demo:city",
            policy=policy,
            seed="5eed",
        )


def standing() -> Grades:
    """Return what the table of standing grades holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entity, score, grade, CAST(next_change AS text) FROM standing_grade"
            " WHERE day = %s",
            [ON],
        )
        return {
            number: (score, grade, change) for number, score, grade, change in cursor.fetchall()
        }


def numbers() -> list[int]:
    """Return the numbers of all entities."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM entity ORDER BY number")
        return [number for (number,) in cursor.fetchall()]


def entries(kind: str) -> int:
    """Return how many entries of a kind the ledger has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_entry WHERE kind = %s", [kind])
        (count,) = cursor.fetchone()
    return int(count)


def by_law(policy: Policy) -> Grades:
    """Return what the law says of every entity that it grades."""
    found: Grades = {}
    for number in numbers():
        one = appraise_entity(number, policy=policy, on=ON)
        if one is not None:
            change = one.next_change.isoformat() if one.next_change else None
            found[number] = (one.score, one.grade, change)
    return found


@pytest.mark.usefixtures("city")
def test_the_population_is_graded_as_the_law_says(policy: Policy) -> None:
    """Every entity that the law grades has its row, no other has one; twice is once.

    Class 92 and archives that were judged to be another's have none.
    """
    result = appraise_population(on=ON, policy=policy)
    law = by_law(policy)
    assert standing() == law
    assert result.entities == len(law)
    classes = {number: entity_by_number(number) for number in numbers()}
    off = {number for number, one in classes.items() if one and one.entity_class == "92"}
    assert off
    assert not off & set(law)
    first, second = sorted(law)[:2]
    one, other = entity_by_number(first), entity_by_number(second)
    assert one is not None
    assert other is not None
    judge("same", one.key, other.key, actor="L", reason="r", on=ON, policy=policy, seed="5eed")
    appraise_population(on=ON, policy=policy, model="public_credit")
    assert standing() == by_law(policy)
    assert first not in standing()


@pytest.mark.usefixtures("city")
def test_an_issued_appraisal_is_replayed_to_the_same_bytes(policy: Policy) -> None:
    """What was issued is kept, stays the same whatever comes later, and is issued once."""
    number = next(iter(by_law(policy)))
    entity = entity_by_number(number)
    found = appraise_entity(number, policy=policy, on=ON)
    assert entity is not None
    seq = issue(number, on=ON, actor="Li", policy=policy, seed="5eed")
    kept = replay(seq)
    assert read_appraisal(kept) == found
    other = next(one for one in by_law(policy) if one != number)
    absorbed = entity_by_number(other)
    assert absorbed is not None
    judge("same", absorbed.key, entity.key, actor="L", reason="r", on=ON, policy=policy, seed="5")
    appraise_population(on=ON, policy=policy)
    rebuild(policy=policy)
    assert replay(seq) == kept
    assert entries("appraisal_issued") == 1


@pytest.mark.usefixtures("city")
def test_a_replay_is_refused_where_contents_were_erased(policy: Policy) -> None:
    """Nothing is recomputed from what is no longer there; the count is told."""
    number = next(one for one in by_law(policy) if len(archive(one)) > 2)
    seq = issue(number, on=ON, actor="Li", policy=policy, seed="5eed")
    for view in archive(number)[:2]:
        erase(view.seq, actor="Li", reason="court order", on=ON, policy=policy, seed="5eed")
    with pytest.raises(Refused, match=r"APPRAISAL-E008.*2 records"):
        replay(seq)


@pytest.mark.usefixtures("city")
def test_what_cannot_be_issued_is_refused(policy: Policy) -> None:
    """Nobody's name, no such entity, a class that is off, an entry of another kind."""
    law = by_law(policy)
    off = next(
        number
        for number in numbers()
        if (one := entity_by_number(number)) and one.entity_class == "92"
    )
    for number, actor, code in (
        (next(iter(law)), " ", "APPRAISAL-E012"),
        (10**9, "Li", "APPRAISAL-E006"),
        (off, "Li", "APPRAISAL-E007"),
    ):
        with pytest.raises(Refused, match=code):
            issue(number, on=ON, actor=actor, policy=policy, seed="5eed")
    with pytest.raises(Refused, match="APPRAISAL-E009"):
        replay(1)
    with pytest.raises(Refused, match="APPRAISAL-E005"):
        appraise_population(on=ON, policy=policy, model="unknown")
    assert entries("appraisal_issued") == 0


@pytest.mark.usefixtures("city")
def test_the_commands_say_what_the_law_says(policy: Policy) -> None:
    """`appraise` counts every grade; `explain` shows lines that sum to the score."""
    law = by_law(policy)
    asked = ["--on", ON.isoformat()]
    told = CliRunner().invoke(appraise_command.command, [*asked, "--json"])
    assert told.exit_code == 0, told.output
    counted = json.loads(told.stdout)["models"]["public_credit"]
    assert counted["entities"] == len(law)
    assert sum(counted["grades"].values()) == len(law)
    assert CliRunner().invoke(appraise_command.command, asked).exit_code == 0
    number = next(iter(law))
    entity = entity_by_number(number)
    assert entity is not None
    for key in (entity.key, entity.code.lower()):
        shown = CliRunner().invoke(explain_command.command, [key, *asked, "--json"])
        assert shown.exit_code == 0, shown.output
        lines = json.loads(shown.stdout)["appraisal"]["lines"]
        assert sum(int(line["points"]) for line in lines) == law[number][0]
    plain = CliRunner().invoke(explain_command.command, [entity.key, *asked])
    assert str(law[number][0]) in plain.output
    wrong = CliRunner().invoke(explain_command.command, ["nobody"])
    assert isinstance(wrong.exception, Refused)
