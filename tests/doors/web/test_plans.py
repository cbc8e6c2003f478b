"""Promises about how what is asked all day is found: by an index, however much there is."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from django.db import connection
from django.test import Client
from tests.actions.case_world import build as built
from tests.doors import world as w

from goodstanding.actions.intake.identify import judge
from goodstanding.core.policy.shape import Policy
from goodstanding.store.queries.like_cases import like_cases
from goodstanding.store.queries.permits import running_permits

COUNT = 1_500
GREAT = ("ledger_entry", "ledger_content", "current_record", "entity_name", "entity", "key_owner")
"""Tables that grow with the register."""
PLANNED = ("SELECT", "WITH", "UPDATE", "DELETE", "INSERT")
PARTIAL = {"entry_judgement", "entry_erasure"}
"""Indexes of a few entries: to read one whole is what it is for."""
LATER = date(2026, 7, 1)
Given = Sequence[object] | None
Execute = Callable[[str, Given, bool, dict[str, object]], object]


@contextmanager
def plans_watched(great: Sequence[str] = GREAT) -> Iterator[dict[str, str]]:
    """Ask for the plan of every statement just before it runs; what it reads whole, by statement.

    PostgreSQL is kept from reading a small table whole out of thrift: what is left has no index.
    """
    whole: dict[str, str] = {}
    asking = False

    def watch(
        execute: Execute, sql: str, params: Given, many: bool, context: dict[str, object]
    ) -> object:
        nonlocal asking
        if not asking and sql.lstrip().startswith(PLANNED) and (params or not many):
            asking = True
            one = cast("Given", params[0]) if many and params else params
            found = _read_whole(sql, one, great)
            if found:
                whole[" ".join(sql.split())] = found
            asking = False
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield whole


def _read_whole(sql: str, params: Given, great: Sequence[str]) -> str:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET enable_seqscan = off")
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
            ((plan,),) = cursor.fetchall()
            cursor.execute("RESET enable_seqscan")
            told = plan if isinstance(plan, list) else json.loads(plan)
            return ", ".join(_scans(told[0]["Plan"], great, limited=False))
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        steps = [row[3] for row in cursor.fetchall()]
    named = re.findall(rf"\b({'|'.join(great)})\s+(?:AS\s+)?(\w+)", sql)
    tables = {name: name for name in great} | {alias: table for table, alias in named}
    return ", ".join(
        f"{tables[scan[1]]}: {step}"
        for step in steps
        if (scan := re.match(r"SCAN (\w+)", step)) and scan[1] in tables and "LIMIT 1" not in sql
    )


def _scans(plan: dict[str, Any], great: Sequence[str], *, limited: bool) -> Iterator[str]:
    """Give the great tables that a plan reads whole; the first rows in an index's order are few."""
    table = plan.get("Relation Name", "")
    whole = "Index Cond" not in plan and plan["Node Type"] != "Bitmap Heap Scan" and not limited
    index = plan.get("Index Name", "")
    if table in great and plan["Node Type"].endswith("Scan") and whole and index not in PARTIAL:
        yield f"{table}: {plan['Node Type']} {index}"
    for child in plan.get("Plans", ()):
        yield from _scans(child, great, limited=plan["Node Type"] == "Limit")


def _send(folder: Path, policy: Policy, name: str, numbers: range, on: date) -> None:
    registered = [
        w.registration(w.code(at), f"云州松风{at}商贸有限公司", "2019-03-04") for at in numbers
    ]
    fined = [w.penalty(w.code(at), f"云州松风{at}商贸有限公司", at, "2026-01-09") for at in numbers]
    for department, rows, encoding in (
        ("market_registry", registered, "utf-8"),
        ("market_regulation", fined, "gb18030"),
    ):
        w.send(
            folder / f"{name}-{department}",
            department,
            on=on,
            policy=policy,
            file=w.csv_file(rows, encoding),
        )


@pytest.mark.usefixtures("database")
def test_what_is_asked_all_day_is_found_by_an_index(tmp_path: Path, policy: Policy) -> None:
    """Pages, their twins, a small file, a judgement: no great table is read whole.

    An erasure is not among them: it looks in the index of names for what nobody bears any more.
    """
    _send(tmp_path, policy, "first", range(1, COUNT + 1), w.EARLY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(headers={"host": "127.0.0.1"})
    with plans_watched() as whole:
        for address in (
            f"/zh/entity/cn-uscc:{w.code(7)}",
            f"/zh/entity/cn-uscc:{w.code(7)}?on=2026-02-01",
            f"/zh/entity/cn-uscc:{w.code(7)}.json",
            "/zh/search?q=云州松风7商贸有限公司",
            "/zh/search?q=松风77",
            f"/zh/search?q={w.code(9)}",
        ):
            assert client.get(address).status_code == 200, address
        _send(tmp_path, policy, "second", range(COUNT - 2, COUNT + 3), LATER)
        keys = (f"cn-uscc:{w.code(3)}", f"cn-uscc:{w.code(4)}")
        judge("same", *keys, on=LATER, actor="t", policy=policy, seed="s", reason="r")
    assert not whole, "\n\n".join(f"{found} IN {sql}" for sql, found in whole.items())


@pytest.mark.usefixtures("database")
def test_like_cases_and_what_is_allowed_are_found_by_their_effect(policy: Policy) -> None:
    """Beside the form in which one decides, and on the page of permissions: by an index."""
    built(policy)
    with plans_watched(("case_effect", "case_event", "case_form", "case_file")) as whole:
        like_cases("market_violation", ["honours_limit"], since=w.EARLY)
        running_permits(policy=policy, on=LATER)
    assert not whole, "\n\n".join(f"{found} IN {sql}" for sql, found in whole.items())
