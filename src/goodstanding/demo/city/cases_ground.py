"""What the city's cases rest on: records in the ledger, of organisations only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Ground:
    """A record in force, and whose it is."""

    record: str
    record_type: str
    department: str
    key: str
    day: date
    fields: Mapping[str, str]

    def amended(self) -> str:
        """Return a correction of this record, as a form says it."""
        if self.record_type == "administrative_penalty":
            return f"fine={int(self.fields.get('fine') or 0) + 10_000}"
        if self.record_type == "wage_arrears":
            return f"workers={int(self.fields.get('workers') or 0) + 1}"
        other = "unreachable" if self.fields["reason"] != "unreachable" else "no_annual_report"
        return f"reason={other}"
