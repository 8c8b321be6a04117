"""`trainer exam`: killed at any moment, every answer that was acknowledged is there."""

from __future__ import annotations

import json
import random
import signal
import subprocess
from pathlib import Path
from typing import Any

from tests.cli.test_study import COMMAND, environment, run

QUESTIONS = 12


class Exam:
    """A plain exam over pipes, one JSON object a turn."""

    def __init__(self, home: Path, *words: str) -> None:
        self.process = subprocess.Popen(
            [*COMMAND, "exam", "baclofen", "--plain", "--json", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(home),
        )
        self.heard: list[dict[str, Any]] = []
        self.until("question")

    def say(self, text: str, kind: str) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(text + "\n")
        self.process.stdin.flush()
        return self.until(kind)

    def until(self, kind: str) -> dict[str, Any]:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            turn: dict[str, Any] = json.loads(line)
            self.heard.append(turn)
            if turn["kind"] == kind:
                return turn
        raise AssertionError(f"the exam ended before a {kind}")

    def close(self, *, kill: bool = False) -> None:
        if kill:
            self.process.send_signal(signal.SIGKILL)
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(timeout=60)


def test_killed_at_ten_moments_it_resumes_with_every_answer(tmp_path: Path) -> None:
    dice = random.Random(8)
    given: dict[int, str] = {}
    exam = Exam(tmp_path, "--questions", str(QUESTIONS), "--seed", "5")
    for kill in range(10):
        for _ in range(dice.randint(1, 3)):
            number = dice.randint(1, QUESTIONS)
            shown = exam.say(f"go {number}", "question")
            while f"Question {number} of" not in shown["lines"][0]:
                shown = exam.until("question")  # what came after the answer before
            if shown["options"]:
                continue  # only a letter fits there
            given[number] = f"answer {kill} to {number}"
            assert exam.say(given[number], "notice")["lines"][0] == (f"Question {number} saved.")
        exam.close(kill=True)
        exam = Exam(tmp_path, "--resume")
    exam.close()
    exam = Exam(tmp_path, "--resume")
    exam.say("hand in", "notice")
    exam.say("hand in", "summary")
    exam.close()
    rows = json.loads(run(tmp_path, "exam", "report", "--json").stdout)["rows"]
    assert {row["number"]: row["answer"] for row in rows if row["answer"]} == given
    reviews = [json.loads(line) for line in run(tmp_path, "history", "--json").stdout.splitlines()]
    assert sorted(review["answer"] for review in reviews) == sorted(given.values())
    assert {review["kind"] for review in reviews} == {"exam"}
    assert run(tmp_path, "doctor").returncode == 0


def test_a_class_sits_the_same_paper(tmp_path: Path) -> None:
    papers = []
    for home in ("ann", "ben"):
        done = run(
            tmp_path / home, "exam", "baclofen", "--seed", "7",
            "--paper", str(tmp_path / f"{home}.html"), "--key", str(tmp_path / f"{home}.md"),
        )  # fmt: skip
        assert done.returncode == 0
        papers.append([(tmp_path / f"{home}.{kind}").read_bytes() for kind in ("html", "md")])
    assert papers[0] == papers[1]
    assert b"Model answer" in papers[0][1] and b"Model answer" not in papers[0][0]


def test_a_paper_is_not_written_over_and_says_where_it_is_shorter_than_asked(
    tmp_path: Path,
) -> None:
    deck = tmp_path / "deck"
    deck.mkdir()
    (deck / "deck.yaml").write_text(
        "id: own\ntitle: Own\ncards:\n  - id: a\n    ask: Name two effects.\n"
        "    answer: {list: [nausea, {point: headache, weight: 2}, rash], ask_for: 2}\n",
        encoding="utf-8",
    )
    words = ["exam", str(deck), "--questions", "5", "--key", str(tmp_path / "key.md")]
    done = run(tmp_path / "home", *words)
    assert "1 questions, not 5: the deck gives no more" in done.stdout
    key = (tmp_path / "key.md").read_text(encoding="utf-8")
    assert "Any 2 of these:" in key and "headache (counts 2 times)" in key
    assert "is there already" in run(tmp_path / "home", *words).stderr
    assert run(tmp_path / "home", *words, "--force").returncode == 0


def test_an_exam_that_was_begun_is_not_silently_left(tmp_path: Path) -> None:
    exam = Exam(tmp_path, "--questions", "3")
    exam.close()
    again = run(tmp_path, "exam", "baclofen", "--plain")
    assert again.returncode == 2
    assert "--resume" in again.stderr and "--discard" in again.stderr
    other = Exam(tmp_path, "--questions", "4", "--new")
    other.close()
    listed = run(tmp_path, "exam", "list").stdout
    assert "Exam 1: baclofen, not handed in, 0 of 3 answered." in listed
    assert "--resume --exam 2" in listed
    first = Exam(tmp_path, "--resume", "--exam", "1")
    assert "of 3." in first.heard[-1]["lines"][0]
    first.close()
    for _ in range(2):
        assert run(tmp_path, "exam", "baclofen", "--discard").returncode == 0
    assert run(tmp_path, "exam", "report").returncode == 2
