"""The cards of a compiled deck, each decoded when it is asked for.

A session of twenty questions needs twenty of ten thousand cards.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from trainer.deck.deck import AuthoredCard


class LazyCards(Sequence["AuthoredCard"]):
    """Cards from their JSON texts; `ids` stand in the same order. It equals a tuple of them."""

    def __init__(self, ids: Sequence[str], texts: Sequence[str]) -> None:
        self._texts = texts
        self._places = {card_id: place for place, card_id in enumerate(ids)}
        self._decoded: dict[int, AuthoredCard] = {}

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, place: int) -> AuthoredCard: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[AuthoredCard, ...]: ...

    def __getitem__(self, place: int | slice) -> AuthoredCard | tuple[AuthoredCard, ...]:
        if isinstance(place, slice):
            return tuple(self[one] for one in range(*place.indices(len(self))))
        if place < 0:
            place += len(self)
        if place not in self._decoded:
            from trainer.deck.deck import AuthoredCard

            self._decoded[place] = AuthoredCard.from_json(json.loads(self._texts[place]))
        return self._decoded[place]

    def __iter__(self) -> Iterator[AuthoredCard]:
        return (self[place] for place in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self._places))

    def by_id(self, card_id: str) -> AuthoredCard | None:
        """The card with this id, without looking at any other."""
        place = self._places.get(card_id)
        return None if place is None else self[place]
