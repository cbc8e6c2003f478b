"""A running case keeps its version; only a milder one, or a transition article, moves it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.core.procedures.world import ANNA, BO, Led, filled, opened, small_policy

from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.procedure_shape import After, EffectUse, Procedure
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Actor, Event
from goodstanding.core.procedures.engine import begin
from goodstanding.core.procedures.milder import milder
from goodstanding.core.procedures.versions import in_force, move_version

OPENED = date(2026, 5, 6)
NEW = date(2026, 6, 1)
WHY = {"reasons": "the later rule is milder"}
TRANSITIONS = ("law#art1", "law#art9", "demo#art1")


def with_later(policy: Policy, change: Callable[[Procedure], Procedure]) -> Policy:
    """Return a policy in which the designation has a later version."""
    old = policy.procedures["designation"][-1]
    later = change(replace(old, version=NEW, transitions=TRANSITIONS))
    return replace(policy, procedures={**policy.procedures, "designation": (old, later)})


def with_time(count: int, name: str = "answer_in") -> Callable[[Procedure], Procedure]:
    """Return a change of the length of one time."""

    def change(old: Procedure) -> Procedure:
        one = old.deadlines[name]
        longer = replace(one, within=replace(one.within, count=count))
        return replace(old, deadlines={**old.deadlines, name: longer})

    return change


def with_step(name: str, **changes: object) -> Callable[[Procedure], Procedure]:
    """Return a change of one step."""
    return lambda old: replace(
        old,
        steps={**old.steps, name: replace(old.steps[name], **changes)},  # type: ignore[arg-type]
    )


def without_state(old: Procedure) -> Procedure:
    """Return a change that takes the party's step away."""
    return replace(old, steps={k: v for k, v in old.steps.items() if k != "state"})


def same_person(old: Procedure) -> Procedure:
    """Return a change by which who proposed may decide."""
    alone = replace(old.roles["decider"], not_same_as=())
    return replace(old, roles={**old.roles, "decider": alone})


@pytest.fixture(scope="module")
def policy() -> Policy:
    return small_policy()


def notified(policy: Policy) -> Led:
    led = opened(policy, "designation", ANNA, OPENED)
    led.take("notify", ANNA, OPENED)
    led.serve("pre_notice", OPENED)
    return led


def moved(led: Led, form: dict[str, str], on: date = NEW, to: date = NEW) -> Event:
    return move_version(led.case, to, BO, form, on=on, policy=led.policy)


def test_a_running_case_keeps_its_version(policy: Policy) -> None:
    """A harsher later version never reaches back; new cases open under the one in force."""
    told = with_later(policy, with_time(1))
    led = notified(told)
    assert led.procedure.version == date(2026, 4, 1)
    led.take("list", BO, NEW + timedelta(days=1))
    assert led.case.state == "listed"
    fresh = opened(told, "designation", ANNA, NEW)
    assert fresh.procedure.version == NEW
    for procedure, on in zip(told.procedures["designation"], (NEW, OPENED), strict=True):
        form = filled(told, procedure, "open")
        with pytest.raises(Refused, match="CASE-E003"):
            begin(procedure, led.opening, ANNA, form, on=on, policy=told)
    assert in_force(told, "designation", date(2026, 3, 31)) is None


def test_a_milder_later_version_governs_after_an_explicit_step(policy: Policy) -> None:
    """Only in force, only with reasons, only forward; then its longer time holds."""
    led = notified(with_later(policy, with_time(30)))
    for form, on, to, code in (
        (WHY, NEW - timedelta(days=1), NEW, "CASE-E003"),
        (WHY, NEW, date(2026, 4, 1), "CASE-E003"),
        (WHY, NEW, date(2026, 4, 2), "CASE-E002"),
        ({"reasons": " "}, NEW, NEW, "CASE-E017"),
    ):
        with pytest.raises(Refused, match=code):
            moved(led, form, on, to)
    assert led.ends(NEW)["answer_in"] == date(2026, 5, 12)
    led.events.append(moved(led, WHY))
    assert led.procedure.version == NEW
    assert led.ends(NEW)["answer_in"] == date(2026, 6, 16)
    with pytest.raises(Refused, match="CASE-E015"):
        led.take("list", BO, NEW)
    with pytest.raises(Refused, match="CASE-E013"):
        led.take("drop", ANNA, NEW)


def test_a_harsher_version_needs_a_transition_article(policy: Policy) -> None:
    """Only an article of a law that the packs know; a demonstration value never suffices."""
    shown = replace(policy.sources["law"], id="demo", kind="demonstration")
    told = replace(policy, sources={**policy.sources, "demo": shown})
    led = notified(with_later(told, with_time(1)))
    for basis in ("", "law", "law#art9", "unknown#art1", "shown", "demo#art1"):
        with pytest.raises(Refused, match="CASE-E022"):
            moved(led, {**WHY, "basis": basis})
    led.events.append(moved(led, {**WHY, "basis": "law#art1"}))
    assert led.procedure.version == NEW


def test_an_article_that_the_version_does_not_name_moves_nothing(policy: Policy) -> None:
    """Whoever moves a case cannot pick any article of any law."""
    law = policy.sources["law"]
    told = replace(
        policy, sources={**policy.sources, "law": replace(law, articles=(*law.articles, "art2"))}
    )
    led = notified(with_later(told, with_time(1)))
    with pytest.raises(Refused, match="CASE-E022"):
        moved(led, {**WHY, "basis": "law#art2"})


@pytest.mark.parametrize(
    ("stranger", "code"),
    [
        (Actor("eve", frozenset({"unit-1"})), "CASE-E010"),
        (Actor("agent", party_to=frozenset({"cn-uscc:a"})), "CASE-E010"),
    ],
)
def test_only_an_officer_of_the_case_moves_it(policy: Policy, stranger: Actor, code: str) -> None:
    """Neither a unit without a duty in the case nor the party picks the rules of a running case."""
    led = notified(with_later(policy, with_time(30)))
    with pytest.raises(Refused, match=code):
        move_version(led.case, NEW, stranger, WHY, on=NEW, policy=led.policy)


def test_an_ended_case_and_a_vanished_state_stay(policy: Policy) -> None:
    """What is decided is not decided again under another rule."""
    led = notified(with_later(policy, with_time(30)))
    led.take("drop", BO, OPENED)
    with pytest.raises(Refused, match="CASE-E021"):
        moved(led, WHY)


@pytest.mark.parametrize(
    ("change", "mild"),
    [
        (with_time(5), True),
        (with_time(30), True),
        (with_time(4), False),
        (with_time(89, "decide_in"), True),
        (with_time(91, "decide_in"), False),
        (with_step("list", needs=("finding", "reasons", "facts")), True),
        (with_step("list", needs=("reasons",)), False),
        (with_step("list", comes_from=("proposed", "notified")), False),
        (with_step("list", after=After(served="pre_notice")), False),
        (with_step("list", after=After(answered_or_expired="answer_in", heard=True)), False),
        (
            with_step("list", after=After(served="pre_notice", answered_or_expired="answer_in")),
            False,
        ),
        (with_step("list", letter=None), False),
        (with_step("list", effects=(EffectUse("enter_list", None, "keep"),)), True),
        (with_step("list", effects=(EffectUse("start_measure", None, "keep"),)), False),
        (with_step("drop", to="listed"), False),
        (with_step("drop", comes_from=("proposed",)), False),
        (with_step("drop", needs=()), True),
        (with_step("state", needs=("facts", "proof")), False),
        (with_step("state", comes_from=()), False),
        (without_state, False),
        (same_person, False),
    ],
)
def test_what_is_milder(
    policy: Policy, change: Callable[[Procedure], Procedure], mild: bool
) -> None:
    """Nowhere harsher: not in time, form, guard, person, effect, nor in the party's own steps."""
    old, new = with_later(policy, change).procedures["designation"]
    assert milder(old, new) is mild
