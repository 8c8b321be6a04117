"""A verdict in the tutor's words: at most three lines, then the monograph's line."""

from __future__ import annotations

from collections.abc import Callable

from trainer.grading.verdict import StyleNote, Verdict
from trainer.questions.question import Question
from trainer.text import sentence
from trainer.tutor.phrases import Phrases, table
from trainer.tutor.turn import Mood, Role, SourceLine, Turn, TurnKind

MOODS = {
    "correct": Mood.RIGHT,
    "partial": Mood.PARTIAL,
    "incorrect": Mood.WRONG,
    "unsure": Mood.PARTIAL,
    "no_attempt": Mood.PLAIN,
}


def verdict_turn(
    question: Question,
    verdict: Verdict,
    hints: int,
    source: tuple[SourceLine, ...],
    phrases: Phrases,
    note: StyleNote | None,
) -> Turn:
    """Say what was right, what was missing, what was confused with what, and the line it is on."""
    lines = _LINES["unsafe" if verdict.unsafe else verdict.outcome](
        question, verdict, hints, phrases
    )
    if note is not None:
        lines.append(phrases.say("style.note", write=note.write, typed=note.typed))
    return Turn(
        Role.TUTOR,
        TurnKind.VERDICT,
        tuple(lines),
        Mood.UNSAFE if verdict.unsafe else MOODS[verdict.outcome],
        source=source,
        steps=question.steps if verdict.outcome != "correct" else (),
        question=question,
        verdict=verdict,
    )


def answer_line(question: Question, phrases: Phrases) -> str:
    """The key in a sentence; one that begins with yes or no is said, not listed."""
    said = question.key.model
    name = "answer.said" if question.key.type == "yesno" else "answer"
    return phrases.say(name, model=said)


def _correct(question: Question, verdict: Verdict, hints: int, phrases: Phrases) -> list[str]:
    plain = "right.plain" if question.key.type == "yesno" else "right"
    lines = [phrases.say("right.hinted" if hints else plain)]
    if question.key.model:
        lines[0] = f"{lines[0]} {sentence(question.key.model)}"
    return lines


def _partial(question: Question, verdict: Verdict, hints: int, phrases: Phrases) -> list[str]:
    met, everything = len(verdict.met), len(verdict.points)
    if everything > 1 and not met:
        lines = [phrases.say("partial.near", all=everything)]
    elif everything > 1:
        lines = [phrases.say("partial", met=met, all=everything)]
    else:
        lines = [phrases.say("partial.half")]
    if verdict.wrong:
        lines.append(phrases.say("partial.wrong", wrong=", ".join(verdict.wrong)))
    elif verdict.message and verdict.slips:
        lines.append(sentence(verdict.message))
    named = question.key.type in ("list", "explanation", "yesno", "match", "order")
    if named and verdict.met and verdict.missed:
        missing = "; ".join(point.point for point in verdict.missed)
        lines.append(phrases.say("partial.missing", missing=missing))
    else:
        lines.append(answer_line(question, phrases))
    return lines


def _incorrect(question: Question, verdict: Verdict, hints: int, phrases: Phrases) -> list[str]:
    lines = [phrases.say("wrong")]
    if verdict.wrong and verdict.met:
        right = ", ".join(point.point for point in verdict.met)
        wrong = ", ".join(verdict.wrong)
        lines = [phrases.say("wrong.mixture", right=right, wrong=wrong)]
    elif verdict.message and sentence(verdict.message) not in table()["wrong"]:
        lines.append(sentence(verdict.message))
    lines.append(answer_line(question, phrases))
    return lines


def _unsafe(question: Question, verdict: Verdict, hints: int, phrases: Phrases) -> list[str]:
    because = sentence(verdict.message or verdict.unsafe_because)
    lines = [phrases.say("unsafe.because", because=because) if because else phrases.say("unsafe")]
    if verdict.met:
        lines.append(phrases.say("partial", met=len(verdict.met), all=len(verdict.points)))
    lines.append(answer_line(question, phrases))
    return lines


def _unsure(question: Question, verdict: Verdict, hints: int, phrases: Phrases) -> list[str]:
    why = f" {sentence(verdict.doubt)}" if verdict.doubt else ""
    return [
        phrases.say("unsure") + why,
        answer_line(question, phrases),
        phrases.say("unsure.mark"),
    ]


def _no_attempt(question: Question, verdict: Verdict, hints: int, phrases: Phrases) -> list[str]:
    return [phrases.say("unknown"), answer_line(question, phrases)]


_LINES: dict[str, Callable[[Question, Verdict, int, Phrases], list[str]]] = {
    "correct": _correct,
    "partial": _partial,
    "incorrect": _incorrect,
    "unsafe": _unsafe,
    "unsure": _unsure,
    "no_attempt": _no_attempt,
}
