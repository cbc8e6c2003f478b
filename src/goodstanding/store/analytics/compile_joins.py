"""What is grouped type by type, joined to one row an entity.

A type that few entities have records of costs as much to join to everybody as one that all have.
Such types are brought together among themselves, and joined to everybody once.
"""

from collections.abc import Collection, Sequence
from datetime import date

from sqlglot import exp

from goodstanding.core.policy.shape import Policy
from goodstanding.store.analytics.compile_days import earliest
from goodstanding.store.analytics.compile_parts import CHANGE, ENTITY, MONTHS, Part, of_one_type
from goodstanding.store.analytics.compile_words import alias, column, select
from goodstanding.store.analytics.typed import Codes, Words

ENTITIES = "entities"
KINDS = {CHANGE: "date", MONTHS[0]: "int", MONTHS[1]: "int"}
"""The columns of earliest changes, and what they hold."""
EVERYBODY, FEW = "t", "f"
"""How relations are called that are joined to everybody, or among themselves first."""


def by_type(parts: Sequence[Part]) -> dict[str, list[Part]]:
    """Return parts by the record type that they are about."""
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part.chosen.record_type.id, []).append(part)
    return found


def join_types(
    parts: Sequence[Part], policy: Policy, words: Words, *, on: date, rare: Collection[str] = ()
) -> exp.Select:
    """Return every entity with the value of each part, and the earliest change of all of them."""
    relations: list[exp.Select] = []
    few: list[exp.Select] = []
    few_parts: list[Part] = []
    for record_type, same in by_type(parts).items():
        one_type = of_one_type(
            same, policy, Codes(policy.record_types[record_type], policy, words), on=on
        )
        if record_type in rare:
            few.append(one_type)
            few_parts += same
        else:
            relations.append(one_type)
    if few:
        relations.append(few[0] if len(few) == 1 else brought_together(few, few_parts))
    everybody = exp.Column(this=exp.to_identifier(ENTITY), table=ENTITIES)
    found = select([everybody], ENTITIES)
    for nth, relation in enumerate(relations):
        found.join(_named(relation, EVERYBODY, nth), using=[ENTITY], join_type="left", copy=False)
    for part in parts:
        found.select(*said_by(part), copy=False)
    return _with_earliest(found, relations, EVERYBODY)


def said_by(part: Part) -> list[exp.Expr]:
    """Return what a part says, its number, and the record that decides where one does."""
    found = [alias(part.value, part.name), alias(column(part.name), f"k_{part.name}")]
    return found if part.way == "sum" else [*found, column(part.seq_name)]


def brought_together(few: Sequence[exp.Select], parts: Sequence[Part]) -> exp.Select:
    """Return the numbers of all parts, a row for each entity that any of the relations knows."""
    first, *others = few
    found = select([column(ENTITY)], first, f"{FEW}0")
    for nth, relation in enumerate(others, start=1):
        found.join(_named(relation, FEW, nth), using=[ENTITY], join_type="full", copy=False)
    for part in parts:
        names = [part.name] if part.way == "sum" else [part.name, part.seq_name]
        found.select(*map(column, names), copy=False)
    return _with_earliest(found, few, FEW)


def _named(relation: exp.Select, start: str, nth: int) -> exp.Subquery:
    return exp.Subquery(
        this=relation, alias=exp.TableAlias(this=exp.to_identifier(f"{start}{nth}"))
    )


def _with_earliest(found: exp.Select, relations: Sequence[exp.Select], start: str) -> exp.Select:
    """Add the earliest changes of all relations that are joined."""
    for name, kind in KINDS.items():
        columns = [
            exp.column(name, table=f"{start}{nth}")
            for nth, relation in enumerate(relations)
            if name in relation.named_selects
        ]
        found.select(alias(earliest(columns, kind), name), copy=False)
    return found
