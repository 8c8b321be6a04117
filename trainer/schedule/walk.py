"""A day's queue walked card by card: what one answer changes in it, without planning anew. Pure."""

from __future__ import annotations

from collections.abc import Iterator, KeysView, Mapping
from dataclasses import replace

from trainer.schedule.queue import Queue, TodayAsking, with_comebacks


class Walk:
    """What is left of a plan of today. An answered card leaves it; a failed one comes back later.

    What is due, new or put off is decided by the plan and holds for the day; so do the turns that
    kinds take.
    """

    def __init__(self, queue: Queue, asked_today: Mapping[str, TodayAsking]) -> None:
        self._again = {card: asked_today[card] for card in queue.again}
        self._rest = dict.fromkeys(card for card in queue.order if card not in self._again)
        self._new = set(queue.new)

    def order(self) -> Iterator[str]:
        """Yield what is still to be asked, the next one first."""
        return with_comebacks(self._rest, self._again, self._again)

    @property
    def left(self) -> int:
        """How many cards are still to be asked."""
        return len(self._rest) + len(self._again)

    @property
    def again(self) -> KeysView[str]:
        """Those of them that were failed today and come back."""
        return self._again.keys()

    @property
    def new_left(self) -> int:
        """How many of them were never asked."""
        return len(self._new)

    def is_new(self, card: str) -> bool:
        """Whether the card is still to be asked for the first time."""
        return card in self._new

    def answered(self, card: str, asking: TodayAsking) -> None:
        """Note an answer; `asking` is what the card's askings of today say now, this one too."""
        for other, before in self._again.items():
            self._again[other] = replace(before, others_since=before.others_since + 1)
        self._rest.pop(card, None)
        self._new.discard(card)
        self._again.pop(card, None)
        self.settled(card, asking)

    def settled(self, card: str, asking: TodayAsking) -> None:
        """Note that something more was said about the answer: a second try, a mark."""
        before = self._again.pop(card, None)
        if asking.comes_back:
            since = before.others_since if before else 0
            self._again[card] = replace(asking, others_since=since)
