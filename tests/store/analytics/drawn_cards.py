"""Random cards: models, record types and policies with every feature that a pack can write.

Every card has each form at least twice and many features at once, so that one card with many
entities covers many pairs of features.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random  # noqa: TID251 (seeded)

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from tests.core.appraisal.cards import LAW, START, WORDS, always, policy_of
from tests.store.analytics.drawn_conditions import (
    FIELDS,
    FORCED,
    NUMBERS,
    WORDS_OF,
    Tags,
    draw_condition,
)

from goodstanding.core.policy.shape import (
    Decay,
    Field,
    Grade,
    Indicator,
    Model,
    Need,
    Policy,
    Publicity,
    RecordType,
    Rule,
    Severity,
    SeverityCase,
    Step,
    Veto,
)
from goodstanding.core.policy.values_shape import Dated, T, Value

MONTHS = (1, 2, 3, 6, 12, 13, 24)
TYPES = ("plain", "monthly", "graded", "dated", "closing")
"""Publicity: always, some months, by severity, until a field, and one that may be hidden."""
FORMS = ("each", "each", "each", "count", "count", "sum", "sum", "latest", "latest", "latest")
FORMS += ("days_since", "days_since")
NEEDS = (("count", "days_since_first"), ("days_since_first", "count"), ("count",), ())
GRADES = ("A", "B", "C", "D")


@dataclass(frozen=True)
class Card:
    """A drawn card, its policy, its day, and the tags of what it uses."""

    model: Model
    policy: Policy
    on: date
    rule_tags: Mapping[str, frozenset[str]]
    """By id of a rule, veto or need."""
    model_tags: frozenset[str]


def draw_dated(
    draw: DrawFn, value: st.SearchStrategy[T], on: date, tags: Tags, *, may_end: bool = True
) -> Dated[T]:
    """Return a value that is constant, changed, changes around `on`, or ends."""
    way = draw(st.sampled_from(("constant", "constant", "turning", "turning", "ended")))
    if way == "constant":
        return always(draw(value))
    turn = on + timedelta(days=draw(st.sampled_from((-400, -1, 0, 1, 2, 45))))
    tags("dated:turned" if turn <= on else "dated:coming")
    later = draw(value)
    if way == "ended" and may_end:
        tags("dated:ended")
        later = None  # type: ignore[assignment]
    return Dated((Value(START, draw(value), LAW), Value(turn, later, LAW)))


def maybe_dated(
    draw: DrawFn, name: str, value: st.SearchStrategy[T], on: date, tags: Tags
) -> Dated[T] | None:
    """Return a dated value, or leave the feature out."""
    if not draw(st.sampled_from((True, True, False))):
        return None
    tags(name)
    return draw_dated(draw, value, on, tags)


def draw_record_type(draw: DrawFn, name: str, on: date, tags: Tags) -> RecordType:
    """Return a record type whose publicity is what its name says."""
    months = st.sampled_from(MONTHS)
    publicity = {
        "plain": Publicity(always=True),
        "monthly": Publicity(months=draw_dated(draw, months, on, tags, may_end=False)),
        "graded": Publicity(by_severity=True),
        "dated": Publicity(until_field="until"),
        "closing": Publicity(always=True),
    }[name]
    cases = (
        SeverityCase("serious", draw_condition(draw, on, Tags(set()), depth=1, severity=False)),
        SeverityCase("general", draw_condition(draw, on, Tags(set()), depth=1, severity=False)),
        SeverityCase("minor", None),
    )
    fields = {
        key: Field(key, kind, WORDS, choices=dict.fromkeys(WORDS_OF.get(key, ()), WORDS))  # type: ignore[arg-type]
        for key, kind in FIELDS.items()
    }
    hidden = draw_condition(draw, on, Tags(set()), depth=1) if name == "closing" else None
    closed = name == "closing" and draw(st.integers(0, 9)) == 0
    return RecordType(
        id=name,
        directory="d",
        title=WORDS,
        basis=LAW,
        openness="shared" if closed else "public",
        effect="adverse",
        clock="checked",
        fields=fields,
        publicity=publicity,
        severity=cases if name != "plain" else (),
        hidden_when=hidden,
    )


def draw_severity(draw: DrawFn, name: str, on: date, tags: Tags) -> Severity:
    """Return a severity class with dated publicity."""
    months = st.sampled_from(MONTHS)
    published = st.just(value=True) if name == "serious" else st.booleans()
    return Severity(
        name,
        WORDS,
        draw_dated(draw, published, on, tags, may_end=False),
        always(1),
        draw_dated(draw, months, on, tags, may_end=False),
    )


POINTS = st.integers(-20, 20)
BELOW = st.integers(-30, -1)
ABOVE = st.integers(0, 30)


def draw_steps(draw: DrawFn, numbers: Sequence[int]) -> tuple[Step, ...]:
    """Return steps that rise."""
    starts = sorted(draw(st.sets(st.sampled_from(numbers), min_size=1, max_size=3)))
    return tuple(Step(start, draw(POINTS)) for start in starts)


def draw_decay(draw: DrawFn) -> tuple[Decay, ...]:
    """Return a decay that falls."""
    months = sorted(draw(st.sets(st.sampled_from(MONTHS), min_size=1, max_size=3)))
    percents = sorted(
        draw(st.lists(st.sampled_from((0, 1, 33, 50, 75, 99)), min_size=3, max_size=3)),
        reverse=True,
    )
    return tuple(Decay(month, percents[nth]) for nth, month in enumerate(months))


def draw_rule(
    draw: DrawFn, name: str, form: str, of: str, forced: str, on: date
) -> tuple[Rule, frozenset[str]]:
    """Return a rule of a form, about a type, with an operator and some further features."""
    tags = Tags({f"form:{form}"})
    tags(f"publicity:{of}")
    when = draw_condition(draw, on, tags, forced=forced)
    values: dict[str, object] = {
        "within_months": maybe_dated(draw, "within", st.sampled_from(MONTHS), on, tags),
        "floor": maybe_dated(draw, "rule floor", BELOW, on, tags),
        "cap": maybe_dated(draw, "rule cap", ABOVE, on, tags),
    }
    if form == "each":
        values |= _each_values(draw, on, tags)
    elif form == "latest" and draw(st.sampled_from((True, True, False))):
        tags("latest by value")
        values |= {"field": "kind", "points_by_value": _table(draw, on, tags)}
    else:
        numbers = {
            "count": (0, 1, 2, 3),
            "sum": (0, 1, 100, 25_100, 125_000),
            "latest": NUMBERS,
            "days_since": (0, 1, 30, 31, 300),
        }[form]
        steps = st.composite(lambda inner: draw_steps(inner, numbers))()
        values["steps"] = draw_dated(draw, steps, on, tags)
        if form in ("sum", "latest"):
            values["field"] = draw(
                st.sampled_from(("size", "amount") if form == "sum" else ("size",))
            )
    if form in ("latest", "days_since"):
        values["none_points"] = maybe_dated(draw, "none_points", POINTS, on, tags)
    rule = Rule(
        id=name,
        title=WORDS,
        form=form,
        of=of,
        basis=LAW,
        when=when,
        **values,  # type: ignore[arg-type]
    )
    return rule, frozenset(tags.found)


def _each_values(draw: DrawFn, on: date, tags: Tags) -> dict[str, object]:
    """Return what only form `each` may have."""
    found: dict[str, object] = {
        "grace_days": maybe_dated(draw, "grace", st.sampled_from((0, 1, 30, 100)), on, tags),
        "decay": maybe_dated(draw, "decay", st.composite(draw_decay)(), on, tags),
    }
    if draw(st.sampled_from((True, True, False))):
        tags("each by value")
        return found | {"field": "kind", "points_by_value": _table(draw, on, tags)}
    return found | {"points": draw_dated(draw, POINTS, on, tags)}


def _table(draw: DrawFn, on: date, tags: Tags) -> Dated[Mapping[str, int]]:
    """Return points by some of a field's values."""
    tables = st.dictionaries(st.sampled_from(WORDS_OF["kind"]), POINTS, min_size=1)
    return draw_dated(draw, tables, on, tags)


@st.composite
def cards(draw: DrawFn) -> Card:
    """Draw a card with its policy and its day."""
    on = draw(
        st.sampled_from((date(2024, 2, 29), date(2026, 2, 28), date(2026, 3, 31)))
        | st.dates(date(2020, 1, 1), date(2030, 12, 31))
    )
    rule_tags: dict[str, frozenset[str]] = {}
    model_tags = Tags(set())
    indicators = _indicators(draw, on, rule_tags, model_tags)
    vetoes, needs = _limits(draw, on, rule_tags)
    model = Model(
        id="card",
        method="card_v1",
        title=WORDS,
        basis=LAW,
        schemes=("cn-uscc",),
        classes_off=(),
        start=draw_dated(draw, st.integers(50, 100), on, model_tags),
        indicators=indicators,
        grades=(
            *(
                Grade(name, WORDS, draw_dated(draw, st.just(least), on, model_tags))
                for name, least in zip(GRADES, (90, 70, 50), strict=False)
            ),
            Grade("D", WORDS, None),
        ),
        no_grade=WORDS,
        needs=needs,
        vetoes=vetoes,
        floor=maybe_dated(draw, "total floor", st.integers(0, 60), on, model_tags),
        cap=maybe_dated(draw, "total cap", st.integers(70, 120), on, model_tags),
    )
    policy = policy_of(
        *(draw_record_type(draw, name, on, model_tags) for name in TYPES), models=(model,)
    )
    severities = {
        name: draw_severity(draw, name, on, model_tags) for name in ("minor", "general", "serious")
    }
    policy = replace(policy, severities=severities)
    return Card(model, policy, on, rule_tags, frozenset(model_tags.found))


def _indicators(
    draw: DrawFn, on: date, rule_tags: dict[str, frozenset[str]], model_tags: Tags
) -> tuple[Indicator, ...]:
    """Return three indicators of four rules; forms, types and operators all take part."""
    chance = Random(draw(st.integers(0, 2**64)))  # noqa: S311 (test data)
    forms, forced, types = (
        chance.sample(words, len(words))
        for words in (FORMS, FORCED, (*TYPES, *TYPES, "graded", "dated"))
    )
    indicators = []
    for place in range(3):
        rules = []
        for nth, form in enumerate(forms[place * 4 : place * 4 + 4]):
            rule, tags = draw_rule(
                draw, f"rule{place}{nth}", form, types[place * 4 + nth], forced[place * 4 + nth], on
            )
            rules.append(rule)
            rule_tags[rule.id] = tags
        indicators.append(
            Indicator(
                f"part{place}",
                WORDS,
                tuple(rules),
                maybe_dated(draw, "indicator floor", BELOW, on, model_tags),
                maybe_dated(draw, "indicator cap", ABOVE, on, model_tags),
            )
        )
    return tuple(indicators)


def _limits(
    draw: DrawFn, on: date, rule_tags: dict[str, frozenset[str]]
) -> tuple[tuple[Veto, ...], tuple[Need, ...]]:
    """Return up to two vetoes and up to two needs."""
    vetoes, needs = [], []
    for nth in range(draw(st.sampled_from((2, 1, 2, 0)))):
        tags = Tags({"veto"})
        of = draw(st.sampled_from(TYPES))
        veto = Veto(
            f"veto{nth}",
            WORDS,
            of,
            LAW,
            draw_dated(draw, st.sampled_from(GRADES), on, tags),
            draw_condition(draw, on, tags),
            maybe_dated(draw, "veto within", st.sampled_from(MONTHS), on, tags),
        )
        vetoes.append(veto)
        rule_tags[veto.id] = frozenset(tags.found | {f"publicity:{of}"})
    for nth, form in enumerate(draw(st.sampled_from(NEEDS))):
        tags = Tags({f"need:{form}"})
        of = draw(st.sampled_from(TYPES))
        least = st.sampled_from((1, 2) if form == "count" else (1, 30, 200))
        need = Need(
            f"need{nth}",
            WORDS,
            form,  # type: ignore[arg-type]
            of,
            draw_dated(draw, least, on, tags),
            draw_condition(draw, on, tags) if draw(st.booleans()) else None,
            maybe_dated(draw, "need within", st.sampled_from(MONTHS), on, tags),
        )
        needs.append(need)
        rule_tags[need.id] = frozenset(tags.found | {f"publicity:{of}"})
    return tuple(vetoes), tuple(needs)
