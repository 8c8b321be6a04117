"""What is scheduled: one fact or one skill. Its id survives every edit of its wording."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Protocol

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.monograph.compare import fingerprint
from trainer.monograph.fact import Fact
from trainer.questions.question import Question


@dataclass(frozen=True, slots=True)
class Card:
    """A card of a deck.

    `id` is fact id + form, or the id an author wrote. `form` names the module's form that draws
    its questions, `kind` what sort of question a learner gets. `concept` is shared by cards that
    say one thing and should not meet on one day. `position` is the monograph's teaching order.
    `fresh` is true where each draw has numbers of its own. `fingerprint` changes when what the card
    asserts changes, not when its wording does.
    """

    id: str
    deck: str
    form: str
    kind: str
    facts: tuple[str, ...]
    lines: tuple[int, ...]
    section: str
    topic: str
    concept: str
    position: int
    fingerprint: str
    fresh: bool = False

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "kind": self.kind,
            "form": self.form,
            "facts": list(self.facts),
            "lines": list(self.lines),
            "section": self.section,
            "topic": self.topic,
            "concept": self.concept,
            "fresh": self.fresh,
        }


class NoDraw(Exception):
    """A card of which no clean question can be drawn: it is not offered."""


class Form(Protocol):
    """A way of asking. `cards` finds the facts it fits; `draw` makes one question of a card."""

    NAME: str

    def cards(self, deck: Deck) -> Iterable[Card]: ...

    def draw(self, deck: Deck, card: Card, chance: Chance) -> Question: ...


def card_of(
    deck: Deck,
    form: str,
    kind: str,
    facts: Iterable[Fact],
    *,
    card_id: str = "",
    topic: str = "",
    fresh: bool = False,
) -> Card:
    """Make the card of a form over facts of the deck (at least one)."""
    asked = tuple(facts)
    first = asked[0]
    lines = tuple(sorted({line for fact in asked for line in fact.lines}))
    digest = sha256("\n".join(fingerprint(fact) for fact in asked).encode()).hexdigest()[:16]
    concept = first.concept or first.id if len(asked) == 1 else f"{form}:{first.kind}"
    return Card(
        id=card_id or f"{first.id}/{form}",
        deck=deck.id,
        form=form,
        kind=kind,
        facts=tuple(fact.id for fact in asked),
        lines=lines,
        section=first.section,
        topic=topic or first.subject,
        concept=concept,
        position=lines[-1] if lines else 0,
        fingerprint=digest,
        fresh=fresh,
    )


def facts_of(deck: Deck, card: Card) -> tuple[Fact, ...]:
    """The facts of a card, in its order."""
    by_id = {fact.id: fact for fact in deck.facts}
    return tuple(by_id[fact_id] for fact_id in card.facts)
