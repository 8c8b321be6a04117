"""What is asked: one wording and one draw of numbers of a card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trainer.calculator.quantity import Quantity
from trainer.deck.key import ChoiceKey, Key, MatchKey, OrderKey, key_from_json


@dataclass(frozen=True, slots=True)
class SlipValue:
    """A named calculation error, the value that it gives on these numbers, and its wording."""

    name: str
    quantity: Quantity
    words: str

    def to_json(self) -> dict[str, Any]:
        return {"name": self.name, "quantity": self.quantity.to_json(), "words": self.words}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> SlipValue:
        return cls(data["name"], Quantity.from_json(data["quantity"]), data["words"])


@dataclass(frozen=True, slots=True)
class Question:
    """One asking's content, complete: it can be shown, graded and shown again years later.

    `variant` names the draw; `given` are the drawn values in words, by input name; `key` is what a
    right answer holds; `steps` the worked calculation; `lines` the monograph lines it rests on;
    `because` the reason in a sentence; `hints` a ladder from vague to telling; `scope` says which
    facts it asks.
    """

    card: str
    deck: str
    variant: str
    kind: str
    text: str
    key: Key
    given: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()
    hints: tuple[str, ...] = ()
    because: str = ""
    section: str = ""
    topic: str = ""
    facts: tuple[str, ...] = ()
    slips: tuple[SlipValue, ...] = ()
    fingerprint: str = ""

    @property
    def is_case(self) -> bool:
        """Whether this is a turn of a case."""
        return self.kind == "case"

    @property
    def options(self) -> tuple[str, ...]:
        """The options in the order shown, lettered from a; empty for typed answers."""
        match self.key:
            case ChoiceKey(options=options):
                return tuple(option.text for option in options)
            case OrderKey(shown=shown):
                return shown
            case MatchKey(places=places):
                return places
        return ()

    def to_json(self) -> dict[str, Any]:
        return {
            "card": self.card,
            "deck": self.deck,
            "variant": self.variant,
            "kind": self.kind,
            "question": self.text,
            "given": dict(self.given),
            "answer_type": self.key.type,
            "key": self.key.to_json(),
            "points": [point.text for point in self.key.points],
            "options": list(self.options),
            "steps": list(self.steps),
            "lines": list(self.lines),
            "hints": list(self.hints),
            "because": self.because,
            "section": self.section,
            "topic": self.topic,
            "facts": list(self.facts),
            "slips": [slip.to_json() for slip in self.slips],
            "fingerprint": self.fingerprint,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Question:
        return cls(
            card=data["card"],
            deck=data["deck"],
            variant=data["variant"],
            kind=data["kind"],
            text=data["question"],
            key=key_from_json(data["key"]),
            given=data["given"],
            steps=tuple(data["steps"]),
            lines=tuple(data["lines"]),
            hints=tuple(data["hints"]),
            because=data["because"],
            section=data["section"],
            topic=data["topic"],
            facts=tuple(data["facts"]),
            slips=tuple(SlipValue.from_json(slip) for slip in data["slips"]),
            fingerprint=data["fingerprint"],
        )
