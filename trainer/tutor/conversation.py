"""The conversation: what the tutor says to each thing that the learner does.

A state machine. It has no screen: it gives turns, and `plain` and `tui` show them. What it learns
from the world (the time, the next card, the log) it asks of the `Study` that it is given.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from trainer.grading.verdict import StyleNote, Verdict
from trainer.questions.question import Question
from trainer.text import sentence, visible
from trainer.tutor.move import Move, read_move
from trainer.tutor.phrases import Phrases
from trainer.tutor.study import Study
from trainer.tutor.turn import Mood, Role, Standing, Turn, TurnKind
from trainer.tutor.verdicts import verdict_turn


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer that was given last: what "why", "I was right" and "that was easy" speak of."""

    question: Question
    verdict: Verdict
    event: int


class Conversation:
    """One study session, from the greeting to the summary."""

    def __init__(self, study: Study, phrases: Phrases) -> None:
        self._study = study
        self._phrases = phrases
        self._question: Question | None = None
        self._hints = 0
        self._last: Answered | None = None
        self._noted: set[str] = set()
        self._finished = False
        self._moves: dict[Move, Callable[[], tuple[Turn, ...]]] = {
            Move.REPEAT: self._repeat,
            Move.HINT: self._hint,
            Move.UNKNOWN: self._unknown,
            Move.WHY: self._why,
            Move.SKIP: self._skip,
            Move.UNDO: self._undo,
            Move.REDO: self._redo,
            Move.DISPUTE: self._dispute,
            Move.EASY: self._easy,
            Move.PROGRESS: self._progress,
            Move.HELP: self._help,
            Move.STOP: self._stop,
        }

    @property
    def finished(self) -> bool:
        """Whether the summary was given. Undo still works."""
        return self._finished

    @property
    def question(self) -> Question | None:
        """The question that waits for an answer."""
        return self._question

    def standing(self) -> Standing:
        return self._study.standing(self._question)

    def open(self) -> tuple[Turn, ...]:
        """Greet, and ask the first question."""
        lines = self._study.greeting(self._phrases)
        return (_tutor(TurnKind.GREETING, *lines), *self._ask_next())

    def hear(self, typed: str) -> tuple[Turn, ...]:
        """Take what the learner typed: an answer, or a move in words."""
        move = read_move(typed, self._accepted())
        if move is Move.ANSWER:
            if self._question is None:
                return (_learner(typed), *self._repeat())
            return self._answer(typed)
        said = (_learner(typed),) if typed.strip() else ()
        return (*said, *self.take(move))

    def take(self, move: Move) -> tuple[Turn, ...]:
        """Take a move by key. ANSWER needs words: use `hear`."""
        if move is Move.ANSWER:
            raise ValueError("an answer needs words")
        return self._moves[move]()

    def _accepted(self) -> frozenset[str]:
        """The answers of the open question that would otherwise be taken for a command."""
        if self._question is None:
            return frozenset()
        texts: list[str] = []
        for point in self._question.key.points:
            texts += [point.text, *point.accepted]
        return frozenset(text.casefold() for text in (*texts, *self._question.options))

    def _ask_next(self) -> tuple[Turn, ...]:
        self._question = self._study.next()
        self._hints = 0
        if self._question is None:
            return self._close("summary.done")
        return (_question_turn(self._question, *self._study.remarks(self._phrases)),)

    def _ask_again(self, question: Question) -> Turn:
        self._question = question
        self._hints = 0
        self._finished = False
        self._study.ask_again(question)
        return _question_turn(question)

    def _answer(self, typed: str) -> tuple[Turn, ...]:
        assert self._question is not None
        verdict = self._study.grade(self._question, typed)
        return (_learner(typed), *self._judge(typed, verdict))

    def _unknown(self) -> tuple[Turn, ...]:
        if self._question is None:
            return self._repeat()
        points = self._study.grade(self._question, "").points
        return self._judge("", Verdict("no_attempt", Fraction(0), points))

    def _judge(self, typed: str, verdict: Verdict) -> tuple[Turn, ...]:
        question = self._question
        assert question is not None
        # Committed first: whatever happens after this line, the answer is in the log.
        event = self._study.record_answer(question, typed, verdict, self._hints)
        turn = verdict_turn(
            question,
            verdict,
            self._hints,
            self._study.source(question),
            self._phrases,
            self._first_note(verdict),
        )
        self._last = Answered(question, verdict, event)
        return (turn, *self._ask_next())

    def _first_note(self, verdict: Verdict) -> StyleNote | None:
        """A note on notation, once a kind and session."""
        for note in verdict.notes:
            if note.code not in self._noted:
                self._noted.add(note.code)
                return note
        return None

    def _repeat(self) -> tuple[Turn, ...]:
        if self._question is None:
            return (_tutor(TurnKind.NOTICE, *self._study.nothing_left(self._phrases)),)
        return (_question_turn(self._question, self._phrases.say("repeat")),)

    def _hint(self) -> tuple[Turn, ...]:
        if self._question is None:
            return self._repeat()
        hints = self._question.hints
        if self._hints >= len(hints):
            return (_tutor(TurnKind.NOTICE, self._phrases.say("hint.none")),)
        self._hints += 1
        return (_tutor(TurnKind.HINT, sentence(hints[self._hints - 1])),)

    def _why(self) -> tuple[Turn, ...]:
        if self._last is None:
            return (_tutor(TurnKind.NOTICE, self._phrases.say("why.none")),)
        question = self._last.question
        because = question.because
        line = (
            self._phrases.say("why.because", because=sentence(because))
            if because
            else self._phrases.say("why.plain")
        )
        turn = Turn(
            Role.TUTOR,
            TurnKind.WHY,
            (question.text, self._phrases.say("answer", model=question.key.model), line),
            source=self._study.source(question),
            steps=question.steps,
            question=question,
        )
        return (turn,)

    def _skip(self) -> tuple[Turn, ...]:
        if self._question is None:
            return self._repeat()
        self._study.record_skip(self._question)
        return (_tutor(TurnKind.NOTICE, self._phrases.say("skip")), *self._ask_next())

    def _undo(self) -> tuple[Turn, ...]:
        question = self._study.undo()
        if question is None:
            return (_tutor(TurnKind.NOTICE, self._phrases.say("undo.none")),)
        self._last = None
        return (
            _tutor(TurnKind.NOTICE, self._phrases.say("undo")),
            self._ask_again(question),
        )

    def _redo(self) -> tuple[Turn, ...]:
        if not self._study.redo():
            return (_tutor(TurnKind.NOTICE, self._phrases.say("redo.none")),)
        self._last = None
        return (_tutor(TurnKind.NOTICE, self._phrases.say("redo")), *self._ask_next())

    def _dispute(self) -> tuple[Turn, ...]:
        last = self._last
        if last is None or last.verdict.outcome in ("correct", "no_attempt"):
            return (_tutor(TurnKind.NOTICE, self._phrases.say("dispute.none")),)
        if last.verdict.unsafe:
            because = last.verdict.unsafe_because or "acting on it would harm"
            line = self._phrases.say("dispute.unsafe", because=because.rstrip("."))
            return (_tutor(TurnKind.NOTICE, line),)
        if last.question.key.type in ("quantity", "range", "regimen", "change", "choice"):
            line = self._phrases.say("dispute.number", model=last.question.key.model)
            return (_tutor(TurnKind.NOTICE, line),)
        self._study.record_mark(last.question, last.event)
        return (_tutor(TurnKind.NOTICE, self._phrases.say("dispute.marked")),)

    def _easy(self) -> tuple[Turn, ...]:
        if self._last is None or self._last.verdict.outcome != "correct":
            return (_tutor(TurnKind.NOTICE, self._phrases.say("easy.none")),)
        self._study.record_easy(self._last.question, self._last.event)
        return (_tutor(TurnKind.NOTICE, self._phrases.say("easy")),)

    def _progress(self) -> tuple[Turn, ...]:
        now = self.standing()
        line = self._phrases.say("progress", answered=now.answered, right=now.right, left=now.left)
        return (_tutor(TurnKind.NOTICE, line),)

    def _help(self) -> tuple[Turn, ...]:
        names = ("help.answer", "help.words", "help.empty")
        return (_tutor(TurnKind.NOTICE, *(self._phrases.say(name) for name in names)),)

    def _stop(self) -> tuple[Turn, ...]:
        self._question = None
        return self._close("summary.stopped")

    def _close(self, name: str) -> tuple[Turn, ...]:
        if self._finished:
            return ()
        self._finished = True
        return (_tutor(TurnKind.SUMMARY, *self._study.summary(name, self._phrases)),)


def _tutor(kind: TurnKind, *lines: str) -> Turn:
    return Turn(Role.TUTOR, kind, tuple(line for line in lines if line))


def _learner(typed: str) -> Turn:
    return Turn(Role.LEARNER, TurnKind.ANSWER, (visible(" ".join(typed.split())),))


def _question_turn(question: Question, *before: str) -> Turn:
    return Turn(
        Role.TUTOR,
        TurnKind.QUESTION,
        (*before, question.text),
        Mood.PLAIN,
        options=question.options,
        question=question,
    )
