"""What a sitting writes down: each answer, skip, mark and remark, before anything is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction

from trainer.grading.verdict import Verdict
from trainer.grading.version import GRADER_VERSION
from trainer.progress.event import Kind
from trainer.progress.store import Store
from trainer.questions.question import Question
from trainer.text import begun
from trainer.tutor.loaded import Loaded
from trainer.tutor.tally import Asked, Tally, Worth

IDLE_CAP_MS = 120_000
ALMOST = Fraction(99, 100)
"""The most that a second try can make of an answer: it is never as good as right at once."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The newest thing written about a card, and what `Store.writes` said before and after it.

    `asking` is true of an answer that begins an asking, false of what follows or is no answer.
    """

    deck: str
    card: str
    asking: bool
    before: object
    after: object


class Ledger:
    """The writing half of a sitting. `counts` is false where no memory is to move (a cram).

    `asked` and `right` say, by deck, how often a card was asked in this sitting and which were
    right in it.
    """

    def __init__(
        self,
        store: Store,
        decks: Mapping[str, Loaded],
        stopwatch: Callable[[], int],
        *,
        counts: bool,
    ) -> None:
        self._store = store
        self._decks = decks
        self._stopwatch = stopwatch
        self._counts = counts
        self._asked_at = stopwatch()
        self.tally = Tally()
        self.newest: Entry | None = None
        self.skipped: list[tuple[str, str]] = []
        self.asked: dict[str, Counter[str]] = {deck: Counter() for deck in decks}
        self.right: dict[str, set[str]] = {deck: set() for deck in decks}

    def wrote_last(self, since: object) -> Entry | None:
        """The newest entry, if it is all that was written since `Store.writes` said that."""
        entry = self.newest
        if entry is None or (entry.before, entry.after) != (since, self._store.writes):
            return None
        return entry

    def start_clock(self) -> None:
        """A question is on the screen now."""
        self._asked_at = self._stopwatch()

    def _taken(self) -> int:
        return min(self._stopwatch() - self._asked_at, IDLE_CAP_MS)

    def record_turn(
        self,
        question: Question,
        event: int,
        typed: str,
        verdict: Verdict,
        score: Fraction,
        hints: int,
    ) -> None:
        """Commit a further turn of a case; `score` is that of all turns so far."""
        with self._about(question):
            self._store.record_follow_up(
                event,
                answer=typed,
                verdict=verdict.to_json(),
                outcome="correct" if score == 1 else "partial" if score else "incorrect",
                score=score,
                unsafe=verdict.unsafe,
                hints=hints,
                taken_ms=self._taken(),
                grader_version=GRADER_VERSION,
                counts=True,
                drawn=question.given,
                shown=question.to_json(),
            )
        self.tally.settle(event, Worth.RIGHT if score == 1 else Worth.MISSED)
        if score < 1:
            self.right[question.deck].discard(question.card)

    def record_answer(self, question: Question, typed: str, verdict: Verdict, hints: int) -> int:
        """Commit an answer to the log and return its event: nothing is shown before that."""
        taken = self._taken()
        first_ever = self._store.askings(question.deck, question.card) == 0
        with self._about(question, asking=True):
            self._begin_anew_if_changed(question)
            event = self._write(question, typed, verdict, hints, taken)
        self.count(question.deck, question.card, 1)
        right = verdict.outcome == "correct"
        if right:
            self.right[question.deck].add(question.card)
        asked = Asked(
            question.deck,
            question.card,
            question.topic or begun(question.text),
            question.key.model,
            Worth.RIGHT if right else Worth.MISSED,
            first_ever,
        )
        self.tally.note(event, asked, taken, earned=bool(verdict.score))
        return event

    def count(self, deck: str, card: str, askings: int) -> None:
        """Count askings of this sitting; one of another sitting that is undone was not counted."""
        self.asked[deck][card] = max(0, self.asked[deck][card] + askings)

    def _write(
        self, question: Question, typed: str, verdict: Verdict, hints: int, taken: int
    ) -> int:
        return self._store.record_answer(
            deck=question.deck,
            revision=self._decks[question.deck].deck.revision,
            card=question.card,
            fingerprint=question.fingerprint,
            variant=question.variant,
            drawn=question.given,
            shown=question.to_json(),
            answer=typed,
            verdict=verdict.to_json(),
            outcome=verdict.outcome,
            score=verdict.score,
            unsafe=verdict.unsafe,
            hints=hints,
            taken_ms=taken,
            grader_version=GRADER_VERSION,
            counts=self._counts,
        )

    @contextmanager
    def _about(self, question: Question, *, asking: bool = False) -> Iterator[None]:
        """Everything that is written inside is about this question's card."""
        before = self._store.writes
        yield
        self.newest = Entry(question.deck, question.card, asking, before, self._store.writes)

    def _begin_anew_if_changed(self, question: Question) -> None:
        """A card that asserts something else than when it was asked last begins anew."""
        known = self._store.fingerprint(question.deck, question.card)
        if known and known != question.fingerprint:
            self._store.begin_anew(question.deck, question.card)

    def record_skip(self, question: Question) -> None:
        """Note a skip: no score, no change of memory; the card comes again this session."""
        self.skipped.append((question.deck, question.card))
        with self._about(question):
            self._store.record_skip(
                deck=question.deck,
                revision=self._decks[question.deck].deck.revision,
                card=question.card,
                variant=question.variant,
            )

    def record_mark(self, question: Question, event: int) -> None:
        """The learner marks an answer as right; it counts as good at most."""
        self.record_points(question, event, Fraction(1))

    def record_second_try(
        self,
        question: Question,
        event: int,
        typed: str,
        verdict: Verdict,
        score: Fraction,
        hints: int,
    ) -> None:
        """Commit the second try: it counts in part, and never as if it had been the first."""
        taken = self._taken()
        with self._about(question):
            self._store.record_follow_up(
                event,
                answer=typed,
                verdict=verdict.to_json(),
                outcome="partial" if score else "incorrect",
                score=min(score, ALMOST),
                unsafe=verdict.unsafe,
                hints=hints,
                taken_ms=taken,
                grader_version=GRADER_VERSION,
                counts=True,
            )
        if verdict.outcome == "correct":
            self.tally.settle(event, Worth.IN_TWO)

    def record_retyped(self, event: int, typed: str, verdict: Verdict) -> None:
        """Commit an answer that was typed after it had been shown: for learning only."""
        self._store.record_follow_up(
            event,
            answer=typed,
            verdict=verdict.to_json(),
            outcome=verdict.outcome,
            score=verdict.score,
            unsafe=verdict.unsafe,
            grader_version=GRADER_VERSION,
        )

    def record_points(self, question: Question, event: int, score: Fraction) -> None:
        """The learner said which points they had named; it counts as good at most."""
        with self._about(question):
            self._store.record_mark(event, score)
        if score == 1:
            self.right[question.deck].add(question.card)
            self.tally.settle(event, Worth.MARKED)

    def record_dispute(self, event: int, note: str = "") -> None:
        """The learner holds a verdict, or a question, to be wrong: for the deck's author."""
        self._store.record_dispute(event, note)

    def record_note(self, event: int, note: str) -> None:
        """A remark of the learner's on a card."""
        self._store.record_note(event, note)

    def record_easy(self, question: Question, event: int) -> None:
        with self._about(question):
            self._store.record_easy(event)

    def set_aside(self, question: Question) -> None:
        """Do not ask the card any more."""
        self._store.suspend(question.deck, question.card)

    def own_notes(self, question: Question) -> tuple[str, ...]:
        """The learner's remarks on the card of a question."""
        from trainer.tutor.taught import from_note  # the lexicon with it

        return tuple(
            text
            for name, _, kind, text in self._store.notes(question.deck)
            if name.card == question.card and kind is Kind.NOTE and from_note(text) is None
        )
