"""docs/due-process.md tells of every requirement where it is kept and which test shows it."""

from scripts.write_due_process import COUNT, PAGE, ROOT, page, place, requirements


def test_the_page_is_fresh() -> None:
    """What the page says is what the tests' docstrings say."""
    assert PAGE.read_text(encoding="utf-8") == page(requirements()), (
        "run scripts/write_due_process.py"
    )


def test_every_requirement_has_exactly_one_test() -> None:
    """Thirty-six requirements, thirty-six tests: none is forgotten, none shown twice."""
    assert [one.number for one in requirements()] == list(range(1, COUNT + 1))


def test_each_place_is_there_and_each_promise_is_said() -> None:
    """A requirement names its promise, and places of this repository that exist."""
    for one in requirements():
        assert one.promise.endswith("."), one.test
        assert one.kept, one.test
        missing = [kept for kept in one.kept if not (ROOT / place(kept)).exists()]
        assert missing == [], one.test
