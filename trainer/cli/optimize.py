"""`trainer optimize`: fit the memory model to the learner, if that is better on unseen days."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from importlib.util import find_spec
from typing import Any

from trainer.cli.output import print_json, print_line
from trainer.cli.progress_bar import ProgressBar
from trainer.cli.world import add_now, open_store
from trainer.extras import how_to_add
from trainer.progress.parameters import load_weights, save_weights
from trainer.schedule.fitting import FEWEST, STEPS, Fitting, fit
from trainer.schedule.fsrs_model import FSRS6_WEIGHTS
from trainer.settings import folders

NAME = "optimize"
HELP = "Fit the memory model to you; a fit is kept only if it is better on days it has not seen."
EPILOG = """\
examples:
  trainer optimize
  trainer optimize --try            only say what a fit would bring
  trainer optimize --forget         back to the usual parameters

First the stabilities after a first answer are fitted, then all parameters (that needs the extra
`optimize`: in a clone, pip install '.[optimize]'). What was learnt before keeps the parameters of
its day."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--try", dest="only_look", action="store_true", help="keep nothing")
    parser.add_argument("--forget", action="store_true", help="back to the usual parameters")
    parser.add_argument("--first-only", action="store_true", help="only the first stage")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    data = folders().data
    if args.forget:
        save_weights(data, None)
        print_json({"kept": False, "forgotten": True}) if args.json else print_line(
            "The usual parameters hold again."
        )
        return 0
    with open_store(args, read_only=True) as store:
        histories = store.histories()
    full = not args.first_only and find_spec("fsrs_rs_python") is not None
    present = load_weights(data) or FSRS6_WEIGHTS
    with ProgressBar(sys.stderr, STEPS, "steps") as bar:
        result = fit(histories, present, full=full, progress=bar.step)
    kept = result.weights is not None and not args.only_look
    if kept:
        save_weights(data, result.weights)
    if args.json:
        print_json(_json(result, kept))
    else:
        for line in _lines(result, kept, full):
            print_line(line)
    return 0


def _json(result: Fitting, kept: bool) -> dict[str, Any]:
    return {
        "kept": kept,
        "reviews": result.reviews,
        "held_out": result.held_out,
        "log_loss": round(result.present_loss, 6),
        "stages": [
            {
                "stage": stage.name,
                **{k: round(v, 6) for k, v in asdict(stage).items() if k != "name"},
                "better": stage.better,
            }
            for stage in result.stages
        ],
        "chosen": result.chosen or None,
        "weights": list(result.weights) if result.weights else None,
    }


def _lines(result: Fitting, kept: bool, full: bool) -> list[str]:
    if not result.stages:
        return [
            f"There are {result.reviews} reviews of known cards: a fit needs {FEWEST} at least. "
            "The usual parameters stay."
        ]
    lines = [
        f"{result.reviews} reviews; judged on the newest {result.held_out}, which no fit has seen.",
        f"  {'as it is':<18} log loss {result.present_loss:.4f}",
    ]
    lines += [
        f"  {stage.name:<18} log loss {stage.loss:.4f}, "
        f"{abs(stage.gain) / result.present_loss:.1%} {'better' if stage.gain > 0 else 'worse'} "
        f"(give or take {stage.error / result.present_loss:.1%})"
        for stage in result.stages
    ]
    if not full:
        lines.append(f"  All parameters: not tried. {how_to_add('optimize')}")
    if result.weights is None:
        lines.append("No fit is better beyond doubt: the present parameters stay.")
    else:
        lines.append(
            f"Kept: {result.chosen}. What comes is scheduled by them."
            if kept
            else f"Not kept, as asked. {result.chosen.capitalize()} would be taken."
        )
    return lines
