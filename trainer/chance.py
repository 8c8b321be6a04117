"""Draws that are the same on every machine and every Python version.

`random.choice` and `shuffle` may change between Python releases, so questions would change under a
learner. A `Chance` is a counter hashed with SHA-256: the same words give the same draws for ever.
Streams are split by name, so that adding a draw in one place moves nothing in another.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A stream of draws named by `words`, for example Chance("baclofen", card_id, 7)."""

    __slots__ = ("_count", "_name")

    def __init__(self, *words: str | int) -> None:
        # Each word is length-prefixed, so that ("ab", "c") and ("a", "bc") are different streams.
        self._name = b"".join(
            len(part).to_bytes(4, "big") + part for part in (str(word).encode() for word in words)
        )
        self._count = 0

    def split(self, *words: str | int) -> Chance:
        """Return an independent stream below this one; this stream does not move."""
        child = Chance(*words)
        child._name = self._name + b"/" + child._name
        return child

    def below(self, limit: int) -> int:
        """Draw a whole number from 0 to `limit` - 1, each equally likely; `limit` is at least 1."""
        if limit < 1:
            raise ValueError(f"nothing to draw from: limit {limit}")
        span = 1 << 64
        fair = span - span % limit
        while (drawn := self._next()) >= fair:
            pass
        return drawn % limit

    def between(self, low: int, high: int, step: int = 1) -> int:
        """Draw one of low, low + step, ... up to `high` at most."""
        return low + step * self.below((high - low) // step + 1)

    def fraction(self) -> Fraction:
        """Draw an exact number, at least 0 and below 1, in steps of 2**-53."""
        return Fraction(self._next() >> 11, 1 << 53)

    def choice(self, items: Sequence[T]) -> T:
        """Draw one of `items`; raises ValueError if there are none."""
        return items[self.below(len(items))]

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """Draw `count` different positions of `items`, in drawn order."""
        return self.shuffled(items)[:count]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in a drawn order (Fisher and Yates)."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order

    def _next(self) -> int:
        block = sha256(self._name + b"#" + self._count.to_bytes(8, "big")).digest()
        self._count += 1
        return int.from_bytes(block[:8], "big")
