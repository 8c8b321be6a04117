"""Numbers of an exam as they are said: runs of questions, times."""

from __future__ import annotations

from collections.abc import Iterable


def in_runs(numbers: Iterable[int]) -> str:
    """Numbers in rising order as "1, 3 to 5"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(
        f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs
    )


def minutes_in_words(milliseconds: int | None) -> str:
    """ "12 minutes 5 seconds"; empty for None."""
    if milliseconds is None:
        return ""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    parts = [
        f"{count} {unit}{'' if count == 1 else 's'}"
        for count, unit in ((minutes, "minute"), (seconds, "second"))
        if count
    ]
    return " ".join(parts) or "no time"


def ago_in_words(milliseconds: int) -> str:
    """ "just now", "5 minutes ago", "2 days ago"."""
    minutes = milliseconds // 60_000
    for unit, length in (("day", 1_440), ("hour", 60), ("minute", 1)):
        if count := minutes // length:
            return f"{count} {unit}{'' if count == 1 else 's'} ago"
    return "just now"
