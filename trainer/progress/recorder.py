"""Writing down what a learner does: the recording half of the store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from trainer.progress.event import Kind, Outcome
from trainer.progress.reader import Reader
from trainer.schedule.rating import rating_of


class Recorder(Reader):
    """The learner's file, open for writing. All methods raise StorageError.

    Each returns when its event is committed, with the memory that the log then gives.
    """

    def record_answer(
        self,
        *,
        deck: str,
        revision: str,
        card: str,
        fingerprint: str,
        variant: str,
        drawn: Mapping[str, str],
        shown: Mapping[str, Any],
        answer: str,
        verdict: Mapping[str, Any],
        outcome: str,
        score: Fraction | float,
        unsafe: bool,
        hints: int,
        taken_ms: int,
        grader_version: str,
        counts: bool = True,
        exam: bool = False,
    ) -> int:
        """Commit one answered asking and return its event number.

        `score` is 0 to 1, `outcome` a verdict's word, `taken_ms` without idle time. With `counts`
        false it moves no memory.
        """
        return self._journal.record(
            Kind.EXAM if exam else Kind.ANSWER,
            deck,
            card,
            revision=revision,
            fingerprint=fingerprint,
            variant=variant,
            drawn=drawn,
            shown=shown,
            answer=answer,
            verdict=verdict,
            outcome=Outcome.of(outcome),
            score=float(score),
            unsafe=unsafe,
            hints=hints,
            taken_ms=taken_ms,
            grader_version=grader_version,
            counts=counts,
            rating=_rating(outcome, score, unsafe, hints),
        )

    def record_skip(
        self,
        deck: str,
        revision: str,
        card: str,
        *,
        fingerprint: str = "",
        variant: str = "",
        drawn: Mapping[str, str] | None = None,
        shown: Mapping[str, Any] | None = None,
        hints: int = 0,
        taken_ms: int = 0,
    ) -> int:
        """Commit that a question was passed over: it moves no memory and is not undone."""
        return self._journal.record(
            Kind.SKIP,
            deck,
            card,
            revision=revision,
            fingerprint=fingerprint,
            variant=variant,
            drawn=drawn,
            shown=shown,
            hints=hints,
            taken_ms=taken_ms,
            counts=False,
        )

    def record_follow_up(
        self,
        refers: int,
        *,
        answer: str,
        verdict: Mapping[str, Any],
        outcome: str,
        score: Fraction | float,
        unsafe: bool,
        hints: int = 0,
        taken_ms: int = 0,
        grader_version: str,
        counts: bool = False,
        drawn: Mapping[str, str] | None = None,
        shown: Mapping[str, Any] | None = None,
    ) -> int:
        """Commit a further answer to the asking `refers`.

        With `counts`, its verdict takes the place of the first one (the tutor had to ask what was
        meant, or a case went on); without, it is for learning only (the tutor had said what was
        missing). `shown` is the question where it was another one, as in a case.
        """
        asking, review = self._journal.asking(refers)
        return self._journal.record(
            Kind.FOLLOW_UP,
            asking.deck,
            asking.card,
            refers=asking,
            answer=answer,
            verdict=verdict,
            outcome=Outcome.of(outcome),
            score=float(score),
            unsafe=unsafe,
            hints=hints,
            taken_ms=taken_ms,
            grader_version=grader_version,
            counts=counts,
            drawn=drawn,
            shown=shown,
            rating=_rating(outcome, score, unsafe, max(hints, review.hints))
            if counts
            else review.rating,
        )

    def record_mark(self, refers: int, score: Fraction | float) -> int:
        """Commit the learner's own mark, 0 to 1: Good at most, and unsafe stays Again."""
        asking, review = self._journal.asking(refers)
        rating = rating_of(score, unsafe=review.unsafe, hints=review.hints, self_marked=True)
        return self._journal.record(
            Kind.MARK,
            asking.deck,
            asking.card,
            refers=asking,
            outcome=review.outcome,
            score=float(score),
            unsafe=review.unsafe,
            hints=review.hints,
            rating=rating,
        )

    def record_easy(self, refers: int) -> int:
        """Commit "that was easy": it lifts a right answer without hints, and nothing else."""
        asking, review = self._journal.asking(refers)
        rating = rating_of(
            review.score,
            unsafe=review.unsafe,
            attempted=review.outcome is not Outcome.NO_ATTEMPT,
            hints=review.hints,
            easy=True,
            self_marked=review.marked,
        )
        return self._journal.record(
            Kind.EASY,
            asking.deck,
            asking.card,
            refers=asking,
            outcome=review.outcome,
            score=review.score,
            unsafe=review.unsafe,
            rating=rating,
        )

    def record_dispute(self, refers: int, note: str = "") -> int:
        """Commit that the learner holds the verdict to be wrong, for the deck's author to see."""
        asking, review = self._journal.asking(refers)
        return self._journal.record(
            Kind.DISPUTE,
            asking.deck,
            asking.card,
            refers=asking,
            rating=review.rating,
            outcome=review.outcome,
            score=review.score,
            unsafe=review.unsafe,
            note=note,
        )

    def record_note(self, refers: int, note: str) -> int:
        """Commit a remark on an asking."""
        asking, _ = self._journal.asking(refers)
        return self._journal.record(Kind.NOTE, asking.deck, asking.card, refers=asking, note=note)

    def suspend(self, deck: str, card: str) -> int:
        """Commit that the card is not asked until `resume`."""
        return self._journal.record(Kind.SUSPEND, deck, card)

    def resume(self, deck: str, card: str) -> int:
        """Commit that the card is asked again."""
        return self._journal.record(Kind.RESUME, deck, card)

    def reset(self, deck: str, card: str) -> None:
        """Commit that the card's memory begins anew; its history stays. It can be taken back."""
        self.reset_all(deck, (card,))

    def reset_all(self, deck: str, cards: Iterable[str]) -> None:
        """Commit that these cards begin anew, all or none; one undo takes all of it back."""
        steps = [(deck, card, None) for card in cards]
        if steps:
            self._journal.record_each(Kind.RESET, steps)

    def begin_anew(self, deck: str, card: str) -> int:
        """Commit that a card begins anew because it asserts something else now: not undone."""
        return self._journal.record(Kind.RESET, deck, card)


def _rating(outcome: str, score: Fraction | float, unsafe: bool, hints: int) -> int:
    return rating_of(score, attempted=outcome != "no_attempt", unsafe=unsafe, hints=hints)
