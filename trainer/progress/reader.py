"""What the log tells: the reading half of the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from trainer.progress import log, merge, past, queries, replay, summary, syllabus, tallies
from trainer.progress.database import sentences
from trainer.progress.event import Event, Kind
from trainer.progress.fold import Review
from trainer.progress.journal import Journal
from trainer.progress.queries import CardName
from trainer.progress.replay import History
from trainer.progress.summary import HardCard, Slipped, Standing, Tries
from trainer.progress.tally import Tally
from trainer.schedule.memory import MemoryModel, MemoryState
from trainer.schedule.queue import TodayAsking


class Reader:
    """The learner's file, open for reading. All methods raise StorageError."""

    def __init__(self, path: Path, connection: sqlite3.Connection, journal: Journal) -> None:
        self.path = path
        self._db = connection
        self._journal = journal

    def today(self) -> int:
        """Return the study day of now."""
        return self._journal.today()

    def now_ms(self) -> int:
        """Return the UTC milliseconds of now, since 1970."""
        return self._journal.now_ms()

    def states(self, deck: str) -> dict[str, MemoryState]:
        """Return the memory of every card of the deck that has one, suspended cards too."""
        with sentences(self.path):
            return queries.states(self._db, deck)

    def is_known(self, deck: str) -> bool:
        """Return whether any card of the deck has a memory."""
        with sentences(self.path):
            return queries.is_known(self._db, deck)

    def state(self, deck: str, card: str) -> MemoryState | None:
        """Return the memory of one card; None if it has none."""
        with sentences(self.path):
            return queries.state(self._db, deck, card)

    def recalls(self, deck: str) -> dict[str, float]:
        """Return the expected recall (0 to 1) tomorrow of every card of the deck with a memory.

        Tomorrow, because everything is remembered right after it was answered; one that was missed
        last counts nothing.
        """
        with sentences(self.path):
            return queries.recalls(self._db, deck, self.today() + 1, self.model.decay)

    def suspended(self, deck: str) -> frozenset[str]:
        """Return the cards that are not to be asked."""
        with sentences(self.path):
            return queries.suspended(self._db, deck)

    def fingerprints(self, deck: str) -> dict[str, str]:
        """Return, by card, the fact fingerprint of its newest asking."""
        with sentences(self.path):
            return queries.fingerprints(self._db, deck)

    def fingerprint(self, deck: str, card: str) -> str:
        """Return the fact fingerprint of a card's newest asking; "" if it was never asked."""
        with sentences(self.path):
            return queries.fingerprint(self._db, deck, card)

    def askings(self, deck: str, card: str) -> int:
        """Return how often the card was asked, for the number of its next variant."""
        with sentences(self.path):
            return queries.askings(self._db, deck, card)

    def asked_today(self, deck: str) -> dict[str, TodayAsking]:
        """Return what was answered of each card today; skipped cards are not there."""
        with sentences(self.path):
            return queries.asked_today(self._db, deck, self.today())

    def card_asked_today(self, deck: str, card: str) -> TodayAsking | None:
        """Return what was answered of one card today, as of its newest answer; None for nothing."""
        with sentences(self.path):
            return queries.card_asked_today(self._db, deck, card, self.today())

    def introduced_today(self, deck: str) -> int:
        """Return how many cards of the deck were answered for the first time today."""
        with sentences(self.path):
            return queries.introduced_today(self._db, deck, self.today())

    def answered_today(self) -> int:
        """Return how many askings were answered today, in all decks."""
        with sentences(self.path):
            return queries.answered_on(self._db, self.today())

    def taken_today_ms(self, deck: str | None = None) -> int:
        """Return the milliseconds spent today without idle time, in all decks or in one."""
        with sentences(self.path):
            return queries.taken_ms_on(self._db, self.today(), deck)

    def recent_seconds(self, count: int = 400) -> list[tuple[float, float]]:
        """Return score (0 to 1) and seconds of the newest answers."""
        with sentences(self.path):
            return queries.recent_seconds(self._db, count)

    def next_due(self, deck: str) -> int | None:
        """Return the study day of the next due card; it may lie in the past."""
        with sentences(self.path):
            return queries.next_due(self._db, deck)

    def due_counts(self) -> dict[str, int]:
        """Return, by deck, how many seen cards are due now or were failed today and come back."""
        with sentences(self.path):
            today = self.today()
            counts = queries.due_counts(self._db, today)
            for deck in queries.decks_asked_on(self._db, today):
                asked = queries.asked_today(self._db, deck, today)
                suspended = queries.suspended(self._db, deck)
                again = sum(asked[card].comes_back for card in asked.keys() - suspended)
                if again:
                    counts[deck] = counts.get(deck, 0) + again
            return counts

    def reviews(
        self, deck: str | None = None, *, newest_first: bool = False, undone: bool = False
    ) -> Iterator[tuple[CardName, Review]]:
        """Yield the reviews in the order in which they were begun, with the names of their cards.

        Askings that were taken back are left out unless `undone`.
        """
        with sentences(self.path):
            found = [
                pair
                for pair in past.reviews(self._db, self._journal.model_of, deck)
                if undone or not pair[1].undone
            ]
        found.sort(key=lambda pair: (pair[1].day, pair[1].sequence), reverse=newest_first)
        yield from found

    def newest_reviews(
        self, limit: int, deck: str | None = None, card: str | None = None, *, undone: bool = False
    ) -> list[tuple[CardName, Review]]:
        """Return the newest `limit` reviews, the oldest of them first."""
        with sentences(self.path):
            return past.newest_reviews(self._db, self._journal.model_of, deck, card, limit, undone)

    def count_askings(self) -> int:
        """Return how many askings the log holds, the skipped and the taken back too."""
        with sentences(self.path):
            return past.count_askings(self._db)

    def histories(self) -> list[History]:
        """Return the reviews that moved memory, life by life, as an optimiser needs them."""
        with sentences(self.path):
            return list(replay.histories(self._db, self._journal.model_of))

    def card_reviews(self, deck: str, card: str) -> tuple[Review, ...]:
        """Return the reviews of one card in the order in which they were begun, undone ones too."""
        with sentences(self.path):
            return past.card_reviews(self._db, self._journal.model_of, deck, card)

    def event(self, number: int) -> Event:
        """Return one event, complete: what was shown, typed and said. LookupError if none."""
        with sentences(self.path):
            return log.event_numbered(self._db, number)

    def exam_answers(self, deck: str) -> dict[str, int]:
        """Return the event numbers of the deck's exam answers by variant, which none shares."""
        with sentences(self.path):
            return queries.exam_answers(self._db, deck)

    def follow_ups(self, number: int) -> tuple[Event, ...]:
        """Return the further answers to an asking, in the order in which they were typed."""
        with sentences(self.path):
            return tuple(
                log.event_numbered(self._db, further)
                for further in queries.follow_ups(self._db, number)
            )

    def all_events(self) -> Iterator[Event]:
        """Yield every event of the log, complete, in the order of this file."""
        with sentences(self.path):
            yield from merge.all_events(self._db)

    def notes(self, deck: str | None = None) -> list[tuple[CardName, int, Kind, str]]:
        """Return remarks and disputes that stand: card, event, kind and text, oldest first."""
        with sentences(self.path):
            return queries.notes(self._db, deck)

    def tally(self, deck: str | None = None) -> Tally:
        """Return what the reviews of a deck, or all, add up to by day and by predicted recall."""
        with sentences(self.path):
            return tallies.tally(self._db, self._journal.model_of, deck)

    def standing(self, deck: str | None = None) -> Standing:
        """Count the cards that were seen, are due today, and are well known.

        What was failed today and comes back is due, as in `due_counts`.
        """
        due = self._due(deck)
        with sentences(self.path):
            return summary.standing(self._db, deck, due)

    def coming(self, deck: str | None, days: int) -> tuple[int, ...]:
        """Return how many cards come on each of the `days` days after today."""
        with sentences(self.path):
            return summary.coming(self._db, deck, self.today(), days)

    def _due(self, deck: str | None) -> int:
        counts = self.due_counts()
        return sum(counts.values()) if deck is None else counts.get(deck, 0)

    def hardest(self, deck: str | None, count: int) -> tuple[HardCard, ...]:
        """Return up to `count` cards that were failed, the most often failed first."""
        with sentences(self.path):
            return summary.hardest(self._db, deck, count)

    def failing(self, deck: str | None = None) -> tuple[HardCard, ...]:
        """Return the cards that keep failing, the most often failed first."""
        with sentences(self.path):
            return summary.failing(self._db, deck)

    def tries(self, deck: str) -> dict[str, Tries]:
        """Return how often each card of the deck was answered and failed."""
        with sentences(self.path):
            return summary.tries(self._db, deck)

    def slips(self, deck: str | None = None) -> list[Slipped]:
        """Return which calculation errors were made, in which cards, how often and when last."""
        with sentences(self.path):
            return summary.slips(self._db, deck)

    def confusions(self, deck: str | None = None) -> list[tuple[CardName, str, str, int]]:
        """Return what was taken for what: card, other card, what that is, times; most first."""
        with sentences(self.path):
            return summary.confusions(self._db, deck)

    def decks(self) -> tuple[str, ...]:
        """Return the ids of all decks that were ever asked from."""
        with sentences(self.path):
            return queries.decks(self._db)

    def has_syllabus(self, deck: str, made_of: str) -> bool:
        """Whether the file keeps the teaching order of this very deck: the next five need it."""
        with sentences(self.path):
            return syllabus.is_of(self._db, deck, made_of)

    def known_until(self, deck: str, day: int) -> dict[str, MemoryState]:
        """Return the memory of the cards that are due by a study day, in teaching order.

        Of those that were met as they now read, and are not suspended.
        """
        with sentences(self.path):
            return syllabus.known(self._db, deck, self.today(), day)

    def due_on(self, deck: str, until: int) -> dict[int, int]:
        """Return how many cards that were met as they now read are due on each study day."""
        with sentences(self.path):
            return syllabus.due_on(self._db, deck, until)

    def unmet(self, deck: str) -> Iterator[str]:
        """Yield the cards that were not met as they now read, in teaching order."""
        with sentences(self.path):
            yield from syllabus.unmet(self._db, deck)

    def is_unmet(self, deck: str, card: str) -> bool:
        """Whether a card of the deck was not met as it now reads."""
        with sentences(self.path):
            return syllabus.is_unmet(self._db, deck, card)

    def in_teaching_order(self, deck: str, cards: Iterable[str]) -> list[str]:
        """Return those of the cards that the deck has, in teaching order."""
        with sentences(self.path):
            places = syllabus.places(self._db, deck, cards)
        return sorted(places, key=places.__getitem__)

    @property
    def connection(self) -> sqlite3.Connection:
        """The open connection, for reading by the rest of this room."""
        return self._db

    @property
    def model(self) -> MemoryModel:
        """The memory model of now."""
        return self._journal.model

    def model_of(self, scheduler: int) -> MemoryModel:
        """Return the memory model of a row of the scheduler table."""
        return self._journal.model_of(scheduler)
