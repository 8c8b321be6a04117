"""Whether what was typed can be an answer at all, where the question shows lettered options.

Nothing is said of right or wrong. A letter that is no option and words that name none are refused,
as a sheet of paper has no box for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from trainer.deck.key import ChoiceKey, MatchKey, Option, OrderKey
from trainer.grading.verdict import Verdict
from trainer.questions.question import Question

Grade = Callable[[Question, str], Verdict]
"""Marks an answer to a question."""

_BETWEEN = re.compile(r"[\s,.;:&+/()>→-]+")
_FILLING = re.compile(r"\b(?:option|answer|choice|letter|and|then|first|last|next|finally)\b")
_PAIR = re.compile(r"(\d{1,2})\s*[:.)=-]?\s*([a-z])(?![a-z])")


def misfit(question: Question, typed: str, grade: Grade) -> str:
    """Why `typed` cannot be an answer, in a sentence; empty where it can, or nothing is lettered.

    Options are named by letter, by number or by their text, the last as the grader reads it.
    """
    match question.key:
        case ChoiceKey() as key if question.options:
            return _no_choice(question, key, typed, grade)
        case OrderKey() if question.options:
            return _no_order(question, typed, grade)
        case MatchKey() as key if question.options:
            return _no_sorting(question, key, typed, grade)
    return ""


def how_to_answer(question: Question) -> str:
    """How a lettered question is answered; empty where the answer is typed in words."""
    if not question.options:
        return ""
    match question.key:
        case ChoiceKey(several=True):
            return "Answer with every letter that applies, such as a, c."
        case OrderKey():
            return f"Answer with each of the letters {letters_of(len(question.options))} once."
        case MatchKey():
            return "Answer with each number and its letter, such as 1 a, 2 b."
    return f"Answer with one letter, {letters_of(len(question.options))}."


def options_named(question: Question, typed: str) -> tuple[str, ...]:
    """The options that letters or numbers name, in the order typed; none if there are words."""
    options = question.options
    if not options or isinstance(question.key, MatchKey):
        return ()
    said = _FILLING.sub(" ", typed.casefold())
    signs = _signs(said)
    if not signs and isinstance(question.key, OrderKey):
        run = _BETWEEN.sub("", said)
        signs = list(run) if len(run) == len(options) else []
    places = [_place(sign) for sign in signs]
    return (
        tuple(options[place] for place in places) if max(places, default=0) < len(options) else ()
    )


def letters_of(count: int) -> str:
    """The letters of so many options: "a or b", "a to f"."""
    last = chr(ord("a") + count - 1)
    return "a" if count == 1 else f"a or {last}" if count == 2 else f"a to {last}"


def _no_choice(question: Question, key: ChoiceKey, typed: str, grade: Grade) -> str:
    said, count = typed.casefold(), len(key.options)
    signs = _signs(_FILLING.sub(" ", said))
    if strange := [sign for sign in signs if not _place(sign) < count]:
        return f"There is no option {strange[0]}: the options are {letters_of(count)}."
    if not key.several and len(set(map(_place, signs))) > 1:
        return f"One option is right: give one letter, {letters_of(count)}."
    if _signs(said) or _names_any(question, typed, grade):
        return ""
    if key.several:
        return "That is no option: give every letter that applies, such as a, c; or the words."
    return f"That is no option: give a letter, {letters_of(count)}, or the option's words."


def _no_order(question: Question, typed: str, grade: Grade) -> str:
    count = len(question.options)
    bare = _FILLING.sub(" ", typed.casefold())
    run = _BETWEEN.sub("", bare)
    signs = _signs(bare) or (list(run) if len(run) == count and len(set(run)) == count else [])
    if signs:
        if sorted(map(_place, signs)) == list(range(count)):
            return ""
    elif _names_any(question, typed, grade):
        return ""
    return f"Give each of the letters {letters_of(count)} once, in the order you think right."


def _no_sorting(question: Question, key: MatchKey, typed: str, grade: Grade) -> str:
    said = typed.casefold()
    if not re.sub(r"[\s,;.]+", "", _PAIR.sub("", said)):
        pairs = _PAIR.findall(said)
        numbers = [int(number) for number, _ in pairs]
        if (
            all(1 <= number <= len(key.pairs) for number in numbers)
            and len(set(numbers)) == len(numbers)
            and all(_place(letter) < len(key.places) for _, letter in pairs)
        ):
            return ""
    elif re.search(r"[a-z]{3}", said) and _names_any(question, typed, grade):
        return ""
    return (
        f"Give each number its letter, such as 1 a, 2 b: numbers 1 to {len(key.pairs)}, letters "
        f"{letters_of(len(key.places))}."
    )


def _signs(said: str) -> list[str]:
    """The letters and numbers of an answer that is nothing else; none if it has words."""
    words = _BETWEEN.sub(" ", said).split()
    plain = all(word.isascii() and (word.isdigit() or len(word) == 1) for word in words)
    return words if plain and all(word.isalnum() for word in words) else []


def _place(sign: str) -> int:
    """Which option a letter or number means, from 0; one past all of them for "0"."""
    if sign.isdigit():
        return int(sign) - 1 if int(sign) else 99
    place = ord(sign[0]) - ord("a")
    return place if 0 <= place < 26 else 99


def _names_any(question: Question, typed: str, grade: Grade) -> bool:
    """Whether the words name an option: the grader is asked which, as if all were right."""
    every = tuple(Option(option, True) for option in question.options)
    return bool(grade(replace(question, key=ChoiceKey("", every, several=True)), typed).met)
