"""Promises about the numbers of cases and letters: quoted by people, read back, never an id."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstanding.core.policy.shape import Policy
from goodstanding.core.procedures.numbers import (
    Numbered,
    case_words,
    in_words,
    key_words,
    letter_words,
    read_case_number,
)


@given(data=st.data(), year=st.integers(2000, 2099), number=st.integers(1, 999_999))
def test_whoever_quotes_a_case_finds_it(
    policy: Policy, data: st.DataObject, year: int, number: int
) -> None:
    """Both languages, the form of machines, and blanks around it lead to the same case."""
    who = data.draw(st.sampled_from([*policy.departments, *policy.offices]))
    words = case_words(policy, Numbered(who, year, number))
    found = {read_case_number(policy, f" {one} ") for one in (words.zh, words.en)}
    title = policy.departments.get(who) or policy.offices[who]
    called = {
        one.id
        for one in (*policy.departments.values(), *policy.offices.values())
        if one.title.zh == title.title.zh or one.title.en.casefold() == title.title.en.casefold()
    }
    for one in found:
        assert one is not None
        assert (one.year, one.number) == (year, number)
        assert one.department in called
    assert read_case_number(policy, f"{who}-{year}-{number}") == Numbered(who, year, number)


def test_no_id_is_in_what_people_read(policy: Policy) -> None:
    """Every department and every list has its title; what is no number stays as it stands."""
    for who in policy.departments:
        for form in (case_words, letter_words):
            words = form(policy, Numbered(who, 2026, 7))
            assert f"{who}-" not in words.zh + words.en
            assert policy.departments[who].title.en in words.en
    for one in policy.lists.values():
        words = key_words(policy, f"{one.id}|market_regulation-2026-7")
        assert words.zh == f"{one.title.zh} · 市场监管部门案〔2026〕7号"
        assert words.en == f"{one.title.en} · Market regulation, case 7 of 2026"
    assert in_words(policy, "临市监罚〔2026〕7号").zh == "临市监罚〔2026〕7号"
    assert in_words(policy, "nobody-2026-7").en == "nobody-2026-7"


@pytest.mark.parametrize(
    "said", ["", "案〔2026〕7号", "不存在部门案〔2026〕7号", "case 7 of 2026", "x, case 7 of 2026"]
)
def test_what_names_no_case_is_none(policy: Policy, said: str) -> None:
    """A number without a department, or of one that there is not, names nothing."""
    assert read_case_number(policy, said) is None
