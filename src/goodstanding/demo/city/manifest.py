"""What was written, file by file, and what each receipt must say by construction."""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import orjson

from goodstanding.demo.city.days import Month
from goodstanding.demo.city.registry import Known
from goodstanding.demo.city.sheets import Sheet
from goodstanding.demo.city.tally import Tally

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class CityFile:
    """One file of one department: where it is, when it is learnt, what its receipt must say."""

    path: str
    """Relative to the city's folder."""
    department: str
    layout: str
    month: str
    learnt_day: date
    sha256: str
    rows: int
    accepted: int
    flagged: int
    held: int
    refused: int
    withdrawn: int
    waiting: int
    dirt: dict[str, int]

    @property
    def name(self) -> str:
        """Return the batch's name: the file's name without its suffix."""
        return Path(self.path).stem


@dataclass(frozen=True, slots=True)
class Manifest:
    """The whole city as it was written."""

    seed: int
    entities: int
    records: int
    months: int
    files: tuple[CityFile, ...]
    known: tuple[Known, ...]


def city_file(path: str, sheet: Sheet, month: Month, sha256: str, tally: Tally) -> CityFile:
    """Return the entry of a file that was just written."""
    return CityFile(
        path=path,
        department=sheet.department,
        layout=sheet.layout,
        month=month.label,
        learnt_day=month.closes,
        sha256=sha256,
        rows=tally.rows,
        accepted=tally.accepted,
        flagged=tally.flagged,
        held=tally.held,
        refused=tally.refused,
        withdrawn=tally.withdrawn,
        waiting=tally.waiting,
        dirt=dict(sorted(tally.dirt.items())),
    )


def to_json(manifest: Manifest) -> bytes:
    """Return the manifest as JSON for people and tests."""
    return orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the city in `folder`."""
    stored = orjson.loads((folder / NAME).read_bytes())
    files = tuple(
        CityFile(**{**entry, "learnt_day": date.fromisoformat(entry["learnt_day"])})
        for entry in stored["files"]
    )
    known = tuple(Known(**entry) for entry in stored["known"])
    return Manifest(**{**stored, "files": files, "known": known})
