"""A step whose effects are performed, and what each effect leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goodstanding.actions.case_entries import Writing
from goodstanding.core.basis.faults import Refused
from goodstanding.core.procedures.case_shape import Effect
from goodstanding.core.records.envelope import Subject
from goodstanding.store.cases.faults_cases import NOTHING_TO_CHANGE
from goodstanding.store.cases.folded import ON_A_RECORD, Folded
from goodstanding.store.cases.targets import Held, target
from goodstanding.store.queries.archive import entity_by_key

Done = tuple[int | None, Mapping[str, str]]
"""The entry that an effect wrote or is about, and what else is to be kept of it."""


@dataclass(frozen=True, slots=True)
class Doing:
    """A step whose effects are performed: the case after it, its event, what its forms say."""

    folded: Folded
    event: int
    decided: date
    form: Mapping[str, str]
    writing: Writing

    @property
    def where(self) -> str:
        """Return how a refusal names the place."""
        return self.folded.data.reference


def record_of(effect: Effect, doing: Doing) -> Held | None:
    """Return the record that an effect reaches.

    None where the case is about something that is no record; refused where the record is gone.
    """
    found = target(doing.folded.data)
    if found is None and doing.folded.data.about_kind in ON_A_RECORD:
        raise Refused(NOTHING_TO_CHANGE.at(doing.where, effect=effect.do))
    return found


def subject_of(doing: Doing) -> Subject:
    """Return the organisation of a new record, by its key and present name."""
    key = doing.folded.data.subject
    entity = entity_by_key(key)
    return Subject(key, key.partition(":")[2], entity.name if entity else "")
