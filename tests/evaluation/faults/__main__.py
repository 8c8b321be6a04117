"""All faults in one table.

    python -m tests.evaluation.faults [--kills 100] [--only WORD]

The fault, how often it was provoked, the answers that were acknowledged, those of them that were
lost, whether a traceback was shown, and what the program said. For crashes, full disks, signals,
clocks and second instances nothing may be lost; for files that were destroyed or replaced, what
came after the newest backup or sync may be, if its number is told. Exit code 1 if not so, or if a
fault does not come to its end. The table goes to stdout, how far it is to stderr.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

from tests.evaluation.faults import company, damage, kills, rights, room, surroundings
from tests.evaluation.faults.result import HEAD, Result

PATIENCE = 1_800
"""Seconds after which a fault is given up: a program that hangs has not kept its promise."""


class TooLong(Exception):
    """A fault did not come to its end."""


def faults(runs: int) -> Iterator[tuple[str, Callable[[], Result]]]:
    """Every fault, with a name to choose it by."""
    name = "SIGKILL at random moments"
    yield name, partial(kills.at_random, runs, [signal.SIGKILL], name)
    name = "SIGHUP or SIGTERM in a plain session"
    yield name, partial(kills.at_random, 10, [signal.SIGHUP, signal.SIGTERM], name)
    yield "SIGKILL in an exam", partial(kills.in_an_exam, 10)
    for way in ("kill", "raise"):
        yield f"statement {way}", partial(kills.at_every_statement, way)
    for fault in (room.no_file_grows, room.small_file_system, room.during_backup,
                  room.during_migration, room.killed_migration):  # fmt: skip
        yield fault.__name__, fault
    if rights.possible():
        for name, take in (
            ("read-only folder", rights.read_only),
            ("read-only file", rights.file_read_only),
            ("no permission for the file", rights.no_permission),
            ("no permission for the folder", rights.folder_closed),
        ):
            yield name, partial(rights.spoilt, name, take)
    yield "homeless", rights.homeless
    for name, spoil in (
        ("truncated database", damage.cut),
        ("zeroed database", damage.zero),
        ("flipped bytes", damage.flip),
        ("empty database file", damage.empty),
        ("text in the database's place", damage.garbage),
        ("a folder in the database's place", damage.folder),
    ):
        yield name, partial(damage.destroyed, name, spoil)
    name = "zeroed database without any backup"
    yield name, partial(damage.destroyed, name, damage.zero, backup=False)
    for name, spoil in (
        ("database of another program", damage.foreign),
        ("database of a newer version", damage.newer),
    ):
        yield name, partial(damage.not_ours, name, spoil)
    for family in (
        (damage.deleted_between, damage.stale_side_file, damage.missing_side_file),
        (damage.older_copy, damage.synced_log),
        (company.second_window, company.renamed, company.deleted, company.restored_over),
        (surroundings.clocks, surroundings.streams, surroundings.screens),
        (surroundings.edited_deck,),
    ):
        for fault in family:
            yield fault.__name__, fault


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--only", default="", metavar="WORD")
    args = parser.parse_args()
    signal.signal(signal.SIGALRM, _too_long)
    print(HEAD, flush=True)
    broken = 0
    for name, fault in faults(args.kills):
        if args.only in name:
            result = _watched(name, fault)
            print(result, flush=True)
            broken += not result.kept
    return 1 if broken else 0


def _watched(name: str, fault: Callable[[], Result]) -> Result:
    """Provoke the fault and say on stderr how long it took."""
    print(f"{name} ... ", end="", file=sys.stderr, flush=True)
    begin = time.monotonic()
    signal.alarm(PATIENCE)
    try:
        result = fault()
    except TooLong as error:
        result = Result(name, said=str(error), unfinished=True)
    finally:
        signal.alarm(0)
    held = "kept" if result.kept else "BROKEN"
    print(f"{held}, {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)
    return result


def _too_long(*_: object) -> None:
    raise TooLong(f"not finished in {PATIENCE} s")


if __name__ == "__main__":
    raise SystemExit(main())
