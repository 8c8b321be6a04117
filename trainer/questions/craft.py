"""What a program can see of the craft of a question: one sentence for each thing to mend.

The rules are those of item-writing guides (the NBME's list of flaws) and of safe notation; the
code in front of each is stable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trainer.calculator.writer import write
from trainer.deck.deck import Deck
from trainer.deck.key import (
    ChoiceKey,
    ExplanationKey,
    ListKey,
    QuantityKey,
    RangeKey,
    TermKey,
)
from trainer.grading.grader import Asked, grade
from trainer.lexicon.lexicon import Lexicon
from trainer.lexicon.notation import find_notation
from trainer.questions.question import Question

_QUOTED = re.compile(r"\"[^\"\n]{1,60}\"")
LONGEST = 80  # words of a stem
MUCH_LONGER = 1.6  # times the longest distractor
_ABSOLUTE = re.compile(
    r"\b(?:always|never|only|all|none|must"
    r"|every(?! (?:other|second|third|\d+|day|hour|morning|evening|night|week|month)))\b",
    re.IGNORECASE,
)
_ALL_OR_NONE = re.compile(r"\b(?:all|none|both) of (?:the above|these)\b", re.IGNORECASE)
_NEGATIVE = re.compile(r"\b(?:not|except|least)\b")
_COUNT = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d+|all|both|entries|names)\b", re.I
)
_UNIT_ASKED = re.compile(
    r"\b(?:unit|units|how many|on which day|in years|in mg|percentage)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """One flaw of a question. `serious` ones keep a card from being asked well at all."""

    code: str
    message: str
    serious: bool = False

    def to_json(self) -> dict[str, Any]:
        return {"code": self.code, "message": self.message, "serious": self.serious}


def flaws(deck: Deck, question: Question, lexicon: Lexicon) -> tuple[Flaw, ...]:
    """Everything that is wrong with a question, the serious things first."""
    found = [
        *_answer(deck, question, lexicon),
        *_stem(question),
        *_options(question),
        *_source(deck, question),
    ]
    return tuple(sorted(found, key=lambda flaw: not flaw.serious))


def _answer(deck: Deck, question: Question, lexicon: Lexicon) -> Iterator[Flaw]:
    """The key passes its own grader, and nothing that is wrong does."""
    key = question.key
    asked = Asked(question.text, key, facts=deck.facts, card=question.card)
    if not isinstance(key, ChoiceKey):
        verdict = grade(key.model, asked, lexicon)
        if verdict.outcome != "correct":
            said = f"its own model answer {key.model!r} is marked {verdict.outcome}"
            yield Flaw("key-fails", said, serious=True)
    for slip in question.slips:
        if grade(write(slip.quantity), asked, lexicon).outcome == "correct":
            said = f"the error {slip.name} ({write(slip.quantity)}) is marked right"
            yield Flaw("slip-passes", said, serious=True)
    if isinstance(key, ListKey) and (key.ask_for or 0) > len(key.points):
        said = f"{key.ask_for} are asked for, and there are {len(key.points)}"
        yield Flaw("asks-too-many", said, serious=True)
    for place, one in enumerate(question.slips):
        for other in question.slips[place + 1 :]:
            if one.quantity == other.quantity and one.name != other.name:
                said = f"{one.name} and {other.name} both give {write(one.quantity)}"
                yield Flaw("slips-collide", said)


def _stem(question: Question) -> Iterator[Flaw]:
    text, key = question.text, question.key
    words = len(text.split())
    if words > LONGEST:
        yield Flaw("long-stem", f"the question has {words} words; {LONGEST} are read at a glance")
    for note in find_notation(_QUOTED.sub(" ", text)):  # what is quoted is shown, not used
        yield Flaw("notation", f"{note.typed!r} is error-prone; write {note.write}", serious=True)
    if _NEGATIVE.search(text.partition("?")[0]) and isinstance(key, ChoiceKey):
        yield Flaw("negative-stem", "it asks for what is not so without saying NOT in capitals")
    if isinstance(key, QuantityKey | RangeKey) and not _names_unit(question):
        yield Flaw("no-unit", "it neither names the unit nor asks for it")
    if isinstance(key, ListKey) and not _COUNT.search(text):
        yield Flaw("no-count", "it does not say how many things are asked for")
    if isinstance(key, TermKey | ExplanationKey):
        shown = text.casefold()
        for point in key.points:
            if len(point.text) > 3 and re.search(rf"\b{re.escape(point.text.casefold())}\b", shown):
                yield Flaw(
                    "leak", f"the answer {point.text!r} stands in the question", serious=True
                )
    if isinstance(key, QuantityKey) and key.quantity.value.denominator > 10_000:
        yield Flaw("no-rounding", "the answer has many decimals and no rounding is stated")


def _names_unit(question: Question) -> bool:
    key = question.key
    assert isinstance(key, QuantityKey | RangeKey)
    unit = key.quantity.unit
    if unit is None or key.unit_named or _UNIT_ASKED.search(question.text):
        return True
    return unit.symbol.partition("/")[0] in question.text


def _options(question: Question) -> Iterator[Flaw]:
    key = question.key
    if not isinstance(key, ChoiceKey):
        return
    texts = [option.text for option in key.options]
    right = [option for option in key.options if option.right]
    wrong = [option for option in key.options if not option.right]
    if not right:
        yield Flaw("no-key", "no option is right", serious=True)
    if len({text.casefold().strip(" .") for text in texts}) < len(texts):
        yield Flaw("same-options", "two options are the same", serious=True)
    if len(texts) < 2:
        yield Flaw("too-few", "there is only one option", serious=True)
    for text in texts:
        if _ALL_OR_NONE.search(text):
            yield Flaw("all-or-none", f"{text!r} rewards guessing; write what is meant")
        for note in find_notation(_QUOTED.sub(" ", text)):
            said = f"{note.typed!r} is error-prone; write {note.write}"
            yield Flaw("notation", said, serious=True)
    absolute = [
        option
        for option in wrong
        if _ABSOLUTE.search(option.text) and not _ALL_OR_NONE.search(option.text)
    ]
    if absolute and not any(_ABSOLUTE.search(option.text) for option in right):
        yield Flaw("absolute", f"{absolute[0].text!r} gives itself away by an absolute word")
    if len(right) == 1 and wrong and len(texts) > 2:
        longest = max(len(option.text) for option in wrong)
        if len(right[0].text) > MUCH_LONGER * longest and len(right[0].text) > 20:
            yield Flaw("longest-is-right", "the right option is much longer than the others")
    numbers = [float(text) for text in texts if re.fullmatch(r"\d+(?:\.\d+)?", text)]
    if len(numbers) == len(texts) and numbers != sorted(numbers):
        yield Flaw("unordered-numbers", "options that are numbers stand in no order")
    if any(not option.because for option in wrong):
        yield Flaw("no-reason", "a wrong option does not say why it is wrong")


def _source(deck: Deck, question: Question) -> Iterator[Flaw]:
    if question.facts and not question.lines:
        yield Flaw("no-source", "it names no line of the monograph", serious=True)
    for fact_id in question.facts:
        fact = deck.fact(fact_id)
        if fact is not None and fact.details.get("hold"):
            said = f"{fact_id} waits for an instructor's review"
            yield Flaw("uncertain", said, serious=True)
