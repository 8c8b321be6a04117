"""Marking an answer with everything that is known about its question."""

from __future__ import annotations

from trainer.grading.grader import Asked, Slip, grade
from trainer.grading.verdict import Verdict
from trainer.lexicon.lexicon import Lexicon
from trainer.questions.question import Question
from trainer.tutor.loaded import Loaded


def marked(loaded: Loaded, question: Question, typed: str, lexicon: Lexicon) -> Verdict:
    """Mark an answer with the deck's words, its other facts and the question's own slips."""
    asked = Asked(
        question.text,
        question.key,
        slips=tuple(Slip(slip.name, slip.quantity, slip.words) for slip in question.slips),
        rivals=loaded.rivals().beside(question.card),
        facts=loaded.deck.facts,
        card=question.card,
    )
    return grade(typed, asked, lexicon)
