"""The cards of a compiled deck, each read and decoded when it is asked for.

A session of twenty questions needs twenty of ten thousand cards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T")
Fetch = Callable[[int | None], list[str]]
"""Reads the JSON text of the card at a place, or of all cards, from where they are kept."""


class LazyCards(Sequence[T]):
    """Cards whose texts `fetch` reads and `decode` makes; `ids` stand in their order.

    It equals a tuple of them.
    """

    def __init__(self, ids: Sequence[str], fetch: Fetch, decode: Callable[[str], T]) -> None:
        self._fetch = fetch
        self._made_of = decode
        self._places = {card_id: place for place, card_id in enumerate(ids)}
        self._decoded: dict[int, T] = {}

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...

    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        if isinstance(place, slice):
            return tuple(self)[place]
        place = range(len(self))[place]
        if place not in self._decoded:
            self._decode(place, self._fetch(place)[0])
        return self._decoded[place]

    def __iter__(self) -> Iterator[T]:
        if len(self._decoded) < len(self):
            for place, text in enumerate(self._fetch(None)):
                if place not in self._decoded:
                    self._decode(place, text)
        return (self._decoded[place] for place in range(len(self)))

    def _decode(self, place: int, text: str) -> None:
        self._decoded[place] = self._made_of(text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self._places))

    def by_id(self, card_id: str) -> T | None:
        """The card with this id, without looking at any other."""
        place = self._places.get(card_id)
        return None if place is None else self[place]
