"""A result once more, for harm: advice, permission and routes that the key does not hold."""

from __future__ import annotations

import re
from dataclasses import replace

from trainer.calculator.numbers import find_numbers
from trainer.deck.key import (
    ChangeKey,
    ChoiceKey,
    ExplanationKey,
    ListKey,
    MatchKey,
    OrderKey,
    QuantityKey,
    RangeKey,
    RegimenKey,
    TermKey,
    YesNoKey,
)
from trainer.grading.asked import Asked
from trainer.grading.claims import claims_of, figures_of
from trainer.grading.context import Context
from trainer.grading.cues import cue
from trainer.grading.figures import often_in
from trainer.grading.frames import forbids, permitting
from trainer.grading.guidance import adds_guidance
from trainer.grading.hazards import does_forbidden, hazard, opposite_dosing
from trainer.grading.measure import is_amount
from trainer.grading.outcome import ZERO, Result
from trainer.grading.reading import Reading, read
from trainer.grading.routes import INJECTED, other_route, routes_of, unasked_route
from trainer.grading.spelled import near_words
from trainer.grading.yesno import asks_for_a_ban
from trainer.lexicon.words import LIGHT, words_of


def with_cautions(result: Result, answer: Reading, asked: Asked, context: Context) -> Result:
    if result.unsafe or isinstance(asked.key, ChoiceKey | OrderKey | MatchKey):
        return result
    texts = [asked.key.model, *(point.text for point in asked.key.points)]
    key_ids = frozenset(i for text in texts for i in read(text, context.lexicon).ids)
    approving = isinstance(asked.key, YesNoKey) and asked.key.yes
    why = hazard(answer, context.question, key_ids, " ".join(texts), approving)
    if why and hazard(
        read(asked.key.model, context.lexicon), context.question, key_ids, "", approving
    ):
        why = ""  # the monograph's own words: "stop treatment immediately if it occurs"
    if approving and not why:
        return result
    if not why and forbids(context.question) and permitting(answer) and not approving:
        model = read(asked.key.model, context.lexicon)
        if not permitting(model):
            why = "That allows what must not be done, which would harm."
    stated = isinstance(asked.key, ExplanationKey | TermKey | ListKey)
    asked_for = forbids(context.question)  # what is to be avoided is named, not done
    if (
        not (why or asked_for)
        and stated
        and does_forbidden(answer, read(asked.key.model, context.lexicon))
    ):
        why = "That does what must not be done, which would harm."
    if not why and result.score > 0 and not approving and adds_permission(answer, asked):
        result = replace(result, score=ZERO).doubted("It allows something besides")
    judged = isinstance(asked.key, YesNoKey) and not asks_for_a_ban(asked.question)
    worded = (stated or judged) and not approving
    known = " ".join(texts)
    if (
        worded
        and not why
        and result.score > 0
        and adds_guidance(answer.text, asked.question, known, judged)
    ):
        # beside a right answer it may be well meant; beside half an answer it seldom is
        kept = result.score / 2 if result.score == 1 else ZERO
        result = replace(result, score=kept).doubted("It adds advice of its own")
    numeric = isinstance(asked.key, QuantityKey | RangeKey | RegimenKey | ChangeKey)
    figures = numeric or all_figures(asked)
    if figures and not why and result.score == 1 and adds_advice(answer.text, asked):
        result = replace(result, score=result.score / 2).doubted(
            "It adds something that the key does not hold"
        )
    timed = isinstance(asked.key, ExplanationKey) and _injected(context)
    if (numeric and find_numbers(answer.text)) or timed or _doses(asked):
        model = read(asked.key.model, context.lexicon)
        why = why or other_route(answer, context.question, model, asked.facts)
        if not why and result.score > 0 and unasked_route(answer, context.question, model):
            result = replace(result, score=result.score / 2).doubted(
                "A route was named that was not asked"
            )
    else:
        model = read(asked.key.model, context.lexicon)
        orders = stated and result.score > 0 and _ORDERS.search(answer.text)
        if orders and not why and unasked_route(answer, context.question, model):
            kept = result.score / 2 if result.score == 1 else result.score
            result = replace(result, score=kept).doubted("It orders a route that was not asked")
        needless = isinstance(asked.key, YesNoKey) and not asked.key.yes  # "need it be adjusted?"
        if not (needless and "dose-adjustment" in context.question.ids):
            why = why or opposite_dosing(answer, context.question, key_ids)
    return result.with_unsafe(why) if why else result


_ORDERS = re.compile(r"\b(?:give|inject|infuse|push|run|switch|administer)\b", re.IGNORECASE)
"""Tells what to do: "if the pump fails give it IV"."""


def _injected(context: Context) -> bool:
    """Whether the question is about a drug that is injected by a route that it names."""
    return bool(routes_of(context.question) & INJECTED)


def adds_permission(answer: Reading, asked: Asked) -> bool:
    """Whether an answer calls something safe of which neither question nor key speaks."""
    if isinstance(asked.key, YesNoKey):
        return False
    about = f"{asked.question} {asked.key.model}"
    return bool(_SAFE.search(answer.text)) and not _SAFE_AT_ALL.search(about)


_SAFE = re.compile(
    r"(?<!not )(?<!n't )(?<!never )\b(?:is|are|it['’]s|be)\s+"
    r"(?:perfectly\s+|quite\s+|completely\s+|absolutely\s+)?"
    r"(?:safe|harmless|fine|no\s+problem)\b(?!\s+(?:only|if|when|unless))|\bdo(?:es)?\s+no\s+harm\b",
    re.I,
)
_SAFE_AT_ALL = re.compile(r"\bsafe|\bharmless|\bfine\b|\ballow|\baccept|\bproblem", re.I)


def adds_advice(text: str, asked: Asked) -> bool:
    """Whether something further is advised behind the right number, which cannot be judged here."""
    claims = claims_of(text)
    if not claims:
        return False
    rest = text[claims[-1].found.end :]
    if not _ADDED.search(rest):
        return False
    near = near_words(asked.question, asked.key)
    beside = cue("beside a number") | cue("function") | LIGHT
    words = [word for word in words_of(rest) if word.is_word and not word.plain[0].isdigit()]
    odd = [w for w in words if w.plain not in beside and w.plain not in near and len(w.plain) > 2]
    return len(odd) >= (1 if _MORE_ADVICE.search(rest) else 2)


_MORE_ADVICE = re.compile(
    r"\b(?:again|also|even|while|though|although|unless|crush\w*|chew\w*)\b", re.I
)
_ADDED = re.compile(r"[,;.]\s*\w|\b(?:but|and|or|also|even|if|when|until|after|as|so)\b", re.I)


def all_figures(asked: Asked) -> bool:
    """Whether every point of a statement is a number or how often."""
    return isinstance(asked.key, ExplanationKey) and all(
        figures_of(point.text) or often_in(point.text) for point in asked.key.points
    )


def _doses(asked: Asked) -> bool:
    """Whether the points of a statement give a dose, or a route is asked for."""
    if not isinstance(asked.key, ExplanationKey):
        return False
    if re.search(r"\broute\b", asked.question, re.I):
        return True
    return any(
        is_amount(one.quantity) for point in asked.key.points for one in figures_of(point.text)
    )
