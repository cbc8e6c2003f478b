"""The year of procedures: which cases begin in which month, on what records, and how they go."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from goodstanding.core.basis.ids import CHINESE_UNIFIED
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.envelope import Record
from goodstanding.core.records.standing import as_record
from goodstanding.core.restoration.regime import way_of_record
from goodstanding.demo.city import cases_burdens as burdens
from goodstanding.demo.city import cases_pledges as pledges
from goodstanding.demo.city import cases_redress as redress
from goodstanding.demo.city import cases_rights as rights
from goodstanding.demo.city.cases import Agenda, Desk, Story
from goodstanding.demo.city.cases_allowed import question, reward
from goodstanding.demo.city.cases_ground import Ground
from goodstanding.demo.city.cases_post import post
from goodstanding.demo.city.chance import Chance, below, one_of, shuffle
from goodstanding.store.queries.demonstration import evidence, newest_entry, opened_by_files

PENALTY, WAGES, ABNORMAL, PLEDGE, HONOUR = (
    "administrative_penalty",
    "wage_arrears",
    "abnormal_operation",
    "pledge",
    "honour",
)
TYPES = (PENALTY, WAGES, ABNORMAL, PLEDGE, HONOUR)
MONTHLY, KEPT = 300, 600
"""So many new records of a type are looked at each month, and so many wait to be drawn."""
DAYS = 24
"""Cases begin within so many days of the month."""
FRESH, SETTLED = 600, 120
"""Days: what a burden rests on is younger, what is restored is older."""
ORDER_36 = date(2026, 4, 1)
"""Objections, restorations and measures have their procedures from this day on."""
YEAR_2026 = date(2026, 1, 1)
"""Rewards are chosen by a procedure from this day on."""
FORGOTTEN = {"objection": 10, "restoration": 9, "listing": 6}
"""In which month nobody goes on with the first case of a kind: late, so it is a little overdue."""
ACTS = ("bidding", "procurement", "permit", "qualification", "fiscal_funds", "honour", "preference")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of case: how many begin each month, on which records, and in which turns it goes."""

    monthly: int
    types: tuple[str, ...]
    ends: tuple[str, ...]
    tell: Callable[[Desk, Ground, str], Story]
    fits: Callable[[Policy, Ground, date], bool]
    since: date = date.min


def _days(ground: Ground, day: date) -> int:
    return (day - ground.day).days


def _grave(policy: Policy, ground: Ground, day: date) -> bool:
    """Whether a list's rule knows the record: a serious penalty, or wages still unpaid."""
    if _days(ground, day) > FRESH:
        return False
    if ground.record_type == WAGES:
        return ground.fields.get("status") == "open"
    return _record(policy, ground, day).severity == "serious"


def _record(policy: Policy, ground: Ground, day: date) -> Record:
    """Return the record as it stands on a day."""
    return as_record(
        policy,
        id=ground.record,
        record_type=ground.record_type,
        department=ground.department,
        clock_day=ground.day,
        body_fields=ground.fields,
        on=day,
    )


def _settled(policy: Policy, ground: Ground, day: date) -> bool:
    """Whether its months are over, by the rules that govern it."""
    if _days(ground, day) <= SETTLED:
        return False
    earliest = way_of_record(policy, _record(policy, ground, day), on=day)[0].earliest
    return earliest is not None and earliest <= day


def _fresh(policy: Policy, ground: Ground, day: date) -> bool:
    del policy
    return _days(ground, day) <= FRESH


def _any(policy: Policy, ground: Ground, day: date) -> bool:
    del policy
    return ground.day <= day


def _association(policy: Policy, ground: Ground, day: date) -> bool:
    return _any(policy, ground, day) and pledges.class_of(ground.key) == "51"


def _public(policy: Policy, ground: Ground, day: date) -> bool:
    return _any(policy, ground, day) and pledges.class_of(ground.key) == "12"


def _identity(desk: Desk, ground: Ground, end: str) -> Story:
    return rights.objection(desk, ground, end, "identity_objection")


def _pledge(desk: Desk, ground: Ground, end: str) -> Story:
    return pledges.pledge(desk, ground, end, pledges.MATTERS[int(ground.record) % 4])


RECORDS = (PENALTY, WAGES, ABNORMAL)
KINDS: Mapping[str, Kind] = {
    "measure": Kind(1, (PENALTY,), burdens.MEASURES, burdens.measure, _grave, ORDER_36),
    "listing": Kind(3, (WAGES, PENALTY), burdens.LISTINGS, burdens.listing, _grave),
    "mark": Kind(1, (PENALTY,), rights.MARKS, rights.reconsideration, _fresh),
    "objection": Kind(8, RECORDS, rights.OBJECTIONS, rights.objection, _any, ORDER_36),
    "identity": Kind(1, (PENALTY,), rights.IDENTITY, _identity, _any, ORDER_36),
    "restoration": Kind(
        6, (PENALTY, WAGES), rights.RESTORATIONS, rights.restoration, _settled, ORDER_36
    ),
    "suspension": Kind(1, (PENALTY,), ("lapse", "refused"), rights.suspension, _fresh, ORDER_36),
    "protective": Kind(1, (PENALTY,), burdens.PROTECTIVE, burdens.protective, _grave, ORDER_36),
    "reorganisation": Kind(
        1, (PENALTY,), rights.REORGANISATIONS, rights.reorganisation, _settled, ORDER_36
    ),
    "pledge": Kind(4, (PLEDGE,), pledges.PLEDGES, _pledge, _any),
    "question": Kind(3, (PLEDGE,), ACTS, question, _any),
    "open_pledge": Kind(1, (PLEDGE,), pledges.OPEN_PLEDGES, pledges.open_pledge, _any, ORDER_36),
    "industry": Kind(
        1, (PLEDGE, HONOUR), pledges.OPEN_PLEDGES, pledges.open_pledge, _association, ORDER_36
    ),
    "government": Kind(
        1, (PLEDGE, HONOUR), pledges.OPEN_PLEDGES, pledges.open_pledge, _public, ORDER_36
    ),
    "reward": Kind(1, (HONOUR,), ("declined", "again"), reward, _any, YEAR_2026),
}


@dataclass(slots=True)
class CasesYear:
    """A city's cases, between the departments' files of one month and those of the next."""

    policy: Policy
    seed: str
    chance: Chance
    agenda: Agenda = field(init=False)
    seen: int = 0
    seen_case: int = 0
    pools: dict[str, list[Ground]] = field(default_factory=lambda: {one: [] for one in TYPES})
    busy: set[str] = field(default_factory=set)
    """Everybody who has a story: nobody has two."""
    turns: dict[str, int] = field(default_factory=dict)
    forgotten: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Open the desk."""
        self.agenda = Agenda(Desk(self.policy, self.seed))

    @property
    def desk(self) -> Desk:
        """Return where the acts are done."""
        return self.agenda.desk

    def go_on(self, closed: date, until: date) -> None:
        """Let cases begin on what was known when a month closed; act until the next one does."""
        self._look()
        self._make_good(closed, until)
        for name, kind in KINDS.items():
            for _ in range(kind.monthly):
                day = self._office_day(closed)
                if day >= kind.since and (ground := self._draw(kind, day)) is not None:
                    turn = self._turn(name, kind, day)
                    self.agenda.begin(day, kind.tell(self.desk, ground, turn))
        self.agenda.begin(self.desk.later(1), post(self.desk, until))
        self.agenda.run_until(until)

    def _look(self) -> None:
        """Take the new records into the pools, in an order that chance makes."""
        found = evidence(CHINESE_UNIFIED, TYPES, after=self.seen, most=MONTHLY)
        self.seen = newest_entry()
        for record_type, records in found.items():
            pool = [
                Ground(str(one.seq), record_type, one.department, one.subject, one.event_day, said)
                for one in records
                for said in [one.fields]
            ]
            shuffle(self.chance, pool)
            self.pools[record_type] = (pool + self.pools[record_type])[:KEPT]

    def _make_good(self, closed: date, until: date) -> None:
        """Let officers lead what the files opened, and departments acknowledge what is gone."""
        self.desk.today = closed
        opened = opened_by_files(after=self.seen_case)
        left = redress.left_to_lie(opened)
        for one in opened:
            self.seen_case = one.case
            if one.case not in left:
                turn = self.turns["redress"] = self.turns.get("redress", -1) + 1
                end = redress.ENDS[turn % len(redress.ENDS)]
                day = self.desk.later(1 + one.case % 7)
                self.agenda.begin(day, redress.taken_back(self.desk, one, end))
        self.agenda.begin(self.desk.later(1), redress.receipts(self.desk, until))

    def _office_day(self, closed: date) -> date:
        self.desk.today = closed + timedelta(days=below(self.chance, DAYS))
        return self.desk.later(1)

    def _draw(self, kind: Kind, day: date) -> Ground | None:
        """Take the first fitting record of a type that chance names, or of another one."""
        first = one_of(self.chance, kind.types)
        for record_type in (first, *(one for one in kind.types if one != first)):
            pool = self.pools[record_type]
            for place, ground in enumerate(pool):
                if ground.key not in self.busy and kind.fits(self.policy, ground, day):
                    self.busy.add(ground.key)
                    return pool.pop(place)
        return None

    def _turn(self, name: str, kind: Kind, day: date) -> str:
        turn = self.turns[name] = self.turns.get(name, -1) + 1
        if FORGOTTEN.get(name) == day.month and name not in self.forgotten:
            self.forgotten.add(name)
            return "forgotten"
        return kind.ends[turn % len(kind.ends)]
