"""The ladder of hints made from a key: each narrows what the answer can be, none of them is it.

What the question says already is no hint, so it is left out: a hint costs credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import unit_words, write_number
from trainer.deck.key import (
    ChangeKey,
    ChoiceKey,
    Key,
    ListKey,
    MatchKey,
    OrderKey,
    QuantityKey,
    RangeKey,
    RegimenKey,
    TermKey,
    YesNoKey,
)

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SMALL = frozenset(
    (
        "a", "an", "and", "any", "are", "as", "at", "be", "by", "for", "from", "have", "in", "into",
        "is", "it", "its", "may", "of", "on", "one", "or", "that", "the", "their", "this", "to",
        "under", "use", "used", "when", "which", "who", "with",
    )
)  # fmt: skip
_DIRECTIONS = {
    "increase": ("increas", "rais", "titrat", "go up", "higher"),
    "decrease": ("decreas", "reduc", "lower", "taper", "go down"),
}
_MANY = 8  # points whose first letters still are a help
_SEVERAL = 4  # words from which on half of them may be told


def ladder(
    key: Key, asked: str = "", whole: str = "", within: Sequence[str] = ()
) -> tuple[str, ...]:
    """Hints from vague to telling; none of them is the answer.

    `asked` is the question's text. `whole` says what the answer is, where that is known ("a
    receptor", "laboratory tests"), `within` what kinds of things it speaks of ("a route").
    """
    told = _told(key, asked.casefold(), whole, within)
    return tuple(hint for hint in told if key.model.casefold() not in hint.casefold())


def _told(key: Key, asked: str, whole: str, within: Sequence[str]) -> Iterator[str]:
    match key:
        case QuantityKey(quantity=quantity) | RangeKey(quantity=quantity):
            yield from _unit(quantity, asked)
            yield _bracket("The upper end lies" if quantity.is_range else "It lies", quantity)
        case RegimenKey(dose=dose, doses_per_day=often):
            yield _bracket("A single dose lies", dose)
            yield _how_often(often)
        case ChangeKey():
            yield from _change(key, asked)
        case TermKey(model=model):
            yield from _kind(asked, whole, within, "It is {}.", "It speaks of {}.")
            yield from _letters((model,), asked, "It begins", "Its key word begins")
            yield from _beginning(model, asked, "It begins")
        case ListKey(points=points, ask_for=ask_for):
            wanted = ask_for or len(points)
            yield from _kind(asked, whole, within, "Wanted: {}.", "They speak of {}.")
            texts = [point.text for point in points]
            if len(texts) <= _MANY:
                yield from _letters(texts, asked, "It begins", "First letters")
            if wanted > 1:
                yield f'One of them is "{texts[0]}".'
            else:
                yield from _beginning(texts[0], asked, "One that is right begins")
        case YesNoKey(reasons=reasons):
            texts = [point.text for point in reasons]
            if texts:
                yield from _kind(asked, whole, within, "The reason is {}.", "The reason: {}.")
                yield from _letters(texts, asked, "The reason begins", "Key words begin")
                yield from _beginning(texts[0], asked, "A reason begins")
        case ChoiceKey():
            wrong = [option.text for option in key.options if not option.right]
            for text in wrong[: max(0, min(2, len(wrong) - 1))]:
                yield f'It is not "{text}".'
        case OrderKey(points=points):
            yield f'The first is "{points[0].text}".'
            if len(points) > 3:
                yield f'The last is "{points[-1].text}".'
        case MatchKey(pairs=pairs):
            for cue, point in pairs[: max(1, len(pairs) - 2)][:2]:
                yield f'"{cue}" goes with "{point.text}".'
        case _:
            texts = [point.text for point in key.points]
            yield from _kind(asked, whole, within, "It is {}.", "It speaks of {}.")
            if len(texts) <= _MANY:
                yield from _letters(texts, asked, "It begins", "Key words begin")
            yield from _beginning(texts[0], asked, "In the monograph's words it begins")


# What sort of thing it is


def _kind(
    asked: str, whole: str, within: Sequence[str], of_whole: str, of_parts: str
) -> Iterator[str]:
    """Say what the answer is, or else what it speaks of, if the question does not say so."""
    parts = [part for part in within if _is_new(part, asked)]
    if whole and _is_new(whole, asked):
        yield of_whole.format(whole)
    elif parts:
        yield of_parts.format(" and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))))


def _unit(quantity: Quantity, asked: str) -> Iterator[str]:
    unit = unit_words(quantity.unit) if quantity.unit else ""
    if unit and not (unit in asked or (unit == "%" and "percent" in asked)):
        yield f"It is {'a range' if quantity.is_range else 'a number'} in {unit}."


def _is_new(phrase: str, asked: str) -> bool:
    """Whether a word of `phrase` that says something is not in the question."""
    words = [word for word in _WORD.findall(phrase.casefold()) if word not in _SMALL]
    return not words or any(word[:5].removesuffix("s") not in asked for word in words)


# Where a number lies


def _bracket(where: str, quantity: Quantity) -> str:
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    low, high = (write_number(end) for end in _around(ends[-1]))
    unit = f" {unit_words(quantity.unit)}" if quantity.unit else ""
    return f"{where} between {low} and {high}{unit}."


def _around(value: Fraction) -> tuple[Fraction, Fraction]:
    """Two round numbers around a value, so wide that neither is near it."""
    if value <= 0:
        return Fraction(0), Fraction(10)
    power = Fraction(1)
    while power * 10 <= value:
        power *= 10
    while power > value:
        power /= 10
    digit = value / power
    for low, high in ((1, 3), (2, 5), (4, 8), (5, 12), (8, 15)):
        if low < digit < high:
            return low * power, high * power
    return power / 2, power * 2


def _how_often(per_day: Fraction) -> str:
    if per_day < 1:
        return "It is given less often than daily."
    if per_day <= 2:
        return "It is given once or twice a day."
    return f"It is given between 2 and {write_number(Fraction(int(per_day) + 2))} times a day."


def _change(key: ChangeKey, asked: str) -> Iterator[str]:
    if not any(word in asked for word in _DIRECTIONS[key.direction]):
        yield f"The dose goes {'up' if key.direction == 'increase' else 'down'}."
    yield _bracket("The change lies", key.amount)
    if key.condition is not None:
        yield _bracket(f"The limit of {key.measure or 'it'} lies", key.condition)
    elif key.interval is not None:
        yield _bracket("Between two changes lie", key.interval).replace(
            "lie between", "are between"
        )


# How it begins


def _letters(texts: Sequence[str], asked: str, one: str, several: str) -> Iterator[str]:
    """First letters of the words that matter: one word with its length, or a letter a text."""
    if len(texts) == 1 and len(texts[0].split()) == 1:
        yield f'{one} with "{texts[0][0]}" and has {len(texts[0])} letters.'
        return
    letters = [_key_word(text, asked)[:1] for text in texts]
    if len(letters) == 1:
        yield f'{several} with "{letters[0]}".'
    else:
        yield f"{several}: {', '.join(letters)}."


def _key_word(text: str, asked: str) -> str:
    """The first long word of a text that the question does not hold."""
    words: list[str] = [word for word in _WORD.findall(text) if word.casefold() not in _SMALL]
    fresh = [word for word in words if word.casefold()[:5] not in asked] or words or [text]
    return next((word for word in fresh if len(word) > 4), fresh[0])


def _beginning(text: str, asked: str, how: str) -> Iterator[str]:
    """The first half of the words, or of a single long word."""
    words = text.split()
    if len(words) >= _SEVERAL:
        told = " ".join(words[: len(words) // 2])
    elif len(words) > 1:
        told = words[0]
    elif len(text) > 5:
        yield f'{how}: "{text[: len(text) // 2]}..."'
        return
    else:
        return
    if _is_new(told, asked):
        yield f'{how}: "{told} ..."'
