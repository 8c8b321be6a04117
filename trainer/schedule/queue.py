"""What to ask next, and in which order: pure.

Cards that are due come first, the least remembered before the rest; new cards follow in the
teaching order, with kinds taking turns; two cards of one concept are kept off the same day where
that is possible; a card that was failed comes back later in the session until it is right once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trainer.schedule.memory import FSRS6_DECAY, MemoryState, recall

GAP = 4
"""How many other cards at least, where there are so many, come before a failed card again."""

CHEAP = 0.04
"""The loss of recall by waiting a day up to which a card makes way for its sibling."""


class Candidate(NamedTuple):
    """A card that may be asked. Cards of one `concept` give each other away; "" is alone.

    `needs` are cards to be met before this one, if they can be.
    """

    card: str
    kind: str = ""
    concept: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TodayAsking:
    """What was asked of one card on this study day.

    `right_last` and `failed` are about the newest asking and about any; `others_since` counts the
    askings of other cards after the newest of this one.
    """

    times: int
    right_last: bool
    failed: bool
    others_since: int = 0

    @property
    def comes_back(self) -> bool:
        """Whether it was failed today and has not been right since."""
        return self.failed and not self.right_last


@dataclass(frozen=True, slots=True)
class Queue:
    """The cards to ask today, in order; `order` is the whole, the rest says why each is in it.

    `held_back` are due cards put off to tomorrow, because a sibling is in `order` or was asked
    today and a day costs them little. A sibling that cannot wait stands last. `waiting` are cards
    that are due, or worth asking, and do not fit into the minutes that are left today.
    """

    order: tuple[str, ...]
    due: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    held_back: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()

    @property
    def next(self) -> str | None:
        """The card to ask now, or None if nothing is left today."""
        return self.order[0] if self.order else None


def plan(
    cards: Sequence[Candidate],
    states: Mapping[str, MemoryState],
    today: int,
    *,
    daily_new: int,
    introduced_today: int = 0,
    asked_today: Mapping[str, TodayAsking] | None = None,
    suspended: Collection[str] = (),
    decay: float = FSRS6_DECAY,
    until: int | None = None,
    siblings_too: bool = False,
    back_on: int | None = None,
) -> Queue:
    """Return the order in which to ask on study day `today`.

    `cards` stand in teaching order. `daily_new` limits the new cards of a day, of which
    `introduced_today` were already asked. `until` is the next day of full study where today is an
    easy one: what loses little by waiting for it is held back, and nothing new is asked.
    `back_on` is the day of return where a break begins tomorrow: what comes due in it and would
    lose much by waiting for that day is asked today. `siblings_too` lets new siblings come on one
    day, behind all else: for a learner who asks on.
    """
    asked = asked_today or {}
    return plan_of(
        waiting_of(cards, states, asked, suspended),
        states,
        today,
        daily_new=daily_new,
        introduced_today=introduced_today,
        asked_today=asked,
        suspended=suspended,
        decay=decay,
        until=until,
        siblings_too=siblings_too,
        back_on=back_on,
    )


@dataclass(frozen=True, slots=True)
class Waiting:
    """The cards of a deck that matter today, each sort in teaching order.

    `known` has all that are due, or come due in a break that begins tomorrow, and were not asked
    today; `asked` what was. `unseen` may be read one by one, as far as there is room for new cards.
    None of `known` and `unseen` is suspended.
    """

    known: Sequence[Candidate]
    asked: Sequence[Candidate]
    unseen: Iterable[Candidate]
    is_unseen: Callable[[str], bool]


def waiting_of(
    cards: Sequence[Candidate],
    states: Mapping[str, MemoryState],
    asked: Mapping[str, TodayAsking],
    suspended: Collection[str],
) -> Waiting:
    """Sort all cards of a deck, which stand in teaching order."""
    rest = [card for card in cards if card.card not in suspended and card.card not in asked]
    unseen = [card for card in rest if card.card not in states]
    return Waiting(
        known=[card for card in rest if card.card in states],
        asked=[card for card in cards if card.card in asked],
        unseen=unseen,
        is_unseen={card.card for card in unseen}.__contains__,
    )


def plan_of(
    waiting: Waiting,
    states: Mapping[str, MemoryState],
    today: int,
    *,
    daily_new: int,
    introduced_today: int,
    asked_today: Mapping[str, TodayAsking],
    suspended: Collection[str],
    decay: float = FSRS6_DECAY,
    until: int | None = None,
    siblings_too: bool = False,
    back_on: int | None = None,
) -> Queue:
    """Return the same as `plan`, of no more cards than matter; `states` has those of `known`."""
    taken = {card.concept for card in waiting.asked if card.concept}
    again = [
        card
        for card in waiting.asked
        if asked_today[card.card].comes_back and card.card not in suspended
    ]
    overdue = [
        card
        for card in waiting.known
        if is_due(states[card.card], today)
        or (back_on is not None and _suffers(states[card.card], today, back_on, decay))
    ]
    overdue.sort(key=lambda card: _urgency(states[card.card], today))
    later: list[Candidate] = []
    if until is not None:
        daily_new = 0
        later = [card for card in overdue if _loss(states[card.card], today, until, decay) <= CHEAP]
        waits = {card.card for card in later}
        overdue = [card for card in overdue if card.card not in waits]
    due, due_siblings = apart(overdue, taken)
    put_off = [card for card in due_siblings if _can_wait(states[card.card], today, decay)]
    last = [card for card in due_siblings if not _can_wait(states[card.card], today, decay)]

    new = interleaved(_fresh(waiting, max(0, daily_new - introduced_today), taken, siblings_too))
    failed = tuple(card.card for card in again)
    rest = (card.card for card in (*due, *new, *last))
    return Queue(
        order=tuple(with_comebacks(rest, failed, asked_today)),
        due=tuple(card.card for card in (*due, *last)),
        new=tuple(card.card for card in new),
        again=failed,
        held_back=tuple(card.card for card in (*put_off, *later)),
    )


def _fresh(waiting: Waiting, room: int, taken: set[str], siblings_too: bool) -> list[Candidate]:
    """Return up to `room` new cards: those whose needs are met first, siblings not together."""
    fresh: list[Candidate] = []
    siblings: list[Candidate] = []
    early: list[Candidate] = []
    if room:
        for card in waiting.unseen:
            if any(waiting.is_unseen(need) for need in card.needs):
                early.append(card)
                continue
            first, behind = apart([card], taken)
            fresh += first
            siblings += behind
            if len(fresh) == room:
                return fresh
    fresh += apart(early, taken)[0]
    if siblings_too:
        already = {card.card for card in fresh}
        fresh += [card for card in (*siblings, *early) if card.card not in already]
    return fresh[:room]


def is_due(state: MemoryState, today: int) -> bool:
    """Whether a card is due; one that a wrong clock dated into the future is due now."""
    return state.due_day <= today or state.last_day > today + 1


def _urgency(state: MemoryState, today: int) -> tuple[float, int]:
    """Sorts the least remembered first: recall falls with the days in stabilities."""
    return min(0, state.last_day - today) / state.stability, state.due_day


def _can_wait(state: MemoryState, today: int, decay: float) -> bool:
    """Whether a day more costs little, and was not granted before: a backlog is never hidden."""
    return state.due_day == today and _loss(state, today, today + 1, decay) <= CHEAP


def _loss(state: MemoryState, today: int, later: int, decay: float) -> float:
    """Return the recall that is lost by asking on the day `later` and not today."""
    return recall(state, today, decay) - recall(state, later, decay)


def _suffers(state: MemoryState, today: int, back_on: int, decay: float) -> bool:
    """Whether a card that comes due in a break would lose much until its end."""
    return today < state.due_day < back_on and _loss(state, state.due_day, back_on, decay) > CHEAP


def apart(cards: Sequence[Candidate], taken: set[str]) -> tuple[list[Candidate], list[Candidate]]:
    """Split into the first card of each concept and its siblings; `taken` grows by the former."""
    first: list[Candidate] = []
    siblings: list[Candidate] = []
    for card in cards:
        if card.concept and card.concept in taken:
            siblings.append(card)
            continue
        first.append(card)
        if card.concept:
            taken.add(card.concept)
    return first, siblings


def interleaved(cards: Sequence[Candidate]) -> list[Candidate]:
    """Let kinds take turns: each next card is the earliest of another kind than the one before."""
    waiting = list(cards)
    order: list[Candidate] = []
    while waiting:
        last = order[-1].kind if order else None
        choice = next((card for card in waiting if card.kind != last), waiting[0])
        waiting.remove(choice)
        order.append(choice)
    return order


def with_comebacks(
    cards: Iterable[str], again: Iterable[str], asked: Mapping[str, TodayAsking]
) -> Iterator[str]:
    """Yield `cards`, and each failed card where enough others have come since it was last asked."""
    waiting = sorted(again, key=lambda card: _others_first(asked[card]))
    yielded = 0
    for card in cards:
        while waiting and _others_first(asked[waiting[0]]) <= yielded:
            yield waiting.pop(0)
            yielded += 1
        yield card
        yielded += 1
    # Nothing else is left: those that had their GAP go before those that have not.
    yield from (card for card in waiting if asked[card].others_since >= GAP)
    fresh = [card for card in waiting if asked[card].others_since < GAP]
    yield from sorted(fresh, key=lambda card: -asked[card].others_since)


def _others_first(asking: TodayAsking) -> int:
    """Return how many other cards are still to come: GAP, and twice as many with each asking.

    Without the growth, a handful of hard cards would go round for ever and keep all others out.
    """
    return (GAP << min(max(asking.times - 1, 0), 6)) - asking.others_since
