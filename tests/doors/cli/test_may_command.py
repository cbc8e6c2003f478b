"""The check desk's command: one question, a file of many, and what it refuses."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection
from tests.actions.case_world import KEY, OTHER, build
from tests.conftest import Database

from goodstanding.cli.main import root
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy

WHO = ("--purpose", "资格审查", "--as", "he", "--on", "2026-05-22")


def run(*arguments: str) -> str:
    """Run the command in this process; return what it prints."""
    done = CliRunner().invoke(root, ["may", *arguments, *WHO])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def test_one_question_and_a_file_are_answered_and_logged(
    database: Database, policy: Policy, tmp_path: Path
) -> None:
    """Promise: the answer has the entity, act and reasons; a file comes back row by row."""
    del database
    build(policy)
    code = KEY.partition(":")[2]
    (one,) = json.loads(run(code.lower(), "bidding", "--json"))
    assert (one["entity"], one["answer"]) == (KEY, "yes")
    asked = tmp_path / "asked.csv"
    asked.write_text(f"entity,act\n{code},bidding\n{OTHER},honour\n=2+2,permit\n", "utf-8-sig")
    target = tmp_path / "answers.csv"
    run("--file", str(asked), "--out", str(target))
    with target.open(encoding="utf-8", newline="") as rows:
        found = [(row["entity"], row["act"], row["answer"]) for row in csv.DictReader(rows)]
    assert found[:2] == [(KEY, "bidding", "yes"), (OTHER, "honour", "yes")]
    assert found[2][2] == "unknown"
    assert not found[2][0].startswith("=")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM check_log")
        assert cursor.fetchone() == (4,)


def test_an_unknown_act_is_refused_and_nothing_is_logged(
    database: Database, policy: Policy
) -> None:
    """Promise: the desk answers about the acts of its closed list, and says which they are."""
    del database
    build(policy)
    with pytest.raises(Refused, match="MEASURE-E020"):
        run(KEY, "schooling")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM check_log")
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("number", ["11010519491231002X", "11 01 05 19 49 12 31 00 2x"])
def test_a_natural_persons_number_is_refused_and_not_logged(
    database: Database, policy: Policy, number: str
) -> None:
    """Promise: the desk checks organisations only; a person's number reaches no log."""
    del database
    build(policy)
    with pytest.raises(Refused) as refused:
        run(number, "bidding")
    assert refused.value.faults[0].code == "DESK-E014"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM check_log")
        assert cursor.fetchone() == (0,)
