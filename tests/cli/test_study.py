"""The study command as a script holds it: killed in the middle, nothing acknowledged is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.warm import begin_warm

COMMAND = [sys.executable, "-m", "trainer"]
QUESTIONS = 40
KILLED_AFTER = (7, 9, 6)


def environment(home: Path, **more: str) -> dict[str, str]:
    begin_warm(home)
    return {**os.environ, "TRAINER_HOME": str(home), "TZ": "UTC", **more}


def run(home: Path, *words: str, typed: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        input=typed,
        capture_output=True,
        text=True,
        env=environment(home, **more),
        timeout=60,
        check=False,
    )


class Talk:
    """A plain conversation over pipes, one JSON object a turn."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, "study", "baclofen", "--plain", "--json", "--limit", str(QUESTIONS)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(home),
        )
        self.question = self._until("question")

    def answer(self, text: str) -> None:
        """Send an answer and wait for its verdict: from then on it is acknowledged."""
        assert self.process.stdin is not None
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()
        self._until("verdict", "follow_up")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self._close()

    def finish(self) -> None:
        self._close()

    def _close(self) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=60)

    def _until(self, *kinds: str) -> dict[str, Any]:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            turn: dict[str, Any] = json.loads(line)
            if turn["kind"] in kinds:
                return turn
        raise AssertionError(f"the conversation ended before a {kinds}")


def test_every_acknowledged_answer_is_in_the_log_exactly_once(tmp_path: Path) -> None:
    acknowledged: list[str] = []
    for answers in (*KILLED_AFTER, QUESTIONS - sum(KILLED_AFTER)):
        talk = Talk(tmp_path)
        for number in range(answers):
            text = f"answer {len(acknowledged)}" if number % 3 else "5 mg three times daily"
            talk.answer(text)
            acknowledged.append(text)
        talk.kill()
    reviews = [json.loads(line) for line in run(tmp_path, "history", "--json").stdout.splitlines()]
    logged = []
    for review in reviews:  # the turns of a case, and second tries, belong to one review
        logged += [review["answer"], *(further["answer"] for further in review["follow_ups"])]
    assert logged == acknowledged
    assert run(tmp_path, "doctor").returncode == 0


def test_after_a_kill_the_next_question_is_not_the_one_just_answered(tmp_path: Path) -> None:
    talk = Talk(tmp_path)
    answered = talk.question["card"]
    talk.answer("centrally-acting skeletal muscle relaxant")
    talk.kill()
    again = Talk(tmp_path)
    assert again.question["card"] != answered
    again.finish()


def test_without_a_terminal_it_points_to_plain(tmp_path: Path) -> None:
    for words in (("study", "baclofen"), ()):
        done = run(tmp_path, *words)
        assert done.returncode == 2
        assert "--plain" in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_an_unknown_deck_is_one_line_with_what_there_is(tmp_path: Path) -> None:
    done = run(tmp_path, "study", "baclofin", "--plain")
    assert done.returncode == 65
    assert done.stderr.strip() == (
        "trainer: there is no deck called 'baclofin'. Did you mean baclofen?"
    )


def test_the_same_seed_asks_the_same_bytes(tmp_path: Path) -> None:
    words = ("ask", "baclofen", "--kind", "titration", "--seed", "7", "--json")
    assert run(tmp_path, *words, PYTHONHASHSEED="1").stdout == (
        run(tmp_path, *words, PYTHONHASHSEED="2").stdout
    )


def test_a_warm_start_needs_neither_yaml_nor_sqlite_utils_nor_fsrs(tmp_path: Path) -> None:
    run(tmp_path, "study", "baclofen", "--plain", "--limit", "1", typed="GABA-B\n")
    code = (
        "import sys, io;"
        "sys.stdin = io.StringIO('');"
        "from trainer.cli.main import main;"
        "main(['study', 'baclofen', '--plain', '--limit', '1']);"
        "heavy = {'yaml', 'sqlite_utils', 'fsrs', 'textual', 'rapidfuzz'} & set(sys.modules);"
        "print(sorted(heavy), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=environment(tmp_path),
        timeout=60,
        check=True,
    )
    assert done.stderr.strip() == "[]"


def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [*COMMAND, "cards", "baclofen"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(tmp_path),
    )
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert "Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait(timeout=60)


@pytest.mark.skipif(os.name != "posix", reason="the shell's way of closing a stream")
@pytest.mark.parametrize("closing", ["<&-", "</dev/null >&-", "</dev/null 2>&-", "<&- >&- 2>&-"])
def test_a_closed_stream_is_no_traceback(tmp_path: Path, closing: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m trainer study baclofen --plain {closing}"],
        env={**os.environ, "TRAINER_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that takes nothing")
@pytest.mark.parametrize("words", ["due", "where", "study baclofen --plain"])
def test_an_output_that_takes_nothing_more_is_a_sentence(tmp_path: Path, words: str) -> None:
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m trainer {words} </dev/null >/dev/full"],
        env=environment(tmp_path), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 74
    assert done.stderr.startswith("trainer: ") and done.stderr.count("\n") == 1


def test_an_old_locale_gets_the_code_of_what_it_cannot_show(tmp_path: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "study", "baclofen", "--plain"], input="5 µg\nstop\n".encode(),
        env={**environment(tmp_path), "PYTHONIOENCODING": "ascii:surrogateescape"},
        capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0 and not done.stderr
    assert b"Stopped: 1 answer" in done.stdout


@pytest.mark.parametrize("limit", [1, 4])
def test_a_session_with_a_limit_greets_with_what_it_asks(tmp_path: Path, limit: int) -> None:
    done = run(tmp_path, "study", "baclofen", "--plain", "--limit", str(limit), typed="stop\n")
    greeting = done.stdout.splitlines()[0]
    assert f": {limit} new card{'s' if limit > 1 else ''} to learn today." in greeting
