"""A real standalone cluster on loopback: a master and workers, each a process group of its own."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import IO

import pyspark

PROGRAM = Path(pyspark.__file__).parent / "bin" / "spark-class"
MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"
LOOPBACK = "127.0.0.1"
PATIENCE = 120
"""Seconds after which a cluster that did not come up is a failure."""


@dataclass
class Cluster:
    """A master that has its workers; `lost` is set when it has missed one."""

    url: str
    workers: list["subprocess.Popen[str]"]
    lost: Event

    def kill_a_worker(self) -> None:
        """Kill a worker and what it runs, at once."""
        end(self.workers[0])


@contextmanager
def cluster(folder: Path, *, workers: int) -> Iterator[Cluster]:
    """Start a master and workers of one core each; stop them all afterwards."""
    folder.mkdir(parents=True)
    url = f"spark://{LOOPBACK}:{free_port()}"
    started: list[subprocess.Popen[str]] = []
    ready, lost = Event(), Event()
    try:
        master = start(folder, MASTER, "-p", url.rpartition(":")[2])
        started.append(master)
        listening = Event()
        Thread(
            target=listen, args=(master.stderr, workers, listening, ready, lost), daemon=True
        ).start()
        assert listening.wait(PATIENCE), "the master did not come up"
        for nth in range(workers):
            place = folder / f"worker-{nth}"
            place.mkdir()
            worker = start(place, WORKER, "-c", "1", "-m", "700m", "-d", str(place), url)
            started.append(worker)
            Thread(target=drain, args=(worker.stderr,), daemon=True).start()
        assert ready.wait(PATIENCE), "the workers did not come up"
        yield Cluster(url, started[1:], lost)
    finally:
        for process in reversed(started):
            end(process)


def start(folder: Path, name: str, *arguments: str) -> "subprocess.Popen[str]":
    """Start a part of the cluster, in a process group of its own."""
    return subprocess.Popen(
        [PROGRAM, name, "-h", LOOPBACK, "--webui-port", "0", *arguments],
        cwd=folder,
        env={**os.environ, "SPARK_DAEMON_MEMORY": "256m", "SPARK_LOCAL_IP": LOOPBACK},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def listen(told: IO[str], workers: int, listening: Event, ready: Event, lost: Event) -> None:
    """Read what a master says about itself and its workers until it ends."""
    registered = 0
    for line in told:
        if "New state: ALIVE" in line:
            listening.set()
        if "Registering worker" in line:
            registered += 1
            if registered == workers:
                ready.set()
        if "Removing worker" in line:
            lost.set()


def drain(told: IO[str]) -> None:
    """Read what a worker says, so that it never waits."""
    for _ in told:
        pass


def end(process: "subprocess.Popen[str]") -> None:
    """Kill a process group, and wait until it is gone."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stderr:
        process.stderr.close()


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as held:
        held.bind((LOOPBACK, 0))
        return int(held.getsockname()[1])
