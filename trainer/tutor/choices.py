"""What a learner can choose, in words: a title, what it does, what may be said."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from trainer.calculator.reader import read_number
from trainer.errors import DataError, UsageError
from trainer.schedule.calendar import calendar_of
from trainer.schedule.study_day import zone_named
from trainer.settings import Preferences, preference_from


@dataclass(frozen=True, slots=True)
class Choice:
    """One preference as it stands. `allowed` says in words what may be set, `shown` the value;
    `usual` is whether that is the value it has where nothing was chosen.
    """

    name: str
    title: str
    meaning: str
    allowed: str
    value: str
    shown: str
    usual: bool = True

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def choices(preferences: Preferences) -> tuple[Choice, ...]:
    """Every preference with its words, in the order of the table."""
    values, usual = asdict(preferences), asdict(Preferences())
    return tuple(
        Choice(
            name,
            title,
            meaning,
            allowed,
            str(values[name]),
            shown.format(values[name]) if values[name] else empty,
            values[name] == usual[name],
        )
        for name, title, meaning, allowed, shown, empty in _table()
        if name in values
    )


def choose(preferences: Preferences, name: str, text: str) -> Preferences:
    """Return the preferences with `name` set to what `text` says.

    Raises UsageError, naming what may be said, for an unknown name or a value out of range.
    """
    known = {choice.name: choice for choice in choices(preferences)}
    if name not in known:
        raise UsageError(f"there is no setting {name!r}", hint=f"There are: {', '.join(known)}")
    try:
        if name == "zone" and text.strip() and zone_named(text.strip()) is None:
            raise ValueError(text)
        said = _in_digits(text) if isinstance(getattr(preferences, name), int) else text
        changed = preference_from(preferences, name, said)
        calendar_of(changed.easy_days, changed.breaks)
        return changed
    except ValueError as error:
        raise UsageError(
            f"{known[name].title} cannot be {text!r}", hint=f"Say {known[name].allowed}"
        ) from error


_HOUR = re.compile(r"(\d{1,2})(?::00)?(\s*a\.?m\.?)?", re.IGNORECASE)


def _in_digits(text: str) -> str:
    """A whole number as it may be said: "ten", and an hour as "3:00" or "6 am"."""
    if hour := _HOUR.fullmatch(text.strip()):
        return "0" if hour[2] and hour[1] == "12" else hour[1]
    try:
        number = read_number(text)
    except DataError:
        return text
    return str(number) if number.denominator == 1 else text


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, str, str, str, str, str], ...]:
    rows = []
    text = Path(__file__).with_name("choices.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            name, title, meaning, allowed, shown, empty = map(str.strip, line.split("|"))
            rows.append((name, title, meaning, allowed, shown, empty))
    return tuple(rows)
