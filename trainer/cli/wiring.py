"""Everything that a front end needs, put together."""

from __future__ import annotations

import argparse

from trainer.cli.world import open_store, stopwatch
from trainer.settings import folders, load_preferences
from trainer.tutor.desk import Desk


def open_desk(args: argparse.Namespace, *, read_only: bool = False) -> Desk:
    """Open the learner's log and put everything together; with `read_only` nothing is made."""
    places = folders()
    preferences = load_preferences(places.preferences)
    store = open_store(args, places, preferences, read_only=read_only)
    seed = "" if args.seed is None else f"{args.seed}-"
    return Desk(places, preferences, store, stopwatch, salt=seed)
