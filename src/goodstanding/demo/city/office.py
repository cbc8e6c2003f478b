"""A department that reports changes: new rows, rows that come again, and their dirt."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from goodstanding.demo.city import rates
from goodstanding.demo.city.chance import Chance, one_of
from goodstanding.demo.city.days import ISO, Month
from goodstanding.demo.city.dirt import ACCEPTED, FLAGGED, REFUSED_KINDS, Brush, Fate
from goodstanding.demo.city.population import City
from goodstanding.demo.city.rows import Build, Desk
from goodstanding.demo.city.sheets import Sheet
from goodstanding.demo.city.tally import Tally

SETTLING_DAYS = 20
"""Nothing is reported about an entity in its first days."""
_MONTHS_MAX = 100 * 12


def pick(city: City, chance: Chance, weights: list[int], month: Month) -> tuple[int, int]:
    """Return an entity, by the running sums of its weights, and a day of its life in the month."""
    founded, closed = city.founded, city.closed
    living = bisect_left(founded, month.last - 2 * SETTLING_DAYS)
    total = weights[living - 1]
    while True:
        entity = bisect_right(weights, chance.random() * total, 0, living - 1)
        first = max(month.first, founded[entity] + SETTLING_DAYS)
        day = first + int(chance.random() * (month.last - first + 1))
        if day < closed[entity]:
            return entity, day


@dataclass(slots=True)
class Office:
    """One department's desk from month to month."""

    sheet: Sheet
    build: Build
    desk: Desk
    cards: Iterator[str]
    brush: Brush
    again: list[tuple[list[str], Fate, int]] = field(default_factory=list)
    """Changed rows for the next month: cells, fate, and how many waiting rows they free."""
    resend: list[list[str]] = field(default_factory=list)
    """Rows that the next month repeats unchanged."""
    periods: set[int] = field(default_factory=set)
    weights: list[int] = field(default_factory=list)
    follow_ups: int = 0

    def open(self) -> None:
        """Work out who is how likely to be reported by this department."""
        by_band = rates.BAND_WEIGHTS[self.sheet.department]
        self.weights = list(accumulate(by_band[band] for band in self.desk.city.bands))
        self.follow_ups = rates.FOLLOW_UPS_PER_MILLE.get(self.sheet.department, 0)

    def rows(self, month: Month, quota: int, tally: Tally) -> Iterator[list[str]]:
        """Give the month's rows: exactly `quota` of them become records."""
        again, self.again = self.again, []
        repeated, self.resend = self.resend, []
        for cells, fate, freed in again[: quota // 2]:
            tally.count(fate)
            tally.waiting -= freed
            tally.mark("mended" if freed else "changed")
            yield cells
        for cells in repeated:
            tally.held += 1
            yield cells
        yield from self._new(month, quota, tally)

    def _new(self, month: Month, quota: int, tally: Tally) -> Iterator[list[str]]:
        desk, sheet, cards = self.desk, self.sheet, self.cards
        failing = desk.city.failing
        desk.today = month.last
        while tally.records < quota:
            entity, day = self._whom(month)
            desk.serial += 1
            cells = self.build(desk, entity, day)
            own = FLAGGED if entity in failing else ACCEPTED
            kind = next(cards)
            if kind:
                kind = self.brush.kind_for(kind, sheet)
            if not kind:
                tally.count(own)
                self._plan_follow_up(cells, own, month)
                yield cells
                continue
            tally.mark(kind)
            if kind in REFUSED_KINDS:
                self.brush.put(kind, sheet, cells, own)
                tally.refused += 1
                yield cells
                continue
            yield from self._soiled(kind, cells, own, month, tally)

    def _soiled(
        self, kind: str, cells: list[str], own: Fate, month: Month, tally: Tally
    ) -> Iterator[list[str]]:
        """Give a row with dirt that intake must live with."""
        if kind == "resent":
            self.resend.append(cells)
            tally.count(own)
            yield cells
            return
        if kind == "doubled":
            tally.held += 1
            yield cells
            fate = own
        else:
            code = cells[self.sheet.code]
            fate = self.brush.put(kind, self.sheet, cells, own)
            if fate.waits and kind != "name_only" and tally.waiting % 2:
                mended = list(cells)
                mended[self.sheet.code] = code
                self.again.append((mended, own, 1))
        tally.count(fate)
        if not fate.waits:
            self._plan_follow_up(cells, fate, month)
        yield cells

    def _whom(self, month: Month) -> tuple[int, int]:
        """Return whom a row is about and its day; each period of a payer once."""
        while True:
            entity, day = pick(self.desk.city, self.desk.chance, self.weights, month)
            if not self.sheet.keyed_by_subject:
                return entity, day
            period = entity * _MONTHS_MAX + int(ISO[day][2:4]) * 12 + int(ISO[day][5:7])
            if period not in self.periods:
                self.periods.add(period)
                return entity, day

    def _plan_follow_up(self, cells: list[str], fate: Fate, month: Month) -> None:
        sheet, chance = self.sheet, self.desk.chance
        if chance.random() * 1000 >= self.follow_ups:
            return
        becomes = sheet.follow_map.get(cells[sheet.follow_up])
        if becomes is None:
            return
        changed = list(cells)
        changed[sheet.follow_up] = one_of(chance, becomes)
        if sheet.follow_day >= 0:
            changed[sheet.follow_day] = ISO[month.last + 5]
        self.again.append((changed, fate, 0))
