"""The check desk over HTTP: `goodstanding serve`, asked by clients that keep their connections.

`python -m bench.check_desk_http REGISTER LISTED REQUESTS CLIENTS REPEAT` prints figures as JSON.
The server is a process of its own, as installed; the clients are threads of this one. One question
in ten is about a listed entity; every answer is looked at.
"""

import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstanding.site.settings")
django.setup()

import psutil  # noqa: E402
from django.db import connection  # noqa: E402

from bench.check_desk_side import questions_of  # noqa: E402
from bench.check_world import ACTS, entered, filled, key, listed  # noqa: E402
from goodstanding.actions.checks.clients import FASTEST, issue  # noqa: E402
from goodstanding.actions.upkeep import initialise  # noqa: E402
from goodstanding.core.measures.asked import Question  # noqa: E402
from goodstanding.store.shelf import load_policy  # noqa: E402

MAIN = "from goodstanding.cli.main import main; main()"
BATCH = 100
OK = 200


class Asking:
    """One client: its connection, its key, how long each answer took."""

    def __init__(self, port: int, shown: str) -> None:
        """Connect."""
        self.connection = http.client.HTTPConnection("127.0.0.1", port)
        self.headers = {"Authorization": f"Bearer {shown}", "Content-Type": "application/json"}
        self.seconds: list[float] = []

    def ask(self, questions: Sequence[Question]) -> list[str]:
        """Ask one request; return the verdicts."""
        said = {
            "purpose": "honours",
            "reference": "T-12",
            "questions": [{"entity": one.entity, "act": one.act} for one in questions],
        }
        began = time.perf_counter()
        self.connection.request("POST", "/api/v1/checks", json.dumps(said), self.headers)
        answer = self.connection.getresponse()
        found = answer.read()
        self.seconds.append(time.perf_counter() - began)
        if answer.status != OK:
            raise RuntimeError(found.decode())
        return [one["answer"] for one in json.loads(found)["answers"]]


def asked(
    requests: Sequence[Sequence[Question]], clients: int, port: int, shown: str, barred: set[str]
) -> tuple[float, list[float]]:
    """Send requests by so many clients at once; return the time it took, and each answer's."""
    parts = [requests[nth::clients] for nth in range(clients)]

    def sends(part: Sequence[Sequence[Question]]) -> list[float]:
        client = Asking(port, shown)
        for one in part:
            found = client.ask(one)
            right = ["no" if each.entity in barred else "yes" for each in one]
            if found != right:
                raise RuntimeError(f"wrong answers: {found}")
        return client.seconds

    with ThreadPoolExecutor(clients) as pool:
        began = time.perf_counter()
        each = [second for part in pool.map(sends, parts) for second in part]
        return time.perf_counter() - began, each


def main(given: Sequence[str]) -> None:
    """Set the stage, serve, ask, tell."""
    register, barred, count, clients, repeat = map(int, given)
    policy = load_policy()
    initialise()
    for number in range(barred):
        listed(policy, number, entered(policy, number))
    filled(barred, register)
    on = datetime.now(UTC).date()
    shown = issue(
        "bench",
        office="market_cases",
        purposes=["honours"],
        per_minute=FASTEST,
        last_day=on + timedelta(days=1),
        secret="s" * 43,
        actor="bench",
        on=on,
        policy=policy,
    )
    connection.close()
    questions = [Question(one.entity, ACTS[0]) for one in questions_of(count, barred, register)]
    no = {key(number) for number in range(barred)}
    with subprocess.Popen(
        [sys.executable, "-c", MAIN, "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        try:
            told = measured(server, questions, clients, repeat, shown, no)
        finally:
            server.terminate()
    sys.stdout.write(json.dumps(told) + "\n")


def measured(
    server: "subprocess.Popen[str]",
    questions: Sequence[Question],
    clients: int,
    repeat: int,
    shown: str,
    no: set[str],
) -> dict[str, float]:
    """Return figures: one question a request, and a hundred a request."""
    if server.stdout is None:
        raise RuntimeError("the server's words are not read")
    line = next(one for one in server.stdout if "http" in one)
    port = int(re.findall(r":(\d+)/", line)[0])
    process = psutil.Process(server.pid)
    ones = [[one] for one in questions]
    many = [questions[nth : nth + BATCH] for nth in range(0, len(questions), BATCH)]
    asked(ones[: 2 * clients], clients, port, shown, no)
    wall, spent, seconds, batch = [], [], [], []
    for _ in range(repeat):
        before = process.cpu_times()
        took, each = asked(ones, clients, port, shown, no)
        after = process.cpu_times()
        wall.append(took / len(ones))
        spent.append((after.user + after.system - before.user - before.system) / len(ones))
        seconds += each
        took, _ = asked(many, clients, port, shown, no)
        batch.append(took / len(questions))
    seconds.sort()
    return {
        "wall": statistics.median(wall),
        "processor": statistics.median(spent),
        "batch_wall": statistics.median(batch),
        "middle_ms": 1000 * statistics.median(seconds),
        "p99_ms": 1000 * seconds[int(0.99 * (len(seconds) - 1))],
        "worst_ms": 1000 * seconds[-1],
    }


if __name__ == "__main__":
    main(sys.argv[1:])
