"""Points with a label, "MAO inhibitors: more sedation": each is looked for behind its own label."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trainer.deck.key import Point
from trainer.grading.reading import Atom, Reading, read
from trainer.lexicon.lexicon import Lexicon

_LABELLED = re.compile(r"(?P<label>[^:\d]{2,40}):\s+(?P<said>.+)")


def labelled(
    points: Sequence[Point], answer: Reading, lexicon: Lexicon
) -> dict[int, tuple[str, Reading | None]]:
    """By the place of a point, what it says and the stretch of the answer behind its label.

    Empty unless two different labels are among the points and at least two of them in the answer.
    A label that the answer leaves out has no stretch: what stands elsewhere is said of others.
    """
    found = {
        n: match for n, point in enumerate(points) if (match := _LABELLED.fullmatch(point.text))
    }
    names = {match["label"].casefold() for match in found.values()}
    if len(names) < 2:
        return {}
    starts = {name: _start(name, answer, lexicon) for name in names}
    told = {name: place for name, place in starts.items() if place is not None}
    if len(told) < 2:
        return {}
    order = sorted(told.values())
    out: dict[int, tuple[str, Reading | None]] = {}
    for n, match in found.items():
        name = match["label"].casefold()
        if name not in told:
            out[n] = match["said"], None
            continue
        begin = told[name]
        end = min((place for place in order if place > begin), default=len(answer.text))
        out[n] = match["said"], read(answer.text[begin:end], lexicon)
    return out


def _start(label: str, answer: Reading, lexicon: Lexicon) -> int | None:
    """Where the answer names a label: the first of its terms."""
    wanted = read(label, lexicon).top
    for asked in wanted:
        for atom in answer.top:
            if atom.ids & asked.ids and not _is_small(asked):
                return answer.words[atom.first].start
    return None


def _is_small(atom: Atom) -> bool:
    return atom.category in ("light", "vague", "relation")
