"""What a restoration ended: each record as it was before, and whether it can be brought back."""

from dataclasses import dataclass
from datetime import date

from goodstanding.core.policy.shape import Policy
from goodstanding.store.cases.read import CaseData, read_case
from goodstanding.store.cases.targets import Held, held, stated, versions_of

RESTORATION, RESTORE = "restoration", "restore"


@dataclass(frozen=True, slots=True)
class Restored:
    """A record as it was before its restoration, and the entry by which that ended it."""

    before: Held
    ended: int

    @property
    def untouched(self) -> bool:
        """Whether nothing happened to the record since: what was annulled meanwhile stays so."""
        now = held(self.before.seq)
        if now is None:
            return self.before.seq >= max(versions_of(self.before.seq), default=0)
        return now.seq == self.ended

    def last_day(self, policy: Policy) -> date | None:
        """Return the day on which it would have ended by itself, if it says one."""
        record_type = policy.record_types.get(self.before.record_type)
        until = record_type.publicity.until_field if record_type else None
        said = self.before.fields.get(until, "") if until else ""
        return date.fromisoformat(said) if said else None


def restored_in(about_kind: str, about_id: str) -> list[Restored]:
    """Return what the restoration that a case is about ended; nothing where it is about none."""
    data = read_case(int(about_id)) if about_kind == RESTORATION else None
    return restored_by(data) if data is not None else []


def restored_by(data: CaseData) -> list[Restored]:
    """Return what a case restored."""
    found = []
    for row in data.effects:
        if row.effect != RESTORE or row.entry is None:
            continue
        for one in filter(None, row.detail.get("removed", "").split("|")):
            before = stated(int(one))
            if before is not None:
                found.append(Restored(before, row.entry))
    return found
