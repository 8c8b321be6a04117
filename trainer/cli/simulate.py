"""`trainer simulate`: what several schedules reach by an exam, with learners made up by a seed."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from trainer.cli.output import print_json, print_line
from trainer.cli.progress_bar import ProgressBar
from trainer.errors import UsageError
from trainer.schedule.simulation.comparison import Cell, compare
from trainer.schedule.simulation.learner import LEARNERS
from trainer.schedule.simulation.policy import PLAN
from trainer.schedule.simulation.setting import BUDGETS, CARDS, DAYS, SEEDS, Setting

NAME = "simulate"
HELP = "Compare schedules by the recall that simulated learners reach on an exam's morning."
EPILOG = """\
examples:
  trainer simulate                        150 cards, 45 days, 5 and 12 minutes a day, 40 learners
  trainer simulate baclofen --minutes-per-day 4 --minutes-per-day 10 --days 21
  trainer simulate --learner trace --json

No learner's memory is the scheduler's model: "perturbed" ones have parameters of their own, "trace"
ones forget by another law. Every policy has the same daily budget, the same learners and the same
luck; an interval that leaves out 0 is a difference beyond chance (95 %, paired)."""

FEWEST = 30
BAR = 40


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deck", metavar="DECK", nargs="?", help="its cards, weighted by its exam")
    parser.add_argument("--cards", type=int, metavar="N", help=f"so many cards alike ({CARDS})")
    parser.add_argument("--days", type=int, default=DAYS, metavar="N", help="days to the exam (45)")
    parser.add_argument(
        "--minutes-per-day", type=float, action="append", metavar="N", help="a budget; repeatable"
    )
    parser.add_argument(
        "--seeds", type=int, default=len(SEEDS), metavar="N", help="learners of each kind (40)"
    )
    parser.add_argument(
        "--seed", type=int, default=SEEDS[0], metavar="N", help="the first learner's number (1)"
    )
    parser.add_argument("--learner", choices=tuple(LEARNERS), help="only learners of this kind")
    parser.add_argument("--json", action="store_true", help="print one JSON document")


def run(args: argparse.Namespace) -> int:
    _check(args)
    settings = _settings(args)
    learners = [args.learner] if args.learner else list(LEARNERS)
    seeds = range(args.seed, args.seed + args.seeds)
    total = len(settings) * len(learners) * len(seeds)
    with ProgressBar(sys.stderr, total, "learners") as bar:
        cells = [
            compare(name, learner, setting, seeds, progress=bar.step)
            for name, setting in settings.items()
            for learner in learners
        ]
    if args.json:
        print_json({"seeds": list(seeds), "cells": [_json(cell) for cell in cells]})
    else:
        for line in _lines(cells, len(seeds)):
            print_line(line)
    return 0


def _check(args: argparse.Namespace) -> None:
    if args.seeds < FEWEST:
        raise UsageError(
            f"--seeds is {args.seeds}: fewer than {FEWEST} learners show chance, not schedules"
        )
    if not 2 <= args.days <= 365:
        raise UsageError("--days must lie between 2 and 365")
    if args.cards is not None and not 1 <= args.cards <= 2000:
        raise UsageError("--cards must lie between 1 and 2000")
    if args.deck and args.cards:
        raise UsageError("a deck has its own cards: leave out --cards, or the deck")
    if any(not 1 <= minutes <= 600 for minutes in args.minutes_per_day or ()):
        raise UsageError("--minutes-per-day must lie between 1 and 600")


def _settings(args: argparse.Namespace) -> dict[str, Setting]:
    budgets = BUDGETS
    if args.minutes_per_day:
        budgets = {f"{minutes:g} min a day": minutes for minutes in args.minutes_per_day}
    if args.deck:
        from trainer.deck.shelf import load  # only where a deck is named
        from trainer.questions.catalogue import cards_of
        from trainer.settings import folders
        from trainer.tutor.exam_weights import exam_weights

        deck = load(args.deck, folders())
        counted = exam_weights(deck, cards_of(deck)).values()
        weights: tuple[float, ...] = tuple(weight for weight in counted if weight > 0)
    else:
        count = args.cards or CARDS
        weights = (1 / count,) * count
    return {name: Setting(weights, args.days, minutes) for name, minutes in budgets.items()}


def _json(cell: Cell) -> dict[str, Any]:
    return {
        "budget": cell.budget,
        "minutes_per_day": cell.setting.minutes,
        "days": cell.setting.days,
        "cards": len(cell.setting.weights),
        "learner": cell.learner,
        "policies": [
            {
                "policy": name,
                "recall_at_exam": round(cell.mean(name, "exam"), 4),
                "recall_30_days_later": round(cell.mean(name, "later"), 4),
                "minutes": round(cell.mean(name, "minutes"), 1),
                "recall_per_100_minutes": round(cell.mean(name, "per_minute"), 4),
                "worst_day_minutes": round(cell.worst(name), 1),
                "unseen": round(cell.mean(name, "unseen"), 1),
                **({} if name == PLAN else {"plan_minus_this": _differences(cell, name)}),
            }
            for name in cell.results
        ],
    }


def _differences(cell: Cell, other: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field, figure in (("recall_at_exam", "exam"), ("recall_30_days_later", "later")):
        apart = cell.difference(PLAN, other, figure)
        found[field] = {
            "mean": round(apart.mean, 4),
            "low": round(apart.low, 4),
            "high": round(apart.high, 4),
            "plan_is": apart.word,
        }
    return found


def _lines(cells: Sequence[Cell], learners: int) -> list[str]:
    lines = []
    for cell in cells:
        setting = cell.setting
        lines += [
            f"{cell.budget}: {setting.minutes:g} minutes a day, {setting.days} days, "
            f"{len(setting.weights)} cards; {learners} {cell.learner} learners",
            "  policy      exam   +30 d  minutes  per 100 min  worst day  unseen",
        ]
        lines += [_row(cell, name) for name in cell.results]
        lines += ["", "  recall at the exam"]
        lines += [_bar(cell, name) for name in cell.results]
        lines += ["", "  the plan stands above   at the exam               30 days later"]
        lines += [_against(cell, name) for name in cell.results if name != PLAN]
        lines.append("")
    above = [
        cell.difference(PLAN, other, "exam").word
        for cell in cells
        for other in cell.results
        if other != PLAN
    ]
    lines.append(
        f"At the exam the plan is above in {above.count('above')} of {len(above)} comparisons, "
        f"level in {above.count('level')}, below in {above.count('below')}."
    )
    return lines


def _row(cell: Cell, name: str) -> str:
    return (
        f"  {name:<10}  {cell.mean(name, 'exam'):.3f}  {cell.mean(name, 'later'):.3f}  "
        f"{cell.mean(name, 'minutes'):>7.0f}  {cell.mean(name, 'per_minute'):>11.3f}  "
        f"{cell.worst(name):>9.1f}  {cell.mean(name, 'unseen'):>6.1f}"
    )


def _against(cell: Cell, name: str) -> str:
    exam, later = cell.difference(PLAN, name, "exam"), cell.difference(PLAN, name, "later")
    return (
        f"  {name:<22}  {exam.mean:+.3f} ({exam.low:+.3f} {exam.high:+.3f})   "
        f"{later.mean:+.3f} ({later.low:+.3f} {later.high:+.3f})"
    )


def _bar(cell: Cell, name: str) -> str:
    recall = cell.mean(name, "exam")
    return f"  {name:<10}  {'#' * round(recall * BAR):<{BAR}}  {recall:.3f}"
