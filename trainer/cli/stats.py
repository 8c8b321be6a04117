"""`trainer stats`: figures about one's learning, from the log."""

from __future__ import annotations

import argparse
from typing import Any

from trainer.cli.output import print_json, print_line
from trainer.cli.world import add_now, deck_id, open_store
from trainer.figures.calibration import Band, calibration
from trainer.figures.cards import HardCard, Standing, hardest, standing
from trainer.figures.days import Day, by_day, coming, streak
from trainer.figures.retention import Retention, retention
from trainer.progress.store import Store
from trainer.schedule.study_day import date_of

NAME = "stats"
HELP = "Print figures about your learning: what is remembered, how much was done, what is hard."
EPILOG = """\
examples:
  trainer stats
  trainer stats baclofen --days 90 --json

"Remembered" counts the first answer of a day to a card that was known, not its very first one."""

AHEAD = 30
SAID = 7
SHOWN = 5


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", nargs="?", help="only this deck (name or path)")
    parser.add_argument(
        "--days", type=int, default=30, metavar="N", help="days that `remembered` looks back (30)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    with open_store(args, read_only=True) as store:
        figures = _Figures(store, deck_id(args.deck, store), args.days)
    if args.json:
        print_json(figures.to_json())
    else:
        for line in figures.lines():
            print_line(line)
    return 0


class _Figures:
    def __init__(self, store: Store, deck: str | None, days: int) -> None:
        self.today = store.today()
        reviews = list(store.reviews(deck))
        decks = store.decks() if deck is None else (deck,)
        states = [state for one in decks for state in store.states(one).values()]
        self.days: tuple[Day, ...] = by_day(review for _, review in reviews)
        self.standing: Standing = standing(states, self.today)
        self.coming = coming(states, self.today, AHEAD)
        self.back = days
        self.retention: Retention | None = retention(
            (review for _, review in reviews),
            lambda scheduler: store.model_of(scheduler).decay,
            since_day=self.today - days + 1,
        )
        self.bands: tuple[Band, ...] = calibration(
            (review for _, review in reviews), lambda scheduler: store.model_of(scheduler).decay
        )
        self.hardest: tuple[HardCard, ...] = hardest(reviews, SHOWN)
        self.slips = store.slips(deck)
        self.confusions = store.confusions(deck)

    def to_json(self) -> dict[str, Any]:
        kept = self.retention
        return {
            "today": date_of(self.today).isoformat(),
            "answered": sum(day.answered for day in self.days),
            "right": sum(day.right for day in self.days),
            "minutes": round(sum(day.minutes for day in self.days), 1),
            "streak": streak(self.days, self.today),
            "cards": {
                "seen": self.standing.seen,
                "due": self.standing.due,
                "well_known": self.standing.well_known,
            },
            "remembered": None
            if kept is None
            else {
                "days": self.back,
                "reviews": kept.reviews,
                "share": round(kept.share, 4),
                "low": round(kept.low, 4),
                "high": round(kept.high, 4),
                "predicted": round(kept.predicted, 4),
            },
            "days": [
                {
                    "day": date_of(day.day).isoformat(),
                    "answered": day.answered,
                    "right": day.right,
                    "new": day.new,
                    "minutes": round(day.minutes, 1),
                }
                for day in self.days
            ],
            "coming": [
                {"day": date_of(self.today + ahead).isoformat(), "cards": count}
                for ahead, count in enumerate(self.coming)
            ],
            "calibration": [
                {
                    "begin": band.begin,
                    "end": band.end,
                    "reviews": band.reviews,
                    "predicted": round(band.predicted, 4),
                    "share": round(band.share, 4),
                    "low": round(band.low, 4),
                    "high": round(band.high, 4),
                }
                for band in self.bands
            ],
            "hardest": [
                {
                    "deck": card.name.deck,
                    "card": card.name.card,
                    "answered": card.answered,
                    "failed": card.failed,
                }
                for card in self.hardest
            ],
            "slips": [{"slip": name, "count": count} for name, count in self.slips.items()],
            "confusions": [
                {"deck": name.deck, "card": name.card, "with": other, "what": what, "count": count}
                for name, other, what, count in self.confusions
            ],
        }

    def lines(self) -> list[str]:
        if not self.days:
            return ["Nothing has been answered yet. Begin with: trainer study baclofen"]
        now = next((day for day in self.days if day.day == self.today), Day(self.today))
        answered, right = sum(d.answered for d in self.days), sum(d.right for d in self.days)
        minutes = sum(day.minutes for day in self.days)
        lines = [
            f"Today       {now.answered} answered, {now.right} right, {now.new} new cards, "
            f"{now.minutes:.0f} min",
            f"In all      {answered} answered, {right} right, {minutes:.0f} min "
            f"on {_days(len(self.days))}, {streak(self.days, self.today)} in a row",
            f"Cards       {self.standing.seen} seen, {self.standing.well_known} well known, "
            f"{self.standing.due} due",
        ]
        if kept := self.retention:
            lines.append(
                f"Remembered  {kept.share:.0%} of {kept.reviews} reviews in {_days(self.back)} "
                f"(likely {kept.low:.0%} to {kept.high:.0%}; {kept.predicted:.0%} was expected)"
            )
        else:
            lines.append("Remembered  not known yet: no card has come a second time")
        for band in self.bands:
            lines.append(
                f"Expected    {band.predicted:.0%}, remembered {band.share:.0%} of {band.reviews} "
                f"(likely {band.low:.0%} to {band.high:.0%})"
            )
        soon = ", ".join(_ahead(n, c) for n, c in enumerate(self.coming[:SAID]))
        lines.append(f"Coming      {soon}; {sum(self.coming)} in {_days(AHEAD)}")
        for card in self.hardest:
            lines.append(
                f"Hard        {card.name.deck}: {card.name.card} "
                f"(failed {card.failed} of {card.answered})"
            )
        for name, count in list(self.slips.items())[:SHOWN]:
            lines.append(f"Slip        {name.replace('_', ' ')} ({count}x)")
        for card_name, _, what, count in self.confusions[:SHOWN]:
            lines.append(f"Confused    {card_name.card} with {what} ({count}x)")
        return lines


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _ahead(days: int, count: int) -> str:
    return f"{count} {('today', 'tomorrow')[days]}" if days < 2 else f"{count} in {days} days"
