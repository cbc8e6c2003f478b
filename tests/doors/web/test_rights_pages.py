"""Promises of the catalogues: all that the packs hold is shown, and why what is not used is not."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.doors import world as w
from tests.doors.web.desk_world import text
from tests.doors.web.test_charts import TEXT, parsed

from goodstanding.core.policy.shape import Policy
from goodstanding.web.charts.states import SIZES, Arrow, Node, states

LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_is_there_and_says_why_it_is_not_used(
    world: w.World, client: Client, language: str
) -> None:
    """Lists L01-L20 and G01-G06 stand with keeper and state; each has a page of its own."""
    policy = world.policy
    whole = text(client, f"/{language}/rights/lists")
    for one in policy.lists.values():
        title = one.title.zh if language == "zh" else one.title.en
        assert one.number in whole
        assert title in whole
        page = text(client, f"/{language}/rights/lists/{one.id}")
        assert title in page
        if one.finding and one.statable:
            assert (one.finding.zh if language == "zh" else one.finding.en) in page
        assert (one.why_not is None) == one.statable
        unused = "nobody can be entered|only received here|never kept here|不能列入|只接收|从不收录"
        assert bool(re.search(unused, page)) == (not one.statable)
    assert text(client, f"/{language}/rights/lists/none", 404)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_targets_persons_is_shown_as_never_executed(
    world: w.World, client: Client, language: str
) -> None:
    """Measures PM01-PM14 are all there; those that reach a person say so, with their basis."""
    numbers = {one.number for one in world.policy.measures.values()}
    assert {f"PM{one:02d}" for one in range(1, 15)} <= numbers
    whole = text(client, f"/{language}/rights/measures")
    for one in world.policy.measures.values():
        assert one.number in whole
        page = text(client, f"/{language}/rights/measures/{one.id}")
        never = "never executed: it would reach a natural person" in page or "针对自然人" in page
        assert never == (one.target == "person")
        for anchor in one.anchors.values():
            assert (anchor.title.zh if language == "zh" else anchor.title.en) in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_pledges_and_rewards_are_whole(world: w.World, client: Client, language: str) -> None:
    """Every matter, type, word of a type and reward of the packs stands on its page."""
    policy = world.policy
    pledges = text(client, f"/{language}/rights/pledges")
    for one in (*policy.matters.values(), *policy.pledge_types.values()):
        assert (one.title.zh if language == "zh" else one.title.en) in pledges
    assert len(policy.pledge_types) == 7
    rewards = text(client, f"/{language}/rights/rewards")
    for reward in policy.rewards.values():
        assert (reward.title.zh if language == "zh" else reward.title.en) in rewards


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_procedure_can_be_read_by_anyone(
    world: w.World, client: Client, language: str
) -> None:
    """Its states, steps and times are in its picture and beneath it; what is not there is 404."""
    index = text(client, f"/{language}/rights")
    for name, versions in world.policy.procedures.items():
        found = versions[-1]
        page = text(client, f"/{language}/rights/procedures/{name}")
        said = [one.title for one in found.steps.values()]
        said += [one.title for one in found.deadlines.values()]
        said += [one.title for one in found.states.values()]
        for title in said:
            assert (title.zh if language == "zh" else title.en) in page, (name, title)
        assert (found.title.zh if language == "zh" else found.title.en) in index
    assert text(client, f"/{language}/rights/procedures/none", 404)


def test_catalogues_ask_the_database_little(world: w.World, client: Client, policy: Policy) -> None:
    """The catalogues are data of the packs: only the day is asked for."""
    del world, policy
    for address in ("rights", "rights/lists", "rights/measures", "rights/pledges"):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/{address}")
        assert len(queries) <= 2, address


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(TEXT, st.booleans(), st.booleans()), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.booleans()), max_size=16),
)
def test_any_procedure_makes_a_safe_picture(
    nodes: list[tuple[str, bool, bool]], arrows: list[tuple[int, int, bool]]
) -> None:
    """Whatever states are called and however steps go, all of it lies inside the frame."""
    count = len(nodes)
    drawn = tuple(
        Arrow(str(place), start % count, to % count, party)
        for place, (start, to, party) in enumerate(arrows)
    )
    for variant in ("wide", "narrow"):
        tree = parsed(
            states(
                tuple(Node(*one) for one in nodes),
                drawn,
                title="t",
                description="d",
                variant="wide" if variant == "wide" else "narrow",
            )
        )
        for element in tree.iter():
            for name in ("x", "cx"):
                if name in element.attrib:
                    assert 0 <= float(element.attrib[name]) <= SIZES[variant][0]
