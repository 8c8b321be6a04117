"""The numbers that an answer claims: not the ones it denies, echoes, or only works with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from trainer.calculator.reader import Found, find_quantities
from trainer.calculator.units import unit

_DENIED = re.compile(
    r"\b(?:not|never|isn['’]?t|wasn['’]?t|aren['’]?t|don['’]?t|doesn['’]?t|nor|neither|rather\s+than|instead\s+of"
    r"|except|excluding|other\s+than|without|wrong|false|incorrect|outside|beyond|out\s+of"
    r"|anything\s+but|all\s+but|everything\s+but|by\s+no\s+means|hardly|scarcely"
    r"|(?:has|have|is|are|there['’]?s|needs?|requires?|want)\s+no)\b(?!\s+(?:only|just|sure|certain"
    r"|more|less|above|below|exceed|to\s+exceed|over|under|lower|higher|greater|fewer|longer|shorter|later"
    r"|earlier|sooner|until|till|before|within|unless|if)\b)(?:(?!\b(?:when|if|where|while|once)\b)[^,;.:()\n])*$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"^\s*(?:(?:is|are|was|would\s+be)\s*)?(?:not|n['’]t|wrong|incorrect|false|too\s+(?:much|high|low|little))"
    r"\b(?!\s+(?:only|sure|certain|more|less|exceed))",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\b(?:or|maybe|perhaps|possibly|actually|wait|sorry|i\s+mean|alternatively|no|correction|hmm)\b",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\b(?:some(?:times)?|other(?:s|\s+(?:sources|texts|authors))|sources|elsewhere|occasionally|while"
    r"|whereas|although|though|but|compared|unlike|versus|vs|also|usually|normally|otherwise|rarely"
    r"|exceptionally|in\s+all|in\s+total|altogether|per|equals|equivalent|i\.?e\.?|that\s+is|because"
    r"|since|if|when|starting|after|before|then|later|maximum|max|minimum|double|twice|half\s+of|nearly"
    r"|than|(?:of|for|with|in)\s+the\s+(?:plain|other|regular|immediate|extended|usual))\b",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(
    r"(?:=|→|⇒|≈|->|=>|\b(?:so|therefore|thus|hence|gives?|giving|makes?|equals|result(?:s|ing)?(?:\s+in)?"
    r"|comes\s+to|is\s+then|which\s+is|leads\s+to|leav(?:es|ing)|final(?:ly)?|answer|total)\b)[^=→⇒]{0,40}$",
    re.IGNORECASE,
)
_OPERATOR_AFTER = re.compile(r"\s*(?:x|×|\*|÷|/|\+|-|−|times)\s*(?:\(\s*)?\d", re.IGNORECASE)
_OPERATOR_BEFORE = re.compile(
    r"\d[^\d;,.]{0,24}?(?:x|×|\*|÷|/|\+|−|times)\s*(?:\(\s*)?$", re.IGNORECASE
)
_BREAK = re.compile(
    r"[;()\n]|\.(?:\s|$)|:\s|\b(?:but|while|whereas|although|though|however)\b|,\s"
    r"|\b(?:it['’]?s|it\s+is)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One number of an answer. `elsewise` follows an "or"; `aside` stands in a remark of its own;
    `concludes` follows "so" or "="; `working` is a term of a calculation."""

    found: Found
    denied: bool = False
    elsewise: bool = False
    aside: bool = False
    concludes: bool = False
    working: bool = False
    clause: int = 0
    before: str = ""
    after: str = ""


def claims_of(text: str) -> tuple[Claim, ...]:
    """Every number of an answer in its order, with how it is put."""
    found = _with_spans(
        text, [_given_over(_whole(one, text), text) for one in find_quantities(_counted(text))]
    )
    claims: list[Claim] = []
    previous = 0
    for index, one in enumerate(found):
        following = found[index + 1].start if index + 1 < len(found) else len(text)
        between = text[previous : one.start]
        # a long run of digits must not make this quadratic
        near, ahead = between[-90:], text[one.end : min(following, one.end + 60)]
        breaks = list(_BREAK.finditer(near))
        lead = near[breaks[-1].end() :] if breaks else near
        claims.append(
            Claim(
                one,
                denied=bool(_DENIED.search(lead) or _DENIED_AFTER.match(ahead)),
                elsewise=index > 0 and bool(_ELSE.search(near)),
                aside=bool(_REMARK.search(near)) or "(" in near,
                concludes=bool(_CONCLUDES.search(near))
                or bool(claims and claims[-1].concludes and not breaks),
                working=_is_working(text, one),
                clause=(claims[-1].clause if claims else 0) + (1 if breaks else 0),
                before=near,
                after=ahead,
            )
        )
        previous = one.end
    return tuple(claims)


_ONE = re.compile(
    r"^(\W*(?:(?:about|around|roughly|over|at\s+least|in|after|for|within|it\s+is|it['’]s)\s+)*)"
    r"an?(\s+(?:hour|day|week|month|minute|year)\b)(?!\w)",
    re.IGNORECASE,
)


def _counted(text: str) -> str:
    """ "an hour" as "1 hour", of the same length where it begins the answer."""
    return _ONE.sub(lambda m: f"{m[1]}1{' ' * (m.start(2) - m.end(1) - 1)}{m[2]}", text)


_PER = re.compile(
    r"\s*(?:(?:(?:heart)?beats?|breaths?|cycles?|strokes?|times)\s*)?(?:(?:/|per\b|an?\b|each\b|every\b)\s*(?P<what>dose|time|hour|h|week|month|year|minute|min|kg)\b"
    r"|(?P<hourly>hourly|weekly|monthly)\b)",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\s*(?:,\s*)?(?:in|every|over|per|within|each)\s*", re.IGNORECASE)
_PER_UNIT = {
    "litre": "L",
    "liter": "L",
    "l": "L",
    "time": "dose",
    "hourly": "h",
    "weekly": "week",
    "monthly": "month",
}


_GIVEN_OVER = re.compile(
    r"\b(?:infus\w*|inject\w*|giv\w+|run\w*|iv|push\w*|bolus|drip|administer\w*|mg|mcg|g|units?|minutes)\b",
    re.I,
)


def _given_over(one: Found, text: str) -> Found:
    """ "150 mg over 10 minutes" takes ten minutes, not more than ten."""
    of = one.quantity.unit
    if one.quantity.comparator != ">" or not one.text.casefold().startswith("over"):
        return one
    if of is None or of.symbol not in ("min", "h", "s") or not _GIVEN_OVER.search(text):
        return one
    value = one.quantity.value
    return replace(one, quantity=replace(one.quantity, low=value, high=value, comparator=None))


def figures_of(text: str) -> tuple[Found, ...]:
    """Every number of a text, with the "per minute" behind one that has no unit of its own."""
    return tuple(_given_over(_whole(one, text), text) for one in find_quantities(text))


def _whole(one: Found, text: str) -> Found:
    """A number with the "per hour" or "per dose" that stands behind it without a unit."""
    if one.quantity.unit is not None:
        return _per_dose_daily(one)
    after = _PER.match(text, one.end)
    if after is None:
        return one
    what = (after["what"] or after["hourly"]).casefold()
    return replace(one, quantity=replace(one.quantity, unit=unit(f"1/{_PER_UNIT.get(what, what)}")))


def _with_spans(text: str, found: list[Found]) -> list[Found]:
    """ "80 mg in 24 days" is an amount over that time, not 80 mg and 24 days."""
    joined: list[Found] = []
    for one in found:
        last = joined[-1] if joined else None
        if last is not None and _adds_up(last, one, text):
            joined[-1] = _sum(last, one, text)
        elif (
            last is not None
            and last.quantity.unit is not None
            and _is_plain_amount(last)
            and _is_span(one)
            and _WITHIN.fullmatch(text, last.end, one.start)
        ):
            assert one.quantity.unit is not None
            span = one.quantity.to("day").value
            of = unit(f"{last.quantity.unit.symbol}/day")
            quantity = replace(last.quantity, unit=None).scaled(1 / span)
            joined[-1] = replace(
                last,
                quantity=replace(quantity, unit=of),
                end=one.end,
                text=text[last.start : one.end],
            )
        else:
            joined.append(one)
    return joined


_TOGETHER = re.compile(r"\s*(?:(?:,|and|&|plus)\s*)?", re.IGNORECASE)


def _adds_up(one: Found, other: Found, text: str) -> bool:
    """ "1 day and 8 hours": a whole number of a larger unit of time, and some of a smaller one."""
    if not (_is_span(one) and _is_span(other) and _TOGETHER.fullmatch(text, one.end, other.start)):
        return False
    large, small = one.quantity, other.quantity
    assert large.unit is not None and small.unit is not None
    return (
        large.value.denominator == 1
        and large.unit.factor > small.unit.factor
        and small.value * small.unit.factor < large.unit.factor
    )


def _sum(one: Found, other: Found, text: str) -> Found:
    small = other.quantity
    assert small.unit is not None
    total = one.quantity.to(small.unit).value + small.value
    quantity = replace(small, low=total, high=total)
    return replace(one, quantity=quantity, end=other.end, text=text[one.start : other.end])


def _is_plain_amount(one: Found) -> bool:
    of = one.quantity.unit
    return (
        of is not None
        and len(of.parts) == 1
        and of.dimension[:1] not in ((), (("time", 1),), (("share", 1),))
        and one.doses_per_day is None
        and one.divided is None
    )


def _is_span(one: Found) -> bool:
    of = one.quantity.unit
    return (
        of is not None
        and of.dimension == (("time", 1),)
        and not one.quantity.is_range
        and one.quantity.comparator is None
        and one.quantity.value > 0
    )


def _per_dose_daily(one: Found) -> Found:
    """ "2 mg per dose every day" is 2 mg per dose, once a day, and not mg per dose per day."""
    of = one.quantity.unit
    if of is None or not {("dose", -1), ("time", -1)} <= set(of.dimension):
        return one
    parts = [part for part in of.parts if part not in ("day", "h", "week")]
    quantity = replace(one.quantity, unit=unit("/".join(parts)))
    per_day = Fraction(1) if "day" in of.parts else None
    return replace(one, quantity=quantity, doses_per_day=per_day)


_COUNT = re.compile(
    r"\s*(?:(?:lots|doses|portions|times|tablets|capsules)\s+of\s+(?=\w)|(?:limits|ends|bounds|values|figures)\b)",
    re.I,
)
_COUNTED_UNIT = re.compile(r"\s+of\s+(?:\d|one|two|three|four|five|ten|twenty)", re.I)
"""\"four lots of 20 mg", "3 tablets of 5 mg": how many, not how much."""


def _is_working(text: str, one: Found) -> bool:
    after = _OPERATOR_AFTER.match(text, one.end)
    counts = _COUNT if one.quantity.unit is None else _COUNTED_UNIT
    if counts.match(text, one.end):
        return True
    before = _OPERATOR_BEFORE.search(text[max(0, one.start - 40) : one.start])
    if after and after.group().strip()[:1] in "-−" and one.quantity.unit is not None:
        after = None
    return bool(after or before)


_LED = re.compile(
    r"^\W*(?:it(?:['’]s|\s+is|\s+was)\s+)?(?:not|never|neither|isn['’]t|it\s+isn['’]t)\b"
    r"(?!\s+(?:sure|certain|more|less|only|exceed|to\s+exceed|over|above|below|under|just|before|until"
    r"|within|lower|higher|greater|fewer|longer|shorter|later|earlier|sooner|established|recommended))",
    re.I,
)
_TURN = re.compile(r"\b(?:but|rather|instead|only)\b|[;.]\s|[,)]\s*(?:it['’]?s|it\s+is)\b", re.I)


def denied_as_a_whole(text: str) -> bool:
    """Whether an answer begins with a "not" that nothing later takes back."""
    return bool(_LED.search(text)) and not _TURN.search(text)


def sprayed(claims: tuple[Claim, ...]) -> bool:
    """Whether the answer only throws numbers about: five or more different bare ones."""
    if claims and claims[-1].concludes:
        return False  # "40 by 4 is 10 and 80 by 4 is 20, so 10-20 mg"
    said = [claim for claim in claims if not claim.working]
    bare = {claim.found.quantity.ends for claim in said if claim.found.quantity.unit is None}
    return len(bare) >= 5


def values_in(text: str) -> frozenset[Fraction]:
    """Every number that a text holds."""
    return frozenset(end for one in find_quantities(text) for end in one.quantity.ends)
