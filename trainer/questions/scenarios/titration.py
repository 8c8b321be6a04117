from collections.abc import Iterable
from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.questions.card import Card
from trainer.questions.question import Question

NAME = "titration"


def cards(deck: Deck) -> Iterable[Card]:
    return ()


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    raise ValueError(card)
