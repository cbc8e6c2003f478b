"""Cuts the shipped files into what each department would have sent on each day."""

import csv
from collections.abc import Callable, Iterable, Mapping
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
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(self.rows[0])
            writer.writerows(row.values() for row in self.rows)
        return path


def day_files(folder: Path) -> list[DayFile]:
    """Return all files of the replay in the order in which they are sent.

    Inspections come on their own day. Licences come on Mondays, for the week before; those that
    are older than the first inspection come in one file on the day before it; those that begin
    after the last inspection are never sent.
    """
    inspections = _files(INSPECTIONS, inspection_rows(folder), "inspected_day", _same_day)
    first, last = inspections[0].day, inspections[-1].day
    opening = first - timedelta(days=1)
    licences = _files(
        LICENCES, licence_rows(folder), "first_day", lambda day: max(opening, _monday(day))
    )
    return sorted(
        [*inspections, *(one for one in licences if one.day <= last)],
        key=lambda one: (one.day, one.department),
    )


def _same_day(day: date) -> date:
    return day


def _monday(day: date) -> date:
    """Return the first Monday on or after `day`."""
    return day + timedelta(days=-day.weekday() % 7)


def _files(
    department: str, rows: Iterable[Row], column: str, sent: Callable[[date], date]
) -> list[DayFile]:
    """Return one file for each day on which rows are sent; rows come in order of days."""
    return [
        DayFile(day, department, tuple(of_day))
        for day, of_day in groupby(rows, key=lambda row: sent(date.fromisoformat(row[column])))
    ]
