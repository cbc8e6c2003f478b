"""Promises about the whole repository: small files, no circles, no hidden imports, told rooms."""

import ast
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "goodstanding"
FILE_LINES_MAX = 400
FUNCTION_LINES_MAX = 60
README_LINES_MAX = 10
DRAWERS = {"utils", "util", "helpers", "common", "misc", "manager", "base", "tools", "lib"}


def python_files(*folders: Path) -> list[Path]:
    """Return the Python files that the project keeps (generated migrations left out)."""
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    )


SOURCES = python_files(SOURCE)
ALL = python_files(SOURCE, ROOT / "tests", ROOT / "scripts", ROOT / "bench")


def name(path: Path) -> str:
    """Return a path as people write it."""
    return str(path.relative_to(ROOT))


def long_functions(text: str) -> list[tuple[str, int]]:
    """Return the functions of a source text that are longer than the limit."""
    return [
        (node.name, length)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > FUNCTION_LINES_MAX
    ]


def hidden_imports(text: str) -> list[int]:
    """Return the lines of imports that hide inside functions."""
    return [
        inner.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]


@pytest.mark.parametrize("path", ALL, ids=name)
def test_a_file_is_short_enough_to_be_read(path: Path) -> None:
    """No file is longer than 400 lines and no function longer than 60."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= FILE_LINES_MAX
    assert long_functions(text) == []


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_import_hides_inside_a_function(path: Path) -> None:
    """What a module needs stands at its top."""
    assert hidden_imports(path.read_text(encoding="utf-8")) == []


def test_the_limits_bite() -> None:
    """The two checks above find a planted long function and a planted hidden import."""
    planted = "def f():\n    import os\n" + "    x = 1\n" * FUNCTION_LINES_MAX
    assert [found for found, _ in long_functions(planted)] == ["f"]
    assert hidden_imports(planted) == [2]


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_file_is_a_drawer(path: Path) -> None:
    """A file is named after its noun, not after a drawer for anything."""
    assert path.stem not in DRAWERS


def test_modules_of_tests_have_names_of_their_own() -> None:
    """No two are called alike: the second of them could not be run."""
    names = Counter(path.name for path in (ROOT / "tests").rglob("test_*.py"))
    assert [one for one, count in names.items() if count > 1] == []


def test_packages_say_nothing() -> None:
    """An `__init__` is empty; only the tables' is read by Django and names its rooms."""
    told = [
        name(path)
        for path in SOURCE.rglob("__init__.py")
        if path.read_text(encoding="utf-8").strip() and path.parent.name != "models"
    ]
    assert told == []


FOLDERS = sorted(
    {
        path.parent
        for path in SOURCES
        if path.parent != SOURCE and not path.parent.name.startswith("_")
    }
    | {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
)


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_each_folder_says_what_it_is_for(folder: Path) -> None:
    """Each folder has a README of at most ten lines."""
    readme = folder / "README.md"
    assert readme.exists(), f"{name(folder)} has no README.md"
    assert len(readme.read_text(encoding="utf-8").splitlines()) <= README_LINES_MAX


def test_decisions_are_numbered_once() -> None:
    """A decision's number is never used twice, and each says what would change our mind."""
    pages = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    numbers = Counter(page.name[:4] for page in pages)
    assert pages
    assert [number for number, times in numbers.items() if times > 1] == []
    silent = [p.name for p in pages if "change our mind" not in p.read_text("utf-8").lower()]
    assert silent == []


def tracked() -> list[Path]:
    """Return the text files of the repository, as git knows them or as they lie there."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout.split("\0")
    return [ROOT / path for path in listed if path and (ROOT / path).is_file()]


def test_the_project_speaks_of_the_project_alone() -> None:
    """No path of a machine, no unfinished mark, and no test that is skipped."""
    marks = re.compile(
        r"raise NotImplementedError|\bTODO\b|\bFIXME\b|\bXXX\b"
        r"|mark\.(skip|xfail)|/home/\w+/|time\.sleep"
    )
    found = [
        f"{name(path)}: {match.group()}"
        for path in tracked()
        if path.suffix in {".py", ".md", ".yaml", ".toml", ".html", ".css"}
        and path != Path(__file__).resolve()
        for match in [marks.search(path.read_text(encoding="utf-8", errors="replace"))]
        if match
    ]
    assert found == []
