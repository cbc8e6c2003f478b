"""`goodstanding demo`: the main job from end to end, with a short summary."""

import gc
import random
import resource
import secrets
import time
from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path

import click
from django.conf import settings

from goodstanding.actions.upkeep import initialise
from goodstanding.cli.show import language, out, progress, say, show_json, table
from goodstanding.cli.show_city import city_as_json, show_city, show_logins
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy
from goodstanding.demo.chicago.run import ChicagoAhead, process_beside, run_chicago
from goodstanding.demo.chicago.summary import COLUMNS, ChicagoSummary, table_row
from goodstanding.demo.city import rates
from goodstanding.demo.city.ahead import Judging, WrittenAhead
from goodstanding.demo.city.officers import Login, name_everybody, open_logins
from goodstanding.demo.city.write import Plan, files_expected
from goodstanding.demo.fresh import make_room
from goodstanding.demo.run_city import CitySummary, run_city
from goodstanding.store.fingerprint_key import fingerprint_key
from goodstanding.store.queries.archive import entity_by_key
from goodstanding.store.shelf import load_policy
from goodstanding.store.unhurried import durable_at_the_end

SEED_BYTES = 32
PASSWORD_BYTES = 9
ROWS_BETWEEN_COLLECTIONS = 30_000
"""Rows hold no circles: looking for some among millions of them only costs time."""
CHICAGO_FOLDER = "chicago"
Told = Callable[[str, int, int], None]


@click.command(
    "demo",
    epilog="\b\nExamples:\n"
    "  goodstanding demo\n"
    "  goodstanding demo --no-chicago --entities 2000 --records 16000\n"
    "  goodstanding demo --json",
)
@click.option("--entities", default=rates.ENTITIES, show_default=True, help="Organisations.")
@click.option("--records", default=rates.RECORDS, show_default=True, help="Records of theirs.")
@click.option("--months", default=rates.MONTHS, show_default=True, help="Monthly batches.")
@click.option("--seed", default=rates.SEED, show_default=True, help="Of the fictional city.")
@click.option("--chicago/--no-chicago", default=True, help="Replay the real city too.")
@click.option("--json", "json_wanted", is_flag=True, help="Print the figures as JSON.")
def command(
    *, entities: int, records: int, months: int, seed: int, chicago: bool, json_wanted: bool
) -> None:
    """Run a real and a fictional city through the whole system, in a database of its own.

    An earlier demonstration in GOODSTANDING_HOME is replaced; anything else is left alone.
    """
    plan = Plan(entities=entities, records=records, months=months, seed=seed).checked()
    began = time.perf_counter()
    policy = load_policy()
    gc.set_threshold(ROWS_BETWEEN_COLLECTIONS, 50, 50)
    folder = make_room()
    initialise()
    seed_of_salts = secrets.token_hex(SEED_BYTES)
    judging = Judging(policy, seed_of_salts, fingerprint_key())
    city_files = WrittenAhead(folder, plan, random.Random, judging)
    seconds: dict[str, float] = {}
    try:
        with process_beside() as beside, progress() as bar, durable_at_the_end():
            tasks: dict[str, int] = {}

            def told(what: str, done: int, total: int) -> None:
                if what not in tasks:
                    tasks[what] = bar.add_task(what, total=total)
                bar.update(tasks[what], completed=done, total=total)  # type: ignore[arg-type]

            started = time.perf_counter()
            replayed = _chicago(policy, beside, told) if chicago else None
            seconds["chicago"] = time.perf_counter() - started
            if replayed:
                # Neither beside the writer nor beside the appraisal: all three cost memory.
                city_files.then(replayed.work_out, replayed.await_figures)
            started = time.perf_counter()
            city = run_city(
                city_files,
                folder=folder,
                policy=policy,
                seed=seed_of_salts,
                chance=random.Random(plan.seed),  # noqa: S311 (a fictional city, no secret)
                expected=files_expected(plan),
                progress=told,
            )
            logins = _logins(city.agent_of, policy)
            seconds["city"] = time.perf_counter() - started
            real = replayed.summary() if replayed else None
    finally:
        city_files.stop()
    seconds["all"] = time.perf_counter() - began
    _show(city, real, seconds, policy, logins, json_wanted=json_wanted)


def _logins(key: str, policy: Policy) -> tuple[Login, ...]:
    """Let somebody look around; passwords are new each time, and made in a demonstration only."""
    entity = entity_by_key(key)
    if entity is None:
        return ()

    def make_password() -> str:
        return secrets.token_urlsafe(PASSWORD_BYTES)

    name_everybody(policy)
    return open_logins(key, entity.name, make_password=make_password, policy=policy)


def _chicago(policy: Policy, beside: Executor, told: Told) -> ChicagoAhead:
    """Go first: the real city's days lie before the fictional one's."""
    folder = Path(settings.HOME) / CHICAGO_FOLDER
    folder.mkdir(exist_ok=True)
    return run_chicago(
        policy=policy,
        folder=folder,
        seed=secrets.token_hex(SEED_BYTES),
        beside=beside,
        progress=told,
    )


def _megabytes() -> dict[str, int]:
    """Return the greatest memory of this process, and of the largest of its children."""
    return {
        "main": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "largest_child": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024,
    }


def _show(
    city: CitySummary,
    real: ChicagoSummary | None,
    seconds: dict[str, float],
    policy: Policy,
    logins: tuple[Login, ...],
    *,
    json_wanted: bool,
) -> None:
    memory = _megabytes()
    if json_wanted:
        show_json(
            {
                "city": city_as_json(city),
                "chicago": real.as_json() if real else None,
                "logins": {one.login: one.password for one in logins},
                "seconds": {name: round(spent, 1) for name, spent in seconds.items()},
                "megabytes": memory,
            }
        )
        return
    show_city(city, policy)
    if real:
        show_chicago(real)
    show_logins(logins)
    words = (
        "用时 {all:.0f} 秒（真实城市 {chicago:.0f}，示范城市 {city:.0f}）；"
        "内存 {main} MB，最大子进程 {child} MB"
        if language() == "zh"
        else "{all:.0f} s (real city {chicago:.0f}, fictional city {city:.0f}); "
        "memory {main} MB, largest child {child} MB"
    )
    out.print(
        words.format(**seconds, main=memory["main"], child=memory["largest_child"]),
        highlight=False,
    )


PUBLISHED = Text(
    "公布的窗口 2014-09-02 至 10-31；公布的 7.4 天主要来自由谁检查",
    "The published window, 2014-09-02 to 10-31; the published 7.4 days are mostly who inspects",
)


def show_chicago(real: ChicagoSummary) -> None:
    """Print the orders of the real city's inspections: rolling windows, then the published one."""
    chinese = language() == "zh"
    table(
        f"芝加哥餐饮检查：{real.inspections:,} 次检查，{real.batches} 批"
        if chinese
        else f"Chicago food inspections: {real.inspections:,} inspections, {real.batches} batches",
        [say(column) for column in COLUMNS],
        [table_row(say(order.title), order.rolling) for order in real.figures.orders],
    )
    table(
        say(PUBLISHED),
        [say(column) for column in COLUMNS],
        [
            table_row(say(order.title), order.published)
            for order in (*real.figures.orders, *real.figures.explained)
        ],
    )
