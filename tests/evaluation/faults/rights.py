"""What may not be written or read, and no home folder: for a user whom permissions bind.

Root may write everywhere; where this is run by root, the child gives that privilege up (Linux).
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.evaluation.faults.learner import Learner, learner
from tests.evaluation.faults.result import Result, plain

PR_CAPBSET_DROP = 24
OVERRIDES = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: by these root reads and writes what it may not."""


def bound() -> None:
    """From the next program on, permissions count for this process as for anybody."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for privilege in OVERRIDES:
            if libc.prctl(PR_CAPBSET_DROP, privilege, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "the privilege could not be given up")


def possible() -> bool:
    """Whether permissions can be made to bind here."""
    return os.geteuid() != 0 or sys.platform == "linux"


def read_only(one: Learner) -> None:
    """Nothing in the folder may be written."""
    for path in [*one.home.rglob("*"), one.home]:
        path.chmod(0o500 if path.is_dir() else 0o400)


def file_read_only(one: Learner) -> None:
    """Only the database itself may not be written."""
    one.database.chmod(0o400)


def no_permission(one: Learner) -> None:
    """The database may not even be read."""
    one.database.chmod(0)


def folder_closed(one: Learner) -> None:
    """The folder may not be entered."""
    one.home.chmod(0)


def spoilt(name: str, spoil: Callable[[Learner], object]) -> Result:
    """Study where the right is missing, then give it back and study on."""
    result = Result(name)
    with learner() as one:
        wanted = one.some("kept", 6)
        spoil(one)
        for words in (("study", "baclofen", "--plain"), ("due",), ("undo",), ("doctor",)):
            done = one.run(*words, typed="5 mg\nstop\n", limit=bound)
            result.runs += 1
            result.heard(done.stdout, done.stderr)
            said = next((s for s in done.stdout.splitlines() if "may not be written" in s), "")
            if words[0] == "study" and said:
                result.said = plain(said.partition(": ")[2])
            result.says(done.stderr)
        for path in (one.home, *one.home.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)
        wanted += one.some("after", 2)
        result.compare(wanted, one)
        result.examined(one)
    return result


def homeless() -> Result:
    """No HOME, one that is not there, one that is a file, and a user without any folder."""
    result = Result("HOME missing, not there, a file, unknown")
    nobody = (
        "import pwd, sys\n"
        "def unknown(uid): raise KeyError(uid)\n"
        "pwd.getpwuid = unknown\n"
        "from trainer.cli.main import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    with learner() as one:
        one.home.mkdir()
        (one.home / "file").write_text("not a folder")
        without = {k: v for k, v in one.environ.items()
                   if k not in ("HOME", "TRAINER_HOME") and not k.startswith("XDG_")}  # fmt: skip
        for home in (one.home / "nowhere", one.home / "file"):
            environ = {**without, "HOME": str(home)}
            done = one.run("study", "baclofen", "--plain", typed="stop\n", environ=environ)
            result.runs += 1
            result.says(done.stderr)
        done = one.run("where", environ=without)
        result.runs += 1
        result.says(done.stderr)
        unknown = partial(_python, nobody, without)
        for words in (("where",), ("due",), ("study", "baclofen", "--plain")):
            text = unknown(*words)
            result.runs += 1
            result.said = ""
            result.says(text)
    return result


def _python(program: str, environ: dict[str, str], *words: str) -> str:
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, text=True, check=False,
        input="", env={**environ, "PYTHONPATH": str(Path.cwd())},
    )  # fmt: skip
    return done.stdout + done.stderr
