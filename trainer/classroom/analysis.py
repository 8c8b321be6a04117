"""Item analysis on first attempts, by the formulas that Moodle documents for its quiz statistics.

All marks are 0 to 1. A learner who did not meet a card has no mark on it; correlations take the
learners who met it, with the mean of their other cards as the rest. Nothing is said about fewer
than `FEWEST` learners.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, median, pvariance
from typing import Any

from trainer.figures.retention import wilson
from trainer.progress.class_file import FirstAnswer

FEWEST = 10
"""Learners below which no figure is given."""
SHOWN = 3  # frequent slips and wrong answers that are named
EASY, HARD, WEAK = 0.95, 0.30, 0.15
UNFAIR = 0.25  # difference of facility between two variants


@dataclass(frozen=True, slots=True)
class CardFigures:
    """One card: `n` learners; facility (mean mark) with its 95 % interval; discrimination and
    discriminative efficiency (-1 to 1, None where they mean nothing); median seconds; the most
    frequent slips and wrong answers; facility by variant, where enough learners met it.
    """

    card: str
    question: str
    n: int
    facility: float
    low: float
    high: float
    discrimination: float | None
    efficiency: float | None
    seconds: float
    unsafe: int
    slips: tuple[tuple[str, int], ...]
    wrong: tuple[tuple[str, int], ...]
    variants: Mapping[str, tuple[int, float]]
    advice: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "card": self.card,
            "question": self.question,
            "n": self.n,
            "facility": round(self.facility, 4),
            "low": round(self.low, 4),
            "high": round(self.high, 4),
            "discrimination": _rounded(self.discrimination),
            "efficiency": _rounded(self.efficiency),
            "seconds": round(self.seconds, 1),
            "unsafe": self.unsafe,
            "slips": [{"slip": slip, "n": n} for slip, n in self.slips],
            "wrong": [{"answer": answer, "n": n} for answer, n in self.wrong],
            "variants": {
                name: {"n": n, "facility": round(share, 4)}
                for name, (n, share) in self.variants.items()
            },
            "advice": list(self.advice),
        }


@dataclass(frozen=True, slots=True)
class TestFigures:
    """A set of cards that all of `n` learners answered: coefficient of internal consistency
    (Cronbach's alpha), error ratio and standard error, all as shares; None where undefined.
    """

    n: int
    cards: int
    mean: float
    deviation: float
    alpha: float | None
    error_ratio: float | None
    standard_error: float | None

    def to_json(self) -> dict[str, Any]:
        return {
            "n": self.n,
            "cards": self.cards,
            "mean": round(self.mean, 4),
            "deviation": round(self.deviation, 4),
            "alpha": _rounded(self.alpha),
            "error_ratio": _rounded(self.error_ratio),
            "standard_error": _rounded(self.standard_error),
        }


def card_figures(
    answers: Sequence[FirstAnswer], remarks: Mapping[str, Counter[str]] | None = None
) -> tuple[tuple[CardFigures, ...], int]:
    """Return the figures of every card with enough learners, and how many cards had too few.

    `remarks` counts, by card, "disputed" and the words that were taught.
    """
    by_card: dict[str, list[FirstAnswer]] = {}
    marks: dict[str, dict[str, float]] = {}
    for answer in answers:
        by_card.setdefault(answer.card, []).append(answer)
        marks.setdefault(answer.learner, {})[answer.card] = answer.score
    found = []
    few = 0
    for card, given in by_card.items():
        if len(given) < FEWEST:
            few += 1
            continue
        pairs = [
            (answer.score, fmean(rest))
            for answer in given
            if (rest := [m for other, m in marks[answer.learner].items() if other != card])
        ]
        found.append(_card(card, given, pairs, (remarks or {}).get(card, Counter())))
    return tuple(sorted(found, key=lambda one: one.facility)), few


def _card(
    card: str,
    given: Sequence[FirstAnswer],
    pairs: Sequence[tuple[float, float]],
    remarks: Counter[str],
) -> CardFigures:
    facility = fmean(answer.score for answer in given)
    whole = round(facility * len(given))
    low, high = wilson(whole, len(given))
    slips = Counter(answer.slip for answer in given if answer.slip)
    wrong = Counter(
        " ".join(answer.answer.casefold().split())
        for answer in given
        if answer.score < 1 and answer.answer.strip()
    )
    variants: dict[str, list[float]] = {}
    for answer in given:
        variants.setdefault(answer.variant, []).append(answer.score)
    fair = {
        name: (len(scores), fmean(scores))
        for name, scores in sorted(variants.items())
        if len(scores) >= FEWEST
    }
    discrimination = correlation(pairs)
    return CardFigures(
        card,
        given[0].question,
        len(given),
        facility,
        low,
        high,
        discrimination,
        efficiency(pairs),
        median(answer.seconds for answer in given),
        sum(answer.unsafe for answer in given),
        tuple(slips.most_common(SHOWN)),
        tuple((text, n) for text, n in wrong.most_common(SHOWN) if n > 1),
        fair if len(fair) > 1 else {},
        _advice(facility, discrimination, fair, remarks, len(given)),
    )


def _advice(
    facility: float,
    discrimination: float | None,
    fair: Mapping[str, tuple[int, float]],
    remarks: Counter[str],
    n: int,
) -> tuple[str, ...]:
    """What an instructor may want to change."""
    found = []
    if facility > EASY:
        found.append("nearly everybody knows it: ask something harder, or leave it out")
    elif facility < HARD:
        found.append("few know it: is it taught, and is the key right?")
    if discrimination is not None and discrimination < 0:
        found.append("those who know the rest miss it: the key or the wording may be wrong")
    elif discrimination is not None and discrimination < WEAK and HARD <= facility <= EASY:
        found.append("it hardly tells those who know from those who do not")
    shares = [share for _, share in fair.values()]
    if shares and max(shares) - min(shares) > UNFAIR:
        found.append("its variants are not equally hard")
    if (disputed := remarks["disputed"]) * 10 >= n:
        found.append(f"disputed by {disputed} of {n}: look at the key")
    for word, count in remarks.most_common():
        if word != "disputed" and count > 1:
            found.append(f"taught as a synonym by {count}: {word}")
    return tuple(found)


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's correlation of a card's mark with the rest: Moodle's discrimination index / 100."""
    if len(pairs) < FEWEST:
        return None
    own, rest = [a for a, _ in pairs], [b for _, b in pairs]
    spread = sqrt(pvariance(own) * pvariance(rest))
    return _covariance(own, rest) / spread if spread else None


def efficiency(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Discriminative efficiency: the covariance with the rest, of the largest that these marks
    could have if both were in the same order.
    """
    if len(pairs) < FEWEST:
        return None
    own, rest = [a for a, _ in pairs], [b for _, b in pairs]
    largest = _covariance(sorted(own), sorted(rest))
    return _covariance(own, rest) / largest if largest else None


def whole_test(rows: Sequence[Sequence[float]]) -> TestFigures | None:
    """Figures of a test that everybody sat: `rows` has a learner's marks each, in one order.

    alpha = k / (k - 1) * (1 - sum of the cards' variances / variance of the totals);
    error ratio = sqrt(1 - alpha); standard error = error ratio * deviation. None below FEWEST
    learners or two cards.
    """
    if len(rows) < FEWEST or len(rows[0]) < 2:
        return None
    count = len(rows[0])
    totals = [sum(row) for row in rows]
    variance = _sample_variance(totals)
    deviation = sqrt(variance) / count
    if not variance:
        return TestFigures(len(rows), count, fmean(totals) / count, 0.0, None, None, None)
    parts = sum(_sample_variance(column) for column in zip(*rows, strict=True))
    alpha = count / (count - 1) * (1 - parts / variance)
    ratio = sqrt(1 - alpha) if alpha <= 1 else 0.0
    return TestFigures(
        len(rows), count, fmean(totals) / count, deviation, alpha, ratio, ratio * deviation
    )


def everybody_s(answers: Sequence[FirstAnswer]) -> tuple[tuple[str, ...], list[list[float]]]:
    """The cards that at least FEWEST learners all answered, and these learners' marks on them.

    Cards are added from the most answered on, as long as enough learners met all of them.
    """
    marks: dict[str, dict[str, float]] = {}
    for answer in answers:
        marks.setdefault(answer.learner, {})[answer.card] = answer.score
    count = Counter(answer.card for answer in answers)
    cards: list[str] = []
    learners = list(marks)
    for card, _ in sorted(count.items(), key=lambda pair: (-pair[1], pair[0])):
        left = [learner for learner in learners if card in marks[learner]]
        if len(left) < max(FEWEST, len(learners) // 2):
            continue
        cards.append(card)
        learners = left
    return tuple(cards), [[marks[one][card] for card in cards] for one in learners]


def _covariance(one: Sequence[float], other: Sequence[float]) -> float:
    mean_one, mean_other = fmean(one), fmean(other)
    return fmean((a - mean_one) * (b - mean_other) for a, b in zip(one, other, strict=True))


def _sample_variance(values: Sequence[float]) -> float:
    return pvariance(values) * len(values) / (len(values) - 1)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
