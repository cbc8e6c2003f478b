"""Reads the shipped files of the City of Chicago (see `data/chicago_food/README.md`)."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import goodstanding
from goodstanding.core.inspection.order import Visit

SCHEME = "us-chicago-licence"
YEARS = (2011, 2012, 2013, 2014)


def data_folder() -> Path:
    """Return the folder of the shipped files: inside the package, or at the repository's root."""
    package = Path(goodstanding.__file__).resolve().parent
    inside = package / "_data"
    root = inside if inside.is_dir() else package.parents[1] / "data"
    return root / "chicago_food"


@dataclass(frozen=True, slots=True)
class Inspected:
    """One inspection as the city's file says it, for measuring."""

    visit: Visit
    facility: str
    risk: str
    critical: int
    serious: int
    minor: int

    @property
    def hit(self) -> bool:
        """Return whether a critical violation was found."""
        return self.critical > 0


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        for cells in reader:
            yield dict(zip(header, cells, strict=True))


def inspection_rows(folder: Path) -> Iterator[dict[str, str]]:
    """Yield all inspections, by day and number."""
    for year in YEARS:
        yield from rows(folder / "inspections" / f"{year}.csv")


def licence_rows(folder: Path) -> Iterator[dict[str, str]]:
    """Yield all licences, by first day and number."""
    yield from rows(folder / "licences.csv")


def inspections(folder: Path) -> tuple[Inspected, ...]:
    """Return all inspections, by day and number."""
    return tuple(
        Inspected(
            visit=Visit(
                row["inspection_no"],
                f"{SCHEME}:{row['licence']}",
                date.fromisoformat(row["inspected_day"]),
            ),
            facility=row["facility"],
            risk=row["risk"],
            critical=int(row["critical"]),
            serious=int(row["serious"]),
            minor=int(row["minor"]),
        )
        for row in inspection_rows(folder)
    )


def first_days(folder: Path) -> dict[str, date]:
    """Return the first day of each licence, by the entity's key."""
    return {
        f"{SCHEME}:{row['licence']}": date.fromisoformat(row["first_day"])
        for row in licence_rows(folder)
    }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is known for measuring only, by inspection number. It never reaches the ledger."""

    counted: frozenset[str]
    groups: Mapping[str, str]
    city_model: Mapping[str, Mapping[str, float]]


def evaluation(folder: Path) -> Evaluation:
    """Return what the evaluation-only files say."""
    place = folder / "evaluation"
    return Evaluation(
        counted=frozenset(row["inspection_no"] for row in rows(place / "counted.csv")),
        groups={
            row["inspection_no"]: row["inspector_group"]
            for row in rows(place / "inspector_groups.csv")
        },
        city_model={
            row["inspection_no"]: {
                name: float(value) for name, value in row.items() if name != "inspection_no"
            }
            for row in rows(place / "city_model.csv")
        },
    )
