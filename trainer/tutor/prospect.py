"""What a learner can reach by an exam with a deck, from their own memory and pace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from trainer.figures.mastery import FEWEST
from trainer.progress.exam_dates import ExamDate
from trainer.progress.store import Store
from trainer.schedule.fsrs_step import FsrsStep
from trainer.schedule.simulation.forecast import RUNS, Forecast, forecast
from trainer.schedule.simulation.setting import Setting
from trainer.schedule.study_day import date_of
from trainer.tutor.agenda import Habits, asked_as_now, cards_left_out, queue_of, step_of
from trainer.tutor.counts import cards_in_words, when_in_words
from trainer.tutor.loaded import Loaded
from trainer.tutor.pace import pace_of

MORE = 1.5
"""The larger budget that a prospect also looks at, in times the one asked for."""

Tell = Callable[[int, int], None]
"""Told after each part of the work how many are done, of how many; what it raises ends it."""


LESS = "To remember a card is easier than an exam question on it: take mock exams, too"


@dataclass(frozen=True, slots=True)
class Prospect:
    """A deck's exam: `cards` that count in it, `seen` of them, `left_out` that do not count.

    `reach` is what the budget gives, `more` what half as much again would; `today_due` and
    `today_new` are today's part. `outside` names the sections that the exam leaves out, with their
    cards; `aside` cards were set aside by the learner.
    """

    deck: str
    exam: ExamDate
    days: int
    cards: int
    seen: int
    left_out: int
    reach: Forecast
    more: Forecast
    today_due: int
    today_new: int
    outside: tuple[tuple[str, int], ...] = ()
    aside: int = 0

    @property
    def known(self) -> bool:
        """Whether enough was met to say how this learner forgets, as on the home screen."""
        return self.seen >= min(FEWEST, self.cards)

    def basis(self) -> str:
        """What the figures rest on, and what they are not."""
        what = (
            f"This rests on {self.seen} of {cards_in_words(self.cards)} met, and on studying every "
            f"day as planned. {LESS}"
        )
        if self.known:
            return what
        return (
            f"{what}. Until {FEWEST} cards are met too little is known of how you forget, and your "
            "own figure may lie well below"
        )

    def _outlook(self) -> list[str]:
        """What can be reached, and what it rests on; no figure where nothing was ever asked."""
        if self.seen:
            return [
                _reach(self.reach, self.known),
                _more(self.more, self.reach, self.known),
                self.basis(),
            ]
        return [_untold(self.reach), _seen(self.more), LESS]

    def lines(self) -> list[str]:
        """The prospect in sentences, from the date to what is not in the exam."""
        day = date_of(self.exam.day).isoformat()
        today = f"Today: {self.today_due} to review, {self.today_new} new"
        if self.today_new:
            today += ' (this plan decides how many are new, not "New cards a day")'
        elif self.seen < self.cards:
            today += " (no new ones: what is due, and what was done already, take today's minutes)"
        lines = [
            f"Exam on {day}, {when_in_words(self.days)}; "
            f"{self.seen} of its {cards_in_words(self.cards)} met",
            *self._outlook(),
            today,
        ]
        if self.left_out:
            verb = "is" if self.left_out == 1 else "are"
            why = [f"{title} {count}" for title, count in self.outside]
            why += [f"set aside {self.aside}"] if self.aside else []
            lines.append(
                f"{self.left_out} of the deck's {self.cards + self.left_out} cards {verb} "
                f"not in the exam, and not asked before it: {', '.join(why)}"
            )
        return lines


def _untold(one: Forecast) -> str:
    """What is asked until the exam, where nothing is known of the learner: no share of it."""
    return (
        f"{_seen(one)}. How much of them you will remember cannot be said yet, since none is met: "
        f"from {FEWEST} cards on there is a figure of your own"
    )


def _seen(one: Forecast) -> str:
    unseen = {0: "every card will be met", 1: "1 card will not be seen"}.get(
        one.unseen, f"{one.unseen} cards will not be seen"
    )
    return f"{one.minutes:.3g} minutes a day: {unseen}"


def _reach(one: Forecast, known: bool) -> str:
    unseen = {0: "every card will be met", 1: "1 card will not be seen"}.get(
        one.unseen, f"{one.unseen} cards will not be seen"
    )
    enough = ""
    if one.minutes_used < 0.8 * one.minutes:
        used = max(1, round(one.minutes_used))
        enough = f"; on average {used} will do, as there is no more to ask"
    low, high = min(one.low, one.recall), max(one.high, one.recall)
    if not known:
        return (
            f"{one.minutes:.3g} minutes a day: {unseen}{enough}. How much of them you will "
            f"remember cannot be said yet; four in five learners in general would remember "
            f"{low:.0%} to {high:.0%}"
        )
    return (
        f"{one.minutes:.3g} minutes a day: on the exam's day {one.recall:.0%} of its cards are "
        f"expected to be remembered (likely {low:.0%} to {high:.0%}), and {unseen}{enough}"
    )


def _more(more: Forecast, one: Forecast, known: bool) -> str:
    """What half as much again would bring; where it brings no more, just that."""
    if round(100 * more.recall) <= round(100 * one.recall) and more.unseen >= one.unseen:
        return f"{more.minutes:.3g} minutes a day would bring no more, as far as can be foreseen"
    return _reach(more, known)


@dataclass(frozen=True, slots=True)
class Horizon:
    """Everything that a prospect is computed from, read from the log at one moment.

    `look` needs no more of the log, so that it can be done beside a screen.
    """

    deck: str
    exam: ExamDate
    setting: Setting
    larger: Setting
    memory: Mapping[int, tuple[float, float, int]]
    step: FsrsStep
    resting: frozenset[int]
    left_out: int
    today_due: int
    today_new: int
    outside: tuple[tuple[str, int], ...] = ()
    aside: int = 0

    def look(self, tell: Tell | None = None) -> Prospect:
        """Run the plan ahead, some seconds long; `tell` hears how far it is."""

        def first(done: int) -> None:
            if tell is not None:
                tell(done, 4 * RUNS)

        def second(done: int) -> None:
            first(2 * RUNS + done)

        reach = forecast(self.setting, self.memory, self.step, self.resting, tell=first)
        more = forecast(self.larger, self.memory, self.step, self.resting, tell=second)
        return Prospect(
            self.deck,
            self.exam,
            self.setting.days,
            len(self.setting.weights),
            len(self.memory),
            self.left_out,
            reach,
            more,
            self.today_due,
            self.today_new,
            self.outside,
            self.aside,
        )


def horizon_of(store: Store, loaded: Loaded, habits: Habits, exam: ExamDate) -> Horizon:
    """Read what an exam that is still to come rests on; nothing is stored."""
    today = store.today()
    aside = store.suspended(loaded.deck.id)
    weights = {
        name: weight for name, weight in loaded.weights.items() if weight > 0 and name not in aside
    }
    states = asked_as_now(store, loaded)
    memory = {
        number: (
            states[name].stability,
            states[name].difficulty,
            min(-1, states[name].last_day - today),
        )
        for number, name in enumerate(weights)
        if name in states
    }
    days = exam.day - today
    setting = Setting(tuple(weights.values()), days, exam.minutes, costs=pace_of(store))
    larger = min(600.0, float(round(exam.minutes * MORE + 0.49)))
    queue = queue_of(store, loaded, replace(habits, exams={loaded.deck.id: exam}))
    outside = Counter(
        loaded.cards[name].section for name, weight in loaded.weights.items() if weight <= 0
    )
    titles = {section.id: section.title for section in loaded.deck.sections}
    return Horizon(
        deck=loaded.deck.id,
        exam=exam,
        setting=setting,
        larger=replace(setting, minutes=larger),
        memory=memory,
        step=step_of(store.model),
        resting=frozenset(day for day in range(days) if habits.calendar.is_break(today + day)),
        left_out=cards_left_out(store, loaded),
        today_due=len(queue.due) + len(queue.again),
        today_new=len(queue.new),
        outside=tuple(
            (titles.get(section, "the instructor's cards"), count)
            for section, count in outside.items()
        ),
        aside=sum(1 for name in aside if loaded.weights.get(name, 0) > 0),
    )


def prospect_of(store: Store, loaded: Loaded, habits: Habits, exam: ExamDate) -> Prospect:
    """Look ahead to an exam that is still to come; nothing is stored."""
    return horizon_of(store, loaded, habits, exam).look()
