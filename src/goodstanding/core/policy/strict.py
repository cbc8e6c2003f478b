"""YAML read strictly: a small, safe subset becomes a tree that remembers its lines.

Only mappings, lists and scalars exist. What YAML would quietly turn into something else (dates,
yes/no, empty values, floats, octal numbers), and what hides or repeats content (anchors, tags,
duplicate keys, invisible characters) is a fault. A file's faults are collected, never raised.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from goodstanding.core.basis.faults import Fault, FaultKind
from goodstanding.core.policy import faults_policy as kinds

BYTES_MAX = 64 * 1024
DEPTH_MAX = 16
INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,15})\Z")
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""Characters that nobody sees: they let a reviewer read something else than the machine."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; `plain` where it was written without quotes."""

    text: str
    plain: bool
    line: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a table, its line, and what it holds."""

    key: str
    line: int
    node: "Node"


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping in the order of its file; its keys are unique."""

    entries: tuple[Entry, ...]
    line: int


Node = Scalar | Items | Table


@dataclass(slots=True)
class _Frame:
    """A collection that is still open while events arrive."""

    mapping: bool
    line: int
    nodes: list[Node] = field(default_factory=list)

    def closed(self, found: "_Faults") -> Node:
        """Return the finished node; report keys that occur twice or are no texts."""
        if not self.mapping:
            return Items(tuple(self.nodes), self.line)
        entries: dict[str, Entry] = {}
        for key, value in zip(self.nodes[::2], self.nodes[1::2], strict=True):
            if not isinstance(key, Scalar) or (key.plain and INTEGER.match(key.text)):
                found.add(kinds.KEY_NOT_TEXT, key.line)
            elif key.text in entries:
                found.add(kinds.KEY_TWICE, key.line, key=key.text)
            else:
                entries[key.text] = Entry(key.text, key.line, value)
        return Table(tuple(entries.values()), self.line)


@dataclass(slots=True)
class _Faults:
    """The faults of one file so far."""

    file: str
    faults: list[Fault] = field(default_factory=list)

    def add(self, kind: FaultKind, line: int, **values: object) -> None:
        """Report a fault on a line."""
        self.faults.append(kind.at(f"{self.file}:{line}", **values))


def read_tree(file: str, data: bytes) -> tuple[Node | None, tuple[Fault, ...]]:
    """Return the tree of one YAML file and its faults; no tree where it cannot be trusted."""
    found = _Faults(file)
    if len(data) > BYTES_MAX:
        found.add(kinds.FILE_TOO_LARGE, 1, bytes=len(data), limit=BYTES_MAX)
        return None, tuple(found.faults)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        found.add(kinds.NOT_UTF8, data.count(b"\n", 0, wrong.start) + 1)
        return None, tuple(found.faults)
    for number, line in enumerate(text.split("\n"), start=1):
        if HIDDEN.search(line.removesuffix("\r")):
            found.add(kinds.HIDDEN_CHARACTER, number)
    if found.faults:
        return None, tuple(found.faults)
    tree = _compose(text, found)
    return (None if found.faults else tree), tuple(found.faults)


def _compose(text: str, found: _Faults) -> Node | None:
    """Return the tree of the only document of `text`."""
    try:
        root = _build(yaml.parse(text, Loader=yaml.CSafeLoader), found)
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark
        found.add(kinds.NOT_YAML, mark.line + 1 if mark else 1, problem=wrong.problem or "")
        return None
    if root is None and not found.faults:
        found.add(kinds.NOT_YAML, 1, problem="empty file")
    return root


def _build(events: Iterable[Event], found: _Faults) -> Node | None:
    """Return the tree that a stream of events spells."""
    root: Node | None = None
    frames: list[_Frame] = []
    for event in events:
        _refuse_extras(event, found, documents=0 if root is None else 1)
        node: Node | None = None
        if isinstance(event, CollectionStartEvent):
            if len(frames) == DEPTH_MAX:
                found.add(kinds.TOO_DEEP, _line(event), limit=DEPTH_MAX)
                return None
            frames.append(_Frame(isinstance(event, MappingStartEvent), _line(event)))
        elif isinstance(event, CollectionEndEvent):
            node = frames.pop().closed(found)
        elif isinstance(event, ScalarEvent):
            node = _scalar(event, found)
        elif isinstance(event, AliasEvent):
            node = Scalar("", plain=False, line=_line(event))
        if node is not None and frames:
            frames[-1].nodes.append(node)
        elif node is not None:
            root = node
    return root


def _refuse_extras(event: Event, found: _Faults, *, documents: int) -> None:
    """Report anchors, aliases, tags, directives and second documents."""
    line = _line(event)
    if isinstance(event, NodeEvent) and event.anchor is not None:
        found.add(kinds.ANCHOR, line, anchor=event.anchor)
    if getattr(event, "tag", None) is not None:
        found.add(kinds.TAG, line)
    if isinstance(event, DocumentStartEvent):
        if event.version or event.tags:
            found.add(kinds.TAG, line)
        if documents:
            found.add(kinds.SECOND_DOCUMENT, line)


def _line(event: Event) -> int:
    """Return the line on which an event begins."""
    return event.start_mark.line + 1 if event.start_mark else 1


def _scalar(event: ScalarEvent, found: _Faults) -> Scalar:
    """Return a scalar; report a bare one that YAML would read as neither text nor number."""
    line = _line(event)
    text: str = event.value
    plain = event.style is None or event.style == ""
    if plain and event.tag is None:
        for tag, pattern in yaml.SafeLoader.yaml_implicit_resolvers.get(text[:1], ()):
            if pattern.match(text) and not _is_allowed_bare(tag, text):
                found.add(kinds.BARE_VALUE, line, text=text or '""')
                break
    return Scalar(text, plain, line)


def _is_allowed_bare(tag: str, text: str) -> bool:
    """Return whether a bare word that YAML types may stand: decimal numbers, true, false."""
    if tag == "tag:yaml.org,2002:int":
        return INTEGER.match(text) is not None
    return tag == "tag:yaml.org,2002:bool" and text in ("true", "false")
