"""Looking at a case from the shell: an officer of it reads all, a party what it was told."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from tests.actions.case_world import HANDLER, KEY, OTHER, World, build
from tests.actions.cases.test_case import OPENED, TOLD, file, objection, served, step
from tests.actions.cases.test_case_file import closed
from tests.actions.cases.test_designation import proposed
from tests.conftest import Database

from goodstanding.cli.main import root
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.lookups import lookups_of

ON = ("--on", "2026-05-06")
PARTY = ("--as", "agent-1", "--for", KEY)
CHEN = ("--as", "officer-chen", "--office", "market_cases")
CLERK = ("--as", "officer-tax", "--office", "tax_unit")


def run(*arguments: str) -> str:
    """Run the command in this process; return what it prints."""
    done = CliRunner().invoke(root, ["case", *arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


def told(world: World) -> tuple[str, int]:
    """Let an officer tell what was found by a letter that is not served; return the case."""
    case = objection(world)
    step(world, case, "acknowledge", HANDLER, OPENED)
    step(world, case, "tell", HANDLER, date(2026, 5, 6), TOLD)
    return str(case), next(one.id for one in file(case).letters if one.event == 3)


def test_a_party_reads_at_the_shell_what_its_letters_told(
    database: Database, policy: Policy
) -> None:
    """Promise: no state, event, letter, field or officer's account of an act before its service."""
    del database
    world = build(policy)
    case, letter = told(world)
    whole = json.loads(run("show", case, *CHEN, *ON, "--json"))
    mine = json.loads(run("show", case, *PARTY, *ON, "--json"))
    assert (whole["state"], len(whole["events"]), len(whole["letters"])) == ("told", 3, 2)
    assert (mine["state"], len(mine["events"]), mine["letters"]) == ("checking", 2, [])
    assert {one["actor"] for one in mine["events"]} == {"agent-1", ""}
    assert mine["handler"] == ""
    assert "经核查属实" in json.dumps(whole, ensure_ascii=False)
    assert "经核查属实" not in json.dumps(mine, ensure_ascii=False)
    assert "经核查属实" not in run("show", case, *PARTY, *ON, "--letters")
    with pytest.raises(Refused, match="CASE-E106"):
        run("letter", str(letter), *PARTY, "--pdf", "never.pdf")
    served(world, int(case), file(int(case)).letters[-1].template, date(2026, 5, 7))
    mine = json.loads(run("show", case, *PARTY, "--on", "2026-05-07", "--json"))
    assert mine["state"] == "told"
    assert "经核查属实" in json.dumps(mine, ensure_ascii=False)


def test_nobody_looks_without_a_name_and_a_duty(database: Database, policy: Policy) -> None:
    """Promise: who has no duty in the case, and another entity, are told of none."""
    del database
    case, letter = told(build(policy))
    assert "--as" in run("show", case)
    for who in (CLERK, ("--as", "agent-2", "--for", OTHER), ("--as", "officer-chen")):
        for words in (["show", case], ["evidence", case], ["letter", str(letter), "--pdf", "x"]):
            with pytest.raises(Refused, match="CASE-E129"):
                run(*words, *who)
    with pytest.raises(Refused, match="CASE-E129"):
        run("show", case, *CHEN, "--for", KEY)


def test_what_is_withheld_is_not_read_at_the_shell_either(
    database: Database, policy: Policy
) -> None:
    """Promise: a part that an officer withheld by name and ground stays closed there too."""
    del database
    world = build(policy)
    case, said = proposed(world)
    assert said["evidence"] in run("show", str(case), *PARTY, *ON, "--json")
    closed(world, case, "event:1/evidence", date(2026, 5, 6))
    assert said["evidence"] in run("show", str(case), *CHEN, *ON, "--json")
    assert said["evidence"] not in run("show", str(case), *PARTY, *ON, "--json")


def test_a_list_is_for_who_looks_and_is_logged(database: Database, policy: Policy) -> None:
    """Promise: a list tells an officer the cases of their duty, a party its own as it was told.

    Nobody else is told of any; who looked is noted before, with the entity that was named.
    """
    del database
    world = build(policy)
    case, _letter = told(world)
    assert "--as" in run("list")
    assert "--as" in run("due")

    def listed(*who: str, what: str = "list") -> list[dict[str, object]]:
        found: list[dict[str, object]] = json.loads(run(what, *who, *ON, "--json"))
        return found

    assert [one["case"] for one in listed(*CHEN)] == [int(case)]
    assert {one["case"] for one in listed(*CHEN, what="due")} == {int(case)}
    assert listed(*CLERK) == listed(*CLERK, what="due") == []
    (mine,) = listed(*PARTY)
    assert (mine["state"], mine["handler"]) == ("checking", "")
    assert "经核查属实" not in json.dumps(mine, ensure_ascii=False)
    assert listed("--as", "agent-2", "--for", OTHER) == []
    assert listed(*CHEN, "--for", KEY) == [], "nobody looks at their own entity in an office"
    assert listed(*CHEN, "--entity", KEY) != []
    for what in ("list", "due"):
        with pytest.raises(Refused, match="CASE-E129"):
            run(what, "--as", "officer-chen")
        with pytest.raises(Refused, match="CASE-E1"):
            run(what, "--as", "officer-chen", "--office", "no_office")
    day = date(2026, 11, 1)
    seen = lookups_of("officer-chen", first=day.replace(year=2000), last=day.replace(year=2100))
    assert [(one.what, one.entity) for one in seen] == [("listed", "")] * 3 + [("listed", KEY)]
    assert lookups_of("agent-1", first=day.replace(year=2000), last=day.replace(year=2100)) == ()


def test_time_does_what_it_owes_in_every_case(database: Database, policy: Policy) -> None:
    """Promise: a timer needs no office, reads nothing, and leaves no case out."""
    del database
    world = build(policy)
    case = str(objection(world))
    said = run("due", "--lapse", "--as", "timer", "--on", "2026-05-01", "--json")
    assert json.loads(said) == []
    assert [one.step for one in file(int(case)).events] == ["open", "lapse:acknowledge_in"]
