"""What is to be asked of a deck now: what is due, what an exam needs, or what one wishes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import inf

from trainer.errors import DataError
from trainer.progress.exam_dates import ExamDate
from trainer.progress.store import Store
from trainer.questions.kept import fingerprints_of
from trainer.schedule.backlog import LONGEST, clearing
from trainer.schedule.calendar import Calendar, calendar_of
from trainer.schedule.exam_queue import exam_queue
from trainer.schedule.fsrs_model import FSRS6_WEIGHTS, FsrsModel
from trainer.schedule.fsrs_step import FsrsStep
from trainer.schedule.memory import MemoryModel, MemoryState, recall
from trainer.schedule.queue import Queue, TodayAsking, Waiting, plan_of, waiting_of
from trainer.settings import Preferences
from trainer.tutor.loaded import Loaded
from trainer.tutor.pace import pace_of


class Mode(StrEnum):
    """DUE: what the schedule asks for. EARLY: also what is not due yet, the least known first; it
    counts. CRAM: everything, over and over until right; it moves no memory. CHOSEN: the cards that
    were chosen, due or not, each until it is right; the first asking of a day counts.
    """

    DUE = "due"
    EARLY = "early"
    CRAM = "cram"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a sitting is about: one section, one kind of question, so many minutes, and the mode.

    Or these cards, in this order, each as (deck, card); `about` says in words what they are.
    """

    section: str = ""
    kind: str = ""
    minutes: float | None = None
    mode: Mode = Mode.DUE
    cards: tuple[tuple[str, str], ...] = ()
    about: str = ""

    def of(self, loaded: Loaded) -> Loaded:
        """Return the deck with the cards of this scope only."""
        if self.mode is Mode.CHOSEN:
            here = (card for deck, card in self.cards if deck == loaded.deck.id)
            chosen = {card: loaded.cards[card] for card in here if card in loaded.cards}
            return replace(loaded, cards=chosen, made_of="")
        if not (self.section or self.kind):
            return loaded
        cards = {
            name: card
            for name, card in loaded.cards.items()
            if self.section in ("", card.section) and self.kind in ("", card.kind, card.form)
        }
        return replace(loaded, cards=cards, made_of="")


WHOLE = Scope()
NO_FREE_DAYS = Calendar()


@dataclass(frozen=True, slots=True)
class Habits:
    """How the learner wants to study: new cards and minutes a day (0 minutes: as long as it takes),
    free days, and the exams ahead by deck id.
    """

    daily_new: int
    daily_minutes: int = 0
    calendar: Calendar = NO_FREE_DAYS
    exams: Mapping[str, ExamDate] = field(default_factory=dict)


def habits_of(preferences: Preferences, exams: Mapping[str, ExamDate]) -> Habits:
    """Read the habits out of the preferences; DataError where a day cannot be understood."""
    try:
        calendar = calendar_of(preferences.easy_days, preferences.breaks)
    except ValueError as error:
        raise DataError(str(error), hint="See: trainer settings") from error
    return Habits(preferences.daily_new, preferences.daily_minutes, calendar, exams)


def queue_of(store: Store, loaded: Loaded, habits: Habits, *, extra: int | None = None) -> Queue:
    """What is to be asked of a deck now.

    `extra` is how many more questions the learner has asked for by number: they get so many, new
    cards too, whatever the day's limits are.
    """
    exam = habits.exams.get(loaded.deck.id)
    if exam is not None and exam.ahead(store.today()):
        return _for_the_exam(store, loaded, habits, exam, extra)
    return _by_what_is_due(store, loaded, habits, extra)


def _by_what_is_due(store: Store, loaded: Loaded, habits: Habits, extra: int | None) -> Queue:
    deck_id, today = loaded.deck.id, store.today()
    introduced = store.introduced_today(deck_id)
    calendar = habits.calendar
    full = calendar.is_full(today) or extra is not None
    asked, suspended = store.asked_today(deck_id), store.suspended(deck_id)
    back_on = calendar.next_full(today) if calendar.is_break(today + 1) else None
    if waits_by_index(store, loaded):
        waiting, states = _waiting(store, loaded, asked, suspended, back_on)
    else:
        states = asked_as_now(store, loaded)
        waiting = waiting_of(loaded.candidates, states, asked, suspended)
    queue = plan_of(
        waiting,
        states,
        today,
        daily_new=habits.daily_new if extra is None else max(habits.daily_new, introduced + extra),
        introduced_today=introduced,
        asked_today=asked,
        suspended=suspended,
        until=None if full else calendar.next_full(today),
        siblings_too=extra is not None,
        back_on=back_on,
    )
    if extra is not None:
        return queue
    if calendar.is_break(today):
        return Queue(queue.again, again=queue.again, waiting=(*queue.due, *queue.held_back))
    if habits.daily_minutes:
        return _within(queue, store, habits.daily_minutes)
    return queue


LARGE = 1_000
"""Cards from which a deck's order is kept in the learner's file, so that not each is looked at."""


def waits_by_index(store: Store, loaded: Loaded) -> bool:
    """Whether the file keeps this deck's order; it is kept from now on where it can be."""
    if not loaded.made_of or len(loaded.cards) < LARGE:
        return False
    if store.has_syllabus(loaded.deck.id, loaded.made_of):
        return True
    if store.read_only:
        return False
    store.keep_syllabus(loaded.deck.id, loaded.made_of, fingerprints_of(loaded.cards))
    return True


def _waiting(
    store: Store,
    loaded: Loaded,
    asked: Mapping[str, TodayAsking],
    suspended: Collection[str],
    back_on: int | None,
) -> tuple[Waiting, dict[str, MemoryState]]:
    """What matters of a large deck today, with the memory of what is known."""
    deck_id, today = loaded.deck.id, store.today()
    states = {
        card: state
        for card, state in store.known_until(deck_id, max(today, (back_on or today) - 1)).items()
        if card not in asked
    }
    waiting = Waiting(
        known=loaded.candidates_of(states),
        asked=loaded.candidates_of(store.in_teaching_order(deck_id, asked)),
        unseen=(
            loaded.candidates_of([card])[0]
            for card in store.unmet(deck_id)
            if card not in asked and card not in suspended
        ),
        is_unseen=lambda card: (
            card not in asked and card not in suspended and store.is_unmet(deck_id, card)
        ),
    )
    return waiting, states


def _within(queue: Queue, store: Store, minutes: int) -> Queue:
    """Cut the queue where the day's minutes end; what is due and left over is `waiting`."""
    pace = pace_of(store)
    left = minutes * 60 - store.taken_today_ms() / 1000
    new, again = set(queue.new), set(queue.again)
    order = []
    for card in queue.order:
        left -= pace.new if card in new else pace.right
        if left >= 0 or card in again:
            order.append(card)
    kept = set(order)
    return replace(
        queue,
        order=tuple(order),
        due=tuple(card for card in queue.due if card in kept),
        new=tuple(card for card in queue.new if card in kept),
        waiting=tuple(card for card in queue.due if card not in kept),
    )


def _for_the_exam(
    store: Store, loaded: Loaded, habits: Habits, exam: ExamDate, extra: int | None
) -> Queue:
    deck_id, today = loaded.deck.id, store.today()
    calendar = habits.calendar
    spent = store.taken_today_ms(deck_id) / 1000
    resting = calendar.is_break(today) and extra is None
    seconds = exam.minutes * 60
    return exam_queue(
        loaded.candidates,
        loaded.weights,
        asked_as_now(store, loaded),
        today,
        exam.day,
        seconds_today=inf if extra is not None else 0 if resting else seconds - spent,
        seconds_left=max(0.0, calendar.study_days(today, exam.day) * seconds - spent),
        step=step_of(store.model),
        pace=pace_of(store),
        asked_today=store.asked_today(deck_id),
        suspended=store.suspended(deck_id),
        siblings_too=extra is not None,
    )


def early_queue(store: Store, loaded: Loaded, habits: Habits, extra: int | None) -> Queue:
    """What is due, and behind it what is not due yet, the least remembered first."""
    queue = queue_of(store, loaded, habits, extra=extra)
    asked = store.asked_today(loaded.deck.id)
    aside = store.suspended(loaded.deck.id)
    states = asked_as_now(store, loaded)
    left_out = {*queue.order, *asked, *aside}
    ahead = _least_known(store, (card for card in states if card not in left_out), states)
    return replace(queue, order=(*queue.order, *ahead), due=(*queue.due, *ahead), waiting=())


def cram_queue(store: Store, loaded: Loaded, crammed: Mapping[str, int], done: set[str]) -> Queue:
    """Everything that was not right in this sitting, the least often asked and least known first.

    `crammed` counts what was asked in this sitting, `done` holds what was right in it.
    """
    aside = store.suspended(loaded.deck.id)
    states = asked_as_now(store, loaded)
    cards = [card for card in loaded.cards if card not in aside and card not in done]
    order = [*_least_known(store, (card for card in cards if card in states), states),
             *(card for card in cards if card not in states)]  # fmt: skip
    order.sort(key=lambda card: crammed.get(card, 0))
    return Queue(
        tuple(order),
        due=tuple(card for card in order if card in states),
        new=tuple(card for card in order if card not in states),
    )


def chosen_queue(store: Store, loaded: Loaded, asked: Mapping[str, int], done: set[str]) -> Queue:
    """The cards that were chosen and not right in this sitting, the least often asked first."""
    aside, states = store.suspended(loaded.deck.id), asked_as_now(store, loaded)
    order = [card for card in loaded.cards if card not in aside and card not in done]
    order.sort(key=lambda card: asked.get(card, 0))
    return Queue(
        tuple(order),
        due=tuple(card for card in order if card in states),
        new=tuple(card for card in order if card not in states),
    )


def _least_known(
    store: Store, cards: Iterable[str], states: Mapping[str, MemoryState]
) -> list[str]:
    today, decay = store.today(), store.model.decay
    return sorted(cards, key=lambda card: (recall(states[card], today, decay), card))


def cards_left_out(store: Store, loaded: Loaded) -> int:
    """How many of the deck's cards its exam does not ask: of no weight in it, or set aside."""
    aside = store.suspended(loaded.deck.id)
    in_it = sum(1 for card, share in loaded.weights.items() if share > 0 and card not in aside)
    return len(loaded.cards) - in_it


def days_to_clear(store: Store, loaded: Sequence[Loaded], habits: Habits) -> int | None:
    """How many days the due cards take at the learner's daily minutes (20 if none are set).

    None if they are never caught up with.
    """
    seconds = (habits.daily_minutes or USUAL_MINUTES) * 60
    waiting: Counter[int] = Counter()
    for one in loaded:
        waiting.update(due_on(store, one))
    days = clearing(waiting, store.today(), max(1, int(seconds // pace_of(store).right)))
    return None if days is None else len(days)


def due_on(store: Store, loaded: Loaded) -> Mapping[int, int]:
    """How many of the deck's cards are due on each study day of the year that is planned for."""
    if waits_by_index(store, loaded):
        return store.due_on(loaded.deck.id, store.today() + LONGEST)
    aside = store.suspended(loaded.deck.id)
    known = asked_as_now(store, loaded)
    return Counter(state.due_day for card, state in known.items() if card not in aside)


USUAL_MINUTES = 20


def asked_as_now(store: Store, loaded: Loaded) -> dict[str, MemoryState]:
    """The memory of the deck's cards, without those whose fact says something else by now.

    What such a card asserts was never asked.
    """
    asked = store.fingerprints(loaded.deck.id)
    current = dict(fingerprints_of(loaded.cards))
    return {
        name: state
        for name, state in store.states(loaded.deck.id).items()
        if name in current and asked.get(name) in (None, "", current[name])
    }


def step_of(model: MemoryModel) -> FsrsStep:
    """The model's forgetting in bare arithmetic, for planning; the usual one for another model."""
    return FsrsStep(tuple(model.weights) if isinstance(model, FsrsModel) else FSRS6_WEIGHTS)
