"""Which card comes next in a sitting: the decks in turn, what was skipped last, wishes first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import zip_longest

from trainer.progress.store import Store
from trainer.schedule.queue import Queue
from trainer.tutor.agenda import Habits, Mode, Scope, cram_queue, early_queue, queue_of
from trainer.tutor.ledger import Ledger
from trainer.tutor.loaded import Loaded
from trainer.tutor.wishes import Wishes, is_about


class LineUp:
    """The order of a sitting. `limit` is how many answers it has, None for as many as there are."""

    def __init__(
        self,
        store: Store,
        decks: Mapping[str, Loaded],
        habits: Habits,
        scope: Scope,
        ledger: Ledger,
        limit: int | None,
    ) -> None:
        self._store = store
        self._decks = decks
        self._habits = habits
        self._scope = scope
        self._ledger = ledger
        self._limit = limit
        self.wishes = Wishes()
        self._queues: dict[str, tuple[object, Queue]] = {}
        self.last: tuple[str, str] | None = None

    def over(self) -> bool:
        """Whether the questions or the minutes that were asked for are used up."""
        if self._limit is not None and self._ledger.tally.answered >= self._limit:
            return True
        minutes = self._scope.minutes
        return minutes is not None and self._ledger.tally.taken_ms >= minutes * 60_000

    def choose(self) -> tuple[str, str] | None:
        """The deck and card to ask now, or None when the sitting is over."""
        if self.over():
            return None
        by_deck = [
            [(deck_id, card_id) for card_id in self.queue(loaded).order]
            for deck_id, loaded in self._decks.items()
        ]
        waiting = [key for turn in zip_longest(*by_deck) for key in turn if key is not None]
        fresh = [key for key in waiting if key not in self._ledger.skipped]
        if not fresh:
            # Only what was skipped is left: it comes again, once round.
            fresh, self._ledger.skipped = (
                [key for key in self._ledger.skipped if key in waiting],
                [],
            )
        if self.wishes != Wishes():
            fresh = self._wished(fresh)
        self.wishes = self.wishes.asked()
        return next((key for key in fresh if key != self.last), fresh[0] if fresh else None)

    def _wished(self, keys: list[tuple[str, str]]) -> list[tuple[str, str]]:
        """What the learner asked for first; the rest follows."""
        cards = [self._decks[deck].cards[card] for deck, card in keys]
        place = {(card.deck, card.id): n for n, card in enumerate(self.wishes.order(cards))}
        return sorted(keys, key=lambda key: place[key])

    def topics(self) -> tuple[str, ...]:
        """The titles of the sections that the session's cards come from."""
        found = []
        for loaded in self._decks.values():
            asked = {card.section for card in loaded.cards.values()}
            found += [one.title for one in loaded.deck.sections if one.id in asked]
        return tuple(dict.fromkeys(found))

    def is_topic(self, words: str) -> bool:
        """Whether anything of the session is about that."""
        return any(
            is_about(card, words)
            for loaded in self._decks.values()
            for card in loaded.cards.values()
        )

    def queue(self, loaded: Loaded) -> Queue:
        """What is to be asked of one deck, as the learner wishes it."""
        now = (self._store.writes, self._store.today(), self._ledger.tally.answered)
        known = self._queues.get(loaded.deck.id)
        if known is None or known[0] != now:
            known = self._queues[loaded.deck.id] = (now, self._unfiltered(loaded))
        queue = known[1]
        if not self.wishes.nothing_new:
            return queue
        new = set(queue.new)
        return replace(queue, order=tuple(c for c in queue.order if c not in new), new=())

    def left(self) -> tuple[int, int]:
        """How many questions are left in this sitting, and how many of them are new."""
        plans = [self.queue(loaded) for loaded in self._decks.values()]
        left = sum(len(one.order) for one in plans)
        if self._limit is not None:
            left = min(left, self._limit - self._ledger.tally.answered)
        return max(0, left), sum(len(one.new) for one in plans)

    def _unfiltered(self, loaded: Loaded) -> Queue:
        extra = None if self._limit is None else self._limit - self._ledger.tally.answered
        if self._scope.mode is Mode.CRAM:
            deck = loaded.deck.id
            return cram_queue(
                self._store, loaded, self._ledger.asked[deck], self._ledger.right[deck]
            )
        if self._scope.mode is Mode.EARLY:
            return early_queue(self._store, loaded, self._habits, extra)
        return queue_of(self._store, loaded, self._habits, extra=extra)
