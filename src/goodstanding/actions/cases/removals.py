"""Departments acknowledge that a removed record is gone from their views and uses too."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from goodstanding.core.basis.faults import Refused
from goodstanding.store.cases.faults_cases import NO_ACTOR, NOT_TOLD
from goodstanding.store.cases.write import acknowledge as write_down
from goodstanding.store.ledger.append import numbering_lock


def acknowledge(department: str, records: Sequence[int], *, actor: str, on: date) -> int:
    """Close the receipts that a department owes for these records; all of them, or none."""
    if not actor.strip():
        raise Refused(NO_ACTOR.at("removals"))
    with transaction.atomic():
        numbering_lock()
        closed = 0
        for record in dict.fromkeys(records):
            done = write_down(department, [record], actor=actor.strip(), on=on)
            if not done:
                raise Refused(NOT_TOLD.at("removals", department=department, record=record))
            closed += done
    return closed
