"""What a learner may say of the answer before: I was right, it was easy, that is another name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trainer.grading.verdict import Verdict
from trainer.questions.question import Question
from trainer.tutor.phrases import Phrases
from trainer.tutor.study import Study
from trainer.tutor.turn import Role, Turn, TurnKind, notice

NUMBERS = ("quantity", "range", "regimen", "change", "choice")
"""Keys whose answers nobody marks by hand."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer that was given last: what "why", "I was right" and "that was easy" speak of."""

    question: Question
    verdict: Verdict
    event: int
    typed: str = ""


class Remarks:
    """Moves about the last answer. Each is an event of the log that names its asking."""

    def __init__(
        self,
        study: Study,
        phrases: Phrases,
        last: Callable[[], Answered | None],
        words: Callable[[], str],
    ) -> None:
        self._study = study
        self._say = phrases.say
        self._last = last
        self._words = words
        self._early: list[str] = []  # notes written before anything was answered

    def keep_early(self, event: int) -> None:
        """Keep the notes that waited for the first answer, which is `event`, with it."""
        for words in self._early:
            self._study.ledger.record_note(event, words)
        self._early.clear()

    def dispute(self) -> tuple[Turn, ...]:
        """Tell what was heard, and mark the answer as the learner says; never a number, or harm."""
        last = self._last()
        if last is None:
            return (notice(self._say("dispute.none")),)
        if last.verdict.outcome in ("correct", "no_attempt"):
            right = last.verdict.outcome == "correct"
            return (notice(self._say("dispute.right" if right else "dispute.unknown")),)
        verdict = last.verdict
        if verdict.unsafe:
            because = verdict.unsafe_because or "acting on it would harm"
            return (notice(self._say("dispute.unsafe", because=because.rstrip("."))),)
        if last.question.key.type in NUMBERS:
            self._study.ledger.record_dispute(last.event)
            return (notice(self._say("dispute.number", model=last.question.key.model)),)
        if self._study.ledger.tally.is_marked(last.event):
            return (notice(self._say("dispute.already")),)
        self._study.ledger.record_dispute(last.event)
        self._study.ledger.record_mark(last.question, last.event)
        heard = "; ".join(point.point for point in verdict.met)
        missing = "; ".join(point.point for point in verdict.missed) or "nothing"
        name = "dispute.heard" if heard else "dispute.nothing"
        lines = [self._say(name, heard=heard, missing=missing), self._say("dispute.marked")]
        taught = self._study.teachable(last.question, last.typed, verdict)
        if not isinstance(taught, str):
            said = self._say("dispute.teach", word=taught.word, meaning=taught.meaning)
            lines.append(said)
        return (notice(*lines),)

    def teach(self) -> tuple[Turn, ...]:
        """Take the words of the last answer for another name of the one thing that was missing."""
        last = self._last()
        if last is None or not last.typed or last.verdict.outcome in ("correct", "no_attempt"):
            return (notice(self._say("teach.none")),)
        if last.verdict.unsafe or last.question.key.type in NUMBERS:
            return (notice(self._say("teach.number")),)
        said = self._words() or last.typed
        found = self._study.teachable(last.question, said, last.verdict)
        if isinstance(found, str):
            return (notice(self._say(found)),)
        self._study.teach(last.question, last.event, found)
        return (notice(self._say("teach.done", word=found.word, meaning=found.meaning)),)

    def report(self) -> tuple[Turn, ...]:
        """Tell the deck's author that something is wrong with the question."""
        last = self._last()
        if last is None:
            return (notice(self._say("report.none")),)
        self._study.ledger.record_dispute(last.event, self._words() or "reported")
        return (notice(self._say("report.done")),)

    def note(self) -> tuple[Turn, ...]:
        """Keep a remark of one's own on the card."""
        last, words = self._last(), self._words()
        if not words:
            return (notice(self._say("note.none")),)
        if last is None:
            self._early.append(words)
            return (notice(self._say("note.early")),)
        self._study.ledger.record_note(last.event, words)
        return (notice(self._say("note.done")),)

    def easy(self) -> tuple[Turn, ...]:
        """A right answer comes back later."""
        last = self._last()
        if last is None or last.verdict.outcome != "correct":
            return (notice(self._say("easy.none")),)
        self._study.ledger.record_easy(last.question, last.event)
        return (notice(self._say("easy")),)

    def compare(self) -> tuple[Turn, ...]:
        """The fact that the answer was right for beside the one that was asked."""
        last = self._last()
        confusion = last.verdict.confused_with if last else None
        if last is None or confusion is None:
            return (notice(self._say("compare.none")),)
        question = last.question
        lines = sorted({*confusion.lines, *question.lines})
        turn = Turn(
            Role.TUTOR,
            TurnKind.WHY,
            (
                self._say("compare.yours", answer=confusion.answer, what=confusion.what),
                self._say("compare.asked", question=question.text, model=question.key.model),
            ),
            source=self._study.quoted(question, lines),
            question=question,
        )
        return (turn,)
