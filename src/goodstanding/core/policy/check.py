"""The ground that checks between files stand on: all drafts, their ids, places and faults."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from types import MappingProxyType

from goodstanding.core.basis.faults import Fault, FaultKind
from goodstanding.core.policy import faults_policy_join as kinds
from goodstanding.core.policy.conditions import ORDERED, SEVERITY, ordinal
from goodstanding.core.policy.read import READERS, Draft
from goodstanding.core.policy.shape import Field, RecordType, Severity, Source
from goodstanding.core.policy.values_shape import All, Any_, Condition, Not, Test

COMPARISONS: Mapping[str, tuple[str, ...]] = {
    "has": ("choices",),
    "is": ("text", "choice", *ORDERED),
    "in": ("text", "choice", *ORDERED),
    "at_least": ORDERED,
    "at_most": ORDERED,
    "between": ORDERED,
    "present": ("text", "choice", "choices", *ORDERED),
    "absent": ("text", "choice", "choices", *ORDERED),
}


@dataclass(slots=True)
class Ground:
    """Everything that a check of one pack may look at, and where it notes faults."""

    drafts: tuple[Draft, ...]
    sources: dict[str, Source] = field(default_factory=dict)
    record_types: dict[str, RecordType] = field(default_factory=dict)
    severities: dict[str, Severity] = field(default_factory=dict)
    known: dict[str, set[str]] = field(default_factory=dict)
    """Ids by kind of entry, those of faulty entries included."""
    broken: set[str] = field(default_factory=set)
    """Paths of faulty entries in all packs."""
    faults: list[Fault] = field(default_factory=list)

    def note(self, draft: Draft, path: str, kind: FaultKind, **values: object) -> None:
        """Note a fault at the nearest known line of `path` in a pack."""
        self.faults.append(kind.at(place(draft, path), **values))

    def names(
        self, draft: Draft, path: str, what: str, name: str, kind: FaultKind, **values: object
    ) -> bool:
        """Return whether an entry `name` of kind `what` exists; note a fault if not."""
        if name in self.known[what]:
            return True
        self.note(draft, path, kind, id=name, near=near(name, self.known[what]), **values)
        return False

    def starts(self, procedure: str) -> date | None:
        """Return the day from which a procedure's first readable version is in force."""
        found = [one for draft in self.drafts for one in draft.pack.procedures.values()]
        return min((one.version for one in found if one.id == procedure), default=None)


def ground(drafts: tuple[Draft, ...]) -> Ground:
    """Return the ground of several packs."""
    found = Ground(drafts)
    for kind in (*READERS, "procedures"):
        found.known[kind] = set()
    for draft in drafts:
        found.sources.update(draft.pack.sources)
        found.record_types.update(draft.pack.record_types)
        found.severities.update(draft.pack.severities)
        for kind in READERS:
            found.known[kind].update(getattr(draft.pack, kind))
        found.known["procedures"].update(one.id for one in draft.pack.procedures.values())
        found.broken |= draft.broken
        for path in draft.broken:
            kind, _, name = path.partition("/")
            if kind in found.known and "/" not in name:
                found.known[kind].add(name.partition("@")[0])
    return found


def place(draft: Draft, path: str) -> str:
    """Return `file:line` of the nearest known part of a path, or the path itself."""
    step = path
    while step:
        if step in draft.places:
            return draft.places[step]
        step = step.rpartition("/")[0]
    return f"{draft.pack.id}/{path}"


def near(word: str, known: Collection[str]) -> str:
    """Return known words that look like `word`, or all of a few."""
    return ", ".join(get_close_matches(word, sorted(known), n=3) or sorted(known)[:8]) or "-"


def parts(value: object, path: str) -> Iterator[tuple[str, object]]:
    """Return every frozen value inside `value` with its path, as the reader recorded it."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from parts(item, f"{path}/{getattr(item, 'id', index)}")
    elif isinstance(value, dict | MappingProxyType):
        for key, item in value.items():
            yield from parts(item, f"{path}/{key}" if path else str(key))
    elif is_dataclass(value):
        yield path, value
        for name in (entry.name for entry in fields(value)):
            inside = getattr(value, name)
            if isinstance(inside, str | int | None):
                continue
            step = path if name == "values" else f"{path}/{name}"
            yield from parts(inside, step.removeprefix("/"))


# --- conditions -----------------------------------------------------------------------------


def check_condition(
    on: Ground, draft: Draft, path: str, condition: Condition | None, of: RecordType
) -> None:
    """Check fields, choices and operators of a condition over records of one type."""
    for step, test in located(condition, path):
        tested = _field(on, of, test.field)
        if tested is None:
            names = [*of.fields, *([SEVERITY] if of.severity else [])]
            if f"record_types/{of.id}/fields/{test.field}" not in on.broken:
                on.note(
                    draft,
                    step,
                    kinds.UNKNOWN_FIELD,
                    type=of.id,
                    id=test.field,
                    near=near(test.field, names),
                )
        elif tested.kind not in COMPARISONS[test.op] or not _fits(test, tested):
            on.note(
                draft,
                step,
                kinds.OPERATOR_MISFIT,
                op=test.op,
                field=test.field,
                sort=tested.kind,
            )
        elif tested.choices:
            check_choices(on, draft, step, test.arguments, tested)


def check_choices(
    on: Ground, draft: Draft, path: str, words: Collection[str], tested: Field
) -> None:
    """Check that words are choices of a field."""
    for word in words:
        if word not in tested.choices:
            on.note(
                draft,
                path,
                kinds.UNKNOWN_CHOICE,
                field=tested.id,
                word=word,
                near=near(word, tested.choices),
            )


def _field(on: Ground, of: RecordType, name: str) -> Field | None:
    """Return the field that a test names; severity reads like a choice."""
    if name != SEVERITY:
        return of.fields.get(name)
    if not of.severity:
        return None
    titles = {
        case.severity: on.severities[case.severity].title
        if case.severity in on.severities
        else of.title
        for case in of.severity
    }
    return Field(SEVERITY, "choice", of.title, choices=titles)


def _fits(test: Test, tested: Field) -> bool:
    """Return whether the arguments can be values of the field, in order."""
    if tested.kind not in ORDERED:
        return True
    try:
        numbers = [ordinal(word, tested.kind) for word in test.arguments]
    except ValueError:
        return False
    return numbers == sorted(numbers) if test.op == "between" else True


def located(condition: Condition | None, path: str) -> Iterator[tuple[str, Test]]:
    """Return every test of a condition with its path."""
    if isinstance(condition, Test):
        yield path, condition
    elif isinstance(condition, Not):
        yield from located(condition.part, f"{path}/not")
    elif isinstance(condition, All | Any_):
        step = "all" if isinstance(condition, All) else "any"
        for index, part in enumerate(condition.parts):
            yield from located(part, f"{path}/{step}/{index}")
