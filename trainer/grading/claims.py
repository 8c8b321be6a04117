"""The numbers that an answer claims: not the ones it denies, echoes, or only works with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from trainer.calculator.reader import Found, find_quantities
from trainer.calculator.units import unit

_DENIED = re.compile(
    r"\b(?:not|never|isn['’]?t|wasn['’]?t|aren['’]?t|don['’]?t|doesn['’]?t|nor|neither|rather\s+than|instead\s+of"
    r"|except|excluding|other\s+than|without|wrong|false|incorrect)\b(?!\s+(?:only|just|sure|certain"
    r"|more|less|above|below|exceed|to\s+exceed|over|under))[^,;.:()\n]*$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"^\s*(?:is|are|was|would\s+be)?\s*(?:not|n['’]t|wrong|incorrect|false|too\s+(?:much|high|low|little))"
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
    r"|since|if|when|starting|after|before|then|later|maximum|max|minimum)\b",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(
    r"(?:=|→|⇒|≈|->|=>|\b(?:so|therefore|thus|hence|gives?|giving|makes?|equals|result(?:s|ing)?(?:\s+in)?"
    r"|comes\s+to|is\s+then|final(?:ly)?|answer|total)\b)[^=→⇒]{0,40}$",
    re.IGNORECASE,
)
_OPERATOR_AFTER = re.compile(r"\s*(?:x|×|\*|÷|/|\+|-|−|times)\s*\(?\s*\d", re.IGNORECASE)
_OPERATOR_BEFORE = re.compile(
    r"\d[^\d;,.]{0,24}?(?:x|×|\*|÷|/|\+|−|times)\s*\(?\s*$", re.IGNORECASE
)
_BREAK = re.compile(
    r"[;()\n]|\.(?:\s|$)|:\s|\b(?:but|while|whereas|although|though|however)\b|,\s", re.I
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
    found = [_per_dose_daily(one) for one in find_quantities(text)]
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


def _per_dose_daily(one: Found) -> Found:
    """ "2 mg per dose every day" is 2 mg per dose, once a day, and not mg per dose per day."""
    of = one.quantity.unit
    if of is None or not {("dose", -1), ("time", -1)} <= set(of.dimension):
        return one
    parts = [part for part in of.parts if part not in ("day", "h", "week")]
    quantity = replace(one.quantity, unit=unit("/".join(parts)))
    per_day = Fraction(1) if "day" in of.parts else None
    return replace(one, quantity=quantity, doses_per_day=per_day)


def _is_working(text: str, one: Found) -> bool:
    after = _OPERATOR_AFTER.match(text, one.end)
    before = _OPERATOR_BEFORE.search(text[max(0, one.start - 40) : one.start])
    if after and after.group().strip()[:1] in "-−" and one.quantity.unit is not None:
        after = None
    return bool(after or before)


def sprayed(claims: tuple[Claim, ...]) -> bool:
    """Whether the answer only throws numbers about: five or more different bare ones."""
    bare = {claim.found.quantity.ends for claim in claims if claim.found.quantity.unit is None}
    return len(bare) >= 5


def values_in(text: str) -> frozenset[Fraction]:
    """Every number that a text holds."""
    return frozenset(end for one in find_quantities(text) for end in one.quantity.ends)
