"""Cuts the shipped files into what each department would have sent on each day."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from goodstanding.demo.chicago.source import inspection_rows, licence_rows

INSPECTIONS = "city_food_inspection"
LICENCES = "city_business_licensing"
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DayFile:
    """What one department sends on one day."""

    day: date
    department: str
    rows: tuple[Row, ...]

    def write(self, folder: Path) -> Path:
        """Write the file as the department would; its name says department and day."""
        path = folder / f"{self.department}_{self.day}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(self.rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(self.rows)
        return path


def day_files(folder: Path) -> list[DayFile]:
    """Return all files of the replay in the order in which they are sent.

    Licences that are older than the first inspection come in one file on the day before it.
    Licences that begin after the last inspection are never sent.
    """
    inspections = list(_by_day(INSPECTIONS, inspection_rows(folder), "inspected_day"))
    first, last = inspections[0].day, inspections[-1].day
    licences = list(_by_day(LICENCES, licence_rows(folder), "first_day"))
    opening = tuple(row for one in licences if one.day < first for row in one.rows)
    later = (one for one in licences if first <= one.day <= last)
    files = [
        DayFile(first - timedelta(days=1), LICENCES, opening),
        *sorted([*inspections, *later], key=lambda one: (one.day, one.department)),
    ]
    return [file for file in files if file.rows]


def _by_day(department: str, rows: Iterable[Row], column: str) -> Iterator[DayFile]:
    """Yield one file for each day; rows come in order of days."""
    for day, of_day in groupby(rows, key=lambda row: row[column]):
        yield DayFile(date.fromisoformat(day), department, tuple(of_day))
