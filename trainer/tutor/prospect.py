"""What a learner can reach by an exam with a deck, from their own memory and pace."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.progress.exam_dates import ExamDate
from trainer.progress.store import Store
from trainer.schedule.simulation.forecast import Forecast, forecast
from trainer.schedule.simulation.setting import Setting
from trainer.tutor.agenda import Habits, asked_as_now, queue_of, step_of
from trainer.tutor.loaded import Loaded
from trainer.tutor.pace import pace_of

MORE = 1.5
"""The larger budget that a prospect also looks at, in times the one asked for."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """A deck's exam: `cards` that count in it, `seen` of them, `left_out` that do not count.

    `reach` is what the budget gives, `more` what half as much again would; `today_due` and
    `today_new` are today's part.
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


def prospect_of(store: Store, loaded: Loaded, habits: Habits, exam: ExamDate) -> Prospect:
    """Look ahead to an exam that is still to come; nothing is stored."""
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
    resting = frozenset(day for day in range(days) if habits.calendar.is_break(today + day))
    step = step_of(store.model)
    larger = replace(setting, minutes=min(600.0, float(round(exam.minutes * MORE + 0.49))))
    queue = queue_of(store, loaded, replace(habits, exams={loaded.deck.id: exam}))
    return Prospect(
        deck=loaded.deck.id,
        exam=exam,
        days=days,
        cards=len(weights),
        seen=len(memory),
        left_out=len(loaded.cards) - len(weights),
        reach=forecast(setting, memory, step, resting),
        more=forecast(larger, memory, step, resting),
        today_due=len(queue.due) + len(queue.again),
        today_new=len(queue.new),
    )
