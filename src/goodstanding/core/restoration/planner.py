"""The planner: what an entity can do to be restored, from when, by when, and what it changes.

Every grade that it names is computed by the law (`evaluate`) over the records as they stand on
that day, with and without what would be gone; nothing is estimated.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from goodstanding.core.appraisal.classes import is_graded
from goodstanding.core.appraisal.evaluate import evaluate
from goodstanding.core.appraisal.result import Appraisal
from goodstanding.core.basis.days import LAST_DAY, add_days
from goodstanding.core.basis.text import Text
from goodstanding.core.measures.facts import Conduct, InForce
from goodstanding.core.policy.lists_shape import ExitNeed
from goodstanding.core.policy.shape import Model, Policy
from goodstanding.core.records.envelope import Record
from goodstanding.core.records.standing import as_record
from goodstanding.core.restoration.clocks import Clocks, clocks_from
from goodstanding.core.restoration.regime import (
    NO_RULE,
    Way,
    speaks_against,
    way_of_entry,
    way_of_record,
)

ItemKind = Literal["record", "list_entry", "measure"]
WITH_CONDUCT = Text(
    "随所依据的行为一并解除；到期自动解除", "Ends with the conduct it rests on, or at its own end"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A list entry of the entity. `record`: the ledger's record of it, "" where there is none."""

    id: str
    list: str
    decided: date
    ends: date | None
    performed: date | None = None
    published: date | None = None
    conduct: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class GradeChange:
    """Score and grade on one day with and without what would be gone."""

    day: date
    before: tuple[str, int]
    after: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """One condition; `met` is None where nobody has said so yet."""

    need: ExitNeed
    met: bool | None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be restored.

    `way.earliest`: the first day on which one can apply (None: see `way.why`) · `days_left`: until
    then, 0 where it is open · `ends`: its last day if nothing is done · `clocks`: if it is filed
    as early as possible · `change`: the grade on the day by which it is decided · `by_itself`:
    the grade on the day after its end · `follows`: items with which it ends.
    """

    kind: ItemKind
    id: str
    severity: str
    way: Way
    others: tuple[Way, ...]
    asked: tuple[Asked, ...]
    days_left: int | None
    ends: date | None
    clocks: Clocks | None = None
    change: GradeChange | None = None
    by_itself: GradeChange | None = None
    follows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What stands against an entity on a day, and the ways out, the soonest first.

    `together`: the grade when everything that is open on the day is decided as asked for, on the
    last of those days; None where nothing is open, or only one thing.
    """

    on: date
    grade: str
    score: int | None
    next_change: date | None
    items: tuple[Item, ...]
    together: GradeChange | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the planner looks at: one entity's records, entries and measures, in force.

    `met`: by id of record or entry, what was shown to be done · `published`: by record, the day on
    which the entry that it is was published,
    or its duty `performed` · `whole`: nothing of the register is left out · `graded`: it is asked
    what each step changes, and not the days and conditions alone ·
    `class_basis`: as in `evaluate`.
    """

    records: Sequence[Record]
    entries: Sequence[Entry] = ()
    measures: Sequence[InForce] = ()
    conducts: Sequence[Conduct] = ()
    met: Mapping[str, Mapping[ExitNeed, bool]] | None = None
    published: Mapping[str, date] | None = None
    performed: Mapping[str, date] | None = None
    whole: bool = False
    graded: bool = True
    entity_class: str = ""
    class_basis: str = ""


def plan(policy: Policy, model: Model, facts: Facts, *, on: date) -> Plan:
    """Return what an entity can do on a day, and what each step would change."""
    law = _Law(policy, model, facts)
    shown = [
        record
        for record in law.stand(on)
        if policy.record_types[record.record_type].effect == "adverse"
        and record.day <= on
        and record.is_shown_on(on)
        and speaks_against(policy, record)
    ]
    entries = [*facts.entries, *_told_by_records(policy, facts, shown)]
    listed = {one.record for one in entries if one.record}
    items = [_of_record(law, record, on) for record in shown if record.id not in listed]
    items += [
        _of_entry(law, entry, on)
        for entry in entries
        if entry.decided <= on and (entry.ends is None or on <= entry.ends)
    ]
    items += [_of_measure(law, one, items, on) for one in facts.measures if one.stands_on(on)]
    today = law.appraise(on)
    return Plan(
        on=on,
        grade=today.grade if today else "",
        score=today.score if today else None,
        next_change=today.next_change if today else None,
        items=tuple(sorted(items, key=lambda one: (one.way.earliest or LAST_DAY, one.id))),
        together=_together(law, items, entries),
    )


def _together(law: "_Law", items: Sequence[Item], entries: Sequence[Entry]) -> GradeChange | None:
    """Return what it changes that all that is open on a day is gone, once all is decided."""
    behind = {one.id: one.record for one in entries}
    now = [
        (one.clocks, behind.get(one.id, one.id))
        for one in items
        if one.clocks is not None and one.days_left == 0
    ]
    if len(now) < 2:  # noqa: PLR2004 - one alone has a change of its own
        return None
    decided = max(clocks.decided_by for clocks, _ in now)
    return law.change(decided, *(gone for _, gone in now if gone))


def _told_by_records(policy: Policy, facts: Facts, shown: Sequence[Record]) -> list[Entry]:
    """Return the entries of which only the ledger's record is known, on a list that is stated."""
    known = {one.record for one in facts.entries}
    found = []
    for record in shown:
        lists = [
            one
            for one in policy.lists.values()
            if one.statable and one.choice and one.record_type == record.record_type
        ]
        fits = [one for one in lists if one.choice in record.fields.values()]
        if len(fits) == 1 and record.id not in known:
            name, ends = fits[0].id, record.shown_until
            published = (facts.published or {}).get(record.id)
            performed = (facts.performed or {}).get(record.id)
            found.append(
                Entry(
                    record.id,
                    name,
                    record.day,
                    ends,
                    performed=performed,
                    published=published,
                    record=record.id,
                )
            )
    return found


@dataclass(frozen=True, slots=True)
class _Law:
    """The law over one entity's records on any day, with or without some of them."""

    policy: Policy
    model: Model
    facts: Facts

    def stand(self, on: date) -> list[Record]:
        """Return the records with the severity and publicity that they have on a day."""
        return [
            as_record(
                self.policy,
                id=one.id,
                record_type=one.record_type,
                department=one.department,
                clock_day=one.day,
                body_fields=one.fields,
                on=on,
            )
            for one in self.facts.records
            if one.record_type in self.policy.record_types
        ]

    def appraise(self, on: date, *without: str) -> Appraisal | None:
        """Return the appraisal of a day without some records; None for a class without grades."""
        facts = self.facts
        if not facts.graded or not is_graded(
            self.model,
            facts.entity_class,
            policy=self.policy,
            on=on,
            class_basis=facts.class_basis,
        ):
            return None
        return evaluate(
            self.model,
            [one for one in self.stand(on) if one.id not in without],
            policy=self.policy,
            on=on,
            entity_class=facts.entity_class,
            class_basis=facts.class_basis,
        )

    def change(self, on: date, *without: str) -> GradeChange | None:
        """Return what it changes on a day that records are gone."""
        before, after = self.appraise(on), self.appraise(on, *without)
        if before is None or after is None or not any(without):
            return None
        return GradeChange(on, (before.grade, before.score), (after.grade, after.score))

    def passing(self, last: date | None) -> GradeChange | None:
        """Return what it changes that a record's last day is over: that day, and the next."""
        if last is None or last >= add_days(LAST_DAY, -1):
            return None
        before, after = self.appraise(last), self.appraise(add_days(last, 1))
        if before is None or after is None:
            return None
        day = add_days(last, 1)
        return GradeChange(day, (before.grade, before.score), (after.grade, after.score))


def _of_record(law: _Law, record: Record, on: date) -> Item:
    """Return the way of one record."""
    way, others = way_of_record(law.policy, record, on=on)
    return _item(
        law,
        "record",
        record.id,
        way,
        on,
        severity=record.severity,
        others=others,
        ends=record.shown_until,
        gone=record.id,
        since=record.day,
    )


def _of_entry(law: _Law, entry: Entry, on: date) -> Item:
    """Return the way off one list."""
    way = way_of_entry(
        law.policy.lists[entry.list],
        decided=entry.decided,
        performed=entry.performed,
        published=entry.published,
    )
    severity = "serious" if law.policy.lists[entry.list].kind == "serious" else ""
    return _item(
        law,
        "list_entry",
        entry.id,
        way,
        on,
        severity=severity,
        ends=entry.ends,
        gone=entry.record,
        since=entry.decided,
    )


def _item(
    law: _Law,
    kind: ItemKind,
    name: str,
    way: Way,
    on: date,
    *,
    severity: str,
    ends: date | None,
    gone: str,
    since: date,
    others: tuple[Way, ...] = (),
) -> Item:
    """Return an item with its days and what it changes."""
    met = _told(law, since, on) | dict((law.facts.met or {}).get(name, {}))
    asked = tuple(Asked(need, met.get(need)) for need in way.needs)
    too_late = way.earliest is None or (ends is not None and way.earliest > ends)
    clocks = None if too_late else clocks_from(law.policy, max(way.earliest or on, on))
    return Item(
        kind=kind,
        id=name,
        severity=severity,
        way=way,
        others=others,
        asked=asked,
        days_left=None if way.earliest is None else max(0, (way.earliest - on).days),
        ends=ends,
        clocks=clocks,
        change=law.change(clocks.decided_by, gone) if clocks else None,
        by_itself=law.passing(ends) if gone else None,
    )


def _told(law: _Law, since: date, on: date) -> dict[ExitNeed, bool]:
    """Return what the register itself says of the conditions: whether a new case came meanwhile.

    That there was none can be said only where nothing of the register is left out.
    """
    newer = any(
        since < record.day <= on
        and law.policy.record_types[record.record_type].effect == "adverse"
        and speaks_against(law.policy, record)
        for record in law.stand(on)
    )
    return {"no_new_case": not newer} if newer or law.facts.whole else {}


def _of_measure(law: _Law, one: InForce, items: Sequence[Item], on: date) -> Item:
    """Return how a measure ends: with what its conduct rests on, or by itself."""
    behind = [item for item in items if item.id in _rests_on(law.facts, one.conduct)]
    days = [item.way.earliest for item in behind]
    known = [day for day in days if day is not None]
    earliest = max(known) if known and len(known) == len(days) else None
    measure = law.policy.measures.get(one.measure)
    anchor = measure.anchors.get(one.anchor) if measure else None
    way = Way(
        rules=one.measure,
        title=measure.title if measure else Text(one.measure, one.measure),
        basis=anchor.basis if anchor else "",
        why=WITH_CONDUCT if behind else NO_RULE,
        earliest=earliest,
        months=None,
    )
    return Item(
        kind="measure",
        id=one.id,
        severity="",
        way=way,
        others=(),
        asked=(),
        days_left=None if earliest is None else max(0, (earliest - on).days),
        ends=one.ends,
        follows=tuple(item.id for item in behind),
    )


def _rests_on(facts: Facts, conduct: str) -> set[str]:
    """Return the records and entries by which a conduct stands."""
    records = {name for one in facts.conducts if one.id == conduct for name in one.records}
    return records | {one.id for one in facts.entries if one.conduct == conduct}
