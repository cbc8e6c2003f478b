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
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstanding.site.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402

from bench.check_world import ACTS, ASKED_ON, entered, filled, key, listed  # noqa: E402
from bench.measure import alternate  # noqa: E402
from goodstanding.actions.measure_check import check  # noqa: E402
from goodstanding.actions.upkeep import initialise  # noqa: E402
from goodstanding.core.measures.asked import Question  # noqa: E402
from goodstanding.core.measures.may import may  # noqa: E402
from goodstanding.core.policy.shape import Policy  # noqa: E402
from goodstanding.store.cases.measures import taken_against  # noqa: E402
from goodstanding.store.shelf import load_policy  # noqa: E402

EVERY_LISTED = 10
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

    def purely() -> None:
        for nth in range(pure):
            name, measures = facts[nth % len(facts)]
            may(policy, name, ACTS[nth % len(ACTS)], measures, on=ASKED_ON)

    def logged() -> None:
        for one in one_by_one:
            began = time.perf_counter()
            ask([one], policy)
            seconds.append(time.perf_counter() - began)

    def bare() -> None:
        for nth in range(asked):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("INSERT INTO bare (note) VALUES (%s)", [key(nth)])

    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, note TEXT)")
    sides = {
        "pure": purely,
        "logged": logged,
        "bare": bare,
        "file": lambda: ask(file, policy),
    }
    counts = {"pure": pure, "logged": asked, "bare": asked, "file": rows}
    spent = alternate(sides, repeat=repeat)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*), max(id) FROM check_log")
        if len(set(cursor.fetchone())) != 1:
            raise RuntimeError("the log has a gap")
    told: Told = {
        side: {"wall": one.wall / counts[side], "processor": one.cpu / counts[side]}
        for side, one in spent.items()
    }
    told["middle_ms"] = 1000 * statistics.median(seconds)
    told["p99_ms"] = 1000 * sorted(seconds)[int(0.99 * (len(seconds) - 1))]
    told["measures"] = sum(len(measures) for _, measures in facts)
    sys.stdout.write(json.dumps(told) + "\n")


def check_answers(policy: Policy, barred: int, register: int) -> None:
    """Make sure that the stage is what it is said to be: the listed are barred, nobody else is."""
    no = ask([Question(key(number), ACTS[0]) for number in range(barred)], policy)
    yes = ask([Question(key(number), ACTS[0]) for number in range(barred, register)][:100], policy)
    if set(no) != {"no"} or not set(yes) <= {"yes"}:
        raise RuntimeError(f"the stage is wrong: {set(no)}, {set(yes)}")


if __name__ == "__main__":
    main(sys.argv[1:])
