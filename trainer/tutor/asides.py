"""What is said to the tutor beside the questions: what a word means, a remark, a question back.

None of it is an answer, so none of it is marked or kept; the question waits and is said again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from trainer.questions.question import Question
from trainer.text import one_line
from trainer.tutor.chatter import Chatter, chatter_in
from trainer.tutor.pending import Marking, Pending, SecondTry
from trainer.tutor.phrases import Phrases
from trainer.tutor.remarks import Answered
from trainer.tutor.study import Study
from trainer.tutor.telling import Telling
from trainer.tutor.turn import SourceLine, Turn, TurnKind, notice, tutor_turn

if TYPE_CHECKING:
    from trainer.tutor.meaning import Meaning  # the lexicon with it: nobody asks that at the start

_LONGEST = 60  # characters of an answer that is spoken of
_MOST_LINES = 2  # of the monograph that explain a word


class Asides:
    """Moves that change nothing. What is open, pending and answered last is asked when needed."""

    def __init__(
        self,
        study: Study,
        phrases: Phrases,
        telling: Telling,
        question: Callable[[], Question | None],
        pending: Callable[[], Pending | None],
        last: Callable[[], Answered | None],
        words: Callable[[], str],
    ) -> None:
        self._study = study
        self._say = phrases.say
        self._phrases = phrases
        self._telling = telling
        self._question = question
        self._pending = pending
        self._last = last
        self._words = words

    def still_asked(self) -> tuple[Turn, ...]:
        """The open question once more, short, after something that took room."""
        pending, question = self._pending(), self._question()
        if isinstance(pending, SecondTry):
            return (notice(pending.again),)
        if isinstance(pending, Marking):
            return (notice(self._telling.point(pending)),)
        if pending is not None or question is None:
            return ()
        return (self._telling.still_asked(question),)

    def meaning(self) -> tuple[Turn, ...]:
        """Explain a word from the lexicon and the monograph, unless that answers the question."""
        word, question = self._words(), self._question()
        if not word:
            return (notice(self._say("meaning.which")),)
        if about := chatter_in(f"what is {word}"):  # "what is my score"
            return self.talk(about)
        known = self._study.meaning(question, word)
        if known is None:
            return (notice(self._say("meaning.none", word=word)), *self.still_asked())
        return (self._explained(known, question), *self.still_asked())

    def _explained(self, known: Meaning, question: Question | None) -> Turn:
        if question is not None and self._gives_away(known, question):
            return notice(self._say("meaning.later", word=known.word))
        lines, covered = self._lines(known, question)
        said = []
        names = ", ".join(known.names)
        if known.kind and names:
            said.append(self._say("meaning.both", word=known.word, kind=known.kind, names=names))
        elif known.kind:
            said.append(self._say("meaning.kind", word=known.word, kind=known.kind))
        elif names:
            said.append(self._say("meaning.names", word=known.word, names=names))
        else:
            said.append(self._say("meaning.lines" if lines else "meaning.covered", word=known.word))
        if covered and not lines and (names or known.kind):
            said.append(self._say("meaning.elsewhere"))
        turn = tutor_turn(TurnKind.NOTICE, *said)
        return Turn(turn.role, turn.kind, turn.lines, source=lines)

    def _gives_away(self, known: Meaning, question: Question) -> bool:
        """Whether kind or names answer it, where the word that the learner typed does not."""
        tells = self._study.gives_away
        told = "; ".join(filter(None, (known.kind, *known.names)))
        return bool(told) and tells(question, told) and not tells(question, known.word)

    def _lines(
        self, known: Meaning, question: Question | None
    ) -> tuple[tuple[SourceLine, ...], bool]:
        """The lines that may be shown now, and whether others may not."""
        if question is None:
            return self._study.lines(None, known.lines[:_MOST_LINES]), False
        found: list[SourceLine] = []
        covered = False
        for line in self._study.lines(question, known.lines):
            if line.number in question.lines or self._study.gives_away(question, line.text):
                covered = True
                continue
            found.append(line)
            if len(found) == _MOST_LINES:
                break
        return tuple(found), covered

    def correct(self) -> tuple[Turn, ...]:
        """What seems meant for the question before is never marked on this one."""
        if self._last() is None or self._question() is None:
            return (notice(self._say("correct.none")), *self.still_asked())
        return (notice(self._say("correct"), self._say("correct.this")), *self.still_asked())

    def ask_back(self) -> tuple[Turn, ...]:
        """A question that the tutor has no answer to."""
        return (notice(self._say("question.none")), *self.still_asked())

    def remark(self) -> tuple[Turn, ...]:
        """Thanks, a greeting, a sigh."""
        return (notice(self._say("remark")), *self.still_asked())

    def stray(self, typed: str) -> tuple[Turn, ...]:
        """A letter, or a yes, where neither is an answer: ask before it costs anything."""
        return (notice(self._say("stray", typed=typed.strip())), *self.still_asked())

    def talk(self, about: Chatter) -> tuple[Turn, ...]:
        """What seems said to the tutor is not marked: it is taken up, or asked about."""
        last, pending = self._last(), self._pending()
        lines: list[str] = []
        if about is Chatter.LEARNING:
            lines = [self._standing(), self._study.account.failing_in_words(self._phrases)]
        elif isinstance(pending, SecondTry):
            right = "; ".join(point.point for point in pending.verdict.met)
            lines = [self._say("talk.counted", right=right)] if right else []
        elif (
            about is Chatter.PROTEST
            and last is not None
            and last.typed
            and last.verdict.outcome != "correct"
        ):
            typed = one_line(last.typed)[:_LONGEST]
            lines = [self._say("talk.last", typed=typed)]
        if self._question() is None:
            return (notice(*(lines or [self._say("talk.over")])),)
        return (notice(*lines, self._say("talk.if" if lines else "talk")), *self.still_asked())

    def who(self) -> tuple[Turn, ...]:
        return (notice(self._say("who")), *self.still_asked())

    def clarify(self) -> tuple[Turn, ...]:
        """Say what sort of answer is asked for: never more than the question itself says."""
        pending = self._pending()
        if isinstance(pending, SecondTry | Marking):
            return self.still_asked()
        question = self._question() or (pending.question if pending else None)
        if question is None:
            return (notice(self._say("clarify.none")),)
        return (self._telling.what_is_asked(question),)

    def help(self) -> tuple[Turn, ...]:
        names = ("help.answer", "help.words", "help.more", "help.empty")
        return (notice(*(self._say(name) for name in names)), *self.still_asked())

    def progress(self) -> tuple[Turn, ...]:
        return (notice(self._standing()),)

    def _standing(self) -> str:
        now = self._study.account.standing(self._question())
        again = self._say("progress.again", again=now.again) if now.again else ""
        line = self._say("progress", done=now.done, right=now.right, left=now.left)
        return " ".join(filter(None, (line, again)))
