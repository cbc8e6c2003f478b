"""Write `docs/due-process.md`: each requirement, where it is kept, which test shows it.

python scripts/write_due_process.py            write it
python scripts/write_due_process.py --check    exit 1 where it is not fresh

All of it stands in the docstrings of `tests/stories/requirements`.
"""

import ast
import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "due-process.md"
TESTS = ROOT / "tests" / "stories" / "requirements"
NAME = re.compile(r"test_(\d\d)_(\w+)")
COUNT = 36
PARTS = {
    1: "A. Time",
    8: "B. Service and publication",
    13: "C. Being heard",
    22: "D. Proportion",
    27: "E. Undoing mistakes",
    30: "F. Natural persons",
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: what is promised, where it is kept, what of it is not kept yet."""

    number: int
    promise: str
    kept: tuple[str, ...]
    owed: str
    file: str
    test: str


def requirements() -> list[Requirement]:
    """Return every requirement that a test shows, in order."""
    found = []
    for path in sorted(TESTS.glob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            named = NAME.fullmatch(node.name) if isinstance(node, ast.FunctionDef) else None
            if isinstance(node, ast.FunctionDef) and named:
                found.append(_read(int(named.group(1)), node, path))
    return sorted(found, key=lambda one: one.number)


def _read(number: int, node: ast.FunctionDef, path: Path) -> Requirement:
    """Return what a test's docstring says."""
    text = " ".join((ast.get_docstring(node) or "").split())
    promise, _, rest = text.partition(" Kept in: ")
    kept, _, owed = rest.partition(" Not yet: ")
    return Requirement(
        number=number,
        promise=promise,
        kept=tuple(filter(None, kept.split(", "))),
        owed=owed,
        file=path.relative_to(ROOT).as_posix(),
        test=node.name,
    )


def place(kept: str) -> str:
    """Return a path of the repository for a place as a docstring names it."""
    return kept if kept.startswith("packs/") else f"src/goodstanding/{kept}"


def page(found: list[Requirement]) -> str:
    """Return the whole page."""
    owed = sum(bool(one.owed) for one in found)
    lines = [
        "# Due process, requirement by requirement",
        "",
        f"Each of the {len(found)} requirements has one test that shows it by the acts, pages,",
        "commands and checks that people use. Written by `scripts/write_due_process.py` from the",
        "docstrings of `tests/stories/requirements`; a test keeps it fresh.",
        f"In {owed} of them something is not kept yet, and says so.",
    ]
    for one in found:
        if one.number in PARTS:
            lines += ["", f"## {PARTS[one.number]}"]
        places = ", ".join(f"`{place(kept)}`" for kept in one.kept)
        lines += [
            "",
            f"**{one.number}.** {one.promise}  ",
            f"Kept in {places}.  ",
            f"Shown by `{one.file}::{one.test}`.",
        ]
        if one.owed:
            lines[-1] += "  "
            lines.append(f"*Not yet: {one.owed}*")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    text = page(requirements())
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text else 1)
    PAGE.write_text(text, encoding="utf-8")
