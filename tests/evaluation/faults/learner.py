"""A learner with a data folder of their own, and the commands over it."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

TRAINER = [sys.executable, "-m", "trainer"]
Limit = Callable[[], object] | None
"""What the child does before the program starts: a bound on its files, a right given up."""
YES_OR_NO = "? Yes or no."
"""How the tutor asks whether a point that it could not judge was said."""


class Learner:
    """A data folder and the commands over it."""

    def __init__(self, folder: Path) -> None:
        self.home = folder
        self.environ: dict[str, str] = {
            **os.environ, "TRAINER_HOME": str(folder), "PYTHONPATH": str(Path.cwd()),
            "TERM": "xterm-256color", "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip
        self.database = folder / "progress.db"
        self.sessions: list[subprocess.Popen[str]] = []

    def run(
        self, *words: str, typed: str = "", environ: Mapping[str, str] | None = None,
        limit: Limit = None,
    ) -> subprocess.CompletedProcess[str]:  # fmt: skip
        """One command to its end."""
        return subprocess.run(
            [*TRAINER, *words], input=typed, capture_output=True, text=True, check=False,
            env=dict(environ or self.environ), preexec_fn=limit, timeout=300,
        )  # fmt: skip

    def study(
        self, deck: str = "baclofen", *, limit: Limit = None, count: int = 5000
    ) -> subprocess.Popen[str]:
        """The plain conversation, line by line, as JSON objects."""
        process = subprocess.Popen(
            [*TRAINER, "study", deck, "--plain", "--json", "--cram", "--limit", str(count)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            bufsize=1, env=self.environ, preexec_fn=limit,
        )  # fmt: skip
        self.sessions.append(process)
        return process

    def exam(self, *words: str) -> subprocess.Popen[str]:
        """A mock exam of the bundled deck, line by line."""
        process = subprocess.Popen(
            [*TRAINER, "exam", "baclofen", "--plain", *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            bufsize=1, env=self.environ,
        )  # fmt: skip
        self.sessions.append(process)
        return process

    def answers(self) -> list[str]:
        """Every answer that the log holds."""
        done = self.run("history", "--json")
        found = []
        for row in map(json.loads, done.stdout.splitlines()):
            found.append(str(row["answer"]))
            found += [str(one["answer"]) for one in row.get("follow_ups", [])]
        return found

    def some(self, prefix: str, count: int) -> list[str]:
        """Study until `count` answers were acknowledged, and leave; return them."""
        process = self.study()
        wanted = list(acknowledge(process, prefix, count))
        process.communicate()
        return wanted


@contextlib.contextmanager
def learner() -> Iterator[Learner]:
    """A learner whose sessions and folder are gone afterwards, whatever was done to its rights."""
    with tempfile.TemporaryDirectory() as folder:
        one = Learner(Path(folder) / "home")
        try:
            yield one
        finally:
            for process in one.sessions:
                process.kill()
            for path in (one.home, *one.home.rglob("*")):
                if path.is_dir() and not path.is_symlink():
                    path.chmod(0o700)


def acknowledge(process: subprocess.Popen[str], prefix: str, most: int) -> Iterator[str]:
    """Answer until the process ends; yield each answer once its verdict was printed.

    Where the tutor asks whether a point was said, it is told no: anything else is asked again.
    """
    assert process.stdin is not None and process.stdout is not None
    number, open_answer = 0, False
    for line in process.stdout:
        turn = json.loads(line)
        if turn["kind"] in ("verdict", "follow_up") and open_answer:
            open_answer = False
            yield f"{prefix} {number}"
        if " ".join(turn["lines"]).endswith(YES_OR_NO):
            reply = "no"
        elif turn["kind"] in ("question", "follow_up"):
            if number >= most:
                return
            number, open_answer = number + 1, True
            reply = f"{prefix} {number}"
        else:
            continue
        if not typed(process, reply):
            return


def typed(process: subprocess.Popen[str], line: str) -> bool:
    """Type a line; False where the process is gone."""
    assert process.stdin is not None
    try:
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
    except OSError:
        return False
    return True


def first_line(out: str) -> str:
    """What the tutor said first in a conversation of JSON objects."""
    line = out.partition("\n")[0]
    return str(json.loads(line)["lines"][0]) if line.startswith("{") else line
