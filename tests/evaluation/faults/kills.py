"""The process ends without warning: at random moments, and at every statement of the database."""

from __future__ import annotations

import json
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

from tests.evaluation.faults.learner import acknowledge, learner, typed
from tests.evaluation.faults.result import Result


def at_random(runs: int, signals: Sequence[signal.Signals], name: str) -> Result:
    """A signal at a random moment of a plain session, again and again on one log."""
    result = Result(name)
    chance = random.Random(8)
    with learner() as one:
        wanted: list[str] = []
        for number in range(runs):
            process = one.study()
            until = None
            for answer in acknowledge(process, f"run {number} try", 10_000):
                wanted.append(answer)
                until = until or time.perf_counter() + chance.random() * 0.3
                if time.perf_counter() > until:
                    process.send_signal(chance.choice(list(signals)))
                    break
            out, error = process.communicate()
            wanted += _finished(out, wanted)
            result.runs += 1
            result.heard(error)
        result.compare(wanted, one)
        result.examined(one)
    return result


def _finished(out: str, wanted: list[str]) -> list[str]:
    """The answer whose verdict came out between the last one that was read and the end."""
    for line in out.splitlines():
        if line.endswith("}") and json.loads(line)["kind"] in ("verdict", "follow_up"):
            prefix, _, number = wanted[-1].rpartition(" ")
            return [f"{prefix} {int(number) + 1}"]
    return []


def in_an_exam(runs: int) -> Result:
    """SIGKILL at a random moment of one exam, which is resumed and killed again."""
    result = Result("SIGKILL in one exam, resumed each time", silent=True)
    chance = random.Random(9)
    with learner() as one:
        saved: set[int] = set()
        for number in range(runs):
            begin = ("--resume",) if number else ("--questions", str(QUESTIONS), "--seed", "5")
            process = one.exam(*begin)
            until = time.perf_counter() + 1.0 + chance.random() * 2
            answered = False
            assert process.stdout is not None
            for line in process.stdout:
                if found := re.search(r"Question (\d+) saved", line):
                    saved.add(int(found[1]))
                if time.perf_counter() > until:
                    break
                if re.search(r"Question \d+ of \d+\.", line):
                    reply, answered = f"{chance.randrange(1, 99)} mg", True
                elif answered and line.startswith("Tutor: ") and not found:
                    reply = "next"  # an option was asked for, or it is the last one
                else:
                    continue
                if not typed(process, reply):
                    break
            process.kill()
            out, error = process.communicate()
            saved |= {int(found) for found in re.findall(r"Question (\d+) saved", out)}
            result.runs += 1
            result.heard(error)
            there = one.run("exam", "baclofen", "--resume", "--plain", typed="list\nleave\n")
            result.heard(there.stderr)
            listed = re.search(r"Answered: ([\d, to]+)\.", there.stdout)
            kept = _numbers(listed[1]) if listed else set()
            result.lost += len(saved - kept)
        result.acknowledged = len(saved)
        result.examined(one)
    return result


QUESTIONS = 100


def _numbers(runs: str) -> set[int]:
    """The numbers of "1, 3 to 5"."""
    found: set[int] = set()
    for run in runs.split(", "):
        ends = [int(end) for end in run.split(" to ")]
        found |= set(range(ends[0], ends[-1] + 1))
    return found


def at_every_statement(way: str) -> Result:
    """`raise`: SQLite fails at the k-th statement; `kill`: the process dies there; for every k."""
    what = "SIGKILL" if way == "kill" else "a disk error"
    result = Result(f"{what} at every statement of a life")
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "tests.progress.injected", folder, way],
            capture_output=True, text=True, check=False, timeout=600,
        )  # fmt: skip
        result.heard(done.stderr)
        told = json.loads(done.stdout)
    result.runs = told["statements"]
    result.acknowledged = told["acknowledged"]
    result.lost = len(told["wrong"])
    result.said = "doctor: all is well" if not told["wrong"] else str(told["wrong"][0])
    return result
