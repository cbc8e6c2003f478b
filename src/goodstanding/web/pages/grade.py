"""The grade explained: the mark, the waterfall, the same numbers as a table, and what will change.

The steps of the picture and the rows of the table are made here from the same lines, so they
cannot part; the running sum of the rows ends at the score.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodstanding.core.appraisal.result import NO_GRADE, Appraisal, Line
from goodstanding.core.basis.text import Language, Text
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.store.queries.public_view import PublicRecord
from goodstanding.web.charts.marks import grade_mark, place_of
from goodstanding.web.charts.waterfall import Band, Step, StepKind, waterfall
from goodstanding.web.pages.wording import (
    SourceNote,
    headline,
    long_day,
    short_day,
    signed,
    source_note,
)

BARS = 16
"""More lines than these are drawn as one bar; the table has them all."""
CHANGES = 5
"""More days of change than these are folded away."""


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of the explanation, as a row of the table."""

    anchor: str
    label: str
    detail: str
    points: str
    sum: str
    when: str
    basis: SourceNote
    records: tuple[str, ...]
    disputed: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A day on which something changes if nothing new is recorded."""

    day: date
    day_words: str
    name: str
    detail: str
    words: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A veto in force, or a need that is not met: 0 points, but it decides the grade."""

    label: str
    words: str
    when: str
    basis: SourceNote


@dataclass(frozen=True, slots=True)
class GradeView:
    """All that the page says about the grade."""

    letter: str
    title: str
    has_grade: bool
    score: str
    place: int | None
    mark: str
    model: str
    model_title: str
    rows: tuple[LineRow, ...]
    zero_rows: tuple[LineRow, ...]
    total: str
    wide: str
    narrow: str
    limits: tuple[Limit, ...]
    next_change: str
    first_changes: tuple[Change, ...]
    more_changes: tuple[Change, ...]
    lowering: int


def grade_view(
    appraisal: Appraisal,
    model: Model,
    records: Mapping[str, PublicRecord],
    *,
    policy: Policy,
    language: Language,
) -> GradeView:
    """Return the grade of an appraisal, explained with the records that the page shows."""
    titles = _titles(model, language)
    counted = [line for line in appraisal.lines if line.kind not in ("veto", "need")]
    rows = _rows(counted, titles, records, policy=policy, language=language)
    has_grade = appraisal.grade != NO_GRADE
    grades = [grade.id for grade in model.grades]
    place = place_of(grades.index(appraisal.grade), len(grades)) if has_grade else None
    title = _grade_title(model, appraisal.grade).in_(language)
    wide, narrow = _pictures(
        _steps(counted, rows, appraisal.score, language, records),
        _bands(model, appraisal.day),
    )
    by_line = dict(zip(counted, rows, strict=True))
    changes = _changes(appraisal.lines, titles, by_line, language)
    return GradeView(
        letter=appraisal.grade if has_grade else "–",
        title=title,
        has_grade=has_grade,
        score=f"{appraisal.score:,}",
        place=place,
        mark=grade_mark(
            appraisal.grade if has_grade else "–",
            place,
            title=_("Grade %(grade)s") % {"grade": appraisal.grade} if has_grade else title,
        ),
        model=model.id,
        model_title=model.title.in_(language),
        rows=tuple(row for row in rows if row.counts),
        zero_rows=tuple(row for row in rows if not row.counts),
        total=f"{appraisal.score:,}",
        wide=wide,
        narrow=narrow,
        limits=_limits(appraisal, titles, policy=policy, language=language),
        next_change=long_day(appraisal.next_change, language) if appraisal.next_change else "",
        first_changes=changes[:CHANGES],
        more_changes=changes[CHANGES:],
        lowering=len({one for line in counted if line.points < 0 for one in line.records}),
    )


def _pictures(steps: tuple[Step, ...], bands: tuple[Band, ...]) -> tuple[str, str]:
    """Return the waterfall for wide and for narrow screens."""
    title = _("How the score adds up")
    ends = {"start": f"{steps[0].after:,}", "score": f"{steps[-1].after:,}"}
    description = _("From %(start)s points to %(score)s; the table below has every number.") % ends
    wide, narrow = (
        waterfall(steps, bands, title=title, description=description, narrow=narrow)
        for narrow in (False, True)
    )
    return wide, narrow


def _grade_title(model: Model, grade: str) -> Text:
    for one in model.grades:
        if one.id == grade:
            return one.title
    return model.no_grade


def _titles(model: Model, language: Language) -> dict[str, str]:
    """Return the words of everything that a line can name by `where`."""
    found = {"start": _("Start"), "total": _("Whole score")}
    for indicator in model.indicators:
        found[indicator.id] = indicator.title.in_(language)
        found.update({rule.id: rule.title.in_(language) for rule in indicator.rules})
    found.update({veto.id: veto.title.in_(language) for veto in model.vetoes})
    found.update({need.id: need.title.in_(language) for need in model.needs})
    return found


def _rows(
    lines: list[Line],
    titles: Mapping[str, str],
    records: Mapping[str, PublicRecord],
    *,
    policy: Policy,
    language: Language,
) -> tuple[LineRow, ...]:
    """Return the rows of the table, with the running sum."""
    rows, running = [], 0
    for line in lines:
        running += line.points
        rows.append(
            LineRow(
                anchor=line.where,
                label=_label(line, titles),
                detail=_detail(line, records, language),
                points=f"{line.points:,}" if line.kind == "start" else signed(line.points),
                sum=f"{running:,}",
                when=_when(line, language),
                basis=source_note(policy, line.basis, language),
                records=tuple(one for one in line.records if one in records),
                disputed=_disputed(line, records),
                counts=bool(line.points) or line.kind == "start",
            )
        )
    return tuple(rows)


def _label(line: Line, titles: Mapping[str, str]) -> str:
    name = titles.get(line.where, line.where)
    if line.kind == "cap":
        return _("Upper bound: %(what)s") % {"what": name}
    if line.kind == "floor":
        return _("Lower bound: %(what)s") % {"what": name}
    return name


def _detail(line: Line, records: Mapping[str, PublicRecord], language: Language) -> str:
    """Return which record or number a line is about."""
    if line.kind == "record" and line.records and line.records[0] in records:
        record = records[line.records[0]]
        words = headline(record.record_type.fields, dict(record.fields), language).words
        return f"{short_day(record.standing.day, language)} · {words}"
    if line.kind == "measure" and line.number:
        return _("value: %(number)s") % {"number": line.number}
    return ""


def _disputed(line: Line, records: Mapping[str, PublicRecord]) -> bool:
    return any(records[one].standing.disputed for one in line.records if one in records)


def _when(line: Line, language: Language) -> str:
    """Return when the points of a line change and end, in words."""
    parts = []
    if line.changes and line.changes != line.ends:
        parts.append(_("changes on %(day)s") % {"day": short_day(line.changes, language)})
    if line.ends:
        parts.append(_("ends on %(day)s") % {"day": short_day(line.ends, language)})
    return ("，" if language == "zh" else ", ").join(parts)


def _steps(
    lines: list[Line],
    rows: tuple[LineRow, ...],
    score: int,
    language: Language,
    records: Mapping[str, PublicRecord],
) -> tuple[Step, ...]:
    """Return the bars: lines with points in order; beyond `BARS`, the rest as one."""
    steps: list[Step] = []
    running = 0
    for line, row in zip(lines, rows, strict=True):
        before, running = running, running + line.points
        kind: StepKind = "points"
        if line.kind == "start":
            kind = "start"
        elif line.kind in ("floor", "cap"):
            kind = "bound"
        if line.points or kind == "start":
            note = _("to %(day)s") % {"day": short_day(line.ends, language)} if line.ends else ""
            steps.append(Step(kind, row.label, before, running, note, _disputed(line, records)))
    if len(steps) > BARS:
        rest = steps[BARS - 1 :]
        words = ngettext("%(count)s further line", "%(count)s further lines", len(rest))
        one = Step("points", words % {"count": len(rest)}, rest[0].before, rest[-1].after)
        steps = [*steps[: BARS - 1], one]
    return (*steps, Step("total", _("Score"), score, score))


def _bands(model: Model, day: date) -> tuple[Band, ...]:
    """Return the bands of the grades, best first, as in force on `day`."""
    return tuple(
        Band(grade.id, grade.at_least.on(day) if grade.at_least else None) for grade in model.grades
    )


def _limits(
    appraisal: Appraisal,
    titles: Mapping[str, str],
    *,
    policy: Policy,
    language: Language,
) -> tuple[Limit, ...]:
    """Return vetoes in force and needs not met."""
    return tuple(
        Limit(
            label=titles.get(line.where, line.where),
            words=_("the grade is at most %(grade)s") % {"grade": line.number}
            if line.kind == "veto"
            else _("needed for a grade, not met (value: %(number)s)")
            % {"number": line.number or "0"},
            when=_when(line, language),
            basis=source_note(policy, line.basis, language),
        )
        for line in appraisal.lines
        if line.kind in ("veto", "need")
    )


def _changes(
    lines: Sequence[Line],
    titles: Mapping[str, str],
    rows: Mapping[Line, LineRow],
    language: Language,
) -> tuple[Change, ...]:
    """Return the days on which lines change or end, in order; what ends at 0 points is left out."""
    found: list[Change] = []
    for line in lines:
        name = titles.get(line.where, line.where)
        detail = rows[line].detail if line in rows and line.kind == "record" else ""
        points = {"points": signed(line.points)}
        if line.changes and line.changes != line.ends:
            words = _("the points change (now %(points)s)") % points
            found.append(
                Change(line.changes, long_day(line.changes, language), name, detail, words)
            )
        if line.ends and (line.points or line.kind == "veto"):
            words = _("%(points)s points end") % points if line.points else _("the limit ends")
            found.append(Change(line.ends, long_day(line.ends, language), name, detail, words))
    return tuple(sorted(found, key=lambda change: (change.day, change.name, change.detail)))
