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
    "core_name": Text("字号", "name without place and form"),
    "core_start": Text("字号开头", "start of the name after the place"),
    "name_start": Text("名称开头", "start of the name"),
    "name_part": Text("名称的一部分", "part of the name"),
    "words": Text("名称含全部词语", "all words in the name"),
    "short_form": Text("简称", "short form"),
    "pinyin": Text("拼音", "pinyin"),
    "initials": Text("拼音首字母", "initials of the pinyin"),
    "same_sound": Text("同音", "sounds the same"),
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


@dataclass(frozen=True, slots=True)
class Meant:
    """A folded name that a question may mean, for which reason, and what that is worth."""

    folded: str
    reason: str
    score: int
