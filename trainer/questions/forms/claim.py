"""A statement as the monograph makes it, or turned round: is that what it says?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from trainer.chance import Chance
from trainer.deck.deck import Deck
from trainer.deck.key import YesNoKey
from trainer.monograph.fact import Fact
from trainer.questions.about import SPEAKS_OF_MORE, is_of_the_drug
from trainer.questions.card import Card, card_of, facts_of
from trainer.questions.draft import draft
from trainer.questions.question import Question
from trainer.questions.wording import small, with_route, word

NAME = "claim"
KINDS = frozenset(
    {"property", "caution", "requirement", "condition", "mechanism", "classification", "limitation",
     "not_indicated", "not_recommended", "lactation", "interaction"}
)  # fmt: skip
LONGEST = 24  # words
_TABLE = Path(__file__).parent.parent / "tables" / "antonyms.txt"


def cards(deck: Deck) -> Iterable[Card]:
    for fact in deck.facts:
        if fact.kind not in KINDS or fact.review or not _turned(deck, fact):
            continue
        if fact.section not in SPEAKS_OF_MORE or is_of_the_drug(deck, fact):
            yield card_of(deck, NAME, "true or false", [fact], fresh=True)


def draw(deck: Deck, card: Card, chance: Chance) -> Question:
    (fact,) = facts_of(deck, card)
    true = chance.split("true").below(2) == 0
    shown = fact.statement.rstrip(".") if true else _turned(deck, fact)
    text = word("claim", chance, drug=with_route(deck, fact), statement=small(shown))
    said = small(fact.statement.rstrip("."))
    key = YesNoKey("yes" if true else f"no: {said}", true)
    return draft(deck, card, text, key, given={"statement": shown}, because=fact.statement)


def _turned(deck: Deck, fact: Fact) -> str:
    """The statement with one word turned round; empty if none is, or it is no longer untrue."""
    said = fact.statement.strip().rstrip(".")
    if len(said.split()) > LONGEST or re.search(r"\b(?:it|this|these|they)\b(?! (?:does|is|acts))",
                                                said, re.IGNORECASE):  # fmt: skip
        return ""
    for old, new in _antonyms():
        match = re.search(rf"\b{re.escape(old)}\b", said, re.IGNORECASE)
        if match is None or (old == "requires" and "not require" in said.casefold()):
            continue
        put = new[:1].upper() + new[1:] if match.group()[:1].isupper() else new
        turned = said[: match.start()] + put + said[match.end() :]
        turned = re.sub(r"\bdoes not (cross|require)s?\b", r"does not \1", turned)
        if any(turned.casefold() == other.statement.casefold().rstrip(".") for other in deck.facts):
            return ""
        return turned
    return ""


@lru_cache(maxsize=1)
def _antonyms() -> tuple[tuple[str, str], ...]:
    """The table, longer words first."""
    rows = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            old, _, new = line.partition("|")
            rows.append((old.strip(), new.strip()))
    return tuple(sorted(rows, key=lambda row: -len(row[0])))
