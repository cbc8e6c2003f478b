"""Counts how often each pair of features took part in an evaluation of the campaign."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from tests.store.analytics.drawn_cards import Card

from goodstanding.core.policy.conditions import holds
from goodstanding.core.policy.shape import Need, Rule, Veto
from goodstanding.core.records.envelope import Record

OPERATORS = (
    *("op:is", "op:in", "op:has", "op:at_least", "op:at_most", "op:between"),
    *("op:present", "op:absent", "op:all", "op:any", "op:not", "op:on severity"),
)
FORMS = ("form:each", "form:count", "form:sum", "form:latest", "form:days_since")
DATED = ("dated:turned", "dated:coming", "dated:ended")
OF_EACH = ("grace", "decay", "each by value")
OF_RULES = ("within", "rule floor", "rule cap")
PUBLICITY = (
    *("publicity:plain", "publicity:monthly", "publicity:graded"),
    *("publicity:dated", "publicity:closing"),
)
OF_RECORDS = ("hidden", "over", "future", "disputed")
BOUNDS = ("indicator floor", "indicator cap", "total floor", "total cap")
OTHERS = (
    *("latest by value", "none_points", "veto", "veto within"),
    *("need:count", "need:days_since_first", "need within"),
)
FEATURES = (
    *(OPERATORS + FORMS + DATED + OF_EACH + OF_RULES + PUBLICITY),
    *(OF_RECORDS + BOUNDS + OTHERS),
)
Pair = frozenset[str]


def pairs_together() -> Iterable[Pair]:
    """Yield every pair of features."""
    return map(frozenset, combinations(FEATURES, 2))


def pairs_in_one_rule() -> Iterable[Pair]:
    """Yield the pairs of features that meet in one rule: what it is, and which records it takes."""
    shapes = FORMS + OF_RULES + OF_EACH + ("latest by value", "none_points")
    takes = OPERATORS + DATED + PUBLICITY
    within = combinations(OF_RULES + OF_EACH, 2)
    return map(frozenset, (*product(shapes, takes), *product(OPERATORS, PUBLICITY), *within))


@dataclass
class Drawn:
    """How often features, and pairs of them, took part."""

    evaluations: int = 0
    _sets: Counter[frozenset[str]] = field(default_factory=Counter)
    _sets_of_rules: Counter[frozenset[str]] = field(default_factory=Counter)

    def add(self, card: Card, records: Sequence[Record]) -> None:
        """Count an evaluation: features of the card, and of the parts that records of it meet."""
        self.evaluations += 1
        touched = set(card.model_tags)
        for part in _parts(card):
            types = card.policy.record_types[part.of].fields
            met = [
                record
                for record in records
                if record.record_type == part.of
                and holds(part.when, record.fields, severity=record.severity, types=types)
            ]
            if met:
                tags = frozenset(card.rule_tags[part.id] | _seen_in(met, card))
                touched |= tags
                self._sets_of_rules[tags] += 1
        self._sets[frozenset(touched)] += 1

    def together(self) -> Counter[Pair]:
        """Return how often the features of each pair took part in one evaluation."""
        return _pairs(self._sets)

    def in_one_rule(self) -> Counter[Pair]:
        """Return how often the features of each pair met in one rule."""
        return _pairs(self._sets_of_rules)


def _pairs(sets: Counter[frozenset[str]]) -> Counter[Pair]:
    """Return all pairs of what lay in the same set: the sets recur, so they are counted first."""
    found: Counter[Pair] = Counter()
    for tags, times in sets.items():
        for pair in combinations(sorted(tags), 2):
            found[frozenset(pair)] += times
    return found


def _parts(card: Card) -> list[Rule | Veto | Need]:
    """Return what looks at records in a card."""
    rules = [rule for indicator in card.model.indicators for rule in indicator.rules]
    return [*rules, *card.model.vetoes, *card.model.needs]


def _seen_in(records: Sequence[Record], card: Card) -> set[str]:
    """Return the features of records on the card's day."""
    found = set()
    for record in records:
        if not record.shown:
            found.add("hidden")
        elif not record.is_shown_on(card.on):
            found.add("over")
        if record.day > card.on:
            found.add("future")
        if record.disputed:
            found.add("disputed")
    return found
