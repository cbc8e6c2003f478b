"""The law of the card, feature by feature, on cards small enough to work out by hand."""

from datetime import date

import pytest
from tests.core.appraisal.cards import (
    LAW,
    WORDS,
    always,
    dated,
    model,
    policy_of,
    record,
    record_type,
    rule,
)

from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.appraisal.result import Appraisal
from goodstanding.core.basis.days import LAST_DAY
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy import values_shape
from goodstanding.core.policy.shape import Decay, Model, Need, Rule, Step, Veto
from goodstanding.core.records.envelope import Record

ON = date(2026, 11, 1)
FINE = record_type("fine", kind="choice", amount="money", size="integer")
PRAISE = record_type("praise")


def appraise(card: Model, *records: Record, on: date = ON, **more: str) -> Appraisal:
    return evaluate(card, records, policy=policy_of(FINE, PRAISE), on=on, **more)


def seen(found: Appraisal) -> list[tuple[str, str, int]]:
    return [(line.kind, line.where, line.points) for line in found.lines]


def test_a_card_without_records_is_its_start() -> None:
    """Nothing known, nothing counted: one line, and no day on which anything changes."""
    found = appraise(model(rule("fines", points=always(-8))))
    assert seen(found) == [("start", "start", 100)]
    assert (found.score, found.grade, found.next_change) == (100, "A", None)


def test_every_matching_record_has_a_line() -> None:
    """Records count one by one, by day and then by number: 9 before 10."""
    card = model(rule("fines", points=always(-8)))
    found = appraise(
        card,
        record("10", date(2026, 1, 1)),
        record("9", date(2026, 1, 1)),
        record("11", date(2025, 1, 1)),
        record("12", date(2025, 1, 1), of="praise"),
    )
    assert [line.records for line in found.lines[1:]] == [("11",), ("9",), ("10",)]
    assert (found.score, found.grade) == (76, "B")


def test_decay_divides_magnitudes_only() -> None:
    """Half of -7 is -3, never -4: the magnitude is cut, the sign put back."""
    steps = always((Decay(12, 50), Decay(24, 0)))
    card = model(rule("fines", points=always(-7), decay=steps))
    found = appraise(card, record("1", date(2025, 6, 15)))
    line = found.lines[1]
    assert (line.points, line.changes, line.ends) == (-3, date(2027, 6, 15), date(2027, 6, 15))
    young = appraise(card, record("1", date(2026, 6, 15))).lines[1]
    assert (young.points, young.changes, young.ends) == (
        -7,
        date(2027, 6, 15),
        date(2028, 6, 15),
    )


def test_grace_shows_the_record_without_points() -> None:
    """Before the grace is over the line stands with 0 points and says when they come."""
    card = model(rule("fines", points=always(-8), grace_days=always(30)))
    found = appraise(card, record("1", date(2026, 10, 20)))
    assert seen(found)[1] == ("record", "fines", 0)
    assert found.lines[1].changes == date(2026, 11, 19) == found.next_change
    assert appraise(card, record("1", date(2026, 10, 2))).score == 92


def test_a_window_ends_on_the_same_day_of_its_last_month() -> None:
    """A record is inside a 12-month window until, not on, the same day a year later."""
    card = model(rule("fines", points=always(-8), within_months=always(12)))
    assert appraise(card, record("1", date(2025, 11, 1))).score == 100
    found = appraise(card, record("1", date(2025, 11, 2)))
    assert (found.score, found.next_change) == (92, date(2026, 11, 2))


def test_what_may_not_be_disclosed_counts_nowhere() -> None:
    """Hidden records have no line; the last day of publicity still counts."""
    card = model(rule("fines", points=always(-8)))
    found = appraise(
        card,
        record("1", date(2026, 1, 1), shown=False),
        record("2", date(2026, 1, 2), shown_until=date(2026, 10, 31)),
        record("3", date(2026, 1, 3), shown_until=ON),
    )
    assert [line.records for line in found.lines[1:]] == [("3",)]
    assert found.lines[1].ends == date(2026, 11, 2) == found.next_change


def test_a_record_of_tomorrow_is_only_announced() -> None:
    """A record that stands from a later day on has no line; that day is the next change."""
    card = model(rule("fines", points=always(-8)))
    found = appraise(card, record("1", date(2026, 12, 24)))
    assert (found.score, len(found.lines), found.next_change) == (100, 1, date(2026, 12, 24))


def test_bounds_have_lines_of_their_own() -> None:
    """Floor and cap of rule, indicator and total each give back or take as a line."""
    card = model(
        rule("fines", points=always(-30), floor=always(-40)),
        rule("praises", of="praise", points=always(9), cap=always(5)),
        floor=-20,
        cap=0,
    )
    found = appraise(
        card,
        record("1", date(2026, 1, 1)),
        record("2", date(2026, 1, 2)),
        record("3", date(2026, 1, 3), of="praise"),
    )
    assert seen(found) == [
        ("start", "start", 100),
        ("record", "fines", -30),
        ("record", "fines", -30),
        ("floor", "fines", 20),
        ("record", "praises", 9),
        ("cap", "praises", -4),
        ("floor", "conduct", 15),
    ]
    assert (found.score, found.indicators) == (80, (("conduct", -20),))
    limited = appraise(model(rule("f", points=always(9)), cap=None, floor=3))
    assert limited.score == 103


def test_the_total_is_bounded_last() -> None:
    """The score itself may be capped and floored."""
    card = model(rule("fines", points=always(-90)))
    low = Model(**{**_values(card), "floor": always(20), "cap": always(95)})
    assert appraise(low, record("1", date(2026, 1, 1))).lines[-1].where == "total"
    assert appraise(low, record("1", date(2026, 1, 1))).score == 20
    assert appraise(low).score == 95


def _values(card: Model) -> dict[str, object]:
    return {name: getattr(card, name) for name in card.__dataclass_fields__}


@pytest.mark.parametrize(
    ("form", "values", "expected"),
    [
        ("count", {}, ("2", -10, ("1", "2"))),
        ("sum", {"field": "amount"}, ("700", -20, ("1", "2"))),
        ("latest", {"field": "size"}, ("3", -10, ("2",))),
        ("days_since", {}, ("274", -20, ("2",))),
    ],
)
def test_measures_turn_one_number_into_points(
    form: str, values: dict[str, object], expected: tuple[str, int, tuple[str, ...]]
) -> None:
    """A number is worth the points of the last step that it reaches."""
    steps = always((Step(1, 0), Step(2, -10), Step(100, -20)))
    found = appraise(
        model(rule("m", form, steps=steps, **values)),
        record("1", date(2026, 1, 1), fields={"amount": "300"}),
        record("2", date(2026, 1, 31), fields={"amount": "400", "size": "3"}),
    )
    line = found.lines[1]
    assert (line.kind, line.number, line.points, line.records) == (
        "measure",
        expected[0],
        expected[1],
        expected[2],
    )


def test_no_record_has_points_of_its_own() -> None:
    """`latest` and `days_since` give `none_points` where nothing matches; `count` counts to 0."""
    none = {"steps": always((Step(0, -5),)), "none_points": always(4)}
    assert appraise(model(rule("m", "days_since", **none))).score == 104
    assert appraise(model(rule("m", "latest", field="size", **none))).score == 104
    assert appraise(model(rule("m", "count", steps=always((Step(0, -5),))))).score == 95
    assert len(appraise(model(rule("m", "count", steps=always((Step(1, -5),))))).lines) == 1


def test_a_table_gives_points_by_value() -> None:
    """With `each`, a value outside the table is no match; with `latest` it is worth 0."""
    table = always({"warning": -1, "fine": -8})
    records = (
        record("1", date(2026, 1, 1), fields={"kind": "fine"}),
        record("2", date(2026, 1, 2), fields={"kind": "other"}),
    )
    each = appraise(model(rule("r", field="kind", points_by_value=table)), *records)
    assert (each.score, len(each.lines)) == (92, 2)
    latest = appraise(model(rule("r", "latest", field="kind", points_by_value=table)), *records)
    assert (latest.score, latest.lines[1].number) == (100, "other")


def test_days_since_names_its_next_step() -> None:
    """Without any new record, the day on which the next step is reached is the next change."""
    rising = always((Step(0, -10), Step(365, 0)))
    found = appraise(model(rule("m", "days_since", steps=rising)), record("1", date(2026, 1, 1)))
    assert (found.score, found.next_change) == (90, date(2027, 1, 1))
    assert found.lines[1].ends == date(2027, 1, 1)


def test_a_veto_limits_the_grade_until_it_ends() -> None:
    """A veto takes no points; the grade is at most the named one until its last record goes."""
    veto = Veto("v", WORDS, "fine", LAW, always("C"), within_months=always(24))
    found = appraise(
        model(rule("p", of="praise", points=always(1)), vetoes=(veto,)),
        record("1", date(2025, 1, 31)),
        record("2", date(2025, 3, 1)),
    )
    assert (found.score, found.grade) == (100, "C")
    assert (found.lines[-1].kind, found.lines[-1].ends) == ("veto", date(2027, 3, 1))
    assert found.next_change == date(2027, 1, 31)


def test_needs_come_before_any_grade() -> None:
    """Where too little is known there is no grade, whatever the score; the line says what."""
    need = Need("age", WORDS, "days_since_first", "praise", always(180))
    found = appraise(
        model(rule("fines", points=always(-50)), needs=(need,)),
        record("1", date(2026, 9, 1), of="praise"),
    )
    assert (found.grade, found.lines[-1].number) == ("N", "61")
    assert found.lines[-1].ends == date(2027, 2, 28) == found.next_change
    many = Need("many", WORDS, "count", "praise", always(2))
    assert appraise(model(rule("fines", points=always(-50)), needs=(many,))).grade == "N"


def test_conditions_choose_records() -> None:
    """A rule's `when` decides which records it is about."""
    large = rule(
        "large", points=always(-8), when=values_shape.Test("amount", "at_least", ("50000",))
    )
    found = appraise(
        model(large),
        record("1", date(2026, 1, 1), fields={"amount": "50000"}),
        record("2", date(2026, 1, 2), fields={"amount": "49999", "unheard_of": "1"}),
        record("3", date(2026, 1, 3)),
    )
    assert [line.records for line in found.lines[1:]] == [("1",)]


def test_a_dated_value_announces_its_day() -> None:
    """Values of tomorrow change nothing today and name the day; an ended rule is silent."""
    card = model(rule("fines", points=dated((date(2020, 1, 1), -8), (date(2027, 1, 1), -2))))
    found = appraise(card, record("1", date(2026, 1, 1)))
    assert (found.score, found.next_change) == (92, date(2027, 1, 1))
    ended = dated((date(2020, 1, 1), -8), (date(2026, 1, 1), None))
    silent = model(rule("fines", points=ended, cap=always(-1)))
    assert seen(appraise(silent, record("1", date(2026, 1, 1)))) == [("start", "start", 100)]


def test_disputed_marks_and_changes_no_points() -> None:
    """An open objection is shown elsewhere; the score is the same."""
    card = model(rule("fines", points=always(-8)))
    plain = appraise(card, record("1", date(2026, 1, 1)))
    assert appraise(card, record("1", date(2026, 1, 1), disputed=True)) == plain


def test_a_class_that_is_off_is_refused() -> None:
    """Class 92 is never graded unless a law in force is named; any other basis does not do."""
    card = model(rule("fines", points=always(-8)))
    for basis in ("", "demo", "law#4", "unknown"):
        with pytest.raises(Refused, match="APPRAISAL-E001"):
            appraise(card, entity_class="92", class_basis=basis)
    assert appraise(card, entity_class="92", class_basis="law#3").score == 100
    with pytest.raises(Refused, match="APPRAISAL-E001"):
        appraise(card, entity_class="92", class_basis="law#3", on=date(2031, 1, 1))


def test_days_outside_the_calendar_are_refused() -> None:
    """The calendar's last day means "never", so nothing is appraised on it."""
    with pytest.raises(Refused, match="APPRAISAL-E002"):
        appraise(model(rule("fines", points=always(-8))), on=LAST_DAY)


def test_an_unknown_rule_form_has_no_lines() -> None:
    """A rule without any points in force gives nothing, whatever matches."""
    bare = Rule("r", WORDS, "each", "fine", LAW)
    assert appraise(model(bare), record("1", date(2026, 1, 1))).score == 100
