"""How well pairs of names are told apart: our likeness beside rapidfuzz and logic-v2.

`python -m bench.matching [--rows N]`. Generated Chinese pairs (a name and another way to write it,
against the most alike other name of the register) and, where the shared folder is, its labelled
pairs, to which nothing was tuned. F1 at each side's best threshold, in per cent.
"""

import argparse
import csv
import importlib
import importlib.util
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pypinyin import Style, lazy_pinyin
from rapidfuzz import fuzz

from bench.names import fictional
from bench.search_queries import questions
from goodstanding.core.entities.likeness import likeness, ready
from goodstanding.core.entities.names import fold_name
from goodstanding.store.queries.screen_index import NameIndex

ROWS = 4000
SEED = 20261123
ASKED = 600
PAIRS = Path(__file__).resolve().parents[2] / "shared" / "data" / "name_matching" / "pairs.csv"
TYPED_ONLY = {"exact", "two", "place and two", "part", "initials", "any order"}
Pair = tuple[str, str, bool]


def ours(left: str, right: str) -> float:
    """Return our likeness."""
    return likeness(ready(fold_name(left)), ready(fold_name(right))).score


def peers() -> dict[str, Callable[[str, str], float]]:
    """Return the other sides, those that are installed."""
    sides: dict[str, Callable[[str, str], float]] = {
        "rapidfuzz WRatio": lambda left, right: fuzz.WRatio(left.lower(), right.lower()),
        "rapidfuzz ratio": lambda left, right: fuzz.ratio(left.lower(), right.lower()),
    }
    if importlib.util.find_spec("nomenklatura"):
        algorithm = importlib.import_module("nomenklatura.matching").get_algorithm("logic-v2")
        proxy = importlib.import_module("followthemoney").EntityProxy
        settings = algorithm.default_config()

        def company(name: str, key: str) -> object:
            data = {"id": key, "schema": "Company", "properties": {"name": [name]}}
            return proxy.from_dict(data)

        sides["nomenklatura logic-v2"] = lambda left, right: float(
            algorithm.compare(company(left, "a"), company(right, "b"), settings).score
        )
    return sides


def best_f1(scores: Sequence[float], meant: Sequence[bool]) -> float:
    """Return F1 at the best threshold, in per cent."""
    best = 0.0
    for least in set(scores):
        right = sum(one >= least and same for one, same in zip(scores, meant, strict=True))
        told = sum(one >= least for one in scores)
        best = max(best, 200 * right / (told + sum(meant)) if told else 0.0)
    return best


def chinese_pairs(count: int) -> list[Pair]:
    """Return as many pairs of the same organisation as of different ones, hard to tell apart."""
    named = fictional(count, seed=SEED)
    index = NameIndex(fold_name(one.name) for one in named)
    pairs: list[Pair] = []
    for one in questions(named[::7], seed=SEED, read=_read):
        if one.held_out and one.kind not in TYPED_ONLY and len(pairs) < 2 * ASKED:
            own = fold_name(one.meant)
            other = next((near for near in index.near(own, most=5) if near != own), "")
            pairs += [(one.text, one.meant, True), (one.text, other, False)]
    return pairs


def _read(text: str) -> list[str]:
    return [each.lower() for each in lazy_pinyin(text, style=Style.NORMAL) if each.isalpha()]


def labelled_pairs() -> list[Pair]:
    """Return the shared labelled pairs, or none where they are absent."""
    if not PAIRS.exists():
        return []
    with PAIRS.open(encoding="utf-8") as file:
        return [
            (row["name1"], row["name2"], row["is_match"] == "True") for row in csv.DictReader(file)
        ]


def rows(count: int = ROWS, repeat: int = 1) -> list[dict[str, Any]]:
    """Return the bars of matching; they do not vary, so `repeat` changes nothing."""
    del repeat
    bars = []
    sets = {"Chinese pairs, generated": chinese_pairs(count), "labelled pairs": labelled_pairs()}
    for title, pairs in sets.items():
        meant = [same for _, _, same in pairs]
        own = best_f1([ours(left, right) for left, right, _ in pairs], meant) if pairs else 0.0
        for name, side in peers().items() if pairs else ():
            theirs = best_f1([side(left, right) for left, right, _ in pairs], meant)
            bars.append(
                {
                    "name": f"matching, {title}",
                    "ours": round(own, 1),
                    "peer": round(theirs, 1),
                    "peer_name": name,
                    "ratio": round(own / theirs, 3),
                    "unit": "% F1",
                    "workload": f"{len(pairs)} pairs, best threshold of each side",
                }
            )
    return bars


def main() -> None:
    """Print the bars, one a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--repeat", type=int, default=1)
    given = parser.parse_args()
    for one in rows(given.rows, given.repeat):
        sys.stdout.write(json.dumps(one, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
