"""Write the tables by which names are folded and sounded: `core/entities/*_table.py`.

Run with the folder of the sources: `python scripts/write_name_tables.py FOLDER`. It holds
`TSCharacters.txt` of OpenCC, `cn_company_short_forms.txt` and `cn_area_codes_history.csv`; the
readings come from `pypinyin`, which must be importable. Sources, versions and licences: NOTICE and
docs/decisions/0160. The result is committed; nobody who runs the project needs the sources.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from pypinyin import Style, lazy_pinyin

OUT = Path(__file__).resolve().parents[1] / "src" / "goodstanding" / "core" / "entities"
FIRST, LAST = "\u4e00", "\u9fa5"
BASIC = "\uffff"
WIDTH = 93
LEAST_SEEN = 3
"""How often a pair must occur before its own reading is kept."""
PLACE_ENDS = (
    "维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "自治州", "自治县",
    "自治旗", "地区", "林区", "省", "市", "区", "县", "盟", "旗",
)  # fmt: skip
NOT_A_PLACE = {"城", "郊", "市辖", "矿", "新", "东", "西", "南", "北", "中"}
PEOPLES = (
    "汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族"
    " 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族"
    " 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族"
    " 鄂温克族 德昂族 保安族 裕固族 独龙族 鄂伦春族 门巴族 珞巴族 基诺族 蒙古 哈萨克 维吾尔"
    " 柯尔克孜 塔吉克 锡伯 各族"
)
READ_SO_IN_NAMES = {
    "长": "chang", "重": "zhong", "盛": "sheng", "都": "du", "柏": "bai", "乐": "le", "行": "hang",
}  # fmt: skip
"""Characters that names read in one way, and single words mostly in another."""
LONGEST_PLACE = 5
HEAD = (
    '"""{title}\n\nWritten by `scripts/write_name_tables.py`; sources and licences: NOTICE.\n"""\n'
)


def main() -> None:
    """Read the sources and write the three tables."""
    folder = Path(sys.argv[1])
    simpler = read_script(folder / "TSCharacters.txt")
    forms = (folder / "cn_company_short_forms.txt").read_text("utf-8").split()
    places = sorted(set(read_places(folder / "cn_area_codes_history.csv")))
    write_script(simpler)
    write_readings(simpler, [*forms, *places])
    write_places(places)


def read_script(file: Path) -> dict[str, str]:
    """Return each traditional character with the simplified one that OpenCC names first."""
    rows = (line.split("\t") for line in file.read_text("utf-8").splitlines() if "\t" in line)
    first = {old: new.split()[0] for old, new in rows}
    first = {
        old: new
        for old, new in first.items()
        if len(old) == len(new) == 1 and max(old, new) <= BASIC
    }
    closed = {}
    for old in first:
        new, seen = old, {old}
        while new in first and first[new] not in seen:
            new = first[new]
            seen.add(new)
        closed[old] = new
    return {old: new for old, new in closed.items() if old != new and new not in closed}


def read_places(file: Path) -> Iterator[str]:
    """Give the short names (two characters or more) of provinces, cities and counties."""
    with file.open(encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            short = row["名称"]
            for end in PLACE_ENDS:
                if short.endswith(end) and len(short) - len(end) > 1:
                    short = short.removesuffix(end)
                    break
            cut = True
            while cut:
                cut = False
                for people in PEOPLES.split():
                    if short.endswith(people) and len(short) - len(people) > 1:
                        short, cut = short.removesuffix(people), True
            if 1 < len(short) <= LONGEST_PLACE and short not in NOT_A_PLACE and "辖" not in short:
                yield short


def read_aloud(texts: Iterable[str]) -> Iterator[list[tuple[str, str]]]:
    """Give each text's characters with their readings."""
    for text in texts:
        if all(FIRST <= each <= LAST for each in text):
            sounds = lazy_pinyin(text, style=Style.NORMAL, v_to_u=False)
            if len(sounds) == len(text):
                yield list(zip(text, sounds, strict=True))


def write_readings(simpler: dict[str, str], texts: list[str]) -> None:
    """Write the usual reading of each character, and pairs that are read otherwise."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    pairs: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for read in read_aloud(texts):
        for one, sound in read:
            seen[one][sound] += 1
        for (left, before), (right, after) in pairwise(read):
            pairs[left + right][before, after] += 1
    usual = usual_readings(simpler, seen)
    lines = defaultdict(str)
    for one, sound in usual.items():
        lines[sound] += one
    other = {}
    for pair, counts in pairs.items():
        sounds, count = counts.most_common(1)[0]
        kept = tuple(READ_SO_IN_NAMES.get(one, s) for one, s in zip(pair, sounds, strict=True))
        named = READ_SO_IN_NAMES.keys() & set(pair)
        if named and all(alone(one) == sounds[pair.index(one)] for one in named):
            sounds = kept
        if count >= LEAST_SEEN and sounds != (usual.get(pair[0]), usual.get(pair[1])):
            other[pair] = " ".join(sounds)
    grouped = defaultdict(list)
    for pair, sounds in sorted(other.items()):
        grouped[sounds].append(pair)
    write(
        "sounds_table.py",
        "How each character is usually read, without tones.",
        READINGS=wrapped(f"{sound}{lines[sound]}" for sound in sorted(lines)),
    )
    write(
        "sounds_pairs_table.py",
        "Pairs of characters that are read otherwise than each character is usually.",
        PAIRS=wrapped(f"{sounds}:{','.join(grouped[sounds])};" for sounds in sorted(grouped)),
    )


def in_a_standard(one: str) -> bool:
    """Return whether GB 2312 or Big5 has the character: rarer ones stand in no name we met."""
    return any(one.encode(standard, "ignore") for standard in ("gb2312", "big5"))


def alone(one: str) -> str:
    """Return how a character is read that stands in no known word."""
    (sound,) = lazy_pinyin(one, style=Style.NORMAL, v_to_u=False)
    return str(sound)


def usual_readings(simpler: dict[str, str], seen: dict[str, Counter[str]]) -> dict[str, str]:
    """Return the reading of each simplified character that is met most often."""
    usual = {}
    for one in map(chr, range(ord(FIRST), ord(LAST) + 1)):
        if one not in simpler and (one in seen or in_a_standard(one)):
            sound = seen[one].most_common(1)[0][0] if seen[one] else alone(one)
            if sound.isascii() and sound.isalpha():
                usual[one] = READ_SO_IN_NAMES.get(one, sound)
    return usual


def write_script(simpler: dict[str, str]) -> None:
    """Write both spellings, character under character."""
    write(
        "script_table.py",
        "Traditional characters, and below, place by place, the simplified ones.",
        TRADITIONAL=wrapped(simpler, joint=""),
        SIMPLIFIED=wrapped(simpler.values(), joint=""),
    )


def write_places(places: list[str]) -> None:
    """Write the short names of divisions, present and past."""
    write(
        "places_table.py",
        "Short names of provinces, cities and counties, present and past.",
        PLACES=wrapped(places),
    )


def wrapped(parts: Iterable[str], joint: str = " ") -> list[str]:
    """Return the parts joined and cut into lines."""
    lines, width = [""], 0
    for one in joint.join(parts):
        width += 1 if one.isascii() else 2
        if width > WIDTH:
            lines.append("")
            width = 2
        lines[-1] += one
    return lines


def write(file: str, title: str, **tables: list[str]) -> None:
    """Write one module of constant texts."""
    body = HEAD.format(title=title)
    for name, lines in tables.items():
        body += f"\n{name} = (\n" + "".join(f'    "{line}"\n' for line in lines) + ")\n"
    (OUT / file).write_text(body, "utf-8")


if __name__ == "__main__":
    main()
