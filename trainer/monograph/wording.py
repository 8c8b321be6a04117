"""Splitting what a line says: sentences, clauses, brackets, lists, negation and hedges.

All functions are linear in the length of their text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from trainer.monograph import wordlists

_SENTENCE_END = re.compile(r"[.!?][\"')\]]?\s+(?=[A-Z(\"'])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|Dr|approx|No|Fig|cf|St|incl|resp|max|min|ca)|\b[A-Z])\.$"
)
_CUTS = re.compile(r"[()\[\],;]")
_ROUND = re.compile(r"[()]")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_AND_OR = re.compile(r"\s+(?:and/or|and|or)\s+")
_LOOSE = re.compile(r"\s+([,;.])")
_NEGATED = re.compile(
    r"\b(?:not|no|never|neither|nor|without|cannot|unaffected|does\s+not|is\s+not|negligible(?!\s+\d))\b",
    re.IGNORECASE,
)
_LIST_CUE = re.compile(
    r"\b(?:including|such as|for example|e\.g\.,?|like|namely)\b[:,]?\s+", re.IGNORECASE
)
_LABEL = re.compile(r"^((?:[^:;()]|\([^()]{0,300}\)){1,90}?)\s*:\s+(?=\S)")
_NOT_A_LABEL = re.compile(r"\d\s*$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A bullet's label before its colon ("" if there is none), and the rest with its offset."""

    label: str
    rest: str
    offset: int


def labelled(text: str) -> Labelled:
    """Split "Label: rest"; a colon between digits or far inside a sentence makes no label."""
    found = _LABEL.match(text) if ": " in text[:400] else None
    if found is None or (_NOT_A_LABEL.search(found.group(1)) and len(found.group(1)) < 4):
        return Labelled("", text, 0)
    return Labelled(found.group(1).strip(), text[found.end() :].strip(), found.end())


def sentences(text: str) -> list[tuple[int, str]]:
    """Split prose at the ends of sentences: (offset, sentence) pairs, in order."""
    found: list[tuple[int, str]] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.start() + 1
        if _ABBREVIATED.search(text, max(start, end - 8), end):
            continue
        found.append((start, text[start:end].strip()))
        start = match.end()
    if text[start:].strip():
        found.append((start, text[start:].strip()))
    return found


def top_level(text: str, marks: str = ";") -> list[str]:
    """Split at any of the characters `marks` that stand outside brackets; empty pieces go."""
    if not any(mark in text for mark in marks):
        return [text.strip()] if text.strip() else []
    pieces: list[str] = []
    depth = 0
    start = 0
    for found in _CUTS.finditer(text):
        mark, index = found.group(), found.start()
        if mark in "([":
            depth += 1
        elif mark in ")]":
            depth = max(0, depth - 1)
        elif mark in marks and depth == 0:
            if mark == "," and text[index + 1 : index + 2].isdigit():
                continue
            pieces.append(text[start:index].strip())
            start = index + 1
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if piece]


def brackets(text: str) -> tuple[str, list[str]]:
    """Return the text outside round brackets, and the contents of each outermost bracket."""
    if "(" not in text:
        return text.strip(), []
    outside: list[str] = []
    inside: list[str] = []
    depth = 0
    start = 0
    for found in _ROUND.finditer(text):
        index = found.start()
        if found.group() == "(":
            if depth == 0:
                outside.append(text[start:index])
                start = index + 1
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                inside.append(text[start:index].strip())
                start = index + 1
    outside.append(text[start:])
    joined = " ".join(" ".join(outside).split())
    return _LOOSE.sub(r"\1", joined), [part for part in inside if part]


def items(text: str) -> list[str]:
    """Split a list: "A, B or C, and D" gives A, "B or C", D; "A and B" gives both.

    In a list with commas only the joint before its last item is cut; "B or C" inside stays whole.
    """
    pieces = top_level(text.strip(" ."), ",")
    if len(pieces) == 1:
        return _two(pieces[0])
    last = pieces[-1]
    found = re.match(r"^(?:and/or|and|or|as well as)\s+(.*)$", last, re.IGNORECASE)
    if found:
        pieces[-1] = found.group(1)
    else:
        pieces[-1:] = _two(last)
    return [piece.strip() for piece in pieces if piece.strip()]


def _two(text: str) -> list[str]:
    """Cut at "and" and "or" outside brackets."""
    masked = _IN_BRACKETS.sub(lambda found: "#" * len(found.group()), text)
    pieces: list[str] = []
    start = 0
    for joint in _AND_OR.finditer(masked):
        pieces.append(text[start : joint.start()].strip())
        start = joint.end()
    pieces.append(text[start:].strip())
    return [piece for piece in pieces if piece] or [text.strip()]


def listed_after_cue(text: str) -> list[str]:
    """Return the items after "including" or "such as", up to the clause's end; else none."""
    found = _LIST_CUE.search(text)
    if found is None:
        return []
    tail = text[found.end() :].split(";")[0]
    return items(tail)


def negated(text: str) -> bool:
    """Tell whether the statement denies something ("not metabolized", "no adjustment")."""
    return _NEGATED.search(text) is not None


def qualifier(text: str) -> str | None:
    """Return the hedge that a statement carries, as tables/qualifiers.txt names it."""
    row = wordlists.phrases("qualifiers").first(text.lower())
    return row[0] if row else None


_SEE = re.compile(
    r"\s*(?:\[\s*see\b[^\[\]]{0,160}\]|\(\s*see\b[^()]*(?:\([^()]*\)[^()]*)*\))", re.IGNORECASE
)


def statement(text: str) -> str:
    """Return text fit to stand as a statement: one line, a capital first, no closing stop.

    A reference to another part ("[see Warnings and Precautions (5.1)]") is left out.
    """
    plain = " ".join(_SEE.sub("", text).split()).strip(" ;,").rstrip(".").replace(" ,", ",")
    return plain if plain[1:2].isupper() else plain[:1].upper() + plain[1:]


def plain_label(label: str) -> str:
    """Return a label as a subject: lower case but for capitals that mean something (CNS, MAO)."""
    text = " ".join(label.split()).strip(" .,;:")
    first, _, rest = text.partition(" ")
    if len(first) > 1 and not first[1:].islower() and not first.istitle():
        return text
    return f"{first.lower()} {rest}".strip()
