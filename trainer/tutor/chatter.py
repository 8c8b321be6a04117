"""What is said to the tutor and is no answer: a protest, a question about oneself, thanks.

`requests.txt` knows what can be asked for. Beyond it people say whatever they like, so a table
tells only what a sentence is about: you, me, the verdict, the questions. Whether the same words
earn something is for the caller to see; where they do, they are an answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from trainer.calculator.reader import find_quantities
from trainer.grading.verdict import Verdict
from trainer.tutor.requests import LONGEST, Row, match, read_rows, without_courtesy, words_of

_I_AM = re.compile(r"\bi['\N{RIGHT SINGLE QUOTATION MARK}]m\b", re.IGNORECASE)
"""Told apart from "IM", which is a route."""


_BESIDE = re.compile(r"\([^()]*\)")
"""What is said in brackets is a remark beside an answer: "hallucinations (spelling??)"."""


class Chatter(StrEnum):
    """What it is about: the last verdict, what the learner knows, anything else."""

    PROTEST = "protest"
    LEARNING = "learning"
    OTHER = "talk"


def chatter_in(typed: str, *, judged: bool = False) -> Chatter | None:
    """What a sentence that may be no answer is about; None if it says nothing of that sort.

    `judged` tells that the open question is answered by a judgement: words of one are an answer.
    """
    if len(typed) > LONGEST:
        return None
    typed = _BESIDE.sub(" ", typed).strip() or typed
    words = words_of(typed)
    there = set(words)
    if judged and there & _listed("@judging"):
        return None
    spans = list(without_courtesy(words)) if words else []
    for row, needed in _rows():
        if all(there & one for one in needed) and _fits(row, words, spans):
            return Chatter(row.move)
    return Chatter.OTHER if not judged and _of_oneself(typed) else None


def earns_nothing(verdict: Verdict) -> bool:
    """Whether nothing of an answer is right or harmful, as far as is certain: it may be none."""
    worthless = verdict.score == 0 or verdict.outcome == "unsure"
    return worthless and not verdict.met and not verdict.unsafe


def _of_oneself(typed: str) -> bool:
    """Whether it says "I" or "my", but for a hedge ("I think") and letters ("i.v.", "b.i.d.")."""
    words = words_of(_I_AM.sub("i\N{MODIFIER LETTER APOSTROPHE}m", typed))
    if find_quantities(typed):
        return False  # "two weeks, I'd have to look it up" answers
    me, hedges, numbered = _listed("@me"), _listed("@hedges"), _listed("@numbered")
    for place, word in enumerate(words):
        beside = [*words[max(0, place - 1) : place], *words[place + 1 : place + 2]]
        spelled = word == "i" and any(len(one) == 1 or one in numbered for one in beside)
        hedged = word[:1] == "i" and (not words[place + 1 :] or words[place + 1] in hedges)
        if word in me and not (spelled or hedged):
            return True
    return False


def _fits(row: Row, words: Sequence[str], spans: Sequence[tuple[int, int]]) -> bool:
    return any(match(row.parts, words, first, last) is not None for first, last in spans)


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[Row, ...], Mapping[str, tuple[tuple[str, ...], ...]]]:
    return read_rows(Path(__file__).with_name("chatter.txt"))


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[Row, tuple[frozenset[str], ...]], ...]:
    """Each row with the words of which it needs one: most rows need not be matched."""
    return tuple(
        (row, tuple(frozenset(p.beginning) for p in row.parts if p.needed and not p.most))
        for row in _table()[0]
    )


@lru_cache(maxsize=4)
def _listed(name: str) -> frozenset[str]:
    return frozenset(word for (word,) in _table()[1][name])
