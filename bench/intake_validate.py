"""Validation alone: one CSV of penalties judged by us, and by `frictionless` with an equal schema.

`python -m bench.intake_validate SIDE FILE`, SIDE `ours`, `unsealed` or `frictionless`: prints
figures as JSON. Ours also derives keys, digests and fingerprints, which the peer does not;
`unsealed` leaves digests and fingerprints out. The schema states what
its words can state of the layout: columns, types, what is required, closed lists, lengths.
"""

import json
import os
import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from frictionless import Checklist, Resource, Schema, validate

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodstanding.site.settings")
django.setup()

from goodstanding.core.basis.ids import org_code_with_check, uscc_with_check  # noqa: E402
from goodstanding.core.policy.layout_shape import Layout  # noqa: E402
from goodstanding.core.policy.shape import Policy  # noqa: E402
from goodstanding.store.files.read import digest_file, open_source  # noqa: E402
from goodstanding.store.files.source import in_pieces  # noqa: E402
from goodstanding.store.shelf import load_policy  # noqa: E402
from goodstanding.store.stage.judged import CHUNK, judge_file  # noqa: E402
from goodstanding.store.stage.piece_judge import piece_looker  # noqa: E402
from goodstanding.store.stage.row_judge import Ticket, row_judge  # noqa: E402

LAYOUT = "labour_office_wage_arrears"
EVERY_BAD = 500
"""One row in so many is refused by both sides: its day is none."""
SEED = 7


def write_csv(path: Path, rows: int) -> None:
    """Write cases of wage arrears of fictional firms, a few of them with a day that is none."""
    chance = random.Random(SEED)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(
            "案件编号,用人单位名称,统一社会信用代码,工商注册号,法定代表人,涉及人数,"
            "拖欠金额（元）,查实日期,清偿日期,案件状态\r\n"
        )
        for number in range(1, rows + 1):
            code = uscc_with_check("91990100" + org_code_with_check(f"{number % 10**8:08d}"))
            day = "2026-02-30" if number % EVERY_BAD == 0 else f"2025-{number % 12 + 1:02d}-11"
            people, amount = chance.randint(1, 90), chance.randint(100, 10**7)
            file.write(
                f"虚构欠薪〔2025〕{number}号,虚构企业{number}有限公司,{code},,某人{number % 97},"
                f"{people},{amount}.50,{day},,未清偿\r\n"
            )


def ours(path: Path, policy: Policy) -> tuple[int, int]:
    """Judge every row; return how many there were, and how many were refused."""
    ticket = Ticket(digest_file(path), LAYOUT, "2026-03-02", "00" * 32, policy.digest, True)
    rows = refused = 0
    for chunk in judge_file(path, ticket, policy=policy, key=b"k" * 32).chunks:
        rows += len(chunk)
        refused += sum(row.outcome == "refused" for row in chunk)
    return rows, refused


def unsealed(path: Path, policy: Policy) -> tuple[int, int]:
    """Judge every row and seal none, which is what the peer does: the same rows are refused."""
    layout = policy.layouts[LAYOUT]
    kind = policy.record_types[layout.record_type]
    ticket = Ticket(digest_file(path), LAYOUT, "2026-03-02", "00" * 32, policy.digest, True)
    look = piece_looker(ticket, layout, kind)
    law = row_judge(ticket, layout, kind, b"k" * 32)
    rows = refused = 0
    for piece in in_pieces(open_source(path, layout), CHUNK):
        rows += len(piece.columns[layout.subject.code])
        _, closer = look(piece)
        refused += sum(law(*piece.row(place)).outcome == "refused" for place in closer)
    return rows, refused


def schema(layout: Layout, policy: Policy) -> dict[str, Any]:
    """Return the layout in the peer's words."""
    fields = policy.record_types[layout.record_type].fields
    told = []
    for name, column in layout.columns.items():
        field = fields.get(column.to or "")
        kind = field.kind if field else "text"
        one: dict[str, Any] = {"name": name, "type": "string", "constraints": {}}
        if kind == "day":
            one["type"] = "date"
        elif kind == "integer":
            one["type"] = "integer"
        elif kind == "money":
            one["type"] = "number"
        else:
            one["constraints"]["maxLength"] = 32_767
        if column.map:
            one["constraints"]["enum"] = list(column.map)
        if field and field.required:
            one["constraints"]["required"] = True
        if name == layout.subject.code:
            one["constraints"]["pattern"] = "[0-9A-HJ-NPQRTUWXY]{18}|[0-9]{15}|[0-9]{13}"
        told.append(one)
    return {"fields": told, "missingValues": list({"", *layout.empty})}


def frictionless(path: Path, policy: Policy) -> tuple[int, int]:
    """Validate the file by the peer; return how many rows there were, and how many had an error."""
    described = Schema.from_descriptor(schema(policy.layouts[LAYOUT], policy))
    source = Resource(path=path.name, basepath=str(path.parent), schema=described, encoding="utf-8")
    report = validate(source, checklist=Checklist(), limit_errors=1_000_000)
    task = report.tasks[0]
    wrong = set(_numbers(task.errors))
    return int(task.stats["rows"]), len(wrong)


def _numbers(errors: list[Any]) -> Iterator[int]:
    for error in errors:
        yield error.row_number


SIDES = {"ours": ours, "unsealed": unsealed, "frictionless": frictionless}


def main(side: str, file: str) -> None:
    """Validate once, and tell how long it took."""
    path = Path(file)
    policy = load_policy()
    began, spent = time.perf_counter(), time.process_time()
    rows, refused = SIDES[side](path, policy)
    seconds, worked = time.perf_counter() - began, time.process_time() - spent
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = {
        "seconds": seconds, "processor_seconds": worked, "rows": rows, "refused": refused,
        "megabytes": memory,
    }  # fmt: skip
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
