"""The rival in matching names, in the environment `.venv-names`: one question a line, one answer.

Reads `{"text": ..., "near": [...]}`, writes the ten of `near` that are most alike, best first.
Imports nothing of ours: it runs beside another DuckDB.
"""

import json
import sys

from followthemoney import EntityProxy
from nomenklatura.matching import get_algorithm


def company(name: str, key: str) -> EntityProxy:
    """Return a company of a name."""
    data = {"id": key, "schema": "Company", "properties": {"name": [name]}}
    return EntityProxy.from_dict(data)


def main() -> None:
    """Answer until nobody asks."""
    algorithm = get_algorithm("logic-v2")
    settings = algorithm.default_config()
    for line in sys.stdin:
        given = json.loads(line)
        asked = company(given["text"], "asked")
        scores = [
            (algorithm.compare(asked, company(one, str(at)), settings).score, one)
            for at, one in enumerate(given["near"])
        ]
        ranked = [one for _, one in sorted(scores, key=lambda pair: -pair[0])[:10]]
        sys.stdout.write(json.dumps(ranked) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
