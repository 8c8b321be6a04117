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
    stretches = _stretches(answer.text, told)
    out: dict[int, tuple[str, Reading | None]] = {}
    for n, match in found.items():
        stretch = stretches.get(match["label"].casefold())
        out[n] = match["said"], read(stretch, lexicon) if stretch is not None else None
    return out


_CLAUSE = re.compile(r"[;\n]|\.(?=\s|$)")
_CONTENT = re.compile(r"[a-z]{4,}", re.I)
_LEAD = re.compile(
    r"^\W*(?:and|but|with|for|in|if|when|while|whereas|the|patients|people|,|\s)+", re.I
)


def _stretches(text: str, told: dict[str, int]) -> dict[str, str]:
    """What stands with each label: its whole clause, or what is before or behind it there.

    In "caution in A, less in B" the labels follow what is said of them; in "with A care, with B
    less" they lead it.
    """
    found: dict[str, str] = {}
    begin = 0
    for end in [*(match.start() for match in _CLAUSE.finditer(text)), len(text)]:
        here = sorted((place, name) for name, place in told.items() if begin <= place < end)
        if len(here) == 1:
            found[here[0][1]] = text[begin:end]
        elif here:
            lead = _LEAD.sub("", text[begin : here[0][0]])
            follow = bool(_CONTENT.search(lead))
            edges = [begin, *(_after(text, place, end) for place, _ in here)]
            for n, (place, name) in enumerate(here):
                behind = here[n + 1][0] if n + 1 < len(here) else end
                found[name] = text[edges[n] : edges[n + 1]] if follow else text[place:behind]
        begin = end
    return found


def _after(text: str, place: int, end: int) -> int:
    """Where the entry with a label ends: at the next comma or "and"."""
    match = re.compile(r",|\band\b").search(text, place, end)
    return match.start() if match else end


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
