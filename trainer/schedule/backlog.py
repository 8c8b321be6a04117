"""A backlog shown whole, and how many days a daily amount takes to clear it. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LONGEST = 365


@dataclass(frozen=True, slots=True)
class BacklogDay:
    """One day of clearing: its study day, the cards due at its start, and those then asked."""

    day: int
    due: int
    asked: int


def clearing(
    due_on: Mapping[int, int], today: int, cards_a_day: int
) -> tuple[BacklogDay, ...] | None:
    """Return the days until nothing that is due waits any more; empty if nothing does now.

    `due_on` says how many cards are due on each study day, past ones too. Counts what comes due
    meanwhile, and that one in ten answers is a failure that is due again the
    next day. None if `cards_a_day` (at least 1) never catch up within a year.
    """
    due = sum(cards for day, cards in due_on.items() if day <= today)
    days: list[BacklogDay] = []
    day = today
    while due > 0:
        if day - today >= LONGEST:
            return None
        asked = min(due, cards_a_day)
        days.append(BacklogDay(day, due, asked))
        failed = 0 if asked == due else round(asked * 0.1)
        day += 1
        due = due - asked + failed
        if due > 0:
            due += due_on.get(day, 0)
    return tuple(days)
