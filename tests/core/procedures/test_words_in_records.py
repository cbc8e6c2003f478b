"""Promises of what people read where a case wrote an id into a record."""

from goodstanding.core.basis.text import Text
from goodstanding.core.policy.shape import Field, Policy
from goodstanding.core.procedures.forms import words_in_records


def test_an_id_is_read_as_its_title_in_words_alone(policy: Policy) -> None:
    """A matter of the directory and a quoted case by title; a choice keeps its own meaning."""
    matter = next(iter(policy.matters.values()))
    words = Field("matter", "text", Text("承诺事项", "Matter"))
    choice = Field("matter", "choice", Text("检查事项", "Matter"))
    number = Field("pledge_no", "text", Text("承诺编号", "Number"))
    assert words_in_records(policy, words, matter.id) == matter.title
    assert words_in_records(policy, words, "遵守行业自律公约").zh == "遵守行业自律公约"
    assert words_in_records(policy, choice, matter.id).en == matter.id
    quoted = words_in_records(policy, number, "market_regulation-2026-7")
    assert quoted.en.endswith("case 7 of 2026")
