"""What stands out of the learning of a deck: last day, weakest section, what keeps failing."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.figures.days import by_day
from trainer.progress.store import Store
from trainer.schedule.study_day import date_of
from trainer.tutor.failing import failing_of
from trainer.tutor.loaded import Loaded
from trainer.tutor.record import mastery_of, weakest_of


@dataclass(frozen=True, slots=True)
class Glance:
    """`last_day` in words ("yesterday"), None if nothing was answered; what was answered on it.

    `weakest` is the title of the section that is known least, by the recall (0 to 1) `expected`
    tomorrow of those of its cards that were met. `failing` cards keep failing.
    """

    last_day: str | None = None
    answered: int = 0
    right: int = 0
    weakest: str = ""
    expected: float = 0.0
    failing: int = 0


def glance_of(store: Store, loaded: Loaded) -> Glance:
    """Return what stands out today."""
    days = by_day(store.tally(loaded.deck.id))
    if not days:
        return Glance()
    last, today = days[-1], store.today()
    titles = {section.id: section.title for section in loaded.deck.sections}
    weakest = weakest_of(mastery_of(store, loaded).sections())
    return Glance(
        {0: "today", 1: "yesterday"}.get(today - last.day, f"on {date_of(last.day).isoformat()}"),
        last.answered,
        last.right,
        titles.get(weakest.section, "") if weakest else "",
        weakest.of_met if weakest else 0.0,
        len(failing_of(store, loaded)),
    )
