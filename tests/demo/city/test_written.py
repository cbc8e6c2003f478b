"""What the generator promises about its files, without any database."""

import hashlib
import random  # noqa: TID251 (a test is a door)
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from tests.demo.city.conftest import SMALL, WrittenCity, write

from goodstanding.core.basis.faults import Refused
from goodstanding.core.basis.ids import (
    ASSIGNED,
    code_flags,
    looks_like_resident_id,
    mask_identity_numbers,
    regno_check,
    uscc_check,
)
from goodstanding.demo.city import rates
from goodstanding.demo.city.codes import (
    FIFTEEN,
    failing,
    identity_number,
    old_number,
    unified_code,
)
from goodstanding.demo.city.dirt import deal
from goodstanding.demo.city.sheets import SHEETS
from goodstanding.demo.city.write import files_expected
from goodstanding.store.shelf import load_policy

CODE = re.compile(
    r"(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}([0-9]{6})[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])"
)


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def text_of(path: Path, encoding: str) -> str:
    """Return all text of a file, also of a workbook."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return book.read("xl/worksheets/sheet1.xml").decode()
    return path.read_text(encoding)


def all_texts(city: WrittenCity) -> dict[str, str]:
    encodings = {sheet.department: sheet.encoding for sheet in SHEETS}
    return {
        file.path: text_of(city.folder / file.path, encodings[file.department])
        for file in city.manifest.files
    }


def test_the_same_seed_gives_the_same_bytes(small_city: WrittenCity, tmp_path: Path) -> None:
    """Every file of a city, workbooks and manifest included, is a function of its plan."""
    again = write(tmp_path / "again", SMALL)
    assert digests(again.folder) == digests(small_city.folder)


def test_another_seed_gives_another_city(small_city: WrittenCity, tmp_path: Path) -> None:
    """The seed decides: no part of the city is fixed."""
    other = write(tmp_path / "other", replace(SMALL, seed=8))
    same = digests(other.folder).items() & digests(small_city.folder).items()
    assert not same


def test_the_city_has_exactly_the_records_asked_for(small_city: WrittenCity) -> None:
    """Accepted and flagged rows of all files are the records of the plan; digests are right."""
    files = small_city.manifest.files
    assert sum(file.accepted + file.flagged for file in files) == SMALL.records
    assert len(files) == files_expected(SMALL)
    assert len({(file.department, file.name) for file in files}) == len(files)
    for file in files:
        stored = (small_city.folder / file.path).read_bytes()
        assert hashlib.sha256(stored).hexdigest() == file.sha256


@pytest.mark.parametrize(("entities", "months"), [(200, 1), (200, 2), (250, 24)])
def test_other_sizes_are_as_exact(tmp_path: Path, entities: int, months: int) -> None:
    """Few entities, one month, two years: the sums hold."""
    plan = replace(SMALL, entities=entities, records=entities * 7, months=months)
    files = write(tmp_path, plan).manifest.files
    assert sum(file.accepted + file.flagged for file in files) == plan.records


def test_a_city_without_room_is_refused() -> None:
    """Sizes for which no believable city exists are refused, all faults at once."""
    with pytest.raises(Refused) as refused:
        replace(SMALL, entities=3, records=1, months=0).checked()
    assert [fault.where for fault in refused.value.faults] == [
        "--entities",
        "--records",
        "--months",
    ]


def test_every_kind_of_dirt_is_planted(small_city: WrittenCity) -> None:
    """The small city has every kind of dirt, rows that wait, corrections and withdrawals."""
    planted = {kind for file in small_city.manifest.files for kind in file.dirt}
    assert set(rates.DIRT) | {"changed"} <= planted
    assert sum(file.waiting for file in small_city.manifest.files) > 0
    assert sum(file.withdrawn for file in small_city.manifest.files) > 0


def test_dirt_has_its_stated_rates() -> None:
    """Any deck's length of rows carries each kind of dirt exactly as often as the table says."""
    cards = deal(random.Random(1))  # noqa: S311
    for _ in range(3):
        hand = [next(cards) for _ in range(rates.DECK)]
        assert {kind: hand.count(kind) for kind in rates.DIRT} == dict(rates.DIRT)


def test_sheets_have_the_columns_of_their_layouts() -> None:
    """What the city writes is what the packs say the departments write."""
    policy = load_policy()
    for sheet in SHEETS:
        layout = policy.layouts[sheet.layout]
        assert tuple(layout.columns) == sheet.columns
        assert (layout.format, layout.encoding) == (sheet.format, sheet.encoding)
        assert layout.subject.code == sheet.columns[sheet.code]
        assert ("subject" in layout.natural_key) == sheet.keyed_by_subject
        if sheet.party >= 0:
            assert layout.subject.counterpart == sheet.columns[sheet.party]


def test_no_code_can_be_a_real_one(small_city: WrittenCity) -> None:
    """Every code in every file is of division 99, which was never assigned."""
    divisions = set()
    for text in all_texts(small_city).values():
        divisions |= {match[1] for match in CODE.finditer(text)}
    divisions = {division for division in divisions if not division.startswith("0000")}
    assert divisions
    assert all(division.startswith("99") for division in divisions)
    assert not any(division[:4] in ASSIGNED for division in divisions)


def test_every_organisation_is_in_the_fictional_city(small_city: WrittenCity) -> None:
    """Every name that a row gives carries the fictional city, so none is a real company's."""
    for sheet in SHEETS:
        if sheet.format != "csv":
            continue
        for file in small_city.manifest.files:
            if file.department != sheet.department:
                continue
            lines = text_of(small_city.folder / file.path, sheet.encoding).splitlines()[1:]
            names = {line.split(",")[sheet.name] for line in lines}
            assert all(name.startswith("临澜市") or name == "虚构自然人" for name in names)


def test_no_person_is_invented(small_city: WrittenCity) -> None:
    """Columns of persons hold a placeholder or nothing: not even invented people have names."""
    policy = load_policy()
    for sheet in SHEETS:
        if sheet.format != "csv":
            continue
        personal = [
            place
            for place, name in enumerate(sheet.columns)
            if policy.layouts[sheet.layout].columns[name].personal
        ]
        for file in small_city.manifest.files:
            if file.department == sheet.department:
                lines = text_of(small_city.folder / file.path, sheet.encoding).splitlines()[1:]
                cells = {line.split(",")[place] for line in lines for place in personal}
                assert cells <= {"虚构人员", ""}


def test_identity_numbers_are_detected_and_belong_to_nobody() -> None:
    """Planted identity numbers look real to intake; area 710000 and births before 1909 are not."""
    for serial in range(500):
        number = identity_number(serial)
        assert looks_like_resident_id(number)
        assert mask_identity_numbers(f"身份证号{number}")[1] == 1
        assert number.startswith("710000190")


def test_codes_check_and_never_repeat() -> None:
    """Well-made codes of all classes pass both checks; failing ones fail; old numbers check."""
    codes = {
        unified_code("91", "990101", serial, lettered=lettered)
        for serial in range(3_000)
        for lettered in (True, False)
    }
    assert len(codes) == 6_000
    for code in codes:
        assert code_flags(code, fictional=True) == ()
        assert not uscc_check(failing(code))
    assert all(regno_check(old_number("990101", n, digits=FIFTEEN)) for n in range(500))
