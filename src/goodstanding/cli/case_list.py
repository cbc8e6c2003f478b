"""`goodstanding case list` and `case due`: cases and their times, for who looks; what time owes."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

import click

from goodstanding.actions.cases import acts
from goodstanding.actions.cases.actor import BY_TIME, Acting
from goodstanding.actions.cases.looking import listed_cases
from goodstanding.actions.cases.reviewing import open_reviews
from goodstanding.actions.cases.silence import lapse as lapse_of_time
from goodstanding.actions.cases.term_end import receipts_at_term
from goodstanding.cli.acting import SEED_BYTES, day_of_act
from goodstanding.cli.looking import looks
from goodstanding.cli.show import out, say, show_json, table
from goodstanding.cli.show_case import DAY, JSON, as_json, show_list, today
from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.case_shape import Due
from goodstanding.store.queries import cases as queries
from goodstanding.store.shelf import load_policy

ALL = 1_000_000


@click.command("list")
@click.option("--department", default="", help="Only this department's.")
@click.option("--entity", "keys", multiple=True, metavar="KEY", help="Only this entity's.")
@click.option("--all", "ended", is_flag=True, help="Ended cases too.")
@click.option("--on", "day", type=DAY, help="As of this day. Default: today.")
@looks
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 100_000))
@JSON
def list_command(
    department: str,
    keys: tuple[str, ...],
    ended: bool,
    day: datetime | None,
    looking: Acting,
    limit: int,
    json_wanted: bool,
) -> None:
    """List the cases that who looks may read, the one with the soonest last day first."""
    found = listed_cases(
        looking,
        policy=load_policy(),
        on=day.date() if day else today(),
        department=department,
        keys=keys,
        ended=ended,
        limit=limit,
    )
    if json_wanted:
        show_json([as_json(one) for one in found])
    else:
        show_list(found)


@click.command("due")
@click.option("--department", default="", help="Only this department's.")
@click.option("--overdue", is_flag=True, help="Only what is late.")
@click.option(
    "--lapse",
    is_flag=True,
    help="Let time do what it owes in every case, and open the reviews that are due.",
)
@click.option("--on", "day", type=DAY, help="As of this day. Default: today.")
@looks
@JSON
def due_command(
    department: str,
    overdue: bool,
    lapse: bool,
    day: datetime | None,
    looking: Acting,
    json_wanted: bool,
) -> None:
    """Show which times run and which are over; what is over never counts against the entity.

    Only of cases that who looks may read; what time owes is done in all of them.
    """
    on = day_of_act(day) if lapse else day.date() if day else today()
    policy = load_policy()
    if lapse:
        seed = secrets.token_hex(SEED_BYTES)
        receipts_at_term(on=on, policy=policy, department=department)
        open_reviews(on=on, policy=policy, seed=seed, department=department)
        for view in queries.cases(policy=policy, on=on, department=department, limit=ALL):
            _lapse(view, policy, on)
    found = (
        ()
        if lapse and not (looking.office or looking.party_to)  # a timer: nobody looks
        else listed_cases(looking, policy=policy, on=on, department=department, limit=ALL)
    )
    rows = [
        (one.ends, view.data.reference, view, one)
        for view in found
        for one in view.due
        if one.overdue or not overdue
    ]
    rows.sort(key=lambda row: row[:2])
    if json_wanted:
        show_json([_as_json(view, one) for _ends, _reference, view, one in rows])
    else:
        _show(rows)


def _as_json(view: queries.CaseView, one: Due) -> dict[str, object]:
    """Return a time of a case as JSON values."""
    return {
        "case": view.data.id,
        "reference": view.data.reference,
        "deadline": one.deadline,
        "ends": one.ends.isoformat(),
        "overdue": one.overdue,
        "provisional": one.provisional,
        "paused": one.paused,
        "why": {"zh": one.why.zh, "en": one.why.en},
    }


def _show(rows: Sequence[tuple[date, str, queries.CaseView, Due]]) -> None:
    """Print times for people."""
    if not rows:
        out.print(say(Text("没有在走的期限", "No time runs.")))
        return
    headings = Text("截止|案件|期限|逾期|如何计算", "ends|case|time|late|how it was counted")
    late = Text("逾期", "late")
    table(
        say(Text("期限", "Times")),
        say(headings).split("|"),
        [
            (
                ends,
                reference,
                say(view.titles.get(one.deadline, Text(one.deadline, one.deadline))),
                say(late) if one.overdue else "",
                say(one.why),
            )
            for ends, reference, view, one in rows
        ],
    )


def _lapse(view: queries.CaseView, policy: Policy, on: date) -> None:
    """Take the step that time itself takes in a case by now, else do what silence owes in it."""
    seed, seen = secrets.token_hex(SEED_BYTES), len(view.data.events)
    steps = queries.lapsed_steps(view, on=on)[:1]
    for step in steps:
        acts.take_step(
            view.data.id,
            step,
            acting=BY_TIME,
            form={},
            on=on,
            policy=policy,
            seed=seed,
            seen=seen,
        )
    for deadline in () if steps else queries.silent_times(view, on=on)[:1]:
        lapse_of_time(view.data.id, deadline, on=on, policy=policy, seed=seed, seen=seen)
