"""Draw every card whose numbers are fresh, many times: does each draw give a question that holds?

python -m tests.evaluation.draws DECK [--draws 10000]

A draw holds if nothing is raised, its patient is plausible, its key passes the grader, none of its
slips does, and the same seed gives the same question again. Exit code 1 if one does not.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter

from trainer.deck.key import QuantityKey, RangeKey
from trainer.deck.shelf import load
from trainer.grading.grader import Asked, grade
from trainer.lexicon.lexicon import Lexicon
from trainer.questions.catalogue import cards_of, draw
from trainer.questions.question import Question
from trainer.questions.vocabulary import lexicon_of
from trainer.settings import folders

_AGE = re.compile(r"\b(\d+)-year-old\b")
_WEIGHT = re.compile(r"\bweighs (\d+(?:\.\d+)?) kg\b")
_CREATININE = re.compile(r"creatinine is (\d+(?:\.\d+)?) mg/dL")
_PLAUSIBLE = ((_AGE, 0, 100), (_WEIGHT, 3, 180), (_CREATININE, 0.3, 12))


def faults(question: Question, lexicon: Lexicon) -> list[str]:
    """What is wrong with one draw, in words."""
    found = []
    for pattern, low, high in _PLAUSIBLE:
        for value in pattern.findall(question.text):
            if not low <= float(value) <= high:
                found.append(f"implausible: {value}")
    asked = Asked(question.text, question.key, card=question.card)
    if question.key.type != "order":
        verdict = grade(question.key.model, asked, lexicon)
        if verdict.outcome != "correct":
            found.append(f"its key {question.key.model!r} is marked {verdict.outcome}")
    if isinstance(question.key, QuantityKey | RangeKey):
        for slip in question.slips:
            if slip.quantity == question.key.quantity:
                found.append(f"the slip {slip.name} gives the right value")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("deck")
    parser.add_argument("--draws", type=int, default=10_000)
    args = parser.parse_args()
    deck = load(args.deck, folders())
    lexicon = lexicon_of(deck)
    cards = [card for card in cards_of(deck) if card.fresh]
    wrong: Counter[str] = Counter()
    texts = set()
    for number in range(args.draws):
        card = cards[number % len(cards)]
        seed = number // len(cards)
        question = draw(deck, card, seed)
        if question != draw(deck, card, seed):
            wrong[f"{card.id}: not the same twice"] += 1
        texts.add(question.text)
        for fault in faults(question, lexicon):
            wrong[f"{card.id}: {fault}"] += 1
    print(f"{args.draws} draws of {len(cards)} cards, {len(texts)} different questions")
    for fault, count in wrong.most_common(40):
        print(f"{count:>6}  {fault}")
    print("every draw holds" if not wrong else f"{wrong.total()} faults")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
