"""Random conditions: every operator, over fields of every kind."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from goodstanding.core.policy.values_shape import All, Any_, Condition, Not, Test

Test.__test__ = False  # type: ignore[attr-defined]

WORDS_OF = {"kind": ("a", "b", "c", "d"), "kinds": ("x", "y", "z")}
NUMBERS = (0, 1, 2, 5, 7)
AMOUNTS = (0, 100, 25_000, 99_999)
FIELDS = {
    "kind": "choice",
    "kinds": "choices",
    "size": "integer",
    "amount": "money",
    "checked": "day",
    "until": "day",
    "note": "text",
}


@dataclass
class Tags:
    """Collects the features of one part while it is drawn."""

    found: set[str]

    def __call__(self, name: str) -> None:
        """Note a feature."""
        self.found.add(name)


OPS_OF = {
    "choice": ("present", "absent", "is", "in"),
    "text": ("present", "absent", "is", "in"),
    "choices": ("has", "present", "absent"),
    "integer": ("present", "absent", "is", "in", "at_least", "at_most", "between"),
}
OPS_OF |= {"money": OPS_OF["integer"], "day": OPS_OF["integer"]}
OPERATORS = ("is", "in", "has", "at_least", "at_most", "between", "present", "absent")
FORCED = (*OPERATORS, "all", "any", "not", "severity")
"""Each of these is at the root of the condition of one rule of every card."""


def draw_test(
    draw: DrawFn, on: date, tags: Tags, *, severity: bool, forced: str | None = None
) -> Test:
    """Return one test of one field, with a forced operator or any that fits."""
    names = {**FIELDS, "severity": "choice"} if severity else FIELDS
    if forced == "severity":
        names = {"severity": "choice"}
    elif forced:
        names = {name: kind for name, kind in names.items() if forced in OPS_OF[kind]}
    field = draw(st.sampled_from(tuple(names)))
    kind = names[field]
    op = forced if forced in OPERATORS else draw(st.sampled_from(OPS_OF[kind]))
    tags(f"op:{op}")
    if field == "severity":
        tags("op:on severity")
    pool = pool_of(field, on)
    count = {"is": 1, "at_least": 1, "at_most": 1, "between": 2, "in": 2, "has": 2}.get(op, 0)
    found = [draw(st.sampled_from(pool)) for _ in range(count)]
    if op == "between":
        found.sort(key=lambda word: word if kind == "day" else int(word))
    return Test(field, op, tuple(found))  # type: ignore[arg-type]


def pool_of(field: str, on: date) -> tuple[str, ...]:
    """Return the texts that a field may hold."""
    if field == "severity":
        return ("minor", "general", "serious")
    if field in WORDS_OF:
        return WORDS_OF[field]
    if field == "size":
        return tuple(str(number) for number in NUMBERS)
    if field == "amount":
        return tuple(str(number) for number in AMOUNTS)
    if field == "note":
        return ("hello", "it's; --", "世界")
    return tuple((on + timedelta(days=days)).isoformat() for days in (-300, -1, 0, 1, 2, 90))


def draw_condition(
    draw: DrawFn,
    on: date,
    tags: Tags,
    *,
    depth: int = 2,
    severity: bool = True,
    forced: str | None = None,
) -> Condition:
    """Return a condition of tests, all, any and not; a forced operator is at its root."""
    way = draw(st.sampled_from(("test", "all", "any", "not"))) if depth else "test"
    if forced is not None:
        way = forced if forced in ("all", "any", "not") else "test"
    if way == "test":
        return draw_test(draw, on, tags, severity=severity, forced=forced)
    tags(f"op:{way}")
    if way == "not":
        return Not(draw_condition(draw, on, tags, depth=depth - 1, severity=severity))
    parts = tuple(
        draw_condition(draw, on, tags, depth=depth - 1, severity=severity) for _ in range(2)
    )
    return All(parts) if way == "all" else Any_(parts)
