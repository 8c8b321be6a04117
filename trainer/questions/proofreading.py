"""Everything that is wrong with a deck's questions, at the line of the card or of the monograph."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.deck.deck import AuthoredCard, Deck
from trainer.deck.problem import Problem
from trainer.deck.shelf import DECK_FILE
from trainer.errors import Place
from trainer.questions.card_tests import run_tests
from trainer.questions.catalogue import cards_of, draw
from trainer.questions.craft import flaws
from trainer.questions.vocabulary import lexicon_of


def proofread(deck: Deck) -> Iterator[Problem]:
    """The flaws of the deck's cards: failing tests first, then cards that ask the same, then craft.

    Warnings and errors only; what keeps the file from being read is found by `shelf.check`.
    """
    lexicon = lexicon_of(deck)
    yield from run_tests(deck, lexicon, str(deck.folder / DECK_FILE))
    yield from _twins(deck)
    written = {card.id: card.line for card in deck.cards}
    cards = cards_of(deck)
    if not cards:
        yield Problem(
            Place(str(deck.folder / DECK_FILE)),
            "warning",
            "no-cards",
            "nothing can be asked of this deck",
            "Write cards, or name a monograph: decks/README.md says how.",
        )
    for card in cards:
        file = str(deck.folder / DECK_FILE) if card.id in written else f"monograph of {deck.id}"
        line = written.get(card.id, card.lines[0] if card.lines else 0)
        for flaw in flaws(deck, draw(deck, card, 0), lexicon):
            place = Place(file, line, 1 if line else 0)
            message = f"card {card.id}: {flaw.message}"
            yield Problem(place, "warning", flaw.code, message)


def _twins(deck: Deck) -> Iterator[Problem]:
    """Cards that ask in the same words: only the first of them would ever be asked."""
    first: dict[str, AuthoredCard] = {}
    for card in deck.cards:
        asked = " ".join(card.ask.casefold().split())
        before = first.setdefault(asked, card)
        if before is not card and not card.draws:
            yield Problem(
                Place(str(deck.folder / DECK_FILE), card.line, 1),
                "warning",
                "S13",
                f"card {card.id} asks the same as {before.id} on line {before.line}",
                "Say in the question what tells them apart.",
            )
