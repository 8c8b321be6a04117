"""Counts, days and lists as a tutor says them."""

from __future__ import annotations

from collections.abc import Sequence


def quoted(line: str) -> str:
    """A line of the monograph as it is quoted: without its bullet or heading mark."""
    return line.strip().lstrip("-*•# ").removesuffix("<!-- editor -->").strip()


def load_in_words(due: int, new: int) -> str:
    """Today's amount: "12 cards to review and 3 new"; empty for nothing."""
    parts = []
    if due:
        parts.append(f"{cards_in_words(due)} to review")
    if new:
        parts.append(f"{new} new" if due else cards_in_words(new).replace(" card", " new card"))
    return " and ".join(parts)


def cards_in_words(number: int) -> str:
    """A number of cards: "1 card", "7 cards"."""
    return "1 card" if number == 1 else f"{number} cards"


def answers_in_words(number: int) -> str:
    """A number of answers: "1 answer", "7 answers"."""
    return "1 answer" if number == 1 else f"{number} answers"


def when_in_words(days: int) -> str:
    """A day from now: "today", "tomorrow", "in 5 days"."""
    if days <= 0:
        return "today"
    return "tomorrow" if days == 1 else f"in {days} days"


def days_in_words(days: int) -> str:
    """A length of time: "a day", "5 days"."""
    return "a day" if days == 1 else f"{days} days"


def some_of(topics: Sequence[str]) -> str:
    """The first six, and how many more there are."""
    shown = ", ".join(topics[:6])
    return f"{shown} and {len(topics) - 6} more" if len(topics) > 6 else shown
