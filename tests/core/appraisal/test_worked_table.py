"""The table in `docs/guides/appraisal.md`, computed."""

import re
from datetime import date
from pathlib import Path

from tests.core.appraisal.cards import always, model, policy_of, record, record_type, rule

from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.policy.shape import Decay

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "guides" / "appraisal.md"
LINE = re.compile(r"^\| [^|]+ \| ([+-]\d+) \| (\d+) \| ([\d-]*) ?\| ([\d-]*) ?\|$", re.MULTILINE)


def test_the_guides_table_is_what_the_law_says() -> None:
    """Points, running sums and days of every line stand in the guide as they are computed."""
    decay = always((Decay(12, 50), Decay(24, 0)))
    card = model(
        rule("fines", points=always(-30), decay=decay, floor=always(-40)),
        rule("praises", of="praise", points=always(9), cap=always(5)),
        floor=-20,
    )
    found = evaluate(
        card,
        [
            record("1", date(2025, 6, 15)),
            record("2", date(2026, 3, 2)),
            record("3", date(2026, 8, 20)),
            record("4", date(2026, 1, 3), of="praise"),
        ],
        policy=policy_of(record_type("fine"), record_type("praise")),
        on=date(2026, 11, 1),
    )
    subtotal = 0
    computed = []
    for line in found.lines:
        subtotal += line.points
        days = [day.isoformat() if day else "" for day in (line.changes, line.ends)]
        computed.append((f"{line.points:+d}", str(subtotal), *days))
    assert LINE.findall(GUIDE.read_text(encoding="utf-8")) == computed
    assert found.score == 80
