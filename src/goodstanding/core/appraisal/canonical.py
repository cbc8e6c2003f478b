"""The canonical bytes of an appraisal: what an issued one is kept and compared by."""

from datetime import date

import orjson

from goodstanding.core.appraisal.result import Appraisal, Line
from goodstanding.core.basis.canon import canonical

VERSION = "1"


def appraisal_bytes(appraisal: Appraisal) -> bytes:
    """Return the canonical UTF-8 bytes of an appraisal; numbers are decimal texts."""
    return canonical(appraisal_body(appraisal))


def appraisal_body(appraisal: Appraisal) -> dict[str, object]:
    """Return an appraisal as texts, lists of texts, and null."""
    return {
        "v": VERSION,
        "model": appraisal.model,
        "policy": appraisal.policy,
        "day": appraisal.day.isoformat(),
        "score": str(appraisal.score),
        "grade": appraisal.grade,
        "lines": [_line_body(line) for line in appraisal.lines],
        "indicators": [[name, str(points)] for name, points in appraisal.indicators],
        "next_change": _day_text(appraisal.next_change),
    }


def read_appraisal(data: bytes) -> Appraisal:
    """Return the appraisal that `appraisal_bytes` wrote."""
    body = orjson.loads(data)
    return Appraisal(
        model=body["model"],
        policy=body["policy"],
        day=date.fromisoformat(body["day"]),
        score=int(body["score"]),
        grade=body["grade"],
        lines=tuple(_line(line) for line in body["lines"]),
        indicators=tuple((name, int(points)) for name, points in body["indicators"]),
        next_change=_day(body["next_change"]),
    )


def _line_body(line: Line) -> dict[str, object]:
    """Return a line as texts."""
    return {
        "kind": line.kind,
        "indicator": line.indicator,
        "where": line.where,
        "points": str(line.points),
        "basis": line.basis,
        "records": list(line.records),
        "number": line.number,
        "changes": _day_text(line.changes),
        "ends": _day_text(line.ends),
    }


def _line(body: dict[str, object]) -> Line:
    """Return the line that `_line_body` wrote."""
    texts = {
        **body,
        "points": int(str(body["points"])),
        "records": tuple(body["records"]),  # type: ignore[arg-type]
        "changes": _day(body["changes"]),
        "ends": _day(body["ends"]),
    }
    return Line(**texts)  # type: ignore[arg-type]


def _day_text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
