"""The card for zen-engine: one case an entity, compiled once, called in batches.

zen-engine decides single cases; it has no columns. Cases are put together before the clock starts,
days are whole numbers, and only what the card reads is in a case.
"""

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import duckdb
import zen

from bench.hand_sql import TYPES, days
from bench.world import ON, World

EPOCH = dt.date(1970, 1, 1)
KEY = "card"
BATCH = 1_000
Case = dict[str, Any]


def cases(world: World, count: int) -> list[Case]:
    """Return the first entities as cases: records by type; `gone`: out of force since."""
    with duckdb.connect(":memory:") as database:
        rows = database.execute(
            'SELECT entity, type, seq, coalesce("by", 9007199254740991) AS gone,'
            " day - DATE '1970-01-01' AS day, code, coalesce(fine, 0) AS fine"
            f" FROM '{world.flat}' LEFT JOIN '{world.displaced}' USING (seq)"
            f" WHERE entity <= {count} ORDER BY entity"
        ).fetchall()
    found: dict[int, Case] = {
        entity: {"known": world.known, **{name: [] for name in TYPES}}
        for entity in range(1, count + 1)
    }
    for entity, of, seq, gone, day, code, fine in rows:
        found[entity][TYPES[of]].append(
            {"seq": seq, "gone": gone, "day": day, "code": code, "fine": fine}
        )
    return list(found.values())


def content(on: dt.date = ON) -> Case:
    """Return the card as a decision graph: figures, then score, then grade."""
    past = SimpleNamespace(**{name: (day - EPOCH).days for name, day in days(on).items()})
    today = (on - EPOCH).days
    known = f"#.seq <= known and #.gone > known and #.day <= {today}"

    def live(name: str, holds: str) -> str:
        return f"filter({name}, {known} and {holds})"

    course = (
        f"#.day <= {past.m24} ? -7 : #.day <= {past.m12} ? -15 : #.day <= {past.m6} ? -22 : -30"
    )
    figures = {
        "general": f"sum(map({live('penalty', f'#.code == 1 and #.day > {past.m36}')}, {course}))",
        "grave": "-100 * len("
        + live("penalty", f"#.code == 2 and #.day > {past.shown} and #.day <= {past.grace}")
        + ")",
        "heavy": "len("
        + live("penalty", f"#.code == 2 and #.fine >= 2000000 and #.day > {past.m24}")
        + ")",
        "found": f"sum(map({live('inspection', f'#.code >= 2 and #.day > {past.m24}')},"
        " #.code == 2 ? -20 : -60))",
        "clean": f"len({live('inspection', f'#.code <= 1 and #.day > {past.m12}')})",
        "registered": f"len({live('registration', f'#.day <= {past.need}')})",
        "kept": f"len({live('pledge', f'#.code == 1 and #.day > {past.m24}')})",
        "broken": f"-60 * len({live('pledge', f'#.code == 2 and #.day > {past.m36}')})",
        "honours": f"sum(map({live('honour', f'#.day > {past.m60}')},"
        " #.code == 0 ? 50 : #.code == 1 ? 30 : 20))",
    }
    score = (
        "600 + max([max([general, -120]) + max([grave, -200]), -250])"
        " + (kept >= 2 ? 40 : kept == 1 ? 20 : 0) + broken + max([found, -90])"
        " + (clean >= 2 ? 30 : clean == 1 ? 15 : 0) + min([honours, 60])"
    )
    grade = (
        "registered == 0 ? 4 : heavy > 0 and score >= 420 ? 2 :"
        " score >= 640 ? 0 : score >= 560 ? 1 : score >= 420 ? 2 : 3"
    )
    stages = [figures, {"score": score, **{n: n for n in ("registered", "heavy")}}]
    stages.append({"score": "score", "grade": grade})
    nodes = [{"id": "in", "type": "inputNode", "name": "in"}]
    nodes += [expressions(f"e{nth}", stage) for nth, stage in enumerate(stages)]
    nodes.append({"id": "out", "type": "outputNode", "name": "out"})
    ids = [node["id"] for node in nodes]
    edges = [
        {"id": f"{one}-{two}", "sourceId": one, "targetId": two, "type": "edge"}
        for one, two in pairwise(ids)
    ]
    return {"nodes": nodes, "edges": edges}


def expressions(name: str, stage: dict[str, str]) -> Case:
    """Return a node that works out some figures from what came in."""
    each = [{"id": f"{name}{key}", "key": key, "value": value} for key, value in stage.items()]
    return {
        "id": name,
        "type": "expressionNode",
        "name": name,
        "content": {"expressions": each, "passThrough": False},
    }


def engine() -> zen.ZenEngine:
    """Return an engine that holds the card, compiled."""
    return zen.ZenEngine({"loader": {"type": "static", "content": {KEY: content()}}})


def decide(engine: zen.ZenEngine, given: Sequence[Case], *, trace: bool = False) -> list[Case]:
    """Return what the engine says of each case."""
    found: list[Case] = []
    for start in range(0, len(given), BATCH):
        requests = [{"key": KEY, "context": case} for case in given[start : start + BATCH]]
        for answer in engine.evaluate_batch(requests, {"trace": trace}):
            if not answer["success"]:
                raise RuntimeError(f"zen-engine: {answer['error']}")
            found.append(answer["data"]["result"])
    return found
