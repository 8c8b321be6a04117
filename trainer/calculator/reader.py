"""What people type and print becomes exact quantities, with where each stands in the text.

Nothing is guessed: what may mean two things ("5,10,15", ".5", "4U") is read and reported as
ambiguous, and a number that belongs to a word (5-HT, CYP3A4, 1970s) is no quantity.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from trainer.calculator.frequency import FoundFrequency, find_frequencies
from trainer.calculator.limits import approximate, before, limited
from trainer.calculator.numbers import FoundNumber, find_numbers
from trainer.calculator.quantity import Quantity
from trainer.calculator.unit_reader import UnitRead, unit_at
from trainer.calculator.units import Unit, atoms, unit
from trainer.calculator.writer import write
from trainer.errors import DataError

LONGEST = 20_000  # characters that are read of one text


class Unreadable(DataError):
    """A text that is not one quantity."""


class Ambiguous(DataError):
    """A text that may mean two quantities."""


@dataclass(frozen=True, slots=True)
class Found:
    """One quantity found in running text, from `start` to `end`.

    `doses_per_day` is a frequency that belongs to it: "5 mg three times daily" is 5 mg/dose and 3.
    `divided` is the number of doses that a daily total is split into. `interval` is the time
    between doses where it was written as one ("every 8 hours"). `ambiguity` is a sentence; then
    the value must not be relied on. `notation` holds codes of error-prone forms.
    """

    quantity: Quantity
    start: int
    end: int
    text: str
    doses_per_day: Fraction | None = None
    divided: Fraction | None = None
    interval: Quantity | None = None
    approximate: bool = False
    ambiguity: str | None = None
    notation: tuple[str, ...] = ()


def find_quantities(text: str) -> tuple[Found, ...]:
    """Every quantity of the text in its order. Never raises; reads 20,000 characters at most."""
    whole = text[:LONGEST]
    plain = _even(whole)
    frequencies = find_frequencies(plain)
    masked = _masked(plain, frequencies)
    numbers = [number for number in find_numbers(masked) if not _of_a_word(masked, number)]
    found: list[Found] = []
    index = 0
    while index < len(numbers):
        one, index = _read_at(whole, masked, numbers, index)
        if one is not None:
            found.append(one)
            while index < len(numbers) and numbers[index].start < one.end:
                index += 1  # the 24 of "in 24 hours"
    return tuple(_with_frequencies(found, frequencies, plain))


def read_quantity(text: str, beside: str = "") -> Quantity:
    """Read a text that is one quantity as a whole: "72 kg", "40 to 80 mg/day", "<30 mL/min".

    Unreadable if it is none or several, Ambiguous if it may mean two things; both say what to
    write. Thousands may have spaces between ("1 000 mcg"). `beside` is what the same person typed
    in the same place: where its decimals have a comma, "1,250" may mean two things. A dose with
    its frequency ("5 mg three times daily") is given per dose.
    """
    text = _UNSPACED.sub(lambda match: re.sub(r"\s", "", match[0]), _even(text))
    found = find_quantities(text)
    if len(found) != 1:
        what = "is not a quantity" if not found else "holds several quantities"
        raise Unreadable(f"{text.strip()!r} {what}", hint="Write one number with its unit, as 5 mg")
    one = found[0]
    if doubt := one.ambiguity or doubt_in(text, beside):
        raise Ambiguous(f"{text.strip()!r} may mean two things: {doubt}")
    rest = (text[: one.start] + text[one.end :]).strip(" .,;")
    if one.doses_per_day is None and rest and not _FILLER_ONLY.fullmatch(rest):
        raise Unreadable(
            f"{rest!r} in {text.strip()!r} is not understood",
            hint="Write a unit such as mg or mL/h",
        )
    return one.quantity


def read_daily(text: str) -> tuple[Quantity, Fraction] | None:
    """A dose and how often a day, where a text is one dose with its frequency ("5 mg tid")."""
    found = find_quantities(text)
    if len(found) != 1 or found[0].doses_per_day is None or found[0].ambiguity:
        return None
    return found[0].quantity, found[0].doses_per_day


def doubt_in(text: str, beside: str = "") -> str:
    """Why a number of the text may mean two things, as a sentence with both; empty where none may.

    `beside` is what the same person typed in the same place.
    """
    both = f"{_even(text)}\n{_even(beside)}"
    doubts = (each.ambiguity for each in find_numbers(both) if each.end <= len(text))
    return next(filter(None, doubts), "")


def read_as(text: str) -> str:
    """How a text that is one quantity was read, where a comma, a point or a space could be taken
    otherwise: "1250 mcg" for "1,250 mcg". Empty where nothing can, or it is no quantity.
    """
    numbers = [] if len(text) > LONGEST else _TAKEN_OTHERWISE.findall(_even(text))
    if not numbers:
        return ""
    try:
        return write(read_quantity(text)).replace(",", "")
    except DataError:
        return ""


def read_number(text: str) -> Fraction:
    """Read a text that is one number; Unreadable or Ambiguous otherwise."""
    found = find_numbers(_even(text))
    stripped = text.strip()
    if len(found) != 1 or _even(text)[found[0].start : found[0].end].strip() != _even(stripped):
        raise Unreadable(f"{stripped!r} is not a number", hint="Write it as 2.5")
    if found[0].ambiguity:
        raise Ambiguous(f"{stripped!r} may mean two things: {found[0].ambiguity}")
    return found[0].value


_UNSPACED = re.compile(r"^\s*[1-9]\d{0,2}(?: \d{3})+(?![\d.,])")
"""Thousands with spaces between, where a text begins with them and is one quantity: "1 000 mcg"."""
_TAKEN_OTHERWISE = re.compile(r"\d,\d|(?<!\d)[1-9]\d{0,2}\.\d{3}(?!\d)|^\s*\d{1,3} \d{3}(?!\d)")
_FILLER_ONLY = re.compile(
    r"(?:about|approximately|approx|around|roughly|circa|the|a|an|is|of|dose|total|daily|~|=|[\s.,:])*",
    re.IGNORECASE,
)
_ALIKE = {
    **dict.fromkeys("–—−‒‐‑", "-"),
    **dict.fromkeys("\u00a0\u202f\u2009", " "),
    **dict.fromkeys("∕⁄", "/"),
    "μ": "µ",
}
_EVEN = str.maketrans(_ALIKE)


def _even(text: str) -> str:
    """The text with dashes, spaces and micro signs made alike; every character keeps its place."""
    return text.translate(_EVEN)


def _masked(text: str, frequencies: list[FoundFrequency]) -> str:
    """The text with frequencies blanked out, so that their numbers are not read as amounts."""
    out = list(text)
    for one in frequencies:
        out[one.start : one.end] = "\x00" * (one.end - one.start)
    return "".join(out)


def _of_a_word(text: str, number: FoundNumber) -> bool:
    """Whether the number belongs to a name: 5-HT, B-12, 3-methyl."""
    if number.words:
        return False
    after = _JOINED_WORD.match(text, number.end)
    return bool(after and after.group(1).casefold() not in atoms() | _JOINED)


_JOINED_WORD = re.compile(r"-([A-Za-z]+)")
_JOINED = {"fold": None, "year": None, "times": None, "to": None}
_RANGE = re.compile(
    r"\s*(?:-|to|up to|down to|until|through|and)\s*(?:about\s+|around\s+)?$", re.IGNORECASE
)
_OPERATOR = re.compile(r"\s*[x×*÷]\s*[\d(]")
_BETWEEN = re.compile(r"\b(?:between|from|range(?:\s+of)?)\s*(?:about\s+)?$", re.IGNORECASE)


def _read_at(
    whole: str, text: str, numbers: list[FoundNumber], index: int
) -> tuple[Found | None, int]:
    """Read the quantity that begins with number `index`; also say which number comes after it."""
    first = numbers[index]
    first_unit, first_end = unit_at(text, first.end)
    if index + 1 < len(numbers):
        second = numbers[index + 1]
        gap = text[first_end : second.start]
        between = _BETWEEN.search(before(text, first.start))
        joined = _RANGE.fullmatch(gap)
        listed = "and" in gap.casefold() and not between
        factor = _OPERATOR.match(text, second.end)
        if joined and not listed and not factor and not first.ordinal and not second.ordinal:
            second_unit, second_end = unit_at(text, second.end)
            found = _range(whole, text, first, second, first_unit, second_unit, second_end)
            if found is not None:
                return found, index + 2
    return _single(whole, text, first, first_unit, first_end), index + 1


def _range(
    whole: str,
    text: str,
    first: FoundNumber,
    second: FoundNumber,
    first_unit: UnitRead | None,
    second_unit: UnitRead | None,
    end: int,
) -> Found | None:
    unit_read = second_unit or first_unit
    low, high = first.value, second.value
    chosen = unit_read.unit if unit_read else None
    if first_unit and second_unit and first_unit.unit != second_unit.unit:
        if first_unit.unit.dimension == second_unit.unit.dimension:
            low = low * first_unit.unit.factor / second_unit.unit.factor
        elif not set(first_unit.unit.parts) <= set(second_unit.unit.parts):
            return None  # two amounts of different things
    notation = first.notation + second.notation + (unit_read.notation if unit_read else ())
    if low > high:
        low, high = high, low
        notation += ("reversed_range",)
    start = first.start
    ambiguity = first.ambiguity or second.ambiguity
    return Found(
        Quantity(low, high, chosen),
        start,
        end,
        whole[start:end],
        approximate=approximate(text, start),
        ambiguity=ambiguity,
        notation=notation,
    )


def _single(
    whole: str, text: str, number: FoundNumber, unit_read: UnitRead | None, end: int
) -> Found | None:
    start = number.start
    chosen = unit_read.unit if unit_read else None
    notation = number.notation + (unit_read.notation if unit_read else ())
    unit_first = _UNIT_BEFORE.search(before(text, start))
    if chosen is None and unit_first and not number.words:
        chosen = unit(unit_first.group(1).casefold())
        start -= len(unit_first.group())
    if number.words and chosen is None and number.value == 1 and not number.ordinal:
        return None  # "one" as a pronoun
    if (
        unit_read
        and chosen is not None
        and len(chosen.parts) == 1
        and chosen.dimension in _amounts()
        and _DAILY_BEFORE.search(before(text, start))
    ):
        chosen = unit(f"{chosen.symbol}/day")
    quantity, start, end = limited(Quantity(number.value, number.value, chosen), text, start, end)
    ambiguity = number.ambiguity or (unit_read.ambiguity if unit_read else None)
    return Found(
        quantity,
        start,
        end,
        whole[start:end],
        approximate=approximate(text, start),
        ambiguity=ambiguity,
        notation=notation,
    )


_UNIT_BEFORE = re.compile(r"\b(day|week|month)s?\s+$", re.IGNORECASE)
_DAILY_BEFORE = re.compile(
    r"\bdaily\s+(?:dose|total|amount|maximum|max|maintenance(?:\s+dose)?)\s*"
    r"(?:of|is|:|=|to|by|would be|becomes)?\s*(?:about\s+)?$",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def _amounts() -> frozenset[tuple[tuple[str, int], ...]]:
    return frozenset(
        unit(name).dimension for name in ("mg", "mL", "tablet", "capsule", "unit", "mmol")
    )


_LINK = re.compile(
    r"[\s,(]*(?:(?:tablets?|capsules?|by mouth|orally|oral|po|p\.o\.|iv|im|sc|each|given|taken"
    r"|split|divided|and|administered|total|in total|of|the|dose|equally|a|[a-z]+ine|[a-z]+fen|"
    r"it|to be|spread|usually|starting)[\s,]*){0,4}",
    re.IGNORECASE,
)


def _with_frequencies(
    found: list[Found], frequencies: list[FoundFrequency], text: str
) -> Iterator[Found]:
    """Attach to each amount the frequency that follows it with nothing but filler between."""
    place = 0
    for index, one in enumerate(found):
        while place < len(frequencies) and frequencies[place].start < one.end:
            place += 1
        following = frequencies[place] if place < len(frequencies) else None
        ahead = found[index + 1].start if index + 1 < len(found) else len(text) + 1
        if (
            following is None
            or following.start > ahead
            or following.start - one.end > 80
            or one.quantity.unit is None
            or not _LINK.fullmatch(text, one.end, following.start)
        ):
            yield one
        else:
            yield _with_frequency(one, one.quantity.unit, following, text)


def _with_frequency(one: Found, of: Unit, following: FoundFrequency, text: str) -> Found:
    end = following.end
    common = replace(
        one,
        end=end,
        text=one.text + text[one.end : end],
        notation=one.notation + following.notation,
    )
    dimension, quantity = of.dimension, one.quantity
    if following.divided:
        if dimension in _amounts():
            quantity = replace(quantity, unit=unit(f"{of.symbol}/day"))
        return replace(common, quantity=quantity, divided=following.per_day)
    if ("time", -1) in dimension:
        return replace(common, interval=following.interval) if following.interval else one
    per_dose = ("dose", -1) in dimension
    if dimension not in _amounts() and not per_dose and ("body weight", -1) not in dimension:
        return one
    if following.per_day is None:
        return one
    if not per_dose:
        quantity = replace(quantity, unit=unit(f"{of.symbol}/dose"))
    return replace(
        common, quantity=quantity, doses_per_day=following.per_day, interval=following.interval
    )
