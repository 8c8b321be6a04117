"""What was done in this sitting: each asking, what it came to, and what that says of each card."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto

HARD_STRETCH = 5


class Worth(Enum):
    """What an asking came to: right at once, in two tries, marked right by the learner, or not."""

    RIGHT = auto()
    IN_TWO = auto()
    MARKED = auto()
    MISSED = auto()


@dataclass(frozen=True, slots=True)
class Asked:
    """One asking: of which card, about what, with which right answer, and what it came to.

    `first_ever` tells that the card was never asked before.
    """

    deck: str
    card: str
    topic: str
    model: str
    worth: Worth
    first_ever: bool = False


@dataclass(slots=True)
class Tally:
    """The askings of this sitting by their events. Time counts on when one is taken back."""

    taken_ms: int = 0
    in_a_row: int = 0  # answers that earned nothing, since the last that did
    comforted: bool = False
    _askings: dict[int, Asked] = field(default_factory=dict)
    _taken_back: dict[int, Asked] = field(default_factory=dict)

    @property
    def answered(self) -> int:
        return len(self._askings)

    @property
    def right(self) -> int:
        """How many were right at the first try."""
        return sum(one.worth is Worth.RIGHT for one in self._askings.values())

    @property
    def new(self) -> list[str]:
        """What was asked about for the first time ever."""
        return list(dict.fromkeys(o.topic for o in self._askings.values() if o.first_ever))

    def stand(self, worth: Worth) -> list[Asked]:
        """The newest askings of the cards that stand so now, each answer told once."""
        newest = {(one.deck, one.card): one for one in self._askings.values()}
        found = {(one.topic, one.model): one for one in newest.values() if one.worth is worth}
        return list(found.values())

    def cards(self, worth: Worth) -> tuple[tuple[str, str], ...]:
        """The cards, each as (deck, card), whose newest asking came to that."""
        newest = {(one.deck, one.card): one.worth for one in self._askings.values()}
        return tuple(card for card, came_to in newest.items() if came_to is worth)

    @property
    def mended(self) -> list[str]:
        """What was missed in this sitting and right at once later in it."""
        missed = {(o.deck, o.card) for o in self._askings.values() if o.worth is Worth.MISSED}
        right = self.stand(Worth.RIGHT)
        return list(dict.fromkeys(o.topic for o in right if (o.deck, o.card) in missed))

    def missed_before(self, deck: str, card: str) -> bool:
        """Whether this card was asked in this sitting, and missed."""
        return any(
            (one.deck, one.card) == (deck, card) and one.worth is Worth.MISSED
            for one in self._askings.values()
        )

    def is_marked(self, event: int) -> bool:
        """Whether the learner marked this asking right."""
        return event in self._askings and self._askings[event].worth is Worth.MARKED

    def is_hard_stretch(self) -> bool:
        """Whether five answers in a row have earned nothing; true once a sitting."""
        if self.in_a_row < HARD_STRETCH or self.comforted:
            return False
        self.comforted = True
        return True

    def note(self, event: int, asked: Asked, taken_ms: int, *, earned: bool) -> None:
        """Count an answer."""
        self._askings[event] = asked
        self.taken_ms += taken_ms
        self.in_a_row = 0 if earned else self.in_a_row + 1

    def settle(self, event: int, worth: Worth) -> None:
        """What followed an answer made this of it."""
        if event in self._askings:
            self._askings[event] = replace(self._askings[event], worth=worth)

    def take_back(self, event: int) -> None:
        """An answer was undone; one of another sitting was never counted."""
        self.in_a_row = 0
        if event in self._askings:
            self._taken_back[event] = self._askings.pop(event)

    def put_back(self, event: int) -> bool:
        """An answer was redone. Whether it is right, as it stands."""
        if event not in self._taken_back:
            return False
        self._askings[event] = self._taken_back.pop(event)
        return self._askings[event].worth in (Worth.RIGHT, Worth.MARKED)
