"""The plan of an entity in words: what stands, what can be done from which day, what it changes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goodstanding.core.basis.text import Language
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.numbers import in_words, key_words
from goodstanding.core.restoration.planner import GradeChange, Item
from goodstanding.core.restoration.regime import Way
from goodstanding.store.queries.planned import Planned
from goodstanding.web.charts.ways import WayOut, ways_out
from goodstanding.web.pages.rights_words import months_words, need_words, severity_words
from goodstanding.web.pages.wording import SourceNote, headline, long_day, source_note

MOST_LANES = 12
"""Lanes of the picture; the table beneath holds everything."""


@dataclass(frozen=True, slots=True)
class WayView:
    """A way and why it governs: its rules, its basis, its day."""

    title: str
    basis: SourceNote | None
    why: str
    counted: str


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One time of the procedure, if one applies as early as possible."""

    title: str
    day: date
    day_words: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One thing that stands, with its way out. `state`: open, waits or closed."""

    anchor: str
    kind: str
    title: str
    detail: str
    severity: str
    state: str
    lead: str
    way: WayView
    others: tuple[WayView, ...]
    conditions: tuple[str, ...]
    filed: str
    decided: str
    times: tuple[TimeRow, ...]
    ends: str
    change: str
    by_itself: str
    follows: tuple[str, ...]
    about: str
    about_id: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All that the template of a plan needs."""

    key: str
    name: str
    code: str
    on: date
    on_words: str
    lead: str
    together: str
    graded: bool
    rows: tuple[PlanRow, ...]
    wide: str
    narrow: str
    not_drawn: int
    next_change: str
    whole: bool


def plan_page(found: Planned, *, policy: Policy, language: Language) -> PlanPage:
    """Return the page of a plan."""
    plan = found.plan
    titles = {item.id: _title(found, item, policy, language) for item in plan.items}
    rows = tuple(_row(found, item, titles, policy, language) for item in plan.items)
    wide, narrow = _pictures(plan.items, titles, plan.on, language)
    entity = found.entity
    return PlanPage(
        key=entity.key,
        name=entity.name or entity.code,
        code=entity.code,
        on=plan.on,
        on_words=long_day(plan.on, language),
        lead=_lead(rows, plan.on, language),
        together=change_words(plan.together, language),
        graded=bool(plan.grade),
        rows=rows,
        wide=wide,
        narrow=narrow,
        not_drawn=max(0, len(rows) - MOST_LANES),
        next_change=long_day(plan.next_change, language) if plan.next_change else "",
        whole=found.whole,
    )


def _lead(rows: Sequence[PlanRow], on: date, language: Language) -> str:
    """Return the state in one sentence: how much stands, how much can be done today."""
    day = long_day(on, language)
    if not rows:
        return _("On %(day)s nothing stands against this entity; there is nothing to restore.") % {
            "day": day
        }
    count = len(rows)
    now = sum(row.state == "open" for row in rows)
    stands = ngettext(
        "On %(day)s %(count)s thing stands against this entity.",
        "On %(day)s %(count)s things stand against this entity.",
        count,
    ) % {"day": day, "count": count}
    if now:
        can = ngettext(
            "For %(now)s of them restoration can be applied for today.",
            "For %(now)s of them restoration can be applied for today.",
            now,
        ) % {"now": now}
    else:
        can = _("For none of them is the day to apply here yet.")
    return stands + ("" if language == "zh" else " ") + can


def change_words(change: GradeChange | None, language: Language) -> str:
    """Return what changes on a day: grade and score before and after."""
    if change is None:
        return ""
    (grade, score), (after, then) = change.before, change.after
    said = {
        "day": long_day(change.day, language),
        "before": f"{grade} ({score})",
        "after": f"{after} ({then})",
        "score": score,
        "then": then,
        "grade": grade,
    }
    if (grade, score) == (after, then):
        return _("grade and score stay as they are, %(before)s") % said
    if grade == after:
        return _("grade stays %(grade)s, score %(score)s → %(then)s on %(day)s") % said
    return _("grade %(before)s → %(after)s on %(day)s") % said


def _title(found: Planned, item: Item, policy: Policy, language: Language) -> tuple[str, str]:
    """Return what an item is called, and its number."""
    measure = found.measures.get(item.id)
    if measure is not None:
        return item.way.title.in_(language), in_words(policy, measure.measure.decision).in_(
            language
        )
    record = found.records.get(item.id)
    if record is None:
        return item.way.title.in_(language), item.id
    kind = policy.record_types[record.record_type]
    said = headline(kind.fields, record.fields, language).words
    title = kind.title.in_(language)
    number = key_words(policy, record.natural_key, but=found.entity.keys).in_(language)
    return (f"{title} · {said}" if said else title), number


def _row(
    found: Planned,
    item: Item,
    titles: dict[str, tuple[str, str]],
    policy: Policy,
    language: Language,
) -> PlanRow:
    title, number = titles[item.id]
    measure, record = found.measures.get(item.id), found.records.get(item.id)
    day = record.clock_day if record else measure.measure.starts if measure else found.plan.on
    too_late = item.way.earliest is None or (
        item.ends is not None and item.way.earliest > item.ends
    )
    state = "closed" if too_late else "waits" if item.days_left else "open"
    clocks = item.clocks
    return PlanRow(
        anchor=f"item-{item.id.replace('/', '-')}",
        kind={
            "record": _("record"),
            "list_entry": _("list entry"),
            "measure": _("measure"),
        }[item.kind],
        title=title,
        detail=f"{number} · {long_day(day, language)}",
        severity=severity_words(policy, item.severity, language),
        state=state,
        lead=_state_words(item, state, language),
        way=_way(item.way, day, policy, language),
        others=tuple(
            _way(one, day, policy, language) for one in item.others if one.rules != item.way.rules
        ),
        conditions=tuple(need_words(one.need) for one in item.asked),
        filed=long_day(clocks.filed, language) if clocks else "",
        decided=long_day(clocks.decided_by, language) if clocks else "",
        times=tuple(
            TimeRow(
                one.title.in_(language), one.ends, long_day(one.ends, language), one.provisional
            )
            for one in (clocks.clocks if clocks else ())
        ),
        ends=long_day(item.ends, language) if item.ends else "",
        change=change_words(item.change, language),
        by_itself=change_words(item.by_itself, language),
        follows=tuple(titles[one][0] for one in item.follows if one in titles),
        about=item.kind,
        about_id=str(measure.case_id) if measure else item.id,
    )


def _state_words(item: Item, state: str, language: Language) -> str:
    """Return in a few words from when one can apply."""
    if state == "open":
        return _("You can apply today.")
    if state == "waits" and item.way.earliest is not None and item.days_left is not None:
        said = {"day": long_day(item.way.earliest, language), "left": item.days_left}
        if item.days_left == 1:
            return _("You can apply tomorrow, %(day)s.") % said
        return _("You can apply from %(day)s on, in %(left)s days.") % said
    if item.way.earliest is not None and item.ends is not None:
        return _("It ends by itself before one could apply.")
    return item.way.why.in_(language)


def _way(way: Way, day: date, policy: Policy, language: Language) -> WayView:
    """Return a way with the reason for its day."""
    counted = ""
    regime = policy.regimes.get(way.rules)
    if way.months and way.earliest is not None:
        said = {"months": months_words(way.months), "day": long_day(way.earliest, language)}
        counted = _("%(months)s are over on %(day)s.") % said
        if regime is not None and way.earliest == regime.applies_from:
            counted = _("%(months)s are over; applications are taken from %(day)s on.") % said
        elif regime is not None:
            said["from"] = long_day(day, language)
            counted = _("%(months)s, counted from the finding of %(from)s, end on %(day)s.") % said
    elif way.earliest is not None and regime is not None:
        said = {"day": long_day(way.earliest, language)}
        counted = _("No waiting time; from %(day)s on.") % said
    elif regime is not None:
        counted = _("These rules know no early end for such a finding.")
    return WayView(
        title=way.title.in_(language),
        basis=source_note(policy, way.basis, language) if way.basis else None,
        why=way.why.in_(language),
        counted=counted,
    )


def _pictures(
    items: Sequence[Item], titles: dict[str, tuple[str, str]], on: date, language: Language
) -> tuple[str, str]:
    """Return the picture of the ways out, wide and narrow; "" where nothing stands."""
    if not items:
        return "", ""
    ways = tuple(
        WayOut(
            label=titles[item.id][0],
            opens=item.way.earliest if item.clocks else None,
            decided=item.clocks.decided_by if item.clocks else None,
            ends=item.ends,
            letter=_letter(item.change),
        )
        for item in items[:MOST_LANES]
    )
    title = _("Ways out, from %(day)s on") % {"day": long_day(on, language)}
    description = _(
        "How long each thing stands, from when one can apply, and by when it is decided"
    )
    wide, narrow = (
        ways_out(
            ways,
            on=on,
            on_label=long_day(on, language),
            title=title,
            description=description,
            variant=variant,
        )
        for variant in ("wide", "narrow")
    )
    return wide, narrow


def _letter(change: GradeChange | None) -> str:
    """Return the grade that a change leads to, "" where it stays."""
    return change.after[0] if change and change.after[0] != change.before[0] else ""
