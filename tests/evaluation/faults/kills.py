"""The process ends without warning: at random moments, and at every statement of the database."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence

from tests.evaluation.faults.learner import acknowledge, learner
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
