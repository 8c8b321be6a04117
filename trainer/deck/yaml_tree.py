"""Deck YAML read as events: every value is the text that was typed, with its line and column.

Nothing is guessed: `no`, `2.50`, `1e3` and `10:00` stay what they are. What a deck never needs is
refused while the events stream by, before it can cost anything: aliases and anchors (and with them
merge keys), tags, several documents, deep nesting, control characters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trainer.deck.collector import collector_paused
from trainer.deck.problem import DeckError, Problem
from trainer.deck.yaml_faults import MAX_DEPTH, fault_of
from trainer.errors import Place
from trainer.text import character_name, first_unsafe

MAX_BYTES = 64 * 1024 * 1024


@dataclass(slots=True)
class Scalar:
    """A value as typed; `line` and `column` count from 1."""

    text: str
    line: int
    column: int


@dataclass(slots=True)
class Listing:
    """A sequence of values."""

    items: list[Node]
    line: int
    column: int


@dataclass(slots=True)
class Table:
    """A mapping, its entries in the order written; keys are unique."""

    entries: list[tuple[Scalar, Node]]
    line: int
    column: int
    index: dict[str, Node]

    def get(self, key: str) -> Node | None:
        return self.index.get(key)


Node = Scalar | Listing | Table


def read_bytes(path: Path) -> bytes:
    """Read a regular file of bounded size; DeckError for anything else (a pipe, a folder, ...)."""
    place = Place(str(path))
    try:
        if path.exists() and not path.is_file():
            raise _refusal(place, "not-a-file", "this is not a regular file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            limit = MAX_BYTES // (1024 * 1024)
            raise _refusal(
                place,
                "too-large",
                f"the file has {size // (1024 * 1024)} MB and the limit is {limit} MB",
                "Split the deck into several.",
            )
        return path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read ({error.strerror or error})"
        raise _refusal(place, "unreadable", message) from error


def read_tree(path: Path) -> tuple[Node, list[Problem]]:
    """Read a YAML file into a tree. Repeated keys are reported, what cannot be read is raised."""
    return parse_tree(read_bytes(path), str(path))


def parse_tree(data: bytes, name: str) -> tuple[Node, list[Problem]]:
    """Build the tree of one document; raises DeckError with line and column."""
    return tree_of(decode(data, name), name)


def tree_of(text: str, name: str) -> tuple[Node, list[Problem]]:
    """Build the tree of one document that is a text already."""
    problems: list[Problem] = []
    with collector_paused():
        root = _build(_events(text, name), name, problems, "\\" in text)
    if root is None:
        raise _refusal(
            Place(name, 1, 1), "empty", "the file is empty", "Begin with `id:` and `title:`."
        )
    return root, problems


def decode(data: bytes, name: str) -> str:
    """The text of a file; DeckError if it is not UTF-8 or holds what cannot be shown safely."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _refusal(
            Place(name, 1, 1), "encoding", "the file is UTF-16", "Save it as UTF-8 in your editor."
        )
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        raise _refusal(
            Place(name, line, column),
            "encoding",
            f"the byte 0x{data[error.start]:02x} is not UTF-8",
            "Save the file as UTF-8 in your editor.",
        ) from error
    if unsafe := first_unsafe(text):
        index, what = unsafe
        line = text.count("\n", 0, index) + 1
        column = index - (text.rfind("\n", 0, index) + 1) + 1
        raise _refusal(
            Place(name, line, column),
            "control-character",
            f"the character {what} cannot be shown safely",
            "Delete it.",
        )
    return text


def _events(text: str, name: str) -> Iterator[Any]:
    import yaml

    loader: Any = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        raise DeckError((fault_of(error, text, name),)) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise _refusal(Place(name), "syntax", f"this is not YAML ({error})") from error


def _build(events: Iterator[Any], name: str, problems: list[Problem], escapes: bool) -> Node | None:
    """The tree of one document. `escapes` tells whether a text may hold what the file does not."""
    import yaml

    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
    root: Node | None = None
    stack: list[Table | Listing] = []
    parent: Table | Listing | None = None
    keys: list[Scalar | None] = []  # of each open table, the key that waits for its value
    documents = 0
    for event in events:
        kind = type(event)
        node: Node
        if kind is scalar:
            if event.anchor is not None or event.tag is not None:
                _refuse_extras(event, name)
            mark = event.start_mark
            text = event.value
            if escapes and (unsafe := first_unsafe(text)):
                raise _refusal(
                    Place(name, mark.line + 1, mark.column + 1),
                    "control-character",
                    f"this text holds the character {character_name(text[unsafe[0]])}",
                    "Delete it.",
                )
            node = Scalar(text, mark.line + 1, mark.column + 1)
        elif kind is mapping or kind is sequence:
            if event.anchor is not None or event.tag is not None:
                _refuse_extras(event, name)
            mark = event.start_mark
            line, column = mark.line + 1, mark.column + 1
            node = Table([], line, column, {}) if kind is mapping else Listing([], line, column)
        elif kind in ends:
            stack.pop()
            keys.pop()
            parent = stack[-1] if stack else None
            continue
        elif kind is yaml.AliasEvent:
            mark = event.start_mark
            raise _refusal(
                Place(name, mark.line + 1, mark.column + 1),
                "alias",
                f"aliases (*{event.anchor}) are not allowed",
                "Write the value out; a value that begins with * needs quotes.",
            )
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _refusal(
                    Place(name, event.start_mark.line + 1, 1),
                    "documents",
                    "a second document begins here (---)",
                    "Keep one document a file.",
                )
            continue
        else:
            continue
        if parent is None:
            root = node
        elif type(parent) is Listing:
            parent.items.append(node)
        else:
            assert type(parent) is Table
            key = keys[-1]
            if key is None:
                keys[-1] = _key(node, parent, name, problems)
            else:
                parent.entries.append((key, node))
                parent.index.setdefault(key.text, node)
                keys[-1] = None
        if kind is not scalar:
            assert not isinstance(node, Scalar)
            stack.append(node)
            keys.append(None)
            parent = node
            if len(stack) > MAX_DEPTH:
                raise _too_deep(Place(name, node.line, node.column))
    return root


def _too_deep(place: Place) -> DeckError:
    return _refusal(place, "too-deep", f"values are nested more than {MAX_DEPTH} deep")


def _key(node: Node, table: Table, name: str, problems: list[Problem]) -> Scalar:
    """A node as the key of an entry; a key that is there already is reported."""
    if not isinstance(node, Scalar):
        place = Place(name, node.line, node.column)
        raise _refusal(place, "key", "a name must be a plain word")
    if node.text == "<<":
        raise _refusal(
            Place(name, node.line, node.column),
            "merge-key",
            "merge keys (<<) are not allowed",
            "Write the entries out.",
        )
    if node.text in table.index:
        first = next(key.line for key, _ in table.entries if key.text == node.text)
        problems.append(
            Problem(
                Place(name, node.line, node.column),
                "error",
                "duplicate-key",
                f"`{node.text}` is written twice; the first is on line {first}",
                "Keep one of them.",
            )
        )
    return node


def _refuse_extras(event: Any, name: str) -> None:
    if event.anchor is not None or event.tag is not None:
        mark = event.start_mark
        if event.anchor is not None:
            code, what = "anchor", f"anchors (&{event.anchor}) are not allowed"
            hint = "A value that begins with & needs quotes."
        else:
            code, what = "tag", f"tags ({event.tag}) are not allowed"
            hint = "A value that begins with ! needs quotes."
        raise _refusal(Place(name, mark.line + 1, mark.column + 1), code, what, hint)


def _refusal(place: Place, code: str, message: str, hint: str = "") -> DeckError:
    return DeckError((Problem(place, "error", code, message, hint),))
