"""One block's statement as a fact, for the sections whose lines are statements by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from trainer.monograph import wording
from trainer.monograph.document import Block
from trainer.monograph.fact import Fact, Value


def stated(
    block: Block,
    section: str,
    kind: str,
    subject: str,
    statement: str,
    *,
    measured: Iterable[Value] = (),
    negated: bool = False,
    qualifier: str | None = None,
    frequency: str | None = None,
    details: dict[str, Any] | None = None,
) -> Fact:
    """Return a fact of `block`; its id and group are given when the whole text has been read."""
    return Fact(
        id="",
        section=section,
        subject=wording.plain_label(subject) or kind.replace("_", " "),
        kind=kind,
        statement=wording.statement(statement),
        lines=block.lines(),
        values=tuple(measured),
        frequency=frequency,
        negated=negated,
        qualifier=qualifier,
        details=details or {},
    )


def sentence_blocks(block: Block) -> Iterator[Block]:
    """Cut a paragraph into its sentences, each a block with the lines that it stands on."""
    for start, sentence in wording.sentences(block.text):
        marks = tuple(enumerate(block.lines(start, start + len(sentence))))
        text = sentence.rstrip(".")
        yield Block(block.kind, text, marks, block.group, block.heading, block.lost)


def head_words(text: str) -> str:
    """Return the first words of a statement, to name its subject by."""
    return wording.plain_label(" ".join(re.split(r"[,;(:]", text)[0].split()[:6]))
