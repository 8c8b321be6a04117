"""What to study today for an exam on a given day: pure.

The aim is the expected recall on the exam's morning, each card weighted by its share of the exam.
A card's gain is how much one asking today raises that, by the memory model; divided by the seconds
the asking is expected to take, it says what a minute is worth. While the minutes until the exam do
not suffice to ask everything once more, the cards that a minute helps most are taken, so many as
fit into all that is left, and of these the steadiest first: what would be lost again by the exam
waits for the last days. That is the final sweep, sized to what fits; it is computed anew each day.

Measured by `trainer simulate`; the figures there were tuned on other learners than it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from trainer.schedule.fsrs_step import AGAIN, GOOD, FsrsStep

Name = TypeVar("Name", bound=str | int)

LEAST_GAIN = 0.1
"""Cards' worth of recall that a minute must gain at least: below, the learner's time is spared."""

FIRST_RATINGS = (0.25, 0.20, 0.50, 0.05)
"""How often a first answer is expected to be rated again, hard, good, easy."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds that one asking takes; a failed one with its repetitions on the same day."""

    new: float = 30.0
    right: float = 15.0
    failed: float = 30.0


@dataclass(frozen=True, slots=True)
class ExamCard(Generic[Name]):
    """A card of the exam: its share (0 to 1, all together about 1) and its memory, if any.

    `memory` is (stability in days, difficulty, study day of the last review).
    """

    name: Name
    weight: float
    memory: tuple[float, float, int] | None = None


@dataclass(frozen=True, slots=True)
class Choice(Generic[Name]):
    """A card that is worth asking today, and the seconds that it is expected to take."""

    name: Name
    seconds: float
    new: bool


def rank(
    cards: Sequence[ExamCard[Name]],
    today: int,
    exam_day: int,
    room: float,
    step: FsrsStep,
    pace: Pace,
    *,
    new_cards: int = 999,
) -> tuple[Choice[Name], ...]:
    """Return what to ask today, the most useful first, without regard to where the day ends.

    `cards` stand in teaching order, of which the unseen are taken; `new_cards` limits them. The
    exam is on the morning of `exam_day`; `room` is the seconds of study that are left until then.
    Cards asked today already are not to be handed in.
    """
    days = exam_day - today
    if days < 1:
        return ()
    valued = _valued(cards, today, exam_day, step, pace, new_cards)
    worth: list[_Valued[Name]] = [one for one in valued if one.gain * len(cards) * 60 >= LEAST_GAIN]
    worth.sort(key=lambda one: -one.gain)
    if sum(one.choice.seconds for one in worth) <= room:
        return tuple(one.choice for one in worth)
    fitting = _how_many_fit(worth, room)
    ordered = sorted(worth[:fitting], key=lambda one: one.fading) + worth[fitting:]
    return tuple(one.choice for one in ordered)


@dataclass(frozen=True, slots=True)
class _Valued(Generic[Name]):
    """A choice with its gain a second, and the recall a second that it loses until the exam."""

    choice: Choice[Name]
    gain: float
    fading: float


def _valued(
    cards: Sequence[ExamCard[Name]],
    today: int,
    exam_day: int,
    step: FsrsStep,
    pace: Pace,
    new_cards: int,
) -> Iterable[_Valued[Name]]:
    days = exam_day - today
    first = [step.first(rating)[0] for rating in (1, 2, 3, 4)]
    learnt = sum(
        share * step.recall(stability, days)
        for share, stability in zip(FIRST_RATINGS, first, strict=True)
    )
    for card in cards:
        if card.memory is None:
            if new_cards > 0:
                new_cards -= 1
                # What is new goes before the sweep: it will need to be asked again.
                yield _Valued(
                    Choice(card.name, pace.new, True),
                    card.weight * learnt / pace.new,
                    float("-inf"),
                )
            continue
        stability, difficulty, last = card.memory
        since = max(1, today - last)
        now = step.recall(stability, since)
        right, _ = step.next(stability, difficulty, since, GOOD)
        failed, _ = step.next(stability, difficulty, since, AGAIN)
        at_exam = now * step.recall(right, days) + (1 - now) * step.recall(failed, days)
        tomorrow = now * step.recall(right, 1) + (1 - now) * step.recall(failed, 1)
        seconds = now * pace.right + (1 - now) * pace.failed
        unasked = step.recall(stability, exam_day - last)
        yield _Valued(
            Choice(card.name, seconds, False),
            card.weight * (at_exam - unasked) / seconds,
            card.weight * (tomorrow - at_exam) / seconds,
        )


def _how_many_fit(worth: Sequence[_Valued[Name]], room: float) -> int:
    """Return how many of them the seconds that are left before the exam suffice for."""
    for number, one in enumerate(worth):
        room -= one.choice.seconds
        if room < 0:
            return number
    return len(worth)
