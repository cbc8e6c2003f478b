"""A step whose effects are performed, and what each effect leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from goodstanding.actions.cases.entries import Writing
from goodstanding.core.basis.faults import Refused
from goodstanding.core.policy.procedure_shape import Effect
from goodstanding.core.records.envelope import Subject
from goodstanding.store.cases.faults_cases import NOTHING_TO_CHANGE
from goodstanding.store.cases.folded import ON_A_RECORD, Folded
from goodstanding.store.cases.read import EffectRow
from goodstanding.store.cases.targets import Held, held, target
from goodstanding.store.cases.write import add_effect
from goodstanding.store.queries.archive import entity_by_key

ENTITY, MEASURE = "entity", "measure"
Done = tuple[int | None, Mapping[str, str]]
"""The entry that an effect wrote or is about, and what else is to be kept of it."""


@dataclass(frozen=True, slots=True)
class Doing:
    """A step whose effects are performed: the case after it, its event, what its forms say.

    `done`: every effect of the case so far, those of this act at the end.
    """

    folded: Folded
    event: int
    decided: date
    form: Mapping[str, str]
    writing: Writing
    done: list[EffectRow] = field(default_factory=list)

    @property
    def where(self) -> str:
        """Return how a refusal names the place."""
        return self.folded.data.reference

    def keep(self, effect: str, entry: int | None, detail: Mapping[str, str]) -> None:
        """Keep what this event did, for later readers and for the effects that come after it."""
        on = self.writing.on
        add_effect(
            self.folded.data.id, event=self.event, effect=effect, entry=entry, on=on, detail=detail
        )
        self.done.append(EffectRow(self.event, effect, entry, on, detail))


def record_of(effect: Effect, doing: Doing) -> Held | None:
    """Return the record that an effect reaches.

    None where the case is about something that is no record; refused where the record is gone.
    """
    if leaves_entry(doing):
        return None
    found = target(doing.folded.data)
    if found is None and doing.folded.data.about_kind in ON_A_RECORD:
        raise Refused(NOTHING_TO_CHANGE.at(doing.where, effect=effect.do))
    return found


def leaves_entry(doing: Doing) -> bool:
    """Return whether a case reviews measures: the entry that their case wrote has its own term."""
    return doing.folded.procedure.reviews and doing.folded.data.about_kind == MEASURE


def reached(effect: Effect, doing: Doing) -> list[Held]:
    """Return the records that an effect reaches: one, or all that a case about an entity paused."""
    paused = paused_by(doing)
    if doing.folded.data.about_kind == ENTITY and paused:
        return [one for one in map(held, paused) if one is not None]
    found = record_of(effect, doing)
    return [] if found is None else [found]


def paused_by(doing: Doing) -> list[int]:
    """Return the entries that the case took out of sight while it runs."""
    return [int(one) for row in doing.done for one in listed(row.detail.get("paused", ""))]


def listed(text: str) -> list[str]:
    """Return what a detail lists."""
    return [one for one in text.split("|") if one]


def subject_of(doing: Doing) -> Subject:
    """Return the organisation of a new record, by its key and present name."""
    key = doing.folded.data.subject
    entity = entity_by_key(key)
    return Subject(key, key.partition(":")[2], entity.name if entity else "")
