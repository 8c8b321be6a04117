"""What reviews add up to, by study day and by predicted recall: pure, in whole numbers.

Sums of whole numbers can be kept and brought up to date by taking away what a card added before and
adding what it adds now; nothing drifts, and a rebuilt tally is equal to a kept one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from trainer.progress.event import Kind
from trainer.progress.fold import Review
from trainer.schedule.memory import recall

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
"""Where the bands of predicted recall begin; the last one ends at 1. Most reviews fall above 0.8,
so the bands are narrow there."""

MILLION = 1_000_000

Sums = list[int]
"""Of a day: answered, right, new, milliseconds, reviews of known cards, remembered of these, and
their predicted recall in millionths. Of a band: reviews, remembered, predicted in millionths."""

ANSWERED, RIGHT, NEW, TAKEN_MS, KNOWN, REMEMBERED, PREDICTED = range(7)


@dataclass(slots=True)
class Tally:
    """The sums by study day, and by band of predicted recall (its place in `EDGES`)."""

    days: dict[int, Sums] = field(default_factory=dict)
    bands: dict[int, Sums] = field(default_factory=dict)

    def add(self, other: Tally, times: int = 1) -> None:
        """Add another one's sums; with `times` -1, take them away."""
        for mine, theirs in ((self.days, other.days), (self.bands, other.bands)):
            for key, sums in theirs.items():
                found = mine.setdefault(key, [0] * len(sums))
                for place, number in enumerate(sums):
                    found[place] += times * number

    def of_day(self, day: int) -> Sums:
        """The sums of a day, to be added to."""
        found = self.days.get(day)
        if found is None:
            found = self.days[day] = [0] * 7
        return found

    def predicted(self, of_day: Sums, chance: float, remembered: bool) -> None:
        """Count a review of a known card, of which `chance` (0 to 1) of recall was expected."""
        millionths = round(chance * MILLION)
        of_day[KNOWN] += 1
        of_day[REMEMBERED] += remembered
        of_day[PREDICTED] += millionths
        place = bisect_right(EDGES, chance) - 1
        band = self.bands.get(place)
        if band is None:
            band = self.bands[place] = [0] * 3
        band[0] += 1
        band[1] += remembered
        band[2] += millionths


def tally_of(reviews: Iterable[Review], decay_of: Callable[[int], float]) -> Tally:
    """Add up the reviews that stand; `decay_of` gives a scheduler's exponent of forgetting.

    A card's very first asking is learning and not remembering: nothing was predicted of it.
    """
    tally = Tally()
    for review in reviews:
        if review.undone:
            continue
        sums = tally.of_day(review.day)
        sums[TAKEN_MS] += review.taken_ms
        if review.kind is not Kind.SKIP:
            sums[ANSWERED] += 1
            sums[RIGHT] += review.right
            sums[NEW] += review.moved_memory and review.before is None
        if review.moved_memory and review.before is not None:
            chance = recall(review.before, review.day, decay_of(review.scheduler))
            tally.predicted(sums, chance, review.rating > 1)
    return tally
