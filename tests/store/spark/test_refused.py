"""What is missing is said before anything starts, with a code and the next step."""

import socket
from pathlib import Path

import pytest

from goodstanding.core.basis.faults import Refused
from goodstanding.store.spark import session
from goodstanding.store.spark.dialect import for_spark, read
from goodstanding.store.spark.java import check_java
from goodstanding.store.spark.session import check_master, first_line, spark_session


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    """Return the code of a refusal that tells what to do in both languages."""
    (fault,) = refused.value.faults
    assert fault.next.zh
    assert fault.next.en
    return fault.code


def java(folder: Path, says: str) -> Path:
    """Write a program that calls itself Java."""
    program = folder / "bin" / "java"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho '{says}' >&2\n")
    program.chmod(0o755)
    return folder


def test_a_missing_engine_is_named() -> None:
    """Without pyspark: install the extra, or use DuckDB."""
    with pytest.raises(Refused) as refused:
        session.load("pyspark_is_not_here")
    assert code_of(refused) == "SPARK-E001"
    assert "goodstanding[spark]" in str(refused.value)


def test_no_java_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither on the path nor where JAVA_HOME says."""
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(Refused) as refused:
        check_java()
    assert code_of(refused) == "SPARK-E002"
    monkeypatch.delenv("JAVA_HOME")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused) as refused, spark_session("local[1]"):
        raise AssertionError("nothing may start")
    assert code_of(refused) == "SPARK-E002"


@pytest.mark.parametrize("says", ['java version "1.8.0_402"', 'openjdk version "11.0.22" 2024'])
def test_an_old_java_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, says: str) -> None:
    """Java 8 counted itself otherwise."""
    monkeypatch.setenv("JAVA_HOME", str(java(tmp_path, says)))
    with pytest.raises(Refused) as refused:
        check_java()
    assert code_of(refused) == "SPARK-E003"


@pytest.mark.parametrize("says", ['openjdk version "17.0.15" 2025-04-15', 'openjdk version "21"'])
def test_a_java_that_is_new_enough_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, says: str
) -> None:
    """Java 17 and newer."""
    monkeypatch.setenv("JAVA_HOME", str(java(tmp_path, says)))
    check_java()


@pytest.mark.parametrize("master", ["", "http://somewhere:7077", "spark://host", "local[0.5]"])
def test_an_unclear_master_is_named(master: str) -> None:
    """What is no address is refused before it is tried."""
    with pytest.raises(Refused) as refused:
        check_master(master)
    assert code_of(refused) == "SPARK-E004"


def test_a_silent_master_is_named() -> None:
    """Nobody listens there: refused within seconds, not after Spark's minutes."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    with pytest.raises(Refused) as refused:
        check_master(f"spark://127.0.0.1:{port}")
    assert code_of(refused) == "SPARK-E005"


def test_a_master_that_answers_is_taken() -> None:
    """One of several is enough."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert len(check_master(f"spark://127.0.0.1:1,127.0.0.1:{port}")) == 2


def test_a_call_without_a_meaning_in_spark_is_refused() -> None:
    """A new word of the compiler cannot slip through."""
    with pytest.raises(ValueError, match="place_of"):
        for_spark(read("SELECT place_of(a, 3) FROM t"))


def test_the_last_cause_is_told() -> None:
    """Java's pages of traces end in one line."""
    told = "An error occurred\n  at x\nCaused by: Job aborted\n at y\nCaused by: No space left\n"
    assert first_line(Exception(told)) == "No space left"
    assert first_line(Exception("plain")) == "plain"
