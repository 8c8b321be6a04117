"""A name whose words stand apart: "damaged their spinal cord", "slows the brain down even more"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from trainer.grading.cues import cue
from trainer.grading.reading import Atom
from trainer.lexicon.concept import Concept
from trainer.lexicon.lexicon import is_direction
from trainer.lexicon.words import LIGHT, words_of

FEWEST, MOST = 2, 4  # words of a name that are looked for apart
SLACK = 4  # words that may stand between them


_JOINING = frozenset(
    ("to", "in", "on", "at", "by", "with", "from", "into", "for", "through", "via", "out", "over")
)


@lru_cache(maxsize=20_000)
def names_in_stems(concept: Concept) -> tuple[frozenset[str], ...]:
    """The names of a concept as sets of stems, those of two to four words without a "not"."""
    found: dict[frozenset[str], None] = {}
    for name in concept.names:
        words = [word for word in words_of(name) if word.is_word]
        if any(word.plain in cue("negative") for word in words):
            continue
        dropped = LIGHT | _JOINING
        if any(word.plain in cue("function") and word.plain not in dropped for word in words):
            continue
        stems = frozenset(word.stem for word in words if word.plain not in dropped)
        kept = all(len(stem) > 2 and not stem.isdigit() for stem in stems)
        if kept and FEWEST <= len(stems) <= MOST:
            found[stems] = None
    return tuple(found)


def scattered(concepts: Sequence[Concept], atoms: Sequence[Atom]) -> tuple[Atom, ...]:
    """The words of an item that make up a name of one of the concepts, or nothing.

    All stand in one item, near each other, and under the same negation. A name that holds a
    direction ("low blood pressure") is found only where no other direction stands in the item.
    """
    items: dict[int, dict[str, Atom]] = {}
    directed: dict[int, int] = {}
    for atom in atoms:
        if atom.is_word:
            items.setdefault(atom.item, {}).setdefault(atom.stems[0], atom)
        elif atom.category == "direction" and not atom.inner:
            directed[atom.item] = directed.get(atom.item, 0) + 1
    if not items:
        return ()
    for concept in concepts:
        for stems in names_in_stems(concept):
            for item, words in items.items():
                if not stems <= words.keys():
                    continue
                hits = sorted((words[stem] for stem in stems), key=lambda atom: atom.first)
                if hits[-1].last - hits[0].first > len(stems) + SLACK:
                    continue
                if len({hit.denied for hit in hits}) > 1:
                    continue
                own = sum(is_direction(stem) for stem in stems)
                if own and directed.get(item, 0) > own:
                    continue
                return tuple(hits)
    return ()
