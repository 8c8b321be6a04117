"""The file is destroyed from outside: told, never made worse, saved as far as it can be.

Here answers may be lost, up to the newest verified backup; then their number must be told.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable

from tests.evaluation.faults.learner import Learner, acknowledge, learner
from tests.evaluation.faults.result import Result, plain


def destroyed(name: str, spoil: Callable[[Learner], object], *, backup: bool = True) -> Result:
    """Spoil the file between two sessions, study, let doctor mend, and count."""
    result = Result(name, runs=1)
    with learner() as one:
        wanted = one.some("early", 6)
        one.run("restore", "--make")
        wanted += one.some("late", 4)
        if not backup:
            shutil.rmtree(one.home / "backups")
        spoil(one)
        before = _digest(one)
        done = one.run("study", "baclofen", "--plain", typed="5 mg\nstop\n")
        result.says(done.stderr)
        if not result.said:
            result.said = _notice(done.stdout)
        if done.returncode and _digest(one) != before:
            result.said, result.lost = "the file was changed though it was refused", 1
        fixed = one.run("doctor", "--fix")
        result.heard(fixed.stdout, fixed.stderr)
        result.told = _told(done.stdout + done.stderr + fixed.stdout + fixed.stderr)
        said = plain(fixed.stderr or fixed.stdout)
        if said not in result.said:
            result.said += f" - doctor --fix: {said}"
        result.compare(wanted, one)
    return result


def deleted_between() -> Result:
    """The file is gone between two sessions: that is said, and the backup brought back."""
    result = Result("database deleted between sessions", runs=1)
    with learner() as one:
        wanted = one.some("early", 6)
        one.run("restore", "--make")
        wanted += one.some("late", 4)
        one.database.unlink()
        done = one.run("study", "baclofen", "--plain", typed="stop\n")
        restored = one.run("restore", "1")
        result.heard(done.stdout, done.stderr, restored.stdout, restored.stderr)
        result.told = _told(restored.stdout) if _told(done.stdout) == 10 else 0
        result.said = f"{_notice(done.stdout)} - restore: {plain(restored.stdout)}"
        result.compare(wanted, one)
    return result


def not_ours(name: str, spoil: Callable[[Learner], object]) -> Result:
    """Another program's or a newer version's file: refused, and left as it is."""
    result = Result(name, runs=1)
    with learner() as one:
        wanted = one.some("kept", 6)
        whole = one.database.read_bytes()
        spoil(one)
        before = one.database.read_bytes()
        for words in (("study", "baclofen", "--plain"), ("doctor", "--fix"), ("due",), ("undo",)):
            done = one.run(*words, typed="5 mg\nstop\n")
            result.says(done.stderr)
            if one.database.read_bytes() != before:
                result.lost += 1
        one.database.unlink()
        one.database.write_bytes(whole)
        result.compare(wanted, one)
        result.examined(one)
    return result


def stale_side_file() -> Result:
    """After a crash, a copy from days before is put in place; the `-wal` is still there."""
    result = Result("stale -wal beside an older copy", runs=1)
    with learner() as one:
        wanted = one.some("early", 4)
        older = one.database.read_bytes()
        wanted += one.some("middle", 20)
        wanted += _crashed(one, 20)
        newer = one.database.read_bytes()
        one.database.write_bytes(older)
        side = one.database.with_name("progress.db-wal")
        before = side.read_bytes()
        done = one.run("study", "baclofen", "--plain", typed="5 mg\nstop\n")
        result.says(done.stderr)
        if not side.exists() or side.read_bytes() != before:
            result.lost += 1
        one.database.write_bytes(newer)
        result.compare(wanted, one)
        result.examined(one)
    return result


def _crashed(one: Learner, count: int) -> list[str]:
    """Study until `count` answers were acknowledged, then die with a side file left behind."""
    process = one.study()
    wanted = []
    for answer in acknowledge(process, "late", 200):
        wanted.append(answer)
        if len(wanted) == count:
            process.kill()
            break
    process.communicate()
    return wanted


def missing_side_file() -> Result:
    """After a crash, the `-wal` is deleted: what stood only in it is gone, and that is told."""
    result = Result("missing -wal after a crash", runs=1)
    with learner() as one:
        wanted = one.some("early", 4)
        wanted += _crashed(one, 20)
        for tail in ("-wal", "-shm"):
            one.database.with_name(f"progress.db{tail}").unlink()
        done = one.run("study", "baclofen", "--plain", typed="stop\n")
        result.heard(done.stdout, done.stderr)
        result.said = _notice(done.stdout) or plain(done.stderr)
        result.told = _told(done.stdout + done.stderr)
        result.compare(wanted, one)
    return result


def older_copy() -> Result:
    """A plain copy of last week's file is put over the present one."""
    result = Result("an older copy put over the file", runs=1)
    with learner() as one:
        wanted = one.some("early", 4)
        older = one.database.read_bytes()
        wanted += one.some("late", 6)
        one.database.write_bytes(older)
        done = one.run("study", "baclofen", "--plain", typed="stop\n")
        result.heard(done.stdout, done.stderr)
        result.said = _notice(done.stdout)
        result.told = _told(done.stdout)
        result.compare(wanted, one)
    return result


def synced_log() -> Result:
    """The file is zeroed, there is no backup, but the learner had synced."""
    result = Result("zeroed database, no backup, synced before", runs=1)
    with learner() as one:
        shared = one.home.with_name("shared")
        shared.mkdir()
        wanted = one.some("kept", 6)
        one.run("sync", str(shared))
        shutil.rmtree(one.home / "backups", ignore_errors=True)
        zero(one)
        fixed = one.run("doctor", "--fix")
        result.says(fixed.stderr)
        one.database.unlink()
        done = one.run("sync", str(shared))
        result.heard(done.stdout, done.stderr)
        result.compare(wanted, one)
    return result


def cut(one: Learner) -> None:
    """Half of the file."""
    data = one.database.read_bytes()
    one.database.write_bytes(data[: len(data) // 2])


def zero(one: Learner) -> None:
    """As long as before, and nothing in it."""
    one.database.write_bytes(bytes(one.database.stat().st_size))


def flip(one: Learner) -> None:
    """A byte of every thousand is another."""
    data = bytearray(one.database.read_bytes())
    for place in range(4096 * 3, len(data), 997):
        data[place] ^= 0xFF
    one.database.write_bytes(bytes(data))


def empty(one: Learner) -> None:
    """0 bytes: SQLite would take it for a new database."""
    one.database.write_bytes(b"")


def garbage(one: Learner) -> None:
    """Text in its place."""
    one.database.write_text("nothing of this is a database\n" * 200)


def folder(one: Learner) -> None:
    """A folder in its place."""
    one.database.unlink()
    one.database.mkdir()


def foreign(one: Learner) -> None:
    """Another program's database."""
    one.database.unlink()
    with sqlite3.connect(one.database) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()


def newer(one: Learner) -> None:
    """A later version of the trainer wrote it."""
    with sqlite3.connect(one.database) as ours:
        ours.execute("PRAGMA user_version = 999")
    ours.close()


def _digest(one: Learner) -> object:
    found = [one.database, one.database.with_name("progress.db-wal")]
    return [path.read_bytes() if path.is_file() else None for path in found]


def _notice(out: str) -> str:
    """What the tutor said of the file when the conversation began."""
    for line in out.splitlines()[:4]:
        if "The file with your progress" in line:
            return plain(line.partition(": ")[2])
    return ""


def _told(text: str) -> int:
    """The greatest number of events that are said to be missing or lost."""
    numbers = re.findall(
        r"(\d+) (?:events that were recorded|answers and other events (?:were|are not) in)", text
    )
    return max(map(int, numbers), default=0)
