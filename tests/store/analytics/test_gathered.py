"""What is gathered in arrays is what the engine groups and joins, and what the law says."""
# ruff: noqa: ANN401 (a change stands in for functions of any signature)

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.appraisal.cards import always, model, policy_of, record_type, rule
from tests.store.analytics.drawn_cards import Card
from tests.store.analytics.drawn_records import MemoryReader
from tests.store.analytics.test_planted import ENTITIES, Case, drawn_cases

from goodstanding.core.policy.conditions import SEVERITY
from goodstanding.core.policy.shape import Publicity, RecordType, Rule
from goodstanding.core.policy.values_shape import All, Condition, Not, Test
from goodstanding.store.analytics import gather, kinds
from goodstanding.store.analytics.compile import compile_parts
from goodstanding.store.analytics.compile_gathered import Column, compile_gathering
from goodstanding.store.analytics.duckdb_run import appraise_all
from goodstanding.store.analytics.gather import Gathered
from goodstanding.store.analytics.kinds import Kinds, Places

FIRST = date(2026, 10, 31)
MANY = 400
BY_KINDS, ONE_BY_ONE = 8, 4
"""Cards of which most records have kinds, and cards with records that are asked one by one."""
LEAST = 20
"""Record types of those cards that have kinds."""
FINITE = ("choice", "choices", "integer", "money", "day")


# --- cards of which every record has a kind -----------------------------------------------------


def with_kinds(card: Card) -> Card:
    """Return a card that never looks at a value itself: all its records have kinds."""
    types = {}
    for name, one in card.policy.record_types.items():
        severity = tuple(replace(case, when=finite(case.when, one)) for case in one.severity)
        shown = one.publicity
        if shown.until_field:
            shown = Publicity(always=True)
        types[name] = replace(
            one, severity=severity, publicity=shown, hidden_when=finite(one.hidden_when, one)
        )
    indicators = tuple(
        replace(one, rules=tuple(_finite(rule, types[rule.of]) for rule in one.rules))
        for one in card.model.indicators
    )
    vetoes = tuple(replace(v, when=finite(v.when, types[v.of])) for v in card.model.vetoes)
    needs = tuple(replace(n, when=finite(n.when, types[n.of])) for n in card.model.needs)
    model = replace(card.model, indicators=indicators, vetoes=vetoes, needs=needs)
    policy = replace(card.policy, record_types=types, models={model.id: model})
    return replace(card, model=model, policy=policy)


def _finite(rule: Rule, record_type: RecordType) -> Rule:
    """Return a rule without the sum of a field: it counts instead."""
    rule = replace(rule, when=finite(rule.when, record_type))
    return replace(rule, form="count", field=None) if rule.form == "sum" else rule


def finite(condition: Condition | None, record_type: RecordType) -> Condition | None:
    """Return a condition in which tests of texts always hold."""
    if isinstance(condition, Test):
        is_one = condition.field == SEVERITY
        is_one = is_one or record_type.fields[condition.field].kind in FINITE
        return condition if is_one else All(())
    if isinstance(condition, Not):
        return Not(finite(condition.part, record_type) or All(()))
    if condition is None:
        return None
    return replace(
        condition, parts=tuple(finite(part, record_type) or All(()) for part in condition.parts)
    )


def is_equal(case: Case) -> bool:
    """Return whether what is gathered gives what the law says."""
    card, rows, law = case
    reader = MemoryReader(rows, ENTITIES)
    found = appraise_all(card.model, card.policy, reader, on=card.on, gathered=True)
    return list(found) == law


# --- defects ------------------------------------------------------------------------------------


def _places(change: Callable[[Places], Places]) -> Callable[[Any], Any]:
    """Return a change of the kinds of every field."""

    def changed(original: Callable[..., Any]) -> Callable[..., Any]:
        def places_of(*asked: Any) -> Any:
            found = original(*asked)
            return None if found is None else tuple(map(change, found))

        return places_of

    return changed


def _without_first_cut(place: Places) -> Places:
    if not place.cuts:
        return place
    return replace(place, examples=place.examples[1:], cuts=place.cuts[1:])


def _one_word_less(place: Places) -> Places:
    if not place.is_choice or len(place.examples) < 2:
        return place
    return replace(place, examples=place.examples[:-1])


def _one_group_for_another(place: Places) -> Places:
    return replace(place, groups=place.groups and (*place.groups[1:], place.groups[0] << 1))


def _way(old: str, new: str) -> Callable[[Any], Any]:
    """Return a change that gathers in another way."""

    def changed(original: type[Gathered]) -> Callable[..., Gathered]:
        def made(column: Column, width: int) -> Gathered:
            return original(replace(column, way=new) if column.way == old else column, width)

        return made

    return changed


def _a_day_later(original: Callable[..., Any]) -> Callable[..., Any]:
    return lambda self, days, *rest: original(self, days + 1, *rest)


def _all_decide(original: Callable[..., Any]) -> Callable[..., Any]:
    def add(found: Any, places: Any, values: Any) -> None:
        apart = {name: Gathered(replace(one.column, by=""), 0) for name, one in found.items()}
        for name, one in apart.items():
            one.values, one._is_there = found[name].values, found[name]._is_there
        original(apart, places, values)

    return add


PLANTED: dict[str, tuple[Any, str, Callable[[Any], Any]]] = {
    "a number that nothing is compared with": (gather, "places_of", _places(_without_first_cut)),
    "a named word taken for another": (gather, "places_of", _places(_one_word_less)),
    "words of another test": (gather, "places_of", _places(_one_group_for_another)),
    "the kind of the next day": (Kinds, "given", _a_day_later),
    "the latest change, not the soonest": (gather, "Gathered", _way("least", "latest")),
    "the first record, not the latest": (gather, "Gathered", _way("latest", "first")),
    "one record for all of them": (gather, "Gathered", _way("sum", "of")),
    "the last that is read decides": (gather, "add", _all_decide),
}


def test_gathered_is_equal_to_the_law_and_defects_are_noticed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The sound way equals the law on cards of kinds and on any; with a defect it does not."""
    cases = drawn_cases(BY_KINDS, with_kinds)
    told: list[bool] = []
    found = kinds.places_of

    def noted(*asked: Any) -> Any:
        places = found(*asked)
        told.append(places is not None)
        return places

    with monkeypatch.context() as patch:
        patch.setattr(gather, "places_of", noted)
        assert all(is_equal(case) for case in cases)
        assert told.count(True) >= LEAST
        told.clear()
        assert all(is_equal(case) for case in drawn_cases(ONE_BY_ONE))
        assert told.count(False) >= LEAST // 2
    for name, (home, function, changed) in PLANTED.items():
        with monkeypatch.context() as patch:
            patch.setattr(home, function, changed(getattr(home, function)))
            assert not all(is_equal(case) for case in cases), name


@pytest.mark.long
def test_many_gathered_are_equal_to_the_law() -> None:
    """The same of many cards, sound."""
    assert all(is_equal(case) for case in drawn_cases(MANY, with_kinds))
    assert all(is_equal(case) for case in drawn_cases(MANY))


def test_records_that_give_nothing_are_not_read() -> None:
    """A word without points is left out by the reader; not where a missing one counts."""
    types = (record_type("praise", kind="choice"),)
    table = always({"b": 5, "c": 7})
    valued = rule("valued", of="praise", field="kind", points=None, points_by_value=table)
    missing = rule("missing", of="praise", points=always(3), when=Test("kind", "absent"))
    for rules, among in (((valued,), {"kind": [1, 2]}), ((valued, missing), {})):
        card = model(*rules)
        policy = policy_of(*types, models=(card,))
        words, fields = {("praise", "kind"): ("a", "b", "c")}, {"praise": ("kind",)}
        parts = compile_parts(card, policy, words, on=FIRST)
        gathering = compile_gathering(card, policy, parts, words, on=FIRST)
        found = gather.gatherer(card, policy, words, gathering, fields)
        assert found.kinds["praise"].among == among


# --- arrays -------------------------------------------------------------------------------------


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(-(2**62), 2**62)), max_size=12))
def test_sums_are_whole_or_refused(given_to: list[tuple[int, int]]) -> None:
    """A sum is exact however the parts lie; one that no column holds is never wrapped around."""
    column = Gathered(Column("sum_x", "sum"), 4)
    for place, value in given_to:
        column.add(np.array([place]), np.array([value]))
    sums = [[value for at, value in given_to if at == place] for place in range(4)]
    if any(not -(2**63) <= sum(one) < 2**63 for one in sums):
        with pytest.raises(OverflowError):
            column.taken(slice(0, 4))
    else:
        said = column.taken(slice(0, 4)).to_pylist()
        assert said == [sum(one) if one else None for one in sums]
