"""What a search answers: entities, each with how it was found. Only organisations are in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from goodstanding.core.basis.text import Text

REASONS: Mapping[str, Text] = {
    "code": Text("代码", "code"),
    "old_code": Text("原代码或登记号", "former code or number"),
    "code_start": Text("代码开头", "start of the code"),
    "name": Text("名称", "name"),
    "former_name": Text("曾用名", "former name"),
    "name_start": Text("名称开头", "start of the name"),
    "name_part": Text("名称的一部分", "part of the name"),
    "words": Text("名称含全部词语", "all words in the name"),
    "similar": Text("名称相近", "similar name"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that was found: `matched` is the code or name that answers the question.

    `reason` is an id of `REASONS`; `score` (0 to 1000) orders reasons, not entities' worth.
    """

    number: int
    key: str
    name: str
    matched: str
    score: int
    reason: str
