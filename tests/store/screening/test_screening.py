"""Screening: each name's matches, in the file's order, explained; the same on both databases."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodstanding.core.basis.faults import Refused
from goodstanding.core.entities.names import fold_name
from goodstanding.core.entities.screening import Screened, explanation
from goodstanding.store.models import Entity, EntityName, KeyOwner
from goodstanding.store.queries import screen as screening
from goodstanding.store.queries.screen_file import MOST_NAMES, Asked, Columns, read_names
from goodstanding.store.queries.screen_index import NameIndex
from goodstanding.store.search.upkeep import index_names

DAY = date(2024, 3, 1)
REGISTER = (
    (1, "91990100MA0000015X", "云岭市松风食品有限公司", "990100000000012"),
    (2, "91990100MA0000023Q", "云岭市新松食品有限公司", ""),
    (3, "92990100MA0000031G", "云岭市松风小吃店", ""),
    (4, "91990200MA000004XG", "松风（云岭）国际物流股份有限公司", ""),
    (5, "91990200MA0000051N", "赤崖县远帆茶叶专业合作社", ""),
)
RESIDENT = "11010519491231002X"


@pytest.fixture
def register(database: object) -> None:
    """Fill the derived tables with a small register; number 3 is of class 92."""
    del database
    for number, code, name, old in REGISTER:
        key = f"cn-uscc:{code}"
        Entity.objects.create(
            number=number, key=key, scheme="cn-uscc", code=code, name=name,
            entity_class=code[:2], searchable=not code.startswith("92"),
        )  # fmt: skip
        KeyOwner.objects.create(key=key, entity=number, since_seq=number)
        if old:
            KeyOwner.objects.create(key=f"cn-regno:{old}", entity=number, since_seq=number)
        EntityName.objects.create(
            entity=number, name=name, folded=fold_name(name), first_day=DAY, current=True
        )
    index_names()


def screen(*rows: tuple[str, str], most: int = 5, least: int = 550) -> list[Screened]:
    """Screen names with codes."""
    asked = [Asked(at, name, code) for at, (name, code) in enumerate(rows, start=1)]
    return list(screening.screen(asked, most=most, least=least))


def test_each_name_has_its_matches_in_order(register: None) -> None:
    """Whole names, either script, short forms, slips, sounds: the best match is the one meant."""
    del register
    names = [
        "云岭市松风食品有限公司",
        "雲嶺市鬆風食品有限公司",
        "松风食品公司",
        "云岭市松枫食品有限公司",
        "yuanfan chaye",
        "远帆茶叶合作社",
        "子丑寅卯",
        "",
    ]
    found = screen(*((name, "") for name in names))
    assert [one.row for one in found] == list(range(1, len(names) + 1))
    assert [one.state for one in found] == ["found"] * 6 + ["none", "empty"]
    assert [one.matches[0].number for one in found if one.matches] == [1, 1, 1, 1, 5, 5]
    assert [found[at].matches[0].score for at in (0, 1)] == [1000, 1000]
    assert found[3].matches[0].score < 1000


def test_scores_are_explained_in_both_languages(register: None) -> None:
    """The reader is told what agrees and what differs."""
    del register
    (one,) = screen(("青石县松风食品有限公司", ""))
    match = one.matches[0]
    assert explanation(match, "zh") == "字号和行业: 相同；行政区划: 不同；组织形式: 相同"
    assert explanation(match, "en") == "core: the same; place: different; form: the same"


def test_a_code_speaks_louder_than_a_name(register: None) -> None:
    """A code that agrees leads whatever the name; one that differs takes points."""
    del register
    same, old, other, short, third = screen(
        ("别的名称有限公司", "91990100ma0000015x"),
        ("别的名称有限公司", "990100000000012"),
        ("云岭市松风食品有限公司", "91990100MA0000023Q"),
        ("云岭市松风食品有限公司", ""),
        ("云岭市松风小吃店", "92990100MA0000031G"),
    )
    assert (same.matches[0].number, same.matches[0].code) == (1, "same")
    assert (old.matches[0].number, old.matches[0].code) == (1, "old")
    assert [(m.number, m.code) for m in other.matches[:2]] == [(2, "same"), (1, "different")]
    assert other.matches[1].score < short.matches[0].score
    assert [match.number for match in third.matches if match.code == "same"] == [3]


def test_class_92_is_not_found_by_name(register: None) -> None:
    """An individual business is not screened by its name."""
    del register
    (one,) = screen(("云岭市松风小吃店", ""), least=0)
    assert 3 not in [match.number for match in one.matches]


def test_persons_are_not_compared_and_not_repeated(register: None) -> None:
    """A row with a person's number has no match, and its number is starred out."""
    del register
    found = screen(
        (f"松风食品{RESIDENT}", ""), ("云岭市松风食品有限公司", RESIDENT), ("王小明13800138000", "")
    )
    assert [one.state for one in found] == ["person"] * 3
    assert [one.matches for one in found] == [()] * 3
    assert not any(
        digits in f"{one.name}{one.code}" for one in found for digits in ("0105", "8001")
    )


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    """Write a file."""
    path = folder / "names.csv"
    path.write_bytes(text.encode(encoding))
    return path


def test_files_are_read_by_their_columns(tmp_path: Path) -> None:
    """Usual headings are known, others are named; encodings are said."""
    path = written(tmp_path, "代码,名称\nA1,甲公司\n,乙公司\n")
    assert read_names(path, Columns()) == [Asked(1, "甲公司", "A1"), Asked(2, "乙公司", "")]
    path = written(tmp_path, "firm\n甲公司\n", "gb18030")
    assert read_names(path, Columns("firm"), encoding="gb18030") == [Asked(1, "甲公司", "")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "INTAKE-E"),
        ("firm\n甲\n", "SEARCH-E003"),
        ("name,code\n甲\n", "INTAKE-E"),
        ('name\n"甲\n', "INTAKE-E"),
        ("name\n甲\0\n", "INTAKE-E"),
        ("name\n" + "甲\n" * (MOST_NAMES + 1), "SEARCH-E005"),
        ("PK\x03\x04name\n", "INTAKE-E"),
    ],
)
def test_bad_files_are_refused_whole(tmp_path: Path, text: str, code: str) -> None:
    """Whatever is wrong with a file, it is said with a code, and nothing is screened."""
    with pytest.raises(Refused) as refused:
        read_names(written(tmp_path, text), Columns())
    assert [fault.code.startswith(code) for fault in refused.value.faults] == [True]


def test_other_files_are_refused(tmp_path: Path) -> None:
    """A file that is not there, of another encoding, or without the named codes, is refused."""
    with pytest.raises(Refused):
        read_names(tmp_path / "absent.csv", Columns())
    with pytest.raises(Refused):
        read_names(written(tmp_path, "name\n云岭市松风食品有限公司\n", "gb18030"), Columns())
    with pytest.raises(Refused) as refused:
        read_names(written(tmp_path, "name\n甲\n"), Columns("", "id"))
    assert refused.value.faults[0].code == "SEARCH-E004"


@settings(deadline=None, max_examples=20)
@given(st.lists(st.text(alphabet="松风云岭食品有限公司☆ab", min_size=1, max_size=9), max_size=30))
def test_the_index_holds_every_name_and_finds_it(names: list[str]) -> None:
    """Each name is held, and is the nearest to itself, or as near as the first, or has no pair."""
    index = NameIndex(names)
    assert index.size == len(names)
    for at, name in enumerate(names):
        assert index.name(at) == name
        assert index.holds(name)
        assert len(name) < 2 or name in index.near(name, most=len(names))
    assert not index.holds("子丑")
