"""What is true of every case however it was led, told from its rows: the database's own promises.

Each takes what was found of a case on a day, read anew from the tables.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from tests.core.procedures.promises import Seen

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.effects_shape import EFFECTS
from goodstanding.core.policy.procedure_shape import SERVE
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import CLOCK
from goodstanding.store.cases.folded import Folded, fold_data, standing_of
from goodstanding.store.cases.measures import RESUME, SUSPEND, Taken, taken_against
from goodstanding.store.cases.read import RECALL, CaseData, read_case
from goodstanding.store.cases.told import as_told
from goodstanding.store.queries.archive import RecordView, archive, entity_by_key
from goodstanding.store.queries.cases import case_view, cases, options
from goodstanding.store.queries.cases_desk import Person
from goodstanding.web.desk.person import sees

TABLES = ("case_file", "case_event", "letter", "service", "case_effect", "receiver_receipt")


@dataclass(frozen=True)
class Found:
    """A case read anew, on a day; `other` is an entity that it is not about."""

    policy: Policy
    folded: Folded
    key: str
    other: str
    today: date
    taken: tuple[Taken, ...] = field(default=())

    @property
    def data(self) -> CaseData:
        """Return the case's file."""
        return self.folded.data

    def seen(self) -> Seen:
        """Return the case as the promises of the engine look at it."""
        return Seen(self.policy, self.folded.case, (), self.today)

    def records(self) -> tuple[RecordView, ...]:
        """Return the entity's records in force."""
        entity = entity_by_key(self.key)
        assert entity is not None
        return archive(entity.number)


def found(case: int, key: str, other: str, *, today: date, policy: Policy) -> Found:
    """Read a case anew."""
    data = read_case(case)
    assert data is not None
    taken = tuple(taken_against([key]).get(key, ()))
    return Found(policy, fold_data(data, policy=policy), key, other, today, taken)


def rows(statement: str, *values: object) -> list[tuple[object, ...]]:
    """Return rows of the database."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return [tuple(row) for row in cursor.fetchall()]


def counts() -> list[int]:
    """Return how many rows the tables of cases hold."""
    return [int(str(rows(f"SELECT count(*) FROM {table}")[0][0])) for table in TABLES]


def stands_as_folded(one: Found) -> None:
    """What is kept of where a case stands is what its events make."""
    stood = standing_of(one.folded)
    kept = rows(
        "SELECT state, ended, events, mark FROM case_standing WHERE case_id = %s", one.data.id
    )
    assert [(state, bool(ended), events, mark) for state, ended, events, mark in kept] == [
        (stood.state, stood.ended, stood.events, stood.mark)
    ]


def each_event_holds_the_one_before(one: Found) -> None:
    """Events are numbered without a gap, and no two have the same digest."""
    assert [event.number for event in one.data.events] == list(range(1, len(one.data.events) + 1))
    assert len({event.digest for event in one.data.events} | {one.data.digest}) == (
        len(one.data.events) + 1
    )


def numbers_have_no_gaps(one: Found) -> None:
    """Cases and letters of a department and year are numbered 1, 2, 3 and so on."""
    del one
    for table in ("case_file", "letter"):
        for least, most, count in rows(
            f"SELECT min(number), max(number), count(*) FROM {table} GROUP BY department, year"
        ):
            assert (least, most) == (1, count)


def nothing_burdens_before_service(one: Found) -> None:
    """What burdens was performed by the event of a service, and by no other."""
    steps = {event.number: event.step for event in one.data.events}
    for effect in one.data.effects:
        known = EFFECTS.get(effect.effect)
        if known and known.burdens and effect.effect != "protect":
            assert steps[effect.event].startswith(SERVE), effect


def entries_of_the_case_are_its_effects(one: Found) -> None:
    """Whatever the ledger holds under the case's number, an effect of the case names."""
    wrote = {effect.entry for effect in one.data.effects}
    for (seq,) in rows(
        "SELECT seq FROM ledger_entry WHERE natural_key LIKE %s AND kind = 'fact'",
        f"%|{one.data.reference}",
    ):
        assert seq in wrote


def measures_end_or_are_reviewed(one: Found) -> None:
    """Each measure has its last day or its next review, and starts when it was served."""
    for taken in one.taken:
        measure = taken.measure
        assert measure.ends is not None or measure.review is not None
        protects = any(effect.effect == "protect" for effect in one.data.effects)
        if taken.case_id == one.data.id and not protects:
            served = [letter.served.day for letter in one.data.letters if letter.served]
            assert served
            assert measure.starts >= min(served)


def one_conduct_counts_once(one: Found) -> None:
    """No measure stands twice for one conduct and body."""
    stands = [
        (taken.measure.measure, taken.measure.conduct, taken.measure.body) for taken in one.taken
    ]
    assert len(stands) == len(set(stands))


def no_other_entity_is_reached(one: Found) -> None:
    """Nothing is taken against an entity that the case is not about."""
    assert taken_against([one.other]) == {}


def looking_stores_nothing(one: Found) -> None:
    """Ten years later the case is overdue for who looks, and no row has changed."""
    before = counts()
    later = date(one.today.year + 10, 1, 4)
    view = case_view(one.data.id, policy=one.policy, on=later)
    assert view.state == one.folded.case.state
    options(view, CLOCK, on=later)
    assert counts() == before
    assert read_case(one.data.id) == one.data


def another_never_sees_it(one: Found) -> None:
    """Who speaks for another entity has neither the case nor its letters in any list."""
    person = Person("stranger", Text("", ""), (), (one.other,), frozenset({one.other}))
    assert not sees(person, one.data, one.policy)
    listed = cases(policy=one.policy, on=one.today, keys=[one.other])
    assert one.data.id not in {view.data.id for view in listed}


def every_letter_has_words(one: Found) -> None:
    """Each letter is whole in both languages, and was drafted by a step that drafts it."""
    steps = {event.number: event.step for event in one.data.events}
    for letter in one.data.letters:
        assert letter.zh.strip()
        assert letter.en.strip()
        assert "{" not in letter.zh + letter.en
        step = one.folded.procedure.steps.get(steps[letter.event])
        assert step is not None


def services_lie_between_draft_and_today(one: Found) -> None:
    """A letter is served after it was drafted, once, and with its proof."""
    for letter in one.data.letters:
        assert sum(service.delivered for service in letter.services) <= 1
        for service in letter.services:
            assert service.proof.strip() or not service.delivered
            assert not service.delivered or letter.day <= service.day <= one.today


def recalled_or_dispatched(one: Found) -> None:
    """A recalled letter never left, and a recall is in the file under the signatory's name."""
    for letter in one.data.letters:
        if letter.recalled:
            assert not letter.services
            assert [e for e in one.data.events if e.step == f"{RECALL}{letter.id}"]


def marked_while_it_runs(one: Found) -> None:
    """What a case says of a record stands on it until its end, or until that end is served."""
    state = one.folded.procedure.states[one.folded.case.state]
    if one.data.about_kind == "record":
        words = {mark for record in one.records() for mark in record.marks}
        hidden = any(effect.effect == "pause_disclosure" for effect in one.data.effects)
        held = one.folded.held_open
        if state.end and held is not None and not hidden:
            assert words == {held.mark}, "the end against the party is not served"
        elif state.end:
            assert not words
        elif state.mark and not hidden:
            assert words == {state.mark}


def receipts_only_for_what_changed(one: Found) -> None:
    """Departments owe word of a record only where the case removed or replaced it."""
    owed = rows("SELECT record, due, told FROM receiver_receipt WHERE case_id = %s", one.data.id)
    changed = any(
        effect.detail.get("removed") or effect.detail.get("replaced") for effect in one.data.effects
    )
    told = any(effect.effect == "tell_checked" for effect in one.data.effects)
    assert not owed or changed or told


def time_alone_harms_nobody(one: Found) -> None:
    """No job has ever taken a step that is adverse or begins a burden."""
    for event in one.data.events:
        if event.actor == CLOCK.id:
            step = one.folded.procedure.steps[event.step]
            assert not one.folded.procedure.states[step.to].adverse
            assert not any(EFFECTS[use.do].burdens for use in step.effects)


def offices_are_kept(one: Found) -> None:
    """Each act of an officer says its office, and no act of the party or of time does."""
    for event in one.data.events:
        assert bool(event.office) == (event.actor not in ("agent", CLOCK.id)), event


def the_party_reads_no_outcome_before_its_letter(one: Found) -> None:
    """What an unserved letter decides is in no part of the case as its party is shown it."""
    told, data = as_told(one.folded), one.data
    shown = {event.number for event in told.data.events} if told else set()
    steps = one.folded.procedure.steps
    own = [event.number for event in data.counted if event.actor == "agent" and event.step in steps]
    known = max([*own, *(letter.event for letter in data.letters if letter.served)], default=0)
    for letter in data.letters:
        kind = one.policy.letters[letter.template.partition(":")[0]].kind
        waits = letter.served is None and not letter.recalled and ":" not in letter.template
        if waits and kind in ("notice", "decision") and letter.event > known:
            assert letter.event not in shown
            assert told is None or letter.id not in {x.id for x in told.data.letters}
            assert told is None or len(told.case.events) < len(one.folded.case.events)


def nothing_suspended_goes_on_before_service(one: Found) -> None:
    """What a case suspended stays suspended until its end against the party is served."""
    held = one.folded.held_open
    effects = [effect.effect for effect in one.data.effects if effect.effect in (SUSPEND, RESUME)]
    if held is not None and effects[-1:] == [SUSPEND]:
        about = [taken for taken in one.taken if str(taken.case_id) == one.data.about_id]
        assert all(taken.measure.suspended or taken.measure.ends for taken in about)


KEPT: tuple[Callable[[Found], None], ...] = (
    stands_as_folded,
    each_event_holds_the_one_before,
    numbers_have_no_gaps,
    nothing_burdens_before_service,
    entries_of_the_case_are_its_effects,
    measures_end_or_are_reviewed,
    one_conduct_counts_once,
    no_other_entity_is_reached,
    looking_stores_nothing,
    another_never_sees_it,
    every_letter_has_words,
    services_lie_between_draft_and_today,
    recalled_or_dispatched,
    marked_while_it_runs,
    receipts_only_for_what_changed,
    time_alone_harms_nobody,
    offices_are_kept,
    the_party_reads_no_outcome_before_its_letter,
    nothing_suspended_goes_on_before_service,
)
