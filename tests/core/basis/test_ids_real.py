"""Codes of real firms: what share checks, and that no real code looks like a person.

The data is read where it lies (`tests/shared_data.py`) and never copied or printed.
"""

import csv
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from goodstanding.core.basis import ids
from goodstanding.core.entities.names import LONGEST, bigrams, core_name, fold_name


@pytest.fixture(scope="module")
def codes(shared: Path) -> list[str]:
    """The folded codes of the sample of the register."""
    table = pq.read_table(shared / "cn_registry" / "registry_sample.parquet", columns=["uscc"])
    return [ids.fold_code(code) for code in table["uscc"].to_pylist()]


def per_mille(part: int, whole: int) -> int:
    """Return a share in per mille, rounded down."""
    return 1000 * part // whole


def test_a_published_list_of_valid_codes_is_valid(shared: Path) -> None:
    """All 200 codes that another library tests itself with pass."""
    text = (shared / "cn_registry" / "uscc_valid_stdnum_tests.txt").read_text(encoding="utf-8")
    codes = text.split()
    assert len(codes) >= 200
    assert [code for code in codes if not ids.uscc_check(code)] == []


def test_real_codes_check(codes: list[str]) -> None:
    """997 of 1000 codes check; of those with a code's shape nearly all do, inside too."""
    checked = [code for code in codes if ids.uscc_check(code)]
    shaped = [code for code in codes if ids.uscc_shape(code)]
    assert per_mille(len(checked), len(codes)) >= 997
    assert per_mille(len(checked), len(shaped)) >= 999
    inner = sum(ids.org_code_check(code[8:17]) for code in checked)
    assert len(checked) - inner < len(checked) // 1000
    assert all(ids.uscc_with_check(code[:17]) == code for code in checked)


def test_few_real_divisions_are_unknown(codes: list[str]) -> None:
    """Asked for four digits, fewer than 5 in 1000 real codes carry an unknown division."""
    shaped = [code for code in codes if ids.uscc_shape(code)]
    unknown = sum(not ids.division_known(code[2:8]) for code in shaped)
    assert unknown * 1000 < 5 * len(shaped)


def test_no_real_code_is_taken_for_a_person(codes: list[str]) -> None:
    """No unified code of a real firm looks like a resident number, or is masked in a text."""
    for code in codes:
        if ids.uscc_shape(code):
            assert not ids.looks_like_resident_id(code)
            assert ids.mask_identity_numbers(code)[1] == 0


def test_real_damage_is_told_apart(shared: Path) -> None:
    """Each real malformed code is damaged, an old number, or gets a flag: none passes as good."""
    with (shared / "cn_registry" / "bad_codes_sample.csv").open(encoding="utf-8") as lines:
        sent = [ids.fold_code(row["code"]) for row in csv.DictReader(lines)]
    seen: Counter[str] = Counter()
    for code in sent:
        key = ids.chinese_key(code)
        kind = key.partition(":")[0] or "damaged"
        seen[kind + ("+" if key and "check_digit" in ids.code_flags(code) else "")] += 1
    assert sum(seen.values()) == len(sent)
    assert seen["cn-regno"] > seen["damaged"]
    assert seen["cn-uscc+"] > 0


def test_real_names_fold(shared: Path) -> None:
    """No real name folds to nothing or beyond the column, and each keeps its core's pairs."""
    table = pq.read_table(shared / "cn_registry" / "registry_sample.parquet", columns=["name"])
    for name in table["name"].to_pylist()[::10]:
        folded = fold_name(name)
        assert 0 < len(folded) <= LONGEST
        assert set(bigrams(core_name(folded))) <= set(bigrams(folded)) or len(folded) < 2
