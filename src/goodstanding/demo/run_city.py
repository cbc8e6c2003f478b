"""The city through the spine: every file received month by month, the population appraised."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from goodstanding.actions.grades.appraise import appraise_population
from goodstanding.actions.intake.identify import judge
from goodstanding.actions.intake.receive import receive
from goodstanding.core.basis.ids import CHINESE_OLD, CHINESE_UNIFIED
from goodstanding.core.policy.shape import Policy
from goodstanding.core.records.receipt import Receipt
from goodstanding.demo.city.ahead import judged_path
from goodstanding.demo.city.cases_year import CasesYear
from goodstanding.demo.city.chance import Chance
from goodstanding.demo.city.manifest import CityFile, read_manifest
from goodstanding.store.queries.cases import case_count, case_counts, cases
from goodstanding.store.queries.demonstration import scheme_figures, standing_grades

ACTOR = "demo:city"
OFFICER = "demo:officer"
MODEL = "public_credit"
LOOKED_AT = "restoration"
"""Whose agent may sign in: one with something that stands against it, and a way out of it."""
JUDGED = {"reissued": "reissued_code", "merged": "merger"}
JUDGED_EACH = 2
"""So many of each kind are judged by the demonstration's officer; the others wait for one."""
OUTCOMES = ("rows", "accepted", "flagged", "held", "refused", "withdrawn")
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month: what came."""

    label: str
    rows: int
    records: int


@dataclass(frozen=True, slots=True)
class CitySummary:
    """What became of the city."""

    files: int
    outcomes: Mapping[str, int]
    entities: int
    records: int
    waiting: int
    grades: Mapping[str, int]
    months: tuple[MonthFigures, ...]
    last_day: date
    example: int
    """Number of an entity whose explanation is worth ten seconds."""
    cases: int
    held: Mapping[str, tuple[int, int, int]]
    """By procedure: cases, those that run, and those of them that are overdue."""
    pledged: Mapping[str, int]
    """By type: pledges that were offered."""
    asked: int
    """Questions to the check desk."""
    agent_of: str
    """Key of the entity whose agent may sign in."""


@dataclass(slots=True)
class _Run:
    """What is known while the months go by."""

    policy: Policy
    seed: str
    receipts: list[Receipt] = field(default_factory=list)
    months: list[MonthFigures] = field(default_factory=list)
    since: int = 0

    def close(self, month: str) -> None:
        """Add up the month."""
        own = self.receipts[self.since :]
        self.since = len(self.receipts)
        self.months.append(
            MonthFigures(
                label=month,
                rows=sum(receipt.rows for receipt in own),
                records=sum(receipt.accepted + receipt.flagged for receipt in own),
            )
        )


def run_city(
    files: Iterable[CityFile],
    *,
    folder: Path,
    policy: Policy,
    seed: str,
    chance: Chance,
    expected: int,
    progress: Progress,
) -> CitySummary:
    """Receive the files as they are written, month by month, each on its month's last day.

    Between the files of two months lies what officers and entities do in cases.
    """
    run = _Run(policy, seed)
    year = CasesYear(policy, seed, chance)
    last: CityFile | None = None
    for file in files:
        if last and file.month != last.month:
            run.close(last.month)
            year.go_on(last.learnt_day, file.learnt_day)
        run.receipts.append(_receive(file, folder, policy, seed))
        progress("city", len(run.receipts), expected)
        last = file
    if last is None:
        raise ValueError("a city has files")
    _judge_known(folder, on=last.learnt_day, policy=policy, seed=seed)
    run.close(last.month)
    appraise_population(on=last.learnt_day, policy=policy, model=MODEL)
    grades = standing_grades(MODEL)
    figures = scheme_figures((CHINESE_UNIFIED, CHINESE_OLD))
    counts: dict[str, int] = {}
    for grade in grades.values():
        counts[grade] = counts.get(grade, 0) + 1
    return CitySummary(
        files=len(run.receipts),
        outcomes={
            name: sum(getattr(receipt, name) for receipt in run.receipts) for name in OUTCOMES
        },
        entities=figures.entities,
        records=figures.records,
        waiting=figures.waiting,
        grades=dict(sorted(counts.items())),
        months=tuple(run.months),
        last_day=last.learnt_day,
        example=_example(grades),
        cases=case_count(),
        held=_held(policy, last.learnt_day),
        pledged=dict(sorted(year.desk.pledged.items())),
        asked=year.desk.asked,
        agent_of=year.desk.to_look_at(LOOKED_AT),
    )


def _held(policy: Policy, on: date) -> dict[str, tuple[int, int, int]]:
    """Return what the year of cases holds on its last day."""
    late = Counter(one.data.procedure for one in cases(policy=policy, on=on) if one.overdue)
    return {name: (*counts, late[name]) for name, counts in case_counts().items()}


def _receive(file: CityFile, folder: Path, policy: Policy, seed: str) -> Receipt:
    judged = judged_path(folder, file)
    receipt = receive(
        folder / file.path,
        department=file.department,
        layout=file.layout,
        on=file.learnt_day,
        actor=ACTOR,
        policy=policy,
        seed=seed,
        rows=file.rows,
        judged=judged,
    )
    judged.unlink(missing_ok=True)
    return receipt


def _judge_known(folder: Path, *, on: date, policy: Policy, seed: str) -> None:
    """Let an officer judge a few re-issued codes and mergers that the files do not tell."""
    known = read_manifest(folder).known
    for what, kind in JUDGED.items():
        for one in [entry for entry in known if entry.what == what][:JUDGED_EACH]:
            judge(
                kind,
                f"{CHINESE_UNIFIED}:{one.from_code}",
                f"{CHINESE_UNIFIED}:{one.to_code}",
                actor=OFFICER,
                reason=f"登记机关告知 {one.month}",
                on=on,
                policy=policy,
                seed=seed,
            )


def _example(grades: Mapping[int, str]) -> int:
    """Return an entity that needs attention, or else any."""
    return min((number for number, grade in grades.items() if grade == "C"), default=min(grades))
