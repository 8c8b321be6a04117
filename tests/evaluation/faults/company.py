"""Others at the file: a second window, and whoever moves or deletes the file while it is open."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.evaluation.faults.learner import acknowledge, first_line, learner
from tests.evaluation.faults.result import Result, plain

ANSWERS = 1000


def second_window() -> Result:
    """A second window is opened and left again and again while the first records 1,000."""
    result = Result(f"a second instance started and left during {ANSWERS:,} answers")
    with learner() as one:
        first = one.study()
        wanted: list[str] = []
        second: subprocess.Popen[str] | None = None
        for answer in acknowledge(first, "first", ANSWERS):
            wanted.append(answer)
            if len(wanted) % 200 == 20:
                second = one.study()
            if len(wanted) % 200 == 120 and second is not None:
                heard = list(acknowledge(second, "second", 3)) if len(wanted) > 500 else []
                if len(wanted) > 300:
                    second.kill()
                out, error = second.communicate(input="stop\n" if second.poll() is None else None)
                result.runs += 1
                result.heard(error)
                result.said = result.said or first_line(out)
                assert not any(answer in wanted for answer in heard)
        _, error = first.communicate()
        result.heard(error)
        result.compare(wanted, one)
        if any(answer.startswith("second") for answer in one.answers()):
            result.lost += 1
        result.examined(one)
    return result


def renamed() -> Result:
    """The file is renamed in the middle of a session: noticed before the next acknowledgement."""
    result = Result("database renamed while open", runs=1)
    with learner() as one:
        process = one.study()
        wanted: list[str] = []
        for answer in acknowledge(process, "open", 40):
            wanted.append(answer)
            if len(wanted) == 8:
                one.database.rename(one.database.with_name("elsewhere.db"))
        _, error = process.communicate()
        result.says(error)
        one.run("restore", _newest(one.home))
        result.compare(wanted, one)
        result.examined(one)
    return result


def deleted() -> Result:
    """The file and its side files are deleted in the middle of a session."""
    result = Result("database deleted while open", runs=1)
    with learner() as one:
        process = one.study()
        wanted: list[str] = []
        for answer in acknowledge(process, "open", 40):
            wanted.append(answer)
            if len(wanted) == 8:
                for path in one.home.glob("progress.db*"):
                    if path.suffix != ".lock":
                        path.unlink()
        _, error = process.communicate()
        result.says(error)
        done = one.run("restore", _newest(one.home))
        result.heard(done.stdout, done.stderr)
        result.compare(wanted, one)
        result.examined(one)
    return result


def restored_over() -> Result:
    """`trainer restore`, and then a plain copy, over a file that a window has open."""
    result = Result("a copy restored over a live file", runs=2)
    with learner() as one:
        wanted = one.some("early", 4)
        one.run("restore", "--make")
        copy = next((one.home / "backups").glob("progress-*.db"))
        process = one.study()
        refusal = ""
        for answer in acknowledge(process, "live", 40):
            wanted.append(answer)
            if len(wanted) == 8:
                done = one.run("restore", "1")
                refusal = plain(done.stderr)
                result.heard(done.stderr)
            if len(wanted) == 12:
                fresh = one.home / "copied.db"
                fresh.write_bytes(copy.read_bytes())
                fresh.replace(one.database)
        _, error = process.communicate()
        result.says(error)
        result.said = f"restore: {refusal} - the session: {result.said}"
        done = one.run("restore", _newest(one.home))
        result.heard(done.stdout, done.stderr)
        result.compare(wanted, one)
        result.examined(one)
    return result


def _newest(home: Path) -> str:
    """The number of the newest backup in the list of `trainer restore`."""
    return str(len(list((home / "backups").glob("progress-*.db"))))
