"""Reads what entities may ask for and are told: pledges, regimes, offices and letters."""

from types import MappingProxyType
from typing import Literal, cast, get_args

from goodstanding.core.policy.cursor import Cursor
from goodstanding.core.policy.lists_shape import EXIT_NEEDS, ExitNeed
from goodstanding.core.policy.procedure_shape import Office
from goodstanding.core.policy.read_lists import one, texts
from goodstanding.core.policy.read_procedures import period
from goodstanding.core.policy.read_values import basis, by_id, condition, dated
from goodstanding.core.policy.rights_shape import (
    CLOCKS,
    DUTIES,
    NEVER,
    Alert,
    Clock,
    Letter,
    LetterKind,
    MatterCheck,
    Never,
    OfficeEntry,
    Paper,
    Paragraph,
    PledgeMatter,
    PledgeType,
    Regime,
    Remedy,
    Slot,
    SlotKind,
)


def pledge_type(cursor: Cursor) -> tuple[str, PledgeType]:
    """Return a type of pledges."""
    keys = cursor.table(("id", "title", "basis", "letter", "procedure"), ("classes",))
    found = PledgeType(
        id=keys["id"].id(),
        title=keys["title"].term(),
        basis=basis(keys["basis"]),
        letter=keys["letter"].id(),
        procedure=keys["procedure"].id(),
        classes=texts(keys, "classes"),
    )
    return found.id, found


def matter(cursor: Cursor) -> tuple[str, PledgeMatter]:
    """Return a matter in which a pledge may be asked for."""
    needed = ("id", "title", "basis", "department", "pledge")
    keys = cursor.table(needed, ("never", "types", "papers", "check"))
    papers: dict[str, Paper] = {}
    if "papers" in keys:
        by_id(keys["papers"], _paper, papers)
    found = PledgeMatter(
        id=keys["id"].id(),
        title=keys["title"].term(),
        basis=basis(keys["basis"]),
        department=keys["department"].text(),
        pledge=keys["pledge"].flag(),
        never=cast("Never", keys["never"].word(NEVER)) if "never" in keys else None,
        types=texts(keys, "types"),
        papers=MappingProxyType(papers),
        check=one(keys, "check", _check, None),
    )
    return found.id, found


def _paper(cursor: Cursor) -> tuple[str, Paper]:
    """Return a paper that a matter asks for."""
    keys = cursor.table(("id", "title"), ("deferred",))
    found = Paper(keys["id"].id(), keys["title"].term(), one(keys, "deferred", period, None))
    return found.id, found


def _check(cursor: Cursor) -> MatterCheck:
    """Return by when a granted matter is checked."""
    keys = cursor.table(("within", "basis"))
    return MatterCheck(period(keys["within"]), basis(keys["basis"]))


def regime(cursor: Cursor) -> tuple[str, Regime]:
    """Return the rules by which findings of some days are restored."""
    needed = ("id", "title", "basis", "of", "why", "needs", "decided_from", "applies_from")
    keys = cursor.table(needed, ("decided_until", "applies_until", "closed_when", "only_when"))
    closed = keys["closed_when"].free_table() if "closed_when" in keys else {}
    only = keys["only_when"].free_table() if "only_when" in keys else {}
    found = Regime(
        id=keys["id"].id(),
        title=keys["title"].term(),
        basis=basis(keys["basis"]),
        of=texts(keys, "of"),
        why=keys["why"].term(),
        needs=tuple(cast("ExitNeed", item.word(EXIT_NEEDS)) for item in keys["needs"].items()),
        decided_from=keys["decided_from"].day(),
        applies_from=keys["applies_from"].day(),
        decided_until=one(keys, "decided_until", Cursor.day, None),
        applies_until=one(keys, "applies_until", Cursor.day, None),
        closed_when=MappingProxyType({name: condition(at) for name, at in closed.items()}),
        only_when=MappingProxyType({name: condition(at) for name, at in only.items()}),
    )
    return found.id, found


def office(cursor: Cursor) -> tuple[str, OfficeEntry]:
    """Return an office of the deployment."""
    keys = cursor.table(("id", "title", "duties"), ("department", "superior"))
    found = OfficeEntry(
        id=keys["id"].id(),
        title=keys["title"].term(),
        duties=tuple(cast("Office", item.word(DUTIES)) for item in keys["duties"].items(least=1)),
        department=one(keys, "department", Cursor.text, ""),
        superior=one(keys, "superior", Cursor.text, ""),
    )
    return found.id, found


def clock(cursor: Cursor) -> tuple[str, Clock]:
    """Return a time that acts need and no procedure states."""
    keys = cursor.table(("id", "title", "within"))
    found = Clock(keys["id"].word(CLOCKS), keys["title"].term(), dated(keys["within"], period))
    return found.id, found


def alert(cursor: Cursor) -> tuple[str, Alert]:
    """Return who above a body is told of what is decided against it."""
    keys = cursor.table(("id", "title", "basis", "tells", "letter"), ("classes", "of", "when"))
    found = Alert(
        id=keys["id"].id(),
        title=keys["title"].term(),
        basis=basis(keys["basis"]),
        tells=texts(keys, "tells"),
        letter=keys["letter"].id(),
        classes=texts(keys, "classes"),
        of=one(keys, "of", Cursor.text, ""),
        when=one(keys, "when", condition, None),
    )
    return found.id, found


def letter(cursor: Cursor) -> tuple[str, Letter]:
    """Return the words of a letter."""
    needed = ("id", "kind", "title", "basis", "authentic", "paragraphs")
    keys = cursor.table(needed, ("slots", "encloses", "serve_within"))
    paragraphs: dict[str, Paragraph] = {}
    by_id(keys["paragraphs"], _paragraph, paragraphs)
    found = Letter(
        id=keys["id"].id(),
        kind=cast("LetterKind", keys["kind"].word(get_args(LetterKind))),
        title=keys["title"].term(),
        basis=basis(keys["basis"]),
        authentic=cast("Literal['zh', 'en']", keys["authentic"].word(("zh", "en"))),
        slots=texts(keys, "slots"),
        paragraphs=tuple(paragraphs.values()),
        encloses=texts(keys, "encloses"),
        serve_within=one(keys, "serve_within", period, None),
    )
    return found.id, found


def slot(cursor: Cursor) -> tuple[str, Slot]:
    """Return a named place of letters."""
    keys = cursor.table(("id", "kind", "title"))
    kind = cast("SlotKind", keys["kind"].word(get_args(SlotKind)))
    found = Slot(keys["id"].id(), kind, keys["title"].term())
    return found.id, found


def _paragraph(cursor: Cursor) -> tuple[str, Paragraph]:
    """Return one paragraph of a letter."""
    keys = cursor.table(("id", "text"), ("protected",))
    found = Paragraph(
        keys["id"].id(), keys["text"].term(), one(keys, "protected", Cursor.flag, False)
    )
    return found.id, found


def remedy(cursor: Cursor) -> tuple[str, Remedy]:
    """Return a remedy outside."""
    keys = cursor.table(("id", "title", "basis", "within", "forum"))
    found = Remedy(
        id=keys["id"].id(),
        title=keys["title"].term(),
        basis=basis(keys["basis"]),
        within=period(keys["within"]),
        forum=keys["forum"].term(),
    )
    return found.id, found
