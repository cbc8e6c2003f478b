"""Bring the City of Chicago's evaluation data into `data/chicago_food` as plain CSV.

Run: `python scripts/bring_chicago.py FOLDER data/chicago_food`, where FOLDER holds the tables
`food_inspections`, `business_licences` and `model_data` of the city's repository
`food-inspections-evaluation` as Parquet files. The same input gives the same bytes.

What is left behind, and why, is written in `data/chicago_food/README.md`.
"""

import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

Row = dict[str, Any]

USUAL_KINDS = {
    "restaurant": "Restaurant",
    "grocery store": "Grocery Store",
    "school": "School",
    "bakery": "Bakery",
    "catering": "Catering",
    "golden diner": "Golden Diner",
    "long term care": "Long Term Care",
    "hospital": "Hospital",
    "liquor": "Liquor",
}
"""The 202 spellings of `Facility_Type` are free text; the usual ones keep their name."""

INSPECTION_HEADER = (
    "inspection_no",
    "inspected_day",
    "licence",
    "trade_name",
    "facility",
    "risk",
    "result",
    "critical",
    "serious",
    "minor",
)

MODEL_COLUMNS: tuple[tuple[str, str], ...] = (
    ("pastSerious", "past_serious"),
    ("pastCritical", "past_critical"),
    ("timeSinceLast", "years_since_last"),
    ("ageAtInspection", "age"),
    ("consumption_on_premises_incidental_activity", "alcohol"),
    ("tobacco_retail_over_counter", "tobacco"),
    ("heat_burglary", "heat_burglary"),
    ("heat_sanitation", "heat_sanitation"),
    ("heat_garbage", "heat_garbage"),
    ("temperatureMax", "temperature"),
    ("score", "published_score"),
)
"""What the city's own model used, for explaining its published figure only."""


def rows(path: Path) -> list[Row]:
    """Return all rows of a Parquet file."""
    found: list[Row] = pq.read_table(path).to_pylist()
    return found


def write(path: Path, header: Iterable[str], lines: Iterable[Iterable[object]]) -> int:
    """Write a CSV file with Unix line ends; return the number of lines below the header."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for line in lines:
            writer.writerow(line)
            number += 1
    return number


def day(value: datetime) -> date:
    """Return the day of a timestamp."""
    return value.date()


def licence(number: float) -> str:
    """Return a licence number as text."""
    return str(int(number))


def kind(facility_type: str) -> str:
    """Return the usual name of a kind of business, or "Other"."""
    text = facility_type.strip().lower()
    return "Daycare" if text.startswith("daycare") else USUAL_KINDS.get(text, "Other")


def short(value: float) -> str:
    """Return a number of the city's model with six significant digits."""
    return format(value, ".6g")


def inspection_lines(inspections: list[Row]) -> Iterator[list[object]]:
    """Yield one line for each inspection, by day and number."""
    for row in inspections:
        yield [
            int(row["Inspection_ID"]),
            day(row["Inspection_Date"]),
            licence(row["License"]),
            " ".join(row["DBA_Name"].split()),
            kind(row["Facility_Type"]),
            row["Risk"],
            row["Results"],
            int(row["criticalCount"]),
            int(row["seriousCount"]),
            int(row["minorCount"]),
        ]


def licence_lines(licences: list[Row]) -> Iterator[list[object]]:
    """Yield one line for each licence: its number, first day, and what it said at first sight."""
    first: dict[str, Row] = {}
    for row in sorted(
        (row for row in licences if row["minDate"] is not None),
        key=lambda row: (row["LICENSE_TERM_START_DATE"], row["Inspection_ID"]),
    ):
        first.setdefault(licence(row["LICENSE_NUMBER"]), row)
    for number, row in sorted(first.items(), key=lambda item: (item[1]["minDate"], item[0])):
        name = " ".join(row["DOING_BUSINESS_AS_NAME"].split())
        yield [number, day(row["minDate"]), name, row["LICENSE_DESCRIPTION"]]


def by_day(row: Row) -> tuple[date, int]:
    """Order rows by day and inspection number."""
    return day(row["Inspection_Date"]), int(row["Inspection_ID"])


def bring(source: Path, target: Path, say: Callable[[str], object]) -> None:
    """Write every file of `target` from the tables in `source`."""
    inspections = sorted(rows(source / "food_inspections.parquet"), key=by_day)
    licences = rows(source / "business_licences.parquet")
    counted = sorted(rows(source / "model_data.parquet"), key=by_day)
    for year in sorted({day(row["Inspection_Date"]).year for row in inspections}):
        of_year = [row for row in inspections if day(row["Inspection_Date"]).year == year]
        number = write(
            target / "inspections" / f"{year}.csv", INSPECTION_HEADER, inspection_lines(of_year)
        )
        say(f"inspections {year}: {number}\n")
    number = write(
        target / "licences.csv",
        ("licence", "first_day", "trade_name", "description"),
        licence_lines(licences),
    )
    say(f"licences: {number}\n")
    folder = target / "evaluation"
    write(
        folder / "counted.csv",
        ("inspection_no",),
        ([int(row["Inspection_ID"])] for row in counted),
    )
    write(
        folder / "inspector_groups.csv",
        ("inspection_no", "inspector_group"),
        ([int(row["Inspection_ID"]), row["Inspector_Assigned"]] for row in counted),
    )
    write(
        folder / "city_model.csv",
        ("inspection_no", *(name for _, name in MODEL_COLUMNS)),
        (
            [int(row["Inspection_ID"]), *(short(row[column]) for column, _ in MODEL_COLUMNS)]
            for row in counted
        ),
    )
    say(f"evaluation: {len(counted)}\n")


if __name__ == "__main__":
    bring(Path(sys.argv[1]), Path(sys.argv[2]), sys.stdout.write)
