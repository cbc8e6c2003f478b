"""The city's cases: stories that go on from day to day, each act a real one by its officer.

A story is a generator: it acts, then gives the day on which it goes on. The agenda wakes stories in
the order of their days, so the ledger grows as it would have.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush

from django.db import transaction

from goodstanding.actions.cases.actor import BY_TIME, Acting
from goodstanding.actions.cases.acts import note_hearing, open_case, take_step
from goodstanding.actions.cases.serve import ELECTRONIC, POST, PUBLIC_NOTICE, serve
from goodstanding.actions.checks.desk import check
from goodstanding.core.basis.faults import Refused
from goodstanding.core.disclosure.working_days import add_working_days
from goodstanding.core.measures.asked import Question
from goodstanding.core.policy.shape import Policy
from goodstanding.demo.city.officers import party
from goodstanding.store.queries.cases import CaseView, case_file, case_view

Story = Iterator[date]
GONE = frozenset({"CASE-E104", "CASE-E115"})
"""The department's own file withdrew a record meanwhile: there is nothing left to decide."""
RECORD = "record"


@dataclass(slots=True)
class Desk:
    """Where every act of the city's cases is done, on the day that it is."""

    policy: Policy
    seed: str
    today: date = date.min
    acts: int = 0
    asked: int = 0
    opened: list[tuple[int, str]] = field(default_factory=list)
    """Every case with the key of whom it is about."""
    pledged: Counter[str] = field(default_factory=Counter)
    """How many pledges of a type were offered."""

    def later(self, working_days: int) -> date:
        """Return the so many-th working day after today."""
        return add_working_days(self.policy, self.today, working_days)

    def open(
        self, procedure: str, kind: str, about: str, acting: Acting, key: str, /, **form: str
    ) -> int:
        """Open a case."""
        case = open_case(
            procedure,
            kind,
            about,
            acting=acting,
            form={name: value for name, value in form.items() if name != "department"},
            on=self.today,
            policy=self.policy,
            seed=self._seed(),
            department=form.get("department", ""),
        )
        self.opened.append((case, key))
        for one in self.policy.pledge_types.values():
            fits = form.get("kind", one.id) == one.id and "pledge_text" in form
            self.pledged[one.id] += fits and one.procedure == procedure
        return case

    def take(self, case: int, step: str, acting: Acting, **form: str) -> None:
        """Take a step."""
        take_step(
            case,
            step,
            acting=acting,
            form=form,
            on=self.today,
            policy=self.policy,
            seed=self._seed(),
        )

    def lapse(self, case: int, step: str) -> None:
        """Let time itself take a step."""
        self.take(case, step, BY_TIME)

    def hear(self, case: int, what: str, acting: Acting, **form: str) -> None:
        """Note of a hearing that it is asked for, waived or held."""
        note_hearing(
            case,
            what,
            acting=acting,
            form=form,
            on=self.today,
            policy=self.policy,
            seed=self._seed(),
        )

    def serve(
        self,
        case: int,
        template: str,
        acting: Acting,
        *,
        mode: str = ELECTRONIC,
        delivered: bool = True,
    ) -> None:
        """Serve the case's latest letter of a template, or try to."""
        data = case_file(case)
        letter = [one for one in data.letters if one.template == template][-1]
        serve(
            letter.id,
            mode=mode,
            recipient=data.subject,
            day=self.today,
            proof=f"{mode}-{letter.id}",
            acting=acting,
            on=self.today,
            policy=self.policy,
            seed=self._seed(),
            delivered=delivered,
        )

    def announce(self, case: int, template: str, acting: Acting) -> Story:
        """Serve by public notice, after the post came back."""
        self.serve(case, template, acting, mode=POST, delivered=False)
        yield self.later(2)
        self.serve(case, template, acting, mode=PUBLIC_NOTICE, delivered=False)
        yield self.later(25)
        self.serve(case, template, acting, mode=PUBLIC_NOTICE)

    def ask(self, key: str, act: str, *, acting: Acting, department: str, purpose: str) -> str:
        """Ask the check desk whether an entity may do an act; return the answer in a word."""
        (found,) = check(
            [Question(key, act)],
            actor=acting.account,
            purpose=purpose,
            department=department,
            on=self.today,
            policy=self.policy,
        )
        self.asked += 1
        return found.verdict

    def view(self, case: int) -> CaseView:
        """Return a case as it stands."""
        return case_view(case, policy=self.policy, on=self.today)

    def wrote(self, case: int, effect: str) -> str:
        """Return the entry that a case wrote."""
        found = [one.entry for one in case_file(case).effects if one.effect == effect]
        return str(found[-1])

    def to_look_at(self, procedure: str) -> str:
        """Return the key of who has the youngest running case of a procedure, else the youngest."""
        running = (key for case, key in reversed(self.opened) if self._runs(case, procedure))
        return next(running, self.opened[-1][1] if self.opened else "")

    def _runs(self, case: int, procedure: str) -> bool:
        view = self.view(case)
        return view.data.procedure == procedure and not view.ended

    def followed_by(self, case: int) -> int:
        """Return the case that a case opened."""
        effects = case_file(case).effects
        return int(next(one.detail["case"] for one in effects if one.effect == "open_case"))

    def _seed(self) -> str:
        self.acts += 1
        return f"{self.seed}|act {self.acts}"


@dataclass(slots=True)
class Agenda:
    """Stories by the day on which they go on."""

    desk: Desk
    waiting: list[tuple[date, int, int, Story]] = field(default_factory=list)
    begun: int = 0

    def begin(self, day: date, story: Story) -> None:
        """Let a story begin on a day."""
        heappush(self.waiting, (day, self.begun, -1, story))
        self.begun += 1

    def run_until(self, last: date) -> None:
        """Let every story go on until `last`, each of its acts on its own day.

        One transaction: an act that is refused undoes itself alone, and nobody waits for the disk
        between two acts of what can be made anew.
        """
        with transaction.atomic():
            while self.waiting and self.waiting[0][0] <= last:
                self._go_on()

    def _go_on(self) -> None:
        """Wake the story whose day is first."""
        desk = self.desk
        desk.today, order, case, story = heappop(self.waiting)
        before = len(desk.opened)
        try:
            on = next(story, None)
        except Refused as refused:
            begun = desk.opened[case][0] if case >= 0 else None
            if not _gone(refused) or not _given_up(desk, begun):
                raise
            on = None
        case = before if len(desk.opened) > before else case
        if on is not None:
            heappush(self.waiting, (on, order, case, story))


def _gone(refused: Refused) -> bool:
    return GONE.issuperset(fault.code for fault in refused.faults)


def _given_up(desk: Desk, case: int | None) -> bool:
    """Let the party withdraw what it asked about a record of a file; false: it was about no such.

    A story whose record went before it began has no case, and is no story.
    """
    if case is None:
        return True
    view = desk.view(case)
    if view.data.about_kind != RECORD:
        return False
    if not view.ended:
        desk.take(case, "drop", party(view.data.subject))
    return True
