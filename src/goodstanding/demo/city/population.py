"""Who lives in the city: codes, names, industry, a latent standing, and what will befall them.

Parallel lists, not objects: a row is built from a handful of look-ups.
"""

from dataclasses import dataclass, field
from datetime import date

from goodstanding.demo.city import rates
from goodstanding.demo.city.chance import Chance, below, one_of, shuffle
from goodstanding.demo.city.codes import (
    DIVISIONS,
    FIFTEEN,
    THIRTEEN,
    failing,
    old_number,
    unified_code,
)
from goodstanding.demo.city.days import Month, number_of
from goodstanding.demo.city.names import INDUSTRIES, entity_name

UNIFIED_SINCE = number_of(date(2015, 10, 1))
FIFTEEN_DIGITS_SINCE = number_of(date(2007, 1, 1))
EARLIEST = number_of(date(1996, 1, 1))
NEVER = 10**6
_TOWNS = tuple(DIVISIONS)


@dataclass(slots=True)
class City:
    """The entities, oldest first: an entity is its place in these lists."""

    codes: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    old_numbers: list[str] = field(default_factory=list)
    classes: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    """The registry's word for the kind of organisation."""
    divisions: list[str] = field(default_factory=list)
    industries: list[str] = field(default_factory=list)
    bands: list[int] = field(default_factory=list)
    founded: list[int] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    """The day from which nothing is reported any more; `NEVER` while it lives."""
    failing: set[int] = field(default_factory=set)
    """Entities whose living code fails its check."""
    capitals: list[int] = field(default_factory=list)


_KINDS = {
    "91": "企业",
    "92": "个体工商户",
    "93": "农民专业合作社",
    "12": "事业单位",
    "52": "社会组织",
    "51": "社会组织",
}
_INDUSTRY_OF = {
    "93": ("agriculture",),
    "12": ("education",),
    "52": ("education",),
    "51": ("wholesale",),
}


def settle(chance: Chance, count: int, calendar: tuple[Month, ...]) -> City:
    """Return a city of `count` entities at the eve of the first batch, newcomers at the end."""
    city = City()
    classes = _class_deck(chance, count)
    newcomers = count * rates.NEWCOMERS_PER_MILLE // 1000
    founded = _founding_days(chance, count - newcomers, newcomers, calendar)
    used: set[str] = set()
    for serial, (entity_class, day) in enumerate(zip(classes, founded, strict=True), start=1):
        _settle_one(chance, city, used, serial=serial, entity_class=entity_class, day=day)
    for entity in _some(chance, count, rates.FAILING_CODE_PER_MILLE):
        city.codes[entity] = failing(city.codes[entity])
        city.failing.add(entity)
    return city


def _class_deck(chance: Chance, count: int) -> list[str]:
    deck = [
        entity_class
        for entity_class, share in rates.CLASSES.items()
        for _ in range(count * share // 1000)
    ]
    deck += ["91"] * (count - len(deck))
    shuffle(chance, deck)
    return deck


def _founding_days(
    chance: Chance, settled: int, newcomers: int, calendar: tuple[Month, ...]
) -> list[int]:
    """Return the days of founding, sorted: more in late years; newcomers after the first batch."""
    last_settled = number_of(date.fromisoformat(calendar[0].label + "-01")) - 60
    span = last_settled - EARLIEST
    days = sorted(
        last_settled - int(span * chance.random() * chance.random()) for _ in range(settled)
    )
    first = calendar[min(1, len(calendar) - 1)].first
    last = calendar[-1].last - 40
    if last <= first:
        first, last = last_settled, last_settled + 20
    return sorted(days + [first + below(chance, last - first) for _ in range(newcomers)])


def _settle_one(
    chance: Chance, city: City, used: set[str], *, serial: int, entity_class: str, day: int
) -> None:
    division = one_of(chance, _TOWNS)
    industry = one_of(chance, _INDUSTRY_OF.get(entity_class, tuple(INDUSTRIES)))
    name = entity_name(chance, entity_class, DIVISIONS[division], industry)
    kind = _KINDS[entity_class]
    if entity_class == "91" and below(chance, 1000) < rates.BRANCHES_PER_MILLE:
        name, kind = f"{name}第{one_of(chance, '一二三四五')}分公司", "分支机构"
    while name in used:
        name = entity_name(chance, entity_class, DIVISIONS[division], industry)
        kind = _KINDS[entity_class]
    used.add(name)
    city.names.append(name)
    city.kinds.append(kind)
    city.classes.append(entity_class)
    city.divisions.append(division)
    city.industries.append(industry)
    city.founded.append(day)
    city.closed.append(NEVER)
    city.capitals.append(one_of(chance, (3, 10, 50, 50, 100, 100, 200, 500, 1000, 5000)))
    city.codes.append(unified_code(entity_class, division, serial, lettered=day >= UNIFIED_SINCE))
    registered = entity_class in {"91", "92", "93"} and day < UNIFIED_SINCE
    digits = FIFTEEN if day >= FIFTEEN_DIGITS_SINCE else THIRTEEN
    city.old_numbers.append(old_number(division, serial, digits=digits) if registered else "")
    city.bands.append(_band(chance, industry))


def _band(chance: Chance, industry: str) -> int:
    """Return the latent band: the industry tilts it, chance decides."""
    place = below(chance, 1000) + rates.INDUSTRY_TILT[industry] - 8
    place = min(999, max(0, place))
    for band, share in enumerate(rates.BAND_PER_MILLE):
        place -= share
        if place < 0:
            return band
    return len(rates.BANDS) - 1


def _some(chance: Chance, count: int, per_mille: int) -> list[int]:
    """Return that share of the entities (at least one), each once, in order."""
    wanted = max(1, count * per_mille // 1000)
    chosen: set[int] = set()
    while len(chosen) < min(wanted, count):
        chosen.add(below(chance, count))
    return sorted(chosen)


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one entity's registration in one month."""

    entity: int
    what: str
    """renamed, cancelled, revoked, reissued, merged."""
    partner: int = -1
    """The successor of a merger."""


def fates(chance: Chance, city: City, calendar: tuple[Month, ...]) -> dict[int, list[Change]]:
    """Return, by month, what the registry will report beside first registrations.

    An entity changes at most once; only those settled before the first batch change.
    """
    count = len(city.codes)
    settled = count - count * rates.NEWCOMERS_PER_MILLE // 1000
    plan: dict[int, list[Change]] = {month.index: [] for month in calendar}
    taken: set[int] = set(city.failing)
    shares = {
        "renamed": rates.RENAMED_PER_MILLE,
        "cancelled": rates.CANCELLED_PER_MILLE,
        "revoked": rates.REVOKED_PER_MILLE,
        "reissued": rates.REISSUED_PER_MILLE,
        "merged": rates.MERGED_PER_MILLE,
    }
    for what, share in shares.items():
        for entity in _some(chance, settled, share):
            partner = _partner(city, entity, settled) if what == "merged" else -1
            if entity in taken or partner in taken:
                continue
            taken |= {entity, partner} - {-1}
            plan[below(chance, len(calendar))].append(Change(entity, what, partner))
    return plan


def _partner(city: City, entity: int, settled: int) -> int:
    """Return the next entity of the same class: the successor of a merger."""
    for step in range(1, settled):
        other = (entity + step) % settled
        if city.classes[other] == city.classes[entity]:
            return other
    return (entity + 1) % settled
