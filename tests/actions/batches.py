"""Files of the small policy's departments, and how the tests send them."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from tests.core.records.small_policy import small_policy

from goodstanding.actions.intake.receive import receive
from goodstanding.core.basis.ids import org_code_with_check, uscc_with_check
from goodstanding.core.records.receipt import Receipt

ON = date(2026, 3, 2)
PENALTY_COLUMNS = (
    "code", "name", "old", "party", "holder", "no", "body", "facts", "kinds", "fine", "decided",
    "until",
)  # fmt: skip


def code(number: int) -> str:
    """Return a fictional unified code that checks."""
    return uscc_with_check("91990100" + org_code_with_check(f"{number:08d}"))


def failing(number: int) -> str:
    """Return the same code with a wrong check character."""
    good = code(number)
    return good[:17] + ("0" if good[17] != "0" else "1")


def penalty(number: int, **changed: str) -> dict[str, str]:
    """Return a good penalty row, with cells changed."""
    row = {
        "code": code(number),
        "name": f"虚构公司{number}",
        "old": "",
        "party": "法人及非法人组织",
        "holder": "某人",
        "no": f"虚监罚〔2026〕{number}号",
        "body": "虚构市监局",
        "facts": "未按规定明码标价",
        "kinds": "警告、罚款",
        "fine": "0.5",
        "decided": "2026-1-5",
        "until": "暂无",
    }
    return {**row, **changed}


def csv_text(header: Sequence[str], rows: Iterable[dict[str, str]]) -> str:
    """Return rows as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, header, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def penalties_file(path: Path, rows: Iterable[dict[str, str]], encoding: str = "utf-8") -> Path:
    """Write penalty rows as CSV."""
    path.write_bytes(csv_text(PENALTY_COLUMNS, rows).encode(encoding))
    return path


def send(
    path: Path,
    *,
    department: str = "regulator",
    name: str | None = None,
    on: date = ON,
    rows: int | None = None,
) -> Receipt:
    """Receive a file under the small policy."""
    return receive(
        path,
        department=department,
        name=name,
        on=on,
        actor="test",
        policy=small_policy(),
        seed="seed of the tests",
        rows=rows,
    )
