"""The bytes of an appraisal: the same value, the same bytes, and back again."""

from datetime import date

import orjson
import rfc8785
from tests.core.appraisal.cards import always, model, policy_of, record, record_type, rule

from goodstanding.core.appraisal.canonical import appraisal_bytes, read_appraisal
from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.policy.shape import Decay, Step


def test_bytes_are_canonical_and_are_read_back() -> None:
    """Equal to RFC 8785 as another implementation writes it, and nothing is lost on the way."""
    card = model(
        rule("fines", points=always(-7), decay=always((Decay(12, 50),)), cap=always(-20)),
        rule("m", "count", steps=always((Step(1, 3),))),
    )
    found = evaluate(
        card,
        [record("1", date(2026, 1, 1), shown_until=date(2027, 1, 1))],
        policy=policy_of(record_type("fine")),
        on=date(2026, 11, 1),
    )
    data = appraisal_bytes(found)
    assert data == rfc8785.dumps(orjson.loads(data))
    assert read_appraisal(data) == found
