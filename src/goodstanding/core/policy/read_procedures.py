"""Reads one procedure file, and the fields that its steps may ask for.

A file has exactly the nine keys of `KEYS`; whatever else stands there is refused.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeVar, cast, get_args

from goodstanding.core.policy import faults_policy as words
from goodstanding.core.policy import faults_procedure as kinds
from goodstanding.core.policy.cursor import ID, Cursor
from goodstanding.core.policy.effects_shape import EFFECTS
from goodstanding.core.policy.procedure_shape import (
    ABOUT,
    OPEN,
    About,
    After,
    Deadline,
    EffectUse,
    FirstDay,
    FormField,
    FormKind,
    Lapse,
    Lasting,
    MatterTime,
    Office,
    Period,
    PeriodUnit,
    Procedure,
    ProcedureStep,
    Role,
    Roll,
    State,
    Term,
    Until,
    WhileDisputed,
)
from goodstanding.core.policy.read_values import basis, entry_id
from goodstanding.core.policy.strict import Table

T = TypeVar("T")
KEYS = ("procedure", "version", "about", "title", "basis", "roles", "states", "steps", "deadlines")
COUNT_MOST = 3650
DAY_MOST = 28
"""Every month has a day of this number."""
REVIEW_MOST = 60
OPEN_CASE = "open_case"
SETTLED = ("settled_by", "settled_after")


def procedure(cursor: Cursor, into: dict[str, Procedure]) -> None:
    """Read one procedure file; a version that has faults is left out."""
    name = f"{entry_id(cursor, 'procedure')}@{entry_id(cursor, 'version')}"
    path = f"procedures/{name}"
    cursor.reading.places[path] = f"{cursor.file}:{cursor.line}"
    place = Cursor(cursor.reading, cursor.file, path, cursor.node, cursor.line)
    found = place.whole(_procedure)
    if found is None:
        cursor.reading.broken.add(path)
    elif found.key in into:
        place.fault(words.ID_TWICE, id=found.key)
    else:
        into[found.key] = found


def form_field(cursor: Cursor) -> tuple[str, FormField]:
    """Return one thing that steps may ask for."""
    keys = cursor.table(("id", "kind", "title"), ("choices",))
    choices = keys["choices"].free_table() if "choices" in keys else {}
    kind = keys["kind"].word(get_args(FormKind))
    if (kind == "choice") != bool(choices):
        cursor.fault(kinds.CHOICES_MISFIT)
    found = FormField(
        id=keys["id"].id(),
        kind=cast("FormKind", kind),
        title=keys["title"].term(),
        choices=MappingProxyType({key: title.term() for key, title in choices.items()}),
    )
    return found.id, found


def _procedure(cursor: Cursor) -> Procedure:
    """Return one version of a procedure."""
    keys = cursor.table(KEYS, ("transitions", "reviews"))
    return Procedure(
        id=keys["procedure"].id(),
        version=keys["version"].day(),
        about=tuple(cast("About", item.word(ABOUT)) for item in keys["about"].items(least=1)),
        title=keys["title"].term(),
        basis=basis(keys["basis"]),
        roles=_named(keys["roles"], _role),
        states=_named(keys["states"], _state),
        steps=_named(keys["steps"], _step),
        deadlines=_named(keys["deadlines"], _deadline),
        transitions=tuple(map(basis, keys["transitions"].items(least=1)))
        if "transitions" in keys
        else (),
        reviews=_flag(keys, "reviews"),
    )


def _named(cursor: Cursor, read: Callable[[str, Cursor], T]) -> Mapping[str, T]:
    """Return entries whose keys are their ids."""
    found: dict[str, T] = {}
    for name, place in cursor.free_table().items():
        found[name] = read(name, place)
        if not ID.match(name):
            place.fault(words.NOT_ID, word=name)
    return MappingProxyType(found)


def _role(name: str, cursor: Cursor) -> Role:
    """Return who may act."""
    keys = cursor.table(("title",), ("office", "party", "not_same_as", "outside_contested"))
    office = keys["office"].word(get_args(Office)) if "office" in keys else None
    party = _flag(keys, "party")
    if (office is None) != party:
        cursor.fault(kinds.ROLE_UNCLEAR, id=name)
    return Role(
        id=name,
        title=keys["title"].term(),
        office=cast("Office | None", office),
        party=party,
        not_same_as=_ids(keys, "not_same_as"),
        outside_contested=_flag(keys, "outside_contested"),
    )


def _state(name: str, cursor: Cursor) -> State:
    """Return where a case can stand."""
    said = ("start", "end", "adverse", "mark", "remedy", "lasts", "redress", *SETTLED)
    keys = cursor.table(("title",), said)
    found = State(
        id=name,
        title=keys["title"].term(),
        start=_flag(keys, "start"),
        end=_flag(keys, "end"),
        adverse=_flag(keys, "adverse"),
        mark=keys["mark"].id() if "mark" in keys else None,
        remedy=keys["remedy"].id() if "remedy" in keys else None,
        lasts=_lasting(keys["lasts"]) if "lasts" in keys else None,
        settled_by=keys["settled_by"].id() if "settled_by" in keys else None,
        settled_after=_ids(keys, "settled_after"),
        redress=keys["redress"].id() if "redress" in keys else None,
    )
    if found.adverse and not found.end:
        cursor.fault(kinds.ADVERSE_UNDECIDED, id=name)
    return found


def _lasting(cursor: Cursor) -> Lasting:
    """Return when an adverse end is over: at a term, or at an event with a dated review."""
    keys = cursor.table((), ("term", "until", "review_months"))
    if set(keys) not in ({"term"}, {"until", "review_months"}):
        cursor.fault(kinds.LASTING_UNCLEAR)
    return Lasting(
        term=cast("Term", keys["term"].word(get_args(Term))) if "term" in keys else None,
        until=cast("Until", keys["until"].word(get_args(Until))) if "until" in keys else None,
        review_months=keys["review_months"].integer(1, REVIEW_MOST)
        if "review_months" in keys
        else None,
    )


def _step(name: str, cursor: Cursor) -> ProcedureStep:
    """Return one step; only the opening comes from no state."""
    needed = ("to", "by", "title") if name == OPEN else ("from", "to", "by", "title")
    keys = cursor.table(needed, ("needs", "after", "letter", "effects"))
    effects = keys["effects"].items(least=1) if "effects" in keys else ()
    return ProcedureStep(
        id=name,
        title=keys["title"].term(),
        comes_from=() if name == OPEN else _list(keys["from"]),
        to=keys["to"].text(),
        by=keys["by"].text(),
        needs=_ids(keys, "needs"),
        after=_after(keys["after"]) if "after" in keys else After(),
        letter=keys["letter"].id() if "letter" in keys else None,
        effects=tuple(_effect(item) for item in effects),
    )


def _after(cursor: Cursor) -> After:
    """Return the guards of a step."""
    times = ("served", "answered_or_expired", "expired", "reached")
    keys = cursor.table((), (*times, "heard"))
    found = {name: keys[name].text() for name in times if name in keys}
    return After(heard=_flag(keys, "heard"), **found)


def _effect(cursor: Cursor) -> EffectUse:
    """Return one effect; what burdens says what becomes of it while disputed."""
    keys = cursor.table(("do",), ("while_disputed",))
    do, colon, of = keys["do"].text().partition(":")
    if keys["do"].node is not None and (do not in EFFECTS or bool(colon) != (do == OPEN_CASE)):
        keys["do"].fault(words.UNKNOWN_WORD, word=f"{do}{colon}", known=", ".join(EFFECTS))
    elif do in EFFECTS and EFFECTS[do].burdens and "while_disputed" not in keys:
        cursor.fault(kinds.DISPUTE_UNSAID, id=do)
    disputed = keys.get("while_disputed")
    return EffectUse(
        do=do,
        of=of or None,
        while_disputed=cast("WhileDisputed", disputed.word(get_args(WhileDisputed)))
        if disputed
        else None,
    )


def _deadline(name: str, cursor: Cursor) -> Deadline:
    """Return a time that runs while a case stands in some states."""
    needed = ("while", "within", "from", "title", "basis")
    keys = cursor.table(needed, ("pauses", "answered_by", "lapse", "matter"))
    starts = keys["from"].text()
    what, colon, of = starts.partition(":")
    if keys["from"].node is not None and not (
        (what in ("served", "step", "given") and of)
        or (what in ("opened", "entered", "clock_day") and not colon)
    ):
        keys["from"].fault(
            words.UNKNOWN_WORD,
            word=starts,
            known="opened, entered, clock_day, served:<letter>, step:<step>, given:<field>",
        )
    return Deadline(
        id=name,
        title=keys["title"].term(),
        basis=basis(keys["basis"]),
        during=_list(keys["while"]),
        within=period(keys["within"]),
        starts=starts,
        pauses=_ids(keys, "pauses"),
        answered_by=_ids(keys, "answered_by"),
        lapse=_lapse(keys["lapse"]) if "lapse" in keys else None,
        matter=cast("MatterTime", keys["matter"].word(get_args(MatterTime)))
        if "matter" in keys
        else None,
    )


def period(cursor: Cursor) -> Period:
    """Return a length of time; a bare number is refused."""
    if cursor.node is not None and not isinstance(cursor.node, Table):
        cursor.fault(kinds.BARE_PERIOD)
        return Period(1, "days", "next", "none")
    keys = cursor.table(("count", "unit", "first_day", "roll"))
    unit = cast("PeriodUnit", keys["unit"].word(get_args(PeriodUnit)))
    return Period(
        count=keys["count"].integer(1, DAY_MOST if unit == "day_of_next_month" else COUNT_MOST),
        unit=unit,
        first_day=cast("FirstDay", keys["first_day"].word(get_args(FirstDay))),
        roll=cast("Roll", keys["roll"].word(get_args(Roll))),
    )


def _lapse(cursor: Cursor) -> Lapse:
    """Return what follows where a time ran out."""
    owed = ("mark", "effects")
    keys = cursor.table((), ("flag", "tell", "take", *owed))
    if set(keys) not in ({"flag", "tell"}, {"flag", "tell", *owed}, {"take"}):
        cursor.fault(kinds.LAPSE_UNCLEAR)
    effects = tuple(map(_effect, keys["effects"].items(least=1))) if "effects" in keys else ()
    said = {name: keys[name].text() for name in keys if name != "effects"}
    return Lapse(**said, effects=effects)


def _flag(keys: Mapping[str, Cursor], name: str) -> bool:
    """Return an optional flag."""
    return name in keys and keys[name].flag()


def _ids(keys: Mapping[str, Cursor], name: str) -> tuple[str, ...]:
    """Return an optional list of ids."""
    return _list(keys[name]) if name in keys else ()


def _list(cursor: Cursor) -> tuple[str, ...]:
    """Return a list of ids, at least one."""
    return tuple(item.text() for item in cursor.items(least=1))
