"""Cases for those who look: one whole, many by their next day, and who still owes a receipt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import connection

from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures import engine
from goodstanding.core.procedures.case_shape import CLOCK, Actor, Due, Option
from goodstanding.core.procedures.deadlines import REVIEW, due, review_due
from goodstanding.core.procedures.escalation import escalated_to
from goodstanding.core.procedures.numbers import read_case_number
from goodstanding.core.procedures.silence import owed
from goodstanding.store.cases.faults_cases import NO_CASE, NO_LETTER
from goodstanding.store.cases.folded import Folded, fold_data, handler_of, mark_of
from goodstanding.store.cases.read import (
    WITHIN,
    CaseData,
    case_numbered,
    case_of_letter,
    read_case,
    read_cases,
)
from goodstanding.store.cases.reviews import Owed, ahead_of, owed_by, owed_until
from goodstanding.store.cases.rulings import RULING_OF, ruling_titles, rulings_due
from goodstanding.store.cases.told import as_told, untold_cases
from goodstanding.store.dialect import among_numbers, among_texts, as_day, listed
from goodstanding.store.queries.people import called
from goodstanding.store.shelf import load_policy

FAR = date.max
TAKER, WHOSE = "to", "account"
"""Words of a hand-over and of an interest that name an account."""


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case on a day: its file, where it stands, and the times that run."""

    data: CaseData
    title: Text
    state: str
    state_title: Text
    ended: bool
    mark: str
    remedy: str
    handler: str
    due: tuple[Due, ...]
    titles: dict[str, Text]
    """Steps and deadlines in words."""
    folded: Folded
    last: int
    """The number of its last event, also of one that a reader is not told of yet."""
    people: Mapping[str, Text] = field(default_factory=dict)
    """What the accounts that acted are called, of those that have a name."""
    untold: bool = False
    """An act's letter to the party is on its way; the party reads the case as it was before."""
    above: frozenset[str] = frozenset()
    """The superior units that it has gone up to: a time of somebody who is told of it is over."""

    @property
    def next_day(self) -> date:
        """Return the soonest last day of a time that runs, or the end of time."""
        return self.due[0].ends if self.due else FAR

    @property
    def overdue(self) -> bool:
        """Whether a time of the authority's has run out."""
        return any(one.overdue for one in self.due)


@dataclass(frozen=True, slots=True)
class Removal:
    """A receipt that a department owes or gave: a record is gone from view or use."""

    id: int
    department: str
    record: int
    case_id: int
    told: date
    due: date
    acknowledged: date | None
    actor: str


def case_id_of(named: str) -> int:
    """Return the id of a case that people name by its id, or by its number in any form."""
    found: int | None = None
    if named.isascii() and named.isdigit():
        found = int(named)
    elif (number := read_case_number(load_policy(), named)) is not None:
        found = case_numbered(*number)
    if found is None or read_case(found) is None:
        raise Refused(NO_CASE.at("case", case=named))
    return found


def case_view(case_id: int, *, policy: Policy, on: date) -> CaseView:
    """Return a case as it stands on a day."""
    return _with_people([view_of(case_file(case_id), policy=policy, on=on)])[0]


def case_file(case_id: int) -> CaseData:
    """Return a case's file: what was done, without what may be done and is due on a day."""
    data = read_case(case_id)
    if data is None:
        raise Refused(NO_CASE.at("case", case=case_id))
    return data


def case_views(case_ids: Sequence[int], *, policy: Policy, on: date) -> tuple[CaseView, ...]:
    """Return many cases as they stand on a day, by as many queries as one; none for who is not."""
    found = read_cases(case_ids)
    reviews = _reviews(found, policy)
    return _with_people(
        [_view(fold_data(one, policy=policy), on=on, review=reviews.get(one.id)) for one in found]
    )


def _with_people(views: Sequence[CaseView]) -> tuple[CaseView, ...]:
    """Return views with the names of everybody who acts in them, read at once."""
    people = called(login for view in views for login in _logins(view))
    return tuple(replace(view, people=people) for view in views)


def _logins(view: CaseView) -> Iterator[str]:
    yield view.handler
    for event in view.data.events:
        yield event.actor
        yield from event.deputy_for.split(",")
        if event.step in WITHIN:
            yield from (event.form.get(name, "") for name in (TAKER, WHOSE))


def view_of(data: CaseData, *, policy: Policy, on: date) -> CaseView:
    """Return a case's file as it stands on a day."""
    return _view(
        fold_data(data, policy=policy), on=on, review=_reviews([data], policy).get(data.id)
    )


def _reviews(found: Sequence[CaseData], policy: Policy) -> Mapping[int, Owed]:
    """Return the reviews owed by what some cases decided, by case; most decided nothing such."""
    owing = [one.id for one in found if any(REVIEW in done.detail for done in one.effects)]
    return owed_by(owing, policy=policy) if owing else {}


def for_party(view: CaseView, *, on: date) -> CaseView | None:
    """Return a case as its party has been told of it; None where it was told of none."""
    told = as_told(view.folded)
    if told is None or told is view.folded:
        return view if told is not None else None
    return replace(_view(told, on=on, review=None), last=view.last, people=view.people, untold=True)


def for_parties(views: Sequence[CaseView], *, policy: Policy, on: date) -> tuple[CaseView, ...]:
    """Return cases as their parties have been told of them, without those they know nothing of."""
    hidden = untold_cases({one.data.subject for one in views}, policy=policy) if views else ()
    known = [for_party(one, on=on) for one in views if one.data.id not in hidden]
    return tuple(one for one in known if one is not None)


def _view(folded: Folded, *, on: date, review: Owed | None) -> CaseView:
    data, procedure, case = folded.data, folded.procedure, folded.case
    state = procedure.states[case.state]
    times = _times(folded, on=on, review=review)
    return CaseView(
        data=data,
        title=procedure.title,
        state=state.id,
        state_title=state.title,
        ended=state.end,
        mark=mark_of(folded, state),
        remedy=state.remedy or "",
        handler=handler_of(data),
        due=times,
        titles={one.id: one.title for one in procedure.steps.values()}
        | {one.id: one.title for one in procedure.deadlines.values()}
        | ruling_titles(folded),
        folded=folded,
        last=data.events[-1].number,
        above=escalated_to(procedure, data.department, times, policy=folded.policy),
    )


def _times(folded: Folded, *, on: date, review: Owed | None) -> tuple[Due, ...]:
    """Return every time that runs in a case, soonest first; of one day a ruling is first.

    Who is challenged takes no step until then. A review that runs has its times in its own case.
    """
    times = due(folded.procedure, folded.case, on=on, policy=folded.policy)
    found = [one for one in times if one.deadline != REVIEW]
    if review is not None and review.running is None:
        found.append(review_due(review.day, review.every, on=on))
    return tuple(sorted((*rulings_due(folded, on=on), *found), key=lambda one: one.ends))


def ruling_days(view: CaseView) -> dict[int, date]:
    """Return by which day each challenge that waits is to be ruled on, by its event."""
    return {
        int(one.deadline.removeprefix(RULING_OF)): one.ends
        for one in view.due
        if one.deadline.startswith(RULING_OF)
    }


def options(view: CaseView, actor: Actor, *, on: date) -> tuple[Option, ...]:
    """Return what an actor may do in a case, and why not the rest."""
    folded = view.folded
    return engine.available(folded.procedure, folded.case, actor, on=on, policy=folded.policy)


def lapsed_steps(view: CaseView, *, on: date) -> tuple[str, ...]:
    """Return the steps that time itself takes in a case by now."""
    return tuple(one.step for one in options(view, CLOCK, on=on) if one.refusal is None)


def silent_times(view: CaseView, *, on: date) -> tuple[str, ...]:
    """Return the times whose silence owes the party something that was not done yet."""
    folded = view.folded
    return owed(folded.procedure, folded.case, on=on, policy=folded.policy)


def cases(
    *,
    policy: Policy,
    on: date,
    department: str = "",
    keys: Sequence[str] = (),
    procedure: str = "",
    handlers: Sequence[str] = (),
    ended: bool = False,
    limit: int = 1000,
) -> tuple[CaseView, ...]:
    """Return cases that run (`ended`: all of them), the one with the soonest last day first.

    Among those that run are ended ones too whose decision owes a review that nobody began yet.
    `handlers`: only those that one of these accounts has. As many queries as for one case: what
    is due is computed, so all of them are read before the soonest is known.
    """
    until = ahead_of(on, policy=policy)
    owing = owed_until(until, policy=policy, department=department, keys=keys)
    conditions = [f"(s.ended = %s OR s.ended = %s OR {among_numbers('c.id')})"]
    values: list[Any] = [False, ended, listed([one.case_id for one in owing])]
    if department:
        conditions.append("c.department = %s")
        values.append(department)
    if keys:
        conditions.append(among_texts("c.subject"))
        values.append(listed(keys))
    if procedure:
        conditions.append("c.procedure = %s")
        values.append(procedure)
    if handlers:
        conditions.append(among_texts("s.handler"))
        values.append(listed(handlers))
    found = _rows(
        "SELECT c.id FROM case_file c JOIN case_standing s ON s.case_id = c.id"
        f" WHERE {' AND '.join(conditions)} ORDER BY c.id LIMIT %s",
        [*values, limit],
    )
    views = case_views([case_id for (case_id,) in found], policy=policy, on=on)
    return tuple(sorted(views, key=lambda one: (one.next_day, one.data.id)))


def case_count() -> int:
    """Return how many cases were opened, by people and by what departments took back."""
    ((count,),) = _rows("SELECT count(*) FROM case_file", [])
    return int(count)


def case_counts() -> dict[str, tuple[int, int]]:
    """Return by procedure how many cases were opened, and how many of them run."""
    return {
        procedure: (int(opened), int(run))
        for procedure, opened, run in _rows(
            "SELECT c.procedure, count(*), sum(CASE WHEN s.ended = %s THEN 1 ELSE 0 END)"
            " FROM case_file c JOIN case_standing s ON s.case_id = c.id"
            " GROUP BY c.procedure ORDER BY c.procedure",
            [False],
        )
    }


def case_of(letter_id: int) -> int:
    """Return the case of a letter."""
    found = case_of_letter(letter_id)
    if found is None:
        raise Refused(NO_LETTER.at("letter", letter=letter_id))
    return found


def removals(*, department: str = "", open_only: bool = True, limit: int = 1000) -> list[Removal]:
    """Return receipts of removals, the one that was due first first."""
    return [
        Removal(
            number,
            who,
            record,
            case_id,
            as_day(told),
            as_day(last),
            as_day(done) if done else None,
            actor,
        )
        for number, who, record, case_id, told, last, done, actor in _rows(
            "SELECT id, department, record, case_id, told, due, acknowledged, actor"
            " FROM receiver_receipt WHERE %s IN ('', department)"
            " AND (acknowledged IS NULL OR %s = %s) ORDER BY due, id LIMIT %s",
            [department, open_only, False, limit],
        )
    ]


def _rows(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
