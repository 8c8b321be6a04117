"""Our memory states and intervals beside those of fsrs-rs, and what a fit brings.

    python -m tests.benchmarks.fsrs_rs --environment /tmp/fsrs-rs

makes an environment of its own with `fsrs-rs-python` and `fsrs` (or uses the one that is there) and
runs itself in it. States must agree within 1e-5 of their size; intervals must be equal but where
the unrounded one lies on a half day.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks.own_environment import python_with
from trainer.chance import Chance
from trainer.schedule.fitting import fit
from trainer.schedule.fsrs_model import FSRS6_WEIGHTS, FsrsModel
from trainer.schedule.memory import Rating
from trainer.schedule.simulation.learner import Draws, PerturbedLearner
from trainer.schedule.simulation.policy import FsrsPolicy
from trainer.schedule.simulation.run import run
from trainer.schedule.simulation.setting import Setting

CARDS, REVIEWS = 2_000, 10
RETENTIONS = (0.8, 0.9, 0.95)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--environment", type=Path, default=Path("build/fsrs-rs"))
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if not args.inside:
        python = python_with(args.environment, "fsrs-rs-python", "fsrs")
        return subprocess.run(
            [str(python), "-m", "tests.benchmarks.fsrs_rs", "--inside"],
            env={**os.environ, "PYTHONPATH": str(Path.cwd())},
            check=False,
        ).returncode
    report = {**agreement(), "fits": [fitted(seed) for seed in range(3001, 3009)]}
    json.dump(report, sys.stdout, indent=1)
    print()
    return 0 if report["states_agree"] and not report["intervals_that_differ"] else 1


def agreement() -> dict[str, Any]:
    """Walk random histories with both, and compare after every review."""
    from fsrs_rs_python import FSRS

    theirs = FSRS(list(FSRS6_WEIGHTS))
    worst = 0.0
    compared = ties = 0
    differ: list[list[float]] = []
    for card in range(CARDS):
        chance = Chance("parity", card)
        ours = FsrsModel(RETENTIONS[card % 3])
        state = their_state = None
        day = 0
        for _ in range(REVIEWS):
            gap = chance.between(1, 3) if chance.below(3) == 0 else chance.between(1, 200)
            rating = Rating(chance.between(1, 4))
            day += gap
            their_next = theirs.next_states(
                their_state, ours.desired_retention, gap if state else 0
            )
            chosen = getattr(their_next, rating.name.lower())
            their_state = chosen.memory
            state = ours.first(rating, day) if state is None else ours.next(state, rating, day)
            for one, other in (
                (state.stability, their_state.stability),
                (state.difficulty, their_state.difficulty),
            ):
                worst = max(worst, abs(one - other) / other)
            compared += 1
            mine, theirs_days = state.due_day - day, max(1.0, min(36_500.0, chosen.interval))
            if mine != max(1, round(theirs_days)):
                near_half = abs(theirs_days % 1 - 0.5) < 1e-4 * max(1.0, theirs_days)
                ties += near_half
                if not near_half:
                    differ.append([mine, theirs_days])
    return {
        "reviews_compared": compared,
        "largest_relative_difference": worst,
        "states_agree": worst <= 1e-5,
        "rounding_ties": ties,
        "intervals_that_differ": differ,
    }


def fitted(seed: int) -> dict[str, Any]:
    """Let a learner with a memory of their own live 200 days, and fit to the log."""
    setting = Setting((1 / 400,) * 400, 200, 15.0)
    lived: dict[int, list[tuple[int, int]]] = {}

    class Noting(FsrsPolicy):
        def note(self, card: int, day: int, rating: int) -> None:
            lived.setdefault(card, []).append((day, rating))
            super().note(card, day, rating)

    run(setting, Noting(setting, 0.9), PerturbedLearner(seed), Draws(seed))
    histories = list(lived.values())
    result = fit(histories, FSRS6_WEIGHTS, full=True)
    return {
        "learner": seed,
        "reviews": result.reviews,
        "log_loss": round(result.present_loss, 4),
        "stages": {
            stage.name: {"log_loss": round(stage.loss, 4), "gain": round(stage.gain, 4)}
            for stage in result.stages
        },
        "kept": result.chosen or None,
    }


if __name__ == "__main__":
    raise SystemExit(main())
