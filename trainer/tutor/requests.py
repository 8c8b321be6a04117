"""What a learner types to the tutor itself, in whole sentences: a table, and matching against it.

A row is matched from the first word to the last. So a request is understood in the many ways in
which people put it, and an answer that merely holds such words stays an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_WORD = re.compile(r"[^\s,.!?;:\"()…–—]+")
_BETWEEN = re.compile(r"[,;.]|\bbut\b|\band\b|\bso\b", re.IGNORECASE)
_PART = re.compile(r"\(([^)]*)\)|\[([^\]]*)\]|(\S+)")
_APOSTROPHES = str.maketrans("", "", "'\N{RIGHT SINGLE QUOTATION MARK}`\N{ACUTE ACCENT}")
_OPEN = {"*": 1000, "~": 4}
LONGEST = 200
"""Characters of what is typed that are read as a request: nobody asks for a hint in more."""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for: a move's name, the words that a row leaves open, and the row's flags."""

    move: str
    words: str = ""
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """One place of a row: wordings by their first word, or any words up to `most`."""

    beginning: Mapping[str, tuple[tuple[str, ...], ...]]
    needed: bool
    most: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of sentences."""

    place: int
    move: str
    flags: frozenset[str]
    parts: tuple[Part, ...]


def requests(typed: str) -> Iterator[Request]:
    """Yield what `typed` may ask for, the likeliest first; nothing if it is no request."""
    if len(typed) > LONGEST:
        return
    alone = tuple(_alone(typed))
    yield from alone or _several(typed)


def _several(typed: str) -> Iterator[Request]:
    """What is asked for last in "no idea, tell me", where every part is a request by itself."""
    parts = [part for part in _BETWEEN.split(typed) if not _is_courtesy(part)]
    if not parts:
        yield Request("remark", flags=frozenset({"unearned", "unjudged"}))
    meant = [next(_alone(part), None) for part in parts]
    sure = all(one and (one.move == "unknown" or "unearned" not in one.flags) for one in meant)
    if len(parts) > 1 and sure and meant[-1]:
        yield meant[-1]


def _alone(typed: str) -> Iterator[Request]:
    """What one sentence may ask for: the rows that fit it, with or without its courtesy."""
    found = list(_WORD.finditer(typed))
    words = [match.group().casefold().translate(_APOSTROPHES) for match in found]
    fitting: list[tuple[int, Request]] = []
    for first, last in without_courtesy(words):
        asked = "?" in typed[found[last - 1].end() :]
        for row in _rows().get(words[first], ()):
            if "asked" in row.flags and not asked:
                continue
            span = match(row.parts, words, first, last)
            if span is not None:
                start, end = span
                if end and _longest(_polite(), words[start:end], at_start=True) == end - start:
                    continue  # "explain please" asks for no word
                open_words = typed[found[start].start() : found[end - 1].end()] if end else ""
                fitting.append((row.place, Request(row.move, open_words, row.flags)))
    fitting.sort(key=lambda fit: fit[0])
    yield from (request for _, request in fitting)


def without_courtesy(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The words as they are, and with fewer and fewer of the polite ones before and after them."""
    starts, ends = [0], [len(words)]
    while more := _longest(_polite(), words[starts[-1] :], at_start=True):
        starts.append(starts[-1] + more)
    while more := _longest(_polite(), words[: ends[-1]], at_start=False):
        ends.append(ends[-1] - more)
    yield from ((first, last) for first in starts for last in ends if first < last)


def _is_courtesy(text: str) -> bool:
    words = [match.group().casefold().translate(_APOSTROPHES) for match in _WORD.finditer(text)]
    at = 0
    while more := _longest(_polite(), words[at:], at_start=True):
        at += more
    return at == len(words)


def _longest(wordings: Sequence[tuple[str, ...]], words: Sequence[str], *, at_start: bool) -> int:
    fits = [
        len(one)
        for one in wordings
        if len(one) <= len(words)
        and tuple(words[: len(one)] if at_start else words[len(words) - len(one) :]) == one
    ]
    return max(fits, default=0)


def match(
    parts: Sequence[Part], words: Sequence[str], at: int, last: int
) -> tuple[int, int] | None:
    """The words that a row leaves open, as (first, one past); (0, 0) for none; None: no match."""
    if not parts:
        return (0, 0) if at == last else None
    part, rest = parts[0], parts[1:]
    for wording in part.beginning.get(words[at], ()) if at < last else ():
        end = at + len(wording)
        if end <= last and tuple(words[at:end]) == wording:
            span = match(rest, words, end, last)
            if span is not None:
                return span
    if part.most:
        for end in range(at + 1 if rest else last, min(last, at + part.most) + 1):
            span = match(rest, words, end, last) if end > at else None
            if span is not None:
                return (at, end)
    return None if part.needed else match(rest, words, at, last)


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[Row, ...], tuple[tuple[str, ...], ...]]:
    rows, lists = read_rows(Path(__file__).with_name("requests.txt"))
    return rows, lists["@courtesy"]


def read_rows(path: Path) -> tuple[tuple[Row, ...], Mapping[str, tuple[tuple[str, ...], ...]]]:
    """Read a table of sentences: its rows, and its lists of wordings by name."""
    text = path.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    lists = dict(_named(line) for line in lines if line.startswith("@"))
    sentences = [line for line in lines if not line.startswith("@")]
    return tuple(row_of(place, line, lists) for place, line in enumerate(sentences)), lists


def words_of(typed: str) -> list[str]:
    """The words of a sentence as the rows have them: in lower case, without apostrophes."""
    return [match.group().casefold().translate(_APOSTROPHES) for match in _WORD.finditer(typed)]


def _polite() -> tuple[tuple[str, ...], ...]:
    return _table()[1]


@lru_cache(maxsize=1)
def _rows() -> Mapping[str, tuple[Row, ...]]:
    """The rows by the first word of what they match, in their order."""
    rows, _ = _table()
    found: dict[str, list[Row]] = {}
    anyhow = []
    for row in rows:
        firsts = _firsts(row.parts)
        if firsts is None:
            anyhow.append(row)
            for known in found.values():
                known.append(row)
            continue
        for word in firsts:
            found.setdefault(word, list(anyhow)).append(row)
    return _Else({word: tuple(rows) for word, rows in found.items()}, tuple(anyhow))


class _Else(dict[str, tuple[Row, ...]]):
    """The rows by first word; for every other word those that begin with any."""

    def __init__(self, known: Mapping[str, tuple[Row, ...]], other: tuple[Row, ...]) -> None:
        super().__init__(known)
        self._other = other

    def get(self, key: str, default: object = None) -> tuple[Row, ...]:
        return super().get(key, self._other)


def _firsts(parts: Sequence[Part]) -> frozenset[str] | None:
    """The words that a row can begin with; None for any."""
    found: set[str] = set()
    for part in parts:
        if part.most:
            return None
        found |= part.beginning.keys()
        if part.needed:
            break
    return frozenset(found)


def _named(line: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    name, _, wordings = line.partition("=")
    return name.strip(), tuple(tuple(one.split()) for one in wordings.split("|"))


def row_of(place: int, line: str, lists: Mapping[str, tuple[tuple[str, ...], ...]]) -> Row:
    head, _, sentence = line.partition("|")
    move, _, flags = head.partition(",")
    parts = []
    for found in _PART.finditer(sentence):
        one_of, may_miss, word = found.groups()
        parts.append(_part(one_of or may_miss or word, lists, needed=may_miss is None))
    return Row(place, move.strip(), frozenset(flags.split()), tuple(parts))


def _part(text: str, lists: Mapping[str, tuple[tuple[str, ...], ...]], *, needed: bool) -> Part:
    if text.strip() in _OPEN:
        return Part({}, needed, _OPEN[text.strip()])
    beginning: dict[str, tuple[tuple[str, ...], ...]] = {}
    for one in text.split("|"):
        for wording in lists.get(one.strip(), (tuple(one.split()),)):
            beginning[wording[0]] = (*beginning.get(wording[0], ()), wording)
    return Part(beginning, needed)
