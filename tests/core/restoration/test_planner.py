"""The planner: the stories' days, which rules govern, and grades computed by the law itself."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.measures.shipped import FIRM, policy, standing

from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.measures.facts import Conduct
from goodstanding.core.records.envelope import Record
from goodstanding.core.records.standing import as_record
from goodstanding.core.restoration.clocks import clocks_from
from goodstanding.core.restoration.planner import Asked, Entry, Facts, Item, Plan, plan

MODEL = policy().models["public_credit"]


def record(kind: str, day: date, key: str = "1", on: date = date(2026, 6, 1), **f: str) -> Record:
    return as_record(
        policy(),
        id=key,
        record_type=kind,
        department="market_regulation",
        clock_day=day,
        body_fields=f,
        on=on,
    )


def penalty(kinds: str, day: date, name: str = "1", fine: str = "5000000") -> Record:
    return record("administrative_penalty", day, name, kinds=kinds, procedure="ordinary", fine=fine)


def planned(facts: Facts, on: date) -> Plan:
    return plan(policy(), MODEL, facts, on=on)


def only(facts: Facts, on: date) -> Item:
    (item,) = planned(facts, on).items
    return item


def ends(item: Item) -> dict[str, date]:
    assert item.clocks is not None
    return {clock.deadline: clock.ends for clock in item.clocks.clocks}


# --- story 1: wages --------------------------------------------------------------------------

WAGES = Entry(
    "entry",
    "l04_wages",
    decided=date(2026, 2, 27),
    ends=date(2029, 2, 27),
    performed=date(2026, 3, 16),
    published=date(2026, 3, 9),
    conduct="2026-wage-3",
)


def test_the_lists_own_six_months_prevail_and_on_15_september_the_answer_is_tomorrow() -> None:
    """Paid on 16 March: 16 September, not a year after the decision."""
    item = only(Facts((), (WAGES,)), date(2026, 9, 15))
    assert (item.way.earliest, item.days_left) == (date(2026, 9, 16), 1)
    assert item.way.basis == "mohrss-order-45"
    assert item.ends == date(2029, 2, 27)
    assert only(Facts((), (WAGES,)), date(2026, 9, 16)).days_left == 0


def test_applied_on_24_september_it_is_accepted_decided_and_answered_in_time() -> None:
    """30 September, 15 October, and at the latest 29 October: over Mid-Autumn and National Day."""
    days = ends(only(Facts((), (WAGES,)), date(2026, 9, 24)))
    assert days == {
        "accept_in": date(2026, 9, 30),
        "answer_applicant_in": date(2026, 10, 15),
        "decide_in": date(2026, 10, 15),
        "extended_in": date(2026, 10, 29),
    }


def test_unpaid_wages_know_no_day() -> None:
    """Until it has paid, no day can be named, and the plan says why."""
    unpaid = Entry("entry", "l04_wages", date(2026, 2, 27), date(2029, 2, 27))
    item = only(Facts((), (unpaid,)), date(2026, 9, 15))
    assert (item.way.earliest, item.days_left, item.clocks) == (None, None, None)
    assert "performed" in item.way.why.en


def test_a_measure_ends_with_the_conduct_it_rests_on() -> None:
    """The ban for unpaid wages goes when the entry goes, and the plan says so."""
    ban = standing("ban", anchor="wages", conduct="2026-wage-3", starts=date(2026, 3, 9))
    facts = Facts(
        (), (WAGES,), (ban,), (Conduct("2026-wage-3", "wages", FIRM, "serious", WAGES.decided),)
    )
    items = {item.id: item for item in planned(facts, date(2026, 9, 15)).items}
    assert items["ban"].follows == ("entry",)
    assert items["ban"].way.earliest == date(2026, 9, 16)


# --- story 4: an old record under a new law --------------------------------------------------


def test_a_stop_order_of_2025_is_restored_under_the_later_rules() -> None:
    """Closed for ever by the older order; one year by the later rules, which the plan cites."""
    item = only(Facts((penalty("stop_production", date(2025, 6, 20)),)), date(2026, 6, 1))
    assert (item.severity, item.way.earliest) == ("serious", date(2026, 6, 20))
    assert (item.way.rules, item.way.basis) == ("ndrc_36", "ndrc-order-36")
    older = next(way for way in item.others if way.rules == "samr_45")
    assert (older.earliest, older.basis) == (None, "samr-order-45")
    assert "提前" in older.why.zh
    assert item.clocks is not None
    assert item.clocks.filed == date(2026, 6, 22), "20 June is a Saturday"
    assert ends(item)["accept_in"] == date(2026, 6, 25)
    assert ends(item)["decide_in"] == date(2026, 7, 6)


def test_a_harsher_later_rule_never_puts_off_what_an_older_one_allowed() -> None:
    """A fine of June 2025 could be restored in December by the older order, and stays so."""
    fine = penalty("fine", date(2025, 6, 10), fine="2000000")
    item = only(Facts((fine,)), date(2025, 12, 1))
    assert (item.severity, item.way.earliest) == ("general", date(2025, 12, 10))
    assert item.way.rules == "samr_45"


def test_the_newest_rules_that_are_open_govern() -> None:
    """Three orders would let it apply: the one in force now is cited."""
    fine = penalty("fine", date(2025, 6, 10), fine="2000000")
    item = only(Facts((fine,)), date(2026, 6, 1))
    assert [way.rules for way in item.others] == ["samr_45", "samr_107", "ndrc_36"]
    assert item.way.rules == "ndrc_36"


def test_an_older_order_does_not_reach_a_later_finding() -> None:
    """What was decided after its time is no business of order 45."""
    fine = penalty("fine", date(2026, 1, 15), fine="2000000")
    item = only(Facts((fine,)), date(2026, 6, 1))
    assert [way.rules for way in item.others] == ["samr_107", "ndrc_36"]


@pytest.mark.parametrize(
    ("kinds", "fine", "severity", "day"),
    [
        ("fine", "2000000", "general", date(2026, 8, 30)),
        ("revoke_permit", "0", "serious", date(2027, 5, 30)),
    ],
)
def test_each_class_has_its_least_months_from_the_finding_document(
    kinds: str, fine: str, severity: str, day: date
) -> None:
    """Three months for general, twelve for serious, counted from the decision."""
    item = only(Facts((penalty(kinds, date(2026, 5, 30), fine=fine),)), date(2026, 6, 1))
    assert (item.severity, item.way.earliest) == (severity, day)


def test_month_ends_and_leap_days_are_clipped() -> None:
    """From 30 November three months end on 28 February; from 29 February a year on the 28th."""
    november = penalty("fine", date(2026, 11, 30), fine="2000000")
    assert only(Facts((november,)), date(2026, 12, 1)).way.earliest == date(2027, 2, 28)
    leap = penalty("revoke_permit", date(2028, 2, 29))
    assert only(Facts((leap,)), date(2028, 3, 1)).way.earliest == date(2029, 2, 28)


def test_minor_records_need_no_plan() -> None:
    """What is not published is in nobody's way."""
    minor = penalty("fine", date(2026, 5, 30), fine="1000")
    assert planned(Facts((minor,)), date(2026, 6, 1)).items == ()


def test_a_class_without_grades_has_every_way_and_no_grade() -> None:
    """An individual business is restored like everybody else, and is not graded for it."""
    found = penalty("revoke_permit", date(2026, 5, 30))
    shop = planned(Facts((found,), entity_class="92"), date(2026, 6, 1))
    assert (shop.grade, shop.score, shop.next_change) == ("", None, None)
    assert shop.items[0].way.earliest == date(2027, 5, 30)
    assert shop.items[0].change is None


def test_a_listing_known_only_from_its_record_goes_by_its_lists_own_months() -> None:
    """A record of the market list: a year from the decision, by the list's own rule."""
    entry = record(
        "serious_list", date(2026, 3, 2), list="market_regulation", until_day="2029-03-02"
    )
    item = only(Facts((entry,)), date(2026, 6, 1))
    assert (item.kind, item.way.rules, item.way.earliest) == (
        "list_entry",
        "l01_market",
        date(2027, 3, 2),
    )


def test_the_answer_is_provisional_where_a_calendar_is_awaited() -> None:
    """Clocks that run into a year whose holidays are not published say so."""
    assert any(clock.provisional for clock in clocks_from(policy(), date(2026, 12, 28)).clocks)
    assert not any(clock.provisional for clock in clocks_from(policy(), date(2026, 9, 24)).clocks)


# --- exactness -------------------------------------------------------------------------------


@st.composite
def archives(draw: st.DrawFn) -> list[Record]:
    """Draw an archive: a registration and some adverse records."""
    kinds = st.sampled_from(["fine", "confiscation", "revoke_permit", "stop_production", "warning"])
    found = [
        record("registration", date(2019, 1, 2), "r", name="晴港造船有限公司", status="active")
    ]
    for number in range(draw(st.integers(0, 4))):
        day = draw(st.dates(date(2024, 1, 1), date(2026, 5, 31)))
        if draw(st.booleans()):
            fine = draw(st.sampled_from(["1000", "2000000", "200000000"]))
            found.append(penalty(draw(kinds), day, f"p{number}", fine))
        else:
            status = draw(st.sampled_from(["open", "paid"]))
            found.append(record("wage_arrears", day, f"w{number}", status=status))
    return found


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(archives(), st.dates(date(2026, 6, 1), date(2026, 12, 1)))
def test_every_grade_that_the_plan_names_is_the_laws_own(records: list[Record], on: date) -> None:
    """With and without the record, on that very day; and gone is never worse."""
    found = planned(Facts(records), on)
    for item in found.items:
        assert item.clocks is not None
        assert item.change is not None
        day = item.change.day
        assert item.way.earliest is not None
        assert day >= item.clocks.filed >= max(on, item.way.earliest)
        stand = [
            as_record(
                policy(),
                id=one.id,
                record_type=one.record_type,
                department=one.department,
                clock_day=one.day,
                body_fields=one.fields,
                on=day,
            )
            for one in records
        ]
        before = evaluate(MODEL, stand, policy=policy(), on=day)
        without = [one for one in stand if one.id != item.id]
        after = evaluate(MODEL, without, policy=policy(), on=day)
        assert item.change.before == (before.grade, before.score)
        assert item.change.after == (after.grade, after.score)
        assert after.score >= before.score
        assert item.ends is None or on <= item.ends


def test_a_new_case_meanwhile_is_told_where_the_register_knows() -> None:
    """Somebody who broke the law again is told so; that nobody did is said of the whole alone."""
    on = date(2026, 9, 24)
    later = penalty("revocation", date(2026, 6, 1), "later")
    earlier = penalty("revocation", date(2026, 2, 26), "earlier")

    def told(*records: Record, whole: bool) -> bool | None:
        found = Facts(records, entries=(MARKET,), whole=whole)
        item = next(one for one in planned(found, on).items if one.id == "entry")
        return next(one.met for one in item.asked if one.need == "no_new_case")

    assert told(earlier, later, whole=False) is told(earlier, later, whole=True) is False
    assert told(earlier, whole=True) is True
    assert told(earlier, whole=False) is None
    said = Facts((later,), entries=(MARKET,), met={"entry": {"no_new_case": True}})
    item = next(one for one in planned(said, on).items if one.id == "entry")
    assert Asked("no_new_case", met=True) in item.asked


MARKET = Entry("entry", "l01_market", decided=date(2026, 2, 27), ends=date(2029, 2, 27))
