"""The tutor's turns about a question and its answer: asked, hinted, judged, asked once more."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from trainer.grading.verdict import StyleNote, Verdict
from trainer.questions.question import Question
from trainer.text import sentence
from trainer.tutor.ladder import Rung
from trainer.tutor.pending import Marking, SecondTry, Told
from trainer.tutor.phrases import Phrases
from trainer.tutor.second_try import asks_again, is_a_step, precise_question, steps_that_hold
from trainer.tutor.study import Study
from trainer.tutor.turn import Mood, Role, Turn, TurnKind, notice, tutor_turn
from trainer.tutor.verdicts import verdict_turn


@dataclass(frozen=True, slots=True)
class _Share:
    """A share of the credit in words."""

    value: Fraction

    def __str__(self) -> str:
        words = {
            Fraction(3, 4): "three quarters",
            Fraction(1, 2): "half",
            Fraction(1, 4): "a quarter",
        }
        return words.get(self.value, "nothing" if not self.value else "all")


_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
_TURN = re.compile(r"Turn (\d+) of (\d+)\. ")
_LINES = 6  # of the monograph below a verdict; "why" shows them all
_SHORT = 140  # characters of a question that are said again whole


def patient_of(question: Question) -> str:
    """The sentence that presents a case's patient, from its first turn."""
    text = question.text
    turn = _TURN.match(text)
    first = _SENTENCE.split(text[turn.end() :] if turn else text)[0]
    return "" if first.endswith("?") else first


def _short(text: str) -> str:
    """The last sentences of a text, as many as are short together; at least the one that asks."""
    sentences = _SENTENCE.split(text)
    kept = [sentences.pop()]
    while sentences and len(" ".join((sentences[-1], *kept))) <= _SHORT:
        kept.insert(0, sentences.pop())
    if not any("?" in one for one in kept) and sentences:
        kept.insert(0, sentences.pop())
    return " ".join(kept)


class Telling:
    """Makes turns; it moves nothing. A note on notation is given once a kind and session."""

    def __init__(self, study: Study, phrases: Phrases) -> None:
        self._study = study
        self._say = phrases.say
        self._phrases = phrases
        self._noted: set[str] = set()

    def asked(self, question: Question, *before: str) -> Turn:
        """The question itself, after what is to be said before it."""
        said = [line for line in before if line]
        text = question.text
        if question.is_case and (turn := _TURN.match(text)):
            label = self._say("case.turn", turn=turn[1], turns=turn[2])
            said = [" ".join((label, *said))]
            text = text[turn.end() :]
        return Turn(
            Role.TUTOR, TurnKind.QUESTION, (*said, text), Mood.PLAIN,
            options=question.options, question=question,
        )  # fmt: skip

    def still_asked(self, question: Question) -> Turn:
        """The question once more; of a long one its last sentence."""
        return self.asked(replace(question, text=_short(question.text)))

    def hint(self, rung: Rung) -> Turn:
        """A hint, and what an answer still counts after it."""
        left = self._say("hint.left", left=_Share(rung.left))
        return tutor_turn(TurnKind.HINT, sentence(rung.text), left)

    def verdict(
        self,
        question: Question,
        verdict: Verdict,
        hints: int,
        *,
        before: bool = False,
        first: str = "",
        typed: str = "",
    ) -> Turn:
        """What the answer is worth, and why; `typed` tells whether a name was taken for another.

        `before` tells that the same was missed earlier in this session; `first` takes the place of
        the first words.
        """
        source = self._study.source(question)[:_LINES]
        note = self._first_note(verdict)
        turn = verdict_turn(question, verdict, hints, source, self._phrases, note)
        lines = list(turn.lines)
        if first:
            lines[0] = first
        wrong = verdict.outcome == "incorrect" and not verdict.confused_with
        if typed and wrong and (mixed := self._study.mixed_up(question, typed)):
            lines.insert(1, self._say("wrong.mixed", said=mixed[0], meant=mixed[1]))
        elif (
            typed
            and wrong
            and not verdict.unsafe
            and (line := self._study.elsewhere(question, typed))
        ):
            lines[0] = self._say("wrong.elsewhere", line=line)
        if before and verdict.outcome in ("correct", "incorrect") and not verdict.unsafe:
            wrong_again = "before.wrong" if hints else "before.unhinted"
            name = "before.right" if verdict.outcome == "correct" else wrong_again
            lines.insert(1, self._say(name))
        return Turn(
            turn.role, turn.kind, tuple(lines), turn.mood, turn.source, turn.steps,
            question=question, verdict=verdict,
        )  # fmt: skip

    def once_more(
        self, question: Question, typed: str, verdict: Verdict, event: int, line: int | None = None
    ) -> tuple[Turn, SecondTry]:
        """One precise question after half an answer, or the steps of a calculation that hold.

        `line` of the monograph says what was answered, of the same drug: it is only not asked.
        """
        steps: tuple[str, ...] = ()
        mood = Mood.PARTIAL
        lines: tuple[str, ...]
        if line:
            again = self._say("again.elsewhere", question=_short(question.text))
            lines = (self._say("again.true", line=line), again)
        elif asks_again(question, verdict):
            again = precise_question(question, verdict, self._phrases)
            lines = (again,)
        else:
            mood = Mood.WRONG
            steps = steps_that_hold(question)
            again = self._say("again.walk")
            said = sentence(verdict.message) if verdict.slips or verdict.confused_with else ""
            lines = (said or self._say("wrong"), again)
        if note := self._first_note(verdict):
            lines = (*lines, self._say("style.note", write=note.write, typed=note.typed))
        turn = Turn(
            Role.TUTOR, TurnKind.FOLLOW_UP, lines, mood, steps=steps, question=question,
            verdict=verdict,
        )  # fmt: skip
        return turn, SecondTry(question, verdict, event, typed, again, steps)

    def complete(self, pending: SecondTry | Marking, verdict: Verdict, hints: int) -> Turn:
        """The second try made it right: what is right, and why it comes again if it does."""
        question = pending.question
        steps = isinstance(pending, SecondTry) and pending.steps
        name = "again.result" if steps else "again.complete"
        turn = self.verdict(
            question, verdict, hints, first=self._say(name, model=sentence(question.key.model))
        )
        back = self._study.line_up.comes_back(question.deck, question.card)
        why = self._say("again.back" if back else "again.counts")
        return replace(turn, lines=(*turn.lines, why))

    def no_better(self, pending: SecondTry, typed: str, second: Verdict, hints: int) -> Turn:
        """The second try added nothing: what is wrong with it, and what was there before."""
        held = replace(pending.verdict, message="", slips=(), confused_with=None)
        because = second.message if second.slips or second.confused_with else ""
        if pending.steps and is_a_step(typed, pending.steps):
            because = self._say("again.step")
        nothing = self._say("again.wrong_too" if pending.steps else "again.nothing")
        first = sentence(because) if because else nothing
        return self.verdict(pending.question, held, hints, first=first)

    def marking(self, marking: Marking) -> Turn:
        """The grader was not sure: the learner says of each point whether it was said."""
        return Turn(
            Role.TUTOR, TurnKind.FOLLOW_UP, (self._say("mark.points"), self.point(marking)),
            Mood.PARTIAL, question=marking.question, verdict=marking.verdict,
        )  # fmt: skip

    def point(self, marking: Marking) -> str:
        """The next point to be marked, as a question."""
        return self._say("mark.point", point=marking.left[0].point)

    def marked(self, marking: Marking) -> Turn:
        """All points were marked by the learner."""
        lines = (
            self._say("mark.done", met=marking.met, all=len(marking.verdict.points)),
            self._say("answer", model=marking.question.key.model),
        )
        return Turn(
            Role.TUTOR, TurnKind.VERDICT, lines, Mood.PARTIAL,
            source=self._study.source(marking.question), question=marking.question,
            verdict=marking.verdict,
        )  # fmt: skip

    def revealed(self, question: Question, verdict: Verdict) -> Turn:
        """The answer, to be typed once."""
        return Turn(
            Role.TUTOR, TurnKind.REVEAL, (self.to_type(question),),
            source=self._study.source(question), steps=question.steps, question=question,
            verdict=verdict,
        )  # fmt: skip

    def to_type(self, question: Question) -> str:
        """The answer as a line to be typed."""
        return self._say("retype", model=question.key.model)

    def why(self, question: Question, open_now: Question | None = None) -> Turn:
        """The reason behind an answer: as it is written, the steps, or what stands around it.

        Lines of the question that is open now are not shown.
        """
        source = self._study.source(question)
        reason = ""
        if question.because:
            reason = self._say("why.because", because=sentence(question.because))
        elif question.steps:
            reason = self._say("why.steps")
        elif source:
            hidden = open_now.lines if open_now and open_now.deck == question.deck else ()
            around = self._study.around(question, hidden)
            reason = self._say("why.context" if len(around) > len(source) else "why.bare")
            source = around
        own = [self._say("note.own", note=note) for note in self._study.ledger.own_notes(question)]
        answer = self._say("why.answer", model=question.key.model.rstrip("."))
        turn = tutor_turn(TurnKind.WHY, answer, reason, *own)
        return replace(turn, source=source, steps=question.steps, question=question)

    def what_is_asked(self, question: Question) -> Turn:
        """What sort of answer is asked for: never more than the question itself says."""
        names = (f"clarify.{question.key.type}", "clarify.help")
        return notice(question.text, *(self._say(name) for name in names))

    def case_end(self, asked: Question, case: Told) -> Turn:
        """How a case went, what to look at again, and the instructor's debrief."""
        lines = [self._say("case.end", right=case.right, all=len(case.turns))]
        if case.missed:
            lines.append(self._say("case.missed", missed="; ".join(case.missed)))
        if debrief := self._study.debrief(asked):
            lines.append(sentence(debrief))
        return notice(*lines)

    def _first_note(self, verdict: Verdict) -> StyleNote | None:
        for note in verdict.notes:
            if note.code not in self._noted:
                self._noted.add(note.code)
                return note
        return None
