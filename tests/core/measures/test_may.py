"""The check desk: what bars, what is weighed, what releases, and until when."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.measures.shipped import DAY, FIRM, SISTER, policy, standing

from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.measures.burden import burden
from goodstanding.core.measures.facts import InForce, Permission, Release
from goodstanding.core.measures.may import VERDICTS, Answer, may

LAST = date(2028, 5, 11)


def ask(act: str, *measures: InForce, on: date = DAY, entity: str = FIRM) -> Answer:
    return may(policy(), entity, act, measures, on=on)


def test_who_carries_no_measure_may_do_everything() -> None:
    """No grade, list entry or complaint is asked about: without a measure the answer is yes."""
    assert {ask(act).verdict for act in policy().desk_acts} == {"yes"}


def test_a_ban_answers_no_with_its_basis_and_its_end() -> None:
    """The answer names the law, the decision and the last day; the day after it is yes."""
    answer = ask("bidding", standing())
    assert (answer.verdict, answer.ends) == ("no", LAST)
    assert answer.reasons[0].basis == "tendering-law#art53"
    assert answer.reasons[0].decision == "2026-7"
    assert answer.next_change == LAST + timedelta(days=1)
    assert ask("bidding", standing(), on=LAST).verdict == "no"
    assert ask("bidding", standing(), on=LAST + timedelta(days=1)).verdict == "yes"
    assert ask("bidding", standing(), on=DAY - timedelta(days=1)).next_change == DAY


def test_a_ban_reaches_no_other_act_and_no_sister() -> None:
    """Bidding is barred, a permit is not; the sister firm does as it likes."""
    assert ask("permit", standing()).verdict == "yes"
    assert ask("bidding", standing(), entity=SISTER).verdict == "yes"


def test_what_is_suspended_bars_nothing() -> None:
    """While it is disputed and paused, the answer is yes."""
    assert ask("bidding", standing(suspended=True)).verdict == "yes"


def test_an_important_consideration_is_weighed_and_bars_nothing() -> None:
    """The desk says that it may, and what is to be considered."""
    weighed = standing(anchor="market_list", body="market_decisions")
    assert ask("permit", weighed).verdict == "considered"
    assert ask("permit", weighed).ends is None


def test_a_release_holds_while_its_condition_does() -> None:
    """Released for bidding until a day: conditional until then, barred again after it."""
    words = Text("缴纳全额保证金", "With a full deposit")
    release = Release("bidding", words, "tendering-law#art53", DAY, date(2026, 6, 30))
    answer = ask("bidding", standing(releases=(release,)))
    assert (answer.verdict, answer.conditions) == ("conditional", (words,))
    assert answer.next_change == date(2026, 7, 1)
    later = ask("bidding", standing(releases=(release,)), on=date(2026, 7, 1))
    assert later.verdict == "no"
    other = replace(release, act="permit")
    assert ask("bidding", standing(releases=(other,))).verdict == "no"


def test_a_permission_lifts_a_ban_for_its_time() -> None:
    """A decision that lets it bid answers yes, and is named."""
    permission = Permission("bidding", "2026-99", "tendering-law#art53", DAY, date(2026, 5, 31))
    answer = may(policy(), FIRM, "bidding", [standing()], [permission], on=DAY)
    assert (answer.verdict, answer.reasons[0].decision) == ("yes", "2026-99")
    assert answer.next_change == date(2026, 6, 1)
    assert may(policy(), FIRM, "permit", [standing()], [permission], on=DAY).reasons == ()


def test_a_ban_without_term_answers_with_its_review() -> None:
    """There is no end to name, so the next review is named."""
    ban = standing(anchor="lifetime_ban", ends=None, review=date(2027, 5, 11))
    answer = ask("permit", ban)
    assert (answer.verdict, answer.ends, answer.reasons[0].review) == (
        "no",
        None,
        date(2027, 5, 11),
    )


def test_what_others_decide_by_themselves_bars_nothing_here() -> None:
    """A measure that is executed elsewhere is no answer of this desk."""
    known = policy()
    elsewhere = replace(known.measures["entry_limit"], executable="elsewhere")
    changed = replace(known, measures={**known.measures, "entry_limit": elsewhere})
    assert may(changed, FIRM, "bidding", [standing()], on=DAY).verdict == "yes"


def test_an_act_outside_the_list_is_refused() -> None:
    """The desk answers about its closed list of acts and about nothing else."""
    with pytest.raises(Refused, match="MEASURE-E020"):
        ask("marry", standing())


def test_the_burden_is_shown_in_sum() -> None:
    """How many, of which category, which acts they bar, and when the last one ends."""
    second = standing("m2", measure="honours_limit", anchor="serious_list", ends=date(2027, 1, 1))
    sisters = standing("m3", addressee=SISTER)
    found = burden(policy(), FIRM, [standing(), second, sisters], on=DAY)
    assert (found.count, found.categories) == (2, {"I": 1, "II": 1})
    assert found.acts == {"bidding": ("m1",), "honour": ("m2",)}
    assert (found.last, found.conducts) == (LAST, {"2026-bid-17": 2})


ANCHORED = [
    (measure.id, anchor.id)
    for measure in policy().measures.values()
    for anchor in measure.anchors.values()
]


@st.composite
def drawn(draw: st.DrawFn) -> InForce:
    """Draw a measure of any ground around the day, some of them another's."""
    measure, anchor = draw(st.sampled_from(ANCHORED))
    starts = draw(st.dates(date(2026, 4, 1), date(2026, 6, 1)))
    ends = draw(st.none() | st.dates(starts, date(2026, 7, 1)))
    return standing(
        draw(st.sampled_from("abc")),
        measure=measure,
        anchor=anchor,
        addressee=draw(st.sampled_from([FIRM, SISTER])),
        starts=starts,
        ends=ends,
        suspended=draw(st.booleans()),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(drawn(), max_size=6), st.sampled_from(sorted(policy().desk_acts)), st.data())
def test_the_answer_is_the_worst_reason_and_changes_only_when_it_says_so(
    measures: list[InForce], act: str, data: st.DataObject
) -> None:
    """No answer is worse than its worst reason; another's measures are nothing; time is told."""
    answer = ask(act, *measures)
    own = [one for one in measures if one.addressee == FIRM and one.stands_on(DAY)]
    assert len(answer.reasons) <= len(own)
    worst = max((VERDICTS.index(one.verdict) for one in answer.reasons), default=0)
    assert VERDICTS.index(answer.verdict) == worst
    assert answer == ask(act, *[one for one in measures if one.addressee == FIRM])
    before = answer.next_change or date(2027, 1, 1)
    later = data.draw(st.dates(DAY, before - timedelta(days=1)))
    assert ask(act, *measures, on=later).verdict == answer.verdict
