"""How well something is known, as a sign and a colour; the sign alone says it too."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from trainer.tui.study.turns.words import literal
from trainer.tutor.knowledge import Grasp

_SIGNS: Mapping[Grasp, tuple[str, str]] = {
    Grasp.FAILING: ("✗", "bold $text-error"),
    Grasp.LEARNING: ("◐", "$text-accent"),
    Grasp.UNMET: ("○", "$text-muted"),
    Grasp.KNOWN: ("●", "$text-success"),
    Grasp.ASIDE: ("–", "$text-muted"),
}


def sign(grasp: Grasp | None) -> Content:
    """One cell for a grasp; a space where there is none."""
    if grasp is None:
        return Content(" ")
    mark, style = _SIGNS[grasp]
    return literal(mark, style)


def colour(grasp: Grasp | None) -> str:
    """The style for words that are known so well."""
    return _SIGNS[grasp][1] if grasp is not None else "$text-muted"


_SHORT = {Grasp.FAILING: "failing", Grasp.KNOWN: "known", Grasp.ASIDE: "aside"}


def legend(counts: Mapping[Grasp, int], *, short: bool = False) -> Content:
    """Each sign with its words and how many cards: "cards:  ◐ learning 4  ○ not met 80".

    `short` is for narrow screens: one word, where it says as much.
    """
    shown = [
        sign(grasp)
        + literal(f" {_SHORT.get(grasp, grasp) if short else grasp} {count}", "$text-muted")
        for grasp, count in counts.items()
        if count
    ]
    gap = " " if short else "  "
    return literal(f"cards:{gap}", "$text-muted") + Content(gap).join(shown)
