"""The proportionality guard lets a lawful measure pass and names the rule that another breaks."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.measures.shipped import (
    DAY,
    FIRM,
    SISTER,
    bid_ban,
    collusion,
    policy,
    standing,
)

from goodstanding.core.basis.days import add_months
from goodstanding.core.measures.facts import Conduct, InForce, Mode, Proposed
from goodstanding.core.measures.guard import guard
from goodstanding.core.policy.lists_shape import Anchor, Measure


def codes(
    proposed: Proposed, *others: InForce, on: date = DAY, mode: Mode = "production"
) -> list[str]:
    return [fault.code for fault in guard(policy(), proposed, others, on=on, mode=mode)]


def test_a_lawful_ban_passes() -> None:
    """Two years for collusion, by the tender office, against who colluded: nothing is refused."""
    assert codes(bid_ban()) == []


WRONG = {
    "MEASURE-E001": bid_ban(measure="lifelong_shame"),
    "MEASURE-E002": bid_ban(anchor=""),
    "MEASURE-E006": bid_ban(months=60),
    "MEASURE-E021": bid_ban(months=11),
    "MEASURE-E007": bid_ban(conduct=collusion("minor")),
    "MEASURE-E008": bid_ban(category="II"),
    "MEASURE-E009": bid_ban(conduct=replace(collusion(), kind="no_annual_report")),
    "MEASURE-E010": bid_ban(addressee=SISTER),
    "MEASURE-E013": bid_ban(decision=" "),
    "MEASURE-E014": bid_ban(months=None),
    "MEASURE-E015": bid_ban(body="honours_unit"),
    "MEASURE-E016": bid_ban(conduct=replace(collusion(), day=date(2024, 5, 10))),
    "MEASURE-E017": bid_ban(starts=date(2026, 5, 10)),
}


@pytest.mark.parametrize("code", WRONG)
def test_each_wrong_measure_is_refused_for_its_own_reason(code: str) -> None:
    """One thing wrong is one refusal, with its code, both languages and a way on."""
    faults = guard(policy(), WRONG[code], (), on=DAY)
    assert [fault.code for fault in faults] == [code]
    assert all((faults[0].what.zh, faults[0].what.en, faults[0].next.zh, faults[0].next.en))
    assert "{" not in faults[0].line("zh") + faults[0].line("en")


def test_five_years_where_the_law_allows_two() -> None:
    """The refusal says how many months the law allows."""
    (fault,) = guard(policy(), bid_ban(months=60), (), on=DAY)
    assert "24" in fault.what.en
    assert "24" in fault.what.zh


@pytest.mark.parametrize(
    ("months", "deviation", "refused"),
    [
        (12, "", []),
        (11, "无", ["MEASURE-E021"]),
        (11, "主动消除危害后果", ["MEASURE-E021"]),
        (11, "penalty-law#art999", ["MEASURE-E021"]),
        (11, "no-law#art32", ["MEASURE-E021"]),
        (11, "demonstration#art32", ["MEASURE-E021"]),
        (11, "主动消除危害后果，依 penalty-law#art32 减轻", []),
        (25, "penalty-law#art32", ["MEASURE-E006"]),
    ],
)
def test_below_the_range_only_by_a_cited_article(
    months: int, deviation: str, refused: list[str]
) -> None:
    """A year at least for collusion: less is reasoned by a law, and nothing reasons more."""
    assert codes(bid_ban(months=months, deviation=deviation)) == refused


def test_a_ban_on_a_person_is_never_executed() -> None:
    """Limits on posts have no ground here at all, whatever is claimed."""
    assert codes(bid_ban(measure="posts_limit", anchor="company-law")) == [
        "MEASURE-E005",
        "MEASURE-E002",
    ]


def test_a_key_of_a_person_is_refused() -> None:
    """Only schemes of organisations can be addressed."""
    proposed = bid_ban(addressee="cn-id:x", conduct=replace(collusion(), subject="cn-id:x"))
    assert codes(proposed) == ["MEASURE-E011"]


def test_the_same_fine_is_not_counted_twice() -> None:
    """A second document on the same conduct, an ended measure, another body: all are refused."""
    assert codes(bid_ban(), standing()) == ["MEASURE-E012"]
    assert codes(bid_ban(), standing(ends=date(2026, 1, 1))) == ["MEASURE-E012"]
    assert codes(bid_ban(), standing(body="finance_unit")) == ["MEASURE-E012"]
    assert codes(bid_ban(), standing(anchor="wages", body="finance_unit")) == ["MEASURE-E012"]
    assert codes(bid_ban(), standing(anchor="false_application")) == ["MEASURE-E012"]
    assert codes(bid_ban(), standing(anchor="false_application", body="permits_unit")) == []
    assert codes(bid_ban(), standing(conduct="another")) == []
    assert codes(bid_ban(), standing(measure="honours_limit", anchor="serious_list")) == []


def test_a_ban_without_term_needs_a_dated_review() -> None:
    """Where a statute bars for ever, a review comes at least every twelve months."""
    conduct = Conduct("2026-food-1", "food", FIRM, "serious", date(2026, 2, 2))
    ban = bid_ban(
        anchor="lifetime_ban", conduct=conduct, body="elsewhere", months=None, review_months=12
    )
    assert codes(ban, mode="demonstration") == []
    for months in (None, 0, 13):
        assert codes(replace(ban, review_months=months), mode="demonstration") == ["MEASURE-E014"]


def test_a_demonstration_ground_burdens_nobody_in_production() -> None:
    """Terms and grounds that were not read in a law pass in the demonstration only."""
    conduct = Conduct("2026-wage-1", "wages", FIRM, "serious", date(2026, 2, 2))
    ban = bid_ban(anchor="wages", conduct=conduct, body="labour_decisions", months=36)
    assert codes(ban, mode="demonstration") == []
    assert codes(ban) == ["MEASURE-E004"], "the ground is law, its term is not"
    food = Conduct("2026-food-1", "food", FIRM, "serious", date(2026, 2, 2))
    ground = bid_ban(
        anchor="lifetime_ban", conduct=food, body="elsewhere", months=None, review_months=12
    )
    assert codes(ground) == ["MEASURE-E004"], "the ground itself is not law"


def test_a_law_never_reaches_back() -> None:
    """Conduct before the law was in force carries nothing, though the finding came later."""
    conduct = Conduct(
        "2026-pollution-1",
        "environment",
        FIRM,
        "serious",
        date(2026, 2, 2),
        happened=date(2021, 2, 28),
    )
    watch = bid_ban(
        measure="key_supervision",
        anchor="environment",
        category="II",
        conduct=conduct,
        body="environment_unit",
    )
    assert "MEASURE-E003" in codes(watch, mode="demonstration")
    later = replace(conduct, happened=date(2021, 3, 1))
    assert codes(replace(watch, conduct=later), mode="demonstration") == []


ANCHORS: list[tuple[Measure, Anchor]] = [
    (measure, anchor)
    for measure in policy().measures.values()
    if measure.executable == "here"
    for anchor in measure.anchors.values()
]


@st.composite
def lawful(draw: st.DrawFn) -> Proposed:
    """Draw a proposal that keeps to one ground of the list."""
    measure, anchor = draw(st.sampled_from(ANCHORS))
    most = anchor.months_max.on(DAY) if anchor.months_max else None
    least = (anchor.months_min.on(DAY) if anchor.months_min else None) or 1
    review = anchor.review_months.on(DAY) if anchor.review_months and not most else None
    subject = draw(st.sampled_from([FIRM, SISTER]))
    conduct = Conduct(
        draw(st.text("abc", min_size=1)),
        draw(st.sampled_from(anchor.conducts)),
        subject,
        draw(st.sampled_from(anchor.classes)),
        draw(st.dates(date(2025, 6, 1), DAY)),
    )
    return Proposed(
        measure=measure.id,
        anchor=anchor.id,
        category=measure.category,
        addressee=subject,
        conduct=conduct,
        body=draw(st.sampled_from(anchor.bodies)),
        starts=draw(st.dates(DAY, add_months(DAY, 6))),
        months=draw(st.integers(least, most)) if most else None,
        review_months=draw(st.integers(1, review)) if review else None,
        decision="2026-1",
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lawful())
def test_what_keeps_to_the_list_passes_and_what_leaves_it_does_not(proposed: Proposed) -> None:
    """Every ground of the shipped list can be used, and none can be stretched."""
    in_force_then = policy().source_of(
        policy().measures[proposed.measure].anchors[proposed.anchor].basis
    )
    if in_force_then.start <= proposed.conduct.day:
        assert codes(proposed, mode="demonstration") == []
    stretched = {
        "MEASURE-E006": replace(proposed, months=(proposed.months or 0) + 600),
        "MEASURE-E007": replace(proposed, conduct=replace(proposed.conduct, severity="minor")),
        "MEASURE-E009": replace(proposed, conduct=replace(proposed.conduct, kind="gossip")),
        "MEASURE-E010": replace(proposed, conduct=replace(proposed.conduct, subject="x")),
        "MEASURE-E015": replace(proposed, body="nobody"),
    }
    ground = policy().measures[proposed.measure].anchors[proposed.anchor]
    least = ground.months_min.on(DAY) if ground.months_min else None
    if least is not None and least > 1:
        stretched["MEASURE-E021"] = replace(proposed, months=least - 1)
    if proposed.months is None:
        del stretched["MEASURE-E006"]
        stretched["MEASURE-E014"] = replace(proposed, months=600, review_months=None)
    for code, wrong in stretched.items():
        assert code in codes(wrong, mode="demonstration")


@pytest.mark.parametrize("code", WRONG)
def test_refusals_speak_in_the_words_of_catalogues(code: str) -> None:
    """Promise: what a refusal lists are titles in both languages, never what machines use."""
    known = policy()
    ids = {*known.measures, *known.conducts, *known.offices, *known.severities}
    ids |= {anchor for one in known.measures.values() for anchor in one.anchors}
    for fault in guard(known, WRONG[code], (), on=DAY):
        said = f"{fault.what.zh} {fault.what.en} {fault.next.zh} {fault.next.en}"
        assert [one for one in ids if "_" in one and one in said] == []
