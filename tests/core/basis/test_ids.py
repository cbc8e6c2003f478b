"""Identifiers: check digits, shapes, and the numbers of persons that must not come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstanding.core.basis import ids

GOOD = (
    "91350100M000100Y43",
    "91110108551385082Q",
    "91330203674737244W",
    "91330282L07196379D",
    "91330000755918469E",
    "91350200MA2YJ1XR9G",
    "91440101MA5CJQ4N59",
    "12330227419611791H",
    "11120000MB1529459B",
)
RESIDENT = "11010519491231002X"
"""The standard's own example of a resident number."""

first17 = st.text(ids.USCC_ALPHABET, min_size=17, max_size=17)


@pytest.mark.parametrize("code", GOOD)
def test_published_codes_check(code: str) -> None:
    """Codes that the sources verified pass both checks and have nothing odd about them."""
    assert ids.uscc_shape(code)
    assert ids.uscc_check(code)
    assert ids.org_code_check(code[8:17])
    assert ids.uscc_with_check(code[:17]) == code
    assert ids.org_code_with_check(code[8:16]) == code[8:17]
    assert ids.code_flags(code) == ()
    assert not ids.looks_like_resident_id(code)


@pytest.mark.parametrize(
    ("code", "right"), [("91310115MA1H8R7C6D", "7"), ("91350203M0001QAY9B", "9")]
)
def test_bad_checks_are_flags(code: str, right: str) -> None:
    """A wrong last character keeps the key, the second of these being a living firm's code."""
    assert not ids.uscc_check(code)
    assert ids.uscc_with_check(code[:17])[-1] == right
    assert ids.chinese_key(code) == f"cn-uscc:{code}"
    assert "check_digit" in ids.code_flags(code)


@given(first17, st.integers(0, 17), st.sampled_from(ids.USCC_ALPHABET))
def test_one_wrong_character_never_checks(first: str, at: int, other: str) -> None:
    """The check finds every single wrong character: 31 is prime and no weight is 0."""
    code = ids.uscc_with_check(first)
    assert ids.uscc_check(code)
    wrong = code[:at] + other + code[at + 1 :]
    assert ids.uscc_check(wrong) == (wrong == code)


@given(first17, st.integers(0, 15))
def test_neighbours_exchanged_never_check(first: str, at: int) -> None:
    """The check finds every exchange of two different neighbours among the first 17."""
    code = ids.uscc_with_check(first)
    wrong = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert ids.uscc_check(wrong) == (wrong == code)


@pytest.mark.parametrize("code", ["", "9135", GOOD[0] + "0", GOOD[0][:17] + "I", GOOD[0].lower()])
def test_other_shapes_do_not_check(code: str) -> None:
    """Other lengths, characters outside the alphabet and unfolded codes fail without an error."""
    assert not ids.uscc_shape(code)
    assert not ids.uscc_check(code)
    assert ids.chinese_key(code) == ""


def test_check_needs_17_characters() -> None:
    """A caller's mistake is an error, not a wrong code."""
    with pytest.raises(ValueError, match="17 characters"):
        ids.uscc_with_check("9135O100M000100Y4")


@pytest.mark.parametrize("number", ["330203000030639", "330200400070010", "110108000000016"])
def test_old_numbers_check(number: str) -> None:
    """Old registration numbers pass ISO 7064 MOD 11,10, and with a changed digit they fail."""
    assert ids.regno_check(number)
    assert ids.chinese_key(number) == f"cn-regno:{number}"
    assert ids.code_flags(number) == ()
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    assert not ids.regno_check(wrong)
    assert ids.code_flags(wrong) == ("check_digit",)


def test_thirteen_digits_have_no_check() -> None:
    """The numbers before 2007 have a shape only."""
    assert ids.chinese_key("1101082036715") == "cn-regno:1101082036715"
    assert ids.code_flags("1101082036715") == ()
    assert ids.chinese_key("11010820367150") == ""


@pytest.mark.parametrize(
    ("sent", "folded"),
    [
        (" 91350100m000100y43\n", "91350100M000100Y43"),
        ("９１３５０１００Ｍ０００１００Ｙ４３", "91350100M000100Y43"),
        ("9135 0100 M000 100Y 43\u200b", "91350100M000100Y43"),
        ("\ufeff330203000030639", "330203000030639"),
        ("暂无", "暂无"),
        ("", ""),
    ],
)
def test_fold_code(sent: str, folded: str) -> None:
    """Case, width and white space, seen or unseen, make no difference."""
    assert ids.fold_code(sent) == folded


@given(st.text())
def test_fold_code_is_stable(text: str) -> None:
    """Folding again changes nothing for what could be a code."""
    once = ids.fold_code(text)
    if once.isascii():
        assert ids.fold_code(once) == once


def test_divisions() -> None:
    """Known: assigned ones, development zones of known cities, the state's own; unknown: 99."""
    assert ids.division_known("350100")
    assert ids.division_known("440101")  # a zone of Guangzhou that no list has
    assert ids.division_known("100000")
    assert not ids.division_known("990100")
    assert ids.division_known("990100", fictional=True)
    assert not ids.division_known("")
    code = ids.uscc_with_check("91990101" + ids.org_code_with_check("MA000001"))
    assert ids.code_flags(code) == ("unknown_division",)
    assert ids.code_flags(code, fictional=True) == ()


def test_inner_check_is_a_flag_of_its_own() -> None:
    """A unified code that checks around an organisation code that does not is flagged as such."""
    code = ids.uscc_with_check("91350100M000100Y5")
    assert ids.code_flags(code) == ("org_check_digit",)


def test_entity_class() -> None:
    """A unified code tells its class; an old number tells an individual business only."""
    assert ids.entity_class("cn-uscc:92350100M000100Y43") == "92"
    assert ids.entity_class("cn-regno:350100600012345") == "92"
    assert ids.entity_class("cn-regno:3501006000123") == ""
    assert ids.entity_class("cn-regno:330203000030639") == ""
    assert ids.entity_class("us-chicago-licence:92") == ""


@pytest.mark.parametrize(
    "text", [RESIDENT, RESIDENT.lower(), "１１０１０５１９４９１２３１００２Ｘ", "110105491231003"]
)
def test_resident_numbers_are_seen(text: str) -> None:
    """Old and new resident numbers, whatever their case and width."""
    assert ids.looks_like_resident_id(text)


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # the check fails
        "110105194913310027",  # no such month
        "990105194912310029",  # no such province
        "11010520230115001X",  # a date of today: the number of a decision
        "330203000030639",  # a registration number
        "330203201501234",  # a decision's number: division, year, serial
        "",
        "暂无",
    ],
)
def test_other_numbers_are_not_persons(text: str) -> None:
    """What is no resident number by check, day or province is left alone."""
    assert not ids.looks_like_resident_id(text)


def test_a_unified_code_may_look_like_a_person_and_is_none() -> None:
    """An institution's code that also has a birth day and passes MOD 11-2 stays a code."""
    code = "121101194901012251"
    assert ids.uscc_check(code)
    assert ids.org_code_check(code[8:17])
    assert not ids.looks_like_resident_id(code)
    assert ids.mask_identity_numbers(code) == (code, 0)


def test_who_asks_may_look_for_younger_people() -> None:
    """The last birth year is the caller's to say; by default it leaves recent dates alone."""
    young = "11010520230115001X"
    assert ids.mask_identity_numbers(young)[1] == 0
    assert ids.looks_like_resident_id(young, last_birth_year=2023)
    assert ids.mask_identity_numbers(young, last_birth_year=2023)[1] == 1


@pytest.mark.parametrize(
    ("text", "masked", "count"),
    [
        (f"当事人（{RESIDENT}）", f"当事人（{'*' * 18}）", 1),
        ("身份证110105 19491231 002x", "身份证" + "*" * 20, 1),
        ("身份证１１０１０５１９４９１２３１００２Ｘ。", "身份证" + "*" * 18 + "。", 1),
        ("电话13800138000", "电话" + "*" * 11, 1),
        ("tel +86 138-0013-8000;", "tel " + "*" * 17 + ";", 1),
        (f"{RESIDENT},13912345678", "*" * 18 + "," + "*" * 11, 2),
        ("手机13800138000号", "手机" + "*" * 11 + "号", 1),
        ("", "", 0),
    ],
)
def test_masking(text: str, masked: str, count: int) -> None:
    """Numbers of persons are starred out, the length and all else stay."""
    assert ids.mask_identity_numbers(text) == (masked, count)


@pytest.mark.parametrize(
    "text",
    [
        *GOOD,
        "甬市监处罚〔2023〕110号",
        "〔2019〕沪0115执18812345678号",
        "第13800138000号",
        "330203000030639",
        "罚款13800138000元",
        "13800138000.50",
        "许可证JY13301990012345",
        "SC10133068400319",
        "2023-01-15 10:30:00 20230115103000",
        "3302032023011500170001",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    """Codes, decisions, licences, amounts and times are not masked."""
    assert ids.mask_identity_numbers(text) == (text, 0)


@given(st.text())
def test_masking_keeps_the_length_and_ends(text: str) -> None:
    """A masked text has its length and holds nothing more to mask."""
    masked, count = ids.mask_identity_numbers(text)
    assert len(masked) == len(text)
    assert (masked == text) == (count == 0)
    assert ids.mask_identity_numbers(masked)[1] == 0
