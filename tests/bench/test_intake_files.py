"""The bench's mixed files of a fictional city are taken in whole, in all formats."""

import json
from datetime import date
from pathlib import Path

import pytest
from bench.intake_files import write_files
from bench.intake_layouts import LIST, with_parquet

from goodstanding.actions.intake.receive import receive
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.receipt import Receipt
from goodstanding.store.models import CurrentRecord, Entity, Entry
from goodstanding.store.shelf import load_policy

ROWS = 2_000
FORMATS = {"csv", "jsonl", "xlsx", "parquet"}


@pytest.fixture(scope="session")
def mixed() -> Policy:
    """The rules that are shipped, with Parquet beside some formats."""
    return with_parquet(load_policy())


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory, mixed: Policy) -> Path:
    """A folder of files of two thousand rows."""
    folder = tmp_path_factory.mktemp("city")
    write_files(folder, ROWS, months=1, policy=mixed)
    return folder


def send(city: Path, file: dict[str, str], policy: Policy) -> Receipt:
    """Receive one of the files."""
    return receive(
        city / file["path"],
        department=file["department"],
        layout=file["layout"],
        on=date.fromisoformat(file["learnt_day"]),
        actor="test",
        policy=policy,
        seed="seed of the tests",
        rows=int(file["rows"]),
    )


@pytest.mark.usefixtures("database")
def test_mixed_files_are_taken_in(city: Path, mixed: Policy) -> None:
    """Each file's receipt tells what its writer meant, whatever its format; sent again, nothing."""
    files = json.loads((city / LIST).read_text())
    assert {Path(file["path"]).suffix[1:] for file in files} == FORMATS
    for file in files:
        receipt = send(city, file, mixed)
        told = {name: str(getattr(receipt, name)) for name in ("accepted", "flagged", "refused")}
        assert told == {name: file[name] for name in told}, file["path"]
    entries = Entry.objects.count()
    assert CurrentRecord.objects.count() > ROWS * 3 // 4
    for file in files:
        send(city, file, mixed)
    assert Entry.objects.count() == entries


@pytest.mark.usefixtures("database")
def test_all_is_fictional(city: Path, mixed: Policy) -> None:
    """Every code is of the division that nobody has."""
    for file in json.loads((city / LIST).read_text()):
        send(city, file, mixed)
    codes = Entity.objects.filter(scheme="cn-uscc").values_list("code", flat=True)
    assert codes
    assert {code[2:4] for code in codes} == {"99"}
