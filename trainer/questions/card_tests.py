"""The tests that instructors write beside their cards, run: an answer typed, a verdict expected."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.chance import Chance
from trainer.deck.deck import AuthoredCard, CardTest, Deck
from trainer.deck.problem import Problem
from trainer.errors import DataError, Place
from trainer.grading.grader import Asked, Slip, grade
from trainer.lexicon.lexicon import Lexicon
from trainer.questions.card import Card, NoDraw
from trainer.questions.forms import authored, computed_card
from trainer.questions.question import Question


def run_tests(deck: Deck, lexicon: Lexicon, file: str) -> Iterator[Problem]:
    """Yield a problem for each test that fails, and for each card that no question can be made of.

    `file` is the deck file's path, as it is shown.
    """
    by_id = {card.id: card for card in authored.cards(deck)}
    for written in deck.cards:
        card = by_id[written.id]
        try:
            authored.draw(deck, card, Chance(deck.id, card.id, 0))
        except (NoDraw, DataError) as error:
            what = error.what if isinstance(error, DataError) else str(error)
            hint = (
                error.hint if isinstance(error, DataError) else "Widen `draw:`, or ease `where:`."
            )
            yield Problem(Place(file, written.line, 1), "error", "no-draw", what, hint)
            continue
        for test in written.tests:
            if problem := _failed(deck, card, written, test, lexicon, file):
                yield problem


def _failed(
    deck: Deck, card: Card, written: AuthoredCard, test: CardTest, lexicon: Lexicon, file: str
) -> Problem | None:
    place = Place(file, test.line, 1)
    try:
        question = _asked(deck, card, written, test)
    except (NoDraw, DataError) as error:
        message = f"this test cannot be asked: {error}"
        return Problem(place, "error", "test", message, "Give each name that is drawn a value.")
    slips = tuple(Slip(slip.name, slip.quantity, slip.words) for slip in question.slips)
    asked = Asked(question.text, question.key, slips=slips, facts=deck.facts, card=card.id)
    verdict = grade(test.typed, asked, lexicon)
    if verdict.outcome == test.verdict:
        return None
    message = f"{test.typed!r} is marked {verdict.outcome}, and this test expects {test.verdict}"
    hint = f"The question is: {question.text} Its answer: {question.key.model}."
    return Problem(place, "error", "test", message, hint)


def _asked(deck: Deck, card: Card, written: AuthoredCard, test: CardTest) -> Question:
    if not test.given:
        return authored.draw(deck, card, Chance(deck.id, card.id, 0))
    names = {draw.name for draw in written.draws}
    given = dict(test.given)
    if unknown := sorted(given.keys() - names):
        raise DataError(f"`{unknown[0]}` is not drawn by this card")
    if missing := sorted(names - given.keys()):
        raise DataError(f"`{missing[0]}` has no value")
    return computed_card.on_values(deck, card, written, given)
