"""Write `docs/reference.md`: every command, setting and error code, from the code itself.

python scripts/write_reference.py            write it
python scripts/write_reference.py --check    exit 1 where it is not fresh
"""

import importlib
import os
import sys
from pathlib import Path

import django

from goodstanding.cli.main import COMMANDS
from goodstanding.core.basis.faults import FaultKind
from goodstanding.site.settings import OPTIONS

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference.md"


def fault_kinds() -> list[FaultKind]:
    """Return every kind of fault of every `faults*.py`, by code; a code used twice is an error."""
    source = ROOT / "src"
    found: dict[str, FaultKind] = {}
    for path in sorted(source.rglob("faults*.py")):
        module = importlib.import_module(".".join(path.relative_to(source).with_suffix("").parts))
        for value in vars(module).values():
            if isinstance(value, FaultKind) and found.setdefault(value.code, value) is not value:
                raise SystemExit(f"the code {value.code} is used twice")
    return [found[code] for code in sorted(found)]


def cell(text: str) -> str:
    """Return a text that can stand in a table's cell."""
    return text.replace("|", "\\|").replace("\n", " ")


def page() -> str:
    """Return the whole page."""
    lines = [
        "# Reference",
        "",
        "Written by `scripts/write_reference.py` from the code; a test keeps it fresh.",
        "",
        "## Commands",
        "`goodstanding COMMAND --help` shows options and examples.",
        "",
        "| command | what it does |",
        "|---|---|",
        *(f"| `{name}` | {cell(COMMANDS[name])} |" for name in sorted(COMMANDS)),
        "",
        "## Settings",
        "From the environment.",
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
        *(f"| `{o.name}` | {cell(o.default) or '(empty)'} | {cell(o.help)} |" for o in OPTIONS),
        "",
        "## Error codes",
        "Each is shown with where it was found, in the reader's language, and what to do next.",
        "",
        "| code | what | 内容 | next | 怎么办 |",
        "|---|---|---|---|---|",
        *(
            f"| {k.code} | {cell(k.what.en)} | {cell(k.what.zh)} "
            f"| {cell(k.next.en)} | {cell(k.next.zh)} |"
            for k in fault_kinds()
        ),
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the page, or check that it is fresh."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstanding.site.settings")
    django.setup()
    text = page()
    if "--check" in sys.argv[1:]:
        fresh = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
        if not fresh:
            sys.stderr.write("docs/reference.md is stale: run scripts/write_reference.py\n")
            raise SystemExit(1)
        return
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
