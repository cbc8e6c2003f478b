"""The card for openfisca-core: records are persons, entities their groups, a vector a figure.

Legislation without columns of its own: the arrays are in its memory before its sums are timed, and
no tracer runs. It is given the whole card, as-of and supersession too. Its numbers have 32 bits.
"""

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray
from openfisca_core import periods
from openfisca_core.entities import build_entity
from openfisca_core.simulations import Simulation, SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from bench.hand_sql import HONOUR, INSPECTION, PENALTY, PLEDGE, REGISTRATION, days
from bench.world import ON, World

EPOCH = dt.date(1970, 1, 1)
PERIOD = "2026-10"
INPUTS = ("of", "seq", "gone", "day", "code", "fine")
Numbers = NDArray[np.int64]

RECORD = build_entity(key="record", plural="records", label="Record", is_person=True)
COMPANY = build_entity(
    key="company",
    plural="companies",
    label="Organisation",
    roles=[{"key": "own", "plural": "owns"}],
)


def past() -> dict[str, int]:
    """Return the days that decide, as numbers."""
    return {name: (day - EPOCH).days for name, day in days(ON).items()}


def variable(name: str, entity: Any, formula: Any = None) -> type[Variable]:
    """Return a variable of whole numbers."""
    facts = {
        "value_type": int,
        "entity": entity,
        "definition_period": periods.DateUnit.MONTH,
        "label": name,
    }
    return type(name, (Variable,), facts | ({"formula": formula} if formula else {}))


def system(known: int) -> TaxBenefitSystem:
    """Return the card as variables."""
    found = TaxBenefitSystem([RECORD, COMPANY])
    for name in INPUTS:
        found.add_variable(variable(name, RECORD))
    for name, formula in (record_formulas(known)).items():
        found.add_variable(variable(name, RECORD, formula))
    for name, formula in company_formulas().items():
        found.add_variable(variable(name, COMPANY, formula))
    return found


def record_formulas(known: int) -> dict[str, Any]:
    """Return what each record adds to each figure."""
    d = past()
    today = (ON - EPOCH).days

    def live(record: Any, period: Any) -> NDArray[np.bool_]:
        is_known = (record("seq", period) <= known) & (record("gone", period) > known)
        result: NDArray[np.bool_] = is_known & (record("day", period) <= today)
        return result

    def when(of: int, holds: Any, worth: Any) -> Any:
        def formula(record: Any, period: Any) -> Numbers:
            day, code = record("day", period), record("code", period)
            chosen = record("alive", period).astype(bool) & (record("of", period) == of)
            fine = record("fine", period)
            value: Numbers = np.where(chosen & holds(day, code, fine), worth(day, code), 0)
            return value

        return formula

    def course(day: Numbers, code: Numbers) -> Numbers:
        del code
        reached = [day <= d["m24"], day <= d["m12"], day <= d["m6"]]
        return np.select(reached, [-7, -15, -22], -30)

    def one(value: int) -> Any:
        return lambda day, code: value

    def alive(record: Any, period: Any) -> Numbers:
        return live(record, period).astype(np.int64)

    return {
        "alive": alive,
        "p_general": when(PENALTY, lambda t, c, f: (c == 1) & (t > d["m36"]), course),
        "p_grave": when(
            PENALTY, lambda t, c, f: (c == 2) & (t > d["shown"]) & (t <= d["grace"]), one(-100)
        ),
        "p_heavy": when(
            PENALTY, lambda t, c, f: (c == 2) & (f >= 2_000_000) & (t > d["m24"]), one(1)
        ),
        "p_found": when(
            INSPECTION,
            lambda t, c, f: (c >= 2) & (t > d["m24"]),
            lambda t, c: np.where(c == 2, -20, -60),
        ),
        "p_clean": when(INSPECTION, lambda t, c, f: (c <= 1) & (t > d["m12"]), one(1)),
        "p_registered": when(REGISTRATION, lambda t, c, f: t <= d["need"], one(1)),
        "p_kept": when(PLEDGE, lambda t, c, f: (c == 1) & (t > d["m24"]), one(1)),
        "p_broken": when(PLEDGE, lambda t, c, f: (c == 2) & (t > d["m36"]), one(-60)),
        "p_honours": when(
            HONOUR,
            lambda t, c, f: t > d["m60"],
            lambda t, c: np.select([c == 0, c == 1], [50, 30], 20),
        ),
    }


def company_formulas() -> dict[str, Any]:
    """Return score and grade of an organisation."""

    def total(company: Any, period: Any, name: str) -> Numbers:
        result: Numbers = company.sum(company.members(name, period))
        return result

    def score(company: Any, period: Any) -> Numbers:
        kept, clean = total(company, period, "p_kept"), total(company, period, "p_clean")
        general = np.maximum(total(company, period, "p_general"), -120)
        grave = np.maximum(total(company, period, "p_grave"), -200)
        value: Numbers = (
            600
            + np.maximum(general + grave, -250)
            + np.select([kept >= 2, kept >= 1], [40, 20], 0)
            + total(company, period, "p_broken")
            + np.maximum(total(company, period, "p_found"), -90)
            + np.select([clean >= 2, clean >= 1], [30, 15], 0)
            + np.minimum(total(company, period, "p_honours"), 60)
        )
        return value

    def grade(company: Any, period: Any) -> Numbers:
        points = company("score", period)
        unknown = total(company, period, "p_registered") == 0
        heavy = (total(company, period, "p_heavy") > 0) & (points >= 420)
        found: Numbers = np.select(
            [unknown, heavy, points >= 640, points >= 560, points >= 420], [4, 2, 0, 1, 2], 3
        )
        return found

    return {"score": score, "grade": grade}


def arrays(world: World, count: int) -> dict[str, Numbers]:
    """Return the records of the first entities as arrays."""
    with duckdb.connect(":memory:", config={"threads": 2}) as database:
        return database.execute(
            'SELECT entity, type AS "of", seq, coalesce("by", 2147483647) AS gone,'
            " day - DATE '1970-01-01' AS day, code, coalesce(fine, 0) AS fine"
            f" FROM '{world.flat}' LEFT JOIN '{world.displaced}' USING (seq)"
            f" WHERE entity <= {count} ORDER BY entity"
        ).fetchnumpy()


def simulation(world: World, given: dict[str, Numbers], count: int) -> Simulation:
    """Return a simulation with everything known and nothing worked out."""
    builder = SimulationBuilder()
    rules = system(world.known)
    builder.create_entities(rules)
    builder.declare_person_entity("record", np.arange(len(given["entity"])))
    companies = builder.declare_entity("company", np.arange(1, count + 1))
    builder.join_with_persons(
        companies, given["entity"], np.full(len(given["entity"]), "own", dtype=object)
    )
    made = builder.build(rules)
    made.max_spiral_loops = 1
    for name in INPUTS:
        made.set_input(name, PERIOD, given[name].astype(np.int32))
    return made


def decide(made: Simulation) -> tuple[Numbers, Numbers]:
    """Return score and grade of every organisation."""
    return made.calculate("score", PERIOD), made.calculate("grade", PERIOD)


def write(decided: tuple[Numbers, Numbers], target: Path) -> None:
    """Write score and grade of every organisation to a file."""
    score, grade = decided
    numbers = np.arange(1, len(score) + 1)
    table = pa.table({"entity": numbers, "score": score, "grade": grade.astype(np.uint8)})
    pq.write_table(table, target, compression="zstd")
