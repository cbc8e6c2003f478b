"""The city's year of procedures: what it must hold, about whom, and that it is the same again."""

import random  # noqa: TID251 (a test is a door)
from collections import Counter
from datetime import date

from django.contrib.auth import authenticate
from django.db import connection
from tests.conftest import Database, Template
from tests.demo.city.conftest import SMALL, WrittenCity
from tests.demo.city.test_run_city import untold

from goodstanding.demo.city.officers import open_logins
from goodstanding.demo.run_city import CitySummary, run_city
from goodstanding.store.ledger.verify import verify
from goodstanding.store.queries.cases import CaseView, cases, removals
from goodstanding.store.queries.cases_desk import person_of
from goodstanding.store.queries.demonstration import holds_only_demonstration
from goodstanding.store.shelf import load_policy

OVERDUE_MOST = 6
"""Where more lies in wait, a city looks as if nobody worked there."""
MONTH = 31
TOLD = (
    "SELECT c.id, c.department, c.number, c.procedure, c.about_kind, c.about_id, c.subject,"
    " c.opened, e.number, e.step, e.actor, e.day, f.form FROM case_file c"
    " JOIN case_event e ON e.case_id = c.id JOIN case_form f ON f.seq = e.seq ORDER BY e.seq"
)


def run(city: WrittenCity) -> CitySummary:
    """Run the year on a written city."""
    return run_city(
        city.manifest.files,
        folder=city.folder,
        policy=load_policy(),
        seed="5eed",
        chance=random.Random(SMALL.seed),  # noqa: S311
        expected=len(city.manifest.files),
        progress=untold,
    )


def told() -> list[tuple[object, ...]]:
    """Return every event of every case, in order."""
    with connection.cursor() as cursor:
        cursor.execute(TOLD)
        return [tuple(row) for row in cursor.fetchall()]


def ends_of_every_procedure(every: tuple[CaseView, ...]) -> None:
    """Each kind of case runs to each of its ends, some run on, and one is overdue."""
    assert {(one.data.procedure, one.state) for one in every} >= {
        ("pledge", "kept"),
        ("pledge_breach", "revoked"),
        ("designation", "listed"),
        ("designation", "dropped"),
        ("objection", "upheld"),
        ("objection", "rejected"),
        ("objection", "unproved"),
        ("restoration", "restored"),
        ("restoration", "refused"),
        ("restoration_cancel", "cancelled"),
        ("reconsideration_mark", "annulled"),
        ("measure", "in_force"),
        ("open_pledge", "kept"),
        ("open_pledge", "withdrawn"),
        ("open_pledge", "breach"),
        ("reward_choice", "noted"),
        ("reorganisation", "completed"),
    }
    assert {one.state for one in every if one.data.procedure == "redecision"}
    assert {one.state for one in every if one.data.procedure == "permission"}
    assert any(not one.ended and not one.overdue for one in every)
    assert 1 <= sum(not one.ended and one.overdue for one in every) <= OVERDUE_MOST


def files_are_made_good(every: tuple[CaseView, ...], last: date) -> None:
    """What departments' files took back is led by officers; one at most lies in wait."""
    opened = [one for one in every if one.data.about_kind == "retracted"]
    before = [one for one in opened if (last - one.data.opened).days > MONTH]
    assert before
    assert sum(not one.ended for one in before) <= 1
    assert any(one.state == "made_good" for one in before)
    assert not [one for one in removals(limit=10_000) if (last - one.due).days > MONTH]


def about_organisations(every: tuple[CaseView, ...]) -> None:
    """No natural person; class 92 only where what was wrong is made good; no leader decides."""
    organisations = ("cn-uscc:91", "cn-uscc:93", "cn-uscc:12", "cn-uscc:51", "cn-uscc:52")
    for one in every:
        owed = ("cn-uscc:92",) if one.data.procedure == "redress" else ()
        assert one.data.subject.startswith((*organisations, *owed))
        hands = ("demo:", "(clock)", "(file)")
        assert all(event.actor.startswith(hands) for event in one.data.events)
        if one.data.procedure in ("designation", "measure"):
            deciding = {
                event.actor for event in one.data.events if event.step in ("list", "decide", "drop")
            }
            assert one.data.events[0].actor not in deciding


def entered_when_served(every: tuple[CaseView, ...]) -> None:
    """An entry begins with the service of its decision, after its notice was served."""
    for one in every:
        if one.state != "listed":
            continue
        steps = [event.step for event in one.data.events]
        assert steps.index("serve:list_pre_notice") < steps.index("list")
        if "serve:list_decision" in steps:
            entered = [effect.event for effect in one.data.effects if effect.effect == "enter_list"]
            assert entered == [steps.index("serve:list_decision") + 1]


def told_of_annulments(every: tuple[CaseView, ...]) -> None:
    """Whoever was answered "no" on an entry that was annulled is told."""
    assert any(
        effect.detail["departments"]
        for one in every
        if one.state == "annulled"
        for effect in one.data.effects
        if effect.effect == "tell_checked"
    )


def test_a_year_holds_every_procedure_and_is_the_same_again(
    database: Database, template: Template, small_city: WrittenCity
) -> None:
    """Promise: a year of cases, lawful and about organisations, some of them still running.

    Whoever runs the demonstration of the same seed sees the same cases.
    """
    summary = run(small_city)
    every = cases(policy=load_policy(), on=summary.last_day, ended=True)
    assert len(every) == summary.cases
    assert summary.asked > 0
    assert {name: opened for name, (opened, _run, _late) in summary.held.items()} == dict(
        Counter(one.data.procedure for one in every)
    )
    assert set(summary.pledged) == set(load_policy().pledge_types)
    assert summary.pledged["restoration"] > 0 < summary.pledged["government"]
    ends_of_every_procedure(every)
    files_are_made_good(every, summary.last_day)
    about_organisations(every)
    entered_when_served(every)
    told_of_annulments(every)
    assert verify() == ()
    assert holds_only_demonstration()
    with_accounts(summary)
    first = told()
    template.drop()
    template.copy(database.home)
    run(small_city)
    assert told() == first


def with_accounts(summary: CitySummary) -> None:
    """An officer, who decides, and the agent of an entity that has a case may sign in."""
    words = iter(["first-password", "second-password", "third-password"])
    policy = load_policy()
    made = open_logins(summary.agent_of, "虚构", make_password=lambda: next(words), policy=policy)
    assert [one.login.startswith("demo:") for one in made] == [True] * 3
    for one in made:
        account = authenticate(username=one.login, password=one.password)
        assert account is not None
        person = person_of(account.pk, on=date(2026, 10, 31))
        assert person is not None
        assert person.offices or summary.agent_of in person.party_to
