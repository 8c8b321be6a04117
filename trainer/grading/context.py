"""What surrounds an answer when it is graded."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.grading.reading import Reading
from trainer.lexicon.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds an answer: the question as read, the lexicon, and what the deck states."""

    question: Reading
    lexicon: Lexicon
    true_ids: frozenset[str] = frozenset()  # stated in the same place: costs nothing
    deck_ids: frozenset[str] = frozenset()  # stated anywhere in the deck


def ids_of(statement: str, lexicon: Lexicon) -> frozenset[str]:
    """The ids of all that a statement names, kept with the lexicon."""

    def made() -> frozenset[str]:
        return frozenset(one.id for m in lexicon.find(statement) for one in m.concepts)

    return lexicon.kept(("ids", statement), made)
