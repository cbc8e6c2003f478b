"""Promises of the pictures: safe text, and bars that say the same as the numbers."""

import re
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from goodstanding.web.charts.draw import fit, width_of
from goodstanding.web.charts.marks import Share, distribution, grade_mark, place_of
from goodstanding.web.charts.timeline import Event, Lane, timeline
from goodstanding.web.charts.waterfall import Band, Step, waterfall

SVG = "{http://www.w3.org/2000/svg}"
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=40
)
DAYS = st.dates(date(1990, 1, 1), date(2040, 1, 1))


def parsed(svg: str) -> ET.Element:
    """Return the picture as a tree; it has no style, no script, no handler, no address."""
    tree = ET.fromstring(svg)  # noqa: S314 - made by ourselves a moment ago
    for element in tree.iter():
        assert element.tag.removeprefix(SVG) not in ("script", "style", "foreignObject", "image")
        for name, value in element.attrib.items():
            assert name != "style"
            assert not name.startswith("on")
            assert "href" not in name
            assert "http" not in value
    return tree


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXT, st.integers(-500, 500), TEXT), max_size=20), st.booleans())
def test_any_text_is_safe_in_a_waterfall(lines: list[tuple[str, int, str]], narrow: bool) -> None:
    """Whatever a rule is called, the picture is well-formed and stays inside its frame."""
    steps = [Step("start", "start", 0, 600)]
    for words, points, note in lines:
        last = steps[-1].after
        steps.append(Step("points", words, last, last + points, note))
    steps.append(Step("total", "score", steps[-1].after, steps[-1].after))
    bands = (Band("A", 670), Band("B", 580), Band("C", None))
    tree = parsed(waterfall(tuple(steps), bands, title="<t>", description="&d", narrow=narrow))
    width, height = (float(tree.attrib[name]) for name in ("width", "height"))
    for rect in tree.iter(f"{SVG}rect"):
        if rect.attrib.get("class") in ("paper", None) and "x" not in rect.attrib:
            continue
        assert 0 <= float(rect.attrib.get("x", 0)) <= width
        assert float(rect.attrib.get("y", 0)) <= height


def test_bars_are_as_long_as_their_points() -> None:
    """Twice the points is twice the length, and each bar begins where the one before ended."""
    steps = (
        Step("start", "s", 0, 600),
        Step("points", "a", 600, 560),
        Step("points", "b", 560, 480),
        Step("total", "t", 480, 480),
    )
    tree = parsed(waterfall(steps, (Band("A", None),), title="t", description="d"))
    bars = [one for one in tree.iter(f"{SVG}rect") if one.attrib.get("class") == "tone-takes"]
    bars = [one for one in bars if "x" in one.attrib]
    first, second = (float(bar.attrib["width"]) for bar in bars)
    assert abs(second - 2 * first) < 0.3
    start = float(bars[0].attrib["x"])
    assert abs(start - float(bars[1].attrib["x"]) - second) < 0.3


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(TEXT, DAYS, st.none() | st.integers(0, 4000), st.booleans()), max_size=12),
    DAYS,
)
def test_any_records_make_a_timeline(
    records: list[tuple[str, date, int | None, bool]], on: date
) -> None:
    """Whatever days records have, their marks lie inside the picture."""
    lanes = tuple(
        Lane(
            words, (Event(day, day + timedelta(days=ends) if ends else None, "adverse", disputed),)
        )
        for words, day, ends, disputed in records
    )
    tree = parsed(
        timeline(lanes, on=on, on_label="x", title="t", description="d", variant="narrow")
    )
    for circle in tree.iter(f"{SVG}circle"):
        assert 0 <= float(circle.attrib["cx"]) <= 342


def test_grades_differ_in_shape_and_letter() -> None:
    """The four marks have four shapes; without a grade the ring is open and has no letter."""
    shapes = {
        re.sub(r' class="[^"]*"| fill="[^"]*"', "", grade_mark("X", place, title="X"))
        for place in range(4)
    }
    assert len(shapes) == 4
    assert 'fill="none"' in grade_mark("–", None, title="none")
    assert [place_of(rank, 4) for rank in range(4)] == [0, 1, 2, 3]
    assert [place_of(rank, 2) for rank in range(2)] == [0, 3]


def test_shares_fill_the_bar() -> None:
    """The parts of the spread lie side by side and are as wide as their share."""
    tree = parsed(distribution((Share("A", 3, 0), Share("–", 1, None)), title="t", description="d"))
    first, second = list(tree.iter(f"{SVG}rect"))
    assert abs(float(first.attrib["width"]) - 538) < 1
    assert abs(float(second.attrib["x"]) - 540.5) < 1


@given(TEXT, st.integers(20, 400))
def test_long_words_are_shortened_to_fit(text: str, width: int) -> None:
    """What is shown is never wider than its room, and whole where there is room."""
    shown = fit(text, width)
    assert width_of(shown) <= max(width, width_of("…"))
    assert shown == text or shown.endswith("…")
