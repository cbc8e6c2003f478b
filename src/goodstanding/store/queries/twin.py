"""The entity page as data: the same public view, the same numbers. All leaves are texts or null."""

import json
from datetime import date

from goodstanding.core.appraisal.result import Appraisal, Line
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.store.queries.apologies import Apology
from goodstanding.store.queries.public_view import PublicRecord, PublicView

Leaf = str | None
Data = dict[str, object]


def twin_bytes(view: PublicView, *, policy: Policy) -> bytes:
    """Return the public view of an entity as the bytes that are answered, on any day the same."""
    data = entity_data(view, policy=policy)
    return json.dumps(data, ensure_ascii=False, sort_keys=True).encode()


def entity_data(view: PublicView, *, policy: Policy) -> Data:
    """Return the public view of an entity as data."""
    entity = view.entity
    return {
        "key": entity.key,
        "scheme": entity.scheme,
        "code": entity.code,
        "name": entity.name,
        "on": view.on.isoformat(),
        "today": view.today.isoformat(),
        "known": _yes(view.known),
        "outlook": _yes(view.ahead),
        "policy": policy.digest,
        "names": [
            {"name": name.name, "since": name.first_day.isoformat(), "current": _yes(name.current)}
            for name in entity.names
            if name.first_day <= view.on
        ],
        "grade": _grade(view.appraisal, view.model, policy) if view.appraisal else None,
        "why_no_grade": view.why_no_grade or None,
        "records": [record_data(record, policy) for record in view.records],
        "apologies": [_apology(one, policy) for one in view.apologies],
    }


def _apology(one: Apology, policy: Policy) -> Data:
    """Return an apology for what was shown wrongly: its kind, never its content."""
    record_type = policy.record_types.get(one.record_type)
    department = policy.departments.get(one.department)
    return {
        "department": one.department,
        "title": _text(department.title if department else Text(one.department, one.department)),
        "record_type": one.record_type,
        "kind": _text(record_type.title if record_type else Text("", "")),
        "day": one.day.isoformat(),
        "until": one.until.isoformat(),
    }


def _grade(appraisal: Appraisal, model: Model | None, policy: Policy) -> Data:
    """Return the appraisal with its lines; their points sum to the score."""
    titles = {grade.id: grade.title for grade in model.grades} if model else {}
    none = model.no_grade if model else Text("", "")
    return {
        "model": appraisal.model,
        "grade": appraisal.grade,
        "title": _text(titles.get(appraisal.grade, none)),
        "score": str(appraisal.score),
        "next_change": _day(appraisal.next_change),
        "lines": [_line(line, policy) for line in appraisal.lines],
    }


def _line(line: Line, policy: Policy) -> Data:
    return {
        "kind": line.kind,
        "indicator": line.indicator,
        "where": line.where,
        "points": str(line.points),
        "number": line.number or None,
        "records": list(line.records),
        "changes": _day(line.changes),
        "ends": _day(line.ends),
        "basis": _basis(line.basis, policy),
    }


def record_data(record: PublicRecord, policy: Policy) -> Data:
    """Return one record that anyone may see, as data."""
    kind, standing = record.record_type, record.standing
    department = policy.departments.get(standing.department)
    return {
        "id": standing.id,
        "type": kind.id,
        "title": _text(kind.title),
        "effect": kind.effect,
        "department": {
            "id": standing.department,
            "title": _text(department.title) if department else None,
        },
        "day": standing.day.isoformat(),
        "severity": standing.severity or None,
        "shown_until": _day(standing.shown_until),
        "disputed": _yes(standing.disputed),
        "marks": list(record.kept.marks),
        "changed_since": _yes(record.changed_since),
        "self_declared": _yes(kind.self_declared),
        "fields": dict(record.fields),
        "basis": _basis(kind.basis, policy),
        "digest": record.kept.digest,
    }


def _basis(basis: str, policy: Policy) -> Data:
    """Return a basis with the kind of text that it is: law, standard or demonstration."""
    source = policy.source_of(basis)
    return {
        "id": basis,
        "kind": source.kind,
        "number": source.number or None,
        "title": _text(source.title),
    }


def _text(text: Text) -> dict[str, Leaf]:
    return {"zh": text.zh, "en": text.en}


def _day(day: date | None) -> Leaf:
    return day.isoformat() if day else None


def _yes(value: bool) -> str:
    return "yes" if value else "no"
