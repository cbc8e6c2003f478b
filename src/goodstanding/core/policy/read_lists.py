"""Reads what may follow from conduct: conduct kinds, desk acts, lists, measures and rewards."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar, cast, get_args

from goodstanding.core.policy.cursor import Cursor
from goodstanding.core.policy.lists_shape import (
    CATEGORIES,
    EXIT_NEEDS,
    LIST_DOMAINS,
    Anchor,
    Category,
    CheckPurpose,
    ConductKind,
    Criterion,
    DesignationList,
    DeskAct,
    EarlyExit,
    Executable,
    ExitNeed,
    ExitStart,
    Force,
    LeadsTo,
    ListDomain,
    ListKind,
    ListPublication,
    Measure,
    Reach,
    Reason,
    Reward,
    Target,
)
from goodstanding.core.policy.procedure_shape import WhileDisputed
from goodstanding.core.policy.read_procedures import period
from goodstanding.core.policy.read_values import basis, by_id, condition, dated, integer, maybe

T = TypeVar("T")
MONTHS = integer(1, 600)
COUNT_MOST = 1000


def conduct(cursor: Cursor) -> tuple[str, ConductKind]:
    """Return a kind of conduct."""
    keys = cursor.table(("id", "title", "basis", "limit_months"))
    found = ConductKind(
        id=keys["id"].id(),
        title=keys["title"].term(),
        basis=basis(keys["basis"]),
        limit_months=dated(keys["limit_months"], MONTHS),
    )
    return found.id, found


def desk_act(cursor: Cursor) -> tuple[str, DeskAct]:
    """Return an act of the check desk."""
    keys = cursor.table(("id", "title", "basis"))
    found = DeskAct(keys["id"].id(), keys["title"].term(), basis(keys["basis"]))
    return found.id, found


def check_purpose(cursor: Cursor) -> tuple[str, CheckPurpose]:
    """Return a purpose of asking the check desk."""
    keys = cursor.table(("id", "title", "acts", "basis"))
    acts = tuple(item.id() for item in keys["acts"].items(least=1))
    found = CheckPurpose(keys["id"].id(), keys["title"].term(), acts, basis(keys["basis"]))
    return found.id, found


def designation_list(cursor: Cursor) -> tuple[str, DesignationList]:
    """Return a list or a grey state."""
    needed = ("id", "number", "kind", "title", "keeper", "basis", "statable")
    words = ("reach", "domains", "why_not", "note", "conducts", "criteria", "finding", "procedure")
    ends = ("term", "until_performed", "review_months", "early_exit", "leads_to", "publication")
    keys = cursor.table(needed, (*words, *ends, "measures", "record_type", "choice"))
    found = DesignationList(
        id=keys["id"].id(),
        number=keys["number"].text(limit=10),
        kind=cast("ListKind", keys["kind"].word(get_args(ListKind))),
        title=keys["title"].term(),
        keeper=keys["keeper"].text(),
        basis=basis(keys["basis"]),
        statable=keys["statable"].flag(),
        reach=cast("Reach", one(keys, "reach", lambda at: at.word(get_args(Reach)), "national")),
        domains=tuple(cast("ListDomain", word) for word in words_of(keys, "domains", LIST_DOMAINS)),
        why_not=cast("Reason", keys["why_not"].word(get_args(Reason)))
        if "why_not" in keys
        else None,
        note=one(keys, "note", Cursor.term, None),
        conducts=texts(keys, "conducts"),
        criteria=tuple(_criteria(keys)),
        finding=one(keys, "finding", Cursor.term, None),
        procedure=one(keys, "procedure", Cursor.id, ""),
        term=maybe(keys, "term", MONTHS),
        until_performed=one(keys, "until_performed", Cursor.flag, False),
        review_months=maybe(keys, "review_months", MONTHS),
        early_exit=one(keys, "early_exit", _early_exit, None),
        leads_to=one(keys, "leads_to", _leads_to, None),
        publication=one(keys, "publication", _publication, None),
        measures=texts(keys, "measures"),
        record_type=one(keys, "record_type", Cursor.text, ""),
        choice=one(keys, "choice", Cursor.text, ""),
    )
    return found.id, found


def _criteria(keys: Mapping[str, Cursor]) -> list[Criterion]:
    """Return the conditions on records of a list, by id."""
    found: dict[str, Criterion] = {}
    if "criteria" in keys:
        by_id(keys["criteria"], _criterion, found)
    return list(found.values())


def _criterion(cursor: Cursor) -> tuple[str, Criterion]:
    """Return one condition on records."""
    needed = ("id", "of", "conduct", "basis")
    keys = cursor.table(needed, ("when", "at_least", "within_months"))
    found = Criterion(
        id=keys["id"].id(),
        of=keys["of"].text(),
        conduct=keys["conduct"].text(),
        basis=basis(keys["basis"]),
        when=one(keys, "when", condition, None),
        at_least=one(keys, "at_least", integer(1, COUNT_MOST), 1),
        within_months=maybe(keys, "within_months", MONTHS),
    )
    return found.id, found


def _early_exit(cursor: Cursor) -> EarlyExit:
    """Return when and under which conditions an entry may end early."""
    keys = cursor.table(("after_months", "from", "needs", "basis"))
    return EarlyExit(
        after_months=dated(keys["after_months"], integer(0, 600)),
        starts=cast("ExitStart", keys["from"].word(get_args(ExitStart))),
        needs=tuple(cast("ExitNeed", item.word(EXIT_NEEDS)) for item in keys["needs"].items()),
        basis=basis(keys["basis"]),
    )


def _leads_to(cursor: Cursor) -> LeadsTo:
    """Return where a grey state leads when it lasts."""
    keys = cursor.table(("list", "after_months"))
    return LeadsTo(keys["list"].text(), dated(keys["after_months"], MONTHS))


def _publication(cursor: Cursor) -> ListPublication:
    """Return by when an entry is published."""
    keys = cursor.table(("within", "while_disputed", "basis"))
    return ListPublication(
        within=period(keys["within"]),
        while_disputed=cast("WhileDisputed", keys["while_disputed"].word(get_args(WhileDisputed))),
        basis=basis(keys["basis"]),
    )


def measure(cursor: Cursor) -> tuple[str, Measure]:
    """Return one item of the closed list of measures."""
    needed = ("id", "number", "title", "content", "basis", "category", "target", "executable")
    keys = cursor.table(needed, ("procedure", "while_disputed", "anchors"))
    anchors: dict[str, Anchor] = {}
    if "anchors" in keys:
        by_id(keys["anchors"], _anchor, anchors)
    found = Measure(
        id=keys["id"].id(),
        number=keys["number"].text(limit=10),
        title=keys["title"].term(),
        content=keys["content"].term(),
        basis=basis(keys["basis"]),
        category=cast("Category", keys["category"].word(CATEGORIES)),
        target=cast("Target", keys["target"].word(get_args(Target))),
        executable=cast("Executable", keys["executable"].word(get_args(Executable))),
        procedure=one(keys, "procedure", Cursor.id, ""),
        while_disputed=cast(
            "WhileDisputed",
            one(keys, "while_disputed", lambda at: at.word(get_args(WhileDisputed)), "pause"),
        ),
        anchors=MappingProxyType(anchors),
    )
    return found.id, found


def _anchor(cursor: Cursor) -> tuple[str, Anchor]:
    """Return one legal ground of a measure."""
    needed = ("id", "title", "basis", "conducts", "classes", "bodies", "force")
    keys = cursor.table(needed, ("acts", "months_min", "months_max", "review_months"))
    found = Anchor(
        id=keys["id"].id(),
        title=keys["title"].term(),
        basis=basis(keys["basis"]),
        conducts=texts(keys, "conducts"),
        classes=texts(keys, "classes"),
        bodies=texts(keys, "bodies"),
        force=cast("Force", keys["force"].word(get_args(Force))),
        acts=texts(keys, "acts"),
        months_min=maybe(keys, "months_min", MONTHS),
        months_max=maybe(keys, "months_max", MONTHS),
        review_months=maybe(keys, "review_months", MONTHS),
    )
    return found.id, found


def reward(cursor: Cursor) -> tuple[str, Reward]:
    """Return what good standing brings."""
    needed = ("id", "title", "content", "basis", "body", "months")
    keys = cursor.table(needed, ("acts", "grade", "of", "when"))
    found = Reward(
        id=keys["id"].id(),
        title=keys["title"].term(),
        content=keys["content"].term(),
        basis=basis(keys["basis"]),
        body=keys["body"].text(),
        months=dated(keys["months"], MONTHS),
        acts=texts(keys, "acts"),
        grade=one(keys, "grade", Cursor.text, ""),
        of=one(keys, "of", Cursor.text, ""),
        when=one(keys, "when", condition, None),
    )
    return found.id, found


def one(keys: Mapping[str, Cursor], key: str, read: Callable[[Cursor], T], default: T) -> T:
    """Return what an optional key says, or the default."""
    return read(keys[key]) if key in keys else default


def texts(keys: Mapping[str, Cursor], key: str) -> tuple[str, ...]:
    """Return a list of ids, at least one where the key stands."""
    return tuple(item.text() for item in keys[key].items(least=1)) if key in keys else ()


def words_of(keys: Mapping[str, Cursor], key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Return a list of words of a closed list."""
    return tuple(item.word(known) for item in keys[key].items(least=1)) if key in keys else ()
