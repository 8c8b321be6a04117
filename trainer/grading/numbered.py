"""Points that hold numbers: each in its unit, on its side, and said of the right thing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from trainer.grading.claims import Claim, claims_of
from trainer.grading.figures import Figure, is_rival, same_measure, worth
from trainer.grading.made import Made
from trainer.grading.measure import measured
from trainer.grading.needs import Need, Wanted
from trainer.grading.reading import Reading


def with_numbers(one: Wanted, answer: Reading, made: Made) -> Made:
    """A point with numbers is made only if every number is, in its unit and on its side."""
    claims = claims_of(answer.text)
    plain = [need for need in one.needs if need.weight > Fraction(1, 4) and not need.given]
    plain = [need for need in plain if not _is_unit_word(need)]
    right = Fraction(0)
    chosen: list[Claim] = []
    if _is_negative(one):
        # "not established under 12": the "not" of the point itself stands before the number
        claims = tuple(replace(claim, denied=False) for claim in claims)
    for figure in one.figures:
        rated = [
            (worth(figure, claim, one.asked, answer.text), claim)
            for claim in claims
            if not claim.denied
        ]
        if any(measured(other.found, figure.quantity).fit == "same" for other in claims):
            # "women six months, men three": the unit is said once
            rated = [(Fraction(1) if rate and _is_bare(one) else rate, one) for rate, one in rated]
        best, claim = max(rated, key=lambda pair: pair[0], default=(Fraction(0), None))
        if not best or claim is None:
            if figure.given and not any(same_measure(figure, other) for other in claims):
                # the question says it; it need not be said again, but something has to be
                right += 1 if made.used or not one.needs else 0
            continue
        if any(is_rival(figure, other, claim) for other in claims):
            return replace(made, share=Fraction(0))
        if not _belongs(figure, rated, made.bound, chosen, answer):
            continue
        if _other_side(one.text, answer.text[claim.found.end :]):
            continue
        chosen.append(claim)
        right += best
    share = right / len(one.figures)
    if not plain:
        return replace(
            made, share=share, inverted=made.inverted and share < 1 and bool(plain), head=False
        )
    if share < 1:
        return replace(made, share=min(made.share, share) / 2, head=True)
    return made


_SIDE = re.compile(
    r"\b(?:(?P<before>before|prior\s+to|ahead\s+of)|(?P<after>after|following))\b", re.I
)


def _other_side(point: str, behind: str) -> bool:
    """Whether a time is said to lie after what it lies before in the point, or the other way."""
    asked, said = _SIDE.search(point), _SIDE.match(behind.lstrip())
    if asked is None or said is None or len(_SIDE.findall(point)) > 1:
        return False
    return bool(asked["before"]) != bool(said["before"])


def _is_negative(one: Wanted) -> bool:
    return bool(_NEGATIVE.search(one.text))


_NEGATIVE = re.compile(
    r"\b(?:not|no|never|avoid\w*|contra-?indicat\w*|unsafe|unproven|prohibit\w*|without)\b", re.I
)


def _is_bare(claim: Claim) -> bool:
    return claim.found.quantity.unit is None


def _belongs(
    figure: Figure,
    rated: Sequence[tuple[Fraction, Claim]],
    bound: frozenset[int],
    chosen: Sequence[Claim],
    answer: Reading,
) -> bool:
    """Whether the number that stands nearest to what it is said of is the right one.

    "Women 3 months, men 6 months" has both numbers of "women 6 months, men 3 months".
    """
    like = [(worth_, claim) for worth_, claim in rated if same_measure(figure, claim)]
    if len(like) < 2:
        return True
    places = [(answer.words[n].start, answer.words[n].end) for n in bound if n < len(answer.words)]
    places += [(one.found.start, one.found.end) for one in chosen if not figure.end]
    if not places:
        return True

    begins, stops = sorted(begin for begin, _ in places), sorted(stop for _, stop in places)
    entries = [match.start() for match in _ENTRY.finditer(answer.text)]

    def gap(first: int, last: int) -> tuple[int, int]:
        return bisect_left(entries, last) - bisect_left(entries, first), last - first

    def far(claim: Claim) -> tuple[int, int]:
        """To the next place before or behind it: what is further off has no fewer entries."""
        start, end = claim.found.start, claim.found.end
        before, behind = bisect_right(stops, start), bisect_left(begins, end)
        if before <= behind - 1:
            return 0, 0  # one overlaps it
        gaps = [gap(stops[before - 1], start)] if before else []
        return min([*gaps, gap(end, begins[behind])] if behind < len(begins) else gaps)

    apart = [(far(claim), worth_) for worth_, claim in like]
    nearest = min(distance for distance, _ in apart)
    return any(worth_ for distance, worth_ in apart if distance == nearest)


_ENTRY = re.compile(r"[,;.\n]|\band\b|\bbut\b")


def _is_unit_word(need: Need) -> bool:
    from trainer.calculator.units import is_unit

    return need.atom.is_word and is_unit(need.atom.typed)
