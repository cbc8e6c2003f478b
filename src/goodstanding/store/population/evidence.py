"""The stored records behind the grades, of all runs together."""

from goodstanding.store.population.standings import Standings, changed_sql, parquet
from goodstanding.store.population.steps import type_of


def evidence_rows_sql(standings: Standings, record_type: str, *, first: int, last: int) -> str:
    """Return SQL for what stands of a record type's evidence, for some entities, in order.

    An entity's evidence is that of the latest run that says anything about the entity.
    """
    within = f" WHERE entity BETWEEN {first} AND {last}"
    parts = []
    for turn, run in enumerate(standings.runs):
        paths = [path for path in run.paths("evidence-") if type_of(path.name) == record_type]
        if not paths:
            continue
        rows = f"SELECT * FROM {parquet(paths)}{within}"
        later = standings.runs[turn + 1 :]
        if later:
            rows = f"SELECT * FROM ({rows}) ANTI JOIN ({changed_sql(later, within)}) USING (entity)"
        parts.append(rows)
    return f"SELECT * FROM ({' UNION ALL '.join(parts)}) ORDER BY entity, seq"
