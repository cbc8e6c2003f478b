"""The tripwire for persons: words that tell of one are seen, words that only look so are not."""

import pytest

from goodstanding.core.policy.check_records import person_word


@pytest.mark.parametrize(
    "text",
    ["法定代表人", "联系电话", "CF_FRDB", "CF_FR_ZJHM", "XK_FR_SFZH", "legal_per", "legal-rep",
     "Legal rep. name", "Mobile phone", "resident ID", "姓名", "负责人证件号码"],
)  # fmt: skip
def test_words_of_persons_are_seen(text: str) -> None:
    """Real column names and titles about role-holders, whatever their spelling."""
    assert person_word(text) != ""


@pytest.mark.parametrize(
    "text",
    ["directory", "automobile", "workers", "涉及人数", "insured", "CF_CFJG", "authority", "法人"],
)
def test_words_of_organisations_pass(text: str) -> None:
    """Counts of people, and words that merely contain another, are data of organisations."""
    assert person_word(text) == ""
