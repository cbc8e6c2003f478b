"""Permissions and releases that run: which act is allowed to whom, in spite of which measures."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import connection

from goodstanding.core.basis.text import Text
from goodstanding.core.measures.facts import InForce, Permission, Release
from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.numbers import plain
from goodstanding.store.cases.measures import taken_against
from goodstanding.store.dialect import among_texts, listed
from goodstanding.store.queries.cases_desk import names_of


@dataclass(frozen=True, slots=True)
class Allowed:
    """An act that a decision allows. `condition`: None for a permission, which has none.

    `against`: the measures in spite of which, each with its own decision.
    """

    subject: str
    entity: str
    act: str
    starts: date
    ends: date
    decision: str
    condition: Text | None
    against: tuple[tuple[str, str], ...]


def running_permits(
    *,
    policy: Policy,
    on: date,
    keys: Sequence[str] = (),
    departments: Collection[str] | None = None,
) -> tuple[Allowed, ...]:
    """Return what is allowed on a day, the one that ends first first; by a few queries.

    `keys`: to these entities alone · `departments`: by decisions of these alone (None: of all).
    What was allowed ends with the measure: nothing is left to lift then.
    """
    found: dict[tuple[str, str, str], Allowed] = {}
    for subject, several in taken_against(_subjects(keys)).items():
        for taken in several:
            measure = taken.measure
            if not measure.stands_on(on):
                continue
            barred = _barred(measure, policy)
            lifting: tuple[Permission | Release, ...] = (*measure.permissions, *measure.releases)
            for one in lifting:
                runs = one.ends is not None and one.starts <= on <= one.ends
                mine = one.act in barred and _by(one.decision, departments)
                if not runs or one.ends is None or not mine:
                    continue
                key = (subject, one.decision, one.act)
                against = found[key].against if key in found else ()
                found[key] = Allowed(
                    subject=subject,
                    entity="",
                    act=one.act,
                    starts=one.starts,
                    ends=one.ends,
                    decision=one.decision,
                    condition=one.condition if isinstance(one, Release) else None,
                    against=(*against, (measure.measure, measure.decision)),
                )
    return _named(sorted(found.values(), key=lambda one: (one.ends, one.decision, one.act)))


def _named(found: Sequence[Allowed]) -> tuple[Allowed, ...]:
    names = names_of([one.subject for one in found]) if found else {}
    return tuple(replace(one, entity=names.get(one.subject, "")) for one in found)


def _barred(measure: InForce, policy: Policy) -> Collection[str]:
    """Return the acts that a measure bars."""
    known = policy.measures.get(measure.measure)
    anchor = known.anchors.get(measure.anchor) if known else None
    return anchor.acts if anchor and anchor.force == "bar" else ()


def _by(decision: str, departments: Collection[str] | None) -> bool:
    number = plain(decision)
    return departments is None or (number is not None and number.department in departments)


def _subjects(keys: Sequence[str]) -> list[str]:
    """Return whom something was ever allowed, of these or of all."""
    among = f" AND {among_texts('c.subject')}" if keys else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT c.subject FROM case_effect f JOIN case_file c ON c.id = f.case_id"
            f" WHERE f.effect IN ('permit', 'release'){among} ORDER BY c.subject",
            [listed(sorted(keys))] if keys else [],
        )
        return [subject for (subject,) in cursor.fetchall()]
