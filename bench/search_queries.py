"""Questions with known answers, by kind and seed, split by a digest into tuning and held-out.

Made from names and the parts they are known to have, not by the code that is measured. How a
character is read is an argument: benchmarks hand in `pypinyin`, which knows phrases.
"""

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bench.names import Named
from goodstanding.core.entities.script_table import SIMPLIFIED, TRADITIONAL

Read = Callable[[str], list[str]]
_OLDER: dict[str, list[str]] = {}
for _old, _new in zip(TRADITIONAL, SIMPLIFIED, strict=True):
    _OLDER.setdefault(_new, []).append(_old)
_WIDER = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {ord("（"): "(", ord("）"): ")"}
_LONGEST_TYPED = 6
_LEAST_PART = 4
_OTHERS = "海龙金华天宝乐康信达远明志安新泰"
_COMMON = (
    "发动同工也能下过子说产种面而方后定行学法所民得经三之进着等部度家电力里如水化高自理起小物现实加量"
    "都两体制机当使点从业本去把性好应开它合还因由其些然前外政四日那社义事平形全表间样与关各重线内数正心"
    "反你看原又么利比或但质气第向道命此变条只结解问意建月公无系军很情者最立代想已通并提直题党程及展五"
    "海格松风华瑞鑫达宏泰盛嘉诚信安康永恒博远龙凤金银玉宝丰茂源隆昌兴旺福祥顺亨光辉耀星阳春秋景云林"
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, of which kind, and the name that is meant."""

    kind: str
    text: str
    meant: str
    held_out: bool


def questions(names: Iterable[Named], *, seed: int, read: Read) -> Iterator[Question]:
    """Give one question of each kind for each name, as far as the name allows it."""
    for one in names:
        chance = random.Random(f"{seed}/{one.name}")
        held_out = hashlib.sha256(one.name.encode()).digest()[0] % 2 == 1
        for kind, text in _texts(one, chance, read).items():
            if text and (text != one.name or kind == "exact"):
                yield Question(kind, text, one.name, held_out)


def _texts(one: Named, chance: random.Random, read: Read) -> dict[str, str]:
    start = len(one.place + one.kind)
    within = chance.randrange(start, start + len(one.core))
    before = chance.randrange(start, start + len(one.core) - 1)
    name = one.name
    whole = chance.choice((one.core, one.place + one.kind + one.core))
    words = [word for word in (one.trade, one.brand, one.place) if word]
    chance.shuffle(words)
    at = chance.randint(1, len(name) - 1)
    return {
        "exact": name,
        "part": _part(one, chance),
        "two": one.brand[:2],
        "place and two": f"{one.place} {one.brand[:2]}" if one.place else "",
        "short form": _short(one, chance),
        "traditional": "".join(chance.choice(_OLDER.get(each, [each])) for each in name),
        "full width": f"{name[:at]}\u3000{name[at:]}".translate(_WIDER),
        "pinyin": chance.choice(("", " ")).join(read(one.core[:_LONGEST_TYPED])),
        "initials": "".join(each[0] for each in read(whole)),
        "wrong character": name[:within] + chance.choice(_OTHERS) + name[within + 1 :],
        "same sound": _same_sound(one, chance, read),
        "swapped": name[:before] + name[before + 1] + name[before] + name[before + 2 :],
        "dropped": name[:within] + name[within + 1 :],
        "any order": " ".join(words),
    }


def _part(one: Named, chance: random.Random) -> str:
    """Return four to six characters of the core that begin within the brand."""
    size = chance.randint(_LEAST_PART, _LONGEST_TYPED)
    at = chance.randint(0, len(one.brand) - 1)
    part = one.core[at : at + size]
    return part if len(part) >= _LEAST_PART else ""


def _short(one: Named, chance: random.Random) -> str:
    forms = [
        one.core,
        one.place + one.brand,
        one.place + one.core,
        one.place + one.brand + "公司",
        one.core + "公司",
    ]
    return chance.choice(forms)


def _same_sound(one: Named, chance: random.Random, read: Read) -> str:
    at = chance.randrange(len(one.brand))
    sound = read(one.brand[at])
    others = [each for each in _COMMON if read(each) == sound and each != one.brand[at]]
    if not others:
        return ""
    brand = one.brand[:at] + chance.choice(others) + one.brand[at + 1 :]
    return one.name.replace(one.brand, brand, 1)
