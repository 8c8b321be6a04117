"""Cases: one patient over several turns, as an instructor writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from trainer.deck.drawn import Computed, Draw
from trainer.deck.key import Key, key_from_json

PATIENT = frozenset(
    {"Patient", "patient", "She", "she", "her", "Her", "age", "weight", "sex", "drug"}
)
"""Names that every case has: who the patient is, and the deck's drug."""


@dataclass(frozen=True, slots=True)
class CaseTurn:
    """One turn: what happened, what is asked, and the key, written or computed.

    A computed answer may be kept under a name for the turns that follow. `lines` are the
    monograph's, `because` the reason shown with the answer.
    """

    say: str
    ask: str
    key: Key | None = None
    computed: Computed | None = None
    draws: tuple[Draw, ...] = ()
    keep: str = ""
    because: str = ""
    lines: tuple[int, ...] = ()
    line: int = 0

    def to_json(self) -> dict[str, Any]:
        return {
            "say": self.say,
            "ask": self.ask,
            "key": self.key.to_json() if self.key else None,
            "computed": self.computed.to_json() if self.computed else None,
            "draws": [draw.to_json() for draw in self.draws],
            "keep": self.keep,
            "because": self.because,
            "lines": list(self.lines),
            "line": self.line,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CaseTurn:
        return cls(
            data["say"],
            data["ask"],
            key_from_json(data["key"]) if data["key"] else None,
            Computed.from_json(data["computed"]) if data["computed"] else None,
            tuple(Draw.from_json(draw) for draw in data["draws"]),
            data["keep"],
            data["because"],
            tuple(data["lines"]),
            data["line"],
        )


@dataclass(frozen=True, slots=True)
class Case:
    """A story of one patient. `ages` are the first and last year of age it may be about."""

    id: str
    title: str
    turns: tuple[CaseTurn, ...]
    debrief: str = ""
    draws: tuple[Draw, ...] = ()
    ages: tuple[int, int] = (24, 64)
    route: str = ""
    line: int = 0

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "turns": [turn.to_json() for turn in self.turns],
            "debrief": self.debrief,
            "draws": [draw.to_json() for draw in self.draws],
            "ages": list(self.ages),
            "route": self.route,
            "line": self.line,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Case:
        return cls(
            data["id"],
            data["title"],
            tuple(CaseTurn.from_json(turn) for turn in data["turns"]),
            data["debrief"],
            tuple(Draw.from_json(draw) for draw in data["draws"]),
            (data["ages"][0], data["ages"][1]),
            data["route"],
            data["line"],
        )
