"""A Spark session for one run: checked beforehand, quiet, strict, stopped afterwards."""

import importlib
import re
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from goodstanding.core.basis.faults import Refused
from goodstanding.store.spark.faults_spark import (
    MASTER_SILENT,
    MASTER_UNCLEAR,
    NOT_INSTALLED,
    NOT_STARTED,
    STEP_FAILED,
)
from goodstanding.store.spark.java import check_java

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = re.compile(r"local(\[(\d+|\*)\])?")
REMOTE = re.compile(r"spark://([^,:/\s]+:\d+(?:,[^,:/\s]+:\d+)*)|yarn|k8s://\S+")
LOOPBACK = ("127.0.0.1", "localhost")
JAVA = "spark.driver.extraJavaOptions"
PATIENCE = 5
"""Seconds that a master has to open a connection."""
QUIET = Path(__file__).with_name("log4j2.properties")


@contextmanager
def spark_session(
    master: str, *, memory: str = "1g", settings: Mapping[str, str] | None = None
) -> Iterator["SparkSession"]:
    """Open a session on a master and stop it afterwards; refuse with the next step where not.

    `memory`: of each Java process that computes, as Spark writes it · `settings`: further ones of
    Spark. An overflow or a cast that fails ends the run (ANSI mode), it never gives NULL.
    """
    hosts = check_master(master)
    sql = load("pyspark.sql")
    check_java()
    found = settings_of(master, hosts, memory)
    more = dict(settings or {})
    if JAVA in more:
        more[JAVA] = f"{found[JAVA]} {more[JAVA]}"
    builder = sql.SparkSession.builder.appName("goodstanding").master(master)
    for name, value in (found | more).items():
        builder = builder.config(name, value)
    try:
        session: SparkSession = builder.getOrCreate()
    except errors() as error:
        raise Refused(NOT_STARTED.at(master, told=first_line(error))) from error
    try:
        yield session
    finally:
        session.stop()


def load(name: str) -> ModuleType:
    """Return a module of the engine, which only those who chose it have."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise Refused(NOT_INSTALLED.at("pyspark")) from error


def settings_of(master: str, hosts: list[tuple[str, int]], memory: str) -> dict[str, str]:
    """Return the settings that every session has."""
    quiet = f"-Dlog4j2.configurationFile=file:{QUIET}"
    found = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.ansi.enabled": "true",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
        "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
        "spark.sql.sources.parallelPartitionDiscovery.threshold": "100000",
        "spark.sql.join.preferSortMergeJoin": "false",
        "spark.sql.shuffle.partitions": "64",
        JAVA: quiet,
    }
    alone = not hosts and LOCAL.fullmatch(master) is not None
    found |= {"spark.driver.memory": memory} if alone else {"spark.executor.memory": memory}
    if alone or (hosts and all(host in LOOPBACK for host, _ in hosts)):
        found |= {"spark.driver.host": LOOPBACK[0], "spark.driver.bindAddress": LOOPBACK[0]}
    return found


def check_master(master: str) -> list[tuple[str, int]]:
    """Return the hosts of a standalone master, refused where none of them opens a connection."""
    if LOCAL.fullmatch(master):
        return []
    found = REMOTE.fullmatch(master)
    if found is None:
        raise Refused(MASTER_UNCLEAR.at("--master", master=master))
    hosts = []
    for one in (found[1] or "").split(",") if found[1] else ():
        host, _, port = one.rpartition(":")
        hosts.append((host, int(port)))
    told = ""
    for host, port in hosts:
        try:
            with socket.create_connection((host, port), timeout=PATIENCE):
                return hosts
        except (OSError, OverflowError) as error:
            told = str(error)
    if hosts:
        raise Refused(MASTER_SILENT.at("--master", master=master, told=told))
    return hosts


@contextmanager
def named_faults(master: str) -> Iterator[None]:
    """Turn what a job of Spark may run into to a fault with its next step."""
    try:
        yield
    except errors() as error:
        raise Refused(STEP_FAILED.at(master, told=first_line(error))) from error


def errors() -> tuple[type[Exception], ...]:
    """Return what the engine raises."""
    raised = load("pyspark.errors").PySparkException
    broken = load("py4j.protocol").Py4JError
    return (raised, broken)


def first_line(error: Exception) -> str:
    """Return the line of an error that says most: the last cause that Java names, else the first.

    Spark wraps what happened on a worker in pages of traces.
    """
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    causes = [line for line in lines if line.startswith("Caused by: ")]
    told = causes[-1].removeprefix("Caused by: ") if causes else (lines or ["?"])[0]
    return told[:500]
