"""The disk is full: during an answer, a backup and a migration."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

from tests.evaluation.faults.learner import Learner, acknowledge, learner
from tests.evaluation.faults.result import Result


def no_file_grows() -> Result:
    """No file may grow beyond what it has (RLIMIT_FSIZE), then there is room again."""
    result = Result("full disk during an answer (RLIMIT_FSIZE)")
    with learner() as one:
        wanted = one.some("before", 5)
        for extra in (0, 20_000, 60_000, 150_000):
            side = one.database.with_name("progress.db-wal")
            size = one.database.stat().st_size + (side.stat().st_size if side.exists() else 0)
            process = one.study(limit=lambda most=size + extra: _bounded(most))  # type: ignore[misc]
            wanted += acknowledge(process, f"full {extra}", 60)
            _, error = process.communicate()
            result.runs += 1
            result.says(error)
        wanted += one.some("after", 3)
        result.compare(wanted, one)
        result.examined(one)
    return result


def small_file_system() -> Result:
    """A real file system of 2 MB is filled to its last block, then emptied again."""
    result = Result("full disk during an answer (a tmpfs of 2 MB)")
    with learner() as one, _mounted(one.home) as there:
        if not there:
            result.said = "not run: a file system can only be mounted by root"
            return result
        wanted = one.some("before", 3)
        ballast = one.home / "ballast"
        for spare in (0, 8_192, 40_960, 131_072):
            room = os.statvfs(one.home)
            ballast.write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - spare)))
            process = one.study()
            wanted += acknowledge(process, f"full {spare}", 60)
            _, error = process.communicate()
            result.runs += 1
            result.says(error)
            ballast.unlink()
        wanted += one.some("after", 3)
        result.compare(wanted, one)
        result.examined(one)
    return result


def during_backup() -> Result:
    """The backup finds no room: what was learnt and the older backups stay."""
    result = Result("full disk during a backup")
    with learner() as one:
        wanted = one.some("kept", 6)
        for most in (0, 4_096, 40_960, 81_920):
            done = one.run("restore", "--make", limit=lambda most=most: _bounded(most))  # type: ignore[misc]
            result.runs += 1
            result.says(done.stderr)
        listed = one.run("restore")
        result.heard(listed.stdout, listed.stderr)
        if listed.returncode or "not whole" in listed.stdout:
            result.lost += 1
        result.compare(wanted, one)
        result.examined(one)
    return result


MIGRATION = """
    import sys
    from sqlite_utils.migrations import Migrations
    from trainer.progress import schema
    before = schema.migrations()

    numbers = [(n,) for n in range(3000)]

    @before()
    def a_later_version(db):
        db.execute("CREATE TABLE later (n INTEGER PRIMARY KEY, filling BLOB)")
        db.conn.executemany("INSERT INTO later VALUES (?, zeroblob(200))", numbers)
        {stop}
        db.execute("PRAGMA user_version = 2")

    schema.VERSION = 2
    schema.migrations = lambda: before
    from trainer.cli.main import main
    sys.exit(main(["restore", "--make"]))
"""
"""A version of the program whose tables are one further, and whose migration needs room."""


def migrated(one: Learner, *, most: int = -1, stop: str = "") -> subprocess.CompletedProcess[str]:
    """Start a later version of the program over the learner's file."""
    program = textwrap.dedent(MIGRATION.replace("{stop}", stop))
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False,
        env=one.environ, preexec_fn=(lambda: _bounded(most)) if most >= 0 else None,
    )  # fmt: skip


def during_migration() -> Result:
    """A migration finds no room for its backup, or for itself: the old file is as it was."""
    result = Result("full disk during a migration")
    with learner() as one:
        wanted = one.some("kept", 6)
        size = one.database.stat().st_size
        for most in (0, 4_096, size + 40_000, size + 200_000):
            before = one.database.read_bytes()
            done = migrated(one, most=most)
            result.runs += 1
            result.says(done.stderr)
            if one.database.read_bytes() != before and done.returncode:
                result.lost += 1
        result.compare(wanted, one)
        result.examined(one)
    return result


def killed_migration() -> Result:
    """A migration is killed in its middle: the old program reads the file, the new one resumes."""
    result = Result("a migration killed, then resumed")
    with learner() as one:
        wanted = one.some("kept", 6)
        for _ in range(3):
            done = migrated(one, stop="import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
            assert done.returncode == -signal.SIGKILL, done.stderr
            result.runs += 1
        result.compare(wanted, one)
        done = migrated(one)
        result.heard(done.stderr)
        old = one.run("due")
        result.says(old.stderr)
        copies = list((one.home / "backups").glob("before-v2.db"))
        if done.returncode or "newer version" not in old.stderr or not copies:
            result.lost += 1
    return result


def _bounded(most: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


@contextlib.contextmanager
def _mounted(folder: Path) -> Iterator[bool]:
    """Mount a small file system at `folder`, if this user may."""
    folder.mkdir(mode=0o700)
    words = ["mount", "-t", "tmpfs", "-o", "size=2m,mode=700", "tmpfs", str(folder)]
    try:
        done = subprocess.run(words, capture_output=True, check=False)
    except OSError:
        yield False
        return
    if done.returncode:
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", str(folder)], check=True)
