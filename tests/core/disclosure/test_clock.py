"""The publicity clock: how long, by which law, and what is never shown."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodstanding.core.basis.days import add_months
from goodstanding.core.disclosure.clock import severity_of, shown
from goodstanding.core.policy.shape import Policy

NEW_LAW = date(2026, 4, 1)


def until(
    policy: Policy, type_id: str, fields: dict[str, str], day: date, *, on: date
) -> tuple[bool, date | None]:
    record_type = policy.record_types[type_id]
    severity = severity_of(record_type, fields)
    return shown(policy, record_type, fields, severity, day, on=on)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"procedure": "summary", "kinds": "fine", "fine": "20000"}, "minor"),
        ({"procedure": "ordinary", "kinds": "warning"}, "minor"),
        ({"procedure": "ordinary", "kinds": "warning|criticism"}, "minor"),
        ({"procedure": "ordinary", "kinds": "fine", "fine": "999999"}, "minor"),
        ({"procedure": "ordinary", "kinds": "fine", "fine": "1000000"}, "general"),
        ({"procedure": "ordinary", "kinds": "warning|confiscation"}, "general"),
        ({"procedure": "ordinary", "kinds": "fine", "fine": "100000000"}, "serious"),
        ({"procedure": "ordinary", "kinds": "fine|stop_production", "fine": "1"}, "serious"),
        ({"kinds": "revoke_permit"}, "serious"),
        ({"procedure": "summary", "kinds": "revoke_permit"}, "minor"),
    ],
)
def test_a_penalty_has_the_severity_of_its_first_case(
    policy: Policy, fields: dict[str, str], expected: str
) -> None:
    """Summary procedure is minor before all else; then kinds and amounts decide."""
    assert severity_of(policy.record_types["administrative_penalty"], fields) == expected


def test_the_last_day_is_shown(policy: Policy) -> None:
    """A general penalty of 31 August 2026 is shown up to and including 31 August 2027."""
    fields = {"kinds": "confiscation"}
    day = date(2026, 8, 31)
    assert until(policy, "administrative_penalty", fields, day, on=day) == (
        True,
        date(2027, 8, 31),
    )


def test_an_old_penalty_falls_under_the_milder_new_law(policy: Policy) -> None:
    """Three years under the older order; one year as soon as the newer one is in force."""
    fields, day = {"kinds": "confiscation"}, date(2024, 6, 20)
    before = until(policy, "administrative_penalty", fields, day, on=date(2025, 12, 24))
    after = until(policy, "administrative_penalty", fields, day, on=date(2025, 12, 25))
    assert before == (True, date(2027, 6, 20))
    assert after == (True, date(2025, 6, 20))


def test_minor_records_are_not_published_under_the_new_law(policy: Policy) -> None:
    """Public criticism was shown for three months before 1 April 2026, and is not since then."""
    fields, day = {"kinds": "criticism"}, date(2026, 3, 1)
    before = until(policy, "administrative_penalty", fields, day, on=date(2026, 3, 31))
    assert before == (True, date(2026, 6, 1))
    assert until(policy, "administrative_penalty", fields, day, on=NEW_LAW) == (False, None)


@settings(max_examples=200)
@given(
    st.dates(date(2019, 1, 1), date(2027, 12, 31)),
    st.dates(date(2021, 9, 1), date(2028, 12, 31)),
    st.sampled_from(("criticism", "confiscation", "close")),
)
def test_no_law_lengthens_what_an_earlier_law_ended(
    policy: Policy, day: date, on: date, kind: str
) -> None:
    """Publicity is never longer than the law of the day asked about allows."""
    is_shown, last = until(policy, "administrative_penalty", {"kinds": kind}, day, on=on)
    severity = severity_of(policy.record_types["administrative_penalty"], {"kinds": kind})
    months = policy.severities[severity].months_max.on(on)
    assert months is not None
    assert not is_shown or (last is not None and last <= add_months(day, months))


@pytest.mark.parametrize(
    ("type_id", "fields", "expected"),
    [
        ("complaint", {}, (False, None)),
        ("administrative_penalty", {"kinds": "close", "status": "annulled"}, (False, None)),
        ("administrative_penalty", {"kinds": "warning"}, (False, None)),
        ("registration", {}, (True, None)),
        ("abnormal_operation", {}, (True, None)),
        ("abnormal_operation", {"removed_day": "2026-10-30"}, (True, date(2026, 10, 30))),
        ("tax_grade", {"grade": "A"}, (True, date(2027, 5, 1))),
        ("tax_grade", {"grade": "D"}, (False, None)),
        ("court_default", {"performance": "part"}, (True, None)),
        ("court_default", {"performance": "full"}, (False, None)),
    ],
)
def test_each_way_of_publicity(
    policy: Policy,
    type_id: str,
    fields: dict[str, str],
    expected: tuple[bool, date | None],
) -> None:
    """Closed types and annulled acts are never shown; the other ways end as they say."""
    assert until(policy, type_id, fields, date(2026, 5, 1), on=date(2026, 11, 20)) == expected


def test_a_class_without_a_value_in_force_is_not_shown(policy: Policy) -> None:
    """Where no law of any day says that a class is published, it is not."""
    record_type = replace(policy.record_types["administrative_penalty"], severity=())
    day = date(2026, 5, 1)
    assert shown(policy, record_type, {}, "", day, on=day) == (False, None)
