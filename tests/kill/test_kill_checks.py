"""The server of the check desk is killed while many ask: no answer is without its row."""

import http.client
import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Event

from django.db import connection
from django.utils import timezone
from tests.conftest import Database
from tests.kill.harness import ROOT

from goodstanding.actions.checks.clients import issue
from goodstanding.core.policy.shape import Policy

SENDERS, ANSWERS = 6, 40
MAIN = "from goodstanding.cli.main import main; main()"
Answer = tuple[int, str, str]


def sent(port: int, shown: str, nth: int, enough: Event, count: list[Answer]) -> None:
    """Ask until the server is gone, and keep what was answered."""
    link = http.client.HTTPConnection("127.0.0.1", port)
    headers = {"Authorization": f"Bearer {shown}", "Content-Type": "application/json"}
    turn = 0
    while True:
        turn += 1
        asked = {"entity": f"cn-uscc:{nth}-{turn}", "act": "honour"}
        body = {"purpose": "honours", "reference": f"{nth}-{turn}", "questions": [asked]}
        try:
            link.request("POST", "/api/v1/checks", json.dumps(body), headers)
            found = json.loads(link.getresponse().read())["answers"][0]
        except (OSError, http.client.HTTPException):
            enough.set()
            return
        count.append((int(found["check"]), found["entity"], found["answer"]))
        if len(count) >= ANSWERS:
            enough.set()


def test_no_answer_is_without_its_row(database: Database, policy: Policy) -> None:
    """Promise: after `kill -9` the log holds every check that anybody was answered, unchanged."""
    today: date = timezone.localdate()
    shown = issue(
        "killed",
        office="market_cases",
        purposes=["honours"],
        per_minute=100_000,
        last_day=today + timedelta(days=2),
        secret="s" * 43,
        actor="he",
        on=today,
        policy=policy,
    )
    connection.close()
    answers: list[Answer] = []
    enough = Event()
    with (
        subprocess.Popen(
            [sys.executable, "-c", MAIN, "serve", "--port", "0"],
            cwd=ROOT,
            env={**database.environment, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as server,
        ThreadPoolExecutor(SENDERS) as pool,
    ):
        assert server.stdout is not None
        line = next(one for one in server.stdout if "http" in one)
        port = int(re.findall(r":(\d+)/", line)[0])
        for nth in range(SENDERS):
            pool.submit(sent, port, shown, nth, enough, answers)
        enough.wait()
        server.kill()
    assert len(answers) >= ANSWERS
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, entity, answer FROM check_log ORDER BY id")
        log = cursor.fetchall()
    assert set(answers) <= set(log)
    assert [row[0] for row in log] == list(range(1, len(log) + 1))
