"""Nothing about the inspector, the weather, the neighbourhood or the future can enter a score."""

import csv
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from goodstanding.core.policy.shape import Policy
from goodstanding.demo.chicago.daily import INSPECTIONS, day_files
from goodstanding.demo.chicago.source import data_folder
from goodstanding.demo.chicago.windows import WRITTEN_BEFORE

PACK = "chicago_food"
FORBIDDEN = (
    "inspector",
    "sanitarian",
    "weather",
    "temperature",
    "humidity",
    "precip",
    "wind",
    "maxdate",
    "expir",
    "status",
    "heat",
    "burglary",
    "complaint",
    "legal_name",
    "address",
    "latitude",
    "ward",
    "colour",
    "group",
    "score",
)


def names(value: object) -> Iterator[str]:
    """Yield every id and name that a part of a pack uses, without the words for readers."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict) or hasattr(value, "items"):
        for key, part in value.items():
            yield str(key)
            yield from names(part)
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from names(part)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in {"title", "basis", "no_grade", "issuer", "number"}:
                yield from names(getattr(value, field.name))


def test_the_walk_sees_every_column(policy: Policy) -> None:
    """The search below would find a column: it finds those that are there."""
    layouts = policy.packs[PACK].layouts
    seen = set(names(layouts))
    for layout in layouts.values():
        assert set(layout.columns) <= seen
    assert {"critical", "trade_name", "first_day"} <= seen


@pytest.mark.parametrize("word", FORBIDDEN)
def test_the_pack_does_not_name_it(policy: Policy, word: str) -> None:
    """No layout, record type or rule of the pack speaks of it."""
    pack = policy.packs[PACK]
    found = [
        name
        for part in (pack.layouts, pack.record_types, pack.models)
        for name in names(part)
        if word in name.lower()
    ]
    assert found == []


def test_the_files_that_are_sent_have_only_the_layouts_columns(policy: Policy) -> None:
    """What reaches intake is what the layouts name; nothing rides along."""
    for file in day_files(data_folder()):
        layout = next(one for one in policy.layouts.values() if one.department == file.department)
        assert set(file.rows[0]) == set(layout.columns)


def test_evaluation_files_are_kept_apart() -> None:
    """The inspectors' groups are in the evaluation folder, and in no file of the ledger's."""
    folder = data_folder()
    with (folder / "evaluation" / "inspector_groups.csv").open(encoding="utf-8") as file:
        assert "inspector_group" in next(csv.reader(file))
    for path in [*folder.glob("*.csv"), *folder.glob("inspections/*.csv")]:
        with path.open(encoding="utf-8") as file:
            header = next(csv.reader(file))
        assert not [name for name in header for word in FORBIDDEN if word in name.lower()]


def test_no_row_is_sent_before_its_own_day() -> None:
    """Inspections come on their day, licences up to six days later, old licences all at once."""
    files = day_files(data_folder())
    assert [file.day for file in files] == sorted(file.day for file in files)
    for number, file in enumerate(files):
        column = "inspected_day" if file.department == INSPECTIONS else "first_day"
        late = [(file.day - date.fromisoformat(row[column])).days for row in file.rows]
        assert min(late) >= 0
        assert number == 0 or max(late) <= (0 if file.department == INSPECTIONS else 6)


def test_the_card_is_as_it_was_frozen(policy: Policy) -> None:
    """Every value of the card is in force before the first window and has no later version."""
    model = policy.models["chicago_inspection_priority"]
    starts = [
        value for value in names(model.indicators) if value[:4].isdigit() and value[4:5] == "-"
    ]
    assert starts == []
    for indicator in model.indicators:
        for rule in indicator.rules:
            for name in ("points", "points_by_value", "steps", "none_points", "within_months"):
                dated = getattr(rule, name)
                if dated is not None:
                    assert [entry.start < WRITTEN_BEFORE for entry in dated.values] == [True]
