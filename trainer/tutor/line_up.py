"""Which card comes next in a sitting: the decks in turn, what was skipped last, wishes first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest

from trainer.progress.store import Store
from trainer.schedule.queue import Queue
from trainer.schedule.walk import Walk
from trainer.tutor.agenda import (
    Habits,
    Mode,
    Scope,
    chosen_queue,
    cram_queue,
    early_queue,
    queue_of,
)
from trainer.tutor.ledger import Entry, Ledger
from trainer.tutor.loaded import Loaded
from trainer.tutor.wishes import Wishes, is_about

Key = tuple[str, str]
"""The ids of a deck and of a card in it."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Cards of a sitting: done, not asked yet, missed and coming back; `new` of those not asked."""

    done: int
    left: int
    again: int
    new: int


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
        self._walks: dict[str, tuple[tuple[object, int], Walk]] = {}
        self._beyond = False  # whether the cards wished for are asked after the sitting's end
        self.last: Key | None = None
        self.spoilt: Key | None = None  # what the last verdict told about another card

    def over(self) -> bool:
        """Whether the questions or the minutes that were asked for are used up."""
        if self._beyond:
            return not self.wishes.cards
        if self._limit is not None and self._ledger.tally.answered >= self._limit:
            return True
        minutes = self._scope.minutes
        return minutes is not None and self._ledger.tally.taken_ms >= minutes * 60_000

    def choose(self) -> Key | None:
        """The deck and card to ask now, or None when the sitting is over."""
        if self.over():
            return None
        if chosen := self._chosen():
            return chosen
        if self._beyond:
            return None
        fresh: Iterable[Key] = (key for key in self._waiting() if key not in self._ledger.skipped)
        if self.wishes != Wishes():
            fresh = self._wished(list(fresh))
        following = self._first(fresh)
        if following is None and self._ledger.skipped:
            # Only what was skipped is left: it comes again, once round.
            waiting = set(self._waiting())
            again = [key for key in self._ledger.skipped if key in waiting]
            self._ledger.skipped = []
            following = self._first(self._wished(again) if self.wishes != Wishes() else again)
        self.wishes = self.wishes.asked()
        return following

    def _chosen(self) -> Key | None:
        """Of the cards that were wished for by name, the one to ask now: each until it is right.

        None when all were, or were skipped; the wish ends with them.
        """
        aside = {deck: self._store.suspended(deck) for deck, _ in self.wishes.cards}
        asked, right = self._ledger.asked, self._ledger.right
        left = [
            (deck, card)
            for deck, card in self.wishes.cards
            if card not in right[deck]
            and card not in aside[deck]
            and (deck, card) not in self._ledger.skipped
        ]
        left.sort(key=lambda key: asked[key[0]][key[1]])
        if not left and self.wishes.cards:
            self.wishes = replace(self.wishes, cards=())
        return self._first(left)

    def ask_now(self, cards: Sequence[Key], *, beyond: bool = False) -> None:
        """Ask these cards next, each until it is right; `beyond` the end, then nothing else."""
        self.wishes = replace(self.wishes, cards=tuple(cards))
        self._beyond = beyond
        aside = set(cards)
        self._ledger.skipped = [key for key in self._ledger.skipped if key not in aside]

    def failing(self) -> tuple[Key, ...]:
        """The session's cards that keep failing, the most often failed first in each deck."""
        from trainer.tutor.failing import failing_of  # only for who asks for them

        return tuple(
            (deck, hard.name.card)
            for deck, loaded in self._decks.items()
            for hard in failing_of(self._store, loaded)
        )

    def expected(self) -> Key | None:
        """What is probably chosen after the card that was asked last."""
        if self.wishes != Wishes():
            return None
        after = (key for key in self._waiting() if key not in self._ledger.skipped)
        return next((key for key in after if key != self.last), None)

    def _waiting(self) -> Iterator[Key]:
        """What is still to be asked, the decks in turn."""
        by_deck = [
            ((deck_id, card_id) for card_id in self._order(loaded))
            for deck_id, loaded in self._decks.items()
        ]
        return (key for turn in zip_longest(*by_deck) for key in turn if key is not None)

    def _first(self, keys: Iterable[Key]) -> Key | None:
        """The first of them, but not the same card twice running if there is another."""
        few = list(islice(keys, 3))
        unlike = [key for key in few if key != self.last]
        fresh = [key for key in unlike if key != self.spoilt]
        apart = [key for key in fresh if not self._just_told(key)]
        return next(iter((*apart, *fresh, *unlike, *few)), None)

    def _just_told(self, key: Key) -> bool:
        """Whether it asks the same fact as the card that was asked last, whose answer was shown."""
        if self.last is None or self.last[0] != key[0]:
            return False
        cards = self._decks[key[0]].cards
        asked = cards.get(self.last[1])
        return asked is not None and bool(set(asked.facts) & set(cards[key[1]].facts))

    def _wished(self, keys: list[Key]) -> list[Key]:
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
        queue = self._plan(loaded)
        if not self.wishes.nothing_new:
            return queue
        new = set(queue.new)
        return replace(queue, order=tuple(c for c in queue.order if c not in new), new=())

    @property
    def limit(self) -> int | None:
        """How many answers the sitting has; None for as many as there are."""
        return self._limit

    def amount(self) -> Amount:
        """How many cards are done, left and coming back in this sitting."""
        done = left = again = new = 0
        for deck_id, loaded in self._decks.items():
            asked = self._ledger.asked[deck_id]
            walk = self._walk(loaded)
            if walk is None:
                queue = self.queue(loaded)
                back: Collection[str] = {
                    card for card in queue.order if card in queue.again or asked[card]
                }
                here, fresh = len(queue.order), len(queue.new)
            else:
                back, here, fresh = walk.again, walk.left, walk.new_left
                if self.wishes.nothing_new:
                    here, fresh = here - fresh, 0
            left, again, new = left + here - len(back), again + len(back), new + fresh
            done += sum(1 for card, times in asked.items() if times and card not in back)
        if self._limit is not None:
            room = max(0, self._limit - self._ledger.tally.answered)
            done = self._ledger.tally.answered
            again = min(again, room)
            left = min(left, room - again)
        return Amount(done, left, again, min(new, left))

    def comes_back(self, deck: str, card: str) -> bool:
        """Whether a card that was asked in this sitting is asked in it once more."""
        if (deck, card) in self.wishes.cards and card not in self._ledger.right[deck]:
            return True
        if self.over():
            return False
        walk = self._walk(self._decks[deck])
        return card in (self.queue(self._decks[deck]).order if walk is None else walk.again)

    def put_off(self) -> int:
        """How many new cards are there today that "slower" puts off."""
        return sum(len(self._plan(loaded).new) for loaded in self._decks.values())

    def waiting_about(self, words: str) -> int:
        """How many of the cards that are still to be asked are about that."""
        return sum(is_about(self._decks[deck].cards[card], words) for deck, card in self._waiting())

    def _order(self, loaded: Loaded) -> Iterator[str]:
        walk = self._walk(loaded)
        if walk is None:
            return iter(self.queue(loaded).order)
        if self.wishes.nothing_new:
            return (card for card in walk.order() if not walk.is_new(card))
        return walk.order()

    def _walk(self, loaded: Loaded) -> Walk | None:
        """The plan of this deck, walked as far as we are; None where each answer changes the plan.

        Where anything was written that this sitting did not write about one card, it is made anew.
        """
        if not self._holds_all_day(loaded):
            return None
        deck, now = loaded.deck.id, (self._store.writes, self._store.today())
        known = self._walks.get(deck)
        if known is not None and known[0] != now:
            (writes, day), walk = known
            entry = self._ledger.wrote_last(writes) if day == now[1] else None
            if entry is None or not self._went_on(loaded, walk, entry):
                known = None
        if known is None:
            plan = self._plan(loaded)
            walk = Walk(plan, self._store.asked_today(deck) if plan.again else {})
        else:
            walk = known[1]
        self._walks[deck] = (now, walk)
        return walk

    def _went_on(self, loaded: Loaded, walk: Walk, entry: Entry) -> bool:
        """Tell the walk what was written; false if the plan has to be made anew."""
        if entry.deck != loaded.deck.id:
            return True
        if walk.is_new(entry.card) and loaded.is_needed(entry.card):
            return False  # others may come now
        asking = self._store.card_asked_today(entry.deck, entry.card)
        if asking is None:
            return not entry.asking
        if entry.asking:
            walk.answered(entry.card, asking)
        else:
            walk.settled(entry.card, asking)
        return True

    def _holds_all_day(self, loaded: Loaded) -> bool:
        """Whether today's plan is the same after an answer but for that card: no minutes in it."""
        exam = self._habits.exams.get(loaded.deck.id)
        return (
            self._scope.mode is Mode.DUE
            and (exam is None or not exam.ahead(self._store.today()))
            and (self._habits.daily_minutes == 0 or self._limit is not None)
        )

    def _plan(self, loaded: Loaded) -> Queue:
        now = (self._store.writes, self._store.today(), self._ledger.tally.answered)
        known = self._queues.get(loaded.deck.id)
        if known is None or known[0] != now:
            known = self._queues[loaded.deck.id] = (now, self._unfiltered(loaded))
        return known[1]

    def _unfiltered(self, loaded: Loaded) -> Queue:
        extra = None if self._limit is None else self._limit - self._ledger.tally.answered
        if self._scope.mode is Mode.CRAM:
            deck = loaded.deck.id
            return cram_queue(
                self._store, loaded, self._ledger.asked[deck], self._ledger.right[deck]
            )
        if self._scope.mode is Mode.CHOSEN:
            deck = loaded.deck.id
            return chosen_queue(
                self._store, loaded, self._ledger.asked[deck], self._ledger.right[deck]
            )
        if self._scope.mode is Mode.EARLY:
            return early_queue(self._store, loaded, self._habits, extra)
        return queue_of(self._store, loaded, self._habits, extra=extra)
