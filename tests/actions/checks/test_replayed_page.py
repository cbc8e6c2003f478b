"""Promises of replays: the bytes of an earlier day, to auditors, noted before they are answered."""

from dataclasses import replace
from datetime import date

import pytest
from tests.actions.case_world import HANDLER, KEY, OBJECTOR, OTHER, World, build, enter
from tests.actions.cases.test_case import refusal, step
from tests.doors.web.desk_world import Desk, browser
from tests.stories.requirements.ground import LEGAL, NUMBER, OUTSIDE_TOO, opened, shown

from goodstanding.actions.cases.actor import Acting
from goodstanding.actions.checks.replay import Replay, replay
from goodstanding.actions.intake.erase import erase
from goodstanding.actions.intake.identify import judge
from goodstanding.actions.offices.account import set_account
from goodstanding.actions.offices.notes import declare_interest_in
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.notes import REPLAY, standing

pytestmark = pytest.mark.usefixtures("database")
RIGHT = {"finding": "wrong", "reasons": "主体认错"}
TODAY = date(2029, 6, 1)


@pytest.fixture
def desk(policy: Policy, database: object, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The cases' world, and an auditor."""
    del database
    world = build(policy)
    for one in (LEGAL, HANDLER):
        set_account(one.account, password=None, offices=[one.office], keys=[], policy=policy)
    return Desk(world, monkeypatch)


def answered(desk: Desk, day: date, key: str = KEY) -> bytes:
    """Return what anybody is answered on a day."""
    desk.on(day)
    found = browser().get(f"/en/entity/{key}.json", follow=True)
    assert found.status_code == 200
    return bytes(found.content)


def again(
    world: World, day: date, *, rules: str = "", acting: Acting = LEGAL, key: str = KEY
) -> Replay:
    """Replay a day, years later, under other packs."""
    return replay(
        key,
        day,
        purpose="dispute",
        rules=rules,
        acting=acting,
        on=TODAY,
        policy=replace(world.policy, digest="0" * 64),
    )


def lived(desk: Desk) -> dict[date, bytes]:
    """Let much happen to an entity; return what was answered at the end of each day."""
    world = desk.world
    found = {}
    begun = date(2026, 5, 6)
    case = opened(
        world,
        "objection",
        "record",
        str(world.entries["penalty"]),
        OBJECTOR,
        begun,
        {"claim": "有误", "ground": "facts"},
    )
    found[begun] = answered(desk, begun)
    renamed = date(2026, 5, 8)
    said = {"name": "云州新名虚构食品有限公司", "change_day": "2026-05-08"}
    enter(world, "registration", "market_registry", "r3", KEY, said, "2026-05-08", learnt=renamed)
    found[renamed] = answered(desk, renamed)
    step(world, case, "acknowledge", HANDLER, date(2026, 5, 8))
    step(world, case, "remove", OUTSIDE_TOO, date(2026, 5, 12), RIGHT)
    found[date(2026, 5, 12)] = answered(desk, date(2026, 5, 12))
    joined = date(2026, 5, 14)
    judge(
        "same",
        OTHER,
        KEY,
        actor="officer-yu",
        reason="换发代码",
        on=joined,
        policy=world.policy,
        seed=world.seed(),
    )
    found[joined] = answered(desk, joined)
    return found


def test_what_was_shown_is_shown_again_to_the_byte(desk: Desk) -> None:
    """Promise: names, grade, records and marks as they were, though the public page hides them."""
    first = date(2026, 5, 4)
    before, other = answered(desk, first), answered(desk, first, OTHER)
    days = lived(desk)
    desk.on(TODAY)
    assert NUMBER not in shown(day=first)
    world = desk.world
    assert NUMBER in before.decode()
    assert again(world, first, rules=world.policy.digest).content == before
    assert again(world, first, rules=world.policy.digest, key=OTHER).content == other
    for day, bytes_ in days.items():
        found = again(world, day)
        assert found.content == bytes_, day
        assert (found.lost, found.policy) == ((), world.policy.digest)
    assert len({before, *days.values()}) == 5
    assert len(standing([REPLAY])) == 6


def test_who_may_and_for_what(desk: Desk) -> None:
    """Promise: a purpose and a duty of the packs, a day that is over; the asking itself is kept."""
    lived(desk)
    world, day = desk.world, date(2026, 5, 8)
    with refusal("REPLAY-E002"):
        again(world, day, acting=HANDLER)
    with refusal("REPLAY-E002"):
        again(world, day, acting=Acting("nobody", "legal_office"))
    with refusal("REPLAY-E003"):
        again(world, TODAY)
    with refusal("REPLAY-E005"):
        again(world, date(2026, 4, 30))
    with refusal("REPLAY-E001"):
        replay(KEY, day, purpose="curiosity", acting=LEGAL, on=TODAY, policy=world.policy)
    assert not standing([REPLAY])
    with refusal("REPLAY-E004"):
        replay(
            KEY,
            date(2019, 1, 1),
            purpose="audit",
            rules=world.policy.digest,
            acting=LEGAL,
            on=TODAY,
            policy=world.policy,
        )
    (noted,) = standing([REPLAY])
    assert (noted.subject, noted.first_day, noted.said["purpose"]) == (
        KEY,
        date(2019, 1, 1),
        "audit",
    )


def test_a_page_is_shown_by_no_packs_but_those_around_its_day(desk: Desk) -> None:
    """Promise: nobody reads by milder packs of another time what no page ever showed."""
    lived(desk)
    world, milder = desk.world, replace(desk.world.policy, digest="e" * 64)
    about, form = str(world.entries["listing"]), {"claim": "有误", "ground": "facts"}
    later = World(milder, world.entries, world.acts)
    opened(later, "objection", "list_entry", about, OBJECTOR, date(2027, 1, 4), form)
    for day in (date(2026, 5, 8), date(2026, 4, 1)):
        with refusal("REPLAY-E006"):
            again(world, day, rules="e" * 64)
        with refusal("REPLAY-E006"):
            again(world, day, rules="0" * 64)
    assert not standing([REPLAY])
    assert again(world, date(2026, 12, 1), rules=world.policy.digest).content
    today = replay(
        KEY,
        date(2028, 1, 1),
        purpose="dispute",
        rules="0" * 64,
        acting=LEGAL,
        on=TODAY,
        policy=replace(world.policy, digest="0" * 64),
    )
    assert today.policy == "0" * 64, "packs of today that judged nothing yet"


def test_what_was_erased_is_said_to_be_missing(desk: Desk) -> None:
    """Promise: content that is gone by law is not made up; the answer says which entry it was."""
    days = lived(desk)
    world, day = desk.world, date(2026, 5, 8)
    listing = world.entries["listing"]
    erase(
        listing,
        actor="officer-yu",
        reason="依法删除",
        on=date(2026, 6, 1),
        policy=world.policy,
        seed=world.seed(),
    )
    found = again(world, day)
    assert found.lost == (listing,)
    assert found.content != days[day]


def test_who_has_an_interest_replays_nothing_of_the_entity(desk: Desk) -> None:
    """Promise: an officer with a declared interest is refused, under every key of the entity."""
    lived(desk)
    world, day = desk.world, date(2026, 5, 8)
    assert again(world, day).content
    declare_interest_in(
        OTHER,
        LEGAL.account,
        reason="亲属任职",
        acting=LEGAL,
        on=date(2026, 5, 20),
        policy=world.policy,
    )
    for key in (OTHER, KEY):
        with refusal("REPLAY-E007"):
            again(world, day, key=key)
    assert len(standing([REPLAY])) == 1, "nothing more was given, so nothing more is noted"
