"""The clock, the streams, the screen and the deck are not what they were a moment ago."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import struct
import subprocess
import termios

from tests.benchmarks.terminal import Terminal
from tests.evaluation.faults.learner import TRAINER, acknowledge, learner
from tests.evaluation.faults.result import Result

MOMENTS = (
    "2026-11-24T12:00:00+00:00", "2020-01-01T12:00:00+00:00", "1970-01-01T00:30:00+00:00",
    "2106-02-07T06:28:15+00:00", "2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00",
    "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2026-11-25T12:00:00+00:00",
)  # fmt: skip


def clocks() -> Result:
    """The clock is back, forward, 1970 and 2106 between sessions, and across daylight saving."""
    result = Result("clock back, forward, 1970, 2106, daylight saving")
    with learner() as one:
        wanted = []
        for number, moment in enumerate(MOMENTS):
            done = one.run(
                "study", "baclofen", "--plain", "--cram", "--limit", "1", "--now", moment,
                typed=f"clock {number}\nstop\n",
            )  # fmt: skip
            result.runs += 1
            result.heard(done.stderr)
            if done.returncode == 0:
                wanted.append(f"clock {number}")
        done = one.run("doctor")
        result.heard(done.stdout, done.stderr)
        result.said = done.stdout.partition("\n")[0]
        result.compare(wanted, one)
        result.lost += len(MOMENTS) - len(wanted)
        result.examined(one)
    return result


def streams() -> Result:
    """stdin closed, stdout closed, both, no terminal for the screen, a dumb one."""
    result = Result("stdin or stdout closed, no terminal, TERM=dumb")
    with learner() as one:
        program = " ".join(TRAINER)
        plain = f"{program} study baclofen --plain"
        for line in (f"{plain} <&-", f"{plain} </dev/null >&-", f"{plain} <&- >&- 2>&-",
                     f"{plain} </dev/null | head -1", f"{plain} </dev/null >/dev/full",
                     f"{program} due >/dev/full", f"TERM=dumb {program} study baclofen",
                     f"{program} study baclofen </dev/null"):  # fmt: skip
            done = subprocess.run(
                ["sh", "-c", line], env=one.environ, capture_output=True, text=True, check=False
            )
            result.runs += 1
            result.said = ""
            result.says(done.stdout, done.stderr)
        result.examined(one)
    return result


def screens() -> Result:
    """The screen at 1 by 1 and back, stopped and continued, hung up: the answers stay."""
    result = Result("terminal of 1x1, SIGTSTP and SIGCONT, SIGHUP", silent=True)
    with learner() as one:
        for word, send in (("small", None), ("stopped", signal.SIGTSTP), ("gone", signal.SIGHUP)):
            wanted = []
            with Terminal([*TRAINER, "study", "baclofen"], one.environ) as terminal:
                terminal.wait("Don't know")
                wanted.append(_answered(terminal, f"the screen is {word}"))
                if send is None:
                    for size in ((1, 1), (24, 80)):
                        packed = struct.pack("HHHH", *size, 0, 0)
                        fcntl.ioctl(terminal.descriptor, termios.TIOCSWINSZ, packed)
                        os.kill(terminal.pid, signal.SIGWINCH)
                        terminal.settle(0.5)
                    wanted.append(_answered(terminal, "and it is back"))
                else:
                    os.kill(terminal.pid, send)
                    if send is signal.SIGTSTP:
                        os.kill(terminal.pid, signal.SIGCONT)
                        terminal.settle(0.5)
            result.runs += 1
            result.compare(wanted, one)
        result.examined(one)
    return result


def _answered(terminal: Terminal, answer: str) -> str:
    """Type an answer and wait until the screen says what it is worth."""
    terminal.press(f"{answer}\r")
    terminal.wait("Not right")
    terminal.settle(0.3)
    return answer


def edited_deck() -> Result:
    """The deck is edited, then removed, in the middle of a session: the asked question stands."""
    result = Result("deck edited and removed during study", runs=2, silent=True)
    with learner() as one:
        deck = one.home.with_name("deck")
        deck.mkdir()
        cards = "".join(
            f"  - {{id: c{n}, ask: What is number {n}?, answer: n{n}}}\n" for n in range(30)
        )
        (deck / "deck.yaml").write_text(f"id: d\ntitle: D\ncards:\n{cards}", encoding="utf-8")
        process = one.study(str(deck), count=60)
        wanted = []
        for answer in acknowledge(process, "edit", 20):
            wanted.append(answer)
            if len(wanted) == 5:
                (deck / "deck.yaml").write_text("id: d\ntitle: D\ncards: []\n", encoding="utf-8")
            if len(wanted) == 10:
                shutil.rmtree(deck)
        _, error = process.communicate()
        result.says(error)
        result.compare(wanted, one)
        result.lost += 20 - len(wanted)
        result.examined(one)
    return result
