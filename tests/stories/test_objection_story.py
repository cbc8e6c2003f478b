"""An objection from the counter to its end, by commands alone: once upheld, once rejected."""

import io
import json
from collections.abc import Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.conftest import Database
from tests.stories.test_spine import CODE, goodstanding, sent, take_in

from goodstanding.cli.main import root
from goodstanding.core.basis.faults import Refused

KEY = f"cn-uscc:{CODE}"
PARTY = ("--as", "agent-1", "--for", KEY)
HANDLER = ("--as", "chen", "--office", "market_cases")
REVIEWER = ("--as", "lin", "--office", "market_decisions")
OUTSIDE = ("--as", "wu", "--office", "market_review")
OUTSIDE_TOO = ("--as", "xu", "--office", "market_review")
CLAIM = ("--form", "claim=罚款金额有误", "--form", "ground=facts")
FOUND = ("facts=与决定书不一致", "evidence=决定书", "legal_basis=示范依据")


def forms(*fields: str) -> list[str]:
    """Return fields as the command takes them."""
    return [part for one in fields for part in ("--form", one)]


def told(*arguments: str) -> Any:  # noqa: ANN401 (JSON)
    """Run a command in this process, on the test's own database; return what it says as JSON."""
    said = io.StringIO()
    with redirect_stdout(said):
        root.main(args=[*arguments, "--json"], standalone_mode=False)
    return json.loads(said.getvalue())


def refused(code: str, *arguments: str) -> None:
    """Run a command that must be refused with a code."""
    with pytest.raises(Refused, match=code):
        told(*arguments)


def penalty_entry(on: str) -> str:
    """Return the entry number of the penalty, as the public page's twin tells it."""
    page = Client().get(f"/en/entity/{KEY}.json?on={on}")
    found = [one for one in _records(json.loads(page.content)) if "penalty" in str(one)]
    return str(found[0]["id"])


def _records(answer: dict[str, object]) -> list[dict[str, object]]:
    records = answer["records"]
    assert isinstance(records, list)
    return records


def open_objection(entry: str, on: str) -> str:
    """Open an objection and return the case's number as people write it."""
    said = told("case", "open", "objection", f"record:{entry}", *CLAIM, *PARTY, "--on", on)
    return str(said["reference"])


def take(case: str, step: str, who: Sequence[str], on: str, *fields: str) -> dict[str, object]:
    """Take a step that must succeed."""
    return told("case", "take", case, step, *who, "--on", on, *forms(*fields))


def uphold(entry: str) -> None:
    """Walk an objection to a correction; the other departments owe word of it."""
    case = open_objection(entry, "2026-07-01")
    page = Client().get(f"/en/entity/{KEY}.json?on=2026-07-01")
    assert [
        one["disputed"] for one in _records(json.loads(page.content)) if one["id"] == entry
    ] == ["yes"]
    options = told("case", "show", case, *HANDLER, "--on", "2026-07-02")["options"]
    assert {"step": "acknowledge", "refusal": None} in options
    take(case, "acknowledge", HANDLER, "2026-07-02")
    wrong = ("finding=right", "reasons=录入有误", "correction=fine=5000000")
    stranger = ("--as", "zhao", "--office", "tax_unit", "--on", "2026-07-03")
    refused("CASE-E010", "case", "take", case, "correct", *stranger, *forms(*wrong))
    ended = take(case, "correct", REVIEWER, "2026-07-03", *wrong)
    assert (ended["state"], ended["ended"]) == ("upheld", True)
    owed = told("removals", "list", "--department", "tax_bureau", "--on", "2026-07-20")
    assert [(one["late"], one["acknowledged"]) for one in owed] == [(True, None)]
    record = str(owed[0]["record"])
    word = ("--department", "tax_bureau", "--as", "zhao", "--on", "2026-07-21")
    assert told("removals", "acknowledge", record, *word) == {"acknowledged": 1}
    refused("CASE-E118", "removals", "acknowledge", record, *word)
    make_good(case)


def make_good(case: str) -> None:
    """Apologise for the wrong record in the case that the correction opened."""
    effects = told("case", "show", case, *REVIEWER, "--on", "2026-07-03")["effects"]
    assert isinstance(effects, list)
    (redress,) = [one["case"] for one in effects if one["effect"] == "open_case"]
    made = ("made_good=已更正", "compensation=未提出请求", "reasons=录入有误")
    refused("CASE-E009", "case", "take", redress, "claim", *REVIEWER, "--on", "2026-07-06")
    take(redress, "make_good", REVIEWER, "2026-07-06", *made)


def reject(entry: str) -> None:
    """Walk an objection against the corrected record to its end, outside the unit that wrote it."""
    case = open_objection(entry, "2026-07-22")
    refused("CASE-E012", "case", "take", case, "acknowledge", *HANDLER, "--on", "2026-07-23")
    take(case, "acknowledge", OUTSIDE, "2026-07-23")
    findings = take(case, "tell", OUTSIDE, "2026-07-24", "finding=right", *FOUND)
    letters = findings["letters"]
    assert isinstance(letters, list)
    letter = next(one for one in letters if one["template"] == "objection_findings")
    no = ("finding=right", "reasons=记录属实", "reply_to_defence=未提出新证据")
    late = ("--on", "2026-08-04")
    again = ("case", "take", case, "reject", *OUTSIDE_TOO, *late, *forms(*no))
    refused("CASE-E014", *again)
    slip = ("--mode", "post", "--recipient", CODE, "--proof", "EMS-1", "--on", "2026-07-27")
    told("case", "serve", str(letter["letter"]), *slip, *OUTSIDE)
    early = ("--on", "2026-08-03")
    asked = ("case", "take", case, "reject", *OUTSIDE_TOO, *early, *forms(*no))
    refused("CASE-E015", *asked)
    assert told(*again)["remedy"] == "reconsideration"
    assert told("case", "list", *HANDLER) == []


def test_an_objection_is_upheld_and_another_rejected_by_commands(
    database: Database, tmp_path: Path
) -> None:
    """Commands alone lead from the claim to a corrected record, and to a reasoned refusal."""
    take_in(database, tmp_path)
    entry = penalty_entry("2026-06-30")
    uphold(entry)
    again = tmp_path / "penalties-2026-06.csv"
    again.write_bytes((tmp_path / "penalties-2026-05.csv").read_bytes())
    receipt = sent(database, again, "market_regulation", "2026-07-10")
    assert (receipt["held"], receipt["accepted"], receipt["flagged"]) == (1, 0, 0)
    reject(penalty_entry("2026-07-21"))
    before = told("dump")
    told("rebuild")
    assert told("dump") == before
    assert goodstanding(database, "verify").returncode == 0
