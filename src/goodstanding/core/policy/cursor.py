"""A place in a pack's file: reads the value there as what is expected, or reports a fault.

Nothing raises: a fault is noted and a harmless value returned, so that one run finds every fault
of every file. An entry in which a fault was noted is left out of the pack.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from goodstanding.core.basis.days import FIRST_DAY, LAST_DAY
from goodstanding.core.basis.faults import Fault, FaultKind
from goodstanding.core.basis.text import Text
from goodstanding.core.policy import faults_policy as kinds
from goodstanding.core.policy.strict import INTEGER, Entry, Items, Node, Scalar, Table

T = TypeVar("T")
ID = re.compile(r"[a-z][a-z0-9_-]{0,59}\Z")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
TEXT_MAX = 400

MAPPING = "{key: value}"
LIST = "[one, two]"
WORDS = '"text"'
FLAG = "true / false"
"""Shapes of values as they are written, for people of any language."""


@dataclass(slots=True)
class Reading:
    """What is noted while the files of a pack are read."""

    faults: list[Fault] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    """Path of an entry or key in the pack, joined by "/", to its `file:line`."""
    broken: set[str] = field(default_factory=set)
    """Paths of entries that exist but have faults: references to them are no further fault."""
    contained: int = 0
    """How many faults lie in inner entries that were left out: their outer entry stays."""

    def own(self) -> int:
        """Return how many faults are not contained in an inner entry."""
        return len(self.faults) - self.contained


@dataclass(frozen=True, slots=True)
class Cursor:
    """A node of a file, with its path in the pack and what is noted so far.

    `node` is None where a needed key is missing. That is noted once, where the key belongs;
    reading such a place gives harmless values and notes nothing more.
    """

    reading: Reading
    file: str
    path: str
    node: Node | None
    line: int

    def fault(self, kind: FaultKind, **values: object) -> None:
        """Note a fault here; a missing place has been noted already."""
        if self.node is not None:
            self.reading.faults.append(kind.at(f"{self.file}:{self.line}", **values))

    def _child(self, step: str, node: Node, line: int) -> "Cursor":
        path = f"{self.path}/{step}" if self.path else step
        self.reading.places[path] = f"{self.file}:{line}"
        return Cursor(self.reading, self.file, path, node, line)

    def named(self, step: str) -> "Cursor":
        """Return this place with `step` (an id) as the last step of its path, for an index."""
        path = f"{self.path.rpartition('/')[0]}/{step}"
        self.reading.places[path] = f"{self.file}:{self.line}"
        return Cursor(self.reading, self.file, path, self.node, self.line)

    # --- collections -------------------------------------------------------------------------

    def entries(self) -> tuple[Entry, ...]:
        """Return the entries of a table."""
        if isinstance(self.node, Table):
            return self.node.entries
        self.fault(kinds.WRONG_SHAPE, shape=MAPPING)
        return ()

    def table(self, needed: Collection[str], possible: Collection[str] = ()) -> dict[str, "Cursor"]:
        """Return the values of a table by key; report unknown and missing keys.

        Every needed key is in the result, so that all faults of a table are found in one run.
        """
        found: dict[str, Cursor] = {}
        known = [*needed, *possible]
        entries = self.entries()
        for entry in entries:
            child = self._child(entry.key, entry.node, entry.line)
            if entry.key in known:
                found[entry.key] = child
            else:
                child.fault(kinds.UNKNOWN_KEY, key=entry.key, known=", ".join(known))
        for key in needed:
            if key not in found:
                if isinstance(self.node, Table):
                    self.fault(kinds.MISSING_KEY, key=key)
                found[key] = Cursor(self.reading, self.file, self.path, None, self.line)
        return found

    def free_table(self) -> dict[str, "Cursor"]:
        """Return the values of a table whose keys are data."""
        return {
            entry.key: self._child(entry.key, entry.node, entry.line) for entry in self.entries()
        }

    def items(self, *, least: int = 0) -> tuple["Cursor", ...]:
        """Return the places of a list."""
        if not isinstance(self.node, Items):
            self.fault(kinds.WRONG_SHAPE, shape=LIST)
            return ()
        if len(self.node.items) < least:
            self.fault(kinds.NO_VALUE)
        return tuple(
            self._child(str(index), node, node.line) for index, node in enumerate(self.node.items)
        )

    def whole(self, read: Callable[["Cursor"], T]) -> T | None:
        """Return what `read` makes of this place, or None where it noted a fault."""
        before = self.reading.own()
        value = read(self)
        return value if self.reading.own() == before else None

    # --- single values -----------------------------------------------------------------------

    def text(self, *, limit: int = TEXT_MAX, empty: bool = False) -> str:
        """Return a text; digits must be quoted."""
        node = self.node
        if not isinstance(node, Scalar) or (
            node.plain and (INTEGER.match(node.text) or node.text in ("true", "false"))
        ):
            self.fault(kinds.WRONG_SHAPE, shape=WORDS)
            return ""
        if len(node.text) > limit:
            self.fault(kinds.TEXT_TOO_LONG, limit=limit)
        if not node.text.strip() and not empty:
            self.fault(kinds.NO_VALUE)
        return node.text

    def argument(self) -> str:
        """Return a text or a whole number, as text."""
        node = self.node
        if isinstance(node, Scalar) and node.plain and INTEGER.match(node.text):
            return node.text
        return self.text()

    def integer(self, low: int, high: int) -> int:
        """Return a whole number within bounds."""
        node = self.node
        if isinstance(node, Scalar) and node.plain and INTEGER.match(node.text):
            number = int(node.text)
            if low <= number <= high:
                return number
        self.fault(kinds.NOT_INTEGER, low=low, high=high)
        return low

    def flag(self) -> bool:
        """Return true or false."""
        node = self.node
        if isinstance(node, Scalar) and node.plain and node.text in ("true", "false"):
            return node.text == "true"
        self.fault(kinds.WRONG_SHAPE, shape=FLAG)
        return False

    def day(self) -> date:
        """Return a day, written as a quoted ISO text."""
        node = self.node
        if isinstance(node, Scalar) and DAY.match(node.text):
            try:
                found = date.fromisoformat(node.text)
            except ValueError:
                found = date.min
            if FIRST_DAY <= found <= LAST_DAY:
                return found
        self.fault(kinds.NOT_DAY, low=FIRST_DAY, high=LAST_DAY)
        return FIRST_DAY

    def word(self, known: Collection[str]) -> str:
        """Return one word of a closed list."""
        text = self.text()
        if text and text not in known:
            self.fault(kinds.UNKNOWN_WORD, word=text, known=", ".join(known))
        return text

    def id(self) -> str:
        """Return an id."""
        text = self.text()
        if text and not ID.match(text):
            self.fault(kinds.NOT_ID, word=text)
        return text

    def term(self) -> Text:
        """Return words in both languages."""
        found = {entry.key: entry.node for entry in self.entries()}
        words = {
            key: node.text.strip()
            for key, node in found.items()
            if isinstance(node, Scalar) and len(node.text) <= TEXT_MAX
        }
        if isinstance(self.node, Table) and (
            set(found) != {"zh", "en"} or not all(words.get(key) for key in ("zh", "en"))
        ):
            self.fault(kinds.TERM_INCOMPLETE)
        return Text(words.get("zh", ""), words.get("en", ""))
