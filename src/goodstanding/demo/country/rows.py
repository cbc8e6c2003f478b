"""The SQL of one bucket: how many records each entity has, what they say, and which are corrected.

The statements are built from our own constants and the ids of a pack, never from what a user says.
They run on one thread, so that rows come in the order of entities and numbers run with them.
"""

from collections.abc import Mapping

from goodstanding.core.policy.shape import Field, FieldKind, RecordType
from goodstanding.demo.country import lives
from goodstanding.demo.country.chance import again, below, byte, of_entity, of_nth
from goodstanding.demo.country.plan import MILLION, Plan

TENTHS = 10
TYPES: Mapping[FieldKind, str] = {
    "text": "VARCHAR",
    "day": "DATE",
    "choice": "UTINYINT",
    "choices": "BIGINT",
    "integer": "BIGINT",
    "money": "BIGINT",
}
"""How the copy holds each kind of field; choices as codes in the order of the pack's words."""
LANES = ("b", "c", "d")
"""Numbers drawn for each record beside `a`, which decides its day."""


def people(plan: Plan, bucket: int) -> str:
    """Return the entities of a bucket: class, activity in tenths, days since founding.

    `recent`: the days over which its records lie. Numbers that are multiplied are all unsigned:
    of two sorts DuckDB makes 128 bits, at twenty times the cost.
    """
    first, end = plan.span(bucket)
    individual = f"(kind & 65535) < {lives.INDIVIDUALS_OF_65536}"
    classes = by_byte(
        "kind", 2, {f"'{name}'": share for name, share in lives.OTHER_CLASSES.items()}
    )
    recent = f"(CASE WHEN age < {lives.DAYS_OF_RECORDS} THEN age ELSE {lives.DAYS_OF_RECORDS} END)"
    return (
        f"SELECT *, {recent}::UBIGINT AS recent FROM"
        f" (SELECT entity, {individual} AS individual,"
        f" CASE WHEN {individual} THEN '{lives.INDIVIDUAL}' ELSE {classes} END AS entity_class,"
        f" (CASE WHEN {individual} THEN {by_byte('kind', 3, lives.ACTIVITY_INDIVIDUAL)}"
        f" ELSE {by_byte('kind', 3, lives.ACTIVITY_OTHER)} END)::BIGINT AS activity,"
        f" ({lives.AGE_MIN} + {below('founded', lives.AGE_MAX - lives.AGE_MIN)})::INTEGER AS age"
        f" FROM (SELECT entity, {of_entity(plan.seed, 'kind')} AS kind,"
        f" {of_entity(plan.seed, 'founded')} AS founded"
        f" FROM (SELECT range::BIGINT AS entity FROM range({first}, {end}))))"
    )


def counts(plan: Plan, record_type: str, rate: tuple[int, int]) -> str:
    """Return, for each of `people`, its records of a type: `n` live ones, `c` that were corrected.

    The rows of an entity are its live records, then later versions of the first `c` of them;
    `before` rows of the bucket come earlier.
    """
    life = lives.LIVES[record_type]
    rates = f"(CASE WHEN individual THEN {rate[0]} ELSE {rate[1]} END)::BIGINT"
    expected = f"{rates} * {TENTHS if life.steady else 'activity'}"
    n = f"({expected} + {below('e', TENTHS * MILLION)}::BIGINT) // {TENTHS * MILLION}"
    n += " + 1" if life.first else ""
    c = f"(n * {lives.CORRECTED_OF_MILLION} + {below('f', MILLION)}::BIGINT) // {MILLION}"
    running = "sum(n + c) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
    return (
        "SELECT entity, age, recent, entity_class, e, n, c,"
        f" ({running})::BIGINT - (n + c) AS before"
        f" FROM (SELECT *, {c} AS c FROM"
        f" (SELECT *, {again('e', plan.seed, 'corrected')} AS f FROM (SELECT *, {n} AS n FROM"
        f" (SELECT *, {of_entity(plan.seed, record_type)} AS e FROM people)) WHERE n > 0))"
    )


def records(plan: Plan, record_type: RecordType, bucket: int) -> str:
    """Return the rows of a type and bucket as the copy has them, by entity and number."""
    life = lives.LIVES[record_type.id]
    fields = [
        f"{content(life.fields.get(name), field)} AS f_{name}"
        for name, field in record_type.fields.items()
    ]
    lanes = [f"{again('a', plan.seed, lane)} AS {lane}" for lane in LANES]
    before = plan.first_seq(bucket, record_type.id)
    today = f"DATE '{plan.on.isoformat()}'"
    since = f"{below('at_day', 'recent')}::INTEGER"
    if life.first:
        since = f"CASE WHEN same = 0 THEN age ELSE {since} END"
    return (
        f"SELECT entity, NULL::BIGINT AS own, seq, day, {', '.join(fields)} FROM"
        f" (SELECT entity, {before} + 1 + before + nth AS seq, {today} - ({since}) AS day,"
        f" {today} - age AS founded, {today} AS today, {', '.join(lanes)} FROM"
        f" (SELECT *, {of_nth('e', 'nth', plan.seed, record_type.id)} AS a,"
        f" {of_nth('e', 'same', plan.seed, 'day')} AS at_day FROM"
        " (SELECT *, CASE WHEN nth < n THEN nth ELSE nth - n END AS same FROM"
        " (SELECT entity, age, recent, e, n, before, unnest(range(n + c)) AS nth FROM counted))))"
    )


def superseded(plan: Plan, record_type: str, bucket: int) -> str:
    """Return which rows of a type and bucket a later version put out of force."""
    first = plan.first_seq(bucket, record_type) + 1
    return (
        f'SELECT entity, {first} + before + nth AS seq, {first} + before + n + nth AS "by"'
        " FROM (SELECT entity, n, before, unnest(range(c)) AS nth FROM counted WHERE c > 0)"
    )


def entities(plan: Plan, bucket: int) -> str:
    """Return the entities of a bucket; `counted` is of registrations, the first of which came."""
    before = plan.first_seq(bucket, lives.REGISTERS)
    return (
        f"SELECT entity, '{lives.SCHEME}' AS scheme, entity_class,"
        f" {before} + 1 + before AS since FROM counted"
    )


# --- what a field holds -----------------------------------------------------------------------


def content(what: lives.Content | None, field: Field) -> str:
    """Return a field's value, of the type that the copy gives its kind; texts are left empty."""
    kind = TYPES[field.kind]
    if isinstance(what, lives.Chosen):
        words = list(field.choices)
        codes = {
            str(words.index(word)) if word else "NULL": share for word, share in what.shares.items()
        }
        return f"({by_byte(what.lane, what.place, codes)})::{kind}"
    if isinstance(what, lives.Several):
        words = list(field.choices)
        masks = {
            str(sum(1 << words.index(word) for word in several.split("|"))): share
            for several, share in what.shares.items()
        }
        return f"({by_byte(what.lane, what.place, masks)})::{kind}"
    if isinstance(what, lives.Amount):
        half = f"({what.lane} >> 16)"
        return f"({what.unit} * ({what.least} + (({half} * {half} * {what.spread}) >> 32)))::{kind}"
    if isinstance(what, lives.DayAfter):
        return day_after(what)
    if isinstance(what, lives.YearBefore):
        return f"(year(day) - 1)::{kind}"
    plain = {lives.Clock: "day", lives.Founded: "founded", type(None): "NULL"}
    return f"{plain[type(what)]}::{kind}"


def day_after(what: lives.DayAfter) -> str:
    """Return a day after the clock day, where there is one and it is known."""
    later = f"day + ({what.least} + {below('d', what.spread)})::INTEGER"
    there = f"{byte(what.lane, what.place)} < {what.share}"
    known = f" AND {later} <= today" if what.past else ""
    return f"CASE WHEN {there}{known} THEN {later} END"


def by_byte(lane: str, place: int, shares: Mapping[str, int] | Mapping[int, int]) -> str:
    """Return the value that a byte of a drawn number falls on; the last takes what is left."""
    whens, reached = [], 0
    *earlier, last = shares
    for value in earlier:
        reached += shares[value]  # type: ignore[index]
        whens.append(f"WHEN {byte(lane, place)} < {reached} THEN {value}")
    return f"CASE {' '.join(whens)} ELSE {last} END" if whens else str(last)
