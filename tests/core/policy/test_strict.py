"""The strict reader: what YAML would quietly change is refused, all else comes back as written."""

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from goodstanding.core.policy.strict import (
    HIDDEN,
    INTEGER,
    Items,
    Node,
    Scalar,
    Table,
    read_tree,
)

TEXTS = st.text(
    st.characters(blacklist_categories=("Cs",), blacklist_characters="\x85\x0b\x0c\u2028\u2029"),
    max_size=12,
).filter(lambda text: not HIDDEN.search(text) and "\r" not in text)
VALUES = st.recursive(
    TEXTS | st.integers(-(10**15), 10**15),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def plain_value(node: Node) -> object:
    """Return a tree as Python values, bare numbers as integers."""
    if isinstance(node, Scalar):
        return int(node.text) if node.plain and INTEGER.match(node.text) else node.text
    if isinstance(node, Items):
        return [plain_value(item) for item in node.items]
    return {entry.key: plain_value(entry.node) for entry in node.entries}


@settings(max_examples=200)
@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
def test_texts_and_whole_numbers_come_back_as_written(value: dict[str, object]) -> None:
    """Whatever a YAML writer writes of texts, numbers, lists and tables is read back equal."""
    text = yaml.safe_dump(value, allow_unicode=True)

    tree, faults = read_tree("file.yaml", text.encode())

    assert faults == ()
    assert tree is not None
    assert plain_value(tree) == value


@settings(max_examples=300)
@given(st.binary(max_size=200) | TEXTS.map(str.encode))
def test_no_bytes_raise(data: bytes) -> None:
    """Any bytes give a tree or faults, never an exception, and never both."""
    tree, faults = read_tree("file.yaml", data)
    assert (tree is None) == bool(faults)


def test_words_that_yaml_types_are_refused_unless_quoted() -> None:
    """Dates, yes/no, empty values, floats, octal and sexagesimal numbers must be quoted."""
    for word in ("2026-01-01", "yes", "No", "on", "", "~", "null", "1.5", "010", "1_000", "1:30",
                 "0x10", ".inf", "+3"):  # fmt: skip
        _, faults = read_tree("file.yaml", f"key: {word}\n".encode())
        assert [fault.code for fault in faults] == ["PACK-E008"], word
        tree, faults = read_tree("file.yaml", f'key: "{word}"\n'.encode())
        assert faults == ()
        assert isinstance(tree, Table)


def test_every_fault_of_a_file_is_found_with_its_line() -> None:
    """One run names three different faults on three lines."""
    data = b"a: yes\nb: &x 1\na: 2\n"
    _, faults = read_tree("file.yaml", data)
    assert [(fault.code, fault.where) for fault in faults] == [
        ("PACK-E008", "file.yaml:1"),
        ("PACK-E004", "file.yaml:2"),
        ("PACK-E006", "file.yaml:3"),
    ]


def test_a_bomb_of_brackets_is_refused_at_once() -> None:
    """Depth is limited before anything is built, whatever the nesting."""
    _, faults = read_tree("file.yaml", b"a: " + b"[" * 30_000)
    assert [fault.code for fault in faults] == ["PACK-E007"]
