"""`goodstanding packs`: what a person who writes a pack sees, and the exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goodstanding.cli.packs import command


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_a_new_pack_passes_check_and_test_at_once(tmp_path: Path) -> None:
    """`packs new` leaves a folder that needs no mending before its first use."""
    assert run("new", "harbour", "--folder", tmp_path).exit_code == 0
    assert run("check", tmp_path).exit_code == 0
    tested = run("test", tmp_path, "--json")
    assert (tested.exit_code, json.loads(tested.stdout)) == (
        0,
        {"cases": 0, "examples": 2, "faults": []},
    )


def test_a_taken_folder_is_left_alone(tmp_path: Path) -> None:
    """`packs new` never writes into a folder that exists."""
    run("new", "harbour", "--folder", tmp_path)
    again = run("new", "harbour", "--folder", tmp_path)
    assert again.exit_code == 1
    assert "PACK-E093" in str(again.exception) or again.exception is not None


def test_check_shows_every_fault_and_leaves_with_1(tmp_path: Path) -> None:
    """Faults are told with file, line and code, for people and as JSON."""
    run("new", "harbour", "--folder", tmp_path)
    (tmp_path / "harbour" / "departments.yaml").write_text("departments:\n  - {id: Office X}\n")

    shown = run("check", tmp_path)
    told = run("check", tmp_path, "--json")

    assert shown.exit_code == told.exit_code == 1
    assert "harbour/departments.yaml:2: PACK-E010" in shown.stderr
    faults = json.loads(told.stdout)["faults"]
    assert ("PACK-E015", "harbour/departments.yaml:2") in [
        (fault["code"], fault["where"]) for fault in faults
    ]


def test_check_for_production_names_what_is_only_a_demonstration(tmp_path: Path) -> None:
    """A pack that is fine as a demonstration is told what to cite before it may be used."""
    run("new", "harbour", "--folder", tmp_path)
    checked = run("check", tmp_path, "--mode", "production", "--json")
    assert checked.exit_code == 1
    assert {fault["code"] for fault in json.loads(checked.stdout)["faults"]} == {"PACK-E070"}


def test_check_proves_the_bounds_of_every_model() -> None:
    """The greatest sum of each shipped model is shown, and lies below 2^53."""
    models = json.loads(run("check", "--json").stdout)["models"]
    assert {model["model"] for model in models} >= {"public_credit"}
    assert all(model["widest"] < 2**53 for model in models)


def test_an_example_that_fails_leaves_with_1(tmp_path: Path) -> None:
    """`packs test` compares; a wrong expectation is told with its place."""
    run("new", "harbour", "--folder", tmp_path)
    example = tmp_path / "harbour" / "examples" / "harbour_card.yaml"
    example.write_text(example.read_text().replace("score: 80", "score: 81"))
    tested = run("test", tmp_path)
    assert tested.exit_code == 1
    assert "harbour/examples/harbour_card.yaml" in tested.stderr


def test_list_and_show_speak_of_the_shipped_packs() -> None:
    """The list names packs with their digests; a card is shown with sources and their kinds."""
    packs = json.loads(run("list", "--json").stdout)
    assert "common" in [pack["id"] for pack in packs]
    card = json.loads(run("show", "public_credit", "--json").stdout)
    assert {row["kind"] for row in card} == {"law", "standard", "demonstration"}
    assert "General penalties" in run("show", "public_credit").stdout


def test_a_procedure_is_drawn_for_people_and_for_mermaid(monkeypatch: pytest.MonkeyPatch) -> None:
    """`packs diagram` says every state and step once more than the file, in both languages."""
    right = Path(__file__).resolve().parents[2] / "packs" / "right"
    for language, says in (
        (
            "en",
            ["[Listed] (end; adverse; remedy: reconsideration", "5 working days from service of"],
        ),
        ("zh", ["[已列入] (终结; 不利; 救济: 行政复议", "5 个工作日"]),
    ):
        monkeypatch.setenv("GOODSTANDING_LANG", language)
        told = run("diagram", "designation", "--packs", right)
        assert told.exit_code == 0
        assert all(words in told.stdout for words in says), told.stdout
    drawn = run("diagram", "objection", "--packs", right, "--mermaid").stdout
    assert drawn.startswith("stateDiagram-v2")
    assert drawn.count("-->") == 1 + 9 + 3, "the opening, nine ways on, three ends"


def test_an_unknown_procedure_is_refused() -> None:
    """What no pack has, or what is not in force yet, cannot be drawn."""
    right = Path(__file__).resolve().parents[2] / "packs" / "right"
    for more in (("lost",), ("objection", "--on", "2020-01-01")):
        refused = run("diagram", *more, "--packs", right)
        assert refused.exit_code == 1
        assert "PACK-E094" in str(refused.exception)
