"""Today's queue where an exam has a date: the plan's choice, as far as today's minutes go. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from trainer.schedule.exam_plan import Choice, ExamCard, Pace, rank
from trainer.schedule.fsrs_step import FsrsStep
from trainer.schedule.memory import MemoryState
from trainer.schedule.queue import (
    Candidate,
    Queue,
    TodayAsking,
    apart,
    interleaved,
    with_comebacks,
)

LAST_DAYS = 3
"""Days before the exam on which siblings may meet: a card left out now would stay so."""


def exam_queue(
    cards: Sequence[Candidate],
    weights: Mapping[str, float],
    states: Mapping[str, MemoryState],
    today: int,
    exam_day: int,
    *,
    seconds_today: float,
    seconds_left: float,
    step: FsrsStep,
    pace: Pace,
    asked_today: Mapping[str, TodayAsking],
    suspended: Collection[str] = (),
    siblings_too: bool = False,
) -> Queue:
    """Return what to ask today for the exam on the morning of `exam_day`.

    `weights` are the cards' shares of the exam; a card without one is not asked before it.
    `seconds_today` are left of today's budget, `seconds_left` of all days until the exam. A sibling
    of what is asked today waits for another day; with `siblings_too`, and on the last days, when
    there is none, it goes behind all else. Where the minutes end, the rest is `waiting`.
    """
    by_name = {card.card: card for card in cards}
    taken = {by_name[name].concept for name in asked_today if name in by_name} - {""}
    examined = [
        ExamCard(card.card, weights[card.card], _memory(states.get(card.card)))
        for card in cards
        if weights.get(card.card, 0) > 0
        and card.card not in suspended
        and card.card not in asked_today
    ]
    choices = {
        choice.name: choice for choice in rank(examined, today, exam_day, seconds_left, step, pace)
    }
    met = {*states, *asked_today, *suspended}
    ready = [
        by_name[name]
        for name in choices
        if all(need in met or need not in choices for need in by_name[name].needs)
    ]
    first, siblings = apart(ready, taken)
    prepared = {card.card for card in ready}
    early, early_siblings = apart(
        [by_name[name] for name in choices if name not in prepared], taken
    )
    behind: list[Candidate] = []
    if siblings_too or exam_day - today <= LAST_DAYS:
        behind = [*siblings, *early_siblings]
    ordered = [choices[card.card] for card in (*first, *early, *behind)]
    fitting = _fitting(ordered, seconds_today)
    again = tuple(
        card.card
        for card in cards
        if card.card in asked_today
        and asked_today[card.card].comes_back
        and card.card not in suspended
    )
    taking_turns = interleaved([by_name[one.name] for one in fitting])
    return Queue(
        order=tuple(with_comebacks((card.card for card in taking_turns), again, asked_today)),
        due=tuple(one.name for one in fitting if not one.new),
        new=tuple(one.name for one in fitting if one.new),
        again=again,
        held_back=() if behind else tuple(card.card for card in (*siblings, *early_siblings)),
        waiting=tuple(one.name for one in ordered[len(fitting) :]),
    )


def _fitting(choices: Sequence[Choice[str]], seconds: float) -> Sequence[Choice[str]]:
    for number, choice in enumerate(choices):
        seconds -= choice.seconds
        if seconds < 0:
            return choices[:number]
    return choices


def _memory(state: MemoryState | None) -> tuple[float, float, int] | None:
    return None if state is None else (state.stability, state.difficulty, state.last_day)
