"""`trainer doctor`: is what is stored whole, and is the memory what the log gives?"""

from __future__ import annotations

import argparse
import sys

from trainer.cli.output import print_json, print_line
from trainer.cli.progress_bar import ProgressBar
from trainer.cli.world import add_now, open_store
from trainer.progress.doctor import Finding, examine, mend
from trainer.settings import folders

NAME = "doctor"
HELP = "Check what is stored. Nothing is changed unless `--fix` is given; a backup is made first."
EPILOG = "examples:\n  trainer doctor\n  trainer doctor --fix\n  trainer doctor --json"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--fix", action="store_true", help="compute anew what differs from the log")
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    add_now(parser)


def run(args: argparse.Namespace) -> int:
    places = folders()
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
        reviews = 0 if _damaged(findings) else sum(1 for _ in store.reviews(undone=True))
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
        print_line(f"All is well: {reviews} reviews, and the memory is what they give.")
    return 1 if wrong else 0


def _damaged(findings: tuple[Finding, ...]) -> bool:
    return any(finding.code == "damaged" for finding in findings)
