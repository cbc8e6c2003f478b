"""Runs of those who changed are written into a new base once they have become many.

Nothing is computed: rows are read and written again, the latest of each entity.
"""

from dataclasses import replace

import duckdb

from goodstanding.store.population.evidence import evidence_rows_sql
from goodstanding.store.population.plan import Plan, write_plan
from goodstanding.store.population.run import finish
from goodstanding.store.population.standings import RUNS, Standings, rows_sql
from goodstanding.store.population.steps import (
    StepReceipt,
    evidence_file,
    grades_file,
    kept_step,
    write_receipt,
    write_rows,
)

DUE = 10
"""A merge is due when one row in so many of the base has another in a later run."""
MOST_RUNS = 16
"""So many later runs make it due, however small they are: readers look at all of them."""


def is_due(standings: Standings) -> bool:
    """Return whether the later runs should become part of the base."""
    changed = sum(run.changed for run in standings.deltas)
    return changed * DUE > standings.base.rows or len(standings.deltas) > MOST_RUNS


def merged(database: duckdb.DuckDBPyConnection, standings: Standings) -> Standings:
    """Write all that stands into one run, step by step, and return it as the new base."""
    plan = _plan(standings)
    folder = standings.folder / RUNS / plan.id
    folder.mkdir(parents=True, exist_ok=True)
    write_plan(folder, plan)
    receipts = [
        kept_step(folder, nth) or _merge_step(database, standings, plan, nth)
        for nth in range(len(plan.spans))
    ]
    base = finish(folder, receipts)
    return replace(standings, base=base, deltas=())


def _plan(standings: Standings) -> Plan:
    """Return the base's plan, as of what stands now, over whatever entities came since."""
    bounds = [bound for run in standings.runs for bound in run.plan.spans]
    first, last = min(one for one, _ in bounds), max(one for _, one in bounds)
    spans = list(standings.base.plan.spans) or [(first, last)]
    spans[0] = (min(first, spans[0][0]), spans[0][1])
    spans[-1] = (spans[-1][0], max(last, spans[-1][1]))
    return replace(
        standings.base.plan,
        on=standings.on,
        known=standings.known,
        spans=tuple(spans),
        touched="+".join(run.folder.name for run in standings.runs),
    )


def _merge_step(
    database: duckdb.DuckDBPyConnection, standings: Standings, plan: Plan, nth: int
) -> StepReceipt:
    """Write what stands of one span."""
    folder = standings.folder / RUNS / plan.id
    first, last = plan.spans[nth]
    rows = f"{rows_sql(standings, first=first, last=last)} ORDER BY entity"
    files = {grades_file(nth): write_rows(database, rows, folder / grades_file(nth))}
    for record_type in sorted({name for run in standings.runs for name in run.evidence_types}):
        name = evidence_file(nth, record_type)
        rows = evidence_rows_sql(standings, record_type, first=first, last=last)
        files[name] = write_rows(database, rows, folder / name)
    return write_receipt(database, folder, nth, files)
