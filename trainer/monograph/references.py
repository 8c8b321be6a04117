"""References run together on one line, and the disclaimer that ends a monograph."""

from __future__ import annotations

import re

from trainer.monograph import wording
from trainer.monograph.document import Block
from trainer.monograph.fact import Fact, Group

_NUMBER = re.compile(r"(?:(?<=\s)|^)\[?(\d{1,3})[.)\]]\s+(?=\S)")
_DISCLAIMER = re.compile(
    r"(?i)^(?:\W*disclaimer\b|this\s+(?:\w+\s+){0,2}"
    r"(?:monograph|document|summary|information|text|material)\b.*?"
    r"\b(?:education\w*|training|teaching|informational|clinical judg)|"
    r"for\s+(?:education\w*|training|teaching)\b)"
)


def is_disclaimer(text: str) -> bool:
    """Tell whether a paragraph says what the monograph is not for."""
    return _DISCLAIMER.match(text[:400]) is not None


def disclaimer(block: Block) -> Fact:
    """Return the disclaimer as one fact."""
    return Fact(
        id="",
        section="references",
        subject="disclaimer",
        kind="disclaimer",
        statement=wording.statement(block.text),
        lines=block.lines(),
        group=Group("disclaimer", inferred=True),
    )


def read(block: Block, expected: int = 1) -> list[Fact]:
    """Return the references of a paragraph; their numbers ascend from `expected`.

    A number counts only if it is the next one, so that "14th edition" and "1992;42(3):279-82" do
    not cut a reference in two. Text before the first number is a reference without one.
    """
    text = block.text
    cuts: list[tuple[int, int, int]] = []
    awaited = expected
    for match in _NUMBER.finditer(text):
        if int(match.group(1)) == awaited:
            cuts.append((match.start(), match.end(), awaited))
            awaited += 1
    if not cuts:
        return [_reference(block, text, expected, 0, len(text))]
    found = []
    for index, (_, start, number) in enumerate(cuts):
        end = cuts[index + 1][0] if index + 1 < len(cuts) else len(text)
        found.append(_reference(block, text[start:end], number, start, end))
    return found


def _reference(block: Block, text: str, number: int, start: int, end: int) -> Fact:
    return Fact(
        id="",
        section="references",
        subject=f"reference {number}",
        kind="reference",
        statement=" ".join(text.split()),
        lines=block.lines(start, end),
        details={"number": number},
    )
