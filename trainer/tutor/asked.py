"""Marking an answer with everything that is known about its question."""

from __future__ import annotations

import re
from dataclasses import replace

from trainer.grading.grader import Asked, Slip, grade
from trainer.grading.verdict import Verdict
from trainer.lexicon.lexicon import Lexicon
from trainer.questions.question import Question
from trainer.tutor.loaded import Loaded

_OF_AN_ERROR = re.compile(r"\b(?:misread|mistaken for|misheard|taken for)\b", re.IGNORECASE)
"""Asked is an error itself: "What can it be misread as?". Nobody would act on the answer."""


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
    verdict = grade(typed, asked, lexicon)
    if verdict.unsafe and _OF_AN_ERROR.search(question.text):
        return replace(verdict, unsafe=False, unsafe_because="", message="")
    return verdict
