"""Write `docs/procedures.md`: every shipped procedure as `goodstanding packs diagram` draws it.

python scripts/write_procedures.py            write it
python scripts/write_procedures.py --check    exit 1 where it is not fresh
"""

import sys
from pathlib import Path

from goodstanding.core.policy.join import join_drafts
from goodstanding.core.policy.read import read_draft
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.diagram import lines, mermaid

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "procedures.md"


def shipped() -> Policy:
    """Return the packs of this repository."""
    drafts = []
    for folder in sorted(path for path in (ROOT / "packs").iterdir() if path.is_dir()):
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*.yaml")
        }
        drafts.append(read_draft(files, folder=folder.name))
    policy, faults = join_drafts(drafts, mode="demonstration")
    if policy is None:
        raise SystemExit("\n".join(fault.line("en") for fault in faults))
    return policy


def page(policy: Policy) -> str:
    """Return the whole page."""
    found = [
        "# Procedures",
        "",
        "Written by `scripts/write_procedures.py` from the packs; a test keeps it fresh, so that",
        "no guard of a procedure goes unseen. `goodstanding packs diagram` prints the same.",
    ]
    for name in sorted(policy.procedures):
        for procedure in policy.procedures[name]:
            found += ["", f"## {procedure.key}", "```mermaid", mermaid(procedure, "en"), "```"]
            found += ["```", *lines(procedure, policy, "en"), "```"]
    return "\n".join(found) + "\n"


if __name__ == "__main__":
    text = page(shipped())
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text else 1)
    PAGE.write_text(text, encoding="utf-8")
