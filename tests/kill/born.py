"""Children of the kill tests, asked for where they are killed: see `nursery.py`."""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

from tests.kill.nursery import MOST

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Child:
    """A running process of a kill test."""

    pid: int
    stdout: IO[str]
    line: socket.socket
    ended: int | None = None

    def kill(self) -> None:
        """End it at once."""
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Return how it ended: 0, 1, or the negative number of a signal."""
        if self.ended is None:
            self.ended = int(self.line.recv(MOST))
        return self.ended


@cache
def nursery() -> socket.socket:
    """Start the nursery of this test process; it ends when nobody can ask it any more."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.kill.nursery", str(theirs.fileno())],
            cwd=ROOT,
            # One thread: a process that forks must not have others.
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "OPENBLAS_NUM_THREADS": "1"},
            pass_fds=[theirs.fileno()],
        )

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


@contextmanager
def child(
    module: str, *arguments: object, environment: Mapping[str, str], stderr: IO[str] | None = None
) -> Iterator[Child]:
    """Let `tests.kill.MODULE` run in a process of its own, in the repository's folder."""
    line = nursery()
    reading, writing = os.pipe()
    with os.fdopen(reading, encoding="utf-8") as stdout, os.fdopen(writing) as theirs:
        request = json.dumps([module, list(map(str, arguments)), dict(environment)])
        errors = stderr or sys.__stderr__
        assert errors is not None
        socket.send_fds(line, [request.encode()], [theirs.fileno(), errors.fileno()])
        pid = int(line.recv(MOST))
        theirs.close()
        one = Child(pid, stdout, line)
        try:
            yield one
        finally:
            if one.ended is None:
                one.kill()
                one.wait()


def run(module: str, *arguments: object, environment: Mapping[str, str]) -> tuple[int, str, str]:
    """Run a child to its end, killed or not; return how it ended, and what it wrote to both."""
    with os.fdopen(os.memfd_create("errors"), "w+", encoding="utf-8") as errors:
        with child(module, *arguments, environment=environment, stderr=errors) as one:
            said = one.stdout.read()
            code = one.wait()
        errors.seek(0)
        return code, said, errors.read()
