"""Faults from outside: `trainer` is run as its users run it, and everything is taken from under it.

    python -m tests.evaluation.faults [--kills 100] [--only WORD]

Prints a table: the fault, how often it was provoked, answers that were acknowledged, those of them
that were lost, whether a traceback was shown, and what was said. Exit code 1 if an acknowledged
answer was lost or a traceback shown.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.benchmarks.terminal import Terminal

TRAINER = [sys.executable, "-m", "trainer"]


@dataclass(slots=True)
class Result:
    """What one fault did over its runs."""

    fault: str
    runs: int = 0
    acknowledged: int = 0
    lost: int = 0
    traceback: bool = False
    said: str = ""
    notes: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        said = " ".join(self.said.split())[:110].replace("|", "/")
        shown = "yes" if self.traceback else "no"
        return (
            f"| {self.fault} | {self.runs} | {self.acknowledged} | {self.lost} | {shown} | {said} |"
        )

    def saw(self, text: str) -> None:
        """Keep what was said: its last line, and whether a traceback was in it."""
        self.traceback = self.traceback or "Traceback (most recent" in text
        lines = [line for line in text.splitlines() if line.strip()]
        if lines:
            self.said = lines[-1]


class Learner:
    """A data folder and the commands over it."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        self.environ: dict[str, str] = {
            **os.environ, "TRAINER_HOME": str(folder), "PYTHONPATH": str(Path.cwd()),
            "TERM": "xterm-256color",
        }  # fmt: skip
        self.database = folder / "progress.db"

    def run(
        self, *words: str, typed: str = "", environ: Mapping[str, str] | None = None,
        limit: Callable[[], None] | None = None,
    ) -> subprocess.CompletedProcess[str]:  # fmt: skip
        return subprocess.run(
            [*TRAINER, *words], input=typed, capture_output=True, text=True, check=False,
            env=dict(environ or self.environ), preexec_fn=limit, timeout=120,
        )  # fmt: skip

    def study(self, *, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
        """The plain conversation, line by line, as JSON objects."""
        return subprocess.Popen(
            [*TRAINER, "study", "baclofen", "--plain", "--json", "--limit", "2000"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            bufsize=1, env=self.environ, preexec_fn=limit,
        )  # fmt: skip

    def answers(self) -> list[str]:
        """Every answer that the log holds."""
        done = self.run("history", "--json")
        found = []
        for row in map(json.loads, done.stdout.splitlines()):
            found.append(str(row["answer"]))
            found += [str(one["answer"]) for one in row.get("follow_ups", [])]
        return found


def acknowledge(process: subprocess.Popen[str], prefix: str, most: int) -> Iterator[str]:
    """Answer until the process ends; yield each answer once its verdict was printed."""
    assert process.stdin is not None and process.stdout is not None
    number = 0
    for line in process.stdout:
        turn = json.loads(line)
        if turn["kind"] in ("verdict", "follow_up") and number:
            yield f"{prefix} {number}"
        if turn["kind"] in ("question", "follow_up"):
            if number >= most:
                return
            number += 1
            try:
                process.stdin.write(f"{prefix} {number}\n")
                process.stdin.flush()
            except (BrokenPipeError, OSError):
                return


def killed(runs: int, signals: Sequence[signal.Signals], name: str) -> Result:
    """A signal at a random moment of a plain session, again and again on one log."""
    result = Result(name)
    chance = random.Random(8)
    with tempfile.TemporaryDirectory() as folder:
        learner = Learner(Path(folder))
        wanted: list[str] = []
        for number in range(runs):
            process = learner.study()
            until = time.perf_counter() + 0.25 + chance.random() * 0.5
            for answer in acknowledge(process, f"run {number} try", 10_000):
                wanted.append(answer)
                if time.perf_counter() > until:
                    process.send_signal(chance.choice(list(signals)))
                    break
            _, error = process.communicate()
            result.runs += 1
            result.saw(error)
        held = set(learner.answers())
        result.acknowledged = len(wanted)
        result.lost = sum(answer not in held for answer in wanted)
        result.saw(learner.run("doctor").stdout)
    return result


def full_disk() -> Result:
    """No file may grow beyond what it has: RLIMIT_FSIZE, then room again."""
    result = Result("full disk (RLIMIT_FSIZE)")
    with tempfile.TemporaryDirectory() as folder:
        learner = Learner(Path(folder))
        process = learner.study()
        wanted = list(acknowledge(process, "before", 5))
        process.communicate()
        for extra in (0, 20_000, 60_000, 150_000):
            wal = learner.database.with_name("progress.db-wal")
            size = learner.database.stat().st_size + (wal.stat().st_size if wal.exists() else 0)

            def limited(most: int = size + extra) -> None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

            process = learner.study(limit=limited)
            wanted += acknowledge(process, f"full {extra}", 60)
            out, error = process.communicate()
            result.runs += 1
            result.saw(error or out)
        said = result.said
        held = set(learner.answers())
        result.acknowledged = len(wanted)
        result.lost = sum(answer not in held for answer in wanted)
        result.saw(learner.run("doctor").stderr)
        result.said = said
    return result


def refused(name: str, spoil: Callable[[Learner], object]) -> Result:
    """The file or folder is spoilt between two sessions: it is said, and nothing made worse."""
    result = Result(name)
    with tempfile.TemporaryDirectory() as folder:
        learner = Learner(Path(folder) / "home")
        process = learner.study()
        wanted = list(acknowledge(process, "kept", 6))
        process.communicate()
        learner.run("due")
        spoil(learner)
        before = _digest(learner.home)
        done = learner.run("study", "baclofen", "--plain", typed="5 mg\nstop\n")
        result.runs = 1
        result.saw(done.stdout + "\n" + done.stderr)
        result.notes.append(f"exit {done.returncode}")
        fixed = learner.run("doctor", "--fix")
        result.traceback = result.traceback or "Traceback" in fixed.stdout + fixed.stderr
        held = set(learner.answers())
        result.acknowledged = len(wanted)
        lost = sum(answer not in held for answer in wanted)
        saved = "Saved" in fixed.stdout or "saved" in fixed.stdout
        result.lost = 0 if lost and (_told(fixed) or before is None) else lost
        if lost:
            result.notes.append(f"{lost} told as lost" if saved or _told(fixed) else "not told")
            result.said += f" (doctor --fix: {_last(fixed.stdout + fixed.stderr)})"
        _writable(learner.home)
    return result


def _told(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether doctor said that something could not be saved, or that it is not ours to mend."""
    text = (done.stdout + done.stderr).casefold()
    return any(
        word in text
        for word in ("lost", "not whole", "cannot", "backup", "no file", "not a", "newer version")
    )


def _last(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else ""


def _digest(folder: Path) -> object:
    return sorted((p.name, p.stat().st_size) for p in folder.rglob("*") if p.is_file()) or None


def _writable(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if path.exists() and not path.is_symlink():
            path.chmod(0o700)


def _cut(learner: Learner) -> None:
    data = learner.database.read_bytes()
    learner.database.write_bytes(data[: len(data) // 2])


def _zero(learner: Learner) -> None:
    size = learner.database.stat().st_size
    learner.database.write_bytes(bytes(size))


def _flip(learner: Learner) -> None:
    data = bytearray(learner.database.read_bytes())
    for place in range(4096 * 3, len(data), 997):
        data[place] ^= 0xFF
    learner.database.write_bytes(bytes(data))


def _foreign(learner: Learner) -> None:
    learner.database.unlink()
    with sqlite3.connect(learner.database) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")


def _newer(learner: Learner) -> None:
    with sqlite3.connect(learner.database) as ours:
        ours.execute("PRAGMA user_version = 999")


def _empty(learner: Learner) -> None:
    learner.database.write_bytes(b"")


def _read_only(learner: Learner) -> None:
    for path in [*learner.home.rglob("*"), learner.home]:
        path.chmod(0o500 if path.is_dir() else 0o400)


def _folder_in_its_place(learner: Learner) -> None:
    learner.database.unlink()
    learner.database.mkdir()


def second_instance() -> Result:
    """A second window is opened and left while the first records."""
    result = Result("a second instance opened and left", runs=1)
    with tempfile.TemporaryDirectory() as folder:
        learner = Learner(Path(folder))
        first = learner.study()
        wanted: list[str] = []
        second: subprocess.Popen[str] | None = None
        said = ""
        for answer in acknowledge(first, "first", 120):
            wanted.append(answer)
            if len(wanted) == 20:
                second = learner.study()
            if len(wanted) == 100 and second is not None:
                second.kill()
                out, error = second.communicate()
                result.saw(out.splitlines()[0] if out else error)
                said = result.said
        first.communicate()
        held = set(learner.answers())
        result.acknowledged = len(wanted)
        result.lost = sum(answer not in held for answer in wanted)
        result.said = json.loads(said)["lines"][0] if said.startswith("{") else said
    return result


def deleted_while_open() -> Result:
    """The file is renamed away in the middle: noticed before the next answer is acknowledged."""
    result = Result("database renamed while open", runs=1)
    with tempfile.TemporaryDirectory() as folder:
        learner = Learner(Path(folder))
        process = learner.study()
        wanted: list[str] = []
        for answer in acknowledge(process, "open", 40):
            wanted.append(answer)
            if len(wanted) == 8:
                learner.database.rename(learner.database.with_name("elsewhere.db"))
        out, error = process.communicate()
        result.saw(error or out)
        elsewhere = Path(folder) / "elsewhere.db"
        for ending in ("-wal", "-shm"):
            side = Path(folder) / f"progress.db{ending}"
            if side.exists():
                side.rename(Path(folder) / f"elsewhere.db{ending}")
        for stray in Path(folder).glob("progress.db*"):
            stray.unlink()
        elsewhere.rename(learner.database)
        for ending in ("-wal", "-shm"):
            side = Path(folder) / f"elsewhere.db{ending}"
            if side.exists():
                side.rename(Path(folder) / f"progress.db{ending}")
        held = set(learner.answers())
        result.acknowledged = len(wanted)
        result.lost = sum(answer not in held for answer in wanted)
    return result


def clocks() -> Result:
    """The clock is back, forward, 1970 and 2106 between sessions, and across daylight saving."""
    result = Result("clock back, forward, 1970, 2106, daylight saving")
    moments = [
        "2026-11-24T12:00:00+00:00", "2020-01-01T12:00:00+00:00", "1970-01-01T00:30:00+00:00",
        "2106-02-07T06:28:15+00:00", "2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00",
        "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2026-11-25T12:00:00+00:00",
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        learner = Learner(Path(folder))
        wanted = []
        for number, moment in enumerate(moments):
            done = learner.run(
                "study", "baclofen", "--plain", "--limit", "1", "--now", moment,
                typed=f"clock {number}\nstop\n",
            )  # fmt: skip
            result.runs += 1
            result.saw(done.stderr)
            if done.returncode == 0:
                wanted.append(f"clock {number}")
        held = set(learner.answers())
        result.acknowledged = len(wanted)
        result.lost = sum(answer not in held for answer in wanted)
        result.saw(learner.run("doctor").stdout)
    return result


def streams() -> Result:
    """stdin closed, stdout closed, no terminal for the screen, a dumb one."""
    result = Result("stdin or stdout closed, no terminal, TERM=dumb")
    with tempfile.TemporaryDirectory() as folder:
        learner = Learner(Path(folder))
        plain = " ".join(TRAINER) + " study baclofen --plain"
        for line in (f"{plain} <&-", f"{plain} </dev/null >&-", f"{plain} </dev/null | head -1",
                     f"{' '.join(TRAINER)} study baclofen </dev/null",
                     f"env -u HOME -u TRAINER_HOME TERM=dumb {' '.join(TRAINER)} due"):  # fmt: skip
            done = subprocess.run(
                ["sh", "-c", line], env=learner.environ, capture_output=True, text=True, check=False
            )
            result.runs += 1
            result.saw(done.stdout + "\n" + done.stderr)
    return result


def screens() -> Result:
    """The screen at 1 by 1 and back, stopped and continued, hung up: the answers stay."""
    result = Result("terminal of 1x1, SIGTSTP and SIGCONT, SIGHUP", runs=3)
    with tempfile.TemporaryDirectory() as folder:
        learner = Learner(Path(folder))
        words = [*TRAINER, "study", "baclofen"]
        for number, send in enumerate((None, signal.SIGTSTP, signal.SIGHUP)):
            with Terminal(words, learner.environ) as terminal:
                terminal.wait("Don't know")
                terminal.settle(0.3)
                terminal.press(f"screen {number}\r")
                terminal.settle(0.4)
                if send is None:
                    for size in ((1, 1), (24, 80)):
                        packed = struct.pack("HHHH", *size, 0, 0)
                        fcntl.ioctl(terminal.descriptor, termios.TIOCSWINSZ, packed)
                        os.kill(terminal.pid, signal.SIGWINCH)
                        terminal.settle(0.3)
                    terminal.press("again\r")
                    terminal.settle(0.4)
                else:
                    os.kill(terminal.pid, send)
                    time.sleep(0.3)
                    if send is signal.SIGTSTP:
                        os.kill(terminal.pid, signal.SIGCONT)
                        terminal.settle(0.3)
        held = set(learner.answers())
        wanted = ["screen 0", "again", "screen 1", "screen 2"]
        result.acknowledged = len(wanted)
        result.lost = sum(answer not in held for answer in wanted)
        result.saw(learner.run("doctor").stdout)
    return result


def edited_deck() -> Result:
    """The deck is edited, then removed, in the middle of a session: the asked question stands."""
    result = Result("deck edited and removed during study", runs=2)
    with tempfile.TemporaryDirectory() as folder:
        learner = Learner(Path(folder) / "home")
        deck = Path(folder) / "deck"
        deck.mkdir()
        cards = "".join(
            f"  - {{id: c{n}, ask: What is number {n}?, answer: n{n}}}\n" for n in range(30)
        )
        (deck / "deck.yaml").write_text(f"id: d\ntitle: D\ncards:\n{cards}", encoding="utf-8")
        process = subprocess.Popen(
            [*TRAINER, "study", str(deck), "--plain", "--json", "--limit", "60"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            bufsize=1, env=learner.environ,
        )  # fmt: skip
        wanted = []
        for answer in acknowledge(process, "edit", 20):
            wanted.append(answer)
            if len(wanted) == 5:
                (deck / "deck.yaml").write_text("id: d\ntitle: D\ncards: []\n", encoding="utf-8")
            if len(wanted) == 10:
                shutil.rmtree(deck)
        out, error = process.communicate()
        result.saw(error or out)
        held = set(learner.answers())
        result.acknowledged = len(wanted)
        result.lost = sum(answer not in held for answer in wanted)
        result.said = "" if not error else result.said
    return result


SPOILT: tuple[tuple[str, Callable[[Learner], object]], ...] = (
    ("truncated database", _cut),
    ("zeroed database", _zero),
    ("flipped bytes", _flip),
    ("database of another program", _foreign),
    ("database of a newer version", _newer),
    ("empty database file", _empty),
    ("a folder in the database's place", _folder_in_its_place),
    ("read-only folder", _read_only),
)


def faults(kills: int) -> Iterator[tuple[str, Callable[[], Result]]]:
    """Every fault by name; root may write everywhere, so that read-only is left out for root."""
    name = "SIGKILL at random moments"
    yield name, partial(killed, kills, [signal.SIGKILL], name)
    name = "SIGHUP or SIGTERM in a plain session"
    yield name, partial(killed, 10, [signal.SIGHUP, signal.SIGTERM], name)
    for name, spoil in SPOILT:
        if spoil is not _read_only or os.geteuid():
            yield name, partial(refused, name, spoil)
    for fault in (full_disk, second_instance, deleted_while_open, clocks, streams, screens,
                  edited_deck):  # fmt: skip
        yield fault.__name__, fault


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--only", default="", metavar="WORD")
    args = parser.parse_args()
    print("| fault | runs | acknowledged | lost | traceback | said |\n|---|---|---|---|---|---|")
    wrong = 0
    for name, fault in faults(args.kills):
        if args.only not in name:
            continue
        result = fault()
        print(result, flush=True)
        wrong += result.lost > 0 or result.traceback
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
