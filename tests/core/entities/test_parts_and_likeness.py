"""Names taken apart, tokens, and how alike two names are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodstanding.core.entities.likeness import Ordered, in_order, likeness, ready
from goodstanding.core.entities.names import fold_name
from goodstanding.core.entities.parts import take_apart
from goodstanding.core.entities.tokens import part_tokens, tokens

NAMES = st.text(alphabet="云岭市县区松风食品有限公司集团a1", min_size=1, max_size=18)


@pytest.mark.parametrize(
    ("name", "places", "core", "form"),
    [
        ("云岭市青石区松风食品有限公司", ("云岭", "青石"), "松风食品", "有限公司"),
        ("松风食品集团股份有限公司", (), "松风食品", "集团股份有限公司"),
        ("重庆松风食品有限公司", ("重庆",), "松风食品", "有限公司"),
        ("重庆市渝北区松风食品厂", ("重庆", "渝北"), "松风食品厂", ""),
        ("云岭家乐超市有限公司", (), "云岭家乐超市", "有限公司"),
        ("平安有限公司", (), "平安", "有限公司"),
        ("有限公司", (), "有限", "公司"),
        ("松", (), "松", ""),
        ("", (), "", ""),
    ],
)
def test_names_are_taken_apart(name: str, places: tuple[str, ...], core: str, form: str) -> None:
    """Places at the front and legal forms at the end are told from the core between them."""
    parts = take_apart(name)
    assert (parts.places, parts.core, parts.form) == (places, core, form)


@given(NAMES)
def test_parts_add_up(name: str) -> None:
    """Stem and form are the name; the core is the end of the stem and has two characters."""
    parts = take_apart(name)
    assert parts.stem + parts.form == name
    assert parts.stem.endswith(parts.core)
    assert len(parts.core) >= min(2, len(name))
    assert parts.starts[0] == 0


@given(NAMES, st.integers(0, 17), st.integers(2, 18))
def test_every_part_has_only_tokens_of_the_whole(name: str, start: int, size: int) -> None:
    """A name can be found by each of its parts."""
    part = name[start : start + size]
    assert set(part_tokens(part)) <= set(tokens(name))


@given(st.text(alphabet="甲乙丙丁", max_size=9), st.text(alphabet="甲乙丙丁", max_size=9))
def test_common_characters_in_order(left: str, right: str) -> None:
    """The bit-parallel count is that of the plain rule, and does not depend on the order."""
    rows = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            same = rows[i][j] + 1
            rows[i + 1][j + 1] = same if one == other else max(rows[i][j + 1], rows[i + 1][j])
    assert in_order(left, right) == in_order(right, left) == rows[-1][-1]
    assert 0 <= Ordered(left).share(right) <= 1000


@given(NAMES, NAMES)
def test_likeness_is_mutual_and_bounded(left: str, right: str) -> None:
    """Two names are as alike as the other way round; only equal names reach 1000."""
    one, other = ready(left), ready(right)
    there, back = likeness(one, other), likeness(other, one)
    assert there == back
    assert 0 <= there.score <= 1000
    assert (there.score == 1000) == (left == right)


@pytest.mark.parametrize(
    ("asked", "verdicts"),
    [
        ("云岭市松风食品有限公司", ("same", "same", "same", "same")),
        ("雲嶺市鬆風食品有限公司", ("same", "same", "same", "same")),
        ("云岭松风食品", ("part", "same", "absent", "same")),
        ("松风食品有限公司", ("same", "absent", "same", "same")),
        ("青石县松风食品有限责任公司", ("same", "different", "different", "same")),
        ("云岭市松枫食品有限公司", ("sound", "same", "same", "same")),
        ("云岭市松风食品有限公司第二分公司", ("part", "same", "different", "absent")),
        ("songfeng shipin", ("sound", "absent", "absent", "same")),
        ("云岭市远帆物流有限公司", ("different", "same", "same", "same")),
    ],
)
def test_what_agrees_is_said(asked: str, verdicts: tuple[str, ...]) -> None:
    """Core, place, form and number each say whether they agree."""
    alike = likeness(ready(fold_name(asked)), ready("云岭市松风食品有限公司"))
    assert (alike.core, alike.place, alike.form, alike.number) == verdicts


def test_what_tells_apart_weighs_more_than_what_many_share() -> None:
    """A slip costs less than another core; another shop of the same firm is not the same."""
    known = ready("云岭市松风食品有限公司第二门市部")

    def score(name: str) -> int:
        return likeness(ready(name), known).score

    assert score("云岭市松凤食品有限公司第二门市部") > score("云岭市远帆食品有限公司第二门市部")
    assert score("云岭市松凤食品有限公司第二门市部") > score("云岭市松风食品有限公司第三门市部")
