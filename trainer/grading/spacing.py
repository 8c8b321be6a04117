"""Two drugs kept apart: "2 h before or 6 h after" makes "at least 2 hours before the antacid".

What is taken before what goes without saying where the question has just named the two. It is
only heard so where the answer does not name them the other way round: "the antacid 2 h before".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from trainer.calculator.quantity import Quantity
from trainer.grading.claims import Claim, claims_of, figures_of
from trainer.grading.reading import WORDING, Reading

_POINT = re.compile(
    r"\s*(?:or\s+|and\s+)?(?:take\s+|taken\s+|give\s+|given\s+)?(?:it\s+)?(?:at\s+least\s+|no\s+less\s+than\s+)?"
    r"[\d.]+\s*(?:h|hours?|min|minutes?)\s+(?P<side>before|after)(?:\s+(?:the\s+)?[\w ]{2,40})?\s*",
    re.I,
)
_EARLIER = r"before(?:hand)?|ahead|prior|earlier|in\s+advance"
_LATER = r"after(?:wards?)?|behind|later|following"
_SIDES = re.compile(
    rf"\s*(?:(?P<before>{_EARLIER})(?:\s*(?:or|and|/)\s*(?P<also_after>after))?"
    rf"|(?P<after>{_LATER})(?:\s*(?:or|and|/)\s*(?P<also_before>before))?)\b",
    re.I,
)
_CLOSER = re.compile(r"\b(?:within|less\s+than|under|up\s+to|at\s+most|no\s+more\s+than)\s*$", re.I)
_STATEMENT = re.compile(r"[.;:]\s|\b(?:so|leads\s+to|therefore|hence|thus|because)\b", re.I)
_WHY = re.compile(r"absor|bind|bound|chelat|complex|level|taken\s+up", re.I)


@dataclass(frozen=True, slots=True)
class Apart:
    """A time that a drug is taken before or after another: `mine` is the drug, `theirs` the other.

    Both are ids of what the question names; the drug is named first there.
    """

    time: Quantity
    side: str
    mine: frozenset[str]
    theirs: frozenset[str]


def apart_in(point: str, question: Reading | None) -> Apart | None:
    """The time of a point that says only how long before or after something is taken."""
    match = _POINT.fullmatch(point)
    figures = figures_of(point)
    if match is None or question is None or len(figures) != 1:
        return None
    named = [
        atom for atom in question.top
        if atom.concepts and atom.category not in WORDING and not _is_time(atom.category)
    ]  # fmt: skip
    if len(named) < 2:
        return None
    mine = named[0].ids
    theirs = frozenset(i for atom in named for i in atom.ids) - mine
    return Apart(figures[0].quantity, match["side"].casefold(), mine, theirs)


def keeps_apart(asked: Apart, answer: Reading) -> tuple[str, bool]:
    """The words that say this time on this side (or none), and whether only the other way round."""
    turned = ""
    for claim in claims_of(answer.text):
        if claim.denied or not _same(claim.found.quantity, asked.time):
            continue
        found = _SIDES.match(answer.text, claim.found.end)
        if found is None or _CLOSER.search(claim.before):
            continue
        before = bool(found["before"] or found["also_before"])
        after = bool(found["after"] or found["also_after"])
        if not (before if asked.side == "before" else after):
            continue
        heard = answer.text[claim.found.start : found.end()]
        if _is_of(asked.theirs, answer, *_subject(answer.text, claim)) or _is_of(
            asked.mine, answer, found.end(), _object_end(answer.text, found.end())
        ):
            turned = heard
            continue
        return heard, False
    return turned, bool(turned)


def _same(said: Quantity, asked: Quantity) -> bool:
    if said.unit is None or asked.unit is None or not said.converts_to(asked.unit.symbol):
        return False
    return said.comparator in (None, ">=") and said.to(asked.unit).ends == asked.ends


def _subject(text: str, claim: Claim) -> tuple[int, int]:
    """Where it stands what is taken then: the statement up to the time, without the reason."""
    start = max((m.end() for m in _STATEMENT.finditer(text, 0, claim.found.start)), default=0)
    for comma in re.finditer(",", text[start : claim.found.start]):
        if _WHY.search(text, start, start + comma.start()):
            start += comma.end()
            break
    times = [one.found.start for one in claims_of(text) if one.found.start >= start]
    return start, min([claim.found.start, *times])  # behind "2 h before" it is before what


def _object_end(text: str, start: int) -> int:
    """Where the words end that say before or after what."""
    match = re.compile(r"[,;.\n]|\b(?:or|and|but|because|as|since)\b").search(text, start)
    return match.start() if match else len(text)


def _is_of(ids: frozenset[str], answer: Reading, start: int, end: int) -> bool:
    """Whether one of these is named there, by its own name."""
    for atom in answer.top:
        first, last = answer.words[atom.first].start, answer.words[atom.last - 1].end
        if start <= first and last <= end and atom.ids & ids and atom.concepts:
            return True
    return False


def _is_time(category: str) -> bool:
    return category in ("time", "manner", "process", "effect")
