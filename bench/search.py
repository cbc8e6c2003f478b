"""The bars of search and screening, beside rapidfuzz, tantivy and nomenklatura's logic-v2.

`python -m bench.search [--rows N] [--repeat 5]`. One register in SQLite: fictional names, and real
ones of the shared folder where it is, read in place. All sides are asked the same questions, which
were held out; medians over the rounds. Ratio above 1: ours is faster, or finds more.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import django
import pyarrow.parquet as pq

FOLDER = tempfile.TemporaryDirectory(prefix="goodstanding-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "goodstanding.site.settings"
os.environ["GOODSTANDING_HOME"] = FOLDER.name
os.environ["GOODSTANDING_DATABASE"] = ""
django.setup()

from django.db import connection, transaction  # noqa: E402
from pypinyin import Style, lazy_pinyin  # noqa: E402

from bench.measure import REPEAT  # noqa: E402
from bench.names import fictional  # noqa: E402
from bench.search_peers import PEERS, Peer, logic_v2  # noqa: E402
from bench.search_queries import Question, questions  # noqa: E402
from goodstanding.actions.upkeep import initialise  # noqa: E402
from goodstanding.core.entities.names import fold_name  # noqa: E402
from goodstanding.store.dialect import add_rows  # noqa: E402
from goodstanding.store.queries.screen import read_index, screen  # noqa: E402
from goodstanding.store.queries.screen_file import Asked  # noqa: E402
from goodstanding.store.queries.search import search  # noqa: E402
from goodstanding.store.search.fill import fill_index  # noqa: E402

ROWS = 200_000
SEED = 20261122
ASKED_OF_EACH = 20
"""Questions of each kind."""
PEER_ASKED = 60
"""Questions that a slow peer is asked: a sample, spread over the kinds."""
SCREENED = 2000
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "cn_registry"
UNSCREENED = {"two", "place and two", "part", "initials"}
"""Kinds that people type and files do not hold."""
Told = dict[str, Any]
Answer = Callable[[str], Sequence[str]]


def read_aloud(text: str) -> list[str]:
    """Return the syllables of a text, as a phrase-wise reader hears them."""
    return [each.lower() for each in lazy_pinyin(text, style=Style.NORMAL) if each.isalpha()]


def fill(names: Sequence[str]) -> None:
    """Make a register with these names and index them."""
    initialise()
    with transaction.atomic(), connection.cursor() as cursor:
        for table in ("entity", "key_owner", "entity_name"):
            cursor.execute(f"DELETE FROM {table}")
        keys = [f"made-up:{at}" for at in range(len(names))]
        add_rows(
            cursor,
            "entity",
            ("number", "key", "scheme", "code", "name", "entity_class", "status", "searchable"),
            [(at, key, "made-up", str(at), names[at], "", "", True) for at, key in enumerate(keys)],
        )
        add_rows(
            cursor,
            "key_owner",
            ("key", "entity", "since_seq"),
            [(key, at, 1) for at, key in enumerate(keys)],
        )
        add_rows(
            cursor,
            "entity_name",
            ("entity", "name", "folded", "first_day", "current"),
            [(at, one, fold_name(one), "2024-01-01", True) for at, one in enumerate(names)],
        )
        fill_index()


def ask(answer: Answer, asked: Iterable[Question]) -> tuple[list[float], float]:
    """Return the seconds of each question, and how many in a hundred found what was meant."""
    seconds, found = [], []
    for one in asked:
        began = time.perf_counter()
        names = answer(one.text)
        seconds.append(time.perf_counter() - began)
        found.append(one.meant in names[:10])
    return seconds, 100 * sum(found) / len(found)


def our_search(text: str) -> list[str]:
    """Return the ten names that we answer first."""
    return [hit.name for hit in search(text, limit=10)]


def row(name: str, ours: float, peer: float, peer_name: str, unit: str, workload: str) -> Told:
    """Return one bar; more is better for what is counted, less for what is timed."""
    more = unit in {"names/s", "% found"}
    best, other = (ours, peer) if more else (peer, ours)
    return {
        "name": name,
        "ours": round(ours, 3),
        "peer": round(peer, 3),
        "peer_name": peer_name,
        "ratio": round(best / other, 3) if other else 0.0,
        "unit": unit,
        "workload": workload,
    }


def search_rows(
    asked: Sequence[Question], peers: Sequence[Peer], repeat: int, told: str
) -> list[Told]:
    """Return the bars of one question at a time: latency and what was found."""
    bars = []
    for peer in peers:
        share = asked[:: max(1, len(asked) // PEER_ASKED)] if peer.slow else asked
        ours, theirs = [], []
        for _ in range(repeat):
            our_seconds, our_found = ask(our_search, share)
            their_seconds, their_found = ask(peer.answer, share)
            ours.append(1000 * statistics.median(our_seconds))
            theirs.append(1000 * statistics.median(their_seconds))
        work = (
            f"{told}, {len(share)} held-out questions of {len({one.kind for one in share})} kinds"
        )
        middle = statistics.median(ours), statistics.median(theirs)
        bars.append(row("search, median latency", *middle, peer.name, "ms", work))
        bars.append(row("search, meant name in the first ten", our_found, their_found, peer.name,
                        "% found", work))  # fmt: skip
    return bars


def screening_rows(
    asked: Sequence[Question], peers: Sequence[Peer], repeat: int, told: str
) -> list[Told]:
    """Return the bars of a whole file: names a second, and what was found."""
    file = [Asked(at, one.text, "") for at, one in enumerate(asked)]
    bars, speeds = [], []
    began = time.perf_counter()
    index = read_index()
    reading = time.perf_counter() - began
    for _ in range(repeat):
        began = time.perf_counter()
        answers = list(screen(file, most=10, least=300, index=index))
        speeds.append(len(file) / (time.perf_counter() - began))
    hits = [
        question.meant in [match.name for match in answer.matches]
        for question, answer in zip(asked, answers, strict=True)
    ]
    ours = statistics.median(speeds)
    step = max(1, len(asked) // PEER_ASKED)
    share, same = asked[::step], hits[::step]
    found = 100 * sum(same) / len(same)
    work = f"{told}, {len(file)} names; index read once in {reading:.1f} s"
    for peer in peers:
        sampled = work + f"; peer on a sample of {len(share)}, found: of the same"
        theirs = [ask(peer.answer, share) for _ in range(repeat)]
        speed = statistics.median(len(share) / sum(seconds) for seconds, _ in theirs)
        bars.append(row("screening", ours, speed, peer.name, "names/s", sampled))
        bars.append(row("screening, meant name in the first ten", found, theirs[-1][1], peer.name,
                        "% found", sampled))  # fmt: skip
    scored = logic_v2()
    if scored:
        theirs = [ask(lambda text: scored(text, index.near(fold_name(text), most=50)), share)]
        speed = len(share) / sum(theirs[0][0])
        sampled = work + f"; peer on the same 50 candidates, a sample of {len(share)}"
        bars.append(row("screening", ours, speed, "nomenklatura logic-v2", "names/s", sampled))
        bars.append(row("screening, meant name in the first ten", found, theirs[0][1],
                        "nomenklatura logic-v2", "% found", sampled))  # fmt: skip
    return bars


def rows(count: int = ROWS, repeat: int = REPEAT) -> list[Told]:
    """Return the bars of search and screening."""
    named = fictional(count, seed=SEED)
    names = [one.name for one in named]
    real = _real_names(count // 2)
    every = list(dict.fromkeys([*names, *real]))
    fill(every)
    held = [
        one
        for one in questions(named[:: max(1, count // 400)], seed=SEED, read=read_aloud)
        if one.held_out
    ]
    by_kind: dict[str, list[Question]] = {}
    for one in held:
        by_kind.setdefault(one.kind, []).append(one)
    asked = [one for some in by_kind.values() for one in some[:ASKED_OF_EACH]]
    filed = [one for one in held if one.kind not in UNSCREENED][:SCREENED]
    told = f"{len(names)} fictional and {len(real)} real names, SQLite"
    peers = [peer(every) for peer in PEERS]
    return [
        *search_rows(asked, peers, repeat, told),
        *screening_rows(filed, peers, repeat, told),
    ]


def _real_names(most: int) -> list[str]:
    """Return names of the shared register, read in place, or none where it is absent."""
    file = SHARED / "registry_sample.parquet"
    if not file.exists():
        return []

    column: list[str] = pq.read_table(file, columns=["name"])["name"].to_pylist()
    return list(dict.fromkeys(column))[:most]


def main() -> None:
    """Print the bars, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--repeat", type=int, default=REPEAT)
    given = parser.parse_args()
    for one in rows(given.rows, given.repeat):
        sys.stdout.write(json.dumps(one, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
