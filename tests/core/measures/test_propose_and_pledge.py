"""Records propose lists and open or close the way of pledges; nothing here decides."""

from datetime import date

import pytest
from tests.core.measures.shipped import DAY, policy

from goodstanding.core.measures.pledges import may_pledge
from goodstanding.core.measures.propose import list_proposals
from goodstanding.core.records.envelope import Record
from goodstanding.core.records.standing import as_record


def record(kind: str, department: str, day: date, name: str = "1", **fields: str) -> Record:
    return as_record(
        policy(),
        id=name,
        record_type=kind,
        department=department,
        clock_day=day,
        body_fields=fields,
        on=DAY,
    )


def proposed(*records: Record) -> list[tuple[str, str]]:
    return [(one.list, one.criterion) for one in list_proposals(policy(), records, on=DAY)]


PENALTY = {"kinds": "fine|revoke_permit", "procedure": "ordinary", "fine": "5000000"}


def test_a_heavy_penalty_proposes_the_list_of_its_own_department() -> None:
    """Revocation by market regulation is evidence for its list; another department's is not."""
    heavy = record("administrative_penalty", "market_regulation", date(2026, 2, 2), **PENALTY)
    assert proposed(heavy) == [("l01_market", "heavier_penalty")]
    assert (
        proposed(record("administrative_penalty", "tax_bureau", date(2026, 2, 2), **PENALTY)) == []
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"procedure": "summary"},
        {"kinds": "warning"},
        {"kinds": "fine", "fine": "1000"},
        {"status": "annulled"},
        {"status": "disputed"},
    ],
    ids=str,
)
def test_trifles_and_what_is_disputed_propose_nothing(changes: dict[str, str]) -> None:
    """Summary and minor penalties, warnings, annulled and disputed records propose no list."""
    fields = {**PENALTY, **changes}
    found = record("administrative_penalty", "market_regulation", date(2026, 2, 2), **fields)
    assert proposed(found) == []


def test_facts_past_their_limit_propose_nothing() -> None:
    """Two years and a day after the finding there is no proposal any more."""
    for day, expected in (
        (date(2024, 5, 11), [("l01_market", "heavier_penalty")]),
        (date(2024, 5, 10), []),
    ):
        found = record("administrative_penalty", "market_regulation", day, **PENALTY)
        assert proposed(found) == expected


def test_who_is_listed_is_not_proposed_again() -> None:
    """An entry that stands takes the place of a proposal."""
    heavy = record("administrative_penalty", "market_regulation", date(2026, 2, 2), **PENALTY)
    entry = record(
        "serious_list",
        "market_regulation",
        date(2026, 3, 2),
        "2",
        list="market_regulation",
        until_day="2029-03-02",
    )
    assert proposed(heavy, entry) == []


def test_a_grey_state_that_lasts_three_years_leads_to_the_list() -> None:
    """Three full years of abnormal operation are evidence; a removed entry is none."""
    for day, removed, expected in (
        (date(2023, 5, 11), "", [("l01_market", "lasted")]),
        (date(2023, 5, 12), "", []),
        (date(2023, 5, 11), "2026-05-01", []),
    ):
        found = record(
            "abnormal_operation",
            "registry_office",
            day,
            reason="unreachable",
            listed_day=day.isoformat(),
            removed_day=removed,
        )
        assert proposed(found) == expected


def test_who_is_listed_already_is_led_nowhere_by_a_grey_state() -> None:
    """The state lasts, but the list it leads to is held."""
    day = date(2023, 5, 11)
    state = record("abnormal_operation", "registry_office", day, listed_day=day.isoformat())
    entry = record(
        "serious_list",
        "market_regulation",
        date(2026, 3, 2),
        "2",
        list="market_regulation",
        until_day="2029-03-02",
    )
    assert proposed(state) == [("l01_market", "lasted")]
    assert proposed(state, entry) == []


def test_open_wages_propose_their_list() -> None:
    """Unpaid wages do, paid ones do not."""
    for status, expected in (("open", [("l04_wages", "unpaid")]), ("paid", [])):
        found = record("wage_arrears", "labour_office", date(2026, 2, 2), status=status)
        assert proposed(found) == expected


def codes(matter: str, kind: str, *records: Record) -> list[str]:
    return [fault.code for fault in may_pledge(policy(), matter, kind, records, on=DAY)]


def test_a_safety_matter_is_refused_with_its_basis() -> None:
    """A mine is never opened on a pledge, and the refusal says why and by which rule."""
    (fault,) = may_pledge(policy(), "mine_safety", "deferred_documents", (), on=DAY)
    assert (fault.code, fault.basis) == ("MEASURE-E031", "pledges-2020")
    assert "生命财产安全" in fault.what.zh


def test_an_ordinary_matter_is_open_in_its_own_types() -> None:
    """A bookshop may pledge in place of papers, but not by a pledge of another type."""
    assert codes("bookshop", "deferred_documents") == []
    assert codes("bookshop", "industry") == ["MEASURE-E032"]
    assert codes("moon_landing", "industry") == ["MEASURE-E030"]


def test_who_broke_a_pledge_waits_until_restored() -> None:
    """A broken pledge and a serious list close the way while they are shown, and no longer."""
    broken = record("pledge", "pledge_desk", date(2025, 6, 1), performance="broken")
    over = record("pledge", "pledge_desk", date(2023, 5, 10), performance="broken")
    kept = record("pledge", "pledge_desk", date(2025, 6, 1), performance="kept")
    entry = record(
        "serious_list", "labour_office", date(2025, 6, 1), list="wages", until_day="2028-06-01"
    )
    assert codes("bookshop", "deferred_documents", broken) == ["MEASURE-E033"]
    assert codes("bookshop", "deferred_documents", entry) == ["MEASURE-E034"]
    assert codes("bookshop", "deferred_documents", over, kept) == []
