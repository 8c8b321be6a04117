"""Whether an answer could be meant for another card at all, before it is marked against it."""

from __future__ import annotations

from functools import partial

from trainer.deck.point import Point
from trainer.grading.needs import wanted
from trainer.grading.rival import Rival
from trainer.lexicon.lexicon import Lexicon


def touches(rival: Rival, heard: frozenset[str], lexicon: Lexicon) -> bool:
    """Whether the answer has something of every point of the rival, a name or a list."""
    return rival.key.type in ("term", "list") and all(
        heard & lexicon.kept(("marks", point), partial(_marks, point, lexicon))
        for point in rival.key.points
    )


def _marks(point: Point, lexicon: Lexicon) -> frozenset[str]:
    """The concepts and words by which a point may be named."""
    needs = [need for one in wanted(point, lexicon, names=True) for need in one.needs]
    words = (f"w:{stem}" for need in needs for stem in need.stems)
    inner = (one for need in needs for part in need.parts for one in part.ids)
    return frozenset((*words, *inner)).union(*(need.atom.ids for need in needs))
