"""Study of chosen cards from the command line: what keeps failing, and cards by their ids."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.warm import begin_warm
from trainer.cli.main import main

BEGUN = date(2026, 11, 23)
CARD = "duration-half-life/value"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRAINER_HOME", str(tmp_path / "home"))
    begin_warm(tmp_path / "home")
    monkeypatch.setenv("TZ", "UTC")


class Shell:
    """Commands on one day after another, with what is typed into them."""

    def __init__(self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self._capsys, self._patch = capsys, monkeypatch
        self.day = BEGUN

    def run(self, *words: str, typed: str = "", code: int = 0) -> str:
        self._patch.setattr("sys.stdin", io.StringIO(typed))
        assert main([*words, "--now", f"{self.day.isoformat()}T09:00:00+00:00"]) == code
        captured = self._capsys.readouterr()
        return captured.err if code else captured.out

    def asked(self, *words: str, typed: str) -> list[str]:
        """The cards that a conversation asks, in order."""
        turns = self.run("study", *words, "--plain", "--json", typed=typed).splitlines()
        found: list[Any] = [json.loads(turn) for turn in turns]
        return [turn["card"] for turn in found if turn["kind"] == "question"]

    def fail(self, times: int) -> None:
        """Answer the card wrongly, once a day."""
        for _ in range(times):
            assert self.asked("baclofen", "--card", CARD, typed="999 hours\nstop\n")[0] == CARD
            self.day += timedelta(days=1)


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    return Shell(capsys, monkeypatch)


def test_a_card_that_is_named_is_asked_and_no_other(shell: Shell) -> None:
    assert set(shell.asked("baclofen", "--card", CARD, typed="I don't know\nstop\n")) == {CARD}


def test_what_keeps_failing_is_listed_and_studied_alone(shell: Shell) -> None:
    shell.fail(2)
    assert json.loads(shell.run("cards", "baclofen", "--failing", "--json")) == []
    assert "Nothing keeps failing" in shell.run("study", "--failing", "--plain")
    shell.fail(1)
    (listed,) = json.loads(shell.run("cards", "baclofen", "--failing", "--json"))
    assert (listed["card"], listed["failed"], listed["grasp"]) == (CARD, 3, "keeps failing")
    assert "wrong 3 of 3" in shell.run("cards", "baclofen", "--failing")
    (counted,) = json.loads(shell.run("stats", "baclofen", "--json"))["failing"]
    assert counted["card"] == CARD
    assert set(shell.asked("--failing", typed="I don't know\nstop\n")) == {CARD}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("baclofen", "--missed", "--failing"), "--missed goes without"),
        (("baclofen", "--missed", "--card", CARD), "--missed goes without"),
        (("baclofen", "--failing", "--section", "dosage"), "stand alone"),
        (("baclofen", "--failing", "--cram"), "not allowed with"),
        (("--card", CARD), "--card needs its deck"),
        (("baclofen", "--card", "no-such-card"), "has no card 'no-such-card'"),
    ],
)
def test_options_that_choose_cards_twice_are_refused(
    shell: Shell, words: tuple[str, ...], sentence: str
) -> None:
    assert sentence in shell.run("study", *words, "--plain", code=2)
