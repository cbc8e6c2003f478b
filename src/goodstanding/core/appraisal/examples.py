"""Worked examples of packs: given records, expect a score, a grade, lines, a next day of change.

A pack's `examples/*.yaml` files each hold one list, `examples`. They are the pack's tests and its
manual at once; `docs/guides/packs.md` shows one.

    - id: one_fine
      title: {zh: 一次一般程序罚款, en: one ordinary fine}
      model: common_card
      day: "2026-11-01"
      entity: {class: "91"}
      records:
        - {id: r1, type: administrative_penalty, day: "2026-03-02", fields: {kinds: fine}}
      expect:
        score: 92
        grade: A
        next_change: "2027-03-02"        # or none
        lines:
          - {kind: record, where: penalties, points: -8, records: [r1], ends: "2029-03-02"}

`next_change`, `lines` and, in a line, everything but `kind`, `where` and `points` may be left out:
what is not written is not compared. Where `lines` is written, it names every line in order.
`expect: {not_appraised: true}` says that the entity's class is not appraised at all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from goodstanding.core.appraisal.classes import is_graded
from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.appraisal.faults_appraisal import (
    CLASS_IS_OFF,
    EXAMPLE_DIFFERS,
    EXAMPLE_UNKNOWN,
)
from goodstanding.core.appraisal.result import Appraisal, Line
from goodstanding.core.basis.faults import Fault
from goodstanding.core.disclosure.clock import severity_of, shown
from goodstanding.core.policy.cursor import Cursor, Reading
from goodstanding.core.policy.shape import Policy
from goodstanding.core.policy.strict import Table, read_tree
from goodstanding.core.records.envelope import Record

NEVER = "none"
"""Written where no day is expected."""
NOT_APPRAISED = "not_appraised"
"""Expected of an entity whose class the model turns off."""
POINTS_MAX = 2**53


@dataclass(frozen=True, slots=True)
class Given:
    """A record as an example states it."""

    id: str
    record_type: str
    day: date
    fields: Mapping[str, str]
    place: str


@dataclass(frozen=True, slots=True)
class Example:
    """One worked example; `expected` and each of `lines` map what is compared to its text."""

    id: str
    place: str
    model: str
    on: date
    entity_class: str
    records: tuple[Given, ...]
    expected: Mapping[str, str]
    lines: tuple[Mapping[str, str], ...] | None = field(default=None)


def run_examples(policy: Policy, files: Mapping[str, bytes]) -> tuple[Fault, ...]:
    """Return what is wrong in example files (path to bytes), and every expectation not met."""
    faults: list[Fault] = []
    for file, data in sorted(files.items()):
        examples, wrong = read_examples(file, data)
        faults += wrong
        for example in examples:
            faults += _run(example, policy)
    return tuple(faults)


def read_examples(file: str, data: bytes) -> tuple[tuple[Example, ...], tuple[Fault, ...]]:
    """Return the examples of one file, and the faults of its form."""
    tree, faults = read_tree(file, data)
    if tree is None:
        return (), faults
    reading = Reading()
    root = Cursor(reading, file, "", tree, 1).table(("examples",))
    found = [item.whole(_example) for item in root["examples"].items(least=1)] if root else []
    return tuple(one for one in found if one is not None), tuple(reading.faults)


# --- reading ---------------------------------------------------------------------------------


def _example(cursor: Cursor) -> Example:
    """Return one example; worthless where a fault was noted."""
    keys = cursor.table(("id", "title", "model", "day", "records", "expect"), ("entity",))
    entity = keys["entity"].table(("class",)) if "entity" in keys else {}
    if "title" in keys:
        keys["title"].term()
    expected, lines = _expect(keys["expect"]) if "expect" in keys else ({}, None)
    return Example(
        id=keys["id"].id() if "id" in keys else "",
        place=f"{cursor.file}:{cursor.line}",
        model=keys["model"].text() if "model" in keys else "",
        on=keys["day"].day() if "day" in keys else date.min,
        entity_class=entity["class"].text(empty=True) if "class" in entity else "",
        records=tuple(_given(item) for item in keys["records"].items())
        if "records" in keys
        else (),
        expected=expected,
        lines=lines,
    )


def _given(cursor: Cursor) -> Given:
    """Return one record of an example."""
    keys = cursor.table(("id", "type", "day", "fields"))
    fields = keys["fields"].free_table() if "fields" in keys else {}
    return Given(
        id=keys["id"].text() if "id" in keys else "",
        record_type=keys["type"].text() if "type" in keys else "",
        day=keys["day"].day() if "day" in keys else date.min,
        fields={name: place.argument() for name, place in fields.items()},
        place=f"{cursor.file}:{cursor.line}",
    )


def _expect(cursor: Cursor) -> tuple[dict[str, str], tuple[Mapping[str, str], ...] | None]:
    """Return what an example expects of the whole, and of its lines where they are written."""
    if any(entry.key == NOT_APPRAISED for entry in cursor.entries()):
        return {NOT_APPRAISED: str(cursor.table((NOT_APPRAISED,))[NOT_APPRAISED].flag())}, None
    keys = cursor.table(("score", "grade"), ("next_change", "lines"))
    expected = {}
    if "score" in keys:
        expected["score"] = str(keys["score"].integer(-POINTS_MAX, POINTS_MAX))
    if "grade" in keys:
        expected["grade"] = keys["grade"].text()
    if "next_change" in keys:
        expected["next_change"] = _day_or_never(keys["next_change"])
    if "lines" not in keys:
        return expected, None
    return expected, tuple(_line(item) for item in keys["lines"].items())


def _line(cursor: Cursor) -> Mapping[str, str]:
    """Return what an example expects of one line."""
    keys = cursor.table(("kind", "where", "points"), ("records", "number", "changes", "ends"))
    plain = ("kind", "where", "points", "number")
    found: dict[str, str] = {name: keys[name].argument() for name in plain if name in keys}
    if "records" in keys:
        found["records"] = "|".join(item.argument() for item in keys["records"].items())
    for name in ("changes", "ends"):
        if name in keys:
            found[name] = _day_or_never(keys[name])
    return found


def _day_or_never(cursor: Cursor) -> str:
    """Return a day as ISO text, or the word for no day."""
    if not isinstance(cursor.node, Table) and getattr(cursor.node, "text", "") == NEVER:
        return NEVER
    return cursor.day().isoformat()


# --- running ---------------------------------------------------------------------------------


def _run(example: Example, policy: Policy) -> Iterable[Fault]:
    """Yield where the law says something else than an example."""
    model = policy.models.get(example.model)
    if model is None:
        yield EXAMPLE_UNKNOWN.at(example.place, id=example.id, what="model", name=example.model)
        return
    unknown = [fault for given in example.records for fault in _unknown(example, given, policy)]
    if unknown:
        yield from unknown
        return
    if not is_graded(model, example.entity_class, policy=policy, on=example.on):
        if example.expected.get(NOT_APPRAISED) != str(True):
            yield CLASS_IS_OFF.at(example.place, entity_class=example.entity_class)
        return
    if NOT_APPRAISED in example.expected:
        yield EXAMPLE_DIFFERS.at(
            example.place,
            id=example.id,
            what=NOT_APPRAISED,
            expected=example.expected[NOT_APPRAISED],
            found=str(False),
        )
        return
    records = [example_record(given, policy, on=example.on) for given in example.records]
    found = evaluate(
        model, records, policy=policy, on=example.on, entity_class=example.entity_class
    )
    pairs = [(name, text, _whole(found)[name]) for name, text in example.expected.items()]
    if example.lines is not None:
        pairs.append(("number of lines", str(len(example.lines)), str(len(found.lines))))
        for number, (expected, line) in enumerate(
            zip(example.lines, found.lines, strict=False), start=1
        ):
            have = _texts(line)
            pairs += [(f"line {number} {key}", text, have[key]) for key, text in expected.items()]
    for what, expected_text, found_text in pairs:
        if expected_text != found_text:
            yield EXAMPLE_DIFFERS.at(
                example.place, id=example.id, what=what, expected=expected_text, found=found_text
            )


def _unknown(example: Example, given: Given, policy: Policy) -> Iterable[Fault]:
    """Yield what a record of an example names and no pack knows."""
    record_type = policy.record_types.get(given.record_type)
    if record_type is None:
        yield EXAMPLE_UNKNOWN.at(
            given.place, id=example.id, what="record type", name=given.record_type
        )
        return
    for name in given.fields:
        if name not in record_type.fields:
            yield EXAMPLE_UNKNOWN.at(given.place, id=example.id, what="field", name=name)


def example_record(given: Given, policy: Policy, *, on: date) -> Record:
    """Return the record that an example states, with severity and publicity as of a day."""
    record_type = policy.record_types[given.record_type]
    severity = severity_of(record_type, given.fields)
    is_shown, until = shown(policy, record_type, given.fields, severity, given.day, on=on)
    return Record(
        id=given.id,
        record_type=given.record_type,
        department="",
        day=given.day,
        fields=given.fields,
        severity=severity,
        shown=is_shown,
        shown_until=until,
    )


def _whole(appraisal: Appraisal) -> dict[str, str]:
    """Return what can be compared of an appraisal, as texts."""
    return {
        "score": str(appraisal.score),
        "grade": appraisal.grade,
        "next_change": _text(appraisal.next_change),
    }


def _texts(line: Line) -> dict[str, str]:
    """Return what can be compared of a line, as texts."""
    return {
        "kind": line.kind,
        "where": line.where,
        "points": str(line.points),
        "records": "|".join(line.records),
        "number": line.number,
        "changes": _text(line.changes),
        "ends": _text(line.ends),
    }


def _text(day: date | None) -> str:
    return day.isoformat() if day else NEVER
