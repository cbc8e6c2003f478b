"""What an entity left to its successor, as the packs say it: proposals, never a decision.

Nothing here moves a record. A duty is the successor's to perform; an entry or a measure reaches it
by a notice and a decision of its own; a grade never does. What no pack names does not pass.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goodstanding.core.measures.facts import InForce
from goodstanding.core.policy.shape import Policy
from goodstanding.core.policy.succession_shape import Passes, Succession
from goodstanding.core.records.envelope import Record


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that stands against the predecessor, and what becomes of it by which rule.

    `what`: a record, by its entry, or a measure, by its id · `procedure`: by which the successor
    gets a notice of its own; "" where none may be opened.
    """

    what: str
    id: str
    kind: str
    rule: str
    passes: Passes
    basis: str
    procedure: str


def left_behind(
    policy: Policy,
    change: str,
    records: Sequence[Record],
    measures: Sequence[InForce],
    *,
    on: date,
) -> tuple[Left, ...]:
    """Return what a predecessor's records and measures of a day leave to its successor."""
    rules = [one for one in policy.succession.values() if change in one.changes]
    adverse = {name for name, one in policy.record_types.items() if one.effect == "adverse"}
    found: list[Left] = []
    for record in records:
        shown = record.day <= on and record.is_shown_on(on) and not record.disputed
        if shown and (record.record_type in adverse or _named(rules, record.record_type)):
            found += _by_rule(rules, "record", record.id, record.record_type)
    for measure in measures:
        if measure.starts <= on and (measure.ends is None or on <= measure.ends):
            found += _by_rule(rules, "measure", measure.id, measure.measure)
    return tuple(found)


def _named(rules: Sequence[Succession], kind: str) -> bool:
    return any(one.what == "record" and kind in one.of for one in rules)


def _by_rule(rules: Sequence[Succession], what: str, id_: str, kind: str) -> Iterator[Left]:
    """Yield what the first rule about a thing says; what no rule names does not pass."""
    for one in rules:
        if one.what == what and (not one.of or kind in one.of):
            yield Left(what, id_, kind, one.id, one.passes, one.basis, one.procedure)
            return
    yield Left(what, id_, kind, "", "never", "", "")
