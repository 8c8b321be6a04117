"""Numbers and ranges: value, unit, per dose or per day, comparator, and what contradicts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from trainer.calculator.frequency import find_frequencies
from trainer.calculator.quantity import Quantity
from trainer.calculator.writer import write
from trainer.deck.key import QuantityKey, RangeKey
from trainer.grading.claims import Claim, claims_of, denied_as_a_whole, sprayed, values_in
from trainer.grading.measure import EACH_DOSE, Measured, is_amount, measured, same_digits
from trainer.grading.outcome import HALF, ONE, ZERO, Result
from trainer.grading.verdict import PointResult

_POWERS = (Fraction(10), Fraction(100), Fraction(1000), Fraction(1_000_000))
_MOST = re.compile(
    r"\bmax|\blonger\s+than|\bceiling|\bmost\b|\bup to\b|\blimit|\blongest|\bhighest|not exceed",
    re.I,
)
_LEAST = re.compile(
    r"(?<!/)\bmin(?:imum)?\b(?!ute)|\bearliest\b|\bsoonest\b|\bleast\b|\blowest|\bshortest"
    r"|\b(?:must|should|have\s+to|has\s+to)\s+(?:lie|pass|elapse|be\s+waited|wait)|\bwait\w*\b"
    r"|\binterval\b|\bapart\b|\bbefore\b[^?]*\b(?:start|restart|begin|giv)\w*",
    re.I,
)
_LOW = re.compile(
    r"\b(?:low(?:er|est)?|min(?:imum)?|least|from|bottom|start\w*|=|between)\b|=|≥", re.I
)
_HIGH = re.compile(r"\b(?:high(?:er|est)?|max(?:imum)?|most|to|top|upper|up)\b|≤", re.I)


_BY = re.compile(r"\bby\s*(?:about|around|roughly)?\s*$", re.I)
_TO = re.compile(r"\s*(?:up\s+)?to\b", re.I)
_TO_END = re.compile(r"(?<!up)\s\bto\s*(?:about|around|roughly)?\s*$|^\s*to\s*$", re.I)
_BY_HOW_MUCH = re.compile(r"\bby\s+(?:how\s+much|what|which)\b", re.I)


def grade_quantity(answer: str, key: QuantityKey, question: str) -> Result:
    """One number with its unit."""
    claims = [claim for claim in claims_of(answer) if not claim.denied]
    if denied_as_a_whole(answer):
        claims = []
    points = key.points
    if sprayed(tuple(claims)):
        return _missed(points, "Several numbers were given; one was asked for.")
    if doubt := _ambiguous(claims):
        return _missed(points, doubt).doubted(doubt)
    claims = _settled(claims)
    if re.search(r"\b(?:bound|bind\w*)\b", question, re.I):  # "70 % is free, so 30 % is bound"
        claims = [claim for claim in claims if not _FREE.match(claim.after)]
    rated = [(claim, *_rate(claim, key, question)) for claim in claims]
    right = [(claim, worth) for claim, worth, _ in rated if worth > 0]
    if right and of_the_contrary(answer, question):
        return _missed(points, "That is said of the opposite.")
    if right and (goes_against(answer, question) or other_side_of_time(answer, question)):
        why = "That goes in the opposite direction."
        return replace(_missed(points, why), heard=right[0][0].found.text)
    if not right:
        return _wrong_number(rated, key, points)
    best = max(worth for _, worth in right)
    given = values_in(question)
    last = right[-1][0]
    others = [
        (claim, words)
        for claim, worth, words in rated
        if worth == 0
        and not claim.working
        and not _given(claim, given)
        and words != "other"
        and not _rounds(claim, key)
        and not (claim.found.quantity.unit is None and _OF_ANOTHER.search(claim.before))
    ]
    if last.concludes and (not others or last.found.start > others[-1][0].found.start):
        others = []
    if others and _is_series(claims, last):
        others = []
    if others and any(claim.elsewise for claim, _ in [*others, *right]):
        return _missed(points, "More than one answer was given; one was asked for.")
    heard = right[0][0].found.text
    result = Result(best, (PointResult(points[0].text, best == 1, best < 1, heard),), heard=heard)
    if best < 1:
        result = replace(result, problem="The unit is missing.")
    if others and all(
        ";" in answer[right[0][0].found.end : claim.found.start] for claim, _ in others
    ):
        # "400 mg a day; over 75 years it is 300 mg"
        return result.doubted("A second number was given beside the right one")
    if others:
        if not all(claim.aside for claim, _ in others):
            return _missed(points, "More than one number was given; one was asked for.")
        return replace(result, wrong=tuple(claim.found.text for claim, _ in others)).doubted(
            "A second number was given beside the right one"
        )
    return result


_TWO_ASKED = re.compile(
    r"\bwhich\s+two\b|\b(?:lower|lowest|minimum|smallest)\s+and\s+(?:the\s+)?(?:upper|highest|maximum|largest)\b"
    r"|\bboth\s+(?:ends|limits)\b",
    re.I,
)
_OF_ANOTHER = re.compile(
    r"\b(?:clearance|crcl|e?gfr|aged?|weigh\w*|inr|pulse|class|grade|stage)\b[^,;.]{0,20}$", re.I
)
"""\"..., because the clearance is below 30": a number of something else."""

_ROUGHLY = Fraction(15, 100)


def _rounds(claim: Claim, key: QuantityKey) -> bool:
    """Whether a number only says the right one roughly: "about a third, 30 %"."""
    if not (claim.found.approximate or claim.found.text.isalpha() or " " in claim.found.text):
        return False
    fit = measured(claim.found, key.quantity)
    if fit.fit not in ("same", "bare") or fit.quantity.is_range or key.quantity.is_range:
        return False
    right = key.quantity.value
    hedged = claim.found.approximate and claim.found.quantity.unit is None
    return hedged and abs(fit.quantity.value - right) <= abs(right) * _ROUGHLY


_HIGHER = r"higher|more|greater|longer|larger|increas\w+|rais\w+|ris(?:e|es|en)|rose"
_LOWER = r"lower|less|smaller|shorter|fewer|decreas\w+|reduc\w+|fall(?:s|en)?|fell|drop\w*"
_HOW_MUCH = re.compile(
    rf"\b(?:how\s+(?:much|many\s+times)|by\s+what|what\s+percentage)\b[^?.]*?\b(?:(?P<up>{_HIGHER})|(?P<down>{_LOWER}))\b",
    re.I,
)
_TIMED = re.compile(
    r"\b(?P<side>before|after)\s+(?:the\s+|an?\s+)?(?P<what>(?:last\s+|first\s+|next\s+)?\w+)", re.I
)


def other_side_of_time(answer: str, question: str) -> bool:
    """Whether "before the last dose" is answered where "after the last dose" is asked."""
    asked = {(m["side"].casefold(), m["what"].casefold()) for m in _TIMED.finditer(question)}
    said = {(m["side"].casefold(), m["what"].casefold()) for m in _TIMED.finditer(answer)}
    sides = {side for side, _ in asked}
    placed = {m[1].casefold() for m in _BESIDE.finditer(answer)}
    if len(sides) == 1 and placed and not placed & sides and not said & asked:
        return True
    turned = {({"before": "after", "after": "before"}[side], what) for side, what in asked}
    return bool(said & turned) and not said & asked


_BESIDE = re.compile(r"\d\s*(?:h|hrs?|hours?|min\w*|days?|weeks?|months?)\s+(before|after)\b", re.I)
_UPWARD = re.compile(rf"\b(?:{_HIGHER})\b(?!\s+than\s+\d)", re.I)
_DOWNWARD = re.compile(rf"\b(?:{_LOWER})\b(?!\s+than\s+\d)", re.I)


_WORD = re.compile(r"[a-z]{4,}", re.I)
_FREE = re.compile(r"\s*(?:is|are|remains?|stays?)?\s*(?:free|unbound)\b", re.I)
_OR_MORE = re.compile(
    r"(?<!\bno )(?<!\bnot )\b(?:at\s+least|more\s+than|over|longer\s+than|no\s+less\s+than)\s*$",
    re.I,
)


def of_the_contrary(answer: str, question: str) -> bool:
    """Whether an answer speaks of the unbound where the question asks for the bound."""
    asked = {word.casefold() for word in _WORD.findall(question)}
    said = {word.casefold() for word in _WORD.findall(answer)}
    return any(f"un{word}" in said - asked or f"non{word}" in said - asked for word in asked - said)


def goes_against(answer: str, question: str) -> bool:
    """Whether "lower" is answered where the question asks how much higher something is."""
    asked = _HOW_MUCH.search(question)
    if asked is None:
        return False
    up, down = bool(_UPWARD.search(answer)), bool(_DOWNWARD.search(answer))
    return (down and not up) if asked["up"] else (up and not down)


def _is_series(claims: list[Claim], last: Claim) -> bool:
    """A worked row, "6 on day 1, 12 on day 5, 18 on day 9": its last member is the answer."""
    if last is not claims[-1] or len(claims) < 4 or any(claim.elsewise for claim in claims):
        return False
    units = [claim.found.quantity.unit for claim in claims]
    if any(claim.found.quantity.is_range for claim in claims):
        return False
    values = [claim.found.quantity.value for claim in claims]
    for start in (0, 1):
        if len(set(units[start::2])) > 1 or values[start::2] != sorted(set(values[start::2])):
            return False
    return units[0] != units[1]


def grade_range(answer: str, key: RangeKey, question: str) -> Result:
    """Both ends of a range, a point each."""
    claims = [claim for claim in claims_of(answer) if not claim.denied]
    if denied_as_a_whole(answer):
        claims = []
    points = key.points
    if sprayed(tuple(claims)):
        return _missed(points, "Several numbers were given; the two ends were asked for.")
    if doubt := _ambiguous(claims):
        return _missed(points, doubt).doubted(doubt)
    claims = [claim for claim in claims if not claim.working]
    if _outside(claims, key):
        return _missed(points, "That is outside of the range, not the range itself.")
    limit = _MOST.search(f"{question} {key.model}") and not _LEAST.search(question)
    if limit and any(_OR_MORE.search(one.before) and one.found.quantity.is_range for one in claims):
        return _missed(points, "The limit lies on the other side.")
    if other_side_of_time(answer, question):
        return _missed(points, "Before and after are not the same.")
    if key.any_inside:
        return _inside(claims, key, question)
    spans = [_span(claim, key, question) for claim in claims]
    ranges = [span for span in spans if span is not None and span[1].quantity.is_range]
    comparable = [span for span in ranges if span[1].fit != "unit"]
    marked = True
    if not comparable:
        if joined := _joined(answer, spans):
            ranges = [joined]
        elif both := both_ends(answer, [one for one in spans if one is not None], key):
            ranges, marked = [both[0]], both[1] or bool(_TWO_ASKED.search(question))
    given = values_in(question)
    rated = [(claim, fit, *_ends(fit, key)) for claim, fit in ranges]
    if not rated:
        return _one_end(claims, key, question)
    rated.sort(key=lambda entry: -(entry[2] + entry[3]))
    claim, fit, low, high = rated[0]
    factor = _worth(fit, key.unit_named)
    others = [
        one
        for one in rated[1:]
        if one[2] + one[3] == 0 and not _given(one[0], given) and one[1].fit != "unit"
    ]
    if claim.concludes and all(one[0].found.start < claim.found.start for one in others):
        others = []  # "half to three quarters of 80, so 40-60 mg"
    if ((low or high) and any(one[0].elsewise for one in others)) or (claim.elsewise and others):
        return _missed(points, "More than one range was given; one was asked for.")
    heard = claim.found.text
    tenfold = bool(is_amount(key.quantity) and factor and _tenfold_end(fit.quantity, key.quantity))
    if tenfold and (low + high == 0 or same_digits(claim.found.quantity, key.quantity)):
        return _missed(points, "").with_unsafe(_ONE_END)
    score = (low + high) * HALF * factor
    results = tuple(
        PointResult(point.text, bool(met and factor == 1), bool(met and factor < 1), heard)
        for point, met in zip(points, (low, high), strict=True)
    )
    result = Result(score, results, heard=heard)
    if tenfold:
        return result.with_harm(_ONE_END)
    if score == 0:
        return _explained(result, fit, key.quantity)
    if factor < 1:
        result = replace(result, problem="The unit is missing.")
    elif low + high < 2:
        result = replace(result, problem="One end of the range is right, the other is not.")
    if others and score == 1:
        return result.doubted("A second range was given beside the right one")
    return result if marked else result.doubted("Two numbers were given, not as a range")


def unsafe_ratio(typed: Quantity, asked: Quantity) -> Fraction | None:
    """The power of ten from 10 up (or its inverse) by which a number is off, 2 % slack; or None."""
    if len(typed.ends) != len(asked.ends) or min(asked.ends) <= 0 or min(typed.ends) <= 0:
        return None
    ratios = [mine / theirs for mine, theirs in zip(typed.ends, asked.ends, strict=True)]
    for power in _POWERS:
        for ratio in (power, 1 / power):
            if all(abs(one / ratio - 1) <= Fraction(1, 50) for one in ratios):
                return ratio
    return None


def _rate(claim: Claim, key: QuantityKey, question: str) -> tuple[Fraction, str]:
    """What one number earns, and why it earns nothing ("other": it measures something else)."""
    asked = key.quantity
    fit = measured(claim.found, asked, question)
    if fit.fit == "unit":
        same_digits = fit.quantity.ends == asked.ends
        return ZERO, "unit" if same_digits else "other"
    if fit.fit == "per":
        return ZERO, "per"
    if _clashes(claim, asked, f"{question} {key.model}") or _for_each_dose(claim, asked):
        return ZERO, "per"
    if _CALLED_LEAST.match(claim.after) and _MOST.search(f"{question} {key.model}"):
        return ZERO, "side"
    if _BY.search(claim.before) and _TO.match(key.model):
        return ZERO, "by"
    if _TO_END.search(claim.before) and _BY_HOW_MUCH.search(question):
        return ZERO, "to"
    slack = key.tolerance + fit.slack
    if fit.quantity.comparator and not _side_fits(fit.quantity, key, question):
        return ZERO, "side"
    if not _near(fit.quantity, asked, slack):
        return ZERO, "value"
    if fit.fit == "same" or (key.unit_named and fit.fit == "bare"):
        return ONE, ""
    return HALF, ""


_CALLED_LEAST = re.compile(
    r"\s*(?:a\s+day\s+|daily\s+)?is\s+the\s+(?:least|minimum|lowest)\b", re.I
)


def _for_each_dose(claim: Claim, asked: Quantity) -> bool:
    """Whether a daily amount is said to be given at each dose."""
    daily = asked.unit is not None and ("time", -1) in asked.unit.dimension
    return daily and bool(EACH_DOSE.match(claim.after))


def _clashes(claim: Claim, asked: Quantity, question: str) -> bool:
    """Whether the amount is said to be given at other times than the question says it is."""
    often = claim.found.doses_per_day
    if often is None or asked.unit is None or not is_amount(asked) or claim.found.divided:
        return False
    if ("time", -1) in asked.unit.dimension:
        return False  # compared as amounts a day
    if often > 1 and _WHOLE_DAY.search(question) and not _EACH_ONE.search(question):
        return True
    said = {one.per_day for one in find_frequencies(question) if one.per_day is not None}
    return len(said) == 1 and often not in said


_WHOLE_DAY = re.compile(r"\bin\s+(?:24\s*h|(?:one|a)\s+day)|\btotal\s+daily|\bper\s+24\s*h", re.I)
_EACH_ONE = re.compile(r"\b(?:each|single|every|per\s+dose|one\s+dose)\b", re.I)


def _near(typed: Quantity, asked: Quantity, slack: Fraction) -> bool:
    if asked.is_range:
        return typed.is_range and all(
            abs(one - other) <= slack for one, other in zip(typed.ends, asked.ends, strict=True)
        )
    return not typed.is_range and abs(typed.value - asked.value) <= slack


def _side_fits(typed: Quantity, key: QuantityKey, question: str) -> bool:
    """Whether "under", "at most" or "over" agrees with what was asked."""
    assert typed.comparator is not None
    below = typed.comparator.startswith("<")
    if key.quantity.comparator:
        return key.quantity.comparator.startswith("<") == below
    if typed.comparator in ("<", ">"):
        return False  # a maximum of 80 is not "less than 80"
    text = f"{question} {key.role} {key.model}"
    if below:
        return bool(_MOST.search(text) or _TO.match(key.model))
    return bool(_LEAST.search(text))


def _settled(claims: list[Claim]) -> list[Claim]:
    """The claims without the terms of a calculation, if anything is left."""
    plain = [claim for claim in claims if not claim.working]
    return plain or claims


def _outside(claims: Sequence[Claim], key: RangeKey) -> bool:
    """Whether it says "below the low end or above the high end"."""
    sides = [(claim.found.quantity.comparator or "")[:1] for claim in claims]
    return len(claims) == 2 and sides == ["<", ">"] and claims[1].elsewise and not key.any_inside


def _given(claim: Claim, given: frozenset[Fraction]) -> bool:
    return all(end in given for end in claim.found.quantity.ends)


def _ambiguous(claims: Sequence[Claim]) -> str:
    for claim in claims:
        if claim.found.ambiguity and re.search(r"\d,\d", claim.found.text):
            return f"{claim.found.text!r} may mean two things: {claim.found.ambiguity}."
    return ""


def _missed(points: Sequence[object], problem: str) -> Result:
    texts = [str(getattr(point, "text", point)) for point in points]
    return Result(ZERO, tuple(PointResult(text, False) for text in texts), problem=problem)


def _wrong_number(
    rated: list[tuple[Claim, Fraction, str]], key: QuantityKey, points: Sequence[object]
) -> Result:
    missed = _missed(points, "")
    if not rated:
        return replace(missed, problem="I found no number in that.")
    concluded = [entry for entry in rated if entry[0].concludes]
    claim, _, why = concluded[-1] if concluded else rated[0]
    missed = replace(missed, heard=claim.found.text)
    asked = key.quantity
    fit = measured(claim.found, asked)
    if is_amount(asked) and fit.fit in ("same", "bare", "interval"):
        ratio = unsafe_ratio(fit.quantity, asked)
        if ratio is not None:
            return missed.with_unsafe(_off_by(ratio))
    return replace(missed, problem=_WHY.get(why, ""))


def _explained(missed: Result, fit: Measured, asked: Quantity) -> Result:
    """What is wrong with a range of which no end is right; unsafe where it is tenfold."""
    if fit.fit == "unit" and fit.quantity.ends == asked.ends:
        return replace(missed, problem=_WHY["unit"])
    if fit.fit == "per":
        return replace(missed, problem=_WHY["per"])
    if fit.fit in ("same", "bare", "interval") and is_amount(asked):
        ratio = unsafe_ratio(fit.quantity, asked)
        if ratio is not None:
            return missed.with_unsafe(_off_by(ratio))
    return missed


_WHY = {
    "unit": "The unit is not the one that was asked.",
    "per": "Per dose and per day are not the same.",
    "by": "A change by that much is not a change to it.",
    "to": "A change to that much is not a change by it.",
    "side": "The limit lies on the other side.",
}


def _off_by(ratio: Fraction) -> str:
    times = max(ratio, 1 / ratio)
    way = "too high" if ratio > 1 else "too low"
    return f"That is {int(times):,} times {way}, which would harm if it were given."


def _span(claim: Claim, key: RangeKey, question: str) -> tuple[Claim, Measured] | None:
    if _for_each_dose(claim, key.quantity):
        return claim, Measured("per", replace(claim.found.quantity, unit=None))
    return claim, measured(claim.found, key.quantity, question)


def _joined(
    answer: str, spans: Sequence[tuple[Claim, Measured] | None]
) -> tuple[Claim, Measured] | None:
    """Two single numbers that are put as the ends of a range: "at least 40, at most 80"."""
    fits = [span for span in spans if span is not None and span[1].fit != "unit"]
    usable = [(claim, fit) for claim, fit in fits if not fit.quantity.is_range]
    if len(usable) != 2:
        return None
    (first, low), (second, high) = usable
    sides = (low.quantity.comparator or "")[:1], (high.quantity.comparator or "")[:1]
    if sides == ("<", ">") and low.quantity.value < high.quantity.value:
        return None  # "at most 2 h, at least 3 h"
    text_low = first.before + (low.quantity.comparator or "") + first.after[:14]
    text_high = (
        answer[first.found.end : second.found.start]
        + (high.quantity.comparator or "")
        + second.after[:14]
    )
    ordered = low.quantity.value < high.quantity.value
    marked = bool(_HIGH.search(text_high)) or high.quantity.comparator is not None
    if not ordered and _HIGH.search(text_low) and _LOW.search(text_high):
        (first, low), (second, high) = (second, high), (first, low)
        ordered = marked = low.quantity.value < high.quantity.value
    if not ordered or not marked:
        return None
    whole = low if low.fit not in ("bare",) else high
    unit_fit = "same" if "same" in (low.fit, high.fit) else whole.fit
    if "per" in (low.fit, high.fit):
        return None
    chosen = (high if high.quantity.unit is not None else low).quantity.unit
    quantity = Quantity(low.quantity.value, high.quantity.value, chosen)
    return second, Measured(unit_fit, quantity, max(low.slack, high.slack))


_MARKS_LOW = re.compile(
    r"\b(?:earliest|least|from|between|min(?:imum)?|low(?:er|est)?|bottom|shortest|start\w*"
    r"|not\s+(?:lower|less|under|below|earlier|sooner)\s+than)\b",
    re.I,
)
_MARKS_HIGH = re.compile(
    r"\b(?:latest|most|to|max(?:imum)?|high(?:er|est)?|top|upper|longest|outside|limit|ceiling"
    r"|not\s+(?:higher|more|over|above|later|longer)\s+than)\b",
    re.I,
)


def both_ends(
    answer: str, spans: Sequence[tuple[Claim, Measured]], key: RangeKey
) -> tuple[tuple[Claim, Measured], bool] | None:
    """Two single numbers that are the two ends, and whether they are put as ends.

    None if a third number stands beside them, if "or" leaves open which of them holds, or if the
    lower one is called the highest.
    """
    low_end, high_end = key.quantity.ends
    held: dict[int, tuple[Claim, Measured]] = {}
    for claim, fit in spans:
        if fit.fit in ("unit", "per") or fit.quantity.is_range:
            return None
        slack = key.tolerance + fit.slack
        places = [
            n for n, end in enumerate((low_end, high_end)) if abs(fit.quantity.value - end) <= slack
        ]
        if not places:
            if _near_an_end(claim, fit, key):
                continue
            return None
        if places[0] in held and held[places[0]][1].fit == "same":
            return None
        held[places[0]] = (claim, fit)
    if len(held) < 2:
        return None
    (low, low_fit), (high, high_fit) = held[0], held[1]
    first, second = (low, high) if low.found.start < high.found.start else (high, low)
    between = answer[first.found.end : second.found.start]
    if second.elsewise and not _ONE_OR_NEXT.fullmatch(between):
        return None
    sides = low_fit.quantity.comparator or "", high_fit.quantity.comparator or ""
    if sides[0].startswith("<") or sides[1].startswith(">"):
        return None
    near_low, near_high = _around(answer, low, second), _around(answer, high, second)
    if _MARKS_HIGH.search(near_low) and _MARKS_LOW.search(near_high):
        return None
    marked = bool(
        any(sides)
        or _MARKS_HIGH.search(near_high)
        or _MARKS_LOW.search(near_low)
        or _ONE_OR_NEXT.fullmatch(between)
    )
    unit_fit = (
        high_fit if high_fit.quantity.unit is not None and high_fit.fit == "same" else low_fit
    )
    quantity = Quantity(low_end, high_end, unit_fit.quantity.unit)
    fit_name = "same" if "same" in (low_fit.fit, high_fit.fit) else unit_fit.fit
    return (second, Measured(fit_name, quantity, max(low_fit.slack, high_fit.slack))), marked


_ONE_OR_NEXT = re.compile(r"\s*or\s*(?:the\s+)?", re.I)  # "the third or fourth day"


def _around(answer: str, claim: Claim, second: Claim) -> str:
    after = answer[claim.found.end : claim.found.end + 24]
    if claim is not second:
        after = answer[claim.found.end : min(claim.found.end + 24, second.found.start)]
        after = re.split(r"[,;]|\band\b|\bto\b", after)[0]
    return claim.before[-24:] + " " + after


def _near_an_end(claim: Claim, fit: Measured, key: RangeKey) -> bool:
    """Whether a number in words or brackets only says an end roughly: "a third (33 %)"."""
    if fit.quantity.unit is not None and claim.found.quantity.unit is not None:
        return False
    return any(abs(fit.quantity.value - end) <= end * _ROUGHLY for end in key.quantity.ends)


def _ends(fit: Measured, key: RangeKey) -> tuple[int, int]:
    """Whether the low and the high end are right (1 or 0 each)."""
    if fit.fit in ("unit", "per") or fit.quantity.comparator:
        return 0, 0
    (low, high), (asked_low, asked_high) = fit.quantity.ends, key.quantity.ends
    slack = key.tolerance + fit.slack
    return int(abs(low - asked_low) <= slack), int(abs(high - asked_high) <= slack)


def _worth(fit: Measured, unit_named: bool) -> Fraction:
    if fit.fit == "same" or (fit.fit == "bare" and unit_named):
        return ONE
    return HALF if fit.fit in ("bare", "interval") else ZERO


_ONE_END = "One end is ten times off or more, which would harm if it were given."


def _tenfold_end(typed: Quantity, asked: Quantity) -> bool:
    return any(
        theirs > 0 and not Fraction(1, 10) < mine / theirs < 10
        for mine, theirs in zip(typed.ends, asked.ends, strict=True)
    )


def _one_end(claims: list[Claim], key: RangeKey, question: str) -> Result:
    """No range was given: one end, alone, is half."""
    points, asked = key.points, key.quantity
    kept = [claim for claim in claims if not _given(claim, values_in(question))] or claims
    for claim in kept:
        fit = measured(claim.found, asked, question)
        if fit.fit in ("unit", "per") or fit.quantity.is_range:
            continue
        slack = key.tolerance + fit.slack
        for index, end in enumerate(asked.ends):
            wrong_side = fit.quantity.comparator is not None and (
                fit.quantity.comparator.startswith("<") != (index == 1)
            )
            if abs(fit.quantity.value - end) <= slack and not wrong_side and len(kept) == 1:
                factor = _worth(fit, key.unit_named)
                results = tuple(
                    PointResult(point.text, place == index and factor == 1, place == index)
                    for place, point in enumerate(points)
                )
                problem = "That is one end; both ends of the range were asked for."
                return Result(HALF * factor, results, problem=problem, heard=claim.found.text)
    missed = _missed(points, "")
    if not kept:
        return replace(missed, problem="I found no number in that.")
    claim = kept[-1]
    missed = replace(missed, heard=claim.found.text)
    fit = measured(claim.found, asked, question)
    if fit.fit in ("same", "bare", "interval") and not fit.quantity.is_range:
        value = fit.quantity.value
        if asked.ends[0] < value < asked.ends[1]:
            return replace(
                missed, problem="That lies inside the range; both its ends were asked for."
            )
        if is_amount(asked) and (value >= 10 * asked.ends[1] or 10 * value <= asked.ends[0]):
            return missed.with_unsafe("That is ten times off or more, which would harm.")
    return _explained(missed, fit, asked)


def _inside(claims: list[Claim], key: RangeKey, question: str) -> Result:
    """Any one value of the range is complete."""
    points = key.points
    if len(claims) != 1:
        return _missed(points, "One dose was asked for.")
    fit = measured(claims[0].found, key.quantity, question)
    low, high = key.quantity.ends
    inside = (
        fit.fit in ("same", "bare")
        and fit.quantity.comparator is None
        and all(low - key.tolerance <= end <= high + key.tolerance for end in fit.quantity.ends)
    )
    if not inside:
        return replace(_missed(points, ""), heard=claims[0].found.text)
    factor = _worth(fit, key.unit_named)
    heard = write(fit.quantity)
    return Result(
        factor, (PointResult(points[0].text, factor == 1, factor < 1, heard),), heard=heard
    )
