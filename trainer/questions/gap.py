"""A monograph's own sentence with the span that carries the information taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from trainer.calculator.reader import find_quantities
from trainer.deck.deck import Deck
from trainer.monograph.fact import Fact
from trainer.questions.amounts import quantity_of, written_values

GAP = "____"
MAX_WORDS = 40
MAX_TAKEN = 14


@dataclass(frozen=True, slots=True)
class Gapped:
    """A sentence as shown, with its gap, and the words that were taken out."""

    shown: str
    taken: str


def line_text(deck: Deck, fact: Fact) -> str:
    """The fact's own source line without its bullet; the last one where there are several."""
    number = fact.lines[-1] if fact.lines else 0
    if not 0 < number <= len(deck.text):
        return ""
    return deck.text[number - 1].strip().lstrip("-*• ").strip()


def gap_sentence(deck: Deck, fact: Fact) -> str:
    """The fact's line with its amount as a gap; empty if the amount is not found just once."""
    values = written_values(fact)
    wanted = quantity_of(values[0]) if values else None
    text = line_text(deck, fact)
    if wanted is None or not text or len(text.split()) > MAX_WORDS:
        return ""
    spans = [
        (found.start, found.end)
        for found in find_quantities(text)
        if found.quantity.low == wanted.low and found.quantity.high == wanted.high
    ]
    if len(spans) != 1:
        return ""
    start, end = spans[0]
    return f"{text[:start]}{GAP}{text[end:]}"


_BEFORE = (r"; ", r": ", r" - ", r" because ", r" to prevent ", r" if ", r" until ")
_LATER = (r" for ", r" with ", r" from ", r" and other ", r" at ", r" by ", r" through ", r" of ",
          r" to ", r" rather than ")  # fmt: skip


_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|should|may|can|must|will|would|been)\b", re.IGNORECASE
)
_IN_A_RANGE = re.compile(r"\b(?:\d[\d.,]*|one|two|three|four|five|six)\s*(?:to|and|-|–)\s*$", re.I)


def tail_gap(statement: str, names: Iterable[str] = ()) -> Gapped | None:
    """Cut a sentence before the part that carries its information.

    A drug's name in `names` that stands at once behind the cut is left in the sentence.
    """
    text = statement.strip().rstrip(".")
    called = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    known = re.compile(rf"(?:{called})\b,?\s+(?:and\s+|or\s+)?", re.I) if called else None
    for marks, late in ((_BEFORE, False), (_LATER, True)):
        cuts = sorted(
            (match.end() for mark in marks for match in re.finditer(mark, text)), reverse=late
        )
        for cut in cuts:
            if late and (_FINITE.search(text[cut:]) or _IN_A_RANGE.search(text[:cut])):
                continue
            if known and (name := known.match(text, cut)):
                cut = name.end()
            if (gapped := _cut(text, cut, len(text))) is not None:
                return gapped
    return None


_VERB = (
    r"(?:(?:primarily|mainly|also|thereby|thus) )?"
    r"(?:was |has |is |are |acts |works |binds |belongs )?"
    r"(?:as an? (?:[\w-]+ )?(?:agonist|antagonist|inhibitor|derivative|analogue|blocker) (?:at|of) "
    r"|a derivative of |by \w+ing |an? |\w+(?:s|ed|es) (?:the (?:release|uptake|reuptake|synthesis"
    r"|activity|effect|action|breakdown|metabolism) of )?|primarily on |to )"
)
_ENDS = (
    r"(?= (?:at|in|by|through|via|within|during|without|leading|resulting|rather|used|causing)\b|$)"
)


def object_gap(statement: str, names: Iterable[str]) -> Gapped | None:
    """Take out what the verb acts on: "It inhibits ____ at the spinal level"."""
    text = statement.strip().rstrip(".")
    called = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    head = rf"(?:it|this action|the drug|the result|{called}) "
    match = re.match(rf"(?P<head>{head}{_VERB})(?P<object>.+?){_ENDS}", text, re.IGNORECASE)
    if match is None:
        return None
    return _cut(text, match.start("object"), match.end("object"))


def whole_gap(deck: Deck, fact: Fact) -> Gapped | None:
    """Take the fact's words out of its labelled line: "Distribution: ____; crosses ..."."""
    line = line_text(deck, fact)
    words = fact.statement.strip(" .")
    for taken in (re.sub(r"^\w+ (?:the )?", "", words), words):
        start = line.casefold().find(taken.casefold())
        label = line.find(": ")
        if (
            start > 0
            and len(taken) > 3
            and -1 < label < start
            and line.casefold().count(taken.casefold()) == 1
        ):
            return _cut(line, start, start + len(taken))
    return None


def _cut(text: str, start: int, end: int) -> Gapped | None:
    taken = text[start:end].strip(" .,;")
    rest = (text[:start] + text[end:]).split()
    if re.match(r"(?:and|or)\b", taken, re.IGNORECASE):
        return None
    if not 1 <= len(taken.split()) <= MAX_TAKEN or len(taken) < 4 or len(rest) < 2:
        return None
    if len(text.split()) > MAX_WORDS:
        return None
    first = text[:start].strip()
    shown = f"{text[:start]}{GAP}{text[end:]}"
    article = re.match(r"(the|an?) ", taken, re.IGNORECASE)
    if article and first:  # the article stays in the sentence
        return Gapped(f"{text[:start]}{article.group()}{GAP}{text[end:]}", taken[article.end() :])
    return Gapped(shown, taken)
