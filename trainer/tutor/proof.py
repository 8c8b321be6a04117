"""A deck as its author sees it: what is wrong, by line, and each card as a learner meets it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from trainer.deck.deck import Deck
from trainer.deck.problem import DeckError, Problem
from trainer.deck.shelf import check, stamp_of
from trainer.errors import DataError
from trainer.questions.card import Card, NoDraw
from trainer.questions.catalogue import cards_of, draw
from trainer.questions.proofreading import proofread
from trainer.questions.question import Question

LONGEST_LINE = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with the line of the file that it is about, as far as it can be shown."""

    problem: Problem
    line: str = ""


class Proof:
    """One reading of a deck's folder.

    `deck` is None while it cannot be read; `stamp` changes when a file of the folder is saved.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stamp = stamp_of(folder)
        self.deck: Deck | None = None
        problems: tuple[Problem, ...]
        draft: Deck | None = None
        try:
            checked = check(folder)
        except DeckError as error:
            problems = error.problems
        else:
            self.deck, problems, draft = checked.deck, checked.problems, checked.draft
        if draft is not None and (self.deck is not None or draft.cards):
            problems = (*problems, *proofread(draft))  # an error hides no warning
        self.findings = _with_lines(problems)
        self.cards: tuple[Card, ...] = cards_of(self.deck) if self.deck is not None else ()

    @property
    def title(self) -> str:
        """The deck's title, or its folder's name."""
        return self.deck.title if self.deck is not None else self.folder.name

    def question(self, card: Card, seed: int) -> Question | None:
        """A draw of a card, or None where its numbers make no question."""
        assert self.deck is not None
        try:
            return draw(self.deck, card, seed)
        except (NoDraw, DataError):
            return None


def _with_lines(problems: tuple[Problem, ...]) -> tuple[Finding, ...]:
    """Each problem with its line; a file is read once."""
    texts: dict[str, list[str]] = {}
    found = []
    for problem in problems:
        place = problem.place
        if place.file not in texts:
            texts[place.file] = _lines(Path(place.file))
        lines = texts[place.file]
        known = 0 < place.line <= len(lines)
        found.append(Finding(problem, lines[place.line - 1].strip() if known else ""))
    return tuple(found)


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return [line[:LONGEST_LINE] for line in text.split("\n")]
