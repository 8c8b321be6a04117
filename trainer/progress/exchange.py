"""Events as lines of JSON, to be carried to another machine, and read back with suspicion.

A line holds one event and a checksum of it, so that a line torn or changed on the way is noticed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any
from zlib import crc32

from trainer.progress.event import Event, Kind, Outcome

LONGEST = 2_000_000  # characters of a line
_BYTES = ("id", "device", "refers")
_TEXTS = (
    "deck", "card", "zone", "revision", "fingerprint", "variant", "answer", "grader_version",
    "scheduler", "scheduler_parameters", "note",
)  # fmt: skip
_WHOLE = {
    "sequence": (1, 2**60),
    "at_ms": (-(2**60), 2**60),
    "offset_min": (-1_440, 1_440),
    "rollover_hour": (0, 23),
    "day": (-(10**7), 10**7),
    "rating": (0, 4),
    "hints": (0, 1_000),
    "taken_ms": (0, 10**9),
}
_TABLES = ("drawn", "shown", "verdict")


@dataclass(frozen=True, slots=True)
class Unread:
    """A line of which no event could be made: its number from 1, and why."""

    line: int
    why: str


def line_of(event: Event) -> str:
    """Return the event as one line, without a line break."""
    body = _dumped(to_json(event))
    return f'{{"crc":"{crc32(body.encode()):08x}","event":{body}}}'


def to_json(event: Event) -> dict[str, Any]:
    """Return everything of an event but its number in this file."""
    found: dict[str, Any] = {}
    for one in fields(event):
        value = getattr(event, one.name)
        if one.name == "number":
            continue
        if one.name in _BYTES:
            value = None if value is None else value.hex()
        elif one.name == "kind":
            value = int(value)
        elif one.name == "outcome":
            value = value.word
        elif one.name in _TABLES:
            value = None if value is None else dict(value)
        found[one.name] = value
    return found


def from_json(data: Mapping[str, Any]) -> Event:
    """Return the event; ValueError says what is wrong with it."""
    made: dict[str, Any] = {}
    for name in _BYTES:
        text = data.get(name)
        if text is None and name == "refers":
            made[name] = None
            continue
        made[name] = bytes.fromhex(str(text))
        if len(made[name]) != 16:
            raise ValueError(f"{name} is not 16 bytes")
    for name in _TEXTS:
        made[name] = data.get(name, "")
        if not isinstance(made[name], str):
            raise ValueError(f"{name} is no text")
    if not made["deck"] or not made["card"]:
        raise ValueError("it names no card")
    for name, (least, most) in _WHOLE.items():
        value = data.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(f"{name} is not between {least} and {most}")
        made[name] = value
    for name in _TABLES:
        made[name] = data.get(name)
        if made[name] is not None and not isinstance(made[name], dict):
            raise ValueError(f"{name} is no table")
    for name in ("unsafe", "counts"):
        made[name] = data.get(name, name == "counts")
        if not isinstance(made[name], bool):
            raise ValueError(f"{name} is neither true nor false")
    score = data.get("score", 0.0)
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
        raise ValueError("score is not between 0 and 1")
    made["score"] = float(score)
    made["kind"] = Kind(int(data.get("kind", 0)))
    made["outcome"] = Outcome.of(str(data.get("outcome") or ""))
    return Event(**made)


def events_in(lines: Iterable[str]) -> Iterator[Event | Unread]:
    """Yield an event a line, or why there is none; empty lines are passed over."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            if len(line) > LONGEST:
                raise ValueError("the line is too long")
            read = json.loads(line)
            body = read["event"]
            if f"{crc32(_dumped(body).encode()):08x}" != read["crc"]:
                raise ValueError("the checksum does not fit")
            yield from_json(body)
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            yield Unread(number, str(error) or type(error).__name__)


def _dumped(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
