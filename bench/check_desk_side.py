"""The check desk on a fresh database, in a process of its own: prints figures as JSON.

`python -m bench.check_desk_side REGISTER LISTED ASKED PURE FILE REPEAT`. The measures are those of
designations that were led through every act and served. One question in ten is about a listed one.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstanding.site.settings")
django.setup()

from django.db import connection, connections, transaction  # noqa: E402

from bench.check_world import ACTS, ASKED_ON, entered, filled, key, listed  # noqa: E402
from bench.measure import alternate  # noqa: E402
from goodstanding.actions.checks.desk import check  # noqa: E402
from goodstanding.actions.checks.together import Desk, Request  # noqa: E402
from goodstanding.actions.upkeep import initialise  # noqa: E402
from goodstanding.core.measures.asked import Question  # noqa: E402
from goodstanding.core.measures.may import may  # noqa: E402
from goodstanding.core.policy.shape import Policy  # noqa: E402
from goodstanding.store.cases.checks import Asking  # noqa: E402
from goodstanding.store.cases.measures import taken_against  # noqa: E402
from goodstanding.store.shelf import load_policy  # noqa: E402

EVERY_LISTED = 10
AT_ONCE = 16
Told = dict[str, object]


def ask(questions: Sequence[Question], policy: Policy, on: date = ASKED_ON) -> list[str]:
    """Ask the desk in one call, which is one commit."""
    found = check(
        questions,
        actor="desk",
        purpose="tender T-12",
        department="permits_office",
        on=on,
        policy=policy,
    )
    return [one.verdict for one in found]


def ask_desk(desk: Desk, policy: Policy, questions: Sequence[Question]) -> list[float]:
    """Ask the desk one by one, beside others; return how long each took."""
    asking = Asking("desk", "permits_office", "tender T-12")
    seconds = []
    for one in questions:
        began = time.perf_counter()
        desk.ask(Request((one,), asking, ASKED_ON, policy, lambda first, _: str(first)))
        seconds.append(time.perf_counter() - began)
    connections.close_all()
    return seconds


def ask_at_once(questions: Sequence[Question], policy: Policy) -> list[float]:
    """Ask by so many threads at once; return how long each answer took."""
    desk = Desk()
    parts = [questions[nth::AT_ONCE] for nth in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [one for told in pool.map(partial(ask_desk, desk, policy), parts) for one in told]


def questions_of(count: int, barred: int, register: int) -> list[Question]:
    """Return questions, one in so many about an entity that was listed."""
    found = []
    for nth in range(count):
        number = nth // EVERY_LISTED % barred if nth % EVERY_LISTED == 0 else nth % register
        found.append(Question(key(number), ACTS[nth % len(ACTS)]))
    return found


def main(given: Sequence[str]) -> None:
    """Set the stage, measure, tell."""
    register, barred, asked, pure, rows, repeat = map(int, given)
    policy = load_policy()
    initialise()
    for number in range(barred):
        listed(policy, number, entered(policy, number))
    filled(barred, register)
    taken = taken_against(key(number) for number in range(barred))
    facts = [(name, [one.measure for one in found]) for name, found in taken.items()]
    one_by_one = questions_of(asked, barred, register)
    file = questions_of(rows, barred, register)
    check_answers(policy, barred, register)
    seconds: list[float] = []
    seconds_together: list[float] = []

    def purely() -> None:
        for nth in range(pure):
            name, measures = facts[nth % len(facts)]
            may(policy, name, ACTS[nth % len(ACTS)], measures, on=ASKED_ON)

    def logged() -> None:
        for one in one_by_one:
            began = time.perf_counter()
            ask([one], policy)
            seconds.append(time.perf_counter() - began)

    def together() -> None:
        seconds_together.extend(ask_at_once(one_by_one, policy))

    def bare() -> None:
        for nth in range(asked):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("INSERT INTO bare (note) VALUES (%s)", [key(nth)])

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, note TEXT)")
    sides = {
        "pure": purely,
        "logged": logged,
        "together": together,
        "bare": bare,
        "file": lambda: ask(file, policy),
    }
    counts = {"pure": pure, "logged": asked, "together": asked, "bare": asked, "file": rows}
    spent = alternate(sides, repeat=repeat)
    check_log()
    told: Told = {
        side: {"wall": one.wall / counts[side], "processor": one.cpu / counts[side]}
        for side, one in spent.items()
    }
    for name, each in (("", seconds), ("together_", seconds_together)):
        told[f"{name}middle_ms"] = 1000 * statistics.median(each)
        told[f"{name}p99_ms"] = 1000 * sorted(each)[int(0.99 * (len(each) - 1))]
    told["measures"] = sum(len(measures) for _, measures in facts)
    sys.stdout.write(json.dumps(told) + "\n")


def check_log() -> None:
    """Make sure that every answer of every side left its row."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*), max(id) FROM check_log")
        if len(set(cursor.fetchone())) != 1:
            raise RuntimeError("the log has a gap")


def check_answers(policy: Policy, barred: int, register: int) -> None:
    """Make sure that the stage is what it is said to be: the listed are barred, nobody else is."""
    no = ask([Question(key(number), ACTS[0]) for number in range(barred)], policy)
    yes = ask([Question(key(number), ACTS[0]) for number in range(barred, register)][:100], policy)
    if set(no) != {"no"} or not set(yes) <= {"yes"}:
        raise RuntimeError(f"the stage is wrong: {set(no)}, {set(yes)}")


if __name__ == "__main__":
    main(sys.argv[1:])
