"""Amounts and frequencies of one clause become the values of a fact, each with its role.

The conventions are those of `trainer facts`: "5 mg three times daily" is 5 mg per dose, 3 a day
(and, computed, 15 mg/day); "40-80 mg daily" is mg/day; "by 15 mg daily every 3 days" is an
increment of 15 mg/day and an interval of 3 days; "CrCl <30 mL/min" is a threshold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from trainer.monograph import amounts, frequencies
from trainer.monograph.amounts import Amount
from trainer.monograph.fact import Value
from trainer.monograph.frequencies import Frequency
from trainer.monograph.rhythm import Rhythm, waiting_time

_BY = re.compile(
    r"(?i)\b(?:by|increments of|steps of|decrements of)\s+(?:\w+\s+)?$|\bby\b[^.;,]{0,24}$"
)
_TO = re.compile(
    r"(?i)\b(?:to|until|reach|reaching|target(?: dose)?(?: of)?|toward)\s+(?:\w+\s+)?$"
)
_OF_DOSE = re.compile(r"(?i)^\s*(?:of|less|lower|reduction|reduced|decrease)\b")
# A change of a dose and of nothing else: "increased sensitivity", "a reduction in LDL" are none.
_OTHER = (
    r"(?!\s+(?:risk|sensitivity|exposure|blood|plasma|serum|levels?|intra\w*|bleeding|incidence|"
    r"clearance|toxicity|effects?|likelihood|concentrations?|response|pressure|mortality|renal|"
    r"hepatic|in\s+(?!the\s+dos|dos|steps|increments|decrements)))"
)
_RISE = re.compile(
    rf"(?i)\b(?:doubl(?:e|ed|ing)|increas(?:e|es|ed|ing|ements?)|(?:up-?)?titrat\w*|escalat\w*|"
    rf"rais(?:e|ed|ing)|increments?|step up|add(?=\s))\b{_OTHER}"
)
_FALL = re.compile(
    rf"(?i)\b(?:taper\w*|(?:dose|dosage) reductions?|reductions? of|reduc(?:e|es|ed|ing)|"
    rf"decreas(?:e|es|ed|ing)|lower(?:ed|ing|(?=\s+(?:the|by|to)\b))|wean\w*|down-?titrat\w*|"
    rf"step down|decrements?|halv(?:e|ed|ing))\b{_OTHER}|"
    r"\b(?:withdraw|discontinue)\b(?=.*\bby\s+\d)"
)
_JOINT = re.compile(r"(?i)\s*(?:,\s*(?:(?:or|and|and/or|to)\s*)?|(?:or|and|and/or|to)\s*)")
_LIMIT_NEAR = re.compile(r"(?i)\b(?:max(?:imum)?|not (?:to )?exceed)\b[^,;]{0,40}$")
_STEPS_AFTER = re.compile(r"(?i)\s*(?:increments?|decrements?|steps)\b")
_PER_DOSE_AFTER = re.compile(r"(?i)^\s*(?:per|a|each|/|every)\s*(?:single\s+)?dose\b|^\s*each\b")
_AS_NEEDED = re.compile(r"(?i)\b(?:as needed|if needed|as required|prn)\b")
_SINGLE = re.compile(r"(?i)\b(?:single|test|loading|bolus|per|each|one[- ]time|stat)\b")
_DURATION_BEFORE = re.compile(
    r"(?i)\b(?:for|over|during|lasting|course of|duration(?: of)?)\s*"
    r"(?:(?:the\s+)?(?:first|next|last|another|additional|a total of|at least|up to|about|"
    r"approximately|a minimum of)\s*)*$"
)
_WITHIN = re.compile(r"(?i)\bwithin\s+(?:the\s+)?(?:\w+\s+)?$")
_PAST = re.compile(r"(?i)\b(?:past|last|previous|preceding|prior)\s+$")
_SINCE = re.compile(r"(?i)\s*(?:of|after|before|following|prior)\b")
_STOPPED = re.compile(r"(?i)\s*of (?:stopp|discontinu|treat|tak|last|use)")
_TIMING = re.compile(r"(?i)^\s*(?:before|after|prior|apart|following)\b")
_DIVIDED = re.compile(
    r"(?i)\b(?:divided\s+)?in(?:to)?\s+(?:(\d+|two|three|four)(?:\s*(?:-|to|or)\s*(\d+|three|four|six))?\s+)?(?:equally\s+)?(?:divided\s+|equal\s+)?doses"
)
_NEAR = 400  # characters before a number in which the verb stands that it belongs to


@dataclass(frozen=True, slots=True)
class Dosed:
    """The values of a clause; `increase` and `decrease` say that it changes a dose."""

    values: tuple[Value, ...]
    increase: bool = False
    decrease: bool = False
    divided: bool | int = False
    as_needed: bool = False

    @property
    def doses(self) -> tuple[Value, ...]:
        """The amounts of drug among the values, limits and computed ones left out."""
        return tuple(
            value
            for value in self.values
            if not value.derived and value.role in (None, "start", "target", "loading")
            and amounts.dimension_of(value.unit) == "dose"
        )  # fmt: skip


def plain(text: str) -> tuple[Value, ...]:
    """Return the values of a clause that is not about dosing: every amount, with its hedge."""
    found = amounts.find(text)
    if not found:
        return ()
    often = frequencies.find(text) if any(a.dimension in ("time", "dose") for a in found) else ()
    if any(amount.dimension == "dose" for amount in found):
        return dosed(text, changes=False, neutral=True).values
    waits = [value for one in often if one.form == "every" for value in waiting_time(one)]
    return (*(_plain_value(amount, text) for amount in _free(found, often)), *waits)


def dosed(text: str, *, label: str = "", changes: bool = True, neutral: bool = False) -> Dosed:
    """Return the values of one clause about dosing, its label in mind.

    `changes` False keeps a verb such as "reduce" from making amounts into steps (in a renal
    adjustment "reduce to 250 mg daily" still has its target). `neutral` is for text that does not
    prescribe: percentages get no role, and an amount alone is not called a single dose.
    """
    found = amounts.find(text)
    if not found:
        return Dosed((), bool(_RISE.search(text)), bool(_FALL.search(text)), _divided(text))
    often = _outside(frequencies.find(text), found)
    found = _free(found, often)
    rise = changes and bool(_RISE.search(text) or _RISE.search(label))
    fall = changes and not rise and bool(_FALL.search(text) or re.search(r"(?i)taper", label))
    values: list[Value] = []
    used: set[int] = set()
    shared: set[int] = set()
    for index, (amount, last) in enumerate(zip(found, _last_listed(found, text), strict=True)):
        limit = found[last + 1].start if last + 1 < len(found) else len(text)
        nexts = [
            (place, frequency)
            for place, frequency in enumerate(often)
            if found[last].end <= frequency.start < limit and (place not in used or index in shared)
        ]
        shared.update(range(index + 1, last + 1))
        values += _of(amount, text, label, nexts, used, rise=rise, fall=fall, neutral=neutral)
    for place, frequency in enumerate(often):
        if place not in used:
            values += _left_over(frequency, rise or fall)
    as_needed = _AS_NEEDED.search(text) is not None
    if as_needed:
        # A daily total of doses that need not be taken is no fact
        values = [value for value in values if not (value.derived and value.role is None)]
    divided = _divided(text)
    if divided and divided is not True:
        values = [
            replace(value, freq_per_day=Fraction(divided))
            if value.unit and value.unit.endswith("/day") and value.role is None
            else value
            for value in values
        ]
    return Dosed(tuple(values), rise, fall, divided, as_needed)


def _last_listed(found: tuple[Amount, ...], text: str) -> list[int]:
    """For each amount the last of its list: in "10 or 20 mg daily" the frequency is for both."""
    last = list(range(len(found)))
    for place in range(len(found) - 2, -1, -1):
        one, other = found[place], found[place + 1]
        joined = _JOINT.fullmatch(text[one.end : other.start])
        if joined and one.dimension == other.dimension:
            last[place] = last[place + 1]
    return last


def _of(
    amount: Amount,
    text: str,
    label: str,
    nexts: list[tuple[int, Frequency]],
    used: set[int],
    *,
    rise: bool,
    fall: bool,
    neutral: bool,
) -> list[Value]:
    dimension = amount.dimension
    before = text[: amount.start]
    after = text[amount.end :]
    if amount.measure or dimension == "age" or amount.unit == "kg":
        role = "threshold" if amount.measure or dimension == "age" or amount.comparator else None
        return [
            _value(
                amount, role=role, measure=amount.measure or ("age" if dimension == "age" else None)
            )
        ]
    if dimension == "percent":
        main = _value(amount) if neutral else _percent(amount, before, after)
        return [main, *_waits(nexts, used)]
    if dimension == "time":
        return [_time(amount, before, after)]
    if dimension != "dose":
        return [_value(amount, role="maximum" if amount.maximum else None)]
    return _dose(amount, text, label, nexts, used, rise=rise, fall=fall, neutral=neutral)


def _dose(
    amount: Amount,
    text: str,
    label: str,
    nexts: list[tuple[int, Frequency]],
    used: set[int],
    *,
    rise: bool,
    fall: bool,
    neutral: bool,
) -> list[Value]:
    """An amount of drug: its role, and what the frequencies after it make of it."""
    if (rise or fall) and _two_ends(amount, text):
        step = text[: amount.start].rstrip().lower().endswith("by")
        target = replace(amount, low=amount.high, start=0)
        second = _dose(target, text, label, nexts, used, rise=rise, fall=fall, neutral=neutral)
        first = Value(amount.low, amount.low, second[0].unit, second[0].per, role="from")
        if step:
            named = "increment" if rise else "reduction"
            first = Value(amount.low, amount.low, amount.unit, role=named)
        return [first, replace(second[0], role="target"), *second[1:]]
    role = _dose_role(amount, text, label, rise=rise, fall=fall)
    rhythm = Rhythm(amount.unit or "", role, changing=rise or fall)
    if _PER_DOSE_AFTER.match(text[amount.end :]):
        rhythm.per = "dose"
    for place, frequency in nexts:
        gap = text[amount.end : frequency.start]
        if len(gap) > 60 or ";" in gap:
            break
        if rhythm.take(frequency, first=place == nexts[0][0]):
            used.add(place)
    if rhythm.per is None and not rhythm.periodic:
        near = text[max(0, amount.start - 40) : amount.start]
        alone = not neutral and role not in ("maximum", "increment", "reduction")
        single = role == "maximum" and (_SINGLE.search(label) or "single" in near.lower())
        rhythm.per = "dose" if alone or single else None
    main = _value(amount, role=role, unit=rhythm.unit, per=rhythm.per, freq=rhythm.per_day)
    total = _daily_total(main) if role in (None, "target") else None
    return [main, *([total] if total else []), *rhythm.waits]


def _two_ends(amount: Amount, text: str) -> bool:
    """ "from 10 mg to 20 mg" and "by 25 mg to 100 mg" are two amounts, not a range."""
    if amount.low == amount.high:
        return False
    before = text[max(0, amount.start - 12) : amount.start].rstrip().lower()
    written = text[amount.start : amount.end]
    twice = re.match(r"[\d.,]+\s?[A-Za-z/]+\s+to\s", written) is not None
    return before.endswith("from") or (before.endswith("by") and twice)


def _dose_role(amount: Amount, text: str, label: str, *, rise: bool, fall: bool) -> str | None:
    before = text[: amount.start]
    near = before[max(before.rfind(";"), before.rfind(". ")) + 1 :][-_NEAR:]
    after = text[amount.end :]
    if amount.maximum and rise and re.search(r"(?i)\bby\s+(?:no|not)\s+more\s+than\s*$", near):
        return "increment"
    if amount.maximum or _LIMIT_NEAR.search(near[-60:]):
        return "maximum"
    if not (rise or fall):
        return None
    verb = _last(_RISE if rise else _FALL, near)
    if re.search(r"(?i)\bfrom\s+$", near):
        return "from"
    if _TO.search(near[-30:]) and (verb or label):
        return "target"
    if verb or _BY.search(near[-40:]) or _STEPS_AFTER.match(after):
        return "increment" if rise else "reduction"
    return None


def _daily_total(value: Value) -> Value | None:
    """What a dose and a whole number of doses a day come to: computed, so marked derived."""
    count = value.freq_per_day
    if value.per != "dose" or count is None or count.denominator != 1:
        return None
    if not isinstance(value.low, Fraction) or not isinstance(value.high, Fraction):
        return None
    return Value(value.low * count, value.high * count, f"{value.unit}/day", derived=True)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in pattern.finditer(text):
        found = match
    return found


def _left_over(frequency: Frequency, changing: bool) -> list[Value]:
    """A frequency with no amount before it: a waiting time where a dose changes, else a rhythm."""
    if frequency.form == "every" and frequency.low is not None:
        return waiting_time(frequency)
    if changing and frequency.form == "total" and frequency.unit != "day":
        return waiting_time(frequency)
    return []


def _waits(nexts: list[tuple[int, Frequency]], used: set[int]) -> list[Value]:
    found: list[Value] = []
    for place, frequency in nexts:
        if frequency.form == "every" or frequency.unit in ("week", "month"):
            used.add(place)
            found += waiting_time(frequency)
    return found


def _percent(amount: Amount, before: str, after: str) -> Value:
    near = before[-_NEAR:]
    fall = _last(_FALL, near) or re.match(
        r"(?i)\s*(?:dose\s+)?(?:reduction|decrease|lower|less)\b", after
    )
    rise = _last(_RISE, near) or re.match(r"(?i)\s*(?:dose\s+)?(?:increase|higher|more)\b", after)
    if re.search(r"(?i)\bto\s+(?:about\s+|approximately\s+)?$", near) and (fall or rise):
        return _value(amount, role="target")
    if re.match(
        r"(?i)\s*of\s+(?:the\s+)?(?:usual|normal|recommended|standard|full|adult|initial|starting|maintenance|calculated|original|dose|daily)",
        after,
    ) and not re.search(r"(?i)\bby\s+(?:\w+\s+)?$", near):
        return _value(amount, role="fraction")
    if fall:
        return _value(amount, role="reduction")
    if rise:
        return _value(
            amount, role="increment" if re.search(r"(?i)\bby\b", before[-16:]) else "increase"
        )
    return _value(amount)


def _time(amount: Amount, before: str, after: str) -> Value:
    if amount.measure == "age" or re.match(r"(?i)\s*(?:of age|old)\b", after):
        return _value(amount, role="threshold", measure="age")
    if amount.maximum:
        return _value(amount, role="maximum")
    if _WITHIN.search(before[-30:]) and (_SINCE.match(after) or _PAST.search(before[-24:])):
        return _window(amount, after)
    if _DURATION_BEFORE.search(before[-60:]):
        return _value(amount, role="duration")
    if _TIMING.match(after):
        return _value(amount, role="timing")
    if re.search(r"(?i)\bafter\s+(?:\w+\s+){0,2}$", before[-30:]):
        return _value(amount, role="after")
    return _value(amount)


def _window(amount: Amount, after: str) -> Value:
    """ "within 14 days of stopping": a limit, and for stopped drugs a washout."""
    if amount.low != amount.high:
        return _value(amount)
    role = "washout" if _STOPPED.match(after) else None
    return replace(_value(amount, role=role), low=None, comparator="<=")


def _plain_value(amount: Amount, text: str) -> Value:
    dimension = amount.dimension
    before = text[: amount.start]
    if dimension == "time":
        return _time(amount, before, text[amount.end :])
    if dimension == "percent":
        return _value(amount)
    unit = amount.unit
    per = None
    if unit and unit.endswith("/dose"):
        unit, per = unit.removesuffix("/dose"), "dose"
    limit = amount.measure or dimension == "age"
    role = "maximum" if amount.maximum else "threshold" if limit else None
    return _value(amount, role=role, unit=unit, per=per)


def _value(
    amount: Amount,
    *,
    role: str | None = None,
    unit: str | None = None,
    per: str | None = None,
    freq: Fraction | None = None,
    measure: str | None = None,
) -> Value:
    return Value(
        amount.low,
        amount.high,
        unit or amount.unit,
        per,
        amount.comparator,
        role,
        freq,
        amount.approximate,
        measure or amount.measure,
    )


def _outside(found: tuple[Frequency, ...], taken: tuple[Amount, ...]) -> tuple[Frequency, ...]:
    """Frequencies that are not part of an amount's unit ("mg/day" has taken its "/day")."""
    return tuple(
        frequency
        for frequency in found
        if not any(amount.start < frequency.end and frequency.start < amount.end
                   and amount.dimension not in ("time",) for amount in taken)
    )  # fmt: skip


def _free(found: tuple[Amount, ...], often: tuple[Frequency, ...]) -> tuple[Amount, ...]:
    """Amounts that are not the number inside a frequency ("every 6 hours")."""
    return tuple(
        amount
        for amount in found
        if amount.dimension not in ("time", "age")
        or not any(one.start <= amount.start and amount.end <= one.end for one in often)
    )


def _divided(text: str) -> bool | int:
    found = _DIVIDED.search(text)
    if found is None:
        return False
    single = re.search(r"(?i)\bor\s*$", text[: found.start()])
    if found.group(1) and not found.group(2) and not single:
        return int(amounts.number(found.group(1)))
    return True
