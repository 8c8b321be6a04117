"""What changed between two states of a deck, card by card, as it matters to a learner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class CardState:
    """A card as it stands in one state of a deck: its wording, and what it asserts."""

    wording: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Card ids by what happened to them.

    `reworded` keep their progress, `changed` assert something else and are asked anew, `new` were
    not there, `gone` are not asked any more, and their history stays.
    """

    reworded: tuple[str, ...]
    changed: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.reworded or self.changed or self.new or self.gone)

    def to_json(self) -> dict[str, Any]:
        return {
            "reworded": list(self.reworded),
            "changed": list(self.changed),
            "new": list(self.new),
            "gone": list(self.gone),
        }


def difference(before: Mapping[str, CardState], after: Mapping[str, CardState]) -> Difference:
    """Compare two states; cards are matched by their ids."""
    both = [card for card in after if card in before]
    changed = [card for card in both if before[card].fingerprint != after[card].fingerprint]
    reworded = [
        card for card in both if card not in changed and before[card].wording != after[card].wording
    ]
    return Difference(
        tuple(reworded),
        tuple(changed),
        tuple(card for card in after if card not in before),
        tuple(card for card in before if card not in after),
    )
