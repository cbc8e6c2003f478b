"""What of the desk's list was asked for: whose cases, by which procedure, late ones only."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

MINE = "me"
DIGITS_MOST = 4


@dataclass(frozen=True, slots=True)
class Sought:
    """A part of somebody's list.

    `whose`: "" all that they see, `MINE` those they have themselves, else one of their offices.
    """

    procedure: str = ""
    whose: str = ""
    late: bool = False
    ended: bool = False
    page: int = 1

    def address(self, *, page: int = 1, ended: bool | None = None) -> str:
        """Return what stands after the address for this part, or another page of it."""
        said = {
            "whose": self.whose,
            "procedure": self.procedure,
            "late": "yes" if self.late else "",
            "ended": "yes" if (self.ended if ended is None else ended) else "",
            "page": str(page) if page > 1 else "",
        }
        given = urlencode({name: value for name, value in said.items() if value})
        return f"?{given}" if given else ""

    @property
    def narrowed(self) -> bool:
        """Whether something is left out."""
        return bool(self.procedure or self.whose or self.late)


def sought(asked: Mapping[str, str]) -> Sought:
    """Return what an address asks for; what cannot be read asks for nothing."""
    page = asked.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) <= DIGITS_MOST else 1
    return Sought(
        procedure=asked.get("procedure", "")[:64],
        whose=asked.get("whose", "")[:64],
        late=asked.get("late") == "yes",
        ended=asked.get("ended") == "yes",
        page=max(1, number),
    )
