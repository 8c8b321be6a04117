"""What no other form asks: a labelled line, asked by its label."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import ExplanationKey, Point
from trainer.monograph.fact import Fact
from trainer.questions.about import SPEAKS_OF_MORE, called, is_of_the_drug, names_of
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.gap import Gapped, tail_gap
from trainer.questions.holding import condition_of, is_askable, under
from trainer.questions.question import Question
from trainer.questions.wording import drug, word

NAME = "recite"
UNASKED = frozenset({"reference", "disclaimer", "adverse_effect", "withdrawal_sign"})
SHORTEST = 4  # words left beside a gap
LONGEST_LEAD = 40  # words of a sentence that a list completes
LONGEST = 30  # words of what is recited
_PARTS = re.compile(r";\s*|,\s+(?=and\s|then\s)|\s+-\s+")


def cards_for(deck: Deck, asked: Collection[str]) -> Iterable[Card]:
    """A card for each fact whose id is not among `asked` and that can be asked like this."""
    for fact in deck.facts:
        if fact.id in asked or fact.kind in UNASKED or fact.details.get("hold"):
            continue
        if fact.section in SPEAKS_OF_MORE and not is_of_the_drug(deck, fact):
            continue
        if not is_askable(fact):
            continue
        if _labelled(deck, fact) is not None or _gapped(deck, fact) is not None:
            yield card_of(deck, NAME, "statement", [fact])


def cards(deck: Deck) -> Iterable[Card]:
    """None by itself: see `cards_for`."""
    return ()


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    labelled = _labelled(deck, fact)
    if labelled is None:
        gap = _gapped(deck, fact)
        assert gap is not None
        text = word("say.gap", chance, sentence=gap.shown, drug=called(deck, gap.shown))
        key = ExplanationKey(gap.taken, (Point(gap.taken, _as_right(deck, fact, gap)),))
        return draft(deck, card, under(fact, text), key)
    label, said = labelled
    text = word("recite", chance, drug=drug(deck), label=label)
    points = tuple(Point(part.strip(" .,")) for part in _PARTS.split(said) if part.strip(" .,"))
    return draft(deck, card, text, ExplanationKey(said, points), because=fact.statement)


def _gapped(deck: Deck, fact: Fact) -> Gapped | None:
    gap = None if fact.negated else tail_gap(fact.statement, names_of(deck))
    if gap is not None and gap.taken.casefold() in condition_of(fact).casefold():
        return None  # that part is named in front of the question
    lead = str(fact.details.get("lead") or "")
    if gap is not None and lead and len(lead.split()) <= LONGEST_LEAD:
        gap = Gapped(f"{lead} {gap.shown}", gap.taken)
    return gap if gap is not None and len(gap.shown.split()) > SHORTEST else None


def _as_right(deck: Deck, fact: Fact, gap: Gapped) -> tuple[str, ...]:
    """What other facts put into the same gap: "Reduce the risk of ____" has several answers."""
    found = []
    for other in deck.facts:
        if other is fact or other.kind != fact.kind or other.section != fact.section:
            continue
        filled = _gapped(deck, other)
        if filled is not None and filled.shown == gap.shown and filled.taken != gap.taken:
            found.append(filled.taken)
    return tuple(dict.fromkeys(found))


def _labelled(deck: Deck, fact: Fact) -> tuple[str, str] | None:
    """The line's label and what follows it, where it has one that no other fact has."""
    label, colon, rest = fact.statement.partition(": ")
    rest = rest.strip().rstrip(".")
    if sum(one.statement.partition(": ")[0] == label for one in deck.facts) > 1:
        return None
    if colon and len(label.split()) <= 7 and 0 < len(rest.split()) <= LONGEST:
        return label, rest
    return None
