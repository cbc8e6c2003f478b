"""Candidates for a record whose organisation is unclear: reasons, points, order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from goodstanding.core.basis import ids
from goodstanding.core.entities.candidates import POINTS, REASONS, Known, near_codes, rank
from goodstanding.core.entities.names import fold_name

CODE = "91990100MA0000015X"
NAMES = (
    "云岭市松风食品有限公司",
    "云岭市白鹭物流有限公司",
    "云岭市远帆餐饮店",
    "青石县松风建材有限公司",
)


def code(number: int) -> str:
    """Return the unified code of a fictional firm."""
    return ids.uscc_with_check("91990100" + ids.org_code_with_check(f"MA{number:06d}"))


def known(number: int, name: str, *former: str, old: str = "") -> Known:
    """Return a fictional firm as the register knows it."""
    codes = (code(number), old) if old else (code(number),)
    names = tuple(fold_name(each) for each in (name, *former))
    return Known(number, f"cn-uscc:{codes[0]}", name, codes, names)


REGISTER = tuple(known(number, name) for number, name in enumerate(NAMES, 1))


def test_every_reason_has_points_and_words() -> None:
    """What is shown as a reason is worth something and has both languages."""
    assert set(POINTS) == set(REASONS)
    assert all(text.zh and text.en for text in REASONS.values())


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a true code, and it with one slip."""
    true = code(draw(st.integers(1, 999_999)))
    at = draw(st.integers(0, 17))
    slip = draw(st.sampled_from(["wrong", "unlawful", "exchanged", "missing", "doubled", "other"]))
    other = draw(st.sampled_from(ids.USCC_ALPHABET))
    if slip == "wrong":
        return true, true[:at] + other + true[at + 1 :]
    if slip == "unlawful":
        return true, true[:at] + draw(st.sampled_from("IOSZV*")) + true[at + 1 :]
    if slip == "exchanged":
        at = min(at, 16)
        return true, true[:at] + true[at + 1] + true[at] + true[at + 2 :]
    if slip == "missing":
        return true, true[:at] + true[at + 1 :]
    if slip == "doubled":
        return true, true[:at] + true[at] + true[at:]
    return true, true[:at] + other + true[at:]


@given(damaged())
@settings(max_examples=300)
def test_one_slip_leads_back(case: tuple[str, str]) -> None:
    """The true code is among the lawful neighbours of every code with one slip."""
    true, sent = case
    assert sent == true or true in near_codes(sent)


@given(damaged(), st.sampled_from(NAMES))
def test_the_true_entity_comes_first_when_its_name_agrees(case: tuple[str, str], name: str) -> None:
    """Any one slip in the code with the right name puts the true entity first.

    Also before entities that bear the other codes that the damaged one may be read as.
    """
    true, sent = case
    meant = Known(77, f"cn-uscc:{true}", name, (true,), (fold_name(name),))
    rivals = [
        Known(100 + place, f"cn-uscc:{near}", "远帆", (near,), (fold_name("远帆"),))
        for place, near in enumerate(near_codes(sent))
        if near != true
    ]
    others = [entity for entity in REGISTER if entity.name != name]
    assert rank(sent, name, [*rivals, *others, meant])[0].number == 77


def test_look_alikes_count_more() -> None:
    """Letters that no code has are read as the digits that they look like."""
    sent = CODE.replace("0", "O").replace("1", "I").lower()
    found = rank(sent, "", [Known(1, f"cn-uscc:{CODE}", "甲", (CODE,), ("甲",))])
    assert ids.uscc_check(CODE)
    assert [candidate.reasons for candidate in found] == [("lookalike",)]
    assert found[0].score == POINTS["lookalike"]


def test_reasons_of_names() -> None:
    """A present name, a former name, the same core and a similar name, in this order."""
    register = (
        known(1, "云岭市松风饮品有限公司"),
        known(2, "青石县松风食品有限责任公司"),
        known(3, "云岭市新名食品有限公司", "云岭市松风食品有限公司"),
        known(4, "云岭市（松风）食品有限公司"),
        known(5, "远帆"),
    )
    found = rank("", "云岭市松风食品有限公司", register)
    assert [(candidate.number, candidate.reasons) for candidate in found] == [
        (4, ("same_name",)),
        (3, ("former_name",)),
        (2, ("same_core",)),
        (1, ("similar_name",)),
    ]
    assert [candidate.score for candidate in found] == [500, 450, 350, 240]


def test_old_number_and_its_slip() -> None:
    """An old number names its entity; with two neighbours exchanged it still leads there."""
    register = (known(1, NAMES[0], old="330203000030639"), *REGISTER[1:])
    assert rank("330203000030639", "", register)[0].reasons == ("old_number",)
    assert rank("330203000036039", "", register)[0].reasons == ("exchanged",)
    assert rank(register[0].codes[0], "", register)[0].reasons == ("same_code",)


def test_nothing_speaks_for_nobody() -> None:
    """Without a likeness there is no candidate: nobody is named for want of better."""
    assert rank("", "", REGISTER) == ()
    assert rank("暂无", "子丑寅卯", REGISTER) == ()


def test_order_is_total_and_limited() -> None:
    """Equals come by entity number; no more than the limit come at all."""
    twins = [known(number, NAMES[0]) for number in (9, 3, 5)]
    assert [found.number for found in rank("", NAMES[0], twins, limit=2)] == [3, 5]
