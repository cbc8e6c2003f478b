"""Departments that send their whole list as it stands: tax grades and abnormal operation."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate

from goodstanding.demo.city import rates
from goodstanding.demo.city.chance import below, one_of
from goodstanding.demo.city.days import ISO, Month, number_of
from goodstanding.demo.city.dirt import ACCEPTED, FLAGGED, REFUSED_KINDS, Brush, Fate
from goodstanding.demo.city.names import CITY
from goodstanding.demo.city.office import pick
from goodstanding.demo.city.rows import Desk
from goodstanding.demo.city.sheets import Sheet
from goodstanding.demo.city.tally import Tally


@dataclass(slots=True)
class Standing:
    """A row that stands on a list, as it was last sent."""

    cells: list[str]
    fate: Fate
    over: bool = False
    """Taken off the list, and still sent for a while with the day of that."""


@dataclass(slots=True)
class Listing:
    """A list as it stands, and how its rows come into being with their dirt."""

    sheet: Sheet
    desk: Desk
    cards: Iterator[str]
    brush: Brush
    lines: list[Standing] = field(default_factory=list)

    def _add(self, cells: list[str], entity: int, tally: Tally) -> Iterator[list[str]]:
        """Put a new row on the list, with its dirt; a broken row is followed by the sound one."""
        fate: Fate = FLAGGED if entity in self.desk.city.failing else ACCEPTED
        kind = self.brush.kind_for(next(self.cards), self.sheet)
        if kind == "resent":
            kind = ""  # the whole list is sent again anyway
        if kind:
            tally.mark(kind)
        if kind in REFUSED_KINDS:
            broken = list(cells)
            self.brush.put(kind, self.sheet, broken, fate)
            tally.refused += 1
            yield broken
        elif kind == "doubled":
            tally.held += 1
            yield cells
        elif kind:
            fate = self.brush.put(kind, self.sheet, cells, fate)
        tally.count(fate)
        self.lines.append(Standing(cells, fate))
        yield cells

    def _drop(self, places: list[int], tally: Tally) -> None:
        """Leave rows out for good, never an unusual share of the list."""
        most = len(self.lines) * rates.WITHDRAWN_PERCENT_MAX // 100
        dropped = set(places[:most])
        self.lines = [line for place, line in enumerate(self.lines) if place not in dropped]
        tally.withdrawn += len(dropped)

    def _send(self, changed: Collection[int], tally: Tally) -> Iterator[list[str]]:
        """Give the rows that stand; those at the places `changed` have another content."""
        for place, line in enumerate(self.lines):
            if place in changed:
                tally.count(line.fate)
                tally.mark("changed")
            else:
                tally.held += 1
            yield line.cells


GRADED_MONTH = "04"
_FIRST_YEAR = 2022
_GRADES = (
    tuple("AAAAAABBMM"),
    tuple("AABBBBBBMM"),
    tuple("BBBBBMMCCC"),
    tuple("BMCCCCDDDD"),
    tuple("MMMMMMMBBB"),
)


@dataclass(slots=True)
class TaxGrades(Listing):
    """Grades of every year so far; the file comes with the first batch and each April."""

    payers: list[int] = field(default_factory=list)
    corrections: int = 0

    def plan(self, records: int, calendar: tuple[Month, ...]) -> int:
        """Choose who is graded so that about `records` rows become records; return how many."""
        city = self.desk.city
        years = 3 + sum(self.sends(month) for month in calendar[1:])
        before = number_of(date(_FIRST_YEAR, 1, 1))
        able = [
            entity
            for entity, entity_class in enumerate(city.classes)
            if entity_class == "91" and city.founded[entity] < before
        ]
        payers = min(len(able), records // years)
        self.payers = [able[place * len(able) // payers] for place in range(payers)]
        self.corrections = 1 + payers // 100
        return payers * years + self.corrections * (years - 3)

    def sends(self, month: Month) -> bool:
        """Return whether the bureau sends a file in this month."""
        return month.index == 0 or month.label.endswith(GRADED_MONTH)

    def rows(self, month: Month, tally: Tally) -> Iterator[list[str]]:
        """Give the file: what stands, some of it corrected or withdrawn, then the new year."""
        last_year = int(month.label[:4]) - 1
        if month.index == 0:
            for year in range(last_year - 2, last_year + 1):
                yield from self._grade(year, tally)
            return
        self._drop(list(range(self.corrections)), tally)
        first = below(self.desk.chance, len(self.lines) - self.corrections)
        changed = range(first, first + self.corrections)
        for place in changed:
            self._correct(self.lines[place])
        yield from self._send(changed, tally)
        yield from self._grade(last_year, tally)

    def _correct(self, line: Standing) -> None:
        column = self.sheet.follow_up
        line.cells = list(line.cells)
        becomes = self.sheet.follow_map[line.cells[column]]
        line.cells[column] = one_of(self.desk.chance, becomes)

    def _grade(self, year: int, tally: Tally) -> Iterator[list[str]]:
        city, chance = self.desk.city, self.desk.chance
        graded = number_of(date(year + 1, 4, 20))
        for entity in self.payers:
            cells = [
                city.codes[entity],
                city.names[entity],
                str(year),
                one_of(chance, _GRADES[city.bands[entity]]),
                f"{CITY}税务局",
                ISO[graded + below(chance, 8)],
            ]
            yield from self._add(cells, entity, tally)


_REASONS = (
    "未按规定公示年度报告",
    "未按规定公示年度报告",
    "通过登记的住所或经营场所无法联系",
    "公示信息隐瞒真实情况弄虚作假",
    "未按责令期限公示即时信息",
)
_REMOVED_BY, _REMOVED_WHY, _REMOVED_DAY = 5, 7, 8
_OFFICE = f"{CITY}市场监督管理局"


@dataclass(slots=True)
class AbnormalList(Listing):
    """The list of abnormal operation, sent every month."""

    weights: list[int] = field(default_factory=list)
    listed: set[int] = field(default_factory=set)

    def open(self) -> None:
        """Work out who is how likely to be listed."""
        by_band = rates.BAND_WEIGHTS[self.sheet.department]
        self.weights = list(accumulate(by_band[band] for band in self.desk.city.bands))

    def rows(self, month: Month, quota: int, tally: Tally) -> Iterator[list[str]]:
        """Give the list: `quota` rows are new, or were taken off the list this month."""
        self._drop([place for place, line in enumerate(self.lines) if line.over], tally)
        standing = [place for place, line in enumerate(self.lines) if not line.over]
        removed = set(standing[: quota * 2 // 5])
        for place in removed:
            self._remove(self.lines[place], month)
        yield from self._send(removed, tally)
        while tally.records < quota:
            yield from self._list_one(month, tally)

    def _remove(self, line: Standing, month: Month) -> None:
        line.over = True
        line.cells = list(line.cells)
        line.cells[_REMOVED_BY] = _OFFICE
        line.cells[_REMOVED_WHY] = "列入情形已消除"
        line.cells[_REMOVED_DAY] = ISO[month.last - 3]

    def _list_one(self, month: Month, tally: Tally) -> Iterator[list[str]]:
        city, chance = self.desk.city, self.desk.chance
        while True:
            entity, day = pick(city, chance, self.weights, month)
            if entity not in self.listed:
                break
        self.listed.add(entity)
        cells = [
            ISO[day],
            "",
            one_of(chance, _REASONS),
            city.codes[entity],
            city.old_numbers[entity],
            "",
            f"P{entity:08d}",
            "",
            "",
            _OFFICE,
            city.names[entity],
        ]
        yield from self._add(cells, entity, tally)
