"""A right answer once more: is something said with it that could undo it?

All points are there. A word that nothing accounts for, a measure that does not fit, another one of
a kind, a denial, the contrary act, or an end that drops it may still turn it round; then it is not
called right but left to a person. The checks have a module each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainer.deck.key import (
    ChoiceKey,
    ExplanationKey,
    ListKey,
    MatchKey,
    OrderKey,
    TermKey,
    YesNoKey,
)
from trainer.grading.asked import Asked
from trainer.grading.cautions import all_figures
from trainer.grading.context import Context, ids_of
from trainer.grading.contrary_acts import contrary_act, orders_it
from trainer.grading.denials import denied
from trainer.grading.frames import asks_what_not, forbids, forbids_text
from trainer.grading.leftovers import left_open
from trainer.grading.misfits import misfit
from trainer.grading.outcome import HALF, ONE, Result
from trainer.grading.reading import Reading, read
from trainer.grading.retraction import changed_to, dropped, undone
from trainer.grading.siblings import sibling
from trainer.grading.surplus import surplus


def once_more(result: Result, answer: Reading, asked: Asked, context: Context) -> Result:
    """The result of a right answer, left to a person where something in it could undo it.

    Every check looks at the whole answer, beside the question and the key.
    """
    if isinstance(asked.key, ChoiceKey | OrderKey | MatchKey):
        return result
    texts = [asked.key.model, *(point.text for point in asked.key.points)]
    known = [context.question, *(read(text, context.lexicon) for text in texts)]
    named = isinstance(asked.key, TermKey | ListKey)
    prose = isinstance(asked.key, ExplanationKey | YesNoKey)
    worded = prose and not all_figures(asked)
    if isinstance(asked.key, YesNoKey) and not asked.key.yes:
        known.append(read(_REFUSING, context.lexicon))
    why, turns = left_open(answer, known, "name" if named else "prose" if worded else "number")
    if why:
        return replace(result, score=HALF if turns else ONE).doubted(why)
    if why := _turned(answer, asked, context.question, known):
        return replace(result, score=HALF).doubted(why)
    if not (named or prose):
        return result
    facts = [ids_of(fact.statement, context.lexicon) for fact in asked.facts]
    why = surplus(answer, known, isinstance(asked.key, YesNoKey), facts)
    return result.doubted(why) if why else result


def _turned(answer: Reading, asked: Asked, question: Reading, known: Sequence[Reading]) -> str:
    """Why what the answer says as a whole may be another thing than the key says."""
    text, about = answer.text, "\n".join(one.text for one in known[1:])
    everything = f"{asked.question} {about}"
    named = isinstance(asked.key, TermKey | ListKey)
    judged = isinstance(asked.key, YesNoKey)
    prose = judged or isinstance(asked.key, ExplanationKey)
    if why := dropped(text, everything):
        return why
    if asks_what_not(asked.question) and forbids_text(asked.key.model) and orders_it(text):
        return "It may do what is to be avoided"
    if named or prose:
        if word := denied(answer, question, known[1:], judged=judged):
            return f'"{word}" is denied'
        if not (judged or forbids(question)):
            if word := contrary_act(text, about):
                return f'"{word}" is the contrary of what is asked'
            if changed_to(text):
                return "It says one thing and then another"
    if why := sibling(text, asked.question, about, prose=prose):
        return why
    numeric = not prose or all_figures(asked)
    if not named and (why := misfit(text, asked.question, about, numeric=numeric)):
        return why
    return "It takes back what it says" if not judged and undone(text, everything) else ""


_REFUSING = "hold it, withhold it, refuse it"
"""What a "no" to an order may say besides."""
