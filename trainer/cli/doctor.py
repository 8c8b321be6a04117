"""`trainer doctor`: is what is stored whole, and is the memory what the log gives?"""

from __future__ import annotations

import argparse
import sys

from trainer.cli.output import print_json, print_line
from trainer.cli.progress_bar import ProgressBar
from trainer.cli.world import add_now, clock_of, open_store
from trainer.errors import StorageError
from trainer.progress.backup import backups
from trainer.progress.database import recorded_beside
from trainer.progress.doctor import examine, mend
from trainer.progress.finding import Finding
from trainer.progress.journal import logged_models
from trainer.progress.surroundings import surroundings
from trainer.schedule.fsrs_model import FsrsModel
from trainer.settings import Folders, folders, load_preferences

NAME = "doctor"
HELP = "Check what is stored. Nothing is changed unless `--fix` is given; a backup is made first."
EPILOG = "examples:\n  trainer doctor\n  trainer doctor --fix\n  trainer doctor --json"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fix", action="store_true", help="compute anew what differs from the log")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    places = folders()
    if args.fix:
        _save_what_is_left(places, args)
    with (
        ProgressBar(sys.stderr, 1, "cards") as bar,
        open_store(args, places, read_only=not args.fix) as store,
    ):
        findings = examine(store, bar.show)
        mended = 0
        if args.fix and any(finding.mends for finding in findings):
            store.back_up(places.backups, always=True)
            mended = mend(store, bar.show)
            findings = examine(store, bar.show)
        findings += tuple(surroundings(store))
        reviews = 0 if _damaged(findings) else store.count_askings()
    wrong = any(finding.severity == "error" for finding in findings)
    if args.json:
        print_json(
            {
                "file": str(places.database),
                "ok": not wrong,
                "reviews": reviews,
                "mended": mended,
                "findings": [
                    {
                        "code": finding.code,
                        "severity": finding.severity,
                        "message": finding.message,
                        "hint": finding.hint,
                        "mends": finding.mends,
                    }
                    for finding in findings
                ],
            }
        )
        return 1 if wrong else 0
    for finding in findings:
        print_line(f"{finding.severity}: {finding.message}. {finding.hint}".rstrip())
    if mended:
        print_line(f"Computed anew from the log: {mended} cards.")
    if not wrong:
        well = (
            "All is well" if all(one.severity == "note" for one in findings) else "Otherwise well"
        )
        print_line(f"{well}: {reviews} reviews, and the memory is what they give.")
    return 1 if wrong else 0


def _save_what_is_left(places: Folders, args: argparse.Namespace) -> None:
    """If the file is damaged or gone, make a new one of what can be read and of the backups."""
    if not places.database.exists():
        if not recorded_beside(places.database) or not backups(places.backups):
            return
    elif _is_whole(places, args):
        return
    from trainer.progress.restore import salvage

    model = FsrsModel(load_preferences(places.preferences).desired_retention)
    stamp = f"{clock_of(args.now)():%Y%m%d-%H%M%S}"
    done = salvage(places.database, places.backups, stamp, lambda db: logged_models(db, model))
    what = f"was damaged and is kept as {done.aside}" if done.aside else "was gone"
    lost = (
        f" {done.lost} events that were recorded are lost, unless another machine sent them: "
        "`trainer sync FOLDER` brings those back."
        if done.lost
        else ""
    )
    print(
        f"trainer: the file {what}. Saved {done.events} events, {done.before} of them from the "
        f"file itself.{lost}",
        file=sys.stderr,
    )


def _is_whole(places: Folders, args: argparse.Namespace) -> bool:
    """Whether there is nothing to save; StorageError for a file that is not ours to mend."""
    try:
        with open_store(args, places, read_only=True) as store:
            return not _damaged(examine(store))
    except StorageError as error:
        if "newer version" in error.what or "another program" in error.what:
            raise
        return False


def _damaged(findings: tuple[Finding, ...]) -> bool:
    return any(finding.code == "damaged" for finding in findings)
